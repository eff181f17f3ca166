"""Checks of what people read: reasons, insulting words, missing and mixed-up languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from complaint_rules.pack.merge import Item, Merged
from complaint_rules.pack.model_advice import PhraseText
from complaint_rules.pack.names import LANGUAGES
from complaint_rules.pack.templates import slots_of
from complaint_rules.pack.yaml_source import Loc
from complaint_rules.signals.fold import script_characters
from complaint_rules.workbench.lint.finding import Flaw, check
from complaint_rules.workbench.lint.insults import insult_in
from complaint_rules.workbench.lint.subject import Subject

_EMPTY_REASON = re.compile(r"(?i)\W*(to ?do|tbd|fixme|xxx+|n/?a|none|why|reason|because|待补|待補|待定|同上)?\W*\Z")
_CHINESE = re.compile("[\u3400-\u9fff]")
# Frequent characters of Simplified text that Traditional text never has.
_SIMPLIFIED = frozenset("们这说时对请问题买卖东还让给应谢认识无关发现开见样经过间长门亲电话产费级约组终结统书头业务"
                        "质员实际响账单换货订坏")

# Parts of advice that are names or reasons, that quote what must not be said, or that are phrases told by themselves.
_UNREAD = frozenset(("about", "avoid", "channels", "first", "forbids", "last", "pair", "phrases", "replaces", "to",
                     "type"))

Sentence = tuple[str, Item, Loc, str, str]


def _no_reason(subject: Subject) -> Iterator[Flaw]:
    merged = subject.merged
    for entries in (merged.signals, merged.patterns, merged.rules, merged.listening):
        for name, item in entries.items():
            for key in ("why", "mistakes"):
                if _EMPTY_REASON.match(getattr(item.value, key)):
                    yield Flaw(name, item, (key,), f"{getattr(item.value, key)!r} gives no reason"
                               if key == "why" else f"{item.value.mistakes!r} names no known mistake",
                               "say in one sentence where it comes from" if key == "why"
                               else "say in one sentence what it takes for something else")


no_reason = check("no-reason", "warning", "A signal or rule without a reason or known mistakes.")(_no_reason)


def sentences(merged: Merged) -> Iterator[Sentence]:
    """(about, entry, field, language, sentence) of everything that an agent or a customer may read."""
    for entries in (merged.signals, merged.patterns, merged.rules):
        for name, item in entries.items():
            if item.value.says is not None:
                for language, sentence in item.value.says.by_language().items():
                    yield name, item, ("says", language), language, sentence
    for language in LANGUAGES:
        for entries in _books(merged, language).values():
            for name, item in entries.items():
                yield from _said(name, item, language)


def _books(merged: Merged, language: str) -> dict[str, dict[str, Item]]:
    """Everything that advises in one language, by the kind of its file and its id."""
    return {"types": merged.advice.get(language, {}), "alerts": merged.alert_advice.get(language, {}),
            "probes": {"/".join(pair): item for pair, item in merged.probes.get(language, {}).items()},
            "notes": merged.notes.get(language, {}), **merged.books.get(language, {})}


def _said(name: str, item: Item, language: str) -> Iterator[Sentence]:
    """What is to be avoided is left out: it may quote what must not be said."""
    for below, part in _parts(item.value):
        if isinstance(part, PhraseText):
            yield part.id, item, (*below, "text"), language, part.text
        elif isinstance(part, str) and _UNREAD.isdisjoint(below) and not ("cases" in below and "when" in below):
            yield name, item, below, language, part


def _parts(value: Any, below: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """An entry and every part of it, with the place below the entry."""
    yield below, value
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, BaseModel):
        inner = ((field, getattr(value, field)) for field in type(value).model_fields)
    elif isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, tuple):
        inner = enumerate(value)
    for place, part in inner:
        yield from _parts(part, (*below, place))


def _insults(subject: Subject) -> Iterator[Flaw]:
    for about, item, below, _, sentence in sentences(subject.merged):
        if (word := insult_in(sentence)) is not None:
            yield Flaw(about, item, below, f"{word!r} judges the person in {sentence!r}",
                       "describe what was said or done; the customer may read it")


insult = check("insult", "error", "Insulting words in says, labels, advice or phrases.")(_insults)


def _missing_language(subject: Subject) -> Iterator[Flaw]:
    merged = subject.merged
    for name, item in merged.signals.items():
        if item.value.is_expression:
            for key, other in (("zh", "en"), ("en", "zh")):
                if getattr(item.value, key) and not getattr(item.value, other):
                    yield Flaw(name, item, (key,), f"has expressions under {key} but none under {other}",
                               f"add what {_NAMES[other]} speakers say, or make another signal for it")
    yield from _phrases_missing(merged)
    for language in LANGUAGES:
        for pair, item in ((pair, item) for other in LANGUAGES for pair, item in merged.probes.get(other, {}).items()):
            if pair not in merged.probes.get(language, {}):
                yield Flaw("/".join(pair), item, (), f"this question is missing in {language}",
                           f"add the pair to advice/{language}/probes.yaml")


_NAMES = {"zh": "Chinese", "en": "English"}


def _phrases_missing(merged: Merged) -> Iterator[Flaw]:
    """Phrases by id: each stands in every language, with the same slots."""
    books = {language: _books(merged, language) for language in LANGUAGES}
    entries = dict.fromkeys((kind, name) for book in books.values() for kind in book for name in book[kind])
    for kind, name in entries:
        items = {language: books[language][kind][name] for language in LANGUAGES
                 if name in books[language].get(kind, {})}
        texts = {language: {part.id: (below, part.text) for below, part in _parts(item.value)
                            if isinstance(part, PhraseText)} for language, item in items.items()}
        for language, phrases in texts.items():
            for phrase, (below, text) in phrases.items():
                for other in items:
                    if phrase not in texts[other]:
                        yield Flaw(phrase, items[language], below, f"this phrase is missing in {other}",
                                   f"add it to the file of the same name under advice/{other}/")
                    elif other > language and set(slots_of(text)) != set(slots_of(texts[other][phrase][1])):
                        yield Flaw(phrase, items[language], (*below, "text"), f"its slots differ from those in {other}",
                                   "use the same slot names in every language")


missing_language = check("missing-language", "warning", "Expressions, phrases or questions that one of the languages "
                                                        "lacks.")(_missing_language)


def _wrong_script(subject: Subject) -> Iterator[Flaw]:
    traditional, _ = script_characters()
    for about, item, below, language, sentence in sentences(subject.merged):
        if language == "en":
            wrong = _CHINESE.findall(sentence)
        elif language == "zh-Hant":
            wrong = [sign for sign in sentence if sign in _SIMPLIFIED]
        else:
            wrong = [sign for sign in sentence if sign in traditional]
        if wrong:
            yield Flaw(about, item, below, f"{''.join(wrong)!r} does not belong to {language} in {sentence!r}",
                       f"write the sentence in {language}")


wrong_script = check("wrong-script", "warning", "A sentence in another language or script than its own."
                     )(_wrong_script)


def _no_example(subject: Subject) -> Iterator[Flaw]:
    tried: dict[str, set[str]] = {}
    for text in subject.texts:
        if text.key == "match":
            tried.setdefault(text.owner, set()).add(text.language)
    for name, item in subject.merged.signals.items():
        for key in ("zh", "en"):
            if getattr(item.value, key) and key not in tried.get(name, set()):
                yield Flaw(name, item, ("match",), f"no example under match is {_NAMES[key]}",
                           f"add a {_NAMES[key]} sentence that must match")


no_example = check("no-example", "warning", "A signal with expressions of a language and no example of it."
                   )(_no_example)

CHECKS = (no_example, no_reason, insult, missing_language, wrong_script)
