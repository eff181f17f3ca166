"""The HTML page of a comparison."""

from __future__ import annotations

from complaint_rules.workbench.comparison.changes import ASPECTS
from complaint_rules.workbench.comparison.report import Diff
from complaint_rules.workbench.html import render


def page_of(report: Diff) -> str:
    """A self-contained page. Raises RuntimeError where jinja2 is not installed."""
    by_aspect = [(aspect, [move for move in report.moves if move.aspect == aspect]) for aspect in ASPECTS]
    measured = {name: row for name, row in report.labelled.by_id.items()
                if row.precision[0] != row.precision[1] or row.recall[0] != row.recall[1]}
    sections = [("packs", "Packs"), ("moves", "What changes"), ("rules", "Rules behind it"), ("ids", "Ids")]
    if report.labelled.cases:
        sections.insert(3, ("labels", "Labelled complaints"))
    if report.refused:
        sections.append(("refused", "Refused"))
    return render("diff.html", report=report, by_aspect=[(name, moves) for name, moves in by_aspect if moves],
                  measured=measured, sections=sections)
