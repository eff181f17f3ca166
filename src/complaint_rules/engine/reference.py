"""The reference evaluator in plain Python: the oracle of the tests, and the engine where durable-rules is missing."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from complaint_rules.engine.program import DECIMALS, Alternative, Facts, Program, Test


class ReferenceEngine:
    """Evaluates clauses one by one, looked up by their first field."""

    name = "reference"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._by_field: list[dict[str, list[tuple[int, Alternative]]]] = []
        self._always: list[list[tuple[int, Alternative]]] = []
        for layer in program.layers:
            by_field: dict[str, list[tuple[int, Alternative]]] = {}
            always = []
            for clause in layer.clauses:
                tests = tuple(test._replace(value=round(test.value, DECIMALS)) for test in clause.tests)
                lead = next((test.field for test in tests if test.operator != "not"), None)
                if lead is None:
                    always.append((clause.rule, tests))
                else:
                    by_field.setdefault(lead, []).append((clause.rule, tests))
            self._by_field.append(by_field)
            self._always.append(always)

    def fire(self, layer: int, facts: Facts) -> list[int]:
        """The numbers of the rules of `layer` that hold, ascending, each once."""
        by_field = self._by_field[layer]
        fired = {rule for rule, tests in self._always[layer] if all_hold(tests, facts)}
        for field in facts:
            for rule, tests in by_field.get(field, ()):
                if rule not in fired and all_hold(tests, facts):
                    fired.add(rule)
        return sorted(fired)

    @contextmanager
    def session(self) -> Iterator[ReferenceEngine]:
        yield self

    def __reduce__(self) -> tuple[type[ReferenceEngine], tuple[Program]]:
        return ReferenceEngine, (self._program,)


def all_hold(tests: Alternative, facts: Facts) -> bool:
    """Whether every test holds. No comparison holds for a value that is not known."""
    for field, sign, limit in tests:
        value = facts.get(field)
        if sign == "true":
            if value is not True:
                return False
        elif sign == "not":
            if value is True:
                return False
        elif sign == "false":
            if value is not False:
                return False
        elif value is None or value is True or value is False or not _COMPARED[sign](
                round(value, DECIMALS) if type(value) is float else value, limit):
            return False
    return True


def holds(test: Test, facts: Facts) -> bool:
    """Whether one test holds."""
    return all_hold((test,), facts)


def failing(tests: Alternative, facts: Facts, most: int) -> list[Test]:
    """The tests that do not hold; no more than one beyond `most` is looked for."""
    found: list[Test] = []
    for test in tests:
        if not all_hold((test,), facts):
            found.append(test)
            if len(found) > most:
                break
    return found


_COMPARED: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "==": operator.eq, "!=": operator.ne}
