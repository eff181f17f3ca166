"""Writes texts that an expression should find: one form for each part, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from complaint_rules.pack import expression

MOST = 40


def witnesses(sequences: Iterable[expression.Sequence], units: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Texts made of the expression's own words, at most 40; none where a part has no words."""
    written = 0
    for sequence in sequences:
        parts = [_forms(step.atom, units) for step in sequence.steps]
        if not all(parts):
            continue
        for turn in range(min(MOST, max(map(len, parts)))):
            yield _joined([forms[turn % len(forms)] for forms in parts])
            written += 1
            if written >= MOST:
                return


def _forms(atom: expression.Atom, units: Mapping[str, Mapping[str, float]]) -> list[str]:
    if isinstance(atom, expression.NumberTest):
        return [f"{_number(atom, factor)} {unit}" for unit, factor in units.get(atom.dimension, {}).items()]
    return _words(atom)


@lru_cache(1 << 12)
def _words(forms: expression.Forms) -> list[str]:
    return sorted(form.removesuffix("*") if len(form) > 2 else form for form in forms)


def _number(test: expression.NumberTest, factor: float) -> str:
    """A number of this unit that meets the test if any does, as people write it."""
    bound = test.value / factor
    value = {"": 3.0, ">": bound * 2 + 1, "<": bound / 2}.get(test.op, bound)
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _joined(forms: Sequence[str]) -> str:
    text = forms[0]
    for form in forms[1:]:
        wordy = text[-1].isascii() and form[0].isascii() and text[-1].isalnum() and form[0].isalnum()
        text += f" {form}" if wordy else form
    return text
