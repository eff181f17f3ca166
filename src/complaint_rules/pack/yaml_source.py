"""Reads one YAML file strictly and remembers where everything stood.

YAML 1.1 turns unquoted yes/no/on/off into booleans and 12:30 into 750; both are refused, as are duplicate keys,
anchors that refer back, and tags, so that a file means what it shows.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import yaml

from complaint_rules.pack.errors import PackError, Problem

Loc = tuple[str | int, ...]

_AMBIGUOUS = re.compile(r"(?i)(yes|no|on|off|y|n)\Z")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?\Z")
# What else than text a plain scalar can be, or could be taken for.
_NOT_PLAINLY_TEXT = re.compile(r"(?i)(?:yes|no|on|off|y|n|true|false|null|~|)\Z|[-+0-9]")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,15})\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
_QUOTED = frozenset("'\"|>")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

_CORE = "tag:yaml.org,2002:"
_TAGS = frozenset(f"{_CORE}{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp",
                                                "value"))

_TAG_OF = {yaml.ScalarNode: f"{_CORE}str", yaml.SequenceNode: f"{_CORE}seq", yaml.MappingNode: f"{_CORE}map"}

_TOO_DEEP = "is nested too deeply; a rule file needs few levels"

_Parser: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Parser):  # type: ignore[misc]
    """Leaves it to `_scalar` what a plain scalar means."""

    def resolve(self, kind: type[yaml.Node], *_: object) -> str:
        return _TAG_OF[kind]


def field_path(loc: Loc) -> str:
    """Write a location as a path: `("signals", 3, "zh")` is `signals[3].zh`."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


class Document:
    """The data of one YAML file, and the (line, column) of any value in it, counted from 1.

    `text` is that of the file, read again where a place is asked for.
    """

    def __init__(self, file: str, data: Any, text: str) -> None:
        self.file = file
        self.data = data
        self._text = text

    @cached_property
    def _root(self) -> yaml.Node | None:
        root: yaml.Node | None = yaml.compose(self._text, Loader=_Loader)
        return root

    def problem(self, loc: Loc, message: str) -> Problem:
        """A finding at `loc`, or at the nearest enclosing value that stands in the file."""
        node = self._root
        for part in loc:
            below = _below(node, part)
            if below is None:
                break
            node = below
        line, column = (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (1, 1)
        return Problem(self.file, line, column, field_path(loc), message)


def _below(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    """The value under a key, or at a place of a list; None where there is none."""
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and 0 <= part < len(node.value):
        found: yaml.Node = node.value[part]
        return found
    return None


def read_yaml(file: str, text: str) -> Document:
    """Parse `text` of the file named `file`. Raises PackError with every ambiguous or repeated key or value."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except RecursionError:
        raise PackError([Problem(file, 1, 1, "", _TOO_DEEP)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = getattr(error, "problem", None) or str(error)
        raise PackError([Problem(file, line, column, "", f"not valid YAML: {what}; check quotes, colons and "
                                                         "indentation at this place")]) from None
    builder = _Builder(file)
    try:
        data = builder.value(root) if root is not None else None
    except RecursionError:
        raise PackError([Problem(file, 1, 1, "", _TOO_DEEP)]) from None
    if builder.problems:
        raise PackError(builder.problems)
    document = Document(file, data, text)
    document._root = root
    return document


class _Builder:
    """Makes the data of one file from its nodes; what it refuses is collected in `problems`."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._loc: list[str | int] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node) -> Any:
        if node.tag not in _TAGS:
            return self._refuse(node, f"the tag {node.tag} has no meaning here; write the plain value")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if id(node) in self._seen:
            return self._refuse(node, "repeats another place by an anchor; write the value out")
        self._seen.add(id(node))
        return self._list(node) if isinstance(node, yaml.SequenceNode) else self._mapping(node)

    def _list(self, node: yaml.SequenceNode) -> list[Any]:
        result = []
        for index, child in enumerate(node.value):
            self._loc.append(index)
            result.append(self.value(child))
            self._loc.pop()
        return result

    def _mapping(self, node: yaml.Node) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, child in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self._refuse(key_node, "a key must be text; put it in quotes")
                continue
            self._loc.append(key)
            if key in result:
                self._refuse(key_node, "stands twice; remove one of the two")
            result[key] = self.value(child)
            self._loc.pop()
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if node.style in _QUOTED or not _NOT_PLAINLY_TEXT.match(text):
            return text
        if _AMBIGUOUS.match(text):
            self._refuse(node, f"unquoted {text} reads as a boolean in YAML; write \"{text}\" for the word, "
                               "true or false for the value")
        elif _SEXAGESIMAL.match(text):
            self._refuse(node, f"unquoted {text} reads as a number to base 60 in YAML; write \"{text}\"")
        elif text.lower() in _WORDS:
            return _WORDS[text.lower()]
        elif _INTEGER.match(text):
            return int(text)
        elif _DECIMAL.match(text):
            return float(text)
        return text

    def _refuse(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self._file, node.start_mark.line + 1, node.start_mark.column + 1,
                                     field_path(tuple(self._loc)), message))
