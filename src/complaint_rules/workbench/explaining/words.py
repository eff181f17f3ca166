"""Values, tests and changes in the words of the rule files, for tables and pages."""

from __future__ import annotations

from complaint_rules.engine.program import Test
from complaint_rules.workbench.explaining.explanation import Change, Known

THERE = ("expression", "observation")


def test_text(test: Test) -> str:
    """A test as it is written in the rule files."""
    if test.operator == "true":
        return test.field
    if test.operator == "not":
        return f"not {test.field}"
    if test.operator == "false":
        return f"{test.field} is false"
    return f"{test.field} {test.operator} {test.value:g}"


def value_text(value: Known) -> str:
    """A value for people; None is not known."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}"


def change_text(change: Change) -> str:
    """One change in a line, for example `contacts 3 → 5`, `with says.again`, `without observed.shouting`."""
    if change.becomes is None:
        return f"without {change.signal}"
    if change.was is None and change.becomes is True and (change.source in THERE or "." in change.signal):
        return f"with {change.signal}"
    if change.was is None:
        return f"{change.signal} {value_text(change.becomes)} (now not known)"
    return f"{change.signal} {value_text(change.was)} \N{RIGHTWARDS ARROW} {value_text(change.becomes)}"
