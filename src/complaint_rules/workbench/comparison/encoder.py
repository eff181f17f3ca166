"""One encoder for two packs."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Any

from complaint_rules.signals.encoder import SentenceEncoder


class SharedEncoder:
    """Lets two packs that read the same complaint one after the other pay for its vectors once.

    `saved` adds up the seconds that were not paid again. Not to be shared between threads.
    """

    def __init__(self, encoder: SentenceEncoder) -> None:
        self.name = encoder.name
        self.saved = 0.0
        self._encoder = encoder
        self._sentences: list[str] = []
        self._vectors: Any = None
        self._seconds = 0.0

    def encode(self, sentences: Sequence[str]) -> Any:
        if self._vectors is not None and self._sentences == sentences:
            self.saved += self._seconds
            return self._vectors
        start = perf_counter()
        self._vectors = self._encoder.encode(sentences)
        self._seconds = perf_counter() - start
        self._sentences = list(sentences)
        return self._vectors
