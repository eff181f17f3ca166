"""Adds up what differs between the verdicts of two packs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from complaint_rules.evaluation import Expected
from complaint_rules.verdict import Verdict
from complaint_rules.workbench.comparison.changes import Aspect, Cause, Change, changes_of
from complaint_rules.workbench.past.entries import Past, Refusals
from complaint_rules.workbench.past.labels import Labels

SHOWN_TEXT = 300
SHOWN_CAUSES = 5


class Move(NamedTuple):
    """A kind of change."""

    aspect: Aspect
    before: str
    after: str


class Example(NamedTuple):
    """A complaint whose answer moved. `text` is the beginning of the customer's words, or of a note."""

    place: str
    complaint_id: str | None
    expected: str | None
    text: str
    causes: tuple[Cause, ...]


@dataclass
class RuleShift:
    """How often the evidence of one rule differs where an answer changed, and by how much in sum."""

    answers: int = 0
    gone: int = 0
    new: int = 0
    shift: float = 0.0


@dataclass
class Tally:
    """What was counted so far."""

    complaints: int = 0
    changed: int = 0
    fixed: int = 0
    broken: int = 0
    aspects: Counter[Aspect] = field(default_factory=Counter)
    moves: Counter[Move] = field(default_factory=Counter)
    causes: Counter[tuple[Move, str]] = field(default_factory=Counter)
    rules: dict[tuple[str, str], RuleShift] = field(default_factory=dict)
    examples: dict[Move, list[Example]] = field(default_factory=dict)
    before: Labels = field(default_factory=Labels)
    after: Labels = field(default_factory=Labels)
    seconds: tuple[float, float] = (0.0, 0.0)
    refusals: Refusals = field(default_factory=Refusals)

    def add(self, past: Past, place: str, old: Verdict, new: Verdict, shown: int, texts: bool) -> None:
        """Count one complaint; at most `shown` examples are kept of each kind, with their `texts`."""
        self.complaints += 1
        if past.expected is not None:
            self._label(past.expected, old, new)
        changes = changes_of(old, new)
        if not changes:
            return
        self.changed += 1
        self.aspects.update({change.aspect for change in changes})
        for change in changes:
            move = Move(change.aspect, change.before, change.after)
            self.moves[move] += 1
            self.causes.update((move, cause.rule) for cause in change.causes)
            kept = self.examples.setdefault(move, [])
            if len(kept) < shown:
                kept.append(_example(past, place, change, texts))
        self._blame(changes)

    def _label(self, expected: Expected, old: Verdict, new: Verdict) -> None:
        self.before.add(expected, old)
        self.after.add(expected, new)
        self.fixed += old.type != expected.type == new.type
        self.broken += old.type == expected.type != new.type

    def _blame(self, changes: Sequence[Change]) -> None:
        for cause in {cause for change in changes for cause in change.causes}:
            row = self.rules.setdefault((cause.rule, cause.supports), RuleShift())
            row.answers += 1
            row.gone += cause.after is None
            row.new += cause.before is None
            row.shift += cause.shift

    def extend(self, other: Tally, shown: int) -> None:
        """Add what was counted of the complaints that follow."""
        self.complaints += other.complaints
        self.changed += other.changed
        self.fixed += other.fixed
        self.broken += other.broken
        self.aspects.update(other.aspects)
        self.moves.update(other.moves)
        self.causes.update(other.causes)
        for key, more in other.rules.items():
            row = self.rules.setdefault(key, RuleShift())
            row.answers += more.answers
            row.gone += more.gone
            row.new += more.new
            row.shift += more.shift
        for move, examples in other.examples.items():
            kept = self.examples.setdefault(move, [])
            kept.extend(examples[:shown - len(kept)])
        self.before.extend(other.before)
        self.after.extend(other.after)
        self.seconds = (self.seconds[0] + other.seconds[0], self.seconds[1] + other.seconds[1])
        self.refusals.extend(other.refusals)


def _example(past: Past, place: str, change: Change, texts: bool) -> Example:
    turns = [turn for turn in past.complaint.turns if turn.role != "agent"] if texts else []
    words = " … ".join(turn.text for turn in turns)
    return Example(place, past.complaint.id, past.expected.type if past.expected else None,
                   words if len(words) <= SHOWN_TEXT else words[:SHOWN_TEXT] + "…", change.causes[:SHOWN_CAUSES])
