"""Tells whether one expression finds everything that another one finds, from how the two are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from complaint_rules.pack import expression

_WORD = re.compile("[\u3400-\u9fff]|[^\\W_\u3400-\u9fff]+")


def covers(wide: Iterable[expression.Sequence], narrow: Iterable[expression.Sequence]) -> bool:
    """Whether every text that a sequence of `narrow` finds is found by a sequence of `wide` too."""
    return all(any(_covers(general, special) for general in wide) for special in narrow)


def sample(sequences: Iterable[expression.Sequence]) -> frozenset[str | expression.NumberTest]:
    """One form of each step."""
    return frozenset(step.atom if isinstance(step.atom, expression.NumberTest) else min(step.atom, default="")
                     for sequence in sequences for step in sequence.steps)


def lead(sequences: Iterable[expression.Sequence]) -> frozenset[str | expression.NumberTest]:
    """All that may stand first. A sequence without any of this in its sample is not covered."""
    found: set[str | expression.NumberTest] = {""}
    for atom in (sequence.steps[0].atom for sequence in sequences):
        found |= {atom} if isinstance(atom, expression.NumberTest) else atom
    return frozenset(found)


def _covers(general: expression.Sequence, special: expression.Sequence) -> bool:
    """Whether the steps of `general` stand, in order and near enough, among those of `special`."""
    if len(general.steps) > len(special.steps):
        return False  # each step of the general one needs a step of its own
    starts = [at for at, step in enumerate(special.steps) if _within(step.atom, general.steps[0].atom)]
    return any(_covered_from(general, special, 1, at) for at in starts)


def _covered_from(general: expression.Sequence, special: expression.Sequence, step: int, after: int) -> bool:
    """Whether the steps of `general` from `step` on stand behind the step `after` of `special`."""
    if step == len(general.steps):
        return True
    wanted = general.steps[step]
    return any(_within(special.steps[at].atom, wanted.atom) and _distance(special, after, at) <= wanted.gap
               and _covered_from(general, special, step + 1, at) for at in range(after + 1, len(special.steps)))


def _distance(sequence: expression.Sequence, left: int, right: int) -> int:
    """The most words or characters between two steps of a sequence."""
    between = sum(step.gap for step in sequence.steps[left + 1:right + 1])
    return between + sum(_length(step.atom, sequence.by_word) for step in sequence.steps[left + 1:right])


def _length(atom: expression.Atom, by_word: bool) -> int:
    if isinstance(atom, expression.NumberTest):
        return expression.MAX_GAP + 1
    return max((len(_WORD.findall(form)) if by_word else len(form) for form in atom), default=0)


def _within(special: expression.Atom, general: expression.Atom) -> bool:
    if isinstance(special, expression.NumberTest) or isinstance(general, expression.NumberTest):
        return special == general
    return special <= general
