"""What was worked out of a pack before, kept on this machine by the digest of its files: only ever a gain of time."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from complaint_rules._version import __version__
from complaint_rules.pack.compiled import FORMAT
from complaint_rules.pack.kept import ENDING, from_bytes, to_bytes

# How many files of a kind are kept, those used last.
CACHED = 50
# What makes a compiled pack of the files of one, beside the modules of `pack` and `engine`.
MAKERS = ("assessment.py", "complaint.py", "judging.py", "signals/alike.py", "signals/fold.py", "signals/integers.py",
          "signals/t2s.txt")


def key_of(texts: Iterable[str]) -> str:
    """A key for what this library makes of these names and digests."""
    digest = hashlib.sha256(_library_digest().encode())
    for text in texts:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest()


@cache
def _library_digest() -> str:
    """What is kept holds for the code that made it: a digest of the modules that take part, by what changes when a file
    is touched (reading them all takes as long as an answer), or by what they hold where they are no files."""
    digest = hashlib.sha256(f"{FORMAT} {__version__}".encode())
    package = resources.files("complaint_rules")
    makers = [entry for part in ("pack", "engine") for entry in package.joinpath(part).iterdir()
              if entry.name.endswith(".py")]
    for entry in (*sorted(makers, key=lambda item: item.name), *map(package.joinpath, MAKERS)):
        if isinstance(entry, Path):
            stat = entry.stat()
            digest.update(f"{entry}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}\0".encode())
        else:
            digest.update(entry.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where compiled packs, files read before, and packs taken from git are kept on this machine."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "complaint-rules"


def from_cache(kind: str, key: str) -> dict[str, Any] | None:
    """What was kept under a key; None where there is nothing, or nothing whole."""
    try:
        path = cache_folder() / kind / f"{key}{ENDING}"
        data = from_bytes(path.read_bytes())
        path.touch()
    except (OSError, ValueError, RuntimeError):
        return None
    return data


def to_cache(kind: str, key: str, data: Mapping[str, Any]) -> None:
    """Write by renaming, so that no reader sees half a file. A folder that cannot be written only costs time."""
    with suppress(OSError, RuntimeError, ValueError):
        folder = cache_folder() / kind
        folder.mkdir(parents=True, exist_ok=True)
        handle, path = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(to_bytes(data))
        Path(path).replace(folder / f"{key}{ENDING}")
        # Of other endings too: what an earlier version kept, and what was never written to its end.
        for old in sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)[CACHED:]:
            old.unlink(missing_ok=True)
