"""Lays one pack over those below it: what it adds, extends, replaces and retires, each noted as a change."""

from __future__ import annotations

from typing import Any, Literal

from packaging.specifiers import SpecifierSet

from complaint_rules._version import __version__
from complaint_rules.pack import model
from complaint_rules.pack.compiled import Change
from complaint_rules.pack.errors import Problem
from complaint_rules.pack.expression import clean_form, is_plain
from complaint_rules.pack.file_models import BOOKS
from complaint_rules.pack.load import PackSource, SourceFile
from complaint_rules.pack.merged import Item, Merged, RuleItem
from complaint_rules.pack.names import TYPES

SETTINGS = ("family_cap", "temperature", "style_temperature", "mix")
NEEDED = ("kind", "severity", "about", "sources")

Action = Literal["added", "extended", "replaced", "retired"]


class Layer:
    """One pack (`info`: its pack.yaml) on its way into `merged`. Collects every problem in `problems`."""

    def __init__(self, merged: Merged, source: PackSource, info: Item, problems: list[Problem]) -> None:
        self._merged = merged
        self._source = source
        self._info = info
        self._problems = problems
        self._over = bool(merged.layers)
        self._own: set[tuple[str, Any]] = set()

    def lay(self) -> None:
        """Merge the pack's files."""
        self._check_versions()
        if self._over:
            self._retire()
        if "weights.json" in self._source.fitted:
            self._merged.unfitted.clear()
        for name in self._source.fitted:
            if name in self._merged.fitted:
                self._note("replaced", "fitted", name, self._info, "Fitted again by complaint-rules tune.")
        self._merged.fitted.update(self._source.fitted)
        for file in sorted(self._source.files, key=lambda file: file.kind == "vocabulary"):
            self._add(file)

    # -- what holds for the pack as a whole ---------------------------------------------------------------------------

    def _check_versions(self) -> None:
        info: model.PackFile = self._info.value
        if info.requires and not SpecifierSet(info.requires).contains(__version__, prereleases=True):
            self._problems.append(self._info.problem(
                f"{info.name} {info.version} is made for complaint-rules {info.requires}, and this is {__version__}; "
                "install a version that fits, or try the pack with this one and then widen requires", "requires"))
        if self._over:
            self._problems.extend(self._info.problem("is a setting of the lowest pack; leave it out of a pack that is "
                                                     "laid over it", name)
                                  for name in SETTINGS if name in info.model_fields_set)

    def _retire(self) -> None:
        merged = self._merged
        kinds: tuple[tuple[str, dict[str, Any]], ...] = (
            ("rule", merged.rules), ("signal", merged.signals), ("pattern", merged.patterns), ("words", merged.words),
            ("level", merged.levels), ("example", merged.examples))
        for index, retired in enumerate(self._info.value.retire):
            kind, where = next(((kind, where) for kind, where in kinds if retired.id in where), ("", {}))
            if not kind:
                self._problems.append(self._info.problem(f"{retired.id} is not in the packs below; remove the line",
                                                         "retire", index, "id"))
                continue
            del where[retired.id]
            merged.unfitted.add(retired.id)
            self._note("retired", kind, retired.id, Item(retired, self._info.document, ("retire", index)),
                       retired.reason)

    def _note(self, action: Action, kind: str, name: str, item: Item, reason: str | None = None) -> None:
        if self._over:
            self._merged.changes.append(Change(self._info.value.name, action, kind, name, reason, item.place()))

    # -- its files -----------------------------------------------------------------------------------------------------

    def _add(self, file: SourceFile) -> None:
        document = file.document
        content: Any = file.model
        merged = self._merged
        language = file.language or ""
        match file.kind:
            case "words":
                for index, word_class in enumerate(content.words):
                    self._words(word_class, Item(word_class, document, ("words", index)))
            case "vocabulary":
                self._vocabulary(content.root, Item(content, document, ()))
            case "units":
                self._units(content, Item(content, document, ("units",)))
            case "signals":
                for index, signal in enumerate(content.signals):
                    self._put(merged.signals, signal.id, "signal", Item(signal, document, ("signals", index)))
                    merged.families[signal.id] = content.family
            case "levels":
                for index, level in enumerate(content.levels):
                    self._put(merged.levels, level.id, "level", Item(level, document, ("levels", index)))
            case "patterns":
                for index, pattern in enumerate(content.patterns):
                    self._put(merged.patterns, pattern.id, "pattern", Item(pattern, document, ("patterns", index)))
            case "type" | "style" | "alert":
                self._candidate(file.kind, content, Item(content, document, ()))
            case "verdict":
                below = {} if merged.verdict is None else {"verdict": merged.verdict}
                self._put(below, "verdict", "verdict", Item(content, document, ()), "replaces")
                merged.verdict = below["verdict"]
            case "advice":
                self._put(merged.advice.setdefault(language, {}), content.type, "advice", Item(content, document, ()),
                          "type", language)
            case "alerts-advice":
                for alert, advice in content.alerts.items():
                    self._put(merged.alert_advice.setdefault(language, {}), alert, "alert advice",
                              Item(advice, document, ("alerts", alert)), "label", language)
            case "probes":
                for index, probe in enumerate(content.probes):
                    pair = (min(probe.pair), max(probe.pair))
                    self._put(merged.probes.setdefault(language, {}), pair, "probe",
                              Item(probe, document, ("probes", index)), "pair", language)
            case "notes":
                for note, text in content.notes.items():
                    self._put(merged.notes.setdefault(language, {}), note, "note",
                              Item(text, document, ("notes", note)), "", language, content.replaces)
            case "listening":
                for index, listening in enumerate(content.listening):
                    self._put(merged.listening, listening.id, "listening",
                              Item(listening, document, ("listening", index)))
            case "examples":
                for index, example in enumerate(content.examples):
                    self._put(merged.examples, example.id, "example", Item(example, document, ("examples", index)))
            case "own-words":
                merged.own_words.append((self._info.value.name, Item(content, document, ())))
            case kind if (book := kind.removesuffix("-advice")) in BOOKS:
                for name, entry in getattr(content, book).items():
                    self._put(merged.books.setdefault(language, {}).setdefault(book, {}), name, f"{book} advice",
                              Item(entry, document, (book, name)), "", language, content.replaces)

    def _put(self, where: dict[Any, Any], key: Any, kind: str, item: Item, field: str = "id", language: str = "",
             reason: str | None = None) -> None:
        """Put an entry in its place; one that stands there already must be from below, and the reason stated."""
        reason = reason or getattr(item.value, "replaces", None)
        name = " and ".join(key) if isinstance(key, tuple) else str(key)
        place = (field,) if field else ()
        own = (f"{kind} {language}", key)
        if key not in where:
            if reason is not None and field:
                self._problems.append(item.problem(f"{name} is not in the packs below; leave replaces out", "replaces"))
            self._note("added", kind, f"{language} {name}".lstrip(), item)
        elif own in self._own or not self._over:
            self._problems.append(item.problem(f"{name} is already defined at {where[key].place()}; choose another id",
                                               *place))
            return
        elif reason is None:
            other = "choose another id, or " if field == "id" else ""
            top = "" if field else " at the top of the file"
            self._problems.append(item.problem(f"{name} is already defined at {where[key].place()}; {other}say why it "
                                               f"replaces that one (`replaces: …`{top})", *place))
            return
        else:
            self._note("replaced", kind, f"{language} {name}".lstrip(), item, reason)
            self._merged.unfitted.add(name)
        self._own.add(own)
        where[key] = item

    def _words(self, word_class: model.WordClass, item: Item) -> None:
        below = self._merged.words.get(word_class.id)
        if below is None or not self._over or ("words ", word_class.id) in self._own:
            self._put(self._merged.words, word_class.id, "words", item)
            return
        self._own.add(("words ", word_class.id))
        self._extend(below, item, word_class.zh, word_class.en)

    def _extend(self, below: Item, item: Item, zh: tuple[str, ...], en: tuple[str, ...]) -> None:
        """Add words to a class; the place stays that of the words added last."""
        value: model.WordClass = below.value
        joined = value.model_copy(update={"zh": value.zh + zh, "en": value.en + en})
        self._merged.words[value.id] = Item(joined, item.document, item.loc)
        self._note("extended", "words", value.id, item)

    def _vocabulary(self, vocabulary: dict[str, Any], item: Item) -> None:
        known = sorted({below.value.vocabulary for below in self._merged.words.values()} - {None})
        for name, words in vocabulary.items():
            if name not in known:
                self._problems.append(item.problem(f"there is no such kind of words; the kinds are {', '.join(known)}"
                                                   if known else "no pack below takes in words of any kind", name))
                continue
            self._problems.extend(item.problem("is no plain word; signs such as { ( < ~ belong into expressions under "
                                               "signals/", name, language, index)
                                  for language in ("zh", "en") for index, word in enumerate(getattr(words, language))
                                  if not is_plain(clean_form(word)))
            entry = Item(words, item.document, (name,))
            for below in list(self._merged.words.values()):
                if below.value.vocabulary == name:
                    zh, en = words.zh if below.value.zh else (), words.en if below.value.en else ()
                    if zh or en:
                        self._extend(below, entry, zh, en)

    def _units(self, content: model.UnitsFile, item: Item) -> None:
        for dimension, units in content.units.items():
            known = self._merged.units.setdefault(dimension, {})
            for unit, factor in units.items():
                entry = Item(factor, item.document, ("units", dimension, unit))
                if unit not in known:
                    self._note("added", "unit", unit, entry)
                elif known[unit] == factor:
                    continue
                elif content.replaces is None:
                    self._problems.append(entry.problem(f"is {known[unit]:g} in the packs below; say why it is another "
                                                        "here (`replaces: …` at the top of the file)"))
                else:
                    self._note("replaced", "unit", unit, entry, content.replaces)
                known[unit] = factor

    def _candidate(self, kind: str, content: Any, item: Item) -> None:
        """A type, style or alert: new, or rules and settings for one below."""
        name = getattr(content, kind)
        known: dict[str, Item] = getattr(self._merged, f"{kind}s")
        below = known.get(name)
        if below is None:
            if kind == "type" and name not in TYPES and ":" not in name:
                self._problems.append(item.problem(f"a type of your own begins with your name and a colon; write "
                                                   f"{self._info.value.name}:{name}", kind))
            self._problems.extend(item.problem("is missing; add it", field) for field in NEEDED
                                  if field in type(content).model_fields and getattr(content, field) is None)
            if content.replaces is not None:
                self._problems.append(item.problem(f"{name} is not in the packs below; leave replaces out", "replaces"))
            known[name] = item
            self._note("added", kind, name, item)
        elif not self._over or (kind, name) in self._own:
            self._problems.append(item.problem(f"{name} has two files; join them", kind))
        else:
            known[name] = self._settings(kind, name, below, content, item)
        self._own.add((kind, name))
        for index, rule in enumerate(content.rules):
            self._put(self._merged.rules, rule.id, "rule",
                      RuleItem(rule, item.document, ("rules", index), f"{kind}:{name}"))

    def _settings(self, kind: str, name: str, below: Item, content: Any, item: Item) -> Item:
        stated = {field: getattr(content, field) for field in sorted(content.model_fields_set)
                  if field not in (kind, "rules", "replaces")}
        changed = {field: value for field, value in stated.items() if value != getattr(below.value, field)}
        if not changed:
            if content.replaces is not None:
                self._problems.append(item.problem("replaces nothing: the settings are those of the packs below; "
                                                   "leave replaces out", "replaces"))
            return below
        if content.replaces is None:
            self._problems.extend(item.problem(f"differs from the packs below ({below.place()}); leave it out, or say "
                                               "why it replaces what stands there (`replaces: …`)", field)
                                  for field in changed)
        else:
            self._note("replaced", kind, f"{name} ({', '.join(changed)})", item, content.replaces)
        if "bias" in changed:
            self._merged.unfitted.add(f"{kind}:{name}")
        return Item(below.value.model_copy(update=changed), item.document, ())
