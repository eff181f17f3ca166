"""The rule author's workbench: see, try, test and compare rules before they touch a customer."""

from __future__ import annotations

from complaint_rules.workbench.comparison.gate import fails
from complaint_rules.workbench.comparison.report import Diff
from complaint_rules.workbench.counts.report import Stats
from complaint_rules.workbench.diff import diff
from complaint_rules.workbench.stats import stats

__all__ = ["Diff", "Stats", "diff", "fails", "stats"]
