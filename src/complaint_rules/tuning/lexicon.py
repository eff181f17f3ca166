"""Fits the separators over words of a pack: types and styles against each other."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array, diags_array

from complaint_rules.evaluation import Case
from complaint_rules.pack.names import STYLES
from complaint_rules.signals.integers import pack_integers
from complaint_rules.signals.lexicon import IDF_UNITS, RAISED
from complaint_rules.signals.wording import SHORTEST
from complaint_rules.tuning.features import targets
from complaint_rules.tuning.fit import fit_softmax

Array = Any

SCALE = 6.0
PENALTY = 0.00015
STYLE_PENALTY = 0.002
MIN_CASES = 3
KEPT = 20_000
LARGEST = 127


@dataclass(frozen=True)
class Lexicon:
    """Weights (n, k) of words in whole numbers from -127 to 127 times `scale`, and biases (k,). Where there are
    rarities (n,), sums are divided by the length of a text that they tell."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    weights: Array
    scale: float
    bias: Array
    rarity: Array | None = None

    def scores(self, texts: Sequence[Set[str]], unread: float = 0.0) -> Array:
        """Scores (n, k), about log-odds; `unread` for a text without a known word."""
        present = present_in(texts, self.words)
        sums = self.scale * (present @ self.weights.astype(float))
        if self.rarity is not None:
            length = np.sqrt(present @ self.rarity.astype(float) ** 2)[:, None] / IDF_UNITS
            sums /= np.maximum(length, SHORTEST)
        return np.where(present.sum(axis=1)[:, None] > 0, sums + self.bias, unread)

    def as_data(self) -> dict[str, Any]:
        """What the pack keeps."""
        rows = np.ascontiguousarray((self.weights + RAISED).astype("u1"))
        data = {"names": list(self.names), "words": "\n".join(self.words),
                "weights": base64.b64encode(rows.tobytes()).decode("ascii"), "scale": self.scale,
                "bias": [round(float(value), 4) for value in self.bias]}
        if self.rarity is not None:
            data["rarity"] = base64.b64encode(pack_integers(map(int, self.rarity))).decode("ascii")
        return data


def fit_lexicon(cases: Sequence[Case], texts: Sequence[Set[str]], weight: Array, types: Sequence[str]) -> Lexicon:
    """Fit on the cases given, in two turns: over all words that stand in several cases, then over those that told most.
    Types and styles come out centred."""
    counts = Counter(word for words in texts for word in words)
    words = tuple(sorted(word for word, count in counts.items() if count >= MIN_CASES))
    matrix, _ = _fit(cases, texts, words, counts, weight, types)
    told = np.abs(matrix).max(axis=1) * np.sqrt([counts[word] for word in words])
    words = tuple(sorted(words[place] for place in np.argsort(-told, kind="stable")[:KEPT]))
    matrix, bias = _fit(cases, texts, words, counts, weight, types)
    scale = float(np.abs(matrix).max()) / LARGEST or 1.0
    return Lexicon((*types, *STYLES), words, np.rint(matrix / scale).astype(int), round(scale, 6), bias,
                   rarity_of(words, counts, len(texts)))


def _fit(cases: Sequence[Case], texts: Sequence[Set[str]], words: Sequence[str], counts: Counter[str], weight: Array,
         types: Sequence[str]) -> tuple[Array, Array]:
    rarity = rarity_of(words, counts, len(texts)) / IDF_UNITS
    present = present_in(texts, words)
    length = np.sqrt(present @ rarity ** 2)
    features = csr_array(diags_array(SCALE / np.maximum(length, SHORTEST)) @ present @ diags_array(rarity))
    known = np.array([case.expected.style is not None for case in cases])
    type_target = targets([(case.expected.type, case.expected.alt_types) for case in cases], types)
    style_target = targets([(str(case.expected.style), case.expected.alt_styles)
                            for case in cases if case.expected.style is not None], STYLES)
    parts = [fit_softmax(features, type_target, PENALTY, weight),
             fit_softmax(features[known], style_target, STYLE_PENALTY, weight[known])]
    matrix = np.hstack([matrix - matrix.mean(axis=1, keepdims=True) for matrix, _ in parts])
    bias = np.concatenate([bias - bias.mean() for _, bias in parts])
    return matrix * SCALE * rarity[:, None], bias


def rarity_of(words: Sequence[str], counts: Counter[str], texts: int) -> Array:
    """How rare each word is (n,): whole numbers, 100 for each e-fold."""
    return np.rint(IDF_UNITS * (np.log(texts / np.array([counts[word] for word in words])) + 0.3)).astype(int)


def present_in(texts: Sequence[Set[str]], words: Sequence[str]) -> Array:
    """Which of the words stand in each text: 0 and 1 (texts, words), sparse."""
    number = {word: place for place, word in enumerate(words)}
    columns = [sorted(number[word] for word in found if word in number) for found in texts]
    starts = np.cumsum([0, *map(len, columns)])
    places = np.array([place for found in columns for place in found], dtype=np.int64)
    return csr_array((np.ones(len(places)), places, starts), shape=(len(texts), len(words)))
