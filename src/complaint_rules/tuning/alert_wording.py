"""Fits what tells alerts by words, from sayings and labelled cases.

An alert stands in a sentence, so a text is cut into windows (a sentence and the one before it), and its score is the
largest of theirs.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any

import numpy as np
from scipy.sparse import csr_array, diags_array

from complaint_rules.complaint import Complaint
from complaint_rules.evaluation import Case
from complaint_rules.pack.names import ALERTS
from complaint_rules.signals.alert_wording import windows
from complaint_rules.signals.lexicon import IDF_UNITS
from complaint_rules.signals.reader import Reading
from complaint_rules.signals.told import sentences_of
from complaint_rules.signals.wording import Place
from complaint_rules.tuning.features import own_texts
from complaint_rules.tuning.fit import ITERATIONS, fit_sigmoids
from complaint_rules.tuning.lexicon import LARGEST, Lexicon, present_in, rarity_of
from complaint_rules.tuning.sayings import Saying

Array = Any

PENALTY = 2.2e-6
POSITIVE = 3.0
MIN_WINDOWS = 2
KEPT = 60_000
# How much more a rare word tells than a frequent one: its rarity, as a share of that of a word which stands in one
# window of a million, counts to this power.
RARE = 2.0
RAREST = 14.0
# Steps of a fit that only tells which words and windows matter.
ROUGHLY = 40
# Sayings were written to hold alerts; in what customers write they are rare.
SAYING = 0.25
LEFT_OUT = 0.6
PRECISION = 0.85
LEAST = 3.0
ALERT_SCORE = 2.0
NEVER = -20.0


@dataclass(frozen=True)
class Told:
    """Texts with their alerts: the words of all windows, the last sentence of each as an encoder reads it, and the
    number of its text (m,), and by text `target` (n, k) of 0 and 1 over ALERTS, `known` (n, k), 0 where there is no
    label, and what each text counts for (n,)."""

    windows: Sequence[Set[str]]
    sentences: Sequence[str]
    owner: Array
    target: Array
    known: Array
    counts: Array

    def take(self, chosen: Array) -> Told:
        """The texts marked in `chosen` (n,)."""
        number = np.cumsum(chosen) - 1
        kept = chosen[self.owner]
        return Told(list(compress(self.windows, kept)), list(compress(self.sentences, kept)),
                    number[self.owner[kept]], self.target[chosen], self.known[chosen], self.counts[chosen])

    def most(self, scores: Array) -> Array:
        """The largest score (n, k) of each text among its windows' (m, k)."""
        best = np.full(self.target.shape, NEVER)
        np.maximum.at(best, self.owner, scores)
        return best


def told(sayings: Sequence[Saying], examples: Sequence[Saying], cases: Sequence[Case],
         read: Callable[[Complaint], Reading]) -> Told:
    """Sayings, examples of the pack and cases, as read with its expressions, cut into windows. Expressions find more in
    texts that their authors knew, so each is left out with the chance `LEFT_OUT`, and examples, for which they were
    written, count for nothing where a threshold is told."""
    said = [*sayings, *examples]
    complaints = [*(Complaint(text=saying.text, language=saying.language) for saying in said),
                  *(case.complaint for case in cases)]
    chance = random.Random(0)
    found: list[tuple[int, Set[str], str]] = []
    for number, complaint in enumerate(complaints):
        reading = read(complaint)
        if reading.words:  # none where the language is not read
            found.extend((number, words, sentence.neutral) for (_, words), sentence in zip(
                windows(_thinned(reading, chance)), sentences_of(own_texts(complaint)), strict=True))
    raised = np.array([[float(alert in saying.alerts) for alert in ALERTS] for saying in said])
    sure = np.array([[float(saying.alerts_labelled is None or alert in saying.alerts_labelled) for alert in ALERTS]
                     for saying in said])
    labels = [alert_labels(cases, alert) for alert in ALERTS]
    return Told([words for _, words, _ in found], [sentence for _, _, sentence in found],
                np.array([number for number, _, _ in found]),
                np.vstack([raised, np.stack([target for _, target in labels], axis=1)]),
                np.vstack([sure, np.stack([known for known, _ in labels], axis=1)]),
                np.repeat([SAYING, 0.0, 1.0], [len(sayings), len(examples), len(cases)]))


def alert_labels(cases: Sequence[Case], alert: str) -> tuple[Array, Array]:
    """Which cases have a label for an alert (n,), and the label (n,)."""
    known = np.array([case.expected.alerts_labelled is None or alert in case.expected.alerts_labelled
                      for case in cases])
    target = np.array([float(alert in case.expected.alerts) for case in cases])
    return known, target


def _thinned(reading: Reading, chance: random.Random) -> Iterator[tuple[Place, Set[str]]]:
    """The sentences of a reading, without some of the signals found in them."""
    left_out = {name for name in sorted(set[str]().union(*reading.signals)) if chance.random() < LEFT_OUT}
    return ((place, words - left_out) for place, words in reading.said)


def fit_alert_wording(texts: Told, folds: int) -> tuple[Lexicon, Array]:
    """Fit on all texts, with biases such that a score of 2 or more is right as often as is wanted of alerts, told on
    texts that the fit did not see. Also gives the scores of those texts' windows (m, k)."""
    chance = folds_of(texts, folds)
    unseen = np.zeros((len(texts.windows), len(ALERTS)))
    for fold in range(folds):
        outside = texts.take(chance == fold)
        unseen[(chance == fold)[texts.owner]] = fit_alert_lexicon(texts.take(chance != fold)
                                                                  ).scores(outside.windows, NEVER)
    shift = shift_of(texts, unseen)
    lexicon = fit_alert_lexicon(texts)
    return replace(lexicon, bias=lexicon.bias + shift), unseen + shift


def folds_of(texts: Told, folds: int) -> Array:
    """The fold of each text (n,), by chance and always the same."""
    return np.random.default_rng(0).permutation(len(texts.target)) % folds


def shift_of(texts: Told, unseen: Array) -> Array:
    """Biases to add (k,), so that a score of 2 or more is right as often as is wanted: told on the scores of unseen
    windows (m, k)."""
    most = texts.most(unseen)
    return np.array([ALERT_SCORE - _threshold(most[:, column], texts.target[:, column],
                                              texts.known[:, column] * texts.counts)
                     for column in range(len(ALERTS))])


def _threshold(scores: Array, target: Array, weight: Array) -> float:
    """The least score from which on the wanted share is right."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum((weight * target)[order])
    given = np.cumsum(weight[order])
    enough = np.flatnonzero((right >= PRECISION * given) & (right >= LEAST))
    return float(scores[order][enough[-1]]) if len(enough) else ALERT_SCORE - NEVER


def fit_alert_lexicon(texts: Told) -> Lexicon:
    """Fit in three turns: over all words, over those that told most, and then, where an alert stands in a text of
    several windows, on the one that tells most of it; the others count for nothing there."""
    read, owner = texts.windows, texts.owner
    counts = Counter(word for words in read for word in words)
    words = tuple(sorted(word for word, count in counts.items() if count >= MIN_WINDOWS))
    goal, weight = texts.target[owner], even_weight(texts)
    matrix, _ = _fit(read, words, counts, goal, weight, ROUGHLY)
    told_most = np.argsort(-np.abs(matrix).max(axis=1) * np.sqrt([counts[word] for word in words]), kind="stable")
    words = tuple(sorted(words[place] for place in told_most[:KEPT]))
    scores = _lexicon(words, *_fit(read, words, counts, goal, weight, ROUGHLY)).scores(read, NEVER)
    return _lexicon(words, *_fit(read, words, counts, goal, best_weight(texts, scores), ITERATIONS))


def even_weight(texts: Told) -> Array:
    """What each window counts for (m, k), where nothing is known of which of them tells an alert."""
    owner = texts.owner
    return texts.known[owner] * np.where(texts.target[owner] > 0, POSITIVE / np.bincount(owner)[owner][:, None], 1.0)


def best_weight(texts: Told, scores: Array) -> Array:
    """What each window counts for (m, k), where an alert is told by the window of the largest score alone."""
    best = scores >= texts.most(scores)[texts.owner]
    return np.where(texts.target[texts.owner] > 0, np.where(best, POSITIVE * texts.known[texts.owner], 0.0),
                    even_weight(texts))


def _fit(texts: Sequence[Set[str]], words: Sequence[str], counts: Counter[str], target: Array,
         weight: Array, steps: int) -> tuple[Array, Array]:
    rarity = (rarity_of(words, counts, len(texts)) / IDF_UNITS / RAREST) ** RARE
    features = csr_array(present_in(texts, words) @ diags_array(rarity))
    matrix, bias = fit_sigmoids(features, target, PENALTY, weight, steps)
    return matrix * rarity[:, None], bias


def _lexicon(words: tuple[str, ...], matrix: Array, bias: Array) -> Lexicon:
    scale = float(np.abs(matrix).max()) / LARGEST or 1.0
    return Lexicon(ALERTS, words, np.rint(matrix / scale).astype(int), round(scale, 6), bias)
