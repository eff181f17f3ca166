"""The command line. Heavy imports live inside the command that needs them."""

from __future__ import annotations

from complaint_rules.cli.app import main

__all__ = ["main"]
