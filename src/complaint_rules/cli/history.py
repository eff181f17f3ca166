"""Reads past complaints and feedback line by line, and tells which were refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from complaint_rules.cli.input import STDIN, Progress, UnusableInputError, read_items
from complaint_rules.visible import visible
from complaint_rules.workbench.past.entries import Entry, Refused


def read_history(paths: list[Path], advance: Progress = lambda _: None, *, what: str = "a complaint"
                 ) -> Iterator[Entry]:
    """Every complaint (or `what` else) of the files with its place. Raises UnusableInputError for a file that cannot
    be used, a missing one before anything is read."""
    for path in paths:
        if path != STDIN and not path.exists():
            raise UnusableInputError(f"{path}: there is no such file")
    return _entries(paths, advance, what)


def _entries(paths: list[Path], advance: Progress, what: str) -> Iterator[Entry]:
    for path in paths:
        name = "standard input" if path == STDIN else str(path)
        for item in read_items([path], advance):
            problem = item.problem
            if problem is None and not isinstance(item.data, dict):
                problem = f"{what} is an object in {{ }}"
            yield Entry(f"{name}:{item.line or 1}", item.data, problem)


def tell_refused(count: int, first: Sequence[Refused]) -> None:
    """Name the entries that were left out, on standard error."""
    for refused in first:
        sys.stderr.write(f"complaint-rules: {visible(str(refused))}\n")
    if count > len(first):
        sys.stderr.write(f"complaint-rules: and {count - len(first)} more\n")
