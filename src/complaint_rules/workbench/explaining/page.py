"""The page of `explain`."""

from __future__ import annotations

from complaint_rules.workbench.explaining.explanation import Explanation
from complaint_rules.workbench.explaining.words import change_text, value_text
from complaint_rules.workbench.html import render


def explain_page(explanation: Explanation) -> str:
    """An explanation as one self-contained HTML page. Raises RuntimeError where jinja2 is not installed."""
    numbers = {signal.name: number for number, signal in enumerate(explanation.signals, 1)}
    return render("explain.html", explanation=explanation, numbers=numbers, by_type=explanation.changes_by_type(),
                  value_text=value_text, change_text=change_text)
