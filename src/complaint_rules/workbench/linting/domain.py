"""Which values a signal can have, and whether tests can hold together."""

from __future__ import annotations

import math
from collections.abc import Iterable

from complaint_rules.engine.program import Alternative, Test
from complaint_rules.pack import vocabulary

MOST = 1_000_000.0
SHARES = frozenset(("off_topic_share", "conversation.share_of_talk", "manner.exclamations",
                    "manner.questions", "confidence", "margin", "style_confidence", "style_margin"))
FRACTIONS = frozenset(("contact_minutes", "off_topic_share"))
# Of the names with one of these beginnings, one at most is true of a complaint.
EXCLUSIVE = ("merit.", "channel.")


def bounds_of(name: str) -> tuple[float, float]:
    """The least and the greatest value that a number can have."""
    if name in SHARES:
        return 0.0, 1.0
    if name.startswith(vocabulary.SEPARATORS) or name == "score":
        return -math.inf, math.inf
    return 0.0, MOST if name in vocabulary.COUNTERS else math.inf


def always_holds(test: Test) -> bool:
    """Whether a comparison holds for every value that the verdict can have."""
    return test.field in vocabulary.VERDICT_NUMERIC and test.operator == ">=" and test.value <= bounds_of(test.field)[0]


def can_hold(tests: Alternative) -> bool:
    """Whether some complaint meets all the tests at once."""
    by_field: dict[str, list[Test]] = {}
    for test in tests:
        by_field.setdefault(test.field, []).append(test)
    if any(sum(name.startswith(group) and any(test.operator == "true" for test in own)
               for name, own in by_field.items()) > 1 for group in EXCLUSIVE):
        return False
    return all(_together(name, own) for name, own in by_field.items())


def _together(name: str, tests: Iterable[Test]) -> bool:
    operators = {test.operator for test in tests}
    if operators & {"true", "false", "not"}:
        return not ("true" in operators and operators & {"false", "not"})
    low, high = bounds_of(name)
    whole = (name in vocabulary.COUNTERS and name not in FRACTIONS) or name.endswith(".count")
    open_low = open_high = False
    barred = set()
    for test in tests:
        if test.operator in (">", ">=", "==") and test.value >= low:
            open_low = test.operator == ">" or (open_low and test.value == low)
            low = test.value
        if test.operator in ("<", "<=", "==") and test.value <= high:
            open_high = test.operator == "<" or (open_high and test.value == high)
            high = test.value
        if test.operator == "==" and not low <= test.value <= high:
            return False
        if test.operator == "!=":
            barred.add(test.value)
    if whole and math.isfinite(low):
        low = math.floor(low) + 1 if open_low else math.ceil(low)
        open_low = False
    if whole and math.isfinite(high):
        high = math.ceil(high) - 1 if open_high else math.floor(high)
        open_high = False
    return low < high or (low == high and not open_low and not open_high and low not in barred)
