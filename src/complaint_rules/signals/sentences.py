"""Where sentences, clauses and words of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

# No sentence ends behind a title.
_NO_TITLE = r"(?<!\b[Mm][rsx]\.)(?<!\b[Dd]r\.)(?<!\b[Mm]rs\.)(?<!\b[Pp]rof\.)"
# Each branch stands behind one set of characters, for which the matcher looks at once.
_BOUNDARY = re.compile(
    r"[。!?！？;；.\n,，、:：…—~](?:(?<=[。!?！？;；])[。!?！？;；]*(?P<mark>)"
    rf"|(?<=\.){_NO_TITLE}(?:\.{{2,5}}|(?=[\s\"')]|\Z))(?P<stop>)"
    r"|(?<=\n)\s{0,20}\n(?P<blank>)|(?<=[\n,，、:：…—~]))")
# Emoji, and in chats a wave, close a sentence too.
_CHATTY = "~\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d"
_STRONG = re.compile(
    rf"[。!?！？;；\n.…{_CHATTY}](?:(?<=[。!?！？;；\n])[。!?！？;；\n]*|(?<=\.){_NO_TITLE}[\"'”’)]{{0,2}}(?=\s|\Z)|(?<=…)…*"
    rf"|(?<=[{_CHATTY}])[{_CHATTY}]*(?!\d))")
# Each Chinese character counts as a word.
_WORD = re.compile("[\u3400-\u9fff]|[^\\W_\u3400-\u9fff]+")


class Spans:
    """Sentence, clause and word boundaries of one text; positions are offsets of code points."""

    __slots__ = ("_clauses", "_sentences", "_text", "_words")

    def __init__(self, text: str) -> None:
        sentences = []
        clauses = []
        for match in _BOUNDARY.finditer(text):
            end = match.end()
            clauses.append(end)
            if match.lastgroup:
                sentences.append(end)
        self._text = text
        self._sentences = sentences
        self._clauses = clauses
        self._words: list[int] | None = None

    def sentence(self, position: int) -> int:
        """The number of the sentence that `position` lies in, counted from 0."""
        return bisect_right(self._sentences, position)

    def sentence_start(self, position: int) -> int:
        """Where the sentence of `position` begins."""
        index = bisect_right(self._sentences, position)
        return self._sentences[index - 1] if index else 0

    def sentence_end(self, position: int) -> int:
        """Where the sentence of `position` ends."""
        index = bisect_right(self._sentences, position)
        return self._sentences[index] if index < len(self._sentences) else len(self._text)

    def clause_start(self, position: int) -> int:
        """Where the clause of `position` begins."""
        index = bisect_right(self._clauses, position)
        return self._clauses[index - 1] if index else 0

    def words_between(self, start: int, end: int) -> int:
        """How many words begin in [start, end)."""
        words = self.words
        return bisect_left(words, end) - bisect_left(words, start)

    @property
    def words(self) -> list[int]:
        """Where each word begins."""
        if self._words is None:
            self._words = [match.start() for match in _WORD.finditer(self._text)]
        return self._words


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of every sentence that holds a letter or digit, trimmed of white space."""
    spans = []
    start = 0
    for end in [*(match.end() for match in _STRONG.finditer(text)), len(text)]:
        sentence = text[start:end]
        left = start + len(sentence) - len(sentence.lstrip())
        right = left + len(sentence.strip())
        if any(map(str.isalnum, sentence)):
            spans.append((left, right))
        start = end
    return spans
