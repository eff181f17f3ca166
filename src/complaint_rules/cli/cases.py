"""Reads labelled cases for `evaluate`, `tune` and `test`."""

from __future__ import annotations

from pathlib import Path

from complaint_rules.cli.input import UnusableInputError, read_items
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.evaluation import Case


def read_placed_cases(paths: list[Path]) -> list[tuple[str, Case]]:
    """All cases of the files, each with its file:line. Raises UnusableInputError that names file and line for one that
    is not valid."""
    cases = []
    for path in paths:
        for item in read_items([path]):
            place = f"{path}:{item.line or 1}"
            if item.problem is not None or not isinstance(item.data, dict):
                raise UnusableInputError(f"{place}: {item.problem or 'a case is an object in { }'}")
            try:
                cases.append((place, Case.of(item.data)))
            except InvalidComplaintError as error:
                raise UnusableInputError(f"{place}: {error}") from None
    return cases


def read_cases(paths: list[Path]) -> list[Case]:
    """All cases of the files. Raises UnusableInputError that names file and line for one that is not valid."""
    return [case for _, case in read_placed_cases(paths)]
