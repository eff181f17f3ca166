"""The rule author's workbench: see, try, test and compare rules before they touch a customer."""

from __future__ import annotations

from complaint_rules.workbench.comparison.report import Diff
from complaint_rules.workbench.diff import diff

__all__ = ["Diff", "diff"]
