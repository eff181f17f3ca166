"""`changes`: what packs do to the rules below them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from complaint_rules.cli.classify import OK, fail
from complaint_rules.pack.compiled import Change
from complaint_rules.pack.errors import PackError
from complaint_rules.workbench.packs.changes import changes


def run_changes(packs: list[str], format: str | None) -> int:
    """Returns the exit status: 0, or 2 for a pack that cannot be used."""
    if not packs:
        return fail("give --pack with a folder of rules or the name of an installed pack")
    try:
        found = changes(packs)
    except PackError as error:
        return fail(str(error))
    form = format or ("table" if sys.stdout.isatty() else "json")
    if form == "table":
        sys.stdout.writelines(f"{_line(change)}\n" for change in found)
    elif form == "json":
        sys.stdout.write(json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in found)
    return OK


def _line(change: Change) -> str:
    reason = f": {change.reason}" if change.reason else ""
    return f"{change.pack}  {change.action:8}  {change.kind} {change.id}{reason}  ({change.place})"
