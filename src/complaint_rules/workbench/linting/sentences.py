"""The sentences of a pack that people read: what it says of evidence, its advice, labels and phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.model_advice import PhraseText
from complaint_rules.pack.names import LANGUAGES
from complaint_rules.pack.yaml_source import Loc

# Parts of advice that are names or reasons, that quote what must not be said, or that are phrases told by themselves.
_UNREAD = frozenset(("about", "avoid", "channels", "first", "forbids", "last", "pair", "phrases", "replaces", "to",
                     "type"))

Sentence = tuple[str, Item, Loc, str, str]


def sentences(merged: Merged) -> Iterator[Sentence]:
    """(about, entry, field, language, sentence) of everything that an agent or a customer may read."""
    for entries in (merged.signals, merged.patterns, merged.rules):
        for name, item in entries.items():
            if item.value.says is not None:
                for language, sentence in item.value.says.by_language().items():
                    yield name, item, ("says", language), language, sentence
    for language in LANGUAGES:
        for entries in books(merged, language).values():
            for name, item in entries.items():
                yield from _said(name, item, language)


def books(merged: Merged, language: str) -> dict[str, dict[str, Item]]:
    """Everything that advises in one language, by the kind of its file and its id."""
    return {"types": merged.advice.get(language, {}), "alerts": merged.alert_advice.get(language, {}),
            "probes": {"/".join(pair): item for pair, item in merged.probes.get(language, {}).items()},
            "notes": merged.notes.get(language, {}), **merged.books.get(language, {})}


def _said(name: str, item: Item, language: str) -> Iterator[Sentence]:
    """What is to be avoided is left out: it may quote what must not be said."""
    for below, part in parts(item.value):
        if isinstance(part, PhraseText):
            yield part.id, item, (*below, "text"), language, part.text
        elif isinstance(part, str) and _UNREAD.isdisjoint(below) and not ("cases" in below and "when" in below):
            yield name, item, below, language, part


def parts(value: Any) -> list[tuple[Loc, Any]]:
    """An entry and every part of it, with the place below the entry."""
    found: list[tuple[Loc, Any]] = []

    def walk(below: Loc, value: Any) -> None:
        found.append((below, value))
        if isinstance(value, str):
            return
        if isinstance(value, tuple):
            for index, part in enumerate(value):
                walk((*below, index), part)
        elif isinstance(value, BaseModel):
            for field in type(value).model_fields:
                walk((*below, field), getattr(value, field))
        elif isinstance(value, dict):
            for key, part in value.items():
                walk((*below, key), part)

    walk((), value)
    return found
