"""What packs do to the rules below them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from complaint_rules.pack.compiled import Change
from complaint_rules.pack.runtime import load_compiled


def changes(packs: Iterable[str | Path], *, builtin: bool = True) -> list[Change]:
    """Everything that `packs` (folders or names of installed packs), laid over the built-in pack, add, extend, replace
    and retire, in the order of laying, with the reasons.

    Raises PackError with every finding where a pack cannot be used.
    """
    return [Change(**change) for change in load_compiled(packs, builtin=builtin)["info"]["changes"]]
