"""What `stats` finds, as frozen models; `.model_dump(mode="json")` is the JSON of the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from pydantic import BaseModel, ConfigDict

from complaint_rules.assessment import PackInfo
from complaint_rules.workbench.counts.counting import Counts, Pair, RuleFacts
from complaint_rules.workbench.past.entries import Refused

SHOWN_PAIRS = 50


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class RuleCounts(_Frozen):
    """How often a rule spoke for and against what it supports, or fired without weight; shares are of all complaints.
    `decided`: without it another type would have had the best score. `precision`: of the `labelled` complaints where
    it spoke for what it supports, the share labelled so; None where there is none."""

    rule: str
    supports: str
    speaks_for: int
    speaks_against: int
    weightless: int
    share: float
    decided: int
    decided_share: float
    labelled: int
    precision: float | None


class SignalCounts(_Frozen):
    """On how many complaints a signal was true, or above 0. The rest is of the evidence that it led: the complaints
    where such evidence `decided`, and its `precision` on labelled ones, as for rules."""

    signal: str
    complaints: int
    share: float
    decided: int
    decided_share: float
    labelled: int
    precision: float | None


class PairCounts(_Frozen):
    """Two that fire on the same complaints: on how many, and as a share of those on which either fires."""

    names: Pair
    complaints: int
    share: float


class GroupCounts(_Frozen):
    """Types, styles and alerts of one channel or month, by id."""

    complaints: int
    types: dict[str, int]
    styles: dict[str, int]
    alerts: dict[str, int]


class Stats(_Frozen):
    """What fires on past complaints. `together` and `expressions_together` are the pairs that fire together most,
    `conflicts` those that speak for different types; `never` are the rules and signals that never fire (without those
    that read by meaning where that is off)."""

    pack: PackInfo
    complaints: int
    labelled: int
    rules: tuple[RuleCounts, ...]
    signals: tuple[SignalCounts, ...]
    together: tuple[PairCounts, ...]
    expressions_together: tuple[PairCounts, ...]
    conflicts: tuple[PairCounts, ...]
    never_rules: tuple[str, ...]
    never_signals: tuple[str, ...]
    by_channel: dict[str, GroupCounts]
    by_month: dict[str, GroupCounts]
    refused: int
    refusals: tuple[Refused, ...]


def report_of(counts: Counts, pack: PackInfo, rules: Mapping[str, RuleFacts], signals: Collection[str]) -> Stats:
    """The report on a pack with these rules and signals (those that can fire)."""
    rows = [_rule(name, facts, counts) for name, facts in rules.items()]
    fired = Counter({row.rule: row.speaks_for for row in rows})
    active = [row for row in rows if row.speaks_for or row.speaks_against or row.weightless]
    seen = {row.rule for row in active}
    return Stats(
        pack=pack, complaints=counts.complaints, labelled=counts.labelled,
        rules=tuple(sorted(active, key=lambda row: (-row.speaks_for, -row.speaks_against, row.rule))),
        signals=tuple(_signal(name, counts) for name, _ in sorted(
            counts.signals.items(), key=lambda item: (-item[1], item[0]))),
        together=_pairs(counts.together, fired), expressions_together=_pairs(counts.expressions, counts.signals),
        conflicts=_pairs(counts.conflicts, fired),
        never_rules=tuple(sorted(rules.keys() - seen)),
        never_signals=tuple(sorted(set(signals) - counts.signals.keys())),
        by_channel={name: _group(counts.channels[name]) for name in sorted(counts.channels)},
        by_month={name: _group(counts.months[name]) for name in sorted(counts.months)},
        refused=counts.refusals.count, refusals=counts.refusals.first)


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _rule(name: str, facts: RuleFacts, counts: Counts) -> RuleCounts:
    def did(what: str) -> int:
        return counts.rules[name, what]

    return RuleCounts(
        rule=name, supports=facts.supports, speaks_for=did("for"), speaks_against=did("against"),
        weightless=did("weightless"), share=_share(did("for"), counts.complaints), decided=did("decided"),
        decided_share=_share(did("decided"), counts.complaints), labelled=did("labelled"),
        precision=_share(did("right"), did("labelled")) if did("labelled") else None)


def _signal(name: str, counts: Counts) -> SignalCounts:
    decided, labelled = counts.evidence[name, "decided"], counts.evidence[name, "labelled"]
    return SignalCounts(
        signal=name, complaints=counts.signals[name], share=_share(counts.signals[name], counts.complaints),
        decided=decided, decided_share=_share(decided, counts.complaints), labelled=labelled,
        precision=_share(counts.evidence[name, "right"], labelled) if labelled else None)


def _pairs(pairs: Counter[Pair], single: Counter[str]) -> tuple[PairCounts, ...]:
    order = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:SHOWN_PAIRS]
    return tuple(PairCounts(names=(one, other), complaints=number,
                            share=_share(number, single[one] + single[other] - number))
                 for (one, other), number in order)


def _group(counter: Counter[str]) -> GroupCounts:
    def of(kind: str) -> dict[str, int]:
        return {name.partition(":")[2]: number
                for name, number in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
                if name.startswith(f"{kind}:")}

    return GroupCounts(complaints=counter["complaints"], types=of("type"), styles=of("style"), alerts=of("alert"))
