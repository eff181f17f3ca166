"""Lays packs over one another: later ones add, replace and retire by id, never silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from complaint_rules.pack import model
from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.load import PackSource, SourceFile
from complaint_rules.pack.yaml_source import Document, Loc


@dataclass
class Item:
    """One entry of a pack (a class, signal, rule …) and the place where it stands."""

    value: Any
    document: Document
    loc: Loc

    def problem(self, message: str, *below: str | int) -> Problem:
        return self.document.problem((*self.loc, *below), message)

    @property
    def place(self) -> str:
        """File and line, as `rules/types/explosive.yaml:12`."""
        problem = self.problem("")
        return f"{problem.file}:{problem.line}"


@dataclass
class RuleItem(Item):
    """A rule, with what it supports (`type:x`, `style:x` or `alert:x`)."""

    supports: str = ""


@dataclass
class Merged:
    """Everything of the packs laid over one another, by id."""

    info: model.PackFile
    digest: str
    layers: list[str] = field(default_factory=list)
    words: dict[str, Item] = field(default_factory=dict)
    units: dict[str, dict[str, float]] = field(default_factory=dict)
    signals: dict[str, Item] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, Item] = field(default_factory=dict)
    rules: dict[str, RuleItem] = field(default_factory=dict)
    types: dict[str, Item] = field(default_factory=dict)
    styles: dict[str, Item] = field(default_factory=dict)
    alerts: dict[str, Item] = field(default_factory=dict)
    verdict: Item | None = None
    advice: dict[str, dict[str, Item]] = field(default_factory=dict)
    alert_advice: dict[str, dict[str, Item]] = field(default_factory=dict)
    probes: dict[str, dict[tuple[str, str], Item]] = field(default_factory=dict)
    notes: dict[str, dict[str, Item]] = field(default_factory=dict)
    fitted: dict[str, str] = field(default_factory=dict)


def merge(sources: Iterable[PackSource]) -> Merged:
    """Merge packs, the first lowest. Raises PackError with every id that collides or is not there to retire."""
    problems: list[Problem] = []
    merged: Merged | None = None
    for source in sources:
        pack = next(file for file in source.files if file.kind == "pack")
        info: model.PackFile = pack.model  # type: ignore[assignment]
        if merged is None:
            merged = Merged(info, source.digest)
        else:
            merged.layers.append(f"{info.name} {info.version} {source.digest}")
            for index, retired in enumerate(info.retire):
                for where in (merged.rules, merged.signals, merged.patterns):
                    if retired.id in where:
                        del where[retired.id]
                        break
                else:
                    problems.append(pack.document.problem(("retire", index, "id"), f"{retired.id} is not in the packs "
                                                                                   "below; remove the line"))
        merged.fitted.update(source.fitted)
        for file in source.files:
            _add(merged, file, problems)
    if merged is None:
        raise PackError([Problem("packs", 1, 1, "", "no pack given; leave the built-in pack on or name a folder")])
    if problems:
        raise PackError(problems)
    return merged


def _put(where: dict[Any, Any], key: Any, item: Item, problems: list[Problem], *, replaces: bool = False) -> None:
    if key in where and not replaces:
        other = where[key]
        first = other.problem("").__str__().split(": ")[0]
        problems.append(item.problem(f"{key} is already defined at {first}; choose another id"
                                     + (", or say why it replaces that one (`replaces: …`)"
                                        if isinstance(item, RuleItem) else ""), "id"))
        return
    where[key] = item


def _add(merged: Merged, file: SourceFile, problems: list[Problem]) -> None:
    document = file.document
    content: Any = file.model
    kind = file.kind
    language = file.language or ""
    if kind == "words":
        for index, word_class in enumerate(content.words):
            item = Item(word_class, document, ("words", index))
            if word_class.id in merged.words and merged.layers:
                below = merged.words[word_class.id].value
                item.value = word_class.model_copy(update={"zh": below.zh + word_class.zh,
                                                           "en": below.en + word_class.en})
                merged.words[word_class.id] = item
            else:
                _put(merged.words, word_class.id, item, problems)
    elif kind == "units":
        for dimension, units in content.units.items():
            merged.units[dimension] = {**merged.units.get(dimension, {}), **units}
    elif kind == "signals":
        for index, signal in enumerate(content.signals):
            _put(merged.signals, signal.id, Item(signal, document, ("signals", index)), problems)
            merged.families[signal.id] = content.family
    elif kind == "patterns":
        for index, pattern in enumerate(content.patterns):
            _put(merged.patterns, pattern.id, Item(pattern, document, ("patterns", index)), problems)
    elif kind in ("type", "style", "alert"):
        name = getattr(content, kind)
        known: dict[str, Item] = getattr(merged, f"{kind}s")
        if name not in known:
            known[name] = Item(content, document, ())
        elif not merged.layers:
            problems.append(document.problem((kind,), f"{name} has two files; join them"))
        else:
            stated = {field: getattr(content, field) for field in content.model_fields_set - {kind, "rules"}}
            known[name] = Item(known[name].value.model_copy(update=stated), document, ())
        for index, rule in enumerate(content.rules):
            item = RuleItem(rule, document, ("rules", index), f"{kind}:{name}")
            if rule.replaces is not None and rule.id not in merged.rules:
                problems.append(item.problem(f"{rule.id} is not in the packs below; leave replaces out", "replaces"))
            _put(merged.rules, rule.id, item, problems, replaces=rule.replaces is not None)
    elif kind == "verdict":
        merged.verdict = Item(content, document, ())
    elif kind == "advice":
        merged.advice.setdefault(language, {})[content.type] = Item(content, document, ())
    elif kind == "alerts-advice":
        for alert, advice in content.alerts.items():
            merged.alert_advice.setdefault(language, {})[alert] = Item(advice, document, ("alerts", alert))
    elif kind == "probes":
        for index, probe in enumerate(content.probes):
            pair = (min(probe.pair), max(probe.pair))
            merged.probes.setdefault(language, {})[pair] = Item(probe, document, ("probes", index))
    elif kind == "notes":
        for note in content.notes:
            merged.notes.setdefault(language, {})[note] = Item(content.notes[note], document, ("notes", note))
