"""Compiles patterns, evidence rules and the verdict into layers of clauses, every name checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from difflib import get_close_matches
from typing import Any

from complaint_rules.engine.program import Alternative, Test
from complaint_rules.engine.wire import EngineLimitError, compile_rulesets
from complaint_rules.pack import model, vocabulary
from complaint_rules.pack.compiled import VERDICT_LISTS, program_of
from complaint_rules.pack.condition import ConditionError, fields_of, parse_condition
from complaint_rules.pack.errors import Problem
from complaint_rules.pack.merged import Item, Merged, RuleItem


class RulesCompiler:
    """Collects every problem in `problems`."""

    def __init__(self, merged: Merged, problems: list[Problem]) -> None:
        self._merged = merged
        self._problems = problems

    def compile(self) -> dict[str, Any]:
        """The parts `layers`, `rules`, `patterns`, `verdict_layers`, `verdict`, `listening` of the compiled pack."""
        layers, rules, patterns = self._layers()
        verdict_layers, verdict = self._verdict()
        return {"layers": layers, "rules": rules, "patterns": patterns, "verdict_layers": verdict_layers,
                "verdict": verdict, "listening": self._listening()}

    def _listening(self) -> list[Any]:
        """Each way of listening with the alternatives under which it shows; patterns are not known there."""
        listening = []
        for name, item in self._merged.listening.items():
            alternatives = self._condition(item, item.value.when, "when")
            fields = {test.field for tests in alternatives for test in tests}
            for field in sorted(fields & self._merged.patterns.keys()):
                self._problems.append(item.problem(f"{field} is a pattern; write out its condition", "when"))
            listening.append([name, [[[test.field, test.operator, test.value] for test in tests]
                                     for tests in alternatives]])
        return listening

    def _layers(self) -> tuple[list[Any], list[Any], list[Any]]:
        depth = self._pattern_depths()
        levels: dict[int, list[str]] = {}
        for name, level in depth.items():
            levels.setdefault(level, []).append(name)
        layers: list[Any] = []
        patterns = []
        for level in sorted(levels):
            clauses: list[Any] = []
            for number, name in enumerate(levels[level]):
                item = self._merged.patterns[name]
                clauses.extend(self._clause(number, tests)
                               for tests in self._condition(item, item.value.when, "when"))
            layers.append({"name": f"patterns {level}", "clauses": clauses})
            patterns.append(levels[level])
        clauses = []
        rules = [self._rule(item, clauses) for item in self._merged.rules.values()]
        layers.append({"name": "evidence", "clauses": clauses})
        self._check_limits(layers, "rules")
        return layers, rules, patterns

    def _rule(self, item: RuleItem, clauses: list[Any]) -> dict[str, Any]:
        rule: model.Rule = item.value
        if rule.when is not None:
            alternatives = self._condition(item, rule.when, "when")
            conditions: list[tuple[Alternative, ...]] = [alternatives]
            weights = [1.0 if rule.weight is None else rule.weight]
        else:
            guard: tuple[Alternative, ...] = ((),)
            if rule.unless is not None:
                names = [name.strip() for name in rule.unless.split(" or ")]
                guard = self._condition(item, " and ".join(f"not {name}" for name in names), "unless")
            conditions = [tuple(tuple(sorted((*tests, *inside))) for tests in guard)
                          for inside in _intervals(str(rule.scale), rule.steps)]
            self._condition(item, f"{rule.scale} >= 0", "scale")
            weights = list(rule.weights)
        base = clauses[-1][0] + 1 if clauses else 0
        for offset, alternatives in enumerate(conditions):
            clauses.extend(self._clause(base + offset, tests) for tests in alternatives)
        shows = self._shows(rule, conditions)
        for name in dict.fromkeys(name for name, _ in shows):
            if rule.says is None and name not in self._merged.signals:
                self._problems.append(item.problem(f"needs says, since {name} has no sentence of its own", "says"))
        if not shows and any(conditions):
            self._problems.append(item.problem("rests on nothing but what is not known; name something that shows",
                                               "when"))
        return {"id": rule.id, "supports": item.supports, "weights": weights, "family": rule.family or rule.id,
                "decisive": rule.decisive, "held": rule.held,
                "neutral": -1 if rule.neutral is None else rule.steps.index(rule.neutral),
                "shows": [[name, [test.field, test.operator, test.value]] for name, test in shows],
                "says": rule.says.by_language() if rule.says else None}

    def _shows(self, rule: model.Rule, conditions: Sequence[Sequence[Alternative]]) -> list[tuple[str, Test]]:
        """What a rule can show as its evidence: (signal, test), the first that holds leads. Words come before counters,
        counters before observations, and so on; within a kind, the order of writing."""
        if rule.scale is not None:
            return [(rule.scale, Test(rule.scale, ">=", rule.steps[0]))]
        tests = list(dict.fromkeys(self._behind([test for alternatives in conditions for tests in alternatives
                                                 for test in tests])))
        order = {"expression": 0, "meaning": 1, "counter": 2, "observation": 3, "conversation": 4, "manner": 5}
        written = str(rule.when)

        def rank(test: Test) -> tuple[int, int, Test]:
            place = written.find(test.field)
            return order[vocabulary.source_of(test.field)], place if place >= 0 else len(written), test

        return [(test.field.removesuffix(".count"), test) for test in sorted(tests, key=rank)]

    def _behind(self, tests: Sequence[Test], trail: tuple[str, ...] = ()) -> list[Test]:
        """The tests of signals behind tests that name patterns, without those of what is not known."""
        behind: list[Test] = []
        for test in tests:
            if test.operator == "not" or test.field in trail:
                continue
            if test.field not in self._merged.patterns:
                behind.append(test)
                continue
            try:
                inner = parse_condition(self._merged.patterns[test.field].value.when)
            except ConditionError:
                continue
            behind.extend(self._behind([one for tests in inner for one in tests], (*trail, test.field)))
        return behind

    def _pattern_depths(self) -> dict[str, int]:
        depths: dict[str, int] = {}

        def depth(name: str, trail: tuple[str, ...]) -> int:
            if name in depths:
                return depths[name]
            item = self._merged.patterns[name]
            if name in trail:
                self._problems.append(item.problem("refers to itself over other patterns; break the circle", "when"))
                return 0
            try:
                inner = [field for field in fields_of(parse_condition(item.value.when))
                         if field in self._merged.patterns]
            except ConditionError:
                inner = []
            level = 1 + max((depth(field, (*trail, name)) for field in inner), default=0)
            if not trail:
                depths[name] = level
            return level

        for name in self._merged.patterns:
            depth(name, ())
        return depths

    def _condition(self, item: Item, source: str, field: str) -> tuple[Alternative, ...]:
        try:
            alternatives = parse_condition(source)
        except ConditionError as error:
            self._problems.append(item.problem(str(error), field))
            return ()
        for test in {test for tests in alternatives for test in tests}:
            self._check_name(item, test, field)
        return alternatives

    def _check_name(self, item: Item, test: Test, field: str) -> None:
        name = test.field
        signals, patterns = self._merged.signals, self._merged.patterns
        is_count = name.endswith(".count") and name.removesuffix(".count") in signals
        truth = (name in patterns or name in vocabulary.BOOLEAN
                 or (name in signals and signals[name].value.is_expression))
        number = name in vocabulary.NUMERIC or is_count
        if not truth and not number:
            self._problems.append(item.problem(f"there is no signal or pattern {name}; define it or mend the name"
                                               + self._nearest(name), field))
        else:
            self._check_kind(item, test, truth, field)

    def _check_kind(self, item: Item, test: Test, truth: bool, field: str) -> None:
        name = test.field
        if truth and test.operator not in ("true", "false", "not"):
            self._problems.append(item.problem(f"{name} is true or false; write `{name}` or `not {name}`", field))
        elif not truth and test.operator in ("true", "false", "not"):
            self._problems.append(item.problem(f"{name} is a number; compare it, for example `{name} >= 2`", field))

    def _nearest(self, name: str) -> str:
        known = [*self._merged.signals, *self._merged.patterns, *vocabulary.BOOLEAN, *vocabulary.NUMERIC]
        near = get_close_matches(name, known, 1, 0.75)
        return f" (did you mean {near[0]}?)" if near else ""

    @staticmethod
    def _clause(rule: int, tests: Alternative) -> list[Any]:
        return [rule, [[test.field, test.operator, test.value] for test in tests]]

    def _check_limits(self, layers: list[Any], what: str) -> None:
        for compiled, layer in zip(layers, program_of(layers).layers, strict=True):
            try:
                compiled["wired"] = [asdict(ruleset) for ruleset in compile_rulesets(layer)]
            except EngineLimitError as error:
                self._problems.append(Problem(what, 1, 1, layer.name, str(error)))

    def _verdict(self) -> tuple[list[Any], dict[str, Any]]:
        item = self._merged.verdict
        if item is None:
            self._problems.append(Problem("verdict.yaml", 1, 1, "", "is missing; a pack needs rules for its verdict"))
            return [], {}
        layers: list[Any] = []
        verdict: dict[str, Any] = {}
        for name in VERDICT_LISTS:
            clauses: list[Any] = []
            entries: tuple[model.VerdictRule, ...] = getattr(item.value, name)
            if not entries:
                self._problems.append(item.problem("is empty; end the list with a line that always holds, for example "
                                                   "`confidence >= 0`", name))
            decides = False
            for number, entry in enumerate(entries):
                place = Item(entry, item.document, (name, number))
                if entry.gives not in self._outcomes(name):
                    self._problems.append(place.problem(f"{entry.gives} is no outcome here; one of "
                                                        f"{', '.join(self._outcomes(name))}", "gives"))
                alternatives = self._verdict_condition(place, entry.when)
                clauses.extend(self._clause(number, tests) for tests in alternatives)
                # What cannot be read is told already.
                decides = decides or not alternatives or any(_always_holds(tests, name) for tests in alternatives)
            if entries and not decides:
                self._problems.append(place.problem(
                    "need not hold, and then nothing is decided; end the list with a line that always holds, for "
                    "example `confidence >= 0`", "when"))
            layers.append({"name": f"verdict {name}", "clauses": clauses})
            verdict[name] = [[entry.id, entry.gives] for entry in entries]
        self._check_limits(layers, "verdict.yaml")
        return layers, verdict

    def _verdict_condition(self, item: Item, source: str) -> tuple[Alternative, ...]:
        try:
            alternatives = parse_condition(source)
        except ConditionError as error:
            self._problems.append(item.problem(str(error), "when"))
            return ()
        truths = vocabulary.VERDICT_BOOLEAN | {
            f"{place}.{name}" for place in ("top", "second") for name in self._merged.types} | {
            f"alert.{name}" for name in self._merged.alerts}
        for test in {test for tests in alternatives for test in tests}:
            if test.field not in truths | vocabulary.VERDICT_NUMERIC:
                self._problems.append(item.problem(f"the verdict knows no {test.field}", "when"))
            else:
                self._check_kind(item, test, test.field in truths, "when")
        return alternatives

    def _outcomes(self, name: str) -> tuple[str, ...]:
        if name == "type":
            return ("top", "undecided", *self._merged.types)
        if name == "style":
            return ("top", *self._merged.styles)
        return vocabulary.STANDINGS if name == "standing" else vocabulary.MODES


def _always_holds(tests: Alternative, which: str) -> bool:
    """Whether tests hold whatever is decided: that numbers are not below 0 which are known of every complaint. What is
    told of styles is not known yet where the type is decided."""
    return all(test.field in vocabulary.VERDICT_ALWAYS and not (which == "type" and test.field.startswith("style_"))
               and ((test.operator == ">=" and float(test.value) <= 0)
                    or (test.operator == ">" and float(test.value) < 0)) for test in tests)


def _intervals(name: str, steps: tuple[float, ...]) -> list[tuple[Test, ...]]:
    """The tests of each step of a scale: from this step up to the next, so that one firing tells how far it went."""
    upper = [*steps[1:], None]
    return [(Test(name, ">=", step),) if end is None else (Test(name, ">=", step), Test(name, "<", end))
            for step, end in zip(steps, upper, strict=True)]
