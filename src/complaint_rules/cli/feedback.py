"""`feedback`: what agents' verdicts on answers say of the rules."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TextIO

from rich.table import Table

from complaint_rules.cli.history import read_history, tell_refused
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.reports import ReportConsole, add_row, percent, table_of
from complaint_rules.cli.status import REFUSED, fail
from complaint_rules.visible import visible
from complaint_rules.workbench.judged.feedback import feedback
from complaint_rules.workbench.judged.report import Feedback

SHOWN_RULES = 25


def run_feedback(files: list[Path], format: str | None, cases: Path | None, semantic: bool | None, engine: str,
                 packs: list[str], builtin: bool) -> int:
    """Returns the exit status: 0, 2 for unusable arguments or files, 3 where some lines were refused."""
    try:
        report = feedback(read_history(files, what="a line of feedback"), packs=packs, builtin=builtin,
                          semantic=semantic, engine=engine)  # type: ignore[arg-type]
        if cases is not None:
            _write_cases(report, cases)
    except (UnusableInputError, RuntimeError, ValueError) as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"{cases}: {error.strerror or error}")
    as_table = (format or format_of()) == "table"
    status = write_out(lambda stream: _print(report, stream) if as_table
                       else stream.write(report.model_dump_json(indent=2) + "\n"))
    tell_refused(report.refused, report.refusals)
    return status or (REFUSED if report.refused else status)


def _write_cases(report: Feedback, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in report.case_lines())
    sys.stderr.write(f"{len(report.cases)} labelled cases written to {path}\n")


def _print(report: Feedback, stream: TextIO) -> None:
    console = ReportConsole(stream)
    console.print(f"{report.judged} answers judged: {report.right} right, {report.wrong} wrong"
                  + (f"; {report.refused} lines refused" if report.refused else ""))
    if report.reasons:
        console.print("reasons: " + ", ".join(f"{reason} {count}" for reason, count in report.reasons.items()))
    if report.confused:
        console.print(visible("another type: " + ", ".join(f"{row.answered} → {row.better} {row.answers}"
                                                           for row in report.confused)))
    console.print(f"rules to look at: {', '.join(report.look_at) or 'none'}")
    console.print(_rules(report))


def _rules(report: Feedback) -> Table:
    numbers = ("right", "wrong", "precision")
    table = table_of("rules, the most doubtful first", "rule", "supports", *numbers, "reasons", "such as",
                     numbers=numbers)
    for row in report.rules[:SHOWN_RULES]:
        reasons = ", ".join(f"{reason} {count}" for reason, count in row.reasons.items())
        add_row(table, row.rule if row.in_pack else f"{row.rule} (not in this pack)", row.supports, str(row.right),
                      str(row.wrong), percent(row.precision), reasons, ", ".join(row.places))
    if len(report.rules) > SHOWN_RULES:
        table.caption = f"and {len(report.rules) - SHOWN_RULES} more; --format json has all"
    return table
