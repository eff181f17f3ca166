"""Decides the type again from changed values, going over nothing but the rules that read them.

The judge decides once; thousands of "what if" need the same decision in microseconds. What fires is found by the
engine's own tests, what it adds by the weights of the pack, and the lines of verdict.yaml decide.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp
from typing import Any, NamedTuple

from complaint_rules.engine.program import Alternative, Layer, Test
from complaint_rules.engine.reference import all_hold, holds
from complaint_rules.pack.compiled import VERDICT_LISTS, Compiled, program_of
from complaint_rules.pack.runtime import CompiledRule, Profile, Shown, rules_of, scoring_of
from complaint_rules.signals.history import Value
from complaint_rules.signals.reader import LANGUAGE_UNKNOWN
from complaint_rules.verdict import DECIMALS, URGENT, WORD_SOURCES, softmax

ROUNDING = 0.0005
VERDICT_TRUTHS = frozenset(("final_answer_stands", "work_disrupted", "other_customers_affected"))
LETTERS = "manner.characters"
# What the verdict reads of the values themselves.
VERDICT_VALUES = VERDICT_TRUTHS | {LETTERS}

Values = Mapping[str, Value]
Changes = Mapping[str, Value | None]


class Decision(NamedTuple):
    """The type and its confidence."""

    type: str
    confidence: float


class Race(NamedTuple):
    """How the best two candidates of a state stand: the sum of all powers beside the best, its confidence and its
    margin, both unrounded."""

    top: str
    second: str
    total: float
    best: float
    margin: float


@dataclass
class State:
    """Values with what follows from them: patterns among the `facts`, the weights of rules by what they support and
    their number, their sums by candidate and family, and the scores. States share what is alike in them."""

    facts: dict[str, Value]
    weights: dict[str, dict[int, float]] = field(default_factory=dict)
    families: dict[tuple[str, str], float] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)
    has_words: bool = False
    has_history: bool = False
    language_unknown: bool = False


class Replay:
    """The rules for types and alerts of one pack, looked up by the names they read."""

    def __init__(self, compiled: Compiled, profile: Profile) -> None:
        self.rules, self.owners = rules_of(compiled, profile)
        program = program_of(compiled["layers"])
        self._patterns = [(layer, names) for layer, names in zip(program.layers, compiled["patterns"], strict=False)]
        self.clauses = self._clauses(program.layers[-1])
        self._candidates = [(f"type:{name}", name) for name in compiled["types"]]
        self._truths_of = {name: {f"top.{name}": True, f"top.{entry['kind']}": True}
                           for name, entry in compiled["types"].items()}
        self._alert_of = {f"alert:{name}": _alert_truths(name, alert) for name, alert in compiled["alerts"].items()}
        self.scoring = scoring_of(compiled, profile)
        verdict = program_of(compiled["verdict_layers"]).layers[VERDICT_LISTS.index("type")]
        self._verdict: list[tuple[Alternative, str]] = [
            (clause.tests, compiled["verdict"]["type"][clause.rule][1]) for clause in verdict.clauses]
        self._limits = sorted({test.value for tests, _ in self._verdict for test in tests
                               if test.field in ("confidence", "margin")})
        self._counts_channels = any(test.field == "channels" for tests, _ in self._verdict for test in tests)

    def _clauses(self, evidence: Layer) -> list[list[tuple[int, Alternative]]]:
        clauses: list[list[tuple[int, Alternative]]] = [[] for _ in self.rules]
        for clause in evidence.clauses:
            number, step = self.owners[clause.rule]
            clauses[number].append((step, clause.tests))
        return clauses

    @cached_property
    def pattern_clauses(self) -> dict[str, list[Alternative]]:
        """The alternatives of each pattern, those that others rest on first."""
        found: dict[str, list[Alternative]] = {}
        for layer, names in self._patterns:
            for clause in layer.clauses:
                found.setdefault(names[clause.rule], []).append(clause.tests)
        return found

    @cached_property
    def readers(self) -> dict[str, tuple[int, ...]]:
        """For every name, the rules for types and alerts that read it and have something to say."""
        found: dict[str, dict[int, None]] = {}
        for number, rule in enumerate(self.rules):
            if rule.supports.startswith("style:") or not any(rule.weights):
                continue
            for _, tests in self.clauses[number]:
                for test in tests:
                    found.setdefault(test.field, {})[number] = None
        return {name: tuple(numbers) for name, numbers in found.items()}

    @cached_property
    def tests(self) -> dict[str, list[Test]]:
        """Every test that rules with something to say about types and alerts rest on, by the signal it reads."""
        found: dict[str, dict[Test, None]] = {}
        rules = {number for numbers in self.readers.values() for number in numbers}
        conditions = [tests for number in sorted(rules) for _, tests in self.clauses[number]]
        conditions += [tests for alternatives in self.pattern_clauses.values() for tests in alternatives]
        for test in (test for tests in conditions for test in tests if test.field not in self.pattern_clauses):
            found.setdefault(test.field.removesuffix(".count"), {})[test] = None
        return {name: list(found[name]) for name in sorted(found)}

    @cached_property
    def joint_clauses(self) -> list[tuple[int, int, Alternative]]:
        """The clauses of rules for types that ask for more than one thing: number of the rule, step, tests."""
        return [(number, step, tests) for number, rule in enumerate(self.rules)
                if rule.supports.startswith("type:") and any(rule.weights)
                for step, tests in self.clauses[number] if len(tests) > 1]

    @cached_property
    def missable_clauses(self) -> list[tuple[int, list[tuple[int, Alternative]]]]:
        """For each rule with a weight, by its number, the clauses that can be one condition short: those that wait for
        more than one thing to be known to be true or false."""
        found = ((number, [(step, tests) for step, tests in self.clauses[number]
                           if len(tests) > 1 or tests[0].operator not in ("true", "false")])
                 for number, rule in enumerate(self.rules) if any(rule.weights))
        return [(number, clauses) for number, clauses in found if clauses]

    @cached_property
    def _downwards(self) -> list[list[tuple[int, Alternative]]]:
        """The clauses of each rule, the highest step first."""
        return [sorted(clauses, key=lambda clause: -clause[0]) for clauses in self.clauses]

    @cached_property
    def _weights(self) -> list[list[float]]:
        return [[round(rule.weight_at(step), DECIMALS) for step in range(len(rule.weights))] for rule in self.rules]

    @cached_property
    def _resting_on(self) -> dict[str, tuple[str, ...]]:
        """For every name, the patterns that rest on it, over others too, those that others rest on first."""
        behind: dict[str, set[str]] = {}
        for pattern, alternatives in self.pattern_clauses.items():
            fields = {test.field for tests in alternatives for test in tests}
            behind[pattern] = fields.union(*(behind.get(name, ()) for name in fields))
        found: dict[str, list[str]] = {}
        for pattern, names in behind.items():
            for name in names:
                found.setdefault(name, []).append(pattern)
        return {name: tuple(patterns) for name, patterns in found.items()}

    def _patterns_of(self, names: Collection[str]) -> Collection[str]:
        if len(names) == 1:
            return self._resting_on.get(next(iter(names)), ())
        resting = {pattern for name in names for pattern in self._resting_on.get(name, ())}
        return [name for name in self.pattern_clauses if name in resting] if resting else ()

    @cached_property
    def _channels(self) -> list[str | None]:
        """The channel of each rule, None where it turns on what the rule found."""
        found = [{_channel_of(show) for show in rule.shows} for rule in self.rules]
        return [channels.pop() if len(channels) == 1 else None for channels in found]

    # -- states ----------------------------------------------------------------------------------------------------

    def state(self, values: Values, *, has_words: bool, has_history: bool, language_unknown: bool = False) -> State:
        """All that follows from the values of a complaint."""
        state = State(dict(values), scores=dict(self.scoring.bias), has_words=has_words, has_history=has_history,
                      language_unknown=language_unknown)
        for name, alternatives in self.pattern_clauses.items():
            if _any_holds(alternatives, state.facts):
                state.facts[name] = True
        for number in sorted({number for numbers in self.readers.values() for number in numbers}):
            if weight := self._weight(number, state.facts):
                self._weigh(state, number, weight)
        return state

    def changed(self, base: State, changes: Changes) -> State:
        """The state after setting `changes` (None: no longer known), leaving `base` as it is."""
        facts = base.facts.copy()
        touched = set(changes)
        _set(facts, changes)
        for pattern in self._patterns_of(changes):
            holding = _any_holds(self.pattern_clauses[pattern], facts)
            if holding != (pattern in facts):
                _set(facts, {pattern: holding or None})
                touched.add(pattern)
        state = State(facts, base.weights, base.families, base.scores, base.has_words, base.has_history,
                      base.language_unknown)
        for number in {number for name in touched for number in self.readers.get(name, ())}:
            weight = self._weight(number, facts)
            if weight != self.weight_in(base, number):
                if state.weights is base.weights:
                    state.weights, state.families = dict(base.weights), dict(base.families)
                    state.scores = dict(base.scores)
                self._weigh(state, number, weight)
        return state

    def weight_in(self, state: State, number: int) -> float:
        """What a rule adds in a state: 0 where it is silent."""
        own = state.weights.get(self.rules[number].supports)
        return own.get(number, 0.0) if own else 0.0

    def _weight(self, number: int, facts: Values) -> float:
        for step, tests in self._downwards[number]:
            if all_hold(tests, facts):
                return self._weights[number][step]
        return 0.0

    def _weigh(self, state: State, number: int, weight: float) -> None:
        """Enter the weight of a rule into the sum of its family and the score."""
        rule = self.rules[number]
        family = rule.supports, rule.family
        own = state.weights[rule.supports] = dict(state.weights.get(rule.supports, ()))
        before = state.families.get(family, 0.0)
        after = state.families[family] = round(before + weight - own.pop(number, 0.0), DECIMALS)
        if rule.supports in state.scores:
            counted = self.scoring.capped(after) - self.scoring.capped(before)
            state.scores[rule.supports] = round(state.scores[rule.supports] + counted, DECIMALS)
        if weight:
            own[number] = weight

    # -- the decision ----------------------------------------------------------------------------------------------

    def decide(self, state: State) -> Decision:
        """The type that verdict.yaml gives for a state, with its confidence."""
        type_id = self.type_of(state)
        return Decision(type_id, self.confidence(state, type_id))

    def confidence(self, state: State, type_id: str) -> float:
        """The confidence in a type, that of the best for `undecided`."""
        order = self._order(state)
        place = 0 if type_id == "undecided" else [name for _, name in order].index(type_id)
        return self._shares(order)[place]

    def race(self, state: State) -> Race:
        """How the best two stand."""
        first, second, *_ = order = self._order(state)
        powers = [exp((first[0] - score) / self.scoring.temperature) for score, _ in order]
        total = sum(powers)
        return Race(first[1], second[1], total, 1 / total, (1 - powers[1]) / total)

    def keeps_type(self, base: State, race: Race, state: State) -> bool:
        """Whether a state surely has the type of `base`, whose `race` is given and whose words, history and values
        of the verdict it shares: nothing moved but the weights of candidates that stay below the best two, and neither
        confidence nor margin comes close to a limit of verdict.yaml."""
        top, second = f"type:{race.top}", f"type:{race.second}"
        scores, lead, bar, total = state.scores, base.scores[top], base.scores[second], race.total
        for supports, own in state.weights.items():
            if own is base.weights.get(supports):
                continue
            if supports in (top, second) or supports not in scores or scores[supports] >= bar:
                return False
            total += (exp((scores[supports] - lead) / self.scoring.temperature)
                      - exp((base.scores[supports] - lead) / self.scoring.temperature))
        shrunk = race.total / total
        return (self._same_side(race.best, race.best * shrunk)
                and self._same_side(race.margin, race.margin * shrunk))

    def _same_side(self, one: float, other: float) -> bool:
        low, high = (one, other) if one < other else (other, one)
        return bisect_left(self._limits, low - ROUNDING) == bisect_right(self._limits, high + ROUNDING)

    def type_of(self, state: State) -> str:
        """The type alone, in a third of the time: shares are rounded exactly only where a limit is close."""
        top, second, _, best, margin = self.race(state)
        if not (self._same_side(best, best) and self._same_side(margin, margin)):
            best, next_best, *_ = self._shares(self._order(state))
            margin = best - next_best
        facts = self._facts(state, top, second)
        facts["confidence"], facts["margin"] = best, round(margin, DECIMALS)
        for tests, gives in self._verdict:
            if all_hold(tests, facts):
                return top if gives == "top" else gives
        raise LookupError("no rule of verdict.yaml decides the type; end its list with one that always holds")

    def _order(self, state: State) -> list[tuple[float, str]]:
        return sorted([(-state.scores[supports], name) for supports, name in self._candidates])

    def _shares(self, order: list[tuple[float, str]]) -> list[float]:
        return softmax([-score for score, _ in order], self.scoring.temperature)

    def _facts(self, state: State, top: str, second: str) -> dict[str, Value]:
        supports = f"type:{top}"
        facts: dict[str, Value] = {**self._truths_of[top], f"second.{second}": True, "score": state.scores[supports],
                                   "letters": float(state.facts.get(LETTERS, 0))}
        truths = [name for name in VERDICT_TRUTHS if state.facts.get(name) is True]
        if not state.has_words and not state.has_history:
            truths.append("nothing_to_go_by")
        if state.language_unknown:
            truths.append(LANGUAGE_UNKNOWN)
        sources = set()
        for number, weight in state.weights.get(supports, {}).items():
            rule = self.rules[number]
            if rule.decisive:
                truths.append("top.decisive")
            if weight > 0:
                if rule.notices:
                    truths.append("top.noticed")
                if self._counts_channels:
                    sources.add(self._channels[number] or _channel(rule, state.facts))
        for alert in self._alert_of.keys() & state.weights.keys():
            if any(weight > 0 for weight in state.weights[alert].values()):
                truths += self._alert_of[alert]
        facts["channels"] = len(sources)
        facts.update(dict.fromkeys(truths, True))
        return facts


def _set(facts: dict[str, Value], changes: Changes) -> None:
    for name, value in changes.items():
        if value is None:
            facts.pop(name, None)
        else:
            facts[name] = value


def _any_holds(alternatives: Iterable[Alternative], facts: Values) -> bool:
    return any(all_hold(tests, facts) for tests in alternatives)


def _channel(rule: CompiledRule, facts: Values) -> str:
    shown = next((show for show in rule.shows if (facts.get(show.signal) is True if show.test is None
                                                  else holds(show.test, facts))), rule.shows[0])
    return _channel_of(shown)


def _channel_of(show: Shown) -> str:
    return "words" if show.source in WORD_SOURCES else show.source


def _alert_truths(name: str, alert: Mapping[str, Any]) -> list[str]:
    """What an active alert makes true for the verdict."""
    truths = [f"alert.{name}"]
    if alert["sets_type_aside"]:
        truths.append("type_set_aside")
    if alert["severity"] in URGENT:
        truths.append("urgent_alert")
    return truths
