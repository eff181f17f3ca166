"""The reference evaluator in plain Python: the oracle of the tests, and the engine where durable-rules is missing."""

from __future__ import annotations

from collections.abc import Iterator
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
                lead = next((test.field for test in clause.tests if test.operator != "not"), None)
                if lead is None:
                    always.append((clause.rule, clause.tests))
                else:
                    by_field.setdefault(lead, []).append((clause.rule, clause.tests))
            self._by_field.append(by_field)
            self._always.append(always)

    def fire(self, layer: int, facts: Facts) -> list[int]:
        """The numbers of the rules of `layer` that hold, ascending, each once."""
        by_field = self._by_field[layer]
        fired = {rule for rule, tests in self._always[layer] if all(holds(test, facts) for test in tests)}
        for field in facts:
            for rule, tests in by_field.get(field, ()):
                if rule not in fired and all(holds(test, facts) for test in tests):
                    fired.add(rule)
        return sorted(fired)

    @contextmanager
    def session(self) -> Iterator[ReferenceEngine]:
        yield self

    def __reduce__(self) -> tuple[type[ReferenceEngine], tuple[Program]]:
        return ReferenceEngine, (self._program,)


def holds(test: Test, facts: Facts) -> bool:
    """Whether one test holds. No comparison holds for a value that is not known."""
    value = facts.get(test.field)
    operator = test.operator
    if operator == "true":
        return value is True
    if operator == "not":
        return value is not True
    if operator == "false":
        return value is False
    if value is None or isinstance(value, bool):
        return False
    value, limit = round(value, DECIMALS), round(test.value, DECIMALS)
    if operator == ">=":
        return value >= limit
    if operator == "<=":
        return value <= limit
    if operator == ">":
        return value > limit
    if operator == "<":
        return value < limit
    return value == limit if operator == "==" else value != limit
