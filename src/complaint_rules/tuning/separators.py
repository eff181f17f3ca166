"""Fits the linear separators of a pack: types and styles against each other."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from complaint_rules.evaluation import Case
from complaint_rules.pack.names import STYLES
from complaint_rules.tuning.features import targets
from complaint_rules.tuning.fit import fit_softmax

Array = Any

SCALE = 8.0
TYPE_PENALTY = 0.001
STYLE_PENALTY = 0.003


@dataclass(frozen=True)
class Separators:
    """Directions (2 d, k) over the mean of the sentence vectors and the whole text, and biases (k,)."""

    names: tuple[str, ...]
    matrix: Array
    bias: Array

    def scores(self, vectors: Array) -> Array:
        """Scores (n, k), about log-odds."""
        return vectors @ self.matrix + self.bias

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
    return Separators((*types, *STYLES), np.hstack(parts) * SCALE, np.concatenate(biases))
