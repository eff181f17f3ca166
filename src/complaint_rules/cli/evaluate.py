"""`evaluate`: figures on labelled cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from complaint_rules.assessor import Assessor
from complaint_rules.cli.cases import read_cases
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.reports import ReportConsole, add_row, percent, table_of
from complaint_rules.cli.status import fail
from complaint_rules.confusions import Confusion
from complaint_rules.evaluation import Evaluation, evaluate
from complaint_rules.pack.errors import PackError
from complaint_rules.visible import visible


def run_evaluate(paths: list[Path], errors: bool, format: str | None, semantic: bool | None, engine: str,
                 packs: list[str], builtin: bool) -> int:
    """Returns the exit status: 0, or 2 for unusable arguments or files."""
    try:
        cases = read_cases(paths)
        assessor = Assessor(packs=packs, builtin=builtin, semantic=semantic,
                            engine=engine)  # type: ignore[arg-type]
        result = evaluate(cases, assessor, errors=errors)
    except (UnusableInputError, PackError, RuntimeError, ValueError) as error:
        return fail(str(error))
    as_table = (format or format_of()) == "table"
    left_out = None if errors else {"errors"}
    return write_out(lambda stream: _print(result, ReportConsole(stream)) if as_table
                     else stream.write(result.model_dump_json(indent=2, exclude=left_out) + "\n"))


def _print(result: Evaluation, console: Console) -> None:
    console.print(f"{result.cases} cases, type right {percent(result.accuracy)} "
                  f"({percent(result.accuracy_with_alternatives)} counting labels also accepted), "
                  f"undecided {result.undecided}, ordinary kept {percent(result.ordinary_kept)}")
    console.print("by language: " + ", ".join(f"{name} {percent(value)}" for name, value in
                                              result.by_language.items()))
    console.print(f"calibration error {result.calibration_error:.3f}, surer half right more often by "
                  f"{percent(result.surer_half_gain)}")
    console.print(f"style right where one shows {percent(result.style_accuracy)} of {result.style_cases}, "
                  f"unknown kept {percent(result.style_unknown_kept)}")
    for title, rows in (("type", result.types), ("style", result.styles),
                        ("alert", {**result.alerts, "all alerts": result.alerts_pooled})):
        console.print(_table(title, rows))
    console.print(_confusion(result.confusion))
    for group in result.errors or ():
        _print_group(group, console)


def _print_group(group: Confusion, console: Console) -> None:
    console.print(f"\n{group.labelled} → {group.answered}: {group.count}")
    console.print(visible("  cases: " + ", ".join(group.ids)))
    for title, rules in (
            ("misled", [f"{item.rule} ({item.weight:+.2f} in {item.cases})" for item in group.misled]),
            ("missing", [f"{item.rule} (in {item.cases}; fires in {percent(item.when_right)} of the right ones)"
                         for item in group.missing])):
        console.print(f"  {title}: " + (", ".join(rules) or "–"))
    for example in group.examples:
        quotes = " ".join(f"“{quote}”" for quote in example.quotes)
        line = (f"  {example.id or '–'}: {group.answered} {percent(example.confidence)}, {group.labelled} "
                f"{percent(example.confidence_of_label)} {quotes}")
        console.print(visible(line.rstrip()))


def _table(title: str, rows: dict[str, dict[str, Any]]) -> Table:
    numbers = ("cases", "answered", "right", "precision", "recall", "f1")
    table = table_of(title, title, *numbers, numbers=numbers)
    for name, row in rows.items():
        add_row(table, name, str(row["cases"]), str(row["answered"]), str(row["right"]), percent(row["precision"]),
                percent(row["recall"]), percent(row["f1"]))
    return table


def _confusion(confusion: dict[str, dict[str, int]]) -> Table:
    table = table_of("labelled type, and what was answered instead", "labelled", "answered instead")
    for name, row in confusion.items():
        wrong = sorted(((count, answer) for answer, count in row.items() if answer != name), reverse=True)
        add_row(table, name, ", ".join(f"{answer} {count}" for count, answer in wrong) or "–")
    return table
