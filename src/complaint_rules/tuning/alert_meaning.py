"""Fits what the vector of a sentence adds to what its words tell of alerts."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from complaint_rules.pack.names import ALERTS
from complaint_rules.signals.encoder import SentenceEncoder
from complaint_rules.signals.meaning import MAX_SENTENCE
from complaint_rules.tuning.alert_wording import Told, best_weight, folds_of, shift_of
from complaint_rules.tuning.fit import fit_sigmoids

Array = Any

PENALTY = 2e-5
STEPS = 60
BATCH = 256


@dataclass(frozen=True)
class AlertMeaning:
    """Directions over sentence vectors (d, k), one for each of ALERTS, and biases (k,)."""

    matrix: Array
    bias: Array

    def scores(self, worded: Array, vectors: Array) -> Array:
        """Scores (m, k) of windows, given those by words (m, k) and the vectors of their last sentences (m, d)."""
        return worded + vectors @ self.matrix + self.bias

    def as_data(self) -> dict[str, Any]:
        """What the pack keeps; directions as half-precision floats."""
        packed = np.ascontiguousarray(self.matrix.T.astype("<f2")).tobytes()
        return {"names": list(ALERTS), "dimensions": len(self.matrix),
                "sentence": base64.b64encode(packed).decode("ascii"),
                "bias": [round(float(value), 4) for value in self.bias]}


def sentence_vectors(sentences: Sequence[str], encoder: SentenceEncoder) -> Array:
    """The vector of each sentence (m, d), as a reader encodes it; zeros for an empty one."""
    shortened = [sentence[:MAX_SENTENCE] for sentence in sentences]
    place = {sentence: number for number, sentence in enumerate(dict.fromkeys(filter(None, shortened)))}
    distinct = list(place)
    vectors = np.vstack([np.asarray(encoder.encode(distinct[start:start + BATCH]), dtype=np.float32)
                         for start in range(0, len(distinct), BATCH)])
    vectors = np.vstack([vectors, np.zeros((1, vectors.shape[1]), dtype=np.float32)])
    return vectors[[place.get(sentence, -1) for sentence in shortened]]


def fit_alert_meaning(texts: Told, worded: Array, vectors: Array, folds: int) -> tuple[AlertMeaning, Array]:
    """Fit on all texts, given the scores by words of their windows as unseen (m, k) and the vectors (m, d), with biases
    such that a score of 2 or more is right as often as is wanted of alerts. Also gives the scores (n, k) of texts as
    the fit did not see them."""
    chance = folds_of(texts, folds)
    unseen = np.zeros(worded.shape)
    for fold in range(folds):
        inside = (chance != fold)[texts.owner]
        part = _fit(texts.take(chance != fold), worded[inside], vectors[inside])
        unseen[~inside] = part.scores(worded[~inside], vectors[~inside])
    shift = shift_of(texts, unseen)
    whole = _fit(texts, worded, vectors)
    return replace(whole, bias=whole.bias + shift), texts.most(unseen + shift)


def _fit(texts: Told, worded: Array, vectors: Array) -> AlertMeaning:
    """Fit in two turns, on the window that tells most of an alert by its words, and then by its meaning too."""
    goal = texts.target[texts.owner]
    rough = AlertMeaning(*fit_sigmoids(vectors, goal, PENALTY, best_weight(texts, worded), STEPS, worded))
    return AlertMeaning(*fit_sigmoids(vectors, goal, PENALTY, best_weight(texts, rough.scores(worded, vectors)), STEPS,
                                      worded))
