"""Fits the linear separators of a pack: types and styles against each other, each alert against the rest."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from complaint_rules.evaluation import Case
from complaint_rules.pack.names import ALERTS, STYLES
from complaint_rules.tuning.features import targets
from complaint_rules.tuning.fit import fit_sigmoids, fit_softmax

Array = Any

SCALE = 8.0
TYPE_PENALTY = 0.001
STYLE_PENALTY = 0.003
ALERT_PENALTY = 0.0004
ALERT_CASES = 8
ALERT_PRECISION = 0.85
ALERT_SCORE = 2.0
NEVER = -10.0


@dataclass(frozen=True)
class Separators:
    """Directions (2 d, k) over the mean of the sentence vectors and the whole text, and biases (k,)."""

    names: tuple[str, ...]
    matrix: Array
    bias: Array

    def scores(self, vectors: Array) -> Array:
        """Scores (n, k), about log-odds."""
        return vectors @ self.matrix + self.bias

    def shifted(self, shift: Array) -> Separators:
        return Separators(self.names, self.matrix, self.bias + shift)

    def as_data(self) -> dict[str, Any]:
        """What the pack keeps; directions as half-precision floats."""
        half = len(self.matrix) // 2

        def packed(part: Array) -> str:
            return base64.b64encode(np.ascontiguousarray(part.T.astype("<f2")).tobytes()).decode("ascii")

        return {"names": list(self.names), "dimensions": half, "sentence": packed(self.matrix[:half]),
                "whole": packed(self.matrix[half:]), "bias": [round(float(value), 4) for value in self.bias]}


def fit_separators(cases: Sequence[Case], vectors: Array, weight: Array, types: Sequence[str]) -> Separators:
    """Fit on the cases given; types and styles come out centred, so that a score compares with the others' mean."""
    scaled = vectors * SCALE
    type_target = targets([(case.expected.type, case.expected.alt_types) for case in cases], types)
    matrix, bias = fit_softmax(scaled, type_target, TYPE_PENALTY, weight)
    parts = [matrix - matrix.mean(axis=1, keepdims=True)]
    biases = [bias - bias.mean()]
    styled = np.array([case.expected.style is not None for case in cases])
    style_target = targets([(str(case.expected.style), case.expected.alt_styles)
                            for case in cases if case.expected.style is not None], STYLES)
    matrix, bias = fit_softmax(scaled[styled], style_target, STYLE_PENALTY, weight[styled])
    parts.append(matrix - matrix.mean(axis=1, keepdims=True))
    biases.append(bias - bias.mean())
    labels = [alert_labels(cases, alert) for alert in ALERTS]
    known = np.stack([known for known, _ in labels], axis=1) * weight[:, None]
    target = np.stack([target for _, target in labels], axis=1)
    matrix, bias = fit_sigmoids(scaled, target, ALERT_PENALTY, known)
    seen = (target * (known > 0)).sum(axis=0) >= ALERT_CASES
    parts.append(matrix * seen)
    biases.append(np.where(seen, bias, NEVER))
    return Separators((*types, *STYLES, *ALERTS), np.hstack(parts) * SCALE, np.concatenate(biases))


def alert_labels(cases: Sequence[Case], alert: str) -> tuple[Array, Array]:
    """Which cases have a label for an alert (n,), and the label (n,)."""
    known = np.array([case.expected.alerts_labelled is None or alert in case.expected.alerts_labelled
                      for case in cases])
    target = np.array([float(alert in case.expected.alerts) for case in cases])
    return known, target


def alert_shift(cases: Sequence[Case], scores: Array, names: Sequence[str]) -> Array:
    """Biases to add so that, on unseen cases, nine of ten with an alert's score of 2 or more are right."""
    shift = np.zeros(len(names))
    for alert in ALERTS:
        column = list(names).index(alert)
        known, target = alert_labels(cases, alert)
        ordered = sorted(zip(scores[known, column], target[known], strict=True), key=lambda item: -item[0])
        right = 0.0
        threshold = None
        for count, (score, hit) in enumerate(ordered, 1):
            right += hit
            if right / count >= ALERT_PRECISION and right >= 3:
                threshold = float(score)
        shift[column] = ALERT_SCORE - threshold if threshold is not None else NEVER
    return shift
