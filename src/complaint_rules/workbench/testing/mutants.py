"""Small changes to a pack that its examples should notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from complaint_rules.engine.program import Alternative
from complaint_rules.pack.compiled import VERDICT_LISTS, Compiled
from complaint_rules.pack.condition import ConditionError, parse_condition
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.runtime import Profile, fitted_profile
from complaint_rules.workbench.probe import Probe
from complaint_rules.workbench.silence import unread_rules, weightless_rules

Kind = Literal["drop_expression", "flip_condition", "change_weight", "remove_rule"]
KINDS: tuple[Kind, ...] = ("drop_expression", "flip_condition", "change_weight", "remove_rule")

_OPPOSITE = {">=": "<", "<": ">=", "<=": ">", ">": "<=", "==": "!=", "!=": "=="}
_PART = re.compile(r"(?P<comparison>[\w.:-]+\s*(?P<op>>=|<=|==|!=|>|<)\s*-?\d+(?:\.\d+)?)"
                   r"|(?P<known>[\w.:-]+\s+is\s+(?P<truth>true|false)\b)|(?P<join>\b(?:and|or)\b)"
                   r"|(?P<denied>\bnot\s+[\w.:-]+)|(?P<name>[a-z][\w.:-]*)")

Clauses = list[list[Any]]


@dataclass(frozen=True)
class Mutant:
    """One change. `about` is the signal, pattern, rule or line of the verdict; `place` is file:line:column.
    `expression` is the number of the expression left out, `compiled` the pack as it is with any other change."""

    kind: Kind
    about: str
    place: str
    change: str
    expression: int | None = None
    compiled: Compiled | None = None


class Mutator:
    """Makes the mutants of a compiled pack, `only` of what stands in these files where any are given. Only what changes
    is made anew; everything else is shared."""

    def __init__(self, merged: Merged, compiled: Compiled, probe: Probe, profile: Profile,
                 only: frozenset[str] | None = None) -> None:
        self._only = only
        self._merged = merged
        self._compiled = compiled
        self._probe = probe
        self._profile = profile
        self._unread = unread_rules(merged, compiled, profile)
        self._weightless = weightless_rules(compiled, profile)
        self._first_firing: dict[str, int] = {}
        self._number: dict[str, int] = {}
        firing = 0
        for number, rule in enumerate(compiled["rules"]):
            self._number[rule["id"]] = number
            self._first_firing[rule["id"]] = firing
            firing += len(rule["weights"])

    def mutants(self, kind: Kind) -> Iterator[Mutant]:
        """All changes of one kind. Rules that cannot fire are left alone, and those that count for nothing are neither
        weighed nor taken out: nothing could show it."""
        makers = {"drop_expression": self._expressions, "flip_condition": self._conditions,
                  "change_weight": self._weights, "remove_rule": self._removals}
        silent = self._unread if kind in ("drop_expression", "flip_condition") else self._unread | self._weightless
        return (mutant for mutant in makers[kind]() if mutant.about not in silent
                and (self._only is None or mutant.place.rsplit(":", 2)[0] in self._only))

    def _expressions(self) -> Iterator[Mutant]:
        for number, expression in enumerate(self._probe.expressions):
            place = expression.item.place(expression.field, expression.index)
            yield Mutant("drop_expression", expression.signal, place, f"without {expression.source!r}",
                         expression=number)

    # -- conditions ------------------------------------------------------------------------------------------------

    def _conditions(self) -> Iterator[Mutant]:
        for layer, names in enumerate(self._compiled["patterns"]):
            for number, name in enumerate(names):
                yield from self._flipped(name, self._merged.patterns[name], "layers", layer, number)
        evidence = len(self._compiled["patterns"])
        for name, rule in self._merged.rules.items():
            if rule.value.when is not None:
                yield from self._flipped(name, rule, "layers", evidence, self._first_firing[name])
            else:
                yield from self._scale(name, rule, evidence)
        for layer, number, line in self._verdict_lines():
            yield from self._flipped(line.value.id, line, "verdict_layers", layer, number)

    def _verdict_lines(self) -> Iterator[tuple[int, int, Item]]:
        verdict = self._merged.verdict
        assert verdict is not None  # a pack without one does not compile
        for layer, which in enumerate(VERDICT_LISTS):
            for number, line in enumerate(getattr(verdict.value, which)):
                yield layer, number, Item(line, verdict.document, (which, number))

    def _flipped(self, name: str, item: Item, layers: str, layer: int, number: int) -> Iterator[Mutant]:
        for source in flips(item.value.when):
            try:
                alternatives = parse_condition(source)
            except ConditionError:
                continue  # such a change does not load
            yield Mutant("flip_condition", name, item.place("when"), f"`{item.value.when}` becomes `{source}`",
                         compiled=self._with_clauses(layers, layer, [number], _clauses(number, alternatives)))

    def _scale(self, name: str, item: Item, layer: int) -> Iterator[Mutant]:
        rule = item.value
        firings = range(self._first_firing[name], self._first_firing[name] + len(rule.weights))
        own = [clause for clause in self._compiled["layers"][layer]["clauses"] if clause[0] in firings]
        turned = [[number, [[field, _OPPOSITE[operator] if field == rule.scale else operator, value]
                            for field, operator, value in tests if (field, operator) != (rule.scale, "<")]]
                  for number, tests in own]
        yield Mutant("flip_condition", name, item.place("scale"), f"{rule.scale} counts below its steps, not from them",
                     compiled=self._with_clauses("layers", layer, firings, turned))
        for exception in filter(None, (part.strip() for part in (rule.unless or "").split(" or "))):
            freed = [[number, [test for test in tests if test[:2] != [exception, "not"]]] for number, tests in own]
            yield Mutant("flip_condition", name, item.place("unless"), f"no longer unless {exception}",
                         compiled=self._with_clauses("layers", layer, firings, freed))

    def _with_clauses(self, layers: str, layer: int, numbers: Any, clauses: Clauses) -> Compiled:
        """The pack with other clauses for the rules of these numbers in one layer."""
        changed = list(self._compiled[layers])
        kept = [clause for clause in changed[layer]["clauses"] if clause[0] not in numbers]
        changed[layer] = {"name": changed[layer]["name"], "clauses": kept + clauses}
        return {**self._compiled, layers: changed}

    # -- weights and rules -----------------------------------------------------------------------------------------

    def _weights(self) -> Iterator[Mutant]:
        fitted = fitted_profile(self._compiled, self._profile).get("rules", {})
        for name, item in self._merged.rules.items():
            number = self._number[name]
            weights = fitted.get(name, self._compiled["rules"][number]["weights"])
            place = item.place("weights" if item.value.weights else "weight")
            for change, factor in (("its weight turned round", -1.0), ("its weight set to 0", 0.0)):
                yield Mutant("change_weight", name, place, change,
                             compiled=self._with_weights(name, number, [weight * factor for weight in weights]))

    def _with_weights(self, name: str, number: int, weights: list[float]) -> Compiled:
        rules = list(self._compiled["rules"])
        rules[number] = {**rules[number], "weights": weights}
        fitted = self._compiled["fitted"]
        if name in fitted_profile(self._compiled, self._profile).get("rules", {}):
            profiles = fitted["weights"]["profiles"]
            profile = profiles[self._profile]
            changed = {**profiles, self._profile: {**profile, "rules": {**profile["rules"], name: weights}}}
            fitted = {**fitted, "weights": {**fitted["weights"], "profiles": changed}}
        return {**self._compiled, "rules": rules, "fitted": fitted}

    def _removals(self) -> Iterator[Mutant]:
        evidence = len(self._compiled["patterns"])
        for name, item in self._merged.rules.items():
            first = self._first_firing[name]
            firings = range(first, first + len(self._compiled["rules"][self._number[name]]["weights"]))
            yield Mutant("remove_rule", name, item.place("id"), "taken out, with the examples beside it",
                         compiled=self._with_clauses("layers", evidence, firings, []))
        for layer, number, line in self._verdict_lines():
            yield Mutant("remove_rule", line.value.id, line.place("id"), "taken out",
                         compiled=self._with_clauses("verdict_layers", layer, [number], []))


def flips(condition: str) -> Iterator[str]:
    """The condition with one part turned round at a time: a comparison, a truth, `not`, `and`, `or`."""
    for match in _PART.finditer(condition):
        part = match[0]
        if match["comparison"]:
            turned = part.replace(match["op"], _OPPOSITE[match["op"]])
        elif match["known"]:
            turned = part[:-len(match["truth"])] + ("false" if match["truth"] == "true" else "true")
        elif match["join"]:
            turned = "or" if part == "and" else "and"
        elif match["denied"]:
            turned = part.removeprefix("not").strip()
        else:
            turned = f"not {part}"
        yield condition[:match.start()] + turned + condition[match.end():]


def _clauses(number: int, alternatives: tuple[Alternative, ...]) -> Clauses:
    return [[number, [[test.field, test.operator, test.value] for test in tests]] for tests in alternatives]
