"""Reads the choice of words: linear separators over words and pairs of words (in Chinese, characters and pairs).

The score of a separator is a sum with one term per word, so the sentences that carried it can be quoted. What must not
tell one customer from another is made alike before anything is counted. Scores come from whole numbers
and are rounded before any threshold.
"""

from __future__ import annotations

import base64
import math
import re
import sys
from array import array
from collections.abc import Collection, Mapping, Sequence
from operator import add
from typing import Any, NamedTuple

from complaint_rules.signals.integers import unpack_integers
from complaint_rules.signals.neutral import neutral
from complaint_rules.signals.sentences import split_sentences

MAX_CHARACTERS = 20_000
DECIMALS = 3
QUOTED_FROM = 0.5
MAX_QUOTES = 2
MAX_QUOTE = 240
QUOTE_SHARE = 0.3
IDF_UNITS = 100
# Weights are kept as whole numbers from 1 to 255, raised by 128.
RAISED = 128
FIELD = "I"

Place = tuple[int, int, int]

_RUN = re.compile(r"[a-z][a-z']*|[\u3400-\u9fff]+|\d+")


def words_of(neutral_sentence: str) -> set[str]:
    """The words and pairs of one sentence, made alike by `neutral`."""
    found: set[str] = set()
    before = ""
    for run in _RUN.findall(neutral_sentence):
        if run[0] > "\u3000":
            found.update(run)
            found.update(map(add, run, run[1:]))
            before = ""
        else:
            word = "0" if run[0].isdigit() else run
            found.add(word)
            if before:
                found.add(f"{before} {word}")
            before = word
    return found


def sentences_of(texts: Sequence[tuple[int, str]]) -> list[tuple[Place, set[str]]]:
    """The sentences of the customer's texts, given as (message number, text), with their words. Reads the first 20,000
    characters."""
    read: list[tuple[Place, set[str]]] = []
    left = MAX_CHARACTERS
    for message, whole in texts:
        text = whole[:left]
        left -= len(text)
        read.extend(((message, start, end), words_of(neutral(text[start:end]))) for start, end in split_sentences(text))
    return read


class WordingReading(NamedTuple):
    """Scores by name, and for each of 0.5 or more the sentences that carried it, largest share first."""

    scores: dict[str, float]
    quotes: dict[str, list[Place]]


class WordingReader:
    """The separators of a pack. `data` is the content of `fitted/wording.json`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._names: list[str] = data["names"]
        self._scale: float = data["scale"]
        self._bias: list[float] = data["bias"]
        self._numbers = {word: number for number, word in enumerate(data["words"].split("\n"))}
        self._rarity = [rarity * rarity for rarity in unpack_integers(data["rarity"])]
        # All weights of a word side by side in one large integer, so that one addition adds them all.
        fields = array(FIELD, list(base64.b64decode(data["weights"]))).tobytes()
        size = len(fields) // len(self._numbers)
        self._weights = [int.from_bytes(fields[start:start + size], sys.byteorder)
                         for start in range(0, len(fields), size)]

    def _added(self, numbers: Collection[int]) -> array[int]:
        """The sums of the weights of words, by name; each weight is raised by 128."""
        sums = array(FIELD)
        total = sum(map(self._weights.__getitem__, numbers))
        sums.frombytes(total.to_bytes(sums.itemsize * len(self._names), sys.byteorder))
        return sums

    def read(self, texts: Sequence[tuple[int, str]]) -> WordingReading | None:
        """Scores of the customer's texts, given as (message number, text); None where no known word stands."""
        known = self._numbers
        sentences = [(place, [known[word] for word in words if word in known])
                     for place, words in sentences_of(texts)]
        numbers = {number for _, found in sentences for number in found}
        if not numbers:
            return None
        length = math.sqrt(sum(map(self._rarity.__getitem__, numbers))) / IDF_UNITS
        raised = RAISED * len(numbers)
        scores = {name: round(bias + self._scale * (added - raised) / length, DECIMALS)
                  for name, bias, added in zip(self._names, self._bias, self._added(numbers), strict=True)}
        shares = [(place, len(found) * RAISED, self._added(found)) for place, found in sentences]
        quotes: dict[str, list[Place]] = {}
        for column, name in enumerate(self._names):
            if scores[name] >= QUOTED_FROM:
                best = sorted((raised - added[column], place) for place, raised, added in shares)[:MAX_QUOTES]
                quotes[name] = [(message, start, min(end, start + MAX_QUOTE)) for share, (message, start, end) in best
                                if share < 0 and share <= QUOTE_SHARE * best[0][0]]
        return WordingReading(scores, quotes)
