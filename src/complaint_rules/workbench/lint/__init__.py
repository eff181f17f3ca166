"""`lint`: what is wrong with the rules of a pack, one finding a line."""

from __future__ import annotations

from complaint_rules.workbench.lint.checks import CHECKS, lint
from complaint_rules.workbench.lint.finding import Check, Finding

__all__ = ["CHECKS", "Check", "Finding", "lint"]
