"""`stats`: which rules and signals fire on past complaints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from rich.table import Table

from complaint_rules.cli.history import read_history, tell_refused
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.progress import progress_over
from complaint_rules.cli.reports import ReportConsole, add_row, percent, table_of
from complaint_rules.cli.status import REFUSED, fail
from complaint_rules.workbench.counts.report import GroupCounts, PairCounts, Stats
from complaint_rules.workbench.counts.stats import stats

SHOWN_RULES = 25
SHOWN_PAIRS = 10


def run_stats(history: list[Path], format: str | None, semantic: bool | None, engine: str, packs: list[str],
              builtin: bool, jobs: int) -> int:
    """Returns the exit status: 0, 2 for unusable arguments or files, 3 where some complaints were refused."""
    try:
        with progress_over(history) as advance:
            report = stats(read_history(history, advance), packs=packs, builtin=builtin, semantic=semantic,
                           engine=engine, jobs=jobs)  # type: ignore[arg-type]
    except (UnusableInputError, RuntimeError, ValueError) as error:
        return fail(str(error))
    as_table = (format or format_of()) == "table"
    status = write_out(lambda stream: _print(report, stream) if as_table
                       else stream.write(report.model_dump_json(indent=2) + "\n"))
    tell_refused(report.refused, report.refusals)
    return status or (REFUSED if report.refused else status)


def _print(report: Stats, stream: TextIO) -> None:
    console = ReportConsole(stream)
    console.print(f"{report.complaints} complaints, {report.labelled} labelled"
                  + (f", {report.refused} refused" if report.refused else ""))
    console.print(_rules(report))
    console.print(_signals(report))
    for title, pairs in (("rules that fire together most", report.together),
                         ("expressions that fire together most", report.expressions_together),
                         ("rules for different types that fire together", report.conflicts)):
        if pairs:
            console.print(_pairs(title, pairs))
    for title, groups in (("channel", report.by_channel), ("month", report.by_month)):
        console.print(_groups(title, groups))
    for title, names in (("rules", report.never_rules), ("signals", report.never_signals)):
        console.print(f"{len(names)} {title} never fire" + (f": {', '.join(names)}" if names else ""))


def _rules(report: Stats) -> Table:
    numbers = ("for", "against", "share", "decided", "labelled", "precision")
    table = table_of("rules, the most frequent first", "rule", "supports", *numbers, numbers=numbers)
    for row in report.rules[:SHOWN_RULES]:
        add_row(table, row.rule, row.supports, str(row.speaks_for), str(row.speaks_against), percent(row.share),
                      percent(row.decided_share), str(row.labelled), percent(row.precision))
    if len(report.rules) > SHOWN_RULES:
        table.caption = f"and {len(report.rules) - SHOWN_RULES} more; --format json has all"
    return table


def _signals(report: Stats) -> Table:
    numbers = ("complaints", "share", "decided", "labelled", "precision")
    table = table_of("signals, the most frequent first", "signal", *numbers, numbers=numbers)
    for row in report.signals[:SHOWN_RULES]:
        add_row(table, row.signal, str(row.complaints), percent(row.share), percent(row.decided_share),
                str(row.labelled), percent(row.precision))
    if len(report.signals) > SHOWN_RULES:
        table.caption = f"and {len(report.signals) - SHOWN_RULES} more; --format json has all"
    return table


def _pairs(title: str, pairs: Sequence[PairCounts]) -> Table:
    table = table_of(title, "one", "other", "complaints", "of either", numbers=("complaints", "of either"))
    for pair in pairs[:SHOWN_PAIRS]:
        add_row(table, *pair.names, str(pair.complaints), percent(pair.share))
    return table


def _groups(title: str, groups: Mapping[str, GroupCounts]) -> Table:
    table = table_of(f"by {title}", title, "complaints", "types", "styles", "alerts", numbers=("complaints",))
    for name, group in groups.items():
        add_row(table, name, str(group.complaints), *(
            ", ".join(f"{item} {number}" for item, number in part.items())
            for part in (group.types, group.styles, group.alerts)))
    return table
