"""Wrong answers grouped by confusion: which evidence misled, and which was missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from complaint_rules.assessment import Assessment, Evidence

MAX_RULES = 8
MAX_EXAMPLES = 3
MAX_QUOTES = 3
# A rule is missed where it fires in this share of the right answers, and in this number of them at least.
OFTEN = 0.25
SEVERAL = 3


class Misleading(BaseModel):
    """A rule that spoke for the answer, or against the label: in how many of the cases, with what mean weight."""

    model_config = ConfigDict(frozen=True)

    rule: str
    supports: str
    cases: int
    weight: float


class Missing(BaseModel):
    """A rule for the labelled type that fires in the share `when_right` (0 to 1) of its right answers, and did not in
    this many of the cases."""

    model_config = ConfigDict(frozen=True)

    rule: str
    cases: int
    when_right: float


class WrongAnswer(BaseModel):
    """One case: the confidence of the answer and that of the label (None where it is not ranked), and quotes of the
    evidence that misled."""

    model_config = ConfigDict(frozen=True)

    id: str | None
    confidence: float
    confidence_of_label: float | None
    quotes: tuple[str, ...]


class Confusion(BaseModel):
    """The cases labelled one type and answered as another: all their ids (those that have one), the rules at fault with
    the gravest first, and a few examples, the surest first."""

    model_config = ConfigDict(frozen=True)

    labelled: str
    answered: str
    count: int
    ids: tuple[str, ...]
    misled: tuple[Misleading, ...]
    missing: tuple[Missing, ...]
    examples: tuple[WrongAnswer, ...]


def confusions(answers: Iterable[tuple[str, Sequence[str], Assessment]]) -> list[Confusion]:
    """Group the wrong answers, given as (label, labels also accepted, answer), the largest group first."""
    right: dict[str, list[Assessment]] = {}
    wrong: dict[tuple[str, str], list[Assessment]] = {}
    for label, others, answer in answers:
        if answer.type.id == label:
            right.setdefault(label, []).append(answer)
        elif answer.type.id not in others:
            wrong.setdefault((label, answer.type.id), []).append(answer)
    usual = {label: _usual(label, found) for label, found in right.items()}
    return [_group(label, answered, found, usual.get(label, {}))
            for (label, answered), found in sorted(wrong.items(), key=lambda item: (-len(item[1]), item[0]))]


def _speaks_for(answer: Assessment, type_id: str) -> set[str]:
    return {item.rule for item in answer.evidence if item.supports == f"type:{type_id}" and item.weight > 0}


def _usual(label: str, right: Sequence[Assessment]) -> dict[str, float]:
    """The rules that often speak for a type where it is answered rightly, with the share."""
    counts = Counter(rule for answer in right for rule in _speaks_for(answer, label))
    return {rule: count / len(right) for rule, count in counts.items()
            if count >= SEVERAL and count / len(right) >= OFTEN}


def _misleading(answer: Assessment, label: str) -> list[Evidence]:
    return [item for item in answer.evidence
            if (item.supports == f"type:{answer.type.id}" and item.weight > 0)
            or (item.supports == f"type:{label}" and item.weight < 0)]


def _group(label: str, answered: str, found: Sequence[Assessment], usual: dict[str, float]) -> Confusion:
    weights: dict[tuple[str, str], list[float]] = {}
    for answer in found:
        for item in _misleading(answer, label):
            weights.setdefault((item.rule, item.supports), []).append(item.weight)
    misled = [Misleading(rule=rule, supports=supports, cases=len(given), weight=round(sum(given) / len(given), 3))
              for (rule, supports), given in sorted(weights.items(), key=lambda item: (-abs(sum(item[1])), item[0]))]
    absent = Counter(rule for answer in found for rule in usual.keys() - _speaks_for(answer, label))
    missing = [Missing(rule=rule, cases=count, when_right=round(usual[rule], 4))
               for rule, count in sorted(absent.items(), key=lambda item: (-item[1] * usual[item[0]], item[0]))]
    surest = sorted(found, key=lambda answer: (-answer.type.confidence, str(answer.complaint_id)))
    return Confusion(labelled=label, answered=answered, count=len(found),
                     ids=tuple(sorted(answer.complaint_id for answer in found if answer.complaint_id is not None)),
                     misled=tuple(misled[:MAX_RULES]), missing=tuple(missing[:MAX_RULES]),
                     examples=tuple(_example(answer, label) for answer in surest[:MAX_EXAMPLES]))


def _example(answer: Assessment, label: str) -> WrongAnswer:
    quotes = dict.fromkeys(quote.text for item in _misleading(answer, label) for quote in item.quotes)
    return WrongAnswer(id=answer.complaint_id, confidence=answer.type.confidence,
                       confidence_of_label=next((item.confidence for item in answer.ranking if item.id == label), None),
                       quotes=tuple(quotes)[:MAX_QUOTES])
