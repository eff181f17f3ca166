"""Weighted words as a pack keeps them: what separators over words add up."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Mapping
from typing import Any

from complaint_rules.signals.integers import unpack_integers

IDF_UNITS = 100
# Weights are kept as whole numbers from 1 to 255, raised by 128.
RAISED = 128


class LexiconReader:
    """`data` is the content of `fitted/wording.json` or `fitted/alerts.json`; below the length `shortest` scores shrink
    with the text."""

    def __init__(self, data: Mapping[str, Any], shortest: float) -> None:
        self.names: list[str] = data["names"]
        self.bias: list[float] = data["bias"]
        # One byte for each word and name, word by word.
        self.weights = base64.b64decode(data["weights"])
        self._scale: float = data["scale"]
        self._shortest = shortest
        self._numbers = {word: number for number, word in enumerate(data["words"].split("\n"))}
        self._rarity = unpack_integers(data["rarity"])

    def known(self, words: Iterable[str]) -> list[int]:
        """The numbers of the words that have weights."""
        numbers = self._numbers
        return [numbers[word] for word in words if word in numbers]

    def factor(self, numbers: Iterable[int]) -> float:
        """What the added weights of these words are multiplied with to give a score, before the bias."""
        return self._scale / max(math.sqrt(sum(self._rarity[number] ** 2 for number in numbers)) / IDF_UNITS,
                                 self._shortest)
