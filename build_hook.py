"""Compiles the built-in rules into the wheel, so that an installation never parses YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds `complaint_rules/rules/_compiled.kept` to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from complaint_rules.pack.kept import to_bytes
        from complaint_rules.pack.runtime import COMPILED_NAME, compile_folder

        compiled = compile_folder(root / "rules")
        path = Path(tempfile.mkdtemp()) / COMPILED_NAME
        path.write_bytes(to_bytes(compiled))
        build_data["force_include"][str(path)] = f"complaint_rules/rules/{COMPILED_NAME}"
