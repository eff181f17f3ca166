"""The sentences of the customer's texts, each made alike once for all that count or encode words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from complaint_rules.signals.fold import fold, half_width
from complaint_rules.signals.neutral import made_alike, neutral
from complaint_rules.signals.sentences import split_sentences


class Sentence(NamedTuple):
    """A sentence at messages[message].text[start:end]: as written (in half width), made alike, and without what is left
    out (empty where nothing else is in it)."""

    message: int
    start: int
    end: int
    written: str
    alike: str
    neutral: str


def sentences_of(texts: Iterable[tuple[int, str]]) -> list[Sentence]:
    """The sentences of the customer's texts, given as (message number, text)."""
    found = []
    for message, text in texts:
        # Both are as long as the text itself.
        half, folded = half_width(text), fold(text)
        for start, end in split_sentences(text):
            alike = made_alike(half[start:end], folded[start:end])
            found.append(Sentence(message, start, end, half[start:end], alike, neutral(alike)))
    return found
