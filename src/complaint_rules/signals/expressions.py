"""Finds expressions in a text: one Aho-Corasick scan over all word forms, then sequences assembled from its hits.

The scan is linear in the text whatever the number of rules. A sequence is looked at only where every one of its atoms
was hit, and is assembled by one merge over the hits of its atoms, nearest partner first: no backtracking.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from complaint_rules.signals.numbers import NumberReader
from complaint_rules.signals.sentences import Spans

Span = tuple[int, int]

NEGATION_REACH = 7
NEGATION_WORDS = 4
REPORTED_REACH = 24
OWN_WORDS_REACH = 12
SHORT_QUOTE = 5
MAX_FINDS = 50

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'「[^」]{0,400}」|『[^』]{0,400}』|"[^"]{0,400}"')
_RHETORICAL = ("吗", "嘛", "么")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "": lambda _value, _limit: True, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}


class Found(NamedTuple):
    """What stands in one text: spans of each signal (by number, in order), and of each counted word class."""

    signals: dict[int, list[Span]]
    classes: dict[str, list[Span]]


class _Plan(NamedTuple):
    signal: int
    by_word: bool
    steps: tuple[tuple[int, int], ...]
    atoms: frozenset[int]
    unless: bool


class Scanner:
    """The compiled expressions of a pack. `data` is the `expressions` part of the compiled pack."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        forms: list[str] = data["forms"]
        self._matcher = AhoCorasick(forms, matchkind=MatchKind.Standard) if forms else None
        self._form_atoms: list[tuple[int, ...]] = [tuple(atoms) for atoms in data["form_atoms"]]
        self._left = [form[0].isascii() and form[0].isalnum() for form in forms]
        self._right = [form[-1].isascii() and form[-1].isalnum() and not open_end
                       for form, open_end in zip(forms, data["open_ended"], strict=True)]
        self._tests: dict[str, list[tuple[int, str, float]]] = {}
        for atom, dimension, sign, limit in data["numbers"]:
            self._tests.setdefault(dimension, []).append((atom, sign, limit))
        self._numbers = NumberReader(data["units"])
        self._plans: dict[int, list[_Plan]] = {}
        for signal, by_word, steps, unless in data["sequences"]:
            plan = _Plan(signal, by_word, tuple((atom, gap) for atom, gap in steps),
                         frozenset(atom for atom, _ in steps), unless)
            anchor = max(plan.atoms, key=lambda atom: data["rarity"][atom])
            self._plans.setdefault(anchor, []).append(plan)
        self._keeps_negated = frozenset(data["keeps_negated"])
        self._keeps_reported = frozenset(data["keeps_reported"])
        self._negation: int = data["scopes"]["negation"]
        self._reported: int = data["scopes"]["reported"]
        self._own_words: int = data["scopes"]["own_words"]
        self._counted: dict[str, int] = data["counted"]

    def scan(self, folded: str, *, note: bool = False) -> Found:
        """Find all signals in `folded` text. In a staff's `note`, quoted words count as the customer's."""
        spans = Spans(folded)
        hits = self._hits(folded)
        found: dict[int, list[Span]] = {}
        barred: dict[int, set[int]] = {}
        for atom in hits:
            for plan in self._plans.get(atom, ()):
                if not plan.atoms <= hits.keys():
                    continue
                matches = _assemble(plan, hits, folded, spans)
                if not matches:
                    continue
                if plan.unless:
                    barred.setdefault(plan.signal, set()).update(spans.sentence(start) for start, _ in matches)
                else:
                    found.setdefault(plan.signal, []).extend(matches)
        classes = {name: hits[atom] for name, atom in self._counted.items() if atom in hits}
        if not found:
            return Found({}, classes)
        scopes = _Scopes(folded, spans, note=note, negations=hits.get(self._negation, []),
                         reports=hits.get(self._reported, []), own_words=hits.get(self._own_words, []))
        kept: dict[int, list[Span]] = {}
        for signal in sorted(found):
            bar = barred.get(signal, ())
            remaining: list[Span] = []
            for span in sorted(set(found[signal])):
                if spans.sentence(span[0]) in bar:
                    continue
                if signal not in self._keeps_negated and scopes.negated(span):
                    continue
                if signal not in self._keeps_reported and scopes.reported(span):
                    continue
                remaining.append(span)
                if len(remaining) == MAX_FINDS:
                    break
            if remaining:
                kept[signal] = remaining
        return Found(kept, classes)

    def _hits(self, folded: str) -> dict[int, list[Span]]:
        hits: dict[int, list[Span]] = {}
        length = len(folded)
        left, right, form_atoms = self._left, self._right, self._form_atoms
        if self._matcher is not None:
            for form, start, end in self._matcher.find_matches_as_indexes(folded, overlapping=True):
                if left[form] and start and folded[start - 1].isalnum() and folded[start - 1].isascii():
                    continue
                if right[form] and end < length and folded[end].isalnum() and folded[end].isascii():
                    continue
                for atom in form_atoms[form]:
                    known = hits.get(atom)
                    if known is None:
                        hits[atom] = [(start, end)]
                    else:
                        known.append((start, end))
        if self._tests:
            for measure in self._numbers.read(folded):
                for atom, sign, limit in self._tests.get(measure.dimension, ()):
                    if _COMPARE[sign](measure.value, limit):
                        hits.setdefault(atom, []).append((measure.start, measure.end))
        return hits


class _Scopes:
    """What lies under a negation, in a quotation, or in somebody else's reported words."""

    def __init__(self, folded: str, spans: Spans, *, note: bool, negations: list[Span], reports: list[Span],
                 own_words: list[Span]) -> None:
        self._folded = folded
        self._spans = spans
        self._note = note
        self._negations = _Ends(negations)
        self._reports = _Ends(reports)
        own = _Ends(own_words)
        quotes = [] if note else [
            match.span() for match in _QUOTED.finditer(folded)
            if match.end() - match.start() - 2 > SHORT_QUOTE
            and match.start() - own.before(match.start(), (-REPORTED_REACH, 0))[1] > OWN_WORDS_REACH]
        self._quotes = quotes
        self._quote_starts = [start for start, _ in quotes]

    def negated(self, span: Span) -> bool:
        begin, end = self._negations.before(span[0])
        if end < 0 or begin < self._spans.clause_start(span[0]):
            return False
        if self._folded[begin].isascii():
            if span[0] - end > 40 or len(_WORD.findall(self._folded, end, span[0])) > NEGATION_WORDS:
                return False
        elif span[0] - end > NEGATION_REACH:
            return False
        rest = self._folded[span[1]:span[1] + 12].split(",")[0]
        return not rest.rstrip("?!。 ").endswith(_RHETORICAL)

    def reported(self, span: Span) -> bool:
        """Inside a quotation of others, or right behind «he said» in the same clause."""
        if self._note:
            return False
        index = bisect_right(self._quote_starts, span[0]) - 1
        if index >= 0 and span[1] <= self._quotes[index][1]:
            return True
        begin, end = self._reports.before(span[0])
        return end >= 0 and begin >= self._spans.clause_start(span[0]) and span[0] - end <= REPORTED_REACH


class _Ends:
    """Spans by their end, to find the last one before a position."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: (span[1], span[0]))
        self._ends = [end for _, end in self._spans]

    def before(self, position: int, otherwise: Span = (-1, -1)) -> Span:
        index = bisect_right(self._ends, position) - 1
        return self._spans[index] if index >= 0 else otherwise


def _assemble(plan: _Plan, hits: Mapping[int, list[Span]], folded: str, spans: Spans) -> list[Span]:
    partial = hits[plan.steps[0][0]]
    for atom, gap in plan.steps[1:]:
        waiting = sorted(partial, key=lambda span: (span[1], span[0]))
        grown: list[Span] = []
        nearest: Span | None = None
        index = 0
        for start, end in sorted(hits[atom]):
            while index < len(waiting) and waiting[index][1] <= start:
                nearest = waiting[index]
                index += 1
            if nearest is not None and _close(nearest[1], start, gap, plan.by_word, folded) \
                    and spans.same_sentence(nearest[1] - 1, start):
                grown.append((nearest[0], end))
        if not grown:
            return []
        partial = grown
    return partial


def _close(end: int, start: int, gap: int, by_word: bool, folded: str) -> bool:
    distance = start - end
    if not by_word:
        return distance <= gap or (distance == 1 and folded[end] == " ")
    if distance > 16 * gap + 4:
        return False
    return len(_WORD.findall(folded, end, start)) <= gap
