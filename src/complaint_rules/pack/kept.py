"""How plain data is kept in a file: an outline in JSON on the first line, and its long texts and its bytes behind it,
as they are.

Most of a compiled pack is bytes, and a few texts of a million plain letters, which are read many times faster when they
neither pass through JSON nor share a string with Chinese.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

ENDING = ".kept"
# Texts of so many characters stand behind the outline.
LONG = 1000

Path = tuple[str | int, ...]


def to_bytes(data: Mapping[str, Any]) -> bytes:
    """Data of objects, lists, texts, bytes, numbers, truth values and None, as `from_bytes` reads it. Raises ValueError
    for a text that is no Unicode."""
    places: list[tuple[Path, int, bool]] = []
    parts: list[bytes] = []

    def outline(value: Any, path: Path) -> Any:
        is_text = isinstance(value, str)
        if isinstance(value, bytes) or (is_text and len(value) >= LONG):
            parts.append(value.encode() if is_text else value)
            places.append((path, len(parts[-1]), is_text))
            return ""
        if isinstance(value, Mapping):
            return {key: outline(part, (*path, key)) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [outline(part, (*path, number)) for number, part in enumerate(value)]
        return value

    head = json.dumps({"outline": outline(data, ()), "parts": places}, ensure_ascii=False, separators=(",", ":"))
    return b"".join([head.encode(), b"\n", *parts])


def from_bytes(kept: bytes) -> dict[str, Any]:
    """The data behind `to_bytes`. Raises ValueError for anything else."""
    end = kept.index(b"\n")
    head = json.loads(kept[:end])
    try:
        data: dict[str, Any] = head["outline"]
        start = end + 1
        for (*path, last), size, is_text in head["parts"]:
            place: Any = data
            for key in path:
                place = place[key]
            part = kept[start:start + size]
            place[last] = part.decode() if is_text else part
            start += size
    except (LookupError, TypeError) as error:
        raise ValueError(f"no kept data: {error}") from None
    if start != len(kept) or not isinstance(data, dict):
        raise ValueError("no kept data, or not the whole of it")
    return data
