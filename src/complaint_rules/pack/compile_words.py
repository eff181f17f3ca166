"""Compiles word classes and expressions into atoms, sequences and the forms to scan for."""

from __future__ import annotations

from typing import Any

from complaint_rules.pack.errors import Problem
from complaint_rules.pack.expression import ExpressionError, Forms, NumberTest, clean_form, parse_expression
from complaint_rules.pack.merge import Item, Merged

SCOPES = {"negation": "scope.negation", "reported": "scope.reported", "own_words": "scope.own_words"}
COUNTED_CLASSES = ("demand.", "manner.", "agent.", "heat")


class WordsCompiler:
    """Collects every problem in `problems`."""

    def __init__(self, merged: Merged, problems: list[Problem]) -> None:
        self._merged = merged
        self._problems = problems

    def compile(self) -> dict[str, Any]:
        """The `expressions` part of the compiled pack."""
        return self._expressions(self._classes())

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
        for position, name in enumerate(names):
            item = self._merged.signals[name]
            for field, kept in keeps.items():
                if getattr(item.value, field) == "keep":
                    kept.append(position)
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
                        for used in {number for number, _ in steps}:
                            uses[used] += 1
                        sequences.append([position, by_word, steps, unless])
        scopes = {key: number_of(classes[name]) for key, name in SCOPES.items()}
        counted = {name: number_of(forms) for name, forms in classes.items() if name.startswith(COUNTED_CLASSES)}
        forms: dict[tuple[str, bool], list[int]] = {}
        numbers = []
        for atom, place in atoms.items():
            if isinstance(atom, NumberTest):
                numbers.append([place, atom.dimension, atom.op, atom.value])
                continue
            assert isinstance(atom, frozenset)
            for form in sorted(atom):
                open_ended = form.endswith("*")
                forms.setdefault((form.rstrip("*"), open_ended), []).append(place)
        forms.pop(("", True), None)
        ordered = sorted(forms)
        return {"names": names, "forms": [form for form, _ in ordered], "open_ended": [flag for _, flag in ordered],
                "form_atoms": [forms[key] for key in ordered], "numbers": numbers, "sequences": sequences,
                "rarity": [1000 - count for count in uses], "units": {
                    dimension: {clean_form(unit): factor for unit, factor in words.items()}
                    for dimension, words in self._merged.units.items()},
                "keeps_negated": keeps["negated"], "keeps_reported": keeps["reported"], "scopes": scopes,
                "counted": counted}
