"""The rule author's workbench: each function here is also a command of the same name."""

from __future__ import annotations

from complaint_rules.workbench.lint import CHECKS, Check, Finding, lint
from complaint_rules.workbench.mutate import Mutation, mutate
from complaint_rules.workbench.test import Failure, TestResult, test

__all__ = ["CHECKS", "Check", "Failure", "Finding", "Mutation", "TestResult", "lint", "mutate", "test"]
