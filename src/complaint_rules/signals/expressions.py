"""Finds expressions in a text: one Aho-Corasick scan over all word forms, then sequences assembled from its hits.

The scan is linear in the text whatever the number of rules. A sequence is looked at only where its rarest atom was hit,
all its atoms stand somewhere and a neighbour is within reach; it is then assembled by one merge over the hits of its
atoms, nearest partner first: no backtracking.
"""

from __future__ import annotations

import operator
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from complaint_rules.signals.integers import unpack_integers
from complaint_rules.signals.numbers import number_before
from complaint_rules.signals.sentences import Spans

Span = tuple[int, int]

NEGATION_REACH = 7
NEGATION_WORDS = 4
REPORTED_REACH = 24
OWN_WORDS_REACH = 12
SHORT_QUOTE = 5
MAX_FINDS = 50
MAX_HITS = 20_000
PIECE = 20_000
MAX_ENDING = 20
FEW = 24

# How a form ends: freely, at the edge of a word on the left or right, or open to any ending.
_LETTERS = str.maketrans(dict.fromkeys("abcdefghijklmnopqrstuvwxyz0123456789", "w") | {"w": "w"})
FREE = "."
LEFT_EDGES = "lbo"
RIGHT_EDGES = "rb"
OPEN_EDGES = "oe"

# Each Chinese character counts as a word.
_WORD = re.compile("[\u3400-\u9fff]|[^\\W_\u3400-\u9fff]+")
_QUOTED = re.compile(r'「[^」]{0,400}」|『[^』]{0,400}』|"[^"]{0,400}"')
_RHETORICAL = ("吗", "嘛", "么")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "": lambda _value, _limit: True, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}


class Found(NamedTuple):
    """What stands in one text: spans of each signal (by number, in order), and of each counted word class."""

    signals: dict[int, list[Span]]
    classes: dict[str, list[Span]]


class _Plan(NamedTuple):
    """One sequence to look for: (atom, gap, reach) per step; `reach` is the most characters that the gap may take."""

    signal: int
    by_word: bool
    steps: tuple[tuple[int, int, int], ...]
    unless: bool


class _Hits:
    """Where word forms stand in one text, looked up by atom (a set of forms) as far as anybody asks."""

    __slots__ = ("_spans", "atoms", "by_end", "by_form", "by_start", "ends", "forms", "starts")

    def __init__(self, by_form: dict[int, list[Span]], atoms: _Atoms) -> None:
        self.by_form = by_form
        self.forms = frozenset(by_form)
        self.atoms = atoms
        self._spans: dict[int, list[Span]] = {}
        placed = [(start, end, form) for form, spans in by_form.items() for start, end in spans]
        placed.sort()
        self.by_start = [form for _, _, form in placed]
        self.starts = [start for start, _, _ in placed]
        placed.sort(key=_by_end)
        self.by_end = [form for _, _, form in placed]
        self.ends = [end for _, end, _ in placed]

    def spans(self, atom: int) -> list[Span]:
        """The spans of an atom by their start."""
        known = self._spans.get(atom)
        if known is None:
            met = self.atoms[atom] & self.forms
            known = self._spans[atom] = (sorted(span for form in met for span in self.by_form[form]) if len(met) > 1
                                         else self.by_form[next(iter(met))] if met else [])
        return known


class _Atoms(dict[int, frozenset[int]]):
    """The sets of forms by number, made when first asked for."""

    def __init__(self, forms: array[int], starts: array[int]) -> None:
        super().__init__()
        self._forms = forms
        self._starts = starts

    def __missing__(self, atom: int) -> frozenset[int]:
        self[atom] = forms = frozenset(self._forms[self._starts[atom]:self._starts[atom + 1]])
        return forms


def _by_end(placed: tuple[int, int, int]) -> int:
    return placed[1]


def _end_first(span: Span) -> Span:
    return span[1], span[0]


class _Matcher:
    """Finds many forms in one pass; built when first asked. `offset` is the number of its first form."""

    def __init__(self, forms: list[str], offset: int) -> None:
        self._forms = forms
        self.offset = offset
        self._automaton: AhoCorasick | None = None
        self._longest = 0

    def find(self, folded: str) -> Iterable[tuple[int, int, int]]:
        """(form, start, end) of every occurrence, overlapping ones too; forms are counted from 0. Long texts are read
        piece by piece, so that memory does not follow the number of occurrences."""
        if not self._forms:
            return ()
        if self._automaton is None:
            self._longest = max(map(len, self._forms))
            self._automaton = AhoCorasick(self._forms, matchkind=MatchKind.Standard, store_patterns=False)
        if len(folded) > PIECE:
            return self._in_pieces(folded, self._automaton)
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        return found

    def _in_pieces(self, folded: str, automaton: AhoCorasick) -> Iterator[tuple[int, int, int]]:
        for offset in range(0, len(folded), PIECE):
            piece = folded[offset:offset + PIECE + self._longest]
            for form, start, end in automaton.find_matches_as_indexes(piece, overlapping=True):
                if start < PIECE:
                    yield form, start + offset, end + offset


class Scanner:
    """The compiled expressions of a pack. `data` is the `expressions` part of the compiled pack."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        forms: list[str] = data["forms"].split("\n") if data["forms"] else []
        # Most texts need one of the two alone: forms in plain letters, and forms with any other character.
        border: int = data["ascii_forms"]
        self._plain = _Matcher(forms[:border], 0)
        self._wide = _Matcher(forms[border:], border)
        self._edges: str = data["edges"]
        self._atoms = _Atoms(unpack_integers(data["atoms"]), unpack_integers(data["atoms_from"]))
        self._tests: dict[str, list[tuple[int, str, float]]] = {}
        for form, dimension, sign, limit in data["numbers"]:
            self._tests.setdefault(dimension, []).append((form, sign, limit))
        self._units: dict[int, tuple[str, float]] = {
            form: (dimension, factor) for form, dimension, factor in data["units"]}
        self._sources: list[Any] = data["plans"]
        self._plans: dict[int, _Plan] = {}
        # The sequences anchored at form f are anchored[anchored_from[f]:anchored_from[f + 1]].
        self._anchored = unpack_integers(data["anchored"])
        self._anchored_from = unpack_integers(data["anchored_from"])
        self._neighbours: dict[int, tuple[int, bool, int] | None] = {}
        self._keeps_negated = frozenset(data["keeps_negated"])
        self._keeps_reported = frozenset(data["keeps_reported"])
        self._negation: int = data["scopes"]["negation"]
        self._reported: int = data["scopes"]["reported"]
        self._own_words: int = data["scopes"]["own_words"]
        self._classes: dict[int, list[str]] = {}
        for name, atom in data["counted"].items():
            for form in self._atoms[atom]:
                self._classes.setdefault(form, []).append(name)

    def scan(self, folded: str, *, note: bool = False, text: str | None = None) -> Found:
        """Find all signals in `folded` text. In a staff's `note`, quoted words count as the customer's. `text` is the
        text before folding, of which line breaks end clauses."""
        spans = Spans(folded if text is None else text)
        hits = _Hits(self._hits(folded), self._atoms)
        found: dict[int, list[Span]] = {}
        barred: dict[int, set[int]] = {}
        for number in self._candidates(hits):
            plan = self._plans.get(number) or self._plan(number)
            matches = _assemble(plan, hits, folded, spans)
            if not matches:
                continue
            if plan.unless:
                barred.setdefault(plan.signal, set()).update(spans.sentence(start) for start, _ in matches)
            else:
                found.setdefault(plan.signal, []).extend(matches)
        classes: dict[str, list[Span]] = {}
        for form in self._classes.keys() & hits.forms:
            for name in self._classes[form]:
                classes.setdefault(name, []).extend(hits.by_form[form])
        if not found:
            return Found({}, classes)
        scopes = _Scopes(folded, spans, note=note, negations=hits.spans(self._negation),
                         reports=hits.spans(self._reported), own_words=hits.spans(self._own_words))
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

    def _neighbour(self, number: int) -> tuple[int, bool, int] | None:
        """The atom beside the anchor of a sequence, whether it stands on the right, and how far; None for a single
        part."""
        _, by_word, steps, _, anchor, beside = self._sources[number]
        found = None if anchor == beside else (steps[beside][0], beside > anchor,
                                               _reach(steps[max(anchor, beside)][1], by_word))
        self._neighbours[number] = found
        return found

    def _plan(self, number: int) -> _Plan:
        signal, by_word, steps, unless, _, _ = self._sources[number]
        plan = self._plans[number] = _Plan(
            signal, by_word, tuple((atom, gap, _reach(gap, by_word)) for atom, gap in steps), unless)
        return plan

    def _hits(self, folded: str) -> dict[int, list[Span]]:
        hits: dict[int, list[Span]] = {}
        length = len(folded)
        edges = self._edges
        # What borders on a word: one look-up instead of two questions per hit.
        letters = folded.translate(_LETTERS) + " "
        for matcher in (self._plain,) if folded.isascii() else (self._wide, self._plain):
            offset = matcher.offset
            for form, start, end in matcher.find(folded):
                form += offset
                edge = edges[form]
                if edge != FREE:
                    if edge in LEFT_EDGES and start and letters[start - 1] == "w":
                        continue
                    if edge in RIGHT_EDGES:
                        if letters[end] == "w":
                            continue
                    elif edge in OPEN_EDGES:
                        limit = min(length, end + MAX_ENDING)
                        while end < limit and letters[end] == "w":
                            end += 1
                if form in hits:
                    if len(hits[form]) < MAX_HITS:
                        hits[form].append((start, end))
                else:
                    hits[form] = [(start, end)]
        if self._tests:
            self._add_numbers(folded, hits)
        return hits

    def _add_numbers(self, folded: str, hits: dict[int, list[Span]]) -> None:
        """Number tests count as forms of their own, which stand where a number with a unit meets them."""
        for unit in self._units.keys() & hits.keys():
            dimension, factor = self._units[unit]
            for start, end in hits[unit]:
                number = number_before(folded, start)
                if number is None:
                    continue
                value, begin = number
                for form, sign, bound in self._tests.get(dimension, ()):
                    if _COMPARE[sign](value * factor, bound):
                        hits.setdefault(form, []).append((begin, end))

    def _candidates(self, hits: _Hits) -> list[int]:
        """The sequences whose rarest part has its neighbour within reach, in the order of the pack. Most sequences end
        here, at the price of one look-up."""
        atoms, forms, neighbours, anchored_from = self._atoms, hits.forms, self._neighbours, self._anchored_from
        starts, ends, by_start, by_end = hits.starts, hits.ends, hits.by_start, hits.by_end
        chosen = []
        for form, spans in hits.by_form.items():
            first, last = anchored_from[form], anchored_from[form + 1]
            if first == last:
                continue
            few = len(spans) <= FEW
            for number in self._anchored[first:last]:
                neighbour = neighbours[number] if number in neighbours else self._neighbour(number)
                if neighbour is not None:
                    atom, on_the_right, reach = neighbour
                    wanted = atoms[atom]
                    if wanted.isdisjoint(forms):
                        continue
                    if few:
                        for start, end in spans:
                            if on_the_right:
                                begin = bisect_left(starts, end)
                                near = by_start[begin:bisect_right(starts, end + reach, begin)]
                            else:
                                begin = bisect_left(ends, start - reach)
                                near = by_end[begin:bisect_right(ends, start, begin)]
                            if not wanted.isdisjoint(near):
                                break
                        else:
                            continue
                chosen.append(number)
        return sorted(set(chosen))


def _reach(gap: int, by_word: bool) -> int:
    return 16 * gap + 4 if by_word else gap + 1


class _Scopes:
    """What lies under a negation, in a quotation, or in somebody else's reported words."""

    def __init__(self, folded: str, spans: Spans, *, note: bool, negations: list[Span], reports: list[Span],
                 own_words: list[Span]) -> None:
        self._folded = folded
        self._spans = spans
        self._note = note
        self._negations = _Ends(negations)
        own_ends = {end for _, end in own_words}
        self._reports = _Ends([span for span in reports if span[1] not in own_ends])
        own = _Ends(own_words)
        quotes = [] if note else [
            match.span() for match in _QUOTED.finditer(folded)
            if match.end() - match.start() - 2 > SHORT_QUOTE
            and match.start() - own.before(match.start(), (0, -REPORTED_REACH))[1] > OWN_WORDS_REACH]
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
        end = min(span[1] + 12, self._spans.sentence_end(span[1] - 1, len(self._folded)))
        rest = self._folded[span[1]:end].split(",")[0]
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


def _assemble(plan: _Plan, hits: _Hits, folded: str, spans: Spans) -> list[Span]:
    """The spans of a sequence: one merge per step over spans by end and spans by start, nearest partner first."""
    partial = hits.spans(plan.steps[0][0])
    for atom, gap, reach in plan.steps[1:]:
        if not partial:
            break
        waiting = sorted(partial, key=_end_first) if len(partial) > 1 else partial
        grown: list[Span] = []
        nearest: Span | None = None
        index = 0
        count = len(waiting)
        for start, end in hits.spans(atom):
            while index < count and waiting[index][1] <= start:
                nearest = waiting[index]
                index += 1
            if nearest is not None and start - nearest[1] <= reach \
                    and _close(nearest[1], start, gap, plan.by_word, folded) \
                    and spans.same_sentence(nearest[1] - 1, start):
                grown.append((nearest[0], end))
        partial = grown
    return partial


def _close(end: int, start: int, gap: int, by_word: bool, folded: str) -> bool:
    distance = start - end
    if not by_word:
        return distance <= gap or (distance == 1 and folded[end] == " ")
    return len(_WORD.findall(folded, end, start)) <= gap
