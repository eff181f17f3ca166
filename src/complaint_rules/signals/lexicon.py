"""Weighted words as a pack keeps them: what separators over words add up."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Set
from typing import Any

from complaint_rules.signals.integers import unpack_integers
from complaint_rules.signals.numbering import Numbering

IDF_UNITS = 100
# Weights are kept as whole numbers from 1 to 255, raised by 128.
RAISED = 128

_NOT_PLAIN = re.compile(r"[^\x00-\x7f]")


class LexiconReader:
    """`data` is the content of `fitted/wording.json` or `fitted/alerts.json`, as `pack.fitted` reads it; below the
    length `shortest` scores shrink with the text."""

    def __init__(self, data: Mapping[str, Any], shortest: float) -> None:
        self.names: list[str] = data["names"]
        self.bias: list[float] = data["bias"]
        # One byte for each word and name, word by word.
        self.weights: bytes = data["weights"]
        self._scale: float = data["scale"]
        self._shortest = shortest
        # Words are sorted, so those with other than plain letters come last; English texts need none of them.
        words: str = data["words"]
        wide = _NOT_PLAIN.search(words)
        border = words.rfind("\n", 0, wide.start()) + 1 if wide else len(words)
        self._plain = Numbering(words[:border], 0)
        self._wide = Numbering(words[border:], words.count("\n", 0, border))
        self._rarity = unpack_integers(data["rarity"])

    def known(self, words: Set[str]) -> list[int]:
        """The numbers of the words that have weights."""
        if "".join(words).isascii():
            return self._plain.of(words)
        return self._plain.of(words) + self._wide.of(words)

    def factor(self, numbers: Iterable[int]) -> float:
        """What the added weights of these words are multiplied with to give a score, before the bias."""
        return self._scale / max(math.sqrt(sum(self._rarity[number] ** 2 for number in numbers)) / IDF_UNITS,
                                 self._shortest)
