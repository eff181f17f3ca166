"""Writing answers and reports: where it goes, in which form, and what happens where it cannot be written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from complaint_rules.cli.status import OK, fail, why_not


def write_out(write: Callable[[TextIO], object], output: Path | None = None, *, of: str = "the report") -> int:
    """Call what writes a report, with the file `output` or standard output, in UTF-8. Returns the exit status: 0, also
    where the reader has gone away, or 2 where it cannot be written, which is told by the name of the file or `of`."""
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
            return fail(f"cannot write {output or of}: {why_not(error)}")
    return OK


def format_of(output: Path | None = None) -> str:
    """The form of a report where none is asked for: by the ending of the file; without one, table on a terminal and
    json in a pipe."""
    if output is None:
        return "table" if sys.stdout.isatty() else "json"
    return {".html": "html", ".htm": "html", ".json": "json"}.get(output.suffix.lower(), "table")
