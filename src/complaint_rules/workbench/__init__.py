"""The rule author's workbench: see, try, test and compare rules before they touch a customer."""

from __future__ import annotations

from complaint_rules.workbench.explain import Explainer, explain
from complaint_rules.workbench.explain_page import explain_page
from complaint_rules.workbench.explanation import Explanation

__all__ = ["Explainer", "Explanation", "explain", "explain_page"]
