"""Where word forms stand in a text: looked up in their sorted list at first, later by one Aho-Corasick automaton.

Building the automaton of a large pack takes as long as reading many short complaints by the list, and a command that
answers one complaint never gets there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

Found = tuple[int, int, int]
"""Where a form stands: (number of the form, start, end)."""

MAX_HITS = 20_000
PIECE = 20_000
# So many characters are read by the list before the automaton is built.
BY_LIST = 2_000
_LAST = chr(0x10FFFF)


class Matcher:
    """Finds `forms`, one a line and sorted; a form may stand twice. What it needs is made when first asked."""

    def __init__(self, forms: str) -> None:
        self._written = forms.removesuffix("\n")
        self._forms: list[str] = []
        self._automaton: AhoCorasick | None = None
        self._longest = 0
        self._read = 0

    def find(self, folded: str) -> list[Found]:
        """Every occurrence, overlapping ones too; forms are counted from 0."""
        if not self._written:
            return []
        if self._automaton is None:
            # Threads may make them at the same time: each makes the same.
            forms = self._forms = self._forms or self._written.split("\n")
            self._read += len(folded)
            if self._read <= BY_LIST:
                return list(_listed(folded, forms))
            self._longest = max(map(len, forms))
            self._automaton = AhoCorasick(forms, matchkind=MatchKind.Standard, store_patterns=False)
            self._forms = []
        if len(folded) > PIECE:
            return list(self._in_pieces(folded, self._automaton))
        found: list[Found] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        return found

    def _in_pieces(self, folded: str, automaton: AhoCorasick) -> Iterator[Found]:
        """Read piece by piece, and each form at most so often, so that memory does not follow the occurrences."""
        counts: Counter[int] = Counter()
        for offset in range(0, len(folded), PIECE):
            piece = folded[offset:offset + PIECE + self._longest]
            for form, start, end in automaton.find_matches_as_indexes(piece, overlapping=True):
                if start < PIECE and counts[form] < MAX_HITS:
                    counts[form] += 1
                    yield form, start + offset, end + offset


def _listed(folded: str, forms: list[str]) -> Iterator[Found]:
    """The same by narrowing the sorted list, from each place in the text, to the forms that begin as the text does."""
    length = len(folded)
    for start in range(length):
        low, high = 0, len(forms)
        for end in range(start + 1, length + 1):
            beginning = folded[start:end]
            low = bisect_left(forms, beginning, low, high)
            while low < high and forms[low] == beginning:
                yield low, start, end
                low += 1
            if low == high or not forms[low].startswith(beginning):
                break
            if (last := beginning[-1]) < _LAST:
                high = bisect_left(forms, beginning[:-1] + chr(ord(last) + 1), low, high)
