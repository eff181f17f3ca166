"""What the commands that report share: writing a report, and plain tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.table import Table

from complaint_rules.cli.classify import OK, fail
from complaint_rules.visible import visible


def write_out(write: Callable[[TextIO], object], output: Path | None = None) -> int:
    """Call what writes a report, with the file `output` or standard output, in UTF-8. Returns the exit status: 0, also
    where the reader has gone away, or 2 where it cannot be written."""
    try:
        if output is not None:
            with output.open("w", encoding="utf-8") as stream:
                write(stream)
            return OK
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        write(sys.stdout)
        sys.stdout.flush()
    except OSError as error:
        if output is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            return fail(f"cannot write {output or 'the report'}: {error.strerror or error}")
    return OK


def format_of(output: Path | None) -> str:
    """The form of a report where none is asked for: by the ending of the file; without one, table on a terminal and
    json in a pipe."""
    if output is None:
        return "table" if sys.stdout.isatty() else "json"
    return {".html": "html", ".htm": "html", ".json": "json"}.get(output.suffix.lower(), "table")


class ReportConsole(Console):
    """Prints what it is given, markup and all; leaves a closed pipe to the command."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        super().__init__(file=stream, width=width, markup=False, highlight=False, emoji=False)

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def table_of(title: str, *columns: str, numbers: Collection[str] = ()) -> Table:
    """An empty table; the columns in `numbers` are set to the right."""
    table = Table(title=title, title_justify="left")
    for name in columns:
        table.add_column(name, justify="right" if name in numbers else "left", overflow="fold")
    return table


def add_row(table: Table, *cells: str) -> None:
    """Add a row; what was given from outside may hold control characters, and shows them."""
    table.add_row(*map(visible, cells))


def percent(value: float | None) -> str:
    """A share as a percentage; a dash where it is not known."""
    return "–" if value is None else f"{value:.1%}"
