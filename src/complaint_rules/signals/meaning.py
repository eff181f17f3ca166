"""Reads by meaning: linear separators over sentence vectors.

The score of a separator is a sum with one term per sentence and one for the text as a whole, so the sentences that
carried it can be quoted. What must not tell one customer from another is made alike before the encoder sees a text;
scores are rounded before any threshold.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from complaint_rules.signals.encoder import SentenceEncoder
from complaint_rules.signals.told import Sentence

MAX_SENTENCES = 200
KEPT_FROM_START = 120
MAX_SENTENCE = 240
WHOLE_START = 900
WHOLE_END = 500
DECIMALS = 3
MAX_QUOTES = 3
QUOTE_SHARE = 0.2


class SentenceSpan(NamedTuple):
    """A sentence at messages[message].text[start:end]."""

    message: int
    start: int
    end: int


class Vectors(NamedTuple):
    """The vectors of one complaint: sentences (n, d), how often each stands, where, and the whole text (d,). `rows`
    tells for each sentence of the customer, in order, which of them it is; None where it was not encoded."""

    sentences: Any
    counts: Any
    spans: list[SentenceSpan]
    whole: Any
    cut: bool
    rows: list[int | None]


def encode_complaint(told: Iterable[Sentence], encoder: SentenceEncoder) -> Vectors | None:
    """Encode the customer's sentences. None where there is nothing to read.

    At most 200 distinct sentences are read, from the beginning and the end, each up to 240
    characters; `cut` says whether anything was left out.
    """
    import numpy as np

    cut = False
    read: list[str] = []
    distinct: dict[str, tuple[SentenceSpan, int]] = {}
    for message, start, end, _, _, whole_sentence in told:
        cut = cut or end - start > MAX_SENTENCE
        sentence = whole_sentence[:MAX_SENTENCE]
        read.append(sentence)
        if sentence:
            span, count = distinct.get(sentence, (SentenceSpan(message, start, min(end, start + MAX_SENTENCE)), 0))
            distinct[sentence] = (span, count + 1)
    if not distinct:
        return None
    chosen = list(distinct.items())
    if len(chosen) > MAX_SENTENCES:
        cut = True
        chosen = chosen[:KEPT_FROM_START] + chosen[KEPT_FROM_START - MAX_SENTENCES:]
    whole = _ends([sentence for sentence in read if sentence])
    row_of = {sentence: row for row, (sentence, _) in enumerate(chosen)}
    encoded = np.asarray(encoder.encode([sentence for sentence, _ in chosen] + [whole]), dtype=np.float64)
    return Vectors(encoded[:-1], np.array([count for _, (_, count) in chosen], dtype=np.float64),
                   [span for _, (span, _) in chosen], encoded[-1], cut, [row_of.get(sentence) for sentence in read])


def _ends(sentences: Sequence[str]) -> str:
    joined = ". ".join(sentences)
    if len(joined) <= WHOLE_START + WHOLE_END:
        return joined
    return f"{joined[:WHOLE_START]} {joined[-WHOLE_END:]}"


class MeaningReading(NamedTuple):
    """Scores by signal, and for each the sentences that carried it, largest share first. A score is the sum of what its
    sentences, the whole text and a constant add: `shares` (sentences, signals) of the sentences of `vectors`, `whole`
    (signals)."""

    scores: dict[str, float]
    quotes: dict[str, list[SentenceSpan]]
    vectors: Vectors
    shares: Any
    whole: Any


class MeaningReader:
    """The separators of a pack. `data` is the content of `fitted/meaning.json`."""

    def __init__(self, data: Mapping[str, Any], encoder: SentenceEncoder) -> None:
        import numpy as np

        self.encoder = encoder
        self._names: list[str] = data["names"]
        dimensions: int = data["dimensions"]

        def matrix(key: str) -> Any:
            raw = np.frombuffer(base64.b64decode(data[key]), dtype="<f2").reshape(len(self._names), dimensions)
            return raw.astype(np.float64).T

        self._sentence = matrix("sentence")
        self._whole = matrix("whole")
        self._bias = np.array(data["bias"], dtype=np.float64)

    def read(self, told: Iterable[Sentence]) -> MeaningReading | None:
        """Scores of the customer's sentences; None where there is nothing to read."""
        vectors = encode_complaint(told, self.encoder)
        return None if vectors is None else self.score(vectors)

    def score(self, vectors: Vectors) -> MeaningReading:
        """Scores of encoded texts."""
        shares = (vectors.sentences @ self._sentence) * (vectors.counts / vectors.counts.sum())[:, None]
        total = shares.sum(axis=0) + vectors.whole @ self._whole + self._bias
        scores = {name: round(float(value), DECIMALS) for name, value in zip(self._names, total, strict=True)}
        quotes: dict[str, list[SentenceSpan]] = {}
        for column, name in enumerate(self._names):
            share = shares[:, column]
            best = float(share.max())
            if best > 0:
                order = sorted(range(len(share)), key=lambda row: (-float(share[row]), row))[:MAX_QUOTES]
                quotes[name] = [vectors.spans[row] for row in order if float(share[row]) >= QUOTE_SHARE * best]
        return MeaningReading(scores, quotes, vectors, shares, vectors.whole @ self._whole)
