"""Reads alerts by the choice of words: separators over the words of one sentence and the one before it, and over the
word classes and signals found in them.

An alert stands in a sentence, not in the whole, so the sentence that tells most of it is what counts, and is what is
quoted. Whatever else a long sentence says does not speak against it: words count the same in a sentence of any length.
Words are those of `wording`; word classes carry what is told of one word over to its kind, frames what is told of one
English word over to those that begin alike and of one pair over to what stands between. Scores come from whole numbers
and are rounded before any threshold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar

from complaint_rules.signals.lexicon import Added, LexiconReader
from complaint_rules.signals.wording import DECIMALS, MAX_QUOTE, QUOTED_FROM, Place, WordingReading

# Of a longer word so much is its beginning.
BEGINNING = 5

Words = TypeVar("Words", Set[str], Added)

Scored = tuple[Place, Sequence[float] | None]
"""A sentence with the one before it: where it stands, and its scores by name; None where no known word stands."""


def frames_of(runs: Iterable[str]) -> set[str]:
    """How the long English words of a sentence begin, and its pairs of words with one between them, given its runs."""
    plain = [run for run in runs if run.isascii()]
    return {f"{run[:BEGINNING]}*" for run in plain if len(run) > BEGINNING} | set(
        map("{} _ {}".format, plain, plain[2:]))


def windows(sentences: Iterable[tuple[Place, Words]]) -> Iterator[tuple[Place, Words]]:
    """Each sentence, given by its place and words, together with the one before it in the same message."""
    before: tuple[Place, Words] | None = None
    for place, words in sentences:
        if before is None or before[0][0] != place[0]:
            yield place, words
        else:
            yield (place[0], before[0][1], place[2]), before[1] | words
        before = place, words


class AlertWordingReader:
    """The separators of a pack. `data` is the content of `fitted/alerts.json`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._lexicon = LexiconReader(data)

    def scored(self, sentences: Iterable[tuple[Place, Set[str]]]) -> list[Scored]:
        """Each sentence of the customer, given by place and words, with the one before it, and its score for each
        alert."""
        lexicon = self._lexicon
        return [(place, lexicon.scores(added) if added.numbers else None) for place, added in windows(
            (place, lexicon.added(lexicon.known(words))) for place, words in sentences)]

    def read(self, scored: Iterable[Scored]) -> WordingReading:
        """For each alert the largest score that any sentence has, and that sentence; no scores where no known word
        stands."""
        return strongest(self._lexicon.names, scored)


def strongest(names: Sequence[str], scored: Iterable[Scored]) -> WordingReading:
    """For each name the largest score of any sentence, and that sentence."""
    best: list[float] = []
    places: list[Place] = []
    for place, scores in scored:
        if scores is None:
            continue
        if not best:
            best, places = list(scores), [place] * len(scores)
        for column, score in enumerate(scores):
            if score > best[column]:
                best[column], places[column] = score, place
    return WordingReading(
        {name: round(score, DECIMALS) for name, score in zip(names, best, strict=False)},
        {name: [(message, max(start, end - MAX_QUOTE), end)]
         for name, score, (message, start, end) in zip(names, best, places, strict=False) if score >= QUOTED_FROM})
