"""Reads the choice of words: linear separators over words without their endings, pairs of such words (in Chinese,
characters and pairs), and the word classes of the pack that they belong to.

The score of a separator is a sum with one term per word, so the sentences that carried it can be quoted. What must not
tell one customer from another is made alike before anything is counted. Scores come from whole numbers
and are rounded before any threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from operator import add
from typing import Any, NamedTuple

from complaint_rules.signals.lexicon import LexiconReader

MAX_CHARACTERS = 20_000
DECIMALS = 3
QUOTED_FROM = 0.5
MAX_QUOTES = 2
MAX_QUOTE = 240
QUOTE_SHARE = 0.3
# A few words tell little, however rare: below this length (about 40 known words and pairs) scores shrink with the text.
SHORTEST = 24.0

Place = tuple[int, int, int]

_RUN = re.compile(r"[a-z][a-z']*|[\u3400-\u9fff]+|\d+")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:'s|ings?|e[ds]|s|ly|ers?)\b")


def runs_of(neutral_sentence: str) -> list[str]:
    """The English words of one sentence, made alike by `neutral`, without their endings; its numbers as 0, and its runs
    of Chinese characters."""
    return ["0" if run[0].isdigit() else run for run in _RUN.findall(_ENDING.sub("", neutral_sentence))]


def words_of(runs: Iterable[str]) -> set[str]:
    """The words and pairs of one sentence, given its runs."""
    found: set[str] = set()
    before = ""
    for run in runs:
        if run[0] > "\u3000":
            found.update(run)
            found.update(map(add, run, run[1:]))
            before = ""
        else:
            found.add(run)
            if before:
                found.add(f"{before} {run}")
            before = run
    return found


def _from_start(said: Iterable[tuple[Place, Set[str]]]) -> Iterator[tuple[Place, Set[str]]]:
    """The sentences that begin within the first 20,000 characters."""
    left = MAX_CHARACTERS
    for place, words in said:
        if left <= 0:
            break
        yield place, words
        left -= place[2] - place[1]


class WordingReading(NamedTuple):
    """Scores by name, and for each of 0.5 or more the sentences that carried it, largest share first."""

    scores: dict[str, float]
    quotes: dict[str, list[Place]]


class WordingReader:
    """The separators of a pack. `data` is the content of `fitted/wording.json`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._lexicon = LexiconReader(data, SHORTEST)

    def read(self, said: Iterable[tuple[Place, Set[str]]]) -> WordingReading | None:
        """Scores of the customer's sentences, given by place and words, of which the first 20,000 characters are read;
        None where no known word stands."""
        lexicon = self._lexicon
        sentences = [(place, lexicon.known(words)) for place, words in _from_start(said)]
        numbers = set[int]().union(*(found for _, found in sentences))
        if not numbers:
            return None
        scores = {name: round(score, DECIMALS)
                  for name, score in zip(lexicon.names, lexicon.scores(lexicon.added(numbers)), strict=True)}
        quoted = [(column, name) for column, (name, score) in enumerate(scores.items()) if score >= QUOTED_FROM]
        weights = [(place, lexicon.sums(lexicon.added(found))) for place, found in sentences] if quoted else []
        return WordingReading(scores, {name: _carriers((place, shares[column]) for place, shares in weights)
                                       for column, name in quoted})


def _carriers(shares: Iterable[tuple[Place, int]]) -> list[Place]:
    """The sentences that speak most for a name, given with the weights of their words."""
    most = sorted((-share, place) for place, share in shares)[:MAX_QUOTES]
    return [(message, start, min(end, start + MAX_QUOTE)) for share, (message, start, end) in most
            if share < 0 and share <= QUOTE_SHARE * most[0][0]]
