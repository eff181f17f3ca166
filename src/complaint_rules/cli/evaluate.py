"""`evaluate`: figures on labelled cases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from complaint_rules.assessor import Assessor
from complaint_rules.cli.cases import read_cases
from complaint_rules.cli.classify import OK, fail
from complaint_rules.cli.input import UnusableInputError
from complaint_rules.confusions import Confusion
from complaint_rules.evaluation import Evaluation, evaluate
from complaint_rules.pack.errors import PackError


def run_evaluate(paths: list[Path], errors: bool, format: str | None, semantic: bool | None, engine: str,
                 packs: list[str]) -> int:
    """Returns the exit status: 0, or 2 for unusable arguments or files."""
    try:
        cases = read_cases(paths)
        assessor = Assessor(packs=packs, semantic=semantic, engine=engine)  # type: ignore[arg-type]
        result = evaluate(cases, assessor, errors=errors)
    except (UnusableInputError, PackError, RuntimeError, ValueError) as error:
        return fail(str(error))
    if (format or ("table" if sys.stdout.isatty() else "json")) == "table":
        _print(result, Console(markup=False, highlight=False))
    else:
        left_out = None if errors else {"errors"}
        sys.stdout.write(result.model_dump_json(indent=2, exclude=left_out) + "\n")
    return OK


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"


def _print(result: Evaluation, console: Console) -> None:
    console.print(f"{result.cases} cases, type right {_percent(result.accuracy)} "
                  f"({_percent(result.accuracy_with_alternatives)} counting labels also accepted), "
                  f"undecided {result.undecided}, ordinary kept {_percent(result.ordinary_kept)}")
    console.print("by language: " + ", ".join(f"{name} {_percent(value)}" for name, value in
                                              result.by_language.items()))
    console.print(f"calibration error {result.calibration_error:.3f}, surer half right more often by "
                  f"{_percent(result.surer_half_gain)}")
    console.print(f"style right where one shows {_percent(result.style_accuracy)} of {result.style_cases}, "
                  f"unknown kept {_percent(result.style_unknown_kept)}")
    for title, rows in (("type", result.types), ("style", result.styles),
                        ("alert", {**result.alerts, "all alerts": result.alerts_pooled})):
        console.print(_table(title, rows))
    console.print(_confusion(result.confusion))
    for group in result.errors or ():
        _print_group(group, console)


def _print_group(group: Confusion, console: Console) -> None:
    console.print(f"\n{group.labelled} → {group.answered}: {group.count}")
    console.print("  cases: " + ", ".join(group.ids))
    for title, rules in (
            ("misled", [f"{item.rule} ({item.weight:+.2f} in {item.cases})" for item in group.misled]),
            ("missing", [f"{item.rule} (in {item.cases}; fires in {_percent(item.when_right)} of the right ones)"
                         for item in group.missing])):
        console.print(f"  {title}: " + (", ".join(rules) or "–"))
    for example in group.examples:
        quotes = " ".join(f"“{quote}”" for quote in example.quotes)
        console.print(f"  {example.id or '–'}: {group.answered} {_percent(example.confidence)}, {group.labelled} "
                      f"{_percent(example.confidence_of_label)} {quotes}".rstrip())


def _table(title: str, rows: dict[str, dict[str, Any]]) -> Table:
    table = Table(title=title, title_justify="left")
    for name in (title, "cases", "answered", "right", "precision", "recall", "f1"):
        table.add_column(name, justify="left" if name == title else "right")
    for name, row in rows.items():
        table.add_row(name, str(row["cases"]), str(row["answered"]), str(row["right"]), _percent(row["precision"]),
                      _percent(row["recall"]), _percent(row["f1"]))
    return table


def _confusion(confusion: dict[str, dict[str, int]]) -> Table:
    table = Table(title="labelled type, and what was answered instead", title_justify="left")
    table.add_column("labelled")
    table.add_column("answered instead")
    for name, row in confusion.items():
        wrong = sorted(((count, answer) for answer, count in row.items() if answer != name), reverse=True)
        table.add_row(name, ", ".join(f"{answer} {count}" for count, answer in wrong) or "–")
    return table
