"""What both engines run: rules compiled into layers of alternatives of plain tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol

Operator = Literal[">=", "<=", ">", "<", "==", "!=", "true", "false", "not"]
# Both engines compare numbers to this many decimals: the C core reads no exponents.
DECIMALS = 6

Facts = Mapping[str, "bool | int | float"]


class Test(NamedTuple):
    """One plain test of one field. `true`: known to be true; `false`: known to be false; `not`: not known to be true;
    the others compare a known number with `value`, which has no more than DECIMALS."""

    field: str
    operator: Operator
    value: float = 0.0


Alternative = tuple[Test, ...]


@dataclass(frozen=True)
class Clause:
    """One alternative of one rule: `rule` is its number within the layer; all tests must hold."""

    rule: int
    tests: Alternative


@dataclass(frozen=True)
class Layer:
    """Rules that are decided together, from the same facts. `wired` holds the rulesets of durable-rules for it where
    they were compiled beforehand, as plain data."""

    name: str
    clauses: tuple[Clause, ...]
    wired: tuple[dict[str, Any], ...] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Program:
    """The layers in order. What one layer concludes may be a fact of the next."""

    layers: tuple[Layer, ...]


class Session(Protocol):
    """One walk through the layers."""

    def fire(self, layer: int, facts: Facts) -> Sequence[int]:
        """The numbers of the rules of `layer` that hold, ascending, each once."""


class Engine(Protocol):
    """Decides which rules hold. Safe to share between threads."""

    @property
    def name(self) -> str:
        """As written in every answer: `reference`, or `durable-rules` with its version."""

    def session(self) -> AbstractContextManager[Session]:
        """A session for one complaint."""
