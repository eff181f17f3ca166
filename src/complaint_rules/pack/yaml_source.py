"""Reads one YAML file strictly and remembers where everything stood.

YAML 1.1 turns unquoted yes/no/on/off into booleans and 12:30 into 750; both are refused, as are duplicate keys,
anchors that refer back, and tags, so that a file means what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
    """The data of one YAML file and the (line, column) of every value in it, counted from 1."""

    def __init__(self, file: str, data: Any, places: dict[Loc, yaml.Mark]) -> None:
        self.file = file
        self.data = data
        self._places = places

    def problem(self, loc: Loc, message: str) -> Problem:
        """A finding at `loc`, or at the nearest enclosing value that stands in the file."""
        place = loc
        while place and place not in self._places:
            place = place[:-1]
        mark = self._places.get(place)
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        return Problem(self.file, line, column, field_path(loc), message)


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
    problems: list[Problem] = []
    places: dict[Loc, yaml.Mark] = {}

    def refuse(node: yaml.Node, loc: Loc, message: str) -> None:
        problems.append(Problem(file, node.start_mark.line + 1, node.start_mark.column + 1, field_path(loc), message))

    try:
        data = _build(root, (), places, refuse, set()) if root is not None else None
    except RecursionError:
        raise PackError([Problem(file, 1, 1, "", _TOO_DEEP)]) from None
    if problems:
        raise PackError(problems)
    return Document(file, data, places)


def _build(node: yaml.Node, loc: Loc, places: dict[Loc, yaml.Mark],
           refuse: Callable[[yaml.Node, Loc, str], None], seen: set[int]) -> Any:
    places[loc] = node.start_mark
    if node.tag not in _TAGS:
        refuse(node, loc, f"the tag {node.tag} has no meaning here; write the plain value")
        return None
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, loc, refuse)
    if id(node) in seen:
        refuse(node, loc, "repeats another place by an anchor; write the value out")
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*loc, index), places, refuse, seen) for index, child in enumerate(node.value)]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node, loc, refuse) if isinstance(key_node, yaml.ScalarNode) else None
        if not isinstance(key, str):
            refuse(key_node, loc, "a key must be text; put it in quotes")
            continue
        if key in result:
            refuse(key_node, (*loc, key), "stands twice; remove one of the two")
        result[key] = _build(value_node, (*loc, key), places, refuse, seen)
    return result


def _scalar(node: yaml.ScalarNode, loc: Loc, refuse: Callable[[yaml.Node, Loc, str], None]) -> Any:
    text: str = node.value
    if node.style in ("'", '"', "|", ">") or not _NOT_PLAINLY_TEXT.match(text):
        return text
    if _AMBIGUOUS.match(text):
        refuse(node, loc, f"unquoted {text} reads as a boolean in YAML; write \"{text}\" for the word, "
                          "true or false for the value")
        return text
    if _SEXAGESIMAL.match(text):
        refuse(node, loc, f"unquoted {text} reads as a number to base 60 in YAML; write \"{text}\"")
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    return text
