"""Lays packs over one another: later ones add, replace and retire by id, never silently."""

from __future__ import annotations

from collections.abc import Iterable

from complaint_rules.pack import model
from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.layer import Layer
from complaint_rules.pack.levels import settle_levels
from complaint_rules.pack.load import PackSource
from complaint_rules.pack.merged import Item, Merged


def merge(sources: Iterable[PackSource]) -> Merged:
    """Merge packs, the first lowest. Raises PackError with every id that collides or is not there to replace or
    retire, and every pack made for other versions of this library."""
    problems: list[Problem] = []
    merged: Merged | None = None
    for source in sources:
        pack = next(file for file in source.files if file.kind == "pack")
        info: model.PackFile = pack.model  # type: ignore[assignment]
        if merged is None:
            merged = Merged(info, source.digest)
        else:
            merged.layers.append(f"{info.name} {info.version} {source.digest}")
        Layer(merged, source, Item(info, pack.document, ()), problems).lay()
    if merged is None:
        raise PackError([Problem("packs", 1, 1, "", "no pack given; leave the built-in pack on or name a folder")])
    settle_levels(merged, problems)
    if problems:
        raise PackError(problems)
    return merged
