"""Writes a small, valid, commented pack to begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from packaging.version import Version

from complaint_rules._version import __version__

# Ids of the pack begin with its name, and are of 80 characters at most.
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")


def new_pack(folder: str | Path, name: str | None = None) -> list[Path]:
    """Write a pack named `name` (the folder's name where None) into `folder`, which is made; gives the files written.

    The pack loads over the built-in one as it is: an example rule, signal and word class, words of the house, and own
    words for the agents. Raises ValueError for a name that cannot be one, and FileExistsError for a folder that holds
    anything.
    """
    folder = Path(folder)
    name = name or folder.absolute().name
    if not _NAME.match(name):
        raise ValueError(f"{name!r} cannot name a pack; give --name with 40 small English letters, digits, - and _ at "
                         "most")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is not empty; give a new folder")
    now = Version(__version__)
    values = {"name": name, "word": name.replace("-", "_"), "folder": str(folder),
              "requires": f">={now.major}.{now.minor},<{now.major}.{now.minor + 1}"}
    written = []
    for path, text in _template(resources.files("complaint_rules.workbench").joinpath("pack_template"), ""):
        for key, value in values.items():
            text = text.replace("{{" + key + "}}", value)
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        written.append(place)
    return written


def _template(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _template(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_text("utf-8")
