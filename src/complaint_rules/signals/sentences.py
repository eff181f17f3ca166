"""Where sentences and clauses end."""

from __future__ import annotations

import re
from bisect import bisect_right

_BOUNDARY = re.compile(r"(?P<sentence>[。!?！？;；]+|\.(?=[\s\"')]|\Z)|\.{3,6}|\n\s{0,20}\n)|[,，、:：…—~]|\n")
_STRONG = re.compile(r"[。!?！？;；\n]+|\.(?=\s|\Z)|…+")


class Spans:
    """Sentence and clause boundaries of one text; positions are offsets of code points."""

    __slots__ = ("_clauses", "_sentences")

    def __init__(self, text: str) -> None:
        sentences = []
        clauses = []
        for match in _BOUNDARY.finditer(text):
            end = match.end()
            clauses.append(end)
            if match.lastgroup:
                sentences.append(end)
        self._sentences = sentences
        self._clauses = clauses

    def same_sentence(self, first: int, second: int) -> bool:
        return bisect_right(self._sentences, first) == bisect_right(self._sentences, second)

    def sentence(self, position: int) -> int:
        """The number of the sentence that `position` lies in, counted from 0."""
        return bisect_right(self._sentences, position)

    def sentence_end(self, position: int, length: int) -> int:
        """Where the sentence of `position` ends."""
        index = bisect_right(self._sentences, position)
        return self._sentences[index] if index < len(self._sentences) else length

    def clause_start(self, position: int) -> int:
        """Where the clause of `position` begins."""
        index = bisect_right(self._clauses, position)
        return self._clauses[index - 1] if index else 0


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every sentence that holds a letter or digit, trimmed of white space."""
    spans = []
    start = 0
    for match in [*_STRONG.finditer(text), None]:
        end = match.end() if match else len(text)
        left, right = start, end
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if any(character.isalnum() for character in text[left:right]):
            spans.append((left, right))
        start = end
    return spans
