"""Turns labelled cases into what is fitted: vectors for the separators, firings for the rule weights."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from complaint_rules.complaint import Complaint
from complaint_rules.engine.reference import ReferenceEngine
from complaint_rules.evaluation import Case
from complaint_rules.pack.compiled import Compiled, program_of
from complaint_rules.signals.encoder import SentenceEncoder
from complaint_rules.signals.meaning import encode_complaint
from complaint_rules.signals.reader import Reader, Reading
from complaint_rules.signals.told import sentences_of
from complaint_rules.verdict import Judge

ALTERNATIVE_SHARE = 0.15

Array = Any


@dataclass(frozen=True)
class Column:
    """One step of one rule: what it supports, its author's weight, and whether the fit may not lower that."""

    rule: str
    step: int
    supports: str
    weight: float
    held: bool


class CaseReader:
    """Reads cases with the expressions of a compiled pack and tells which rule steps fire."""

    def __init__(self, compiled: Compiled) -> None:
        self._reader = Reader(compiled["expressions"], {})
        stripped = {**compiled, "fitted": {}}
        self._judge = Judge(stripped, "plain")
        self._engine = ReferenceEngine(program_of(compiled["layers"] + compiled["verdict_layers"]))
        self.columns = [Column(rule.id, step, rule.supports, weight, rule.held) for rule in self._judge.rules
                        for step, weight in enumerate(rule.weights)]
        self.decisive = frozenset(rule.id for rule in self._judge.rules if rule.decisive)
        self._neutral = {rule.id: rule.neutral for rule in self._judge.rules}
        self._number = {(column.rule, column.step): index for index, column in enumerate(self.columns)}

    def read(self, complaint: Complaint) -> Reading:
        """The signals of a complaint, without the scores of separators."""
        return self._reader.read(complaint)

    def firings(self, reading: Reading, scores: Mapping[str, float], thinning: float, seed: str) -> Array:
        """A row of 0, 1 and -1 over the columns, given the scores of separators by name. Each expression is left out
        with the chance `thinning` (the same for the same `seed`)."""
        chance = random.Random(seed)
        expressions = sorted({name.removesuffix(".count") for name in reading.values if name.startswith("says.")})
        left_out = {name for name in expressions if chance.random() < thinning}
        values = {name: value for name, value in reading.values.items()
                  if name.removesuffix(".count") not in left_out}
        values.update({name: round(score, 3) for name, score in scores.items()})
        row = np.zeros(len(self.columns))
        for rule, reached in self._judge.notice(Reading(reading.language, values), self._engine).steps.items():
            neutral = self._neutral[rule]
            for step in range(max(reached, neutral) + 1):
                row[self._number[rule, step]] = float(step <= reached) - float(step <= neutral)
        return row


def own_texts(complaint: Complaint) -> list[tuple[int, str]]:
    """The customer's texts of a complaint, as (message number, text)."""
    return [(number, turn.text) for number, turn in enumerate(complaint.turns)
            if turn.role != "agent" and turn.text.strip()]


def vectors_of(cases: Sequence[Case], encoder: SentenceEncoder) -> Array:
    """The mean of the sentence vectors and the vector of the whole text, side by side: (n, 2 d)."""
    rows: list[Array | None] = []
    width = 0
    for case in cases:
        vectors = encode_complaint(sentences_of(own_texts(case.complaint)), encoder)
        if vectors is None:
            rows.append(None)
            continue
        mean = (vectors.sentences * vectors.counts[:, None]).sum(axis=0) / vectors.counts.sum()
        rows.append(np.concatenate([mean, vectors.whole]))
        width = 2 * len(mean)
    return np.array([np.zeros(width) if row is None else row for row in rows])


def targets(labels: Sequence[tuple[str, Sequence[str]]], names: Sequence[str]) -> Array:
    """Target shares (n, k): the label, with a small share for labels also accepted."""
    result = np.zeros((len(labels), len(names)))
    column = {name: index for index, name in enumerate(names)}
    for row, (label, alternatives) in enumerate(labels):
        others = [column[name] for name in alternatives if name in column and name != label]
        result[row, column[label]] = 1.0 - (ALTERNATIVE_SHARE if others else 0.0)
        for other in others:
            result[row, other] += ALTERNATIVE_SHARE / len(others)
    return result
