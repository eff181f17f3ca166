"""The command line. Heavy imports live inside the command that needs them."""

from __future__ import annotations

import os

# pydantic looks through every installed package for plugins of its own, which takes longer than an assessment.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from complaint_rules.cli.app import main

__all__ = ["main"]
