"""Holds the examples of a pack read once, so that a changed pack is tried on them without reading them again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from complaint_rules.assessor import advised_in, as_complaint
from complaint_rules.complaint import Complaint
from complaint_rules.engine.reference import ReferenceEngine
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack.compiled import Compiled, program_of
from complaint_rules.pack.condition import names_in
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.runtime import Profile
from complaint_rules.signals.encoder import SentenceEncoder
from complaint_rules.signals.meaning import MeaningReader
from complaint_rules.signals.reader import Reader, Reading
from complaint_rules.trial import Example, directions, given_of, signal_value, told
from complaint_rules.verdict import Judge, Verdict
from complaint_rules.workbench.probe import Place, Probe
from complaint_rules.workbench.testing.mutants import Mutant


@dataclass(frozen=True)
class _Read:
    """An example with its signals, and the places of every expression found in it."""

    example: Example
    complaint: Complaint
    reading: Reading
    places: Mapping[int, list[Place]]


class _Decider:
    """Decides with one compiled pack from what was read, by the reference engine: nothing is compiled for it."""

    def __init__(self, compiled: Compiled, profile: Profile) -> None:
        self._judge = Judge(compiled, profile)
        self._engine = ReferenceEngine(program_of([{**layer, "wired": ()} for layer in
                                                   (*compiled["layers"], *compiled["verdict_layers"])]))

    def holds(self, read: _Read, reading: Reading, signals: Mapping[str, Any]) -> bool:
        """Whether an example holds, given its signals."""
        example = read.example
        if example.whole:
            actual: Any = told(example.expected, self._answer(read, reading))
        elif example.owner in signals:
            actual = signal_value(example, reading.values)
        else:
            actual = example.owner in self._judge.notice(reading, self._engine).fired
        return bool(actual == example.expected)

    def _answer(self, read: _Read, reading: Reading) -> dict[str, Any]:
        language = advised_in(read.complaint, reading.language)
        try:
            verdict: Verdict = self._judge.judge(reading, self._engine, language, read.complaint.turns)
        except LookupError:  # no line of the verdict is left that holds
            return dict.fromkeys(("type", "style", "standing", "mode", "needs_manager", "alerts")) | {"evidence": {}}
        return {"type": verdict.type, "style": verdict.style, "standing": verdict.standing, "mode": verdict.mode,
                "needs_manager": verdict.needs_manager, "alerts": sorted(name for name, _ in verdict.alerts),
                "evidence": directions((item.rule, item.weight) for item in verdict.evidence)}


class Bench:
    """The examples of a pack that hold. `encoder` reads by meaning; without one, examples that need it are left out."""

    def __init__(self, merged: Merged, compiled: Compiled, probe: Probe, examples: Iterable[Example],
                 encoder: SentenceEncoder | None) -> None:
        self._compiled = compiled
        self._probe = probe
        self._signals = merged.signals
        self.profile: Profile = "plain" if encoder is None else "semantic"
        expressions, fitted = compiled["expressions"], compiled["fitted"]
        self._plain = Reader(expressions, fitted)
        self._full = self._plain if encoder is None else Reader(
            expressions, fitted, meaning=MeaningReader(fitted["meaning"], encoder))
        self._base = _Decider(compiled, self.profile)
        self._by_owner: dict[str, list[_Read]] = {}
        self._whole: list[_Read] = []
        self._by_evidence: dict[str, list[_Read]] = {}
        self._by_expression: dict[int, list[_Read]] = {}
        self.broken: list[Example] = []
        for example in examples:
            if encoder is not None or not example.meaning:
                self._add(example)
        self._readers = _readers(merged)

    def _add(self, example: Example) -> None:
        try:
            complaint = as_complaint(given_of(example))
        except InvalidComplaintError:
            self.broken.append(example)
            return
        reader = self._full if example.meaning or example.whole else self._plain
        read = _Read(example, complaint, reader.read(complaint), self._probe.read(complaint))
        if not self._base.holds(read, read.reading, self._signals):
            self.broken.append(example)
            return
        if example.whole and example.expected.keys() == {"evidence"}:
            for rule in example.expected["evidence"]:
                self._by_evidence.setdefault(rule, []).append(read)
        elif example.whole:
            self._whole.append(read)
        else:
            self._by_owner.setdefault(example.owner, []).append(read)
        for number in read.places:
            self._by_expression.setdefault(number, []).append(read)

    def notices(self, mutant: Mutant) -> Example | None:
        """The first example that no longer holds, None where all do."""
        if mutant.expression is not None:
            return self._without(mutant.expression)
        assert mutant.compiled is not None
        decider = _Decider(mutant.compiled, self.profile)
        return next((read.example for read in self._touched(mutant)
                     if not decider.holds(read, read.reading, self._signals)), None)

    def _touched(self, mutant: Mutant) -> Iterator[_Read]:
        """Whole answers, and the examples of what was changed and what reads it; a rule that is taken out takes its own
        examples along."""
        for owner in (mutant.about, *self._readers.get(mutant.about, ())):
            if mutant.kind == "flip_condition":
                yield from self._by_owner.get(owner, ())
            yield from self._by_evidence.get(owner, ())
        yield from self._whole

    def _without(self, expression: int) -> Example | None:
        signal = self._probe.expressions[expression].signal
        for read in self._by_expression.get(expression, ()):
            before = self._probe.places(signal, read.places)
            left = self._probe.places(signal, read.places, expression)
            if len(left) == len(before):
                continue
            values = {name: value for name, value in read.reading.values.items()
                      if name not in (signal, f"{signal}.count")}
            if left:
                values |= {signal: True, f"{signal}.count": len({place[:3] for place in left})}
            if not self._base.holds(read, replace(read.reading, values=values), self._signals):
                return read.example
        return None


def _names_read(item: Item) -> frozenset[str]:
    """What a rule or pattern asks for: in its condition, or in what keeps its scale from counting."""
    condition = item.value.when if item.value.when is not None else item.value.unless
    return frozenset() if condition is None else names_in(condition)


def _readers(merged: Merged) -> dict[str, list[str]]:
    """For each pattern the rules and patterns that name it, over other patterns too."""
    found: dict[str, list[str]] = {}
    for pattern in merged.patterns:
        named = [pattern]
        for name in named:
            named += [owner for entries in (merged.patterns, merged.rules) for owner, item in entries.items()
                      if owner not in named and name in _names_read(item)]
        found[pattern] = named[1:]
    return found
