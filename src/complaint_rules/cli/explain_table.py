"""An explanation as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from complaint_rules.cli.reports import ReportConsole
from complaint_rules.visible import visible
from complaint_rules.workbench.explaining.explanation import Explanation, FoundSignal, MarkedMessage
from complaint_rules.workbench.explaining.words import change_text, value_text

WIDTH = 110
SHOWN_MISSES = 12
SHOWN_CHANGES = 4
SHOWN_QUOTES = 3


def print_explanation(explanation: Explanation, stream: TextIO) -> None:
    """Write an explanation to a stream, in colour where it is a terminal."""
    console = ReportConsole(stream, width=None if stream.isatty() else WIDTH)
    kind, style = explanation.type, explanation.style
    console.print(Text(f"{kind.id} {kind.confidence:.1%}, {kind.standing}", style="bold").append(
        f" · style {style.id} {style.confidence:.1%} · mode {explanation.mode}"
        f"{' (a manager decides)' if explanation.needs_manager else ''}"
        f" · alerts {', '.join(explanation.alerts) or 'none'}", style="not bold"))
    for message in explanation.messages:
        console.print(_marked(message, coloured=console.is_terminal))
    for table in (_changes(explanation), _scores(explanation), _rules(explanation), _misses(explanation),
                  _signals(explanation), _verdict(explanation)):
        if table.row_count:
            console.print()
            console.print(table)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, justify="right" if name in ("weight", "score", "confidence") else "left",
                         overflow="fold")
    return table


def _marked(message: MarkedMessage, *, coloured: bool) -> Text:
    """The message with its quotes in reverse, or in brackets where there is no colour."""
    line = Text(f"{message.role}: ", style="dim")
    for quoted, group in groupby(message.segments, key=lambda segment: bool(segment.signals)):
        text = visible("".join(segment.text for segment in group))
        if quoted:
            line.append(text if coloured else f"«{text}»", style="not dim reverse")
        else:
            line.append(text, style="not dim")
    return line


def _changes(explanation: Explanation) -> Table:
    table = _table("What would change it", "type", "change", "confidence")
    for name, items in explanation.changes_by_type().items():
        for number, item in enumerate(items[:SHOWN_CHANGES]):
            table.add_row("" if number else name, " and ".join(map(change_text, item.changes)),
                          f"{item.confidence:.1%}")
        if len(items) > SHOWN_CHANGES:
            table.add_row("", f"… {len(items) - SHOWN_CHANGES} more with --format json", "", style="dim")
    return table


def _scores(explanation: Explanation) -> Table:
    table = _table("Scores", "type", "adds up from", "score", "confidence")
    for item in explanation.types:
        parts = [f"{item.bias:+.2f} to start with", *(f"{step.counted:+.2f} {step.rule}" for step in item.steps)]
        table.add_row(item.id, ", ".join(parts), f"{item.score:+.2f}", f"{item.confidence:.1%}")
    return table


def _rules(explanation: Explanation) -> Table:
    table = _table("Rules that fired", "rule", "speaks about", "weight", "when", "place")
    for rule in explanation.rules:
        table.add_row(rule.id, rule.supports, f"{rule.weight:+.2f}", rule.when, rule.place)
    return table


def _misses(explanation: Explanation) -> Table:
    table = _table("Near misses", "rule", "speaks about", "weight", "missing", "actual")
    for miss in explanation.near_misses[:SHOWN_MISSES]:
        table.add_row(miss.rule, miss.supports, f"{miss.weight:+.2f}", miss.missing.text,
                      value_text(miss.missing.actual))
    return table


def _signals(explanation: Explanation) -> Table:
    table = _table("Signals behind these rules", "signal", "how", "says")
    for signal in explanation.signals:
        if signal.used_by:
            table.add_row(signal.name, visible(_how(signal)), signal.says or "")
    return table


def _how(signal: FoundSignal) -> str:
    if signal.quotes:
        score = f" {value_text(signal.value)}" if signal.count is None else ""
        return f"{signal.source}{score}: {_quoted(quote.text for quote in signal.quotes[:SHOWN_QUOTES])}"
    if signal.sentences:
        parts = [f"{item.share:+.2f} «{item.quote.text}»" for item in signal.sentences[:SHOWN_QUOTES]]
        return f"meaning {value_text(signal.value)}: {', '.join(parts)}, {signal.whole_text:+.2f} the whole text"
    return f"{signal.source}: {value_text(signal.value)}"


def _quoted(texts: Iterable[str]) -> str:
    return " … ".join(f"«{text}»" for text in texts)


def _verdict(explanation: Explanation) -> Table:
    table = _table("Verdict", "decides", "line", "gives", "when", "place")
    for line in explanation.verdict:
        table.add_row(line.decides, line.id, line.result, line.when, line.place)
    return table
