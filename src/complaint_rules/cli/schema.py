"""`schema`: writes all JSON Schemas into a folder, or one to standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from complaint_rules.cli.status import OK, fail
from complaint_rules.workbench.packs.schema import SCHEMAS, schema


def schemas() -> dict[str, str]:
    """File name to text of every schema."""
    return {f"{name}.schema.json": _text(name) for name in SCHEMAS}


def _text(name: str) -> str:
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def run_schema(folder: Path | None, name: str | None) -> int:
    """Returns the exit status: 0, or 2 for unusable arguments."""
    if (folder is None) == (name is None):
        return fail(f"give either a folder for all schemas or --print with one of {', '.join(SCHEMAS)}")
    if name is not None:
        try:
            sys.stdout.write(_text(name))
        except ValueError as error:
            return fail(str(error))
        return OK
    assert folder is not None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in schemas().items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        return fail(f"cannot write to {folder}: {error.strerror}")
    sys.stderr.write(f"{len(SCHEMAS)} schemas written to {folder}\n")
    return OK
