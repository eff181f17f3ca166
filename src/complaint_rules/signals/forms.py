"""Finds word forms in a text: one Aho-Corasick scan over all of them, linear in the text whatever their number."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from complaint_rules.signals.numbers import number_before, number_behind

Hit = tuple[int, int, int]
"""Where a form stands in a folded text: (start, end, number of the form)."""

MAX_HITS = 20_000
PIECE = 20_000
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


class _Matcher:
    """Finds the forms (one a line) of one alphabet; built when first asked. `first` is the number of its first form."""

    def __init__(self, forms: str, first: int) -> None:
        self._forms = forms.removesuffix("\n")
        self.first = first
        self._automaton: AhoCorasick | None = None
        self._longest = 0

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """(form, start, end) of every occurrence, overlapping ones too, by end; forms are counted from 0."""
        if not self._forms:
            return []
        if self._automaton is None:
            forms = self._forms.split("\n")
            self._longest = max(map(len, forms))
            self._automaton = AhoCorasick(forms, matchkind=MatchKind.Standard, store_patterns=False)
        if len(folded) > PIECE:
            return list(self._in_pieces(folded, self._automaton))
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        return found

    def _in_pieces(self, folded: str, automaton: AhoCorasick) -> Iterator[tuple[int, int, int]]:
        """Read piece by piece, and each form at most so often, so that memory does not follow the occurrences."""
        counts: Counter[int] = Counter()
        for offset in range(0, len(folded), PIECE):
            piece = folded[offset:offset + PIECE + self._longest]
            for form, start, end in automaton.find_matches_as_indexes(piece, overlapping=True):
                if start < PIECE and counts[form] < MAX_HITS:
                    counts[form] += 1
                    yield form, start + offset, end + offset


class FormFinder:
    """The word forms and number tests of a pack. `data` is the `expressions` part of the compiled pack."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        # Most texts need one of the two alone: forms in plain letters, and forms with any other character.
        self._plain = _Matcher(data["forms"][:data["wide_from"]], 0)
        self._wide = _Matcher(data["forms"][data["wide_from"]:], data["ascii_forms"])
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
        for matcher in (self._plain,) if folded.isascii() else (self._wide, self._plain):
            first = matcher.first
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
