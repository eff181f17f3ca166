"""Checks across rules: what stands twice, contradicts itself, can never hold, or is read by nothing."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import Any

from complaint_rules.engine.program import Alternative
from complaint_rules.engine.wire import MAX_LEADS, leading_comparisons
from complaint_rules.pack.compile_words import COUNTED_CLASSES, SCOPES
from complaint_rules.pack.compiled import VERDICT_LISTS, program_of
from complaint_rules.pack.condition import parse_condition
from complaint_rules.pack.merged import Item, RuleItem
from complaint_rules.workbench.linting.domain import always_holds, can_hold
from complaint_rules.workbench.linting.finding import Flaw, check
from complaint_rules.workbench.linting.subject import Subject, weight_of
from complaint_rules.workbench.silence import KINDS, unread_rules, weightless_rules

NEAR_LIMIT = 0.8
_CLASS = re.compile(r"\{([a-z0-9_.]+)\}")


def _meaning_of(rule: Any) -> Hashable:
    """What a rule asks for, however it is written."""
    if rule.when is not None:
        return frozenset(map(frozenset, parse_condition(rule.when)))
    return rule.scale, rule.steps, frozenset((rule.unless or "").split(" or "))


def _speaks_for(item: RuleItem) -> bool:
    return weight_of(item) > 0


def _pairs(subject: Subject) -> Iterator[tuple[str, RuleItem, str, RuleItem]]:
    """Rules of one candidate with one and the same condition: the later with the earlier."""
    known: dict[Hashable, tuple[str, RuleItem]] = {}
    for name, item in subject.merged.rules.items():
        key = item.supports, _meaning_of(item.value)
        if key in known:
            yield name, item, *known[key]
        else:
            known[key] = name, item


def _duplicate(subject: Subject) -> Iterator[Flaw]:
    for name, item, other, first in _pairs(subject):
        if _speaks_for(item) == _speaks_for(first):
            yield Flaw(name, item, ("when",), f"asks for the same as {other} ({first.place()})",
                       "keep one of the two; their weights add up")


duplicate_rule = check("duplicate-rule", "warning", "Two rules of one candidate with the same condition.")(_duplicate)


def _contradictory(subject: Subject) -> Iterator[Flaw]:
    for name, item, other, first in _pairs(subject):
        if _speaks_for(item) != _speaks_for(first):
            yield Flaw(name, item, ("weight",), f"speaks against what {other} ({first.place()}) speaks for, under the "
                                                "same condition", "decide which of the two holds")


contradictory = check("contradictory", "error", "Two rules of one candidate with the same condition and opposite "
                                                "weights.")(_contradictory)


def _unreachable(subject: Subject) -> Iterator[Flaw]:
    dead: set[str] = set()
    for condition in subject.conditions:
        holding = [tests for tests in condition.alternatives
                   if can_hold(tests) and not any(test.operator == "true" and test.field in dead for test in tests)]
        if not holding:
            dead.add(condition.about)
            yield Flaw(condition.about, condition.item, (condition.field,), f"`{condition.source}` can never hold",
                       "mend the bounds and names that exclude each other")
        elif len(holding) < len(condition.alternatives):
            yield Flaw(condition.about, condition.item, (condition.field,),
                       f"one of the alternatives of `{condition.source}` can never hold",
                       "take it out, or mend the bounds and names that exclude each other")
    yield from _steps(subject)
    yield from _verdict_lines(subject)


def _steps(subject: Subject) -> Iterator[Flaw]:
    for name, item in subject.merged.rules.items():
        rule = item.value
        if rule.scale is None:
            continue
        program = program_of([{"name": name, "clauses": [[0, [[rule.scale, ">=", step]]] for step in rule.steps]}])
        for index, clause in enumerate(program.layers[0].clauses):
            if index and not can_hold(clause.tests):
                yield Flaw(name, item, ("steps", index), f"{rule.scale} never reaches {rule.steps[index]:g}",
                           "lower the step or take it out")


def _verdict_lines(subject: Subject) -> Iterator[Flaw]:
    verdict = subject.merged.verdict
    assert verdict is not None  # a pack without one does not compile
    for name in VERDICT_LISTS:
        earlier: list[tuple[str, frozenset[Any]]] = []
        for number, entry in enumerate(getattr(verdict.value, name)):
            place = Item(entry, verdict.document, (name, number))
            own = [frozenset(test for test in tests if not always_holds(test)) for tests in parse_condition(entry.when)
                   if can_hold(tests)]
            over = [next((line for line, tests in earlier if tests <= asked), None) for asked in own]
            if all(over):
                why = f"{over[0]} above always decides first" if own else "its condition can never hold"
                yield Flaw(entry.id, place, ("when",), f"this line decides nothing: {why}", "move it up or take it out")
            earlier += [(entry.id, asked) for asked in own]


unreachable = check("unreachable", "error", "A condition, step or line of the verdict that can never hold."
                    )(_unreachable)


def _redundant(subject: Subject) -> Iterator[Flaw]:
    for condition in subject.conditions:
        wide = [set(tests) for tests in condition.alternatives]
        if any(one < other for one in wide for other in wide):
            yield Flaw(condition.about, condition.item, (condition.field,),
                       f"`{condition.source}` has an alternative that another one of its alternatives holds already",
                       "take out the longer one")


redundant_alternative = check("redundant-alternative", "warning", "An alternative of a condition that changes nothing."
                              )(_redundant)


def _unread(subject: Subject) -> Iterator[Flaw]:
    for name, item in subject.merged.signals.items():
        if item.value.is_expression and name not in subject.read_by:
            yield Flaw(name, item, ("id",), "no rule reads this signal", "write a rule that reads it, or take it out")
    for name, item in subject.merged.patterns.items():
        if name not in subject.read_by:
            yield Flaw(name, item, ("id",), "no rule reads this pattern", "write a rule that reads it, or take it out")


unread = check("unread", "warning", "A signal or pattern that no rule reads.")(_unread)


def _unused_words(subject: Subject) -> Iterator[Flaw]:
    written = [*(one.source for one in subject.expressions),
               *(word for item in subject.merged.words.values() for word in (*item.value.zh, *item.value.en))]
    used = set(_CLASS.findall("\n".join(written)))
    for name, item in subject.merged.words.items():
        if not name.startswith(COUNTED_CLASSES) and name not in SCOPES.values() and name not in used:
            yield Flaw(name, item, ("id",), "no expression uses these words", "use them, or take them out")


unused_words = check("unused-words", "info", "A word class that no expression uses.")(_unused_words)


def _silent(subject: Subject) -> Iterator[Flaw]:
    compiled = subject.compiled
    # A pack without any separators of a kind is no flaw: they come with its first fit.
    kinds = [kind for kind in KINDS if kind in compiled["fitted"]]
    unread = unread_rules(subject.merged, compiled, "semantic", kinds)
    weightless = weightless_rules(compiled, "plain") & weightless_rules(compiled, "semantic")
    for name, item in subject.merged.rules.items():
        if name in unread:
            yield Flaw(name, item, ("when",), "rests on a separator that is not fitted, and so never fires",
                       "fit it with complaint-rules tune, or take the rule out")
        elif name in weightless:
            yield Flaw(name, item, ("id",), "has the weight 0 with and without reading by meaning",
                       "take it out, or give the fit cases that show it")


silent = check("silent", "info", "A rule that can say nothing: weight 0, or a separator that is not fitted.")(_silent)


def _engine_limit(subject: Subject) -> Iterator[Flaw]:
    counts: dict[str, int] = {}
    for layer in program_of(subject.compiled["layers"]).layers:
        for name, count in leading_comparisons(layer).items():
            counts[name] = max(count, counts.get(name, 0))
    for name, count in counts.items():
        if count >= NEAR_LIMIT * (MAX_LEADS - 1):
            reader = next(condition for condition in subject.conditions if _reads(condition.alternatives, name))
            yield Flaw(reader.about, reader.item, (reader.field,),
                       f"{count} different comparisons of {name} lead rules; the engine holds {MAX_LEADS - 1}",
                       "use fewer thresholds, or name a pattern")


def _reads(alternatives: tuple[Alternative, ...], name: str) -> bool:
    return any(test.field == name for tests in alternatives for test in tests)


engine_limit = check("engine-limit", "warning", "Thresholds close to what the engine holds; beyond it a pack does not "
                                                "load.")(_engine_limit)

CHECKS = (duplicate_rule, contradictory, unreachable, redundant_alternative, silent, unread, unused_words, engine_limit)
