"""Tells whether one expression finds everything that another one finds, from how the two are written."""

from __future__ import annotations

from collections.abc import Iterable

from complaint_rules.workbench.parts import Forms, Sequence


def sample(sequences: Iterable[Sequence]) -> frozenset[int]:
    """One form of each part."""
    return frozenset(min(step.forms) for sequence in sequences for step in sequence if step.forms)


def lead(sequences: Iterable[Sequence]) -> frozenset[int]:
    """All that may stand first. A sequence without any of this in its sample is not covered."""
    first, *others = [sequence[0].forms for sequence in sequences]
    return first.union(*others) if others else first


class Coverage:
    """`forms` are those of the pack, and gaps count words where `by_word`, characters otherwise."""

    def __init__(self, forms: Forms, *, by_word: bool) -> None:
        self._forms = forms
        self._by_word = by_word

    def covers(self, wide: Iterable[Sequence], narrow: Iterable[Sequence]) -> bool:
        """Whether every text that a sequence of `narrow` finds is found by a sequence of `wide` too."""
        return all(any(self._covers(general, special) for general in wide) for special in narrow)

    def _covers(self, general: Sequence, special: Sequence) -> bool:
        """Whether the parts of `general` stand, in order and near enough, among those of `special`."""
        # Each part of the general one needs a part of its own, with room for those that follow.
        return any(special[at].forms <= general[0].forms and self._covered_from(general, special, 1, at)
                   for at in range(len(special) - len(general) + 1))

    def _covered_from(self, general: Sequence, special: Sequence, step: int, after: int) -> bool:
        """Whether the parts of `general` from `step` on stand behind the part `after` of `special`."""
        if step == len(general):
            return True
        wanted = general[step]
        return any(special[at].forms <= wanted.forms and self._distance(special, after, at) <= wanted.gap
                   and self._covered_from(general, special, step + 1, at) for at in range(after + 1, len(special)))

    def _distance(self, sequence: Sequence, left: int, right: int) -> int:
        """The most words or characters between two parts of a sequence."""
        return (sum(step.gap for step in sequence[left + 1:right + 1])
                + sum(max((self._forms.width(form, self._by_word) for form in step.forms), default=0)
                      for step in sequence[left + 1:right]))
