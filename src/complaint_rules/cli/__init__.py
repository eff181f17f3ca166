"""The command line. Heavy imports live inside the command that needs them."""

from __future__ import annotations

import gc
import os

# pydantic looks through every installed package for plugins of its own, which takes longer than an assessment.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from complaint_rules.cli.app import main

# A command that reads rule files makes a million lasting objects and hardly a cycle; looking for cycles as often as
# Python does by itself takes a third of the time of `lint`.
gc.set_threshold(50_000, 20, 100)

__all__ = ["main"]
