"""The table of `diff`."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from complaint_rules.cli.reports import ReportConsole, add_row, percent, table_of
from complaint_rules.visible import visible
from complaint_rules.workbench.comparison.report import Diff, Moved, MovedExample

SHOWN_RULES = 15


def print_diff(report: Diff, stream: TextIO) -> None:
    """Print a comparison on a stream."""
    console = ReportConsole(stream)
    release = report.release
    console.print(Text(f"{release.level} change", style="bold") + f": {'; '.join(release.reasons) or 'none'}")
    aspects = ", ".join(f"{aspect} {count}" for aspect, count in report.changed_by_aspect.items())
    console.print(f"{report.changed} of {report.complaints} answers change ({report.changed_share:.1%})"
                  + (f": {aspects}" if aspects else "") + (f"; {report.refused} refused" if report.refused else ""))
    for way, ids in (("gone", release.removed), ("added", release.added)):
        for kind, names in ids.items():
            console.print(f"{kind} {way}: {', '.join(names)}")
    if report.old.per_second and report.new.per_second:
        console.print(f"speed per process: {report.old.per_second:.0f} complaints a second before, "
                      f"{report.new.per_second:.0f} after")
    if report.moves:
        console.print(_moves(report))
        console.print(_rules(report))
    if report.labelled.cases:
        console.print(_labelled(report))
    shown: set[str] = set()
    for move in report.moves:
        for example in move.examples:
            if example.place not in shown:
                _print_example(console, move, example)
            shown.add(example.place)


def _moves(report: Diff) -> Table:
    table = table_of("what changes", "of", "before", "after", "answers", "rules behind it", numbers=("answers",))
    for move in report.moves:
        causes = ", ".join(f"{cause.rule} {cause.answers}" for cause in move.causes)
        add_row(table, move.aspect, move.before, move.after, str(move.answers), causes or "none: settings or verdict")
    return table


def _rules(report: Diff) -> Table:
    counts = ("answers", "only before", "only after", "mean shift")
    table = table_of("rules behind changed answers", "rule", "supports", *counts, numbers=counts)
    for rule in report.rules[:SHOWN_RULES]:
        add_row(table, rule.rule, rule.supports, str(rule.answers), str(rule.only_before), str(rule.only_after),
                      f"{rule.mean_shift:.2f}")
    if len(report.rules) > SHOWN_RULES:
        table.caption = f"and {len(report.rules) - SHOWN_RULES} more; --format json has all"
    return table


def _labelled(report: Diff) -> Table:
    figures = report.labelled
    columns = ("cases", "precision before", "precision after", "recall before", "recall after")
    table = table_of(f"{figures.cases} labelled: type right {percent(figures.accuracy[0])} before, "
                     f"{percent(figures.accuracy[1])} after; {figures.fixed} fixed, {figures.broken} broken",
                     "id", *columns, numbers=columns)
    for name, row in figures.moved.items():
        add_row(table, name, str(row.cases), *map(percent, (*row.precision, *row.recall)))
    if not table.row_count:
        table.caption = "precision and recall of every id stay as they were"
    return table


def _print_example(console: Console, move: Moved, example: MovedExample) -> None:
    name = f" {example.complaint_id}" if example.complaint_id else ""
    expected = f" (labelled {example.expected})" if example.expected else ""
    console.print()
    console.print(Text(visible(f"{example.place}{name}: {move.aspect} {move.before} → {move.after}{expected}"),
                       style="bold"))
    for cause in example.causes:
        console.print(Text(f"  {cause.rule} for {cause.supports}: {_weight(cause.before)} → {_weight(cause.after)}"))
    if example.text:
        console.print(Text("  " + visible(example.text).replace("\n", " "), style="italic"))


def _weight(weight: float | None) -> str:
    return "none" if weight is None else f"{weight:+.2f}"
