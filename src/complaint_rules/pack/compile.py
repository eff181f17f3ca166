"""Compiles merged packs into plain data: everything checked, every name resolved, nothing left to parse.

The result is JSON (`Compiled`), so that it can be cached and shipped; `pack.runtime` builds the working objects.
"""

from __future__ import annotations

import json
from typing import Any

from complaint_rules.engine.program import Clause, Layer, Program
from complaint_rules.engine.wire import EngineLimitError, compile_rulesets
from complaint_rules.pack import model, vocabulary
from complaint_rules.pack.condition import Alternative, ConditionError, Test, fields_of, parse_condition
from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.expression import ExpressionError, Forms, NumberTest, clean_form, parse_expression
from complaint_rules.pack.merge import Item, Merged, RuleItem
from complaint_rules.pack.templates import slots_of

Compiled = dict[str, Any]
FORMAT = 1

SCOPES = {"negation": "scope.negation", "reported": "scope.reported", "own_words": "scope.own_words"}
COUNTED_CLASSES = ("demand.", "manner.", "agent.", "heat")
VERDICT_LISTS = ("type", "style", "standing", "mode")


def compile_pack(merged: Merged) -> Compiled:
    """Compile. Raises PackError with every finding; nothing is compiled by halves."""
    return _Compiler(merged).compile()


class _Compiler:
    def __init__(self, merged: Merged) -> None:
        self._merged = merged
        self._problems: list[Problem] = []

    def compile(self) -> Compiled:
        merged = self._merged
        classes = self._classes()
        expressions = self._expressions(classes)
        layers, rules, patterns = self._layers()
        verdict_layers, verdict = self._verdict()
        advice = self._advice()
        fitted = self._fitted()
        if self._problems:
            raise PackError(sorted(set(self._problems), key=lambda item: (item.file, item.line, item.column)))
        info = merged.info
        return {
            "format": FORMAT,
            "info": {"name": info.name, "version": info.version, "digest": merged.digest, "layers": merged.layers},
            "settings": {"family_cap": info.family_cap, "temperature": info.temperature,
                         "style_temperature": info.style_temperature, "mix": info.mix},
            "expressions": expressions,
            "signals": {name: item.value.says.by_language() for name, item in merged.signals.items()},
            "layers": layers,
            "rules": rules,
            "patterns": patterns,
            "types": {name: {"kind": item.value.kind, "bias": item.value.bias, "sources": list(item.value.sources)}
                      for name, item in merged.types.items()},
            "styles": {name: {"bias": item.value.bias} for name, item in merged.styles.items()},
            "alerts": {name: {"severity": item.value.severity, "forbids": list(item.value.forbids),
                              "sets_type_aside": item.value.sets_type_aside}
                       for name, item in merged.alerts.items()},
            "verdict_layers": verdict_layers,
            "verdict": verdict,
            "advice": advice,
            "fitted": fitted,
        }

    # -- words and expressions ---------------------------------------------------------------------------------------

    def _classes(self) -> dict[str, Forms]:
        resolved: dict[str, Forms] = {}

        def resolve(name: str, asking: Item, trail: tuple[str, ...]) -> Forms:
            if name in resolved:
                return resolved[name]
            item = self._merged.words.get(name)
            if item is None:
                self._problems.append(asking.problem(f"no word class {{{name}}}; define it or mend the name"))
                return frozenset()
            if name in trail:
                self._problems.append(item.problem(f"{name} takes in itself; remove {{{name}}}", "id"))
                return frozenset()
            forms: set[str] = set()
            for key in ("zh", "en"):
                for index, word in enumerate(getattr(item.value, key)):
                    if word.startswith("{") and word.endswith("}"):
                        forms |= resolve(word[1:-1], item, (*trail, name))
                        continue
                    form = clean_form(word)
                    if not form or any(sign in form for sign in "{}()<>~|"):
                        self._problems.append(item.problem("a word class holds plain words and {classes}", key, index))
                    else:
                        forms.add(form)
            if not trail:
                resolved[name] = frozenset(forms)
            return frozenset(forms)

        for name, item in self._merged.words.items():
            resolve(name, item, ())
        for scope in SCOPES.values():
            resolved.setdefault(scope, frozenset())
        return resolved

    def _expressions(self, classes: dict[str, Forms]) -> dict[str, Any]:
        atoms: dict[object, int] = {}
        uses: list[int] = []

        def number_of(atom: Forms | NumberTest) -> int:
            if atom not in atoms:
                atoms[atom] = len(atoms)
                uses.append(0)
            return atoms[atom]

        sequences = []
        names = [name for name, item in self._merged.signals.items() if item.value.is_expression]
        keeps: dict[str, list[int]] = {"negated": [], "reported": []}
        for number, name in enumerate(names):
            item = self._merged.signals[name]
            for field, kept in keeps.items():
                if getattr(item.value, field) == "keep":
                    kept.append(number)
            for key, by_word, unless in (("zh", False, False), ("en", True, False),
                                         ("unless_zh", False, True), ("unless_en", True, True)):
                for index, source in enumerate(getattr(item.value, key)):
                    try:
                        variants = parse_expression(source, classes, by_word=by_word)
                    except ExpressionError as error:
                        self._problems.append(item.problem(str(error), key, index))
                        continue
                    for sequence in variants:
                        steps = [[number_of(step.atom), step.gap] for step in sequence.steps]
                        for atom in {atom for atom, _ in steps}:
                            uses[atom] += 1
                        sequences.append([number, by_word, steps, unless])
        scopes = {key: number_of(classes[name]) for key, name in SCOPES.items()}
        counted = {name: number_of(forms) for name, forms in classes.items() if name.startswith(COUNTED_CLASSES)}
        forms: dict[tuple[str, bool], list[int]] = {}
        numbers = []
        for atom, index in atoms.items():
            if isinstance(atom, NumberTest):
                numbers.append([index, atom.dimension, atom.op, atom.value])
                continue
            for form in sorted(atom):  # type: ignore[call-overload]
                open_ended = form.endswith("*")
                forms.setdefault((form.rstrip("*"), open_ended), []).append(index)
        forms.pop(("", True), None)
        ordered = sorted(forms)
        return {"names": names, "forms": [form for form, _ in ordered], "open_ended": [flag for _, flag in ordered],
                "form_atoms": [forms[key] for key in ordered], "numbers": numbers, "sequences": sequences,
                "rarity": [1000 - count for count in uses], "units": {
                    dimension: {clean_form(unit): factor for unit, factor in words.items()}
                    for dimension, words in self._merged.units.items()},
                "keeps_negated": keeps["negated"], "keeps_reported": keeps["reported"], "scopes": scopes,
                "counted": counted}

    # -- rules ---------------------------------------------------------------------------------------------------------

    def _layers(self) -> tuple[list[Any], list[Any], list[Any]]:
        depth = self._pattern_depths()
        levels: dict[int, list[str]] = {}
        for name, level in depth.items():
            levels.setdefault(level, []).append(name)
        layers: list[Any] = []
        patterns = []
        for level in sorted(levels):
            clauses = []
            for number, name in enumerate(levels[level]):
                item = self._merged.patterns[name]
                for tests in self._condition(item, item.value.when, "when"):
                    clauses.append(self._clause(number, tests))
            layers.append({"name": f"patterns {level}", "clauses": clauses})
            patterns.append(levels[level])
        clauses = []
        rules: list[Any] = []
        for item in self._merged.rules.values():
            rules.append(self._rule(item, clauses))
        layers.append({"name": "evidence", "clauses": clauses})
        self._check_limits(layers, "rules")
        return layers, rules, patterns

    def _rule(self, item: RuleItem, clauses: list[Any]) -> dict[str, Any]:
        rule: model.Rule = item.value
        first = len(clauses)
        if rule.when is not None:
            alternatives = self._condition(item, rule.when, "when")
            conditions = [alternatives]
            weights = [1.0 if rule.weight is None else rule.weight]
        else:
            guard: tuple[Alternative, ...] = ((),)
            if rule.unless is not None:
                names = [name.strip() for name in rule.unless.split(" or ")]
                guard = self._condition(item, " and ".join(f"not {name}" for name in names), "unless")
            conditions = [tuple(tuple(sorted((*tests, Test(str(rule.scale), ">=", step)))) for tests in guard)
                          for step in rule.steps]
            self._condition(item, f"{rule.scale} >= 0", "scale")
            weights = list(rule.weights)
        del first
        base = sum(1 for _ in {clause[0] for clause in clauses})
        for offset, alternatives in enumerate(conditions):
            for tests in alternatives:
                clauses.append(self._clause(base + offset, tests))
        fields = [name for name in dict.fromkeys(
            test.field for alternatives in conditions for tests in alternatives for test in tests)
            if any(test.field == name and test.operator != "not"
                   for alternatives in conditions for tests in alternatives for test in tests)]
        signals = list(dict.fromkeys(self._signals_behind(fields))) or fields
        lead = self._lead(rule, signals)
        if rule.says is None and lead not in self._merged.signals:
            self._problems.append(item.problem(f"needs says, since {lead} has no sentence of its own", "says"))
        return {"id": rule.id, "supports": item.supports, "first": base, "weights": weights, "signal": lead,
                "signals": signals, "family": rule.family or rule.id, "decisive": rule.decisive,
                "steps": list(rule.steps), "says": rule.says.by_language() if rule.says else None}

    @staticmethod
    def _lead(rule: model.Rule, signals: list[str]) -> str:
        if rule.scale:
            return rule.scale
        order = {"expression": 0, "meaning": 1, "counter": 2, "observation": 3, "conversation": 4, "manner": 5}
        written = str(rule.when)
        ranked = sorted(signals, key=lambda name: (order[vocabulary.source_of(name)],
                                                   written.find(name) if name in written else 999))
        return ranked[0] if ranked else rule.id

    def _signals_behind(self, fields: list[str]) -> list[str]:
        behind: list[str] = []
        for name in fields:
            if name in self._merged.patterns:
                try:
                    inner = fields_of(parse_condition(self._merged.patterns[name].value.when))
                except ConditionError:
                    continue
                behind.extend(self._signals_behind([field for field in inner if field != name]))
            else:
                behind.append(name.removesuffix(".count"))
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
        elif truth and test.operator not in ("true", "false", "not"):
            self._problems.append(item.problem(f"{name} is true or false; write `{name}` or `not {name}`", field))
        elif number and test.operator in ("true", "false", "not"):
            self._problems.append(item.problem(f"{name} is a number; compare it, for example `{name} >= 2`", field))

    def _nearest(self, name: str) -> str:
        from difflib import get_close_matches

        known = [*self._merged.signals, *self._merged.patterns, *vocabulary.BOOLEAN, *vocabulary.NUMERIC]
        near = get_close_matches(name, known, 1, 0.75)
        return f" (did you mean {near[0]}?)" if near else ""

    @staticmethod
    def _clause(rule: int, tests: Alternative) -> list[Any]:
        return [rule, [[test.field, test.operator, test.value] for test in tests]]

    def _check_limits(self, layers: list[Any], what: str) -> None:
        for layer in program_of(layers).layers:
            try:
                compile_rulesets(layer)
            except EngineLimitError as error:
                self._problems.append(Problem(what, 1, 1, layer.name, str(error)))

    # -- verdict, advice, fitted data ------------------------------------------------------------------------------------

    def _verdict(self) -> tuple[list[Any], dict[str, Any]]:
        item = self._merged.verdict
        if item is None:
            self._problems.append(Problem("verdict.yaml", 1, 1, "", "is missing; a pack needs rules for its verdict"))
            return [], {}
        layers: list[Any] = []
        verdict: dict[str, Any] = {}
        for name in VERDICT_LISTS:
            clauses = []
            entries: tuple[model.VerdictRule, ...] = getattr(item.value, name)
            for number, entry in enumerate(entries):
                place = Item(entry, item.document, (name, number))
                for tests in self._verdict_condition(place, entry.when):
                    clauses.append(self._clause(number, tests))
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
        own = {f"top.{name}" for name in self._merged.types} | {f"alert.{name}" for name in self._merged.alerts}
        for name in fields_of(alternatives):
            if name not in vocabulary.VERDICT_BOOLEAN | vocabulary.VERDICT_NUMERIC | own:
                self._problems.append(item.problem(f"the verdict knows no {name}", "when"))
        return alternatives

    def _advice(self) -> dict[str, Any]:
        merged = self._merged
        result: dict[str, Any] = {}
        for language in model.LANGUAGES:
            types = merged.advice.get(language, {})
            for name in (*merged.types, "undecided"):
                if name not in types:
                    self._problems.append(Problem(f"advice/{language}/{name}.yaml", 1, 1, "",
                                                  "is missing; every type needs advice in every language"))
            alerts = merged.alert_advice.get(language, {})
            for name, item in merged.alerts.items():
                if name not in alerts:
                    self._problems.append(item.problem(f"has no advice in advice/{language}/alerts.yaml; add it"))
            result[language] = {
                "types": {name: self._type_advice(item) for name, item in types.items()},
                "alerts": {name: self._alert_advice(item) for name, item in alerts.items()},
                "probes": [[*pair, item.value.question] for pair, item in merged.probes.get(language, {}).items()],
                "notes": {name: item.value for name, item in merged.notes.get(language, {}).items()},
            }
        return result

    def _phrases(self, item: Item) -> list[Any]:
        phrases = []
        for index, phrase in enumerate(item.value.phrases):
            try:
                slots = slots_of(phrase.text)
            except ValueError as error:
                self._problems.append(item.problem(str(error), "phrases", index, "text"))
                continue
            phrases.append({"id": phrase.id, "purpose": phrase.purpose, "text": phrase.text, "slots": slots,
                            "modes": list(phrase.modes), "styles": list(phrase.styles),
                            "channels": list(phrase.channels)})
        return phrases

    def _type_advice(self, item: Item) -> dict[str, Any]:
        advice: model.AdviceFile = item.value
        return {"label": advice.label, "goal": advice.goal, "steps": list(advice.steps), "do": list(advice.do),
                "avoid": list(advice.avoid), "phrases": self._phrases(item),
                "escalation": advice.escalation.model_dump() if advice.escalation else None}

    def _alert_advice(self, item: Item) -> dict[str, Any]:
        advice: model.AlertAdvice = item.value
        return {"label": advice.label, "action": advice.action, "avoid": list(advice.avoid),
                "phrases": self._phrases(item), "escalation": advice.escalation.model_dump()}

    def _fitted(self) -> dict[str, Any]:
        fitted: dict[str, Any] = {}
        for name, text in self._merged.fitted.items():
            try:
                fitted[name.removesuffix(".json")] = json.loads(text)
            except ValueError as error:
                self._problems.append(Problem(f"fitted/{name}", 1, 1, "", f"is not JSON ({error}); run "
                                                                        "complaint-rules tune again"))
        return fitted


def program_of(layers: list[Any]) -> Program:
    """The engine's program from the compiled layers."""
    return Program(tuple(Layer(layer["name"], tuple(
        Clause(rule, tuple(Test(name, operator, value) for name, operator, value in tests))
        for rule, tests in layer["clauses"])) for layer in layers))
