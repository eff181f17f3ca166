"""Compiles word classes and expressions into atoms, sequences and the forms to scan for."""

from __future__ import annotations

from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from complaint_rules.pack.errors import Problem
from complaint_rules.pack.expression import ExpressionError, Forms, NumberTest, clean_form, is_plain, parse_expression
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.signals.alike import said_alike
from complaint_rules.signals.fold import fold
from complaint_rules.signals.integers import pack_integers, pack_lists

# The fields that hold expressions, in the order in which these are numbered: (field, whether gaps count words, whether
# it cancels).
FIELDS = (("zh", False, False), ("en", True, False), ("unless_zh", False, True), ("unless_en", True, True))
SCOPES = {"negation": "scope.negation", "reported": "scope.reported", "own_words": "scope.own_words"}
COUNTED_CLASSES = ("demand.", "manner.", "agent.", "heat")


class WordsCompiler:
    """Collects every problem in `problems`."""

    def __init__(self, merged: Merged, problems: list[Problem]) -> None:
        self._merged = merged
        self._problems = problems

    def compile(self) -> dict[str, Any]:
        """The `expressions` part of the compiled pack."""
        return self._expressions(self.classes())

    def classes(self) -> dict[str, Forms]:
        """The forms of every word class."""
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
                    if not is_plain(form):
                        self._problems.append(item.problem("a word class holds plain words and {classes}; a star "
                                                                "stands at the end alone", key, index))
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
        alike = cache(said_alike)  # Most forms stand in many atoms.

        def number_of(atom: Forms | NumberTest) -> int:
            if isinstance(atom, frozenset):
                atom = frozenset().union(*map(alike, atom))
            return atoms.setdefault(atom, len(atoms))

        sequences: list[list[Any]] = []
        written = -1
        expression_of: list[int] = []
        names = [name for name, item in self._merged.signals.items() if item.value.is_expression]
        keeps: dict[str, list[int]] = {"negated": [], "reported": []}
        for position, name in enumerate(names):
            item = self._merged.signals[name]
            for field, kept in keeps.items():
                if getattr(item.value, field) == "keep":
                    kept.append(position)
            for key, by_word, unless in FIELDS:
                for index, source in enumerate(getattr(item.value, key)):
                    written += 1
                    try:
                        variants = parse_expression(source, classes, by_word=by_word)
                    except ExpressionError as error:
                        self._problems.append(item.problem(str(error), key, index))
                        continue
                    sequences.extend([position, by_word, [[number_of(step.atom), step.gap] for step in sequence.steps],
                                      unless] for sequence in variants)
                    expression_of.extend([written] * len(variants))
        scopes = {key: number_of(classes[name]) for key, name in SCOPES.items()}
        atom_of = {name: number_of(classes[name])
                   for name in sorted(classes, key=lambda name: not name.startswith(COUNTED_CLASSES))}
        return {"names": names, **self._numbered(atoms, sequences, atom_of),
                "expression_of": pack_integers(expression_of),
                "keeps_negated": keeps["negated"], "keeps_reported": keeps["reported"], "scopes": scopes}

    def _numbered(self, atoms: dict[object, int], sequences: list[list[Any]],
                  classes: dict[str, int]) -> dict[str, Any]:
        """Forms, atoms as lists of form numbers, number tests (each a form of its own), the sequences with their
        anchor, the step whose forms are least often met in the pack's own examples, and the rarer step beside it, and
        the word classes (by name, their atom) of each form."""
        units = {_form_key(clean_form(unit)): (dimension, factor)
                 for dimension, words in self._merged.units.items() for unit, factor in words.items()}
        forms = frozenset[str]().union(*(atom for atom in atoms if isinstance(atom, frozenset)))
        key_of = {form: _form_key(form) for form in forms}
        keys = sorted({*key_of.values(), *units}, key=lambda key: (not key[0].isascii(), key))
        number = {key: index for index, key in enumerate(keys)}
        number_of = {form: number[key] for form, key in key_of.items()}
        numbers: list[list[Any]] = []
        listed: list[list[int]] = []
        for atom in atoms:
            if isinstance(atom, NumberTest):
                form = len(keys) + len(numbers)
                numbers.append([form, atom.dimension, atom.op, atom.value])
                listed.append([form])
            elif isinstance(atom, frozenset):
                listed.append(sorted(number_of[form] for form in atom))
        met = self._met([form for form, _ in keys]) + [1] * len(numbers)
        often = [sum(met[form] for form in atom) for atom in listed]
        plans = []
        for signal, by_word, steps, unless in sequences:
            cost = [often[atom] for atom, _ in steps]
            anchor = cost.index(min(cost))
            beside = [place for place in (anchor - 1, anchor + 1) if 0 <= place < len(steps)]
            plans.append((signal, by_word, unless, steps, anchor, min(beside, key=cost.__getitem__, default=anchor)))
        anchored: list[list[int]] = [[] for _ in range(len(keys) + len(numbers))]
        for position, (_, _, _, steps, anchor, _) in enumerate(plans):
            for form in listed[steps[anchor][0]]:
                anchored[form].append(position)
        classes_of: list[list[int]] = [[] for _ in anchored]
        for position, atom in enumerate(classes.values()):
            for form in listed[atom]:
                classes_of[form].append(position)
        flat = [[signal, by_word, unless, anchor, place, *(number for step in steps for number in step)]
                for signal, by_word, unless, steps, anchor, place in plans]
        border = sum(form.isascii() for form, _ in keys)
        return {
            "forms": "\n".join(form for form, _ in keys),
            "ascii_forms": border,
            "wide_from": sum(len(form) + 1 for form, _ in keys[:border]),
            "edges": "".join(_edge(*key) for key in keys),
            # Apart by alphabet and counted from 0 in each, numbers stay small enough to be packed in two bytes.
            "atoms": [pack_lists([[form for form in atom if form < border] for atom in listed]),
                      pack_lists([[form - border for form in atom if form >= border] for atom in listed])],
            "numbers": numbers,
            "units": [[number[key], *units[key]] for key in sorted(units)],
            "plans": pack_lists(flat),
            "anchored": pack_lists(anchored),
            "classes": [*classes],
            "counted": sum(name.startswith(COUNTED_CLASSES) for name in classes),
            "classes_of": pack_lists(classes_of),
        }

    def _met(self, forms: list[str]) -> list[int]:
        """How often each form stands in the examples of the pack's signals."""
        counts = [0] * len(forms)
        matcher = AhoCorasick(forms, matchkind=MatchKind.Standard) if forms else None
        for item in self._merged.signals.values():
            for text in (*item.value.match, *item.value.no_match):
                for form, _, _ in matcher.find_matches_as_indexes(fold(text), overlapping=True) if matcher else ():
                    counts[form] += 1
        return counts


def _form_key(form: str) -> tuple[str, bool]:
    """The characters to scan for, and whether any ending may follow: one star behind two letters or more."""
    if len(form) > 2 and form.endswith("*") and form[-2] != "*":
        return form[:-1], True
    return form, False


def _edge(form: str, open_ended: bool) -> str:
    """How a form is bounded, as the scanner reads it: l left, r right, b both, o left and open, e open, . free."""
    left = form[0].isascii() and form[0].isalnum()
    if open_ended:
        return "o" if left else "e"
    right = form[-1].isascii() and form[-1].isalnum()
    return "b" if left and right else "l" if left else "r" if right else "."
