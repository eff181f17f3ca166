"""`changes`: what packs do to the rules below them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from complaint_rules.cli.classify import OK, fail
from complaint_rules.pack.compiled import Change
from complaint_rules.pack.errors import PackError
from complaint_rules.workbench.changes import changes


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
        Console(markup=False, highlight=False).print(_table(found))
    elif form == "json":
        sys.stdout.write(json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.writelines(json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in found)
    return OK


def _table(found: list[Change]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("pack", "does", "what", "id", "reason", "where"):
        table.add_column(name, overflow="fold")
    for change in found:
        table.add_row(change.pack, change.action, change.kind, change.id, change.reason or "–", change.place)
    return table
