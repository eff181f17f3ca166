"""Rules that one condition kept from firing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from complaint_rules.engine.program import Alternative, Test
from complaint_rules.engine.reference import failing
from complaint_rules.pack.runtime import CompiledRule
from complaint_rules.workbench.explaining.explanation import Condition, Known, NearMiss
from complaint_rules.workbench.explaining.replay import Replay, Values
from complaint_rules.workbench.explaining.words import test_text

FAR = 1.0


def near_misses(replay: Replay, facts: Values, fired: Iterable[int], places: Mapping[str, str]) -> list[NearMiss]:
    """The rules outside `fired` (their numbers) with a weight and one condition short: those for types and alerts, then
    those for styles, the nearest first.

    A rule that waits for a single word is none: only a number that is known but falls short, something that prevents
    the rule, or a last condition where another one that shows something already holds.
    """
    skipped = set(fired)
    found = [entry for number, clauses in replay.missable_clauses if number not in skipped
             for entry in _nearest(replay.rules[number], clauses, facts, places)]
    found.sort(key=lambda entry: (entry[1].supports.startswith("style:"), entry[0], -abs(entry[1].weight),
                                  entry[1].rule))
    return [item for _, item in found]


def _nearest(rule: CompiledRule, clauses: Iterable[tuple[int, Alternative]], facts: Values,
             places: Mapping[str, str]) -> Iterator[tuple[float, NearMiss]]:
    best: tuple[float, NearMiss] | None = None
    for step, tests in clauses:
        unmet = failing(tests, facts, 1)
        if len(unmet) != 1:
            continue
        missing = unmet[0]
        met = [test for test in tests if test.field != missing.field]
        distance = _distance(missing, facts.get(missing.field))
        shows = any(test.operator != "not" for test in met)
        weight = rule.weight_at(step)
        if weight and (distance < FAR or shows or missing.operator == "not") and (best is None or distance < best[0]):
            best = distance, NearMiss(
                rule=rule.id, supports=rule.supports, weight=round(weight, 4), missing=_condition(missing, facts),
                met=tuple(_condition(test, facts) for test in met), place=places[rule.id])
    if best is not None:
        yield best


def _distance(test: Test, actual: Known) -> float:
    """How far a value is from what the test asks: 0 near, 1 far (as for everything that is true or false)."""
    if actual is None or isinstance(actual, bool) or test.operator in ("true", "false", "not"):
        return FAR
    size = abs(actual) + abs(test.value)
    return abs(actual - test.value) / size if size else 0.0


def _condition(test: Test, facts: Values) -> Condition:
    return Condition(text=test_text(test), signal=test.field, actual=facts.get(test.field))
