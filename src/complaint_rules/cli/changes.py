"""`changes`: what packs do to the rules below them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from complaint_rules.cli.output import format_of, write_out
from complaint_rules.cli.status import fail
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
    return write_out(lambda stream: _write(found, format or format_of(), stream))


def _write(found: Sequence[Change], form: str, stream: TextIO) -> None:
    if form == "table":
        stream.writelines(f"{_line(change)}\n" for change in found)
    elif form == "json":
        stream.write(json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=2) + "\n")
    else:
        stream.writelines(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in found)


def _line(change: Change) -> str:
    reason = f": {change.reason}" if change.reason else ""
    return f"{change.pack}  {change.action:8}  {change.kind} {change.id}{reason}  ({change.place})"
