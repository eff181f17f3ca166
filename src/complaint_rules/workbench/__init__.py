"""The rule author's workbench: see, try, test and compare rules before they touch a customer.

What a command of the workbench does, the function of its name here does from Python.
"""

from __future__ import annotations

from complaint_rules.workbench.changes import changes
from complaint_rules.workbench.comparison.gate import fails
from complaint_rules.workbench.comparison.report import Diff
from complaint_rules.workbench.counts.report import Stats
from complaint_rules.workbench.diff import diff
from complaint_rules.workbench.explain import Explainer, explain
from complaint_rules.workbench.explaining.explanation import Explanation
from complaint_rules.workbench.explaining.page import explain_page
from complaint_rules.workbench.feedback import feedback
from complaint_rules.workbench.judged.lines import REASONS, Reason
from complaint_rules.workbench.judged.report import Feedback
from complaint_rules.workbench.lint import CHECKS, Check, Finding, lint
from complaint_rules.workbench.mutate import Mutation, mutate
from complaint_rules.workbench.new_pack import new_pack
from complaint_rules.workbench.schema import schema
from complaint_rules.workbench.stats import stats
from complaint_rules.workbench.test import Failure, TestResult, test

__all__ = ["CHECKS", "REASONS", "Check", "Diff", "Explainer", "Explanation", "Failure", "Feedback", "Finding",
           "Mutation", "Reason", "Stats", "TestResult", "changes", "diff", "explain", "explain_page", "fails",
           "feedback", "lint", "mutate", "new_pack", "schema", "stats", "test"]
