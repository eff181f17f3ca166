"""How a run ends: the exit statuses, and saying why it cannot go on."""

from __future__ import annotations

import sys

OK, UNUSABLE, REFUSED = 0, 2, 3


def fail(message: str) -> int:
    """Say why the run cannot go on; status 2."""
    sys.stderr.write(f"complaint-rules: {message}\n")
    return UNUSABLE
