"""What the commands that report share: plain tables and figures."""

from __future__ import annotations

from collections.abc import Collection
from typing import TextIO

from rich.console import Console
from rich.table import Table

from complaint_rules.visible import visible


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
