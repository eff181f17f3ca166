"""Messages cut into segments where quotes begin and end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from complaint_rules.assessment import Quote
from complaint_rules.complaint import Message
from complaint_rules.workbench.explaining.explanation import MarkedMessage, Segment


def marked_messages(turns: Sequence[Message], quotes: Mapping[str, Sequence[Quote]]) -> tuple[MarkedMessage, ...]:
    """The messages with the quotes of signals, by name, marked; quotes may overlap."""
    return tuple(MarkedMessage(role=turn.role, segments=_segments(turn.text, [
        (quote.start, quote.end, name) for name, own in quotes.items() for quote in own if quote.message == number]))
        for number, turn in enumerate(turns))


def _segments(text: str, marks: Sequence[tuple[int, int, str]]) -> tuple[Segment, ...]:
    edges = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    segments = []
    for start, end in pairwise(edges):
        names = tuple(dict.fromkeys(name for first, last, name in marks if first <= start and end <= last))
        closes = tuple(dict.fromkeys(name for _, last, name in marks if last == end))
        segments.append(Segment(text=text[start:end], signals=names, closes=closes))
    return tuple(segments)
