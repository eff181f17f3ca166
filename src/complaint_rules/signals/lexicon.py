"""Weighted words as a pack keeps them: what separators over words add up."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Mapping, Sequence, Set
from typing import Any

from complaint_rules.signals.integers import unpack_integers
from complaint_rules.signals.numbering import Numbering

IDF_UNITS = 100
# Weights are kept as whole numbers from 1 to 255, raised by 128.
RAISED = 128
# Unsigned integers of four bytes.
LANE = "I"
# So many words are remembered as added up; the frequent ones come soon.
REMEMBERED = 10_000


class LexiconReader:
    """`data` is the content of `fitted/wording.json` or `fitted/alerts.json`, as `pack.fitted` reads it. With
    `shortest` sums are divided by the length of a text, as the rarities of its words tell it, and scores of texts
    shorter than that shrink; without it words count the same in a text of any length."""

    def __init__(self, data: Mapping[str, Any], shortest: float | None = None) -> None:
        self.names: list[str] = data["names"]
        self.bias: list[float] = data["bias"]
        self._scale: float = data["scale"]
        self._shortest = shortest
        self._numbering = Numbering(data["words"])
        self._rows = _Rows(data["weights"], len(self.names),
                           None if shortest is None else unpack_integers(data["rarity"]))

    def known(self, words: Set[str]) -> set[int]:
        """The numbers of the words that have weights."""
        return self._numbering.of(words)

    def added(self, numbers: Set[int]) -> Added:
        """These words with their weights added up."""
        return Added(self._rows, numbers, self._rows.total(numbers))

    def sums(self, added: Added) -> list[int]:
        """The added weights for each name, as the whole numbers that the pack keeps."""
        return self._rows.lanes(added.total, len(added.numbers))

    def scores(self, added: Added) -> list[float]:
        """The score for each name of a text with these words: their weights added up, by the length of the text where
        it counts."""
        factor = self._scale
        if self._shortest is not None:
            factor /= max(math.sqrt(self._rows.length(added.total)) / IDF_UNITS, self._shortest)
        return [bias + factor * weight for bias, weight in zip(self.bias, self.sums(added), strict=True)]


class Added:
    """Words (by number), with what is kept of them added up in one number."""

    __slots__ = ("_rows", "numbers", "total")

    def __init__(self, rows: _Rows, numbers: Set[int], total: int) -> None:
        self._rows = rows
        self.numbers = numbers
        self.total = total

    def __or__(self, other: Added) -> Added:
        """These words and the others, each once."""
        both = self._rows.total(self.numbers & other.numbers)
        return Added(self._rows, self.numbers | other.numbers, self.total + other.total - both)


class _Rows(dict[int, int]):
    """The weights of a word for all names and its squared rarity, where it counts, side by side in one number, so that
    one addition adds them all. `weights` has one byte for each word and name, word by word."""

    def __init__(self, weights: bytes, width: int, rarity: Sequence[int] | None) -> None:
        super().__init__()
        self._weights = weights
        self._width = width
        self._rarity = rarity

    def __missing__(self, word: int) -> int:
        lanes = array(LANE, [*self._weights[word * self._width:(word + 1) * self._width]])
        row = int.from_bytes(lanes.tobytes(), sys.byteorder)
        if self._rarity is not None:
            row |= self._rarity[word] ** 2 << 32 * self._width
        if len(self) < REMEMBERED:
            self[word] = row
        return row

    def total(self, words: Set[int]) -> int:
        """The rows of these words added up."""
        return sum(map(self.__getitem__, words))

    def lanes(self, total: int, count: int) -> list[int]:
        """The weights in a total of `count` rows, for each name."""
        added = array(LANE)
        added.frombytes((total & (1 << 32 * self._width) - 1).to_bytes(4 * self._width, sys.byteorder))
        raised = RAISED * count
        return [lane - raised for lane in added]

    def length(self, total: int) -> int:
        """The squared rarities in a total."""
        return total >> 32 * self._width
