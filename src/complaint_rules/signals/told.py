"""The sentences of the customer's texts, each made alike once for all that count or encode words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    return [sentence for message, text in texts for sentence in sentences_in(message, half_width(text), fold(text))]


def sentences_in(message: int, text: str, folded: str) -> Iterator[Sentence]:
    """The sentences of one text, given in half width and folded, both as long as the text itself."""
    for start, end in split_sentences(text):
        alike = made_alike(text[start:end], folded[start:end])
        yield Sentence(message, start, end, text[start:end], alike, neutral(alike))
