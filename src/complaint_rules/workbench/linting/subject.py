"""A pack as the checks look at it; what several checks need is worked out once, when first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from complaint_rules.assessor import as_complaint
from complaint_rules.engine.program import Alternative, Test
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack.compiled import Compiled
from complaint_rules.pack.condition import parse_condition
from complaint_rules.pack.merged import Item, Merged, RuleItem
from complaint_rules.workbench.linting.sentences import Sentence, sentences
from complaint_rules.workbench.probe import Expression, Probe

ORDINARY = "ordinary"


@dataclass(frozen=True)
class Text:
    """The words of an example: beside which signal or rule they stand, and under which key."""

    owner: str
    key: str
    text: str

    @property
    def language(self) -> str:
        """en, or zh where any character is not ASCII."""
        return "en" if self.text.isascii() else "zh"


@dataclass(frozen=True)
class Condition:
    """A condition as compiled: any alternative suffices. `field` is where it is written."""

    about: str
    item: Item
    field: str
    source: str
    alternatives: tuple[Alternative, ...]


class Subject:
    """One merged pack, and its compiled form."""

    def __init__(self, merged: Merged, compiled: Compiled) -> None:
        self.merged = merged
        self.compiled = compiled

    @cached_property
    def probe(self) -> Probe:
        return Probe(self.merged, self.compiled)

    @property
    def expressions(self) -> list[Expression]:
        return self.probe.expressions

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Everything that an agent or a customer may read."""
        return list(sentences(self.merged))

    @cached_property
    def texts(self) -> list[Text]:
        """The customer's words in every example of the pack."""
        found: list[Text] = []
        for entries in (self.merged.signals, self.merged.patterns, self.merged.rules):
            for owner, item in entries.items():
                for key in ("match", "no_match"):
                    for given in getattr(item.value, key):
                        found += [Text(owner, key, words) for words in _words(given)]
        return found

    @cached_property
    def ordinary(self) -> dict[str, list[Text]]:
        """The words of ordinary complaints and where they stand: what must not match, and what speaks for ordinary."""
        found: dict[str, list[Text]] = {}
        for text in self.texts:
            if text.key == "no_match" or self._speaks_for_ordinary(text.owner):
                found.setdefault(text.text, []).append(text)
        return found

    def _speaks_for_ordinary(self, owner: str) -> bool:
        rule = self.merged.rules.get(owner)
        if rule is None:
            return self.merged.families.get(owner) == ORDINARY
        return rule.supports == f"type:{ORDINARY}" and weight_of(rule) > 0

    @cached_property
    def conditions(self) -> list[Condition]:
        """The conditions of patterns, rules and ways of listening; a scale stands for reaching its first step."""
        found = []
        for name, item in self.merged.patterns.items():
            found.append(Condition(name, item, "when", item.value.when, parse_condition(item.value.when)))
        for name, rule in self.merged.rules.items():
            value = rule.value
            if value.when is not None:
                found.append(Condition(name, rule, "when", value.when, parse_condition(value.when)))
            else:
                guard = (*(Test(part.strip(), "not") for part in (value.unless or "").split(" or ") if part.strip()),)
                tests = (Test(value.scale, ">=", value.steps[0]), *guard)
                found.append(Condition(name, rule, "scale", value.scale, (tests,)))
        for name, item in self.merged.listening.items():
            found.append(Condition(name, item, "when", item.value.when, parse_condition(item.value.when)))
        return found

    @cached_property
    def read_by(self) -> dict[str, list[str]]:
        """For each name of a signal or pattern what reads it: rules, patterns, ways of listening, cases of advice."""
        found: dict[str, list[str]] = {}
        for condition in self.conditions:
            for name in dict.fromkeys(test.field.removesuffix(".count") for tests in condition.alternatives
                                      for test in tests):
                found.setdefault(name, []).append(condition.about)
        for name in dict.fromkeys(signal for book in self.merged.advice.values() for item in book.values()
                                  for case in item.value.cases for signal in case.when):
            found.setdefault(name, []).append("advice")
        return found


def weight_of(item: RuleItem) -> float:
    """The author's weight of a rule, of a scale that of its first step."""
    rule = item.value
    return float(rule.weights[0] if rule.weights else 1.0 if rule.weight is None else rule.weight)


def _words(given: Any) -> Iterator[str]:
    if isinstance(given, str):
        yield given
        return
    try:
        complaint = as_complaint(given)
    except InvalidComplaintError:
        return  # `test` names it
    for turn in complaint.turns:
        if turn.role != "agent" and turn.text:
            yield turn.text
