"""Counts what fires on past complaints, a chunk at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from complaint_rules.assessment import Evidence
from complaint_rules.assessor import Assessor
from complaint_rules.complaint import Complaint
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.evaluation import Expected
from complaint_rules.pack.runtime import Scoring
from complaint_rules.signals.reader import Reading
from complaint_rules.verdict import Verdict
from complaint_rules.workbench.past.entries import Entry, Past, Refusals, past_of
from complaint_rules.workbench.past.labels import is_labelled

UNKNOWN = "unknown"
EXPRESSIONS = "says."
COUNT = ".count"

Pair = tuple[str, str]


@dataclass
class Counts:
    """What was counted so far. `rules` counts by rule and what it did: `for` and `against` what it supports, fired
    `weightless`, `decided` the verdict, was `labelled` where it fired for its answer, and then `right`. `evidence`
    counts the last three by the signal that led the evidence."""

    complaints: int = 0
    labelled: int = 0
    rules: Counter[Pair] = field(default_factory=Counter)
    signals: Counter[str] = field(default_factory=Counter)
    evidence: Counter[Pair] = field(default_factory=Counter)
    together: Counter[Pair] = field(default_factory=Counter)
    conflicts: Counter[Pair] = field(default_factory=Counter)
    expressions: Counter[Pair] = field(default_factory=Counter)
    channels: dict[str, Counter[str]] = field(default_factory=dict)
    months: dict[str, Counter[str]] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)

    def extend(self, other: Counts) -> None:
        """Add what was counted of the complaints that follow."""
        self.complaints += other.complaints
        self.labelled += other.labelled
        for name in ("rules", "signals", "evidence", "together", "conflicts", "expressions"):
            getattr(self, name).update(getattr(other, name))
        for mine, more in ((self.channels, other.channels), (self.months, other.months)):
            for group, counter in more.items():
                mine.setdefault(group, Counter()).update(counter)
        self.refusals.extend(other.refusals)


@dataclass(frozen=True)
class RuleFacts:
    """What counting must know of a rule: what it supports, and the family whose evidence is capped together."""

    supports: str
    family: str


@dataclass(frozen=True)
class Counting:
    """One pack at work on chunks of a history."""

    assessor: Assessor
    rules: Mapping[str, RuleFacts]
    scoring: Scoring

    def __call__(self, entries: Sequence[Entry]) -> Counts:
        counts = Counts()
        for entry in entries:
            try:
                past = past_of(entry)
            except InvalidComplaintError as error:
                counts.refusals.add(entry.place, error)
            else:
                self._count(past, counts)
        return counts

    def _count(self, past: Past, counts: Counts) -> None:
        reading = self.assessor.read(past.complaint)
        verdict = self.assessor.judge(past.complaint, reading)
        counts.complaints += 1
        self._count_signals(reading, counts)
        self._count_rules(past, reading, verdict, counts)
        groups = {f"type:{verdict.type}", f"style:{verdict.style}", *(f"alert:{name}" for name, _ in verdict.alerts)}
        for table, group in ((counts.channels, past.complaint.channel or UNKNOWN),
                             (counts.months, _month(past.complaint))):
            table.setdefault(group, Counter()).update(("complaints", *groups))
        if past.expected is not None:
            counts.labelled += 1
            self._count_right(past.expected, verdict, counts)

    @staticmethod
    def _count_signals(reading: Reading, counts: Counts) -> None:
        fired = sorted(name for name, value in reading.values.items()
                       if value > 0 and not name.endswith(COUNT))
        counts.signals.update(fired)
        counts.expressions.update(combinations((name for name in fired if name.startswith(EXPRESSIONS)), 2))

    def _count_rules(self, past: Past, reading: Reading, verdict: Verdict, counts: Counts) -> None:
        weighed = {item.rule for item in verdict.evidence}
        counts.rules.update((item.rule, "for" if item.weight > 0 else "against") for item in verdict.evidence)
        fired = self.assessor.notice(past.complaint, reading).fired
        counts.rules.update((rule, "weightless") for rule in fired & self.rules.keys() - weighed)
        deciding = self._deciding(verdict)
        counts.rules.update((item.rule, "decided") for item in deciding)
        counts.evidence.update({(item.signal, "decided") for item in deciding})
        supported = sorted((item.rule, item.supports) for item in verdict.evidence if item.weight > 0)
        counts.together.update((one, other) for (one, _), (other, _) in combinations(supported, 2))
        counts.conflicts.update((one, other) for (one, first), (other, second) in combinations(supported, 2)
                                if first != second and first.startswith("type:") and second.startswith("type:"))

    def _deciding(self, verdict: Verdict) -> list[Evidence]:
        """The evidence without which another type would have the best score."""
        top, second = verdict.ranking[0], verdict.ranking[1]
        scores = {item.id: item.score for item in verdict.ranking}
        families: dict[Pair, float] = {}
        weighed = [(item, item.supports.removeprefix("type:"), self.rules[item.rule].family)
                   for item in verdict.evidence if item.supports.startswith("type:")]
        for item, name, family in weighed:
            families[name, family] = families.get((name, family), 0.0) + item.weight
        found = []
        for item, name, family in weighed:
            total = families[name, family]
            score = scores[name] - self.scoring.capped(total) + self.scoring.capped(total - item.weight)
            rival = second if name == top.id else top
            beaten = (-score, name) > (-rival.score, rival.id)
            if beaten == (name == top.id):
                found.append(item)
        return found

    @staticmethod
    def _count_right(expected: Expected, verdict: Verdict, counts: Counts) -> None:
        for item in verdict.evidence:
            right = is_labelled(expected, item.supports)
            if item.weight > 0 and right is not None:
                for counter, name in ((counts.rules, item.rule), (counts.evidence, item.signal)):
                    counter[name, "labelled"] += 1
                    counter[name, "right"] += right


def _month(complaint: Complaint) -> str:
    """The month of the first message that says when it was written, as `2026-11`."""
    return next((f"{turn.at:%Y-%m}" for turn in complaint.turns if turn.at is not None), UNKNOWN)
