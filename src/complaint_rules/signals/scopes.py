"""What lies under a negation, in a quotation, or in somebody else's reported words."""

from __future__ import annotations

import re
from bisect import bisect_right

from complaint_rules.signals.sentences import Spans

Span = tuple[int, int]

NEGATION_REACH = 7
NEGATION_WORDS = 4
REPORTED_REACH = 24
OWN_WORDS_REACH = 12
SHORT_QUOTE = 5

_QUOTED = re.compile(r'[「『"](?:(?<=「)[^」]{0,400}」|(?<=『)[^』]{0,400}』|(?<=")[^"]{0,400}")')
_RHETORICAL = ("吗", "嘛", "么")


class Scopes:
    """The scopes of one text, from where negations, reports («he said») and announcements of own words («I said»)
    stand. In a staff's `note`, quoted and reported words are the customer's."""

    def __init__(self, folded: str, spans: Spans, *, note: bool, negations: list[Span], reports: list[Span],
                 own_words: list[Span]) -> None:
        self._folded = folded
        self._spans = spans
        self._note = note
        self._negations = _Ends(negations)
        own_ends = {end for _, end in own_words}
        self._reports = _Ends([span for span in reports if span[1] not in own_ends])
        own = _Ends(own_words)
        quotes = [] if note else [
            match.span() for match in _QUOTED.finditer(folded)
            if match.end() - match.start() - 2 > SHORT_QUOTE
            and match.start() - own.before(match.start(), (0, -REPORTED_REACH))[1] > OWN_WORDS_REACH]
        self._quotes = quotes
        self._quote_starts = [start for start, _ in quotes]

    def negated(self, span: Span) -> bool:
        """Behind a negation of the same clause, unless it is asked back («didn't I ask for …?»)."""
        begin, end = self._negations.before(span[0])
        if end < 0 or begin < self._spans.clause_start(span[0]):
            return False
        if self._folded[begin].isascii():
            if span[0] - end > 40 or self._spans.words_between(end, span[0]) > NEGATION_WORDS:
                return False
        elif span[0] - end > NEGATION_REACH:
            return False
        end = min(span[1] + 12, self._spans.sentence_end(span[1] - 1))
        rest = self._folded[span[1]:end].split(",")[0]
        return not rest.rstrip("?!。 ").endswith(_RHETORICAL)

    def reported(self, span: Span) -> bool:
        """Inside a quotation of others, or right behind «he said» in the same clause."""
        if self._note:
            return False
        index = bisect_right(self._quote_starts, span[0]) - 1
        if index >= 0 and span[1] <= self._quotes[index][1]:
            return True
        begin, end = self._reports.before(span[0])
        return end >= 0 and begin >= self._spans.clause_start(span[0]) and span[0] - end <= REPORTED_REACH


class _Ends:
    """Spans by their end, to find the last one before a position."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: (span[1], span[0]))
        self._ends = [end for _, end in self._spans]

    def before(self, position: int, otherwise: Span = (-1, -1)) -> Span:
        index = bisect_right(self._ends, position) - 1
        return self._spans[index] if index >= 0 else otherwise
