"""The files of a pack folder, and their digest."""

from __future__ import annotations

import hashlib
from importlib.resources.abc import Traversable
from pathlib import Path

Folder = Path | Traversable

_FITTED = ("weights.json", "meaning.json", "wording.json", "alerts.json", "alert_meaning.json")


def pack_files(folder: Folder) -> dict[str, bytes]:
    """Every YAML file, and the fitted data, of a pack folder: path inside the folder to bytes, in order of path."""
    found: dict[str, bytes] = {}

    def walk(place: Folder, prefix: str) -> None:
        for entry in place.iterdir():
            path = prefix + entry.name
            if entry.name.startswith((".", "_")):
                continue
            if entry.is_dir():
                walk(entry, path + "/")
            elif entry.name.endswith(".yaml") or (prefix == "fitted/" and entry.name in _FITTED):
                found[path] = entry.read_bytes()

    walk(folder, "")
    return dict(sorted(found.items()))


def digest_of(files: dict[str, bytes]) -> str:
    """The SHA-256 of a pack's files, as written in every answer."""
    digest = hashlib.sha256()
    for path, data in sorted(files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return f"sha256:{digest.hexdigest()}"
