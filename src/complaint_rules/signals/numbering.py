"""The numbers of words in a sorted list: looked up in the list at first, later in a dictionary made of it.

Making the dictionary takes as long as looking up the words of many short complaints in the list, and a command that
answers one complaint never gets there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set

# So many words are looked up in the list before the dictionary is made.
BY_LIST = 500

_NOT_PLAIN = re.compile(r"[^\x00-\x7f]")


class Numbering:
    """`words`, one a line and sorted, are numbered from 0; those with other than plain letters must come last. What it
    needs is made when first asked, and of the plain ones alone as long as no others are asked for."""

    def __init__(self, words: str) -> None:
        self._written = words
        wide = _NOT_PLAIN.search(words)
        self._border = words.rfind("\n", 0, wide.start()) + 1 if wide else len(words)
        self._lists: dict[bool, list[str]] = {}
        self._plain: dict[str, int] = {}
        self._every: dict[str, int] = {}
        self._asked = 0

    def of(self, words: Set[str]) -> set[int]:
        """The numbers of those of the words that are in the list."""
        number_of = self._every
        if not number_of:
            plain = "".join(words).isascii()
            number_of = self._plain if plain else number_of
            if not number_of:
                # Threads may make them at the same time: each makes the same.
                self._asked += len(words)
                if self._asked <= BY_LIST:
                    return self._by_list(words, plain)
                number_of = self._by_number(plain)
        found = set(map(number_of.get, words))
        found.discard(None)
        return found  # type: ignore[return-value]

    def _by_list(self, words: Set[str], plain: bool) -> set[int]:
        listed = self._lists.get(plain)
        if listed is None:
            listed = self._lists[plain] = self._listed(plain)
        places = ((word, bisect_left(listed, word)) for word in words)
        return {place for word, place in places if place < len(listed) and listed[place] == word}

    def _by_number(self, plain: bool) -> dict[str, int]:
        listed = self._listed(plain)
        number_of = dict(zip(listed, range(len(listed)), strict=True))
        if plain:
            self._plain = number_of
        else:
            self._plain, self._every = {}, number_of
        self._lists = {}
        return number_of

    def _listed(self, plain: bool) -> list[str]:
        written = self._written[:self._border] if plain else self._written
        return written.removesuffix("\n").split("\n") if written else []
