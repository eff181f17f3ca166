"""The files of a pack folder, and their digest."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from complaint_rules.pack.cache import from_cache, key_of, to_cache

Folder = Path | Traversable

KIND = "digest"
# A file that was changed less than so many nanoseconds ago may change again and look the same.
FRESH = 2_000_000_000

_FITTED = ("weights.json", "meaning.json", "wording.json", "alerts.json", "alert_meaning.json")


def pack_files(folder: Folder) -> dict[str, bytes]:
    """Every YAML file, and the fitted data, of a pack folder: path inside the folder to bytes, in order of path."""
    return dict(sorted((path, entry.read_bytes()) for path, entry in _entries(folder)))


def _entries(folder: Folder, prefix: str = "") -> Iterator[tuple[str, Folder]]:
    for entry in folder.iterdir():
        path = prefix + entry.name
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_dir():
            yield from _entries(entry, path + "/")
        elif entry.name.endswith(".yaml") or (prefix == "fitted/" and entry.name in _FITTED):
            yield path, entry


def digest_of(files: dict[str, bytes]) -> str:
    """The SHA-256 of a pack's files, as written in every answer."""
    digest = hashlib.sha256()
    for path, data in sorted(files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return f"sha256:{digest.hexdigest()}"


def digest_of_folder(folder: Folder) -> str:
    """The same for the files of a folder, which are not read again while none of them was touched."""
    if not isinstance(folder, Path):
        return digest_of(pack_files(folder))
    now = time.time_ns()
    stamps = []
    newest = 0
    for path, entry in _entries(folder):
        stat = entry.stat()  # type: ignore[union-attr]
        stamps.append(f"{path}\0{stat.st_ino}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}")
        newest = max(newest, stat.st_mtime_ns, stat.st_ctime_ns)
    key = key_of([str(folder.resolve()), *sorted(stamps)])
    known = from_cache(KIND, key)
    if known is not None and isinstance(kept := known.get("digest"), str):
        return kept
    digest = digest_of(pack_files(folder))
    if newest < now - FRESH:
        to_cache(KIND, key, {"digest": digest})
    return digest
