"""Reads labelled cases for `evaluate`, `tune` and `test`, and sayings for `tune`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from complaint_rules.cli.input import UnusableInputError, read_items
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.evaluation import Case

Labelled = TypeVar("Labelled")


def read_placed_cases(paths: list[Path]) -> list[tuple[str, Case]]:
    """All cases of the files, each with its file:line. Raises UnusableInputError that names file and line for one that
    is not valid."""
    return list(read_placed(paths, Case.of, "a case"))


def read_placed(paths: list[Path], of: Callable[[Mapping[str, Any]], Labelled], what: str
                ) -> Iterator[tuple[str, Labelled]]:
    """What `of` makes of each object of the files, with its file:line. Raises UnusableInputError likewise."""
    for path in paths:
        for item in read_items([path]):
            place = f"{path}:{item.line or 1}"
            if item.problem is not None or not isinstance(item.data, dict):
                raise UnusableInputError(f"{place}: {item.problem or f'{what} is an object in {{ }}'}")
            try:
                yield place, of(item.data)
            except InvalidComplaintError as error:
                raise UnusableInputError(f"{place}: {error}") from None


def read_cases(paths: list[Path]) -> list[Case]:
    """All cases of the files. Raises UnusableInputError that names file and line for one that is not valid."""
    return [case for _, case in read_placed_cases(paths)]
