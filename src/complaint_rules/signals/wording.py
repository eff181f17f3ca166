"""Reads the choice of words: linear separators over words and pairs of words (in Chinese, characters and pairs).

The score of a separator is a sum with one term per word, so the sentences that carried it can be quoted. What tells a
person's sex or title is made alike and numbers are masked before anything is counted. Scores come from whole numbers
and are rounded before any threshold.
"""

from __future__ import annotations

import base64
import math
import re
from array import array
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from complaint_rules.signals.fold import fold
from complaint_rules.signals.integers import unpack_integers
from complaint_rules.signals.sentences import split_sentences

MAX_CHARACTERS = 20_000
DECIMALS = 3
MAX_QUOTES = 2
QUOTE_SHARE = 0.3
IDF_UNITS = 100

Place = tuple[int, int, int]

_RUN = re.compile(r"[a-z][a-z']*|[\u3400-\u9fff]+|\d+")
_ALIKE = {"she": "he", "her": "him", "hers": "his", "herself": "himself", "mr": "", "mrs": "", "ms": "", "miss": "",
          "sir": "", "madam": "", "ma'am": ""}
_ALIKE_CHARACTERS = str.maketrans("她牠它妳您", "他他他你你")
_TITLE = re.compile("先生|小姐|女士|太太|阿姨|阿伯|大叔|大姐|大哥|老师|师傅")


def words_of(sentence: str) -> set[str]:
    """The words and pairs of one sentence, folded."""
    found: set[str] = set()
    before = ""
    for match in _RUN.finditer(sentence):
        run = match.group()
        if run[0] > "\u3000":
            for part in _TITLE.split(run.translate(_ALIKE_CHARACTERS)):
                found.update(part)
                found.update(map("".join, pairwise(part)))
            before = ""
        else:
            word = "0" if run[0].isdigit() else _ALIKE.get(run, run)
            if word:
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
    for message, text in texts:
        text = text[:left]
        left -= len(text)
        read.extend(((message, start, end), words_of(fold(text[start:end]))) for start, end in split_sentences(text))
    return read


class WordingReading(NamedTuple):
    """Scores by name, and for each above 0 the sentences that carried it, largest share first."""

    scores: dict[str, float]
    quotes: dict[str, list[Place]]


class WordingReader:
    """The separators of a pack. `data` is the content of `fitted/wording.json`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._names: list[str] = data["names"]
        self._numbers = {word: number for number, word in enumerate(data["words"].split("\n"))}
        self._rarity = unpack_integers(data["rarity"])
        count = len(self._numbers)
        weights = array("b", base64.b64decode(data["weights"]))
        self._columns = [weights[start:start + count] for start in range(0, count * len(self._names), count)]
        self._scale: float = data["scale"]
        self._bias: list[float] = data["bias"]

    def read(self, texts: Sequence[tuple[int, str]]) -> WordingReading | None:
        """Scores of the customer's texts, given as (message number, text); None where no known word stands."""
        known = self._numbers
        sentences = [(place, [known[word] for word in words if word in known])
                     for place, words in sentences_of(texts)]
        numbers = {number for _, found in sentences for number in found}
        if not numbers:
            return None
        length = math.sqrt(sum(self._rarity[number] ** 2 for number in numbers)) / IDF_UNITS
        scores: dict[str, float] = {}
        quotes: dict[str, list[Place]] = {}
        for name, column, bias in zip(self._names, self._columns, self._bias, strict=True):
            score = round(bias + self._scale * sum(map(column.__getitem__, numbers)) / length, DECIMALS)
            scores[name] = score
            if score > 0:
                shares = sorted(((-sum(map(column.__getitem__, found)), place) for place, found in sentences))
                best = -shares[0][0]
                quotes[name] = [place for share, place in shares[:MAX_QUOTES] if -share > QUOTE_SHARE * best]
        return WordingReading(scores, quotes)
