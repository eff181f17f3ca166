"""Reads complaints from files and standard input: JSON documents, JSONL (streamed), plain text.

Told apart by the file's ending, on standard input by the first character.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

STDIN = Path("-")
LINES = (".jsonl", ".ndjson")

Progress = Callable[[int], None]


class UnusableInputError(Exception):
    """A file that cannot be read at all; ends the run with status 2."""


@dataclass(frozen=True)
class Item:
    """One complaint as given: its data, or the reason why it could not be read. `line` counts from 1; in a JSON array
    it is the position. `file` is told where there are several."""

    data: Any = None
    problem: str | None = None
    line: int | None = None
    file: str | None = None

    def told(self, problem: str) -> str:
        """What is wrong with it, after the file that it stands in."""
        return problem if self.file is None else f"{self.file}: {problem}"


def read_items(paths: list[Path], progress: Progress = lambda _: None) -> Iterator[Item]:
    """Every complaint of the files in order. Raises UnusableInputError for a file that cannot be used."""
    for path in paths:
        if path != STDIN:
            _check(path)
    for path in paths or [STDIN]:
        items = _items_of(path, progress)
        yield from items if len(paths) < 2 else (replace(item, file=str(path)) for item in items)


def _items_of(path: Path, progress: Progress) -> Iterator[Item]:
    if path == STDIN:
        if sys.stdin is None:
            raise UnusableInputError("standard input is closed; name a file or use --text")
        yield from _read_stream(sys.stdin.buffer, None, "standard input", progress)
        return
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, path.suffix.lower(), str(path), progress)
    except OSError as error:
        raise UnusableInputError(f"{path}: {error.strerror or error}") from None


def _check(path: Path) -> None:
    """Refuse a file that cannot be used before anything is answered."""
    try:
        with path.open("rb") as stream:
            data = stream.read() if path.suffix.lower() == ".json" else b""
    except OSError as error:
        raise UnusableInputError(f"{path}: {error.strerror or error}") from None
    if path.suffix.lower() == ".json":
        _parsed(data, str(path))


def is_single(paths: list[Path]) -> bool:
    """Whether the input holds one complaint at most, by the ending of the only file."""
    return len(paths) == 1 and paths[0] != STDIN and paths[0].suffix.lower() not in (".json", *LINES)


def _read_stream(stream: BinaryIO, suffix: str | None, name: str, progress: Progress) -> Iterator[Item]:
    if suffix in LINES:
        yield from _lines(stream, progress)
    elif suffix == ".json":
        yield from _document(stream.read(), name)
    elif suffix is not None:
        yield Item({"text": _text(stream.read(), name)})
    else:
        yield from _guessed(stream, name, progress)


def _guessed(stream: BinaryIO, name: str, progress: Progress) -> Iterator[Item]:
    head: list[bytes] = []
    for line in stream:
        head.append(line)
        if line.strip():
            break
    first = head[-1].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] if head else b""
    if first == b"{" and _is_json(head[-1]):
        yield from _lines(chain(head, stream), progress)
        return
    whole = b"".join(head) + stream.read()
    if first == b"[" or (first == b"{" and (_is_json(whole) or not _has_json_line(whole))):
        yield from _document(whole, name)
    elif first == b"{":
        yield from _lines(whole.splitlines(keepends=True), progress)
    else:
        yield Item({"text": _text(whole, name)})


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


def _has_json_line(data: bytes) -> bool:
    return any(line.startswith(b"{") and _is_json(line) for line in data.splitlines())


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableInputError(f"{name}: not UTF-8 (byte {error.start}); save the file as UTF-8") from None


def _parsed(data: bytes, name: str) -> Any:
    try:
        return json.loads(_text(data, name))
    except (ValueError, RecursionError) as error:
        raise UnusableInputError(f"{name}: not valid JSON: {_reason(error)}") from None


def _document(data: bytes, name: str) -> Iterator[Item]:
    document = _parsed(data, name)
    if isinstance(document, list):
        for position, data_item in enumerate(document, 1):
            yield Item(data_item, line=position)
    else:
        yield Item(document)


def _lines(stream: Iterable[bytes], progress: Progress) -> Iterator[Item]:
    for number, line in enumerate(stream, 1):
        progress(len(line))
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield Item(json.loads(line.decode("utf-8")), line=number)
        except UnicodeDecodeError as error:
            yield Item(problem=f"not UTF-8 (byte {error.start} of the line); save the file as UTF-8", line=number)
        except (ValueError, RecursionError) as error:
            yield Item(problem=f"not valid JSON: {_reason(error)}", line=number)


def _reason(error: BaseException) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return "a number is too long" if "digit" in str(error) else str(error)
