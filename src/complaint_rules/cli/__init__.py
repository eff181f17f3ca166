"""The command line. Heavy imports live inside the command that needs them."""

from __future__ import annotations

import gc
import os

# A command makes a hundred thousand lasting objects before its first answer (one that reads rule files a million)
# and hardly a cycle; looking for cycles as often as Python does by itself takes a third of the time of `lint`.
gc.set_threshold(200_000, 20, 100)
# pydantic looks through every installed package for plugins of its own, which takes longer than an assessment.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from complaint_rules.cli.app import main  # noqa: E402

__all__ = ["main"]
