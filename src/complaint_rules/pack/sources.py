"""Packs as their files say them, laid over one another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.files import Folder
from complaint_rules.pack.load import load_source
from complaint_rules.pack.merge import merge
from complaint_rules.pack.merged import Merged
from complaint_rules.pack.places import locate


def merged_packs(packs: Iterable[str | Path] = (), *, builtin: bool = True) -> Merged:
    """The built-in pack (unless `builtin` is false) with `packs` (folders or names of installed packs) laid over it,
    not yet compiled.

    Raises PackError with the findings of every pack that cannot be read.
    """
    return merged_folders(locate(packs, builtin=builtin))


def merged_folders(folders: Iterable[tuple[Folder, str]]) -> Merged:
    """The packs of these folders, each with its name for messages, the first lowest. Raises PackError likewise."""
    sources = []
    problems: list[Problem] = []
    for folder, name in folders:
        try:
            sources.append(load_source(folder, name))
        except PackError as error:
            problems.extend(error.problems)
    if problems:
        raise PackError(problems)
    return merge(sources)
