"""Finds word forms in a text, linear in the text whatever their number, and checks how each is bounded."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from complaint_rules.signals.matcher import Matcher
from complaint_rules.signals.numbers import number_before, number_behind

Hit = tuple[int, int, int]
"""Where a form stands in a folded text: (start, end, number of the form)."""

MAX_ENDING = 20
MONEY = "money"

# How a form ends: freely, at the edge of a word on the left or right, or open to any ending.
FREE = "."
LEFT_EDGES = "lbo"
RIGHT_EDGES = "rb"
OPEN_EDGES = "oe"
_LETTERS = str.maketrans(dict.fromkeys("abcdefghijklmnopqrstuvwxyz0123456789", "w"))

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "": lambda _value, _limit: True, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}


class FormFinder:
    """The word forms and number tests of a pack. `data` is the `expressions` part of the compiled pack."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        # Most texts need one of the two alone: forms in plain letters, and forms with any other character.
        self._plain = Matcher(data["forms"][:data["wide_from"]])
        self._wide = Matcher(data["forms"][data["wide_from"]:])
        self._border: int = data["ascii_forms"]
        self._edges: str = data["edges"]
        self._tests: dict[str, list[tuple[int, str, float]]] = {}
        for form, dimension, sign, limit in data["numbers"]:
            self._tests.setdefault(dimension, []).append((form, sign, limit))
        self._units: dict[int, tuple[str, float]] = {
            form: (dimension, factor) for form, dimension, factor in data["units"]} if self._tests else {}

    def find(self, folded: str) -> list[Hit]:
        """Every hit, by start. Number tests count as forms of their own, which stand where a number with a unit
        meets them."""
        hits: list[Hit] = []
        length = len(folded)
        edges = self._edges
        letters = ""
        for matcher, first in ((self._wide, self._border), (self._plain, 0))[folded.isascii():]:
            for form, start, end in matcher.find(folded):
                form += first
                edge = edges[form]
                if edge != FREE:
                    # What borders on a word: one look-up instead of two questions per hit.
                    letters = letters or folded.translate(_LETTERS) + " "
                    if edge in LEFT_EDGES and start and letters[start - 1] == "w":
                        continue
                    if edge in RIGHT_EDGES:
                        if letters[end] == "w":
                            continue
                    elif edge in OPEN_EDGES:
                        limit = min(length, end + MAX_ENDING)
                        while end < limit and letters[end] == "w":
                            end += 1
                hits.append((start, end, form))
        units = self._units
        hits += [test for hit in hits if hit[2] in units for test in self._numbers(folded, hit)]
        hits.sort()
        return hits

    def _numbers(self, folded: str, unit: Hit) -> Iterator[Hit]:
        """The number tests met by the number before a unit; of money it may stand behind, as it does with a sign."""
        dimension, factor = self._units[unit[2]]
        start, end, _ = unit
        before = number_before(folded, start)
        behind = number_behind(folded, end) if dimension == MONEY else None
        if behind is not None and (before is None or not folded[start].isalnum()):
            value, end = behind
        elif before is not None:
            value, start = before
        else:
            return
        for form, sign, bound in self._tests.get(dimension, ()):
            if _COMPARE[sign](value * factor, bound):
                yield start, end, form
