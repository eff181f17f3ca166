"""The rule author's workbench: each function here is also a command of the same name."""

from __future__ import annotations

from complaint_rules.workbench.changes import changes
from complaint_rules.workbench.new_pack import new_pack
from complaint_rules.workbench.schema import schema

__all__ = ["changes", "new_pack", "schema"]
