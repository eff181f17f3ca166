"""Reads a text with every single expression of a pack, so that it shows which of them finds what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from complaint_rules.complaint import Complaint
from complaint_rules.pack.compile_words import FIELDS, SCOPES
from complaint_rules.pack.compiled import Compiled
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.signals.expressions import Atoms, Scanner
from complaint_rules.signals.fold import fold
from complaint_rules.signals.integers import PackedLists, unpack_integers
from complaint_rules.signals.reader import STAFF_NOTE
from complaint_rules.signals.sentences import Spans
from complaint_rules.workbench.parts import Forms, Sequence, finder_of, sequences_of

# How many texts are searched for forms at once, and what keeps them apart.
TOGETHER = 16
BETWEEN = "\n\n"


@dataclass(frozen=True, eq=False)
class Expression:
    """One expression as written: of which signal, in which field (`zh`, `unless_en` …), and where in it."""

    signal: str
    field: str
    index: int
    source: str
    by_word: bool
    unless: bool
    item: Item

    @property
    def language(self) -> str:
        return "en" if self.by_word else "zh"


class Place(NamedTuple):
    """Where an expression was found: message, start, end (code points), and the number of the sentence."""

    message: int
    start: int
    end: int
    sentence: int


Places = Mapping[int, list[Place]]


class _Apart:
    """The plans of the compiled expressions, with a signal for each expression, none of which cancels another."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._plans = PackedLists(data["plans"])
        self._expression_of = unpack_integers(data["expression_of"])

    def __getitem__(self, position: int) -> list[int]:
        _, by_word, _, *rest = self._plans[position]
        return [self._expression_of[position], by_word, False, *rest]


class Probe:
    """Every expression of a pack, read as a signal of its own and known by its number."""

    def __init__(self, merged: Merged, compiled: Compiled) -> None:
        self._data: Mapping[str, Any] = compiled["expressions"]
        self.expressions = [
            Expression(name, field, index, source, by_word, unless, item)
            for name, item in merged.signals.items() if item.value.is_expression
            for field, by_word, unless in FIELDS for index, source in enumerate(getattr(item.value, field))]
        self.of_signal: dict[str, list[int]] = {}
        for number, expression in enumerate(self.expressions):
            self.of_signal.setdefault(expression.signal, []).append(number)
        self._scanner = Scanner({**self._data, "keeps_negated": self._keeping("negated"),
                                 "keeps_reported": self._keeping("reported")}, _Apart(self._data))

    def _keeping(self, field: str) -> list[int]:
        """The expressions that count though denied or reported, as those that cancel do."""
        return [number for number, expression in enumerate(self.expressions)
                if expression.unless or getattr(expression.item.value, field) == "keep"]

    @cached_property
    def sequences(self) -> list[frozenset[Sequence]]:
        """The parts of each expression, one sequence for each combination of what may be missing."""
        return sequences_of(self._data, self._atoms, len(self.expressions))

    @cached_property
    def cancelling(self) -> dict[str, list[Sequence]]:
        """The sequences that cancel a signal."""
        found: dict[str, list[Sequence]] = {}
        for expression, sequences in zip(self.expressions, self.sequences, strict=True):
            if expression.unless:
                found.setdefault(expression.signal, []).extend(sequences)
        return found

    @cached_property
    def forms(self) -> Forms:
        """What stands behind the number of a form."""
        return Forms(self._data)

    @cached_property
    def denying(self) -> frozenset[int]:
        """The forms that can keep an expression from counting: of denying, of reporting others, of own words."""
        return frozenset[int]().union(*(self._atoms[self._data["scopes"][scope]] for scope in SCOPES))

    @cached_property
    def _atoms(self) -> Atoms:
        return Atoms(self._data["atoms"], self._data["ascii_forms"])

    def forms_in(self, texts: Iterable[str], among: Set[int] | None = None) -> Iterator[set[int]]:
        """The forms that stand in each text; with `among`, of those alone, number tests left out, and sooner."""
        numbers = None if among is None else sorted(among)
        finder = self._scanner.finder if numbers is None else finder_of(self._data, numbers)
        remaining = iter(texts)
        while group := list(islice(remaining, TOGETHER)):
            hits = finder.find(fold(BETWEEN.join(group)))
            end = -len(BETWEEN)
            for text in group:
                start = end + len(BETWEEN)
                end = start + len(text)
                found = {form for _, _, form in hits[bisect_left(hits, (start,)):bisect_left(hits, (end,))]}
                yield found if numbers is None else {numbers[form] for form in found}

    def read(self, complaint: Complaint) -> dict[int, list[Place]]:
        """Where each expression stands in what the customer says."""
        found: dict[int, list[Place]] = {}
        for message, turn in enumerate(complaint.turns):
            if turn.role != "agent":
                for number, places in self.scan(turn.text, note=turn.role == "note", message=message).items():
                    found.setdefault(number, []).extend(places)
        return found

    def scan(self, text: str, *, note: bool = False, message: int = 0) -> dict[int, list[Place]]:
        """Where each expression stands in a text."""
        folded = fold(text)
        found = self._scanner.scan(folded, note=note, text=text)
        if not note and STAFF_NOTE in found.classes:
            found = self._scanner.scan(folded, note=True, text=text)
        if not found.signals:
            return {}
        spans = Spans(text)
        return {number: [Place(message, start, end, spans.sentence(start)) for start, end in places]
                for number, places in found.signals.items()}

    def only(self, expressions: Iterable[int]) -> Probe:
        """The same probe that finds these expressions alone, much sooner."""
        narrow = copy(self)
        narrow._scanner = self._scanner.only(frozenset(expressions))
        return narrow

    def places(self, signal: str, found: Places, without: int | None = None) -> set[Place]:
        """Where a signal is, given the places of its expressions, with one of them left out."""
        numbers = [number for number in self.of_signal.get(signal, ()) if number != without]
        cancelled = {(place.message, place.sentence) for number in numbers if self.expressions[number].unless
                     for place in found.get(number, ())}
        return {place for number in numbers if not self.expressions[number].unless for place in found.get(number, ())
                if (place.message, place.sentence) not in cancelled}
