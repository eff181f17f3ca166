"""The rule author's workbench: each function here is also a command of the same name."""

from __future__ import annotations

from complaint_rules.workbench.lint import CHECKS, Check, Finding, lint

__all__ = ["CHECKS", "Check", "Finding", "lint"]
