"""Reads the files of a pack from a folder: strict YAML, then the models, every error with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from complaint_rules.pack import names
from complaint_rules.pack.cache import from_cache, key_of, to_cache
from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.file_models import BOOKS, FILE_MODELS
from complaint_rules.pack.files import Folder, digest_of, pack_files
from complaint_rules.pack.yaml_source import Document, Loc, read_yaml

KIND = "read"
FileModel = TypeVar("FileModel", bound=BaseModel)

_KINDS = {"words": "words", "signals": "signals", "types": "type", "styles": "style", "alerts": "alert",
          "examples": "examples"}
_SINGLE = {"pack.yaml": "pack", "units.yaml": "units", "levels.yaml": "levels", "patterns.yaml": "patterns",
           "verdict.yaml": "verdict", "listening.yaml": "listening", "vocabulary.yaml": "vocabulary",
           "own_words.yaml": "own-words"}
_ADVICE = {"alerts.yaml": "alerts-advice", "probes.yaml": "probes", "notes.yaml": "notes",
           **{f"{book}.yaml": f"{book}-advice" for book in BOOKS}}


@dataclass
class SourceFile:
    """One parsed file: its kind, its model, and the document that knows the places."""

    kind: str
    model: BaseModel
    document: Document
    language: str | None = None


@dataclass
class PackSource:
    """All files of one pack, by path; `digest` is that of the bytes of every file that matters."""

    digest: str
    files: list[SourceFile] = field(default_factory=list)
    fitted: dict[str, str] = field(default_factory=dict)


def kind_of(path: str) -> tuple[str, str | None] | None:
    """The kind of file that stands at a path inside a pack, with its language; None for a path that has no place."""
    parts = path.split("/")
    if len(parts) == 1 and parts[0] in _SINGLE:
        return _SINGLE[parts[0]], None
    if len(parts) == 2 and parts[0] in _KINDS and parts[1].endswith(".yaml"):
        return _KINDS[parts[0]], None
    if len(parts) == 3 and parts[0] == "advice" and parts[1] in names.LANGUAGES and parts[2].endswith(".yaml"):
        return _ADVICE.get(parts[2], "advice"), parts[1]
    return None


def load_source(folder: Folder, name: str) -> PackSource:
    """Read a pack folder; `name` stands before paths in messages. Raises PackError with every finding at once."""
    if not folder.is_dir():
        raise PackError([Problem(name, 1, 1, "", "there is no such folder; give the folder that holds pack.yaml")])
    files = pack_files(folder)
    source = PackSource(digest_of(files))
    key = key_of([source.digest])
    known = from_cache(KIND, key) or {}
    read: dict[str, Any] = {}
    problems: list[Problem] = []
    if "pack.yaml" not in files:
        problems.append(Problem(f"{name}/pack.yaml", 1, 1, "", "is missing; a pack begins with its name and version"))
    for path, data in files.items():
        shown = f"{name}/{path}"
        if path.startswith("fitted/"):
            try:
                source.fitted[path.removeprefix("fitted/")] = data.decode("utf-8")
            except UnicodeDecodeError as error:
                problems.append(_not_utf8(shown, error))
            continue
        kind = kind_of(path)
        if kind is None:
            problems.append(Problem(shown, 1, 1, "", "has no place in a pack; files stand under words/, signals/, "
                                                     "types/, styles/, alerts/, examples/ or advice/<language>/"))
            continue
        try:
            text = data.decode("utf-8")
            document = Document(shown, known[path], text) if path in known else read_yaml(shown, text)
            parsed = _validated(document, FILE_MODELS[kind[0]])
        except PackError as error:
            problems.extend(error.problems)
        except UnicodeDecodeError as error:
            problems.append(_not_utf8(shown, error))
        else:
            source.files.append(SourceFile(kind[0], parsed, document, kind[1]))
            read[path] = document.data
    if problems:
        raise PackError(problems)
    if not known:
        to_cache(KIND, key, read)
    return source


def _not_utf8(shown: str, error: UnicodeDecodeError) -> Problem:
    return Problem(shown, 1, 1, "", f"is not UTF-8 (byte {error.start}); save it as UTF-8")


def _validated(document: Document, file_model: type[FileModel]) -> FileModel:
    try:
        return file_model.model_validate(document.data)
    except ValidationError as error:
        raise PackError([document.problem(_place(item["loc"]), _advice(item["type"], item["msg"], item.get("input")))
                         for item in error.errors()]) from None


def _place(loc: Loc) -> Loc:
    """A location in the file, without what pydantic puts in for a form of a value and for a key."""
    return tuple(part for part in loc if not str(part).startswith(("<", "[")))


def _advice(kind: str, message: str, value: object) -> str:
    message = message.removeprefix("Value error, ")
    if kind == "extra_forbidden":
        return "is not a field here; check the spelling or remove it"
    if kind == "missing":
        return "is missing; add it"
    if kind in ("string_type", "literal_error", "float_parsing", "int_type", "tuple_type", "bool_type"):
        return f"{message[0].lower()}{message[1:]}, not {value!r}"
    return f"{message[0].lower()}{message[1:]}"
