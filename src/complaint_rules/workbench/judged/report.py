"""What `feedback` finds, as frozen models; `.model_dump(mode="json")` is the JSON of the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import sqrt
from statistics import NormalDist
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from complaint_rules.assessment import PackInfo
from complaint_rules.complaint import Complaint
from complaint_rules.evaluation import Case, Expected
from complaint_rules.workbench.judged.lines import Answer, Judgement, Reason
from complaint_rules.workbench.past.entries import Refusals, Refused

SHOWN_PLACES = 5
# A rule is to be looked at that was wrong twice, and is wrong more often than this even allowing for chance (19 in 20).
DOUBT = 0.2
TWICE = 2
_Z = NormalDist().inv_cdf(0.95)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class RuleJudged(_Frozen):
    """How often a rule spoke for what agents stand by (`right`), and for an answer that they reject (`wrong`), with the
    reasons and the first places of the latter. What others outweighed without harm is not counted. `doubt`: the share
    of wrong that it has at least, allowing for chance. `in_pack`: whether the pack still holds it."""

    rule: str
    supports: str
    right: int
    wrong: int
    precision: float
    doubt: float
    reasons: dict[Reason, int]
    places: tuple[str, ...]
    in_pack: bool


class Confused(_Frozen):
    """How often agents named another type than was answered."""

    answered: str
    better: str
    answers: int


class Feedback(_Frozen):
    """What agents' verdicts say of the rules. `look_at` are the rules in doubt, the gravest first. `cases` are the
    labelled cases for `tune` (complaints that were given with a type that the agent stands by); not part of the
    JSON."""

    pack: PackInfo
    judged: int
    right: int
    wrong: int
    reasons: dict[Reason, int]
    confused: tuple[Confused, ...]
    rules: tuple[RuleJudged, ...]
    look_at: tuple[str, ...]
    refused: int
    refusals: tuple[Refused, ...]
    cases: tuple[Case, ...] = Field(exclude=True, repr=False)

    def case_lines(self) -> Iterator[dict[str, Any]]:
        """The cases as lines that `tune` and `evaluate` read. Nothing is said of style and alerts."""
        for case in self.cases:
            yield {**case.complaint.model_dump(mode="json", exclude_none=True),
                   "expected": case.expected.model_dump(mode="json", include={"type", "alerts_labelled"})}


@dataclass
class _Row:
    right: int = 0
    wrong: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)


@dataclass
class Ledger:
    """Adds up judgements."""

    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[Reason] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: dict[tuple[str, str], _Row] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    refusals: Refusals = field(default_factory=Refusals)

    def add(self, judgement: Judgement, answer: Answer, place: str) -> None:
        """Count one verdict on an answer."""
        self.verdicts[judgement.verdict] += 1
        if judgement.reason is not None:
            self.reasons[judgement.reason] += 1
        if judgement.better_type not in (None, answer.type.id):
            self.confused[answer.type.id, str(judgement.better_type)] += 1
        truth = judgement.true_type(answer)
        if truth is not None and judgement.complaint is not None:
            self.cases.append(_case(judgement.complaint, truth))
        for item in answer.evidence:
            right = _right(item.supports, judgement, answer, truth) if item.weight > 0 else None
            if right is not None:
                self._count((item.rule, item.supports), right, judgement, place)

    def _count(self, key: tuple[str, str], right: bool, judgement: Judgement, place: str) -> None:
        row = self.rules.setdefault(key, _Row())
        row.right += right
        row.wrong += not right
        if not right and judgement.reason is not None:
            row.reasons[judgement.reason] += 1
        if not right and len(row.places) < SHOWN_PLACES:
            row.places.append(place)

    def report(self, pack: PackInfo, rules: frozenset[str]) -> Feedback:
        """The report, for a pack with these rules."""
        rows = sorted((_judged(rule, supports, row, rule in rules) for (rule, supports), row in self.rules.items()),
                      key=lambda row: (-row.doubt, -row.wrong, row.rule))
        return Feedback(
            pack=pack, judged=self.verdicts.total(), right=self.verdicts["right"], wrong=self.verdicts["wrong"],
            reasons=dict(self.reasons.most_common()),
            confused=tuple(Confused(answered=answered, better=better, answers=count)
                           for (answered, better), count in sorted(self.confused.items(),
                                                                   key=lambda item: (-item[1], item[0]))),
            rules=tuple(rows),
            look_at=tuple(row.rule for row in rows if row.wrong >= TWICE and row.doubt > DOUBT and row.in_pack),
            refused=self.refusals.count, refusals=self.refusals.first, cases=tuple(self.cases))


def _right(supports: str, judgement: Judgement, answer: Answer, truth: str | None) -> bool | None:
    """Whether a rule was right to speak for `supports`; None where the agent's verdict does not tell, or where it did
    no harm because others outweighed it."""
    if supports == f"type:{truth}":
        return True
    part = supports.partition(":")[0]
    if supports not in answer.given(part):
        return None
    if judgement.verdict == "right":
        return True
    return False if part in judgement.blamed(answer) else None


def _case(complaint: Complaint, truth: str) -> Case:
    return Case(complaint=complaint, expected=Expected(type=truth, alerts_labelled=()))


def _judged(rule: str, supports: str, row: _Row, in_pack: bool) -> RuleJudged:
    return RuleJudged(rule=rule, supports=supports, right=row.right, wrong=row.wrong,
                      precision=round(row.right / (row.right + row.wrong), 4),
                      doubt=round(at_least(row.wrong, row.right + row.wrong), 4),
                      reasons=dict(row.reasons.most_common()), places=tuple(row.places), in_pack=in_pack)


def at_least(hits: int, trials: int) -> float:
    """The share that lies behind `hits` of `trials` at least: the lower bound of Wilson's interval."""
    share, square = hits / trials, _Z * _Z
    spread = _Z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    # In exact numbers never above the share; rounding may put it there.
    return min(share, max(0.0, (share + square / (2 * trials) - spread) / (1 + square / trials)))
