"""Runs the examples of a pack, each as a test of its own: beside signals, patterns and rules, and whole answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from complaint_rules.assessment import Assessment
from complaint_rules.assessor import Assessor, as_complaint
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack import model
from complaint_rules.pack.condition import fields_wanted, parse_condition
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.sources import merged_packs
from complaint_rules.pack.vocabulary import BY_MEANING, SEPARATORS

LISTENING = "listening_"


@dataclass(frozen=True)
class Example:
    """One example: of what (`owner`), what is given, and what is expected of it. For a `whole` answer the expectation
    is a mapping of the parts looked at; `meaning`: holds only where the pack reads by meaning; `fitted`: rests on the
    score of a separator."""

    owner: str
    place: str
    given: Any
    expected: Any
    meaning: bool = False
    fitted: bool = False
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.owner}: expected {self.expected!r} for {self.given!r}"


def builtin_merged() -> Merged:
    """The built-in pack as its files say it."""
    return merged_packs()


def directions(evidence: Iterable[tuple[str, float]]) -> dict[str, str]:
    """For each (rule, weight) whether the rule speaks for or against what it is about."""
    return {rule: "for" if weight > 0 else "against" for rule, weight in evidence}


def told(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of an answer that an expectation looks at; a rule that says nothing is `silent`."""
    shown = {part: answer[part] for part in expected}
    if "evidence" in expected:
        shown["evidence"] = {rule: answer["evidence"].get(rule, "silent") for rule in expected["evidence"]}
    return shown


class Trial:
    """The examples of merged packs (the built-in one where None), and what the assessor makes of them."""

    def __init__(self, assessor: Assessor, merged: Merged | None = None) -> None:
        self._assessor = assessor
        self._merged = builtin_merged() if merged is None else merged
        self._semantic = assessor.pack.encoder is not None
        self._scores: dict[tuple[str, bool], list[float]] = {}

    def examples(self) -> Iterator[Example]:
        """Every example of the pack."""
        yield from examples_of(self._merged, semantic=self._semantic, weightless=self._assessor.weightless)
        yield from _listening_examples(self._merged)

    def actual(self, example: Example) -> Any:
        """What the pack makes of the example: whether the signal or rule fires, the value of a signal, or the parts of
        the answer. Separators are fitted, so that examples that rest on one hold where their score lies on the right
        side of those that stand against them. A broken example gives its error's text."""
        try:
            complaint = as_complaint(given_of(example))
            if example.fitted:
                return self._beside(example)
            if example.owner.startswith(LISTENING):
                return example.owner in {note.id for note in self._assessor.assess(complaint).notes}
            if example.whole:
                return told(example.expected, _parts(self._assessor.assess(complaint)))
            noticed = self._assessor.notice(complaint)
        except InvalidComplaintError as error:
            return f"not a valid complaint: {error}"
        if example.owner in self._merged.signals:
            return signal_value(example, noticed.values)
        return example.owner in noticed.fired

    def _beside(self, example: Example) -> bool:
        score = self._score(example.owner, example.given)
        others = self._opposite(example)
        return score > max(others) if example.expected else score >= min(others)

    def _opposite(self, example: Example) -> list[float]:
        """The scores of the examples that stand against this one."""
        key = example.owner, bool(example.expected)
        if key not in self._scores:
            entry = (self._merged.signals.get(example.owner) or self._merged.patterns.get(example.owner)
                     or self._merged.rules[example.owner])
            self._scores[key] = [self._score(example.owner, given) for given in
                                 (entry.value.no_match if example.expected else entry.value.match)]
        return self._scores[key]

    def _score(self, owner: str, given: Any) -> float:
        """The score of the separator behind; turned round where a low one is asked for."""
        complaint = as_complaint(given if isinstance(given, Mapping) else {"text": given})
        separator = next(name for name in signals_behind(self._merged, owner) if name.startswith(SEPARATORS))
        score = float(self._assessor.notice(complaint).values.get(separator, "-inf"))
        pattern = self._merged.patterns.get(owner)
        low = pattern is not None and any(test.field == separator and test.operator.startswith("<") for tests in
                                          parse_condition(pattern.value.when) for test in tests)
        return -score if low else score

    def failures(self) -> list[Example]:
        """The examples that do not hold; those that read by meaning are left out where it is off."""
        return [example for example in self.examples()
                if (self._semantic or not example.meaning) and self.actual(example) != example.expected]


def _parts(answer: Assessment) -> dict[str, Any]:
    return {"type": answer.type.id, "style": answer.style.id, "standing": answer.type.standing,
            "mode": answer.recommendation.mode, "needs_manager": answer.recommendation.needs_manager,
            "alerts": sorted(alert.id for alert in answer.alerts),
            "evidence": directions((item.rule, item.weight) for item in answer.evidence)}


def given_of(example: Example) -> Mapping[str, Any]:
    """The fields of the example's complaint."""
    return example.given if isinstance(example.given, Mapping) else {"text": example.given}


def signal_value(example: Example, values: Mapping[str, bool | int | float]) -> Any:
    """The value of the example's signal: as it is where a value is expected, else whether it is there."""
    value = values.get(example.owner)
    if not isinstance(example.expected, bool):
        return value
    return value > 0 if isinstance(value, float) else bool(value)


def examples_of(merged: Merged, *, semantic: bool, weightless: Collection[str] = ()) -> Iterator[Example]:
    """Every example of what a pack notices and decides. Of a whole answer, evidence that needs reading by meaning is
    left out where it is off, and so is that of rules which a layer has retired or which the fit made `weightless`."""
    for name, item in merged.signals.items():
        signal: model.Signal = item.value
        for key, expected in (("match", True), ("no_match", False)):
            for index, text in enumerate(getattr(signal, key)):
                yield _example(merged, name, item, (key, index), text, expected)
        for index, value in enumerate(signal.values):
            yield _example(merged, name, item, ("values", index), value.complaint, value.value)
    for kind in (merged.patterns, merged.rules):
        for name, item in kind.items():
            for key, expected in (("match", True), ("no_match", False)):
                for index, given in enumerate(getattr(item.value, key)):
                    yield _example(merged, name, item, (key, index), given, expected)
    for name, item in merged.examples.items():
        answer = _expected(merged, item.value.expect, semantic, weightless)
        yield Example(name, item.place(), item.value.complaint, answer, whole=True)


def _listening_examples(merged: Merged) -> Iterator[Example]:
    """The examples of ways of listening, by the note that tells of one."""
    for name, item in merged.listening.items():
        for key, expected in (("match", True), ("no_match", False)):
            for index, given in enumerate(getattr(item.value, key)):
                yield Example(f"{LISTENING}{name}", item.place(key, index), given, expected)


def _expected(merged: Merged, expect: model.Expectation, semantic: bool, weightless: Collection[str]
              ) -> dict[str, Any]:
    expected = expect.model_dump(exclude_none=True, exclude={"evidence"})
    if "alerts" in expected:
        expected["alerts"] = sorted(expected["alerts"])
    evidence = {rule: direction for rule, direction in expect.evidence.items()
                if rule not in weightless and (rule in merged.rules or not merged.layers)
                and (semantic or not needs_meaning(merged, rule))}
    return expected | ({"evidence": evidence} if evidence else {})


def _example(merged: Merged, owner: str, item: Item, below: tuple[str | int, ...], given: Any, expected: Any
             ) -> Example:
    fitted = any(name.startswith(SEPARATORS) for name in signals_behind(merged, owner))
    return Example(owner, item.place(*below), given, expected, needs_meaning(merged, owner), fitted)


def signals_behind(merged: Merged, owner: str) -> Iterator[str]:
    """The signals that a signal (itself), pattern or rule rests on, over other patterns too; not those that only keep
    it from firing."""
    item = merged.rules.get(owner) or merged.patterns.get(owner)
    if item is None:
        yield owner
    else:
        scale = getattr(item.value, "scale", None)
        for name in [scale] if scale is not None else fields_wanted(parse_condition(item.value.when)):
            yield from signals_behind(merged, name)


def needs_meaning(merged: Merged, owner: str) -> bool:
    """Whether a signal, pattern or rule rests on reading by meaning."""
    return any(name.startswith(BY_MEANING) for name in signals_behind(merged, owner))
