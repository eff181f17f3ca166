"""Conditions that fail a build, such as `changed>2%`, `recall.relentless<-1%` or `class>=major`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass

from complaint_rules.workbench.comparison.changes import ASPECTS
from complaint_rules.workbench.comparison.release import CLASSES
from complaint_rules.workbench.comparison.report import Diff

FORMS = ("changed>2%, changed.type>10 (or style, alert, standing, mode), broken>0, refused>0, accuracy<-1%, "
         "recall.ID<-1%, precision.ID<-1% (ID: a type, style.x or alert.x; the difference in percentage points), "
         "speed<-20%, class>=major")

_FORM = re.compile(r"\s*([a-z]+)(?:\.([^\s<>=]+))?\s*(>=|<=|>|<|=)\s*(?:([a-z]+)|(-?\d+(?:\.\d+)?)\s*(%?))\s*")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "=": operator.eq}
_COUNTS = ("changed", "fixed", "broken", "refused")
_DIFFERENCES = ("accuracy", "precision", "recall", "speed")


@dataclass(frozen=True)
class Condition:
    """A measure compared with a limit; `share`: as a share of the complaints (0.02 for 2 %) instead of a count."""

    text: str
    measure: str
    of: str | None
    operator: str
    limit: float
    share: bool


def condition_of(text: str) -> Condition:
    """Parse a condition. Raises ValueError with the forms there are."""
    found = _FORM.fullmatch(text)
    if found is not None:
        measure, of, sign, word, number, percent = found.groups()
        if measure == "class" and of is None and word in CLASSES:
            return Condition(text, measure, None, sign, CLASSES.index(word), False)
        counted = measure in _COUNTS and (of is None or (measure == "changed" and of in ASPECTS))
        differs = measure in _DIFFERENCES and percent and (of is not None) == (measure in ("precision", "recall"))
        if word is None and (counted or differs):
            return Condition(text, measure, of, sign, float(number) / (100 if percent else 1), bool(percent))
    raise ValueError(f"{text!r} is not a condition; the forms are {FORMS}")


def fails(report: Diff, condition: Condition | str) -> bool:
    """Whether a comparison meets a condition that fails a build. Raises ValueError for a condition that cannot be
    parsed, or whose measure is not known (recall of a type that no complaint is labelled with)."""
    if isinstance(condition, str):
        condition = condition_of(condition)
    value = _value(report, condition)
    if value is None:
        raise ValueError(f"{condition.text!r} cannot be decided: this history does not tell "
                         f"{condition.measure}{f' of {condition.of}' if condition.of else ''}; give one with labels "
                         "(`expected`) for it, or leave the condition out")
    return _COMPARE[condition.operator](round(value, 6), condition.limit)


def _value(report: Diff, condition: Condition) -> float | None:
    measure, of = condition.measure, condition.of
    if measure == "class":
        return CLASSES.index(report.release.level)
    if measure == "speed":
        return _relative(report.old.per_second, report.new.per_second)
    if measure == "accuracy":
        return _difference(report.labelled.accuracy)
    if measure in ("precision", "recall"):
        measured = report.labelled.by_id.get(_id(str(of)))
        return None if measured is None else _difference(getattr(measured, measure))
    if measure == "changed":
        count = report.changed if of is None else dict(report.changed_by_aspect).get(of, 0)  # type: ignore[call-overload]
        whole = report.complaints
    elif measure == "refused":
        count, whole = report.refused, report.complaints + report.refused
    else:
        count, whole = getattr(report.labelled, measure), report.labelled.cases
    return None if not whole else count / whole if condition.share else count


def _id(of: str) -> str:
    kind, _, name = of.partition(".")
    return f"{kind}:{name}" if kind in ("style", "alert") else f"type:{of}"


def _difference(pair: tuple[float | None, float | None]) -> float | None:
    before, after = pair
    return None if before is None or after is None else after - before


def _relative(before: float | None, after: float | None) -> float | None:
    return None if not before or after is None else after / before - 1
