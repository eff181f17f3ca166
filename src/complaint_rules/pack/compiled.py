"""The compiled form of a pack: plain data that needs no parsing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from complaint_rules.engine.program import Clause, Layer, Program, Test

Compiled = dict[str, Any]
Phrases = list[dict[str, Any]]
FORMAT = 13
VERDICT_LISTS = ("type", "style", "standing", "mode")


@dataclass(frozen=True)
class Change:
    """What a pack does to those below it. `kind`: rule, signal, type, advice …; `place`: file:line:column; `reason`:
    why something was replaced or retired, None for what was added or extended."""

    pack: str
    action: Literal["added", "extended", "replaced", "retired"]
    kind: str
    id: str
    reason: str | None
    place: str


def program_of(layers: list[Any]) -> Program:
    """The engine's program from the compiled layers."""
    return Program(tuple(Layer(layer["name"], tuple(
        Clause(rule, tuple(Test(name, operator, value) for name, operator, value in tests))
        for rule, tests in layer["clauses"]), tuple(layer["wired"]) if "wired" in layer else None)
        for layer in layers))


def phrase_lists(part: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Phrases]]:
    """Every list of phrases inside a part of the advice, with its path."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from phrase_lists(value, (*path, str(key)))
    elif isinstance(part, list):
        if part and isinstance(part[0], dict) and "purpose" in part[0]:
            yield path, part
        else:
            for value in part:
                yield from phrase_lists(value, path)
