"""`new-pack`: a small pack to begin with."""

from __future__ import annotations

import sys
from pathlib import Path

from complaint_rules.cli.status import OK, fail
from complaint_rules.workbench.packs.new_pack import new_pack


def run_new_pack(folder: Path, name: str | None) -> int:
    """Returns the exit status: 0, or 2 for a name or folder that cannot be used."""
    try:
        written = new_pack(folder, name)
    except ValueError as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"cannot write to {folder}: {error.strerror}" if error.strerror else str(error))
    sys.stdout.write("".join(f"{path}\n" for path in written))
    sys.stderr.write(f"try it: complaint-rules classify --pack {folder} --text \"…\"\n")
    return OK
