"""The parts of every expression of a pack, as compiled: forms by number, and the gap before each part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from complaint_rules.pack.expression import MAX_GAP
from complaint_rules.signals.expressions import Atoms
from complaint_rules.signals.forms import FormFinder
from complaint_rules.signals.integers import PackedLists, unpack_integers

_WORD = re.compile("[\u3400-\u9fff]|[^\\W_\u3400-\u9fff]+")


class Step(NamedTuple):
    """One part: the numbers of the forms that may stand there, and the most that may stand before it (words or
    characters)."""

    forms: frozenset[int]
    gap: int


Sequence = tuple[Step, ...]


class Forms:
    """What stands behind the number of a form. `data` is the `expressions` part of the compiled pack."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._texts: list[str] = data["forms"].split("\n")
        self._tests = {form: (dimension, sign, limit) for form, dimension, sign, limit in data["numbers"]}
        self._units: dict[str, list[tuple[str, float]]] = {}
        for form, dimension, factor in data["units"]:
            self._units.setdefault(dimension, []).append((self._texts[form], factor))
        self._widths: dict[bool, dict[int, int]] = {False: {}, True: {}}

    def width(self, form: int, by_word: bool) -> int:
        """How many words or characters a form takes; a number takes more than any gap."""
        widths = self._widths[by_word]
        if form not in widths:
            text = "" if form in self._tests else self._texts[form]
            widths[form] = (MAX_GAP + 1 if form in self._tests else
                            len(_WORD.findall(text)) if by_word else len(text))
        return widths[form]

    def first(self, forms: frozenset[int]) -> str:
        """The text of the first of these forms; nothing where there is none, or where it tests a number."""
        first = min(forms, default=None)
        return "" if first is None or first in self._tests else self._texts[first]

    def is_number(self, forms: frozenset[int]) -> bool:
        """Whether a part with these forms is the test of a number, which stands alone in its part."""
        return len(forms) == 1 and not forms.isdisjoint(self._tests)

    def written(self, forms: frozenset[int], most: int) -> list[str]:
        """The texts of these forms, at most so many of them; of a number test a number that meets it, with each
        unit."""
        return [text for form in sorted(forms)[:most] for text in self._written(form)]

    def _written(self, form: int) -> Iterator[str]:
        if form not in self._tests:
            yield self._texts[form]
            return
        dimension, sign, limit = self._tests[form]
        for unit, factor in self._units.get(dimension, ()):
            bound = limit / factor
            value = {"": 3.0, ">": bound * 2 + 1, "<": bound / 2}.get(sign, bound)
            yield f"{value:.4f}".rstrip("0").rstrip(".") + f" {unit}"


def sequences_of(data: Mapping[str, Any], atoms: Atoms, expressions: int) -> list[frozenset[Sequence]]:
    """The parts of each expression, one sequence for each combination of what may be missing. `data` is the
    `expressions` part of the compiled pack, which holds so many of them, and `atoms` are its sets of forms."""
    plans = PackedLists(data["plans"])
    step = cache(lambda atom, gap: Step(atoms[atom], gap))
    found: list[list[Sequence]] = [[] for _ in range(expressions)]
    for position, number in enumerate(unpack_integers(data["expression_of"])):
        plan = plans[position]
        found[number].append(tuple(map(step, plan[5::2], plan[6::2])))
    return [frozenset(sequences) for sequences in found]


def finder_of(data: Mapping[str, Any], forms: Iterable[int]) -> FormFinder:
    """Finds these forms (in ascending order) alone, each known by its place among them. `data` is the `expressions`
    part of the compiled pack; tests of numbers, which come last, are not found."""
    texts, edges, border = data["forms"].split("\n"), data["edges"], data["ascii_forms"]
    numbers = [form for form in forms if form < len(edges)]
    plain = [f"{texts[form]}\n" for form in numbers if form < border]
    wide = [f"{texts[form]}\n" for form in numbers if form >= border]
    return FormFinder({"forms": "".join([*plain, *wide]), "wide_from": sum(map(len, plain)), "ascii_forms": len(plain),
                       "edges": "".join(edges[form] for form in numbers), "numbers": [], "units": []})
