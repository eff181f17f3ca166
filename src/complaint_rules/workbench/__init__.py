"""The rule author's workbench: see, try, test and compare rules before they touch a customer.

What a command of the workbench does, the function of its name here does from Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaint_rules.lazy import lazy_names

if TYPE_CHECKING:
    from complaint_rules.workbench.comparison.diff import diff
    from complaint_rules.workbench.comparison.gate import fails
    from complaint_rules.workbench.comparison.report import Diff
    from complaint_rules.workbench.counts.report import Stats
    from complaint_rules.workbench.counts.stats import stats
    from complaint_rules.workbench.explaining.explain import Explainer, explain
    from complaint_rules.workbench.explaining.explanation import Explanation
    from complaint_rules.workbench.explaining.page import explain_page
    from complaint_rules.workbench.judged.feedback import feedback
    from complaint_rules.workbench.judged.lines import REASONS, Reason
    from complaint_rules.workbench.judged.report import Feedback
    from complaint_rules.workbench.linting.checks import CHECKS, lint
    from complaint_rules.workbench.linting.finding import Check, Finding
    from complaint_rules.workbench.packs.changes import changes
    from complaint_rules.workbench.packs.new_pack import new_pack
    from complaint_rules.workbench.packs.schema import SCHEMAS, schema
    from complaint_rules.workbench.testing.mutate import Mutation, mutate
    from complaint_rules.workbench.testing.test import Failure, TestResult, test

__all__ = ["CHECKS", "REASONS", "SCHEMAS", "Check", "Diff", "Explainer", "Explanation", "Failure", "Feedback",
           "Finding", "Mutation", "Reason", "Stats", "TestResult", "changes", "diff", "explain", "explain_page",
           "fails", "feedback", "lint", "mutate", "new_pack", "schema", "stats", "test"]

# Where each name lives: a command loads its own modules alone.
__getattr__, __dir__ = lazy_names(__name__, {
    "comparison.diff": ("diff",),
    "comparison.gate": ("fails",),
    "comparison.report": ("Diff",),
    "counts.report": ("Stats",),
    "counts.stats": ("stats",),
    "explaining.explain": ("Explainer", "explain"),
    "explaining.explanation": ("Explanation",),
    "explaining.page": ("explain_page",),
    "judged.feedback": ("feedback",),
    "judged.lines": ("REASONS", "Reason"),
    "judged.report": ("Feedback",),
    "linting.checks": ("CHECKS", "lint"),
    "linting.finding": ("Check", "Finding"),
    "packs.changes": ("changes",),
    "packs.new_pack": ("new_pack",),
    "packs.schema": ("SCHEMAS", "schema"),
    "testing.mutate": ("Mutation", "mutate"),
    "testing.test": ("Failure", "TestResult", "test"),
})
