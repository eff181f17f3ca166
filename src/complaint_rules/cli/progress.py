"""Progress bars on standard error, where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from complaint_rules.cli.input import STDIN
from complaint_rules.cli.input import Progress as Advance

WORTH_A_BAR = 500_000


@contextmanager
def progress_over(files: list[Path]) -> Iterator[Advance]:
    """A bar over the bytes of JSONL files; yields a function that takes how many bytes were read since."""
    size = sum(path.stat().st_size for path in files if path != STDIN and path.is_file())
    if not sys.stderr.isatty() or size < WORTH_A_BAR:
        yield lambda _count: None
        return
    # Here and not above: few runs show a bar, and rich is slow to import.
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(TextColumn("reading"), BarColumn(), DownloadColumn(), TimeRemainingColumn(),
                  console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=size)
        yield lambda count: progress.advance(task, count)


@contextmanager
def progress_of(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar over steps; yields a function that takes how many of how many are done."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                  console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
