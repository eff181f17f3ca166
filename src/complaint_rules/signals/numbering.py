"""The numbers of words in a sorted list: looked up in the list at first, later in a dictionary made of it.

Making the dictionary takes as long as looking up the words of many short complaints in the list, and a command that
answers one complaint never gets there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set

# So many words are looked up in the list before the dictionary is made.
BY_LIST = 500


class Numbering:
    """`words`, one a line and sorted, are numbered from `first`. What it needs is made when first asked."""

    def __init__(self, words: str, first: int) -> None:
        self._written = words.removesuffix("\n")
        self._first = first
        self._words: list[str] = []
        self._number_of: dict[str, int] = {}
        self._asked = 0

    def of(self, words: Set[str]) -> list[int]:
        """The numbers of those of the words that are in the list."""
        if not self._written:
            return []
        # Threads may make them at the same time: each makes the same.
        if not self._number_of:
            listed = self._words = self._words or self._written.split("\n")
            self._asked += len(words)
            if self._asked <= BY_LIST:
                places = ((word, bisect_left(listed, word)) for word in words)
                return [self._first + place for word, place in places if place < len(listed) and listed[place] == word]
            self._number_of = dict(zip(listed, range(self._first, self._first + len(listed)), strict=True))
            self._words = []
        number_of = self._number_of
        return [number_of[word] for word in number_of.keys() & words]
