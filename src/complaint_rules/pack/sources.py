"""Packs as their files say them, for tools that look at rules rather than complaints."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.load import load_source
from complaint_rules.pack.merge import Merged, merge
from complaint_rules.pack.runtime import builtin_folder

BUILTIN = "rules"


def merged_packs(packs: Iterable[str | Path] = (), *, builtin: bool = True) -> Merged:
    """The built-in pack (unless `builtin` is false) with these folders laid over it, not yet compiled.

    Raises PackError with the findings of every folder that cannot be read.
    """
    sources = []
    problems: list[Problem] = []
    folders = [(builtin_folder(), BUILTIN)] if builtin else []
    for folder, name in [*folders, *((Path(pack), str(pack).rstrip("/\\")) for pack in packs)]:
        try:
            sources.append(load_source(folder, name))
        except PackError as error:
            problems.extend(error.problems)
    if problems:
        raise PackError(problems)
    return merge(sources)
