"""Weighted words as a pack keeps them: what separators over words add up."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterable, Mapping, Set
from typing import Any

from complaint_rules.signals.integers import unpack_integers

IDF_UNITS = 100
# Weights are kept as whole numbers from 1 to 255, raised by 128.
RAISED = 128

_NOT_PLAIN = re.compile(r"[^\x00-\x7f]")


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
        # Words are sorted, so those with other than plain letters come last; English texts need none of them.
        words: str = data["words"]
        wide = _NOT_PLAIN.search(words)
        border = words.rfind("\n", 0, wide.start()) + 1 if wide else len(words)
        plain = words[:border].removesuffix("\n")
        self._numbers = {word: number for number, word in enumerate(plain.split("\n") if plain else ())}
        self._plain = len(self._numbers)
        self._wide = words[border:]
        self._rarity = unpack_integers(data["rarity"])

    def known(self, words: Set[str]) -> list[int]:
        """The numbers of the words that have weights."""
        numbers = self._numbers
        # Threads may read them at the same time: each adds the same.
        if (wide := self._wide) and not "".join(words).isascii():
            numbers.update([(word, number) for number, word in enumerate(wide.split("\n"), self._plain)])
            self._wide = ""
        return [numbers[word] for word in words if word in numbers]

    def factor(self, numbers: Iterable[int]) -> float:
        """What the added weights of these words are multiplied with to give a score, before the bias."""
        return self._scale / max(math.sqrt(sum(self._rarity[number] ** 2 for number in numbers)) / IDF_UNITS,
                                 self._shortest)
