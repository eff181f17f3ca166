"""`diff`: compares two packs on past complaints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from complaint_rules.cli.history import read_history, tell_refused
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.progress import progress_over
from complaint_rules.cli.status import OK, REFUSED, UNUSABLE, fail
from complaint_rules.workbench.comparison.diff import diff
from complaint_rules.workbench.comparison.gate import Condition, condition_of, fails
from complaint_rules.workbench.comparison.report import Diff

FAILED = 1


def run_diff(old: str, new: str, history: list[Path], format: str | None, output: Path | None,
             fail_if: list[str], major_above: float, examples: int, texts: bool, builtin: bool | None,
             semantic: bool | None, engine: str, jobs: int) -> int:
    """Returns the exit status: 0; 1 where a condition of `fail_if` holds; 2 for unusable arguments or files, or a
    condition that cannot be decided; 3 where some complaints were refused."""
    try:
        conditions = [condition_of(text) for text in fail_if]
        with progress_over(history) as advance:
            report = diff(old, new, read_history(history, advance), builtin=builtin, semantic=semantic,
                          engine=engine, jobs=jobs, examples=examples, texts=texts,  # type: ignore[arg-type]
                          major_above=major_above)
        status = write_out(_writer(report, format or format_of(output)), output)
    except (UnusableInputError, RuntimeError, ValueError) as error:
        return fail(str(error))
    tell_refused(report.refused, report.refusals)
    return max(status, *_gate(report, conditions), key=(OK, REFUSED, FAILED, UNUSABLE).index)


def _gate(report: Diff, conditions: Sequence[Condition]) -> list[int]:
    """The statuses that the conditions and the refusals ask for; a condition that holds is told on standard error."""
    found = [REFUSED if report.refused else OK]
    for condition in conditions:
        try:
            if fails(report, condition):
                sys.stderr.write(f"complaint-rules: --fail-if {condition.text}: it holds\n")
                found.append(FAILED)
        except ValueError as error:
            found.append(fail(str(error)))
    return found


def _writer(report: Diff, format: str) -> Callable[[TextIO], object]:
    if format == "table":
        from complaint_rules.cli.diff_table import print_diff

        return lambda stream: print_diff(report, stream)
    page = report.to_html() if format == "html" else report.model_dump_json(indent=2) + "\n"
    return lambda stream: stream.write(page)
