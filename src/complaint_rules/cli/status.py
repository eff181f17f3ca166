"""How a run ends: the exit statuses, and saying why it cannot go on."""

from __future__ import annotations

import errno
import sys

OK, UNUSABLE, REFUSED = 0, 2, 3


def fail(message: str) -> int:
    """Say why the run cannot go on; status 2."""
    sys.stderr.write(f"complaint-rules: {message}\n")
    return UNUSABLE


def why_not(error: OSError) -> str:
    """Why something cannot be read or written."""
    return "it is closed" if error.errno == errno.EBADF else error.strerror or str(error)
