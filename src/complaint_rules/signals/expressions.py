"""Finds expressions in a text: one scan over all word forms, then sequences assembled from its hits.

A sequence is looked at only where its rarest part (the anchor, chosen when the pack is compiled) was hit and the part
beside it stands within its gap. It is then assembled outwards from there, step by step over the hits within each gap:
no backtracking, and time linear in the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from copy import copy
from typing import Any, NamedTuple, Protocol

from complaint_rules.signals.forms import FormFinder, Hit
from complaint_rules.signals.integers import PackedLists
from complaint_rules.signals.scopes import Scopes, Span
from complaint_rules.signals.sentences import Spans

MAX_FINDS = 50
# The most characters that a word of a gap is expected to take.
WORD = 16

Forms = frozenset[int]


class Found(NamedTuple):
    """What stands in one text: spans of each signal (by number, in order), and of each word class that is counted."""

    signals: dict[int, list[Span]]
    classes: dict[str, list[Span]]


class _Plan(NamedTuple):
    """One sequence around its anchor: (forms, gap) per step, away from the anchor on the left and on the right; gaps
    count words where `by_word`, characters otherwise."""

    number: int
    signal: int
    unless: bool
    by_word: bool
    left: tuple[tuple[Forms, int], ...]
    right: tuple[tuple[Forms, int], ...]


class _Beside(NamedTuple):
    """The sequences anchored at one form that have a part on the same side, each with the forms of that part (`any` of
    them together); none stands further away than `reach` characters."""

    on_the_right: bool
    reach: int
    any: Forms
    plans: tuple[tuple[Forms, _Plan], ...]


class _Anchors(NamedTuple):
    """The sequences anchored at one form: those of this part alone, and the others by what stands beside it."""

    alone: tuple[_Plan, ...]
    beside: tuple[_Beside, ...]


class Lists(Protocol):
    """Lists of integers by number."""

    def __getitem__(self, number: int, /) -> Sequence[int]: ...


class Scanner:
    """The compiled expressions of a pack. `data` is the `expressions` part of the compiled pack, and `plans` stand in
    for its own, where given."""

    def __init__(self, data: Mapping[str, Any], plans: Lists | None = None) -> None:
        self.finder = FormFinder(data)
        atoms = Atoms(data["atoms"], data["ascii_forms"])
        self._anchors = _AnchorsByForm(plans or PackedLists(data["plans"]), atoms, PackedLists(data["anchored"]))
        self._keeps_negated = frozenset(data["keeps_negated"])
        self._keeps_reported = frozenset(data["keeps_reported"])
        self._negation = atoms[data["scopes"]["negation"]]
        self._reported = atoms[data["scopes"]["reported"]]
        self._own_words = atoms[data["scopes"]["own_words"]]
        self._classes = _ClassesByForm(data["classes"], data["counted"], PackedLists(data["classes_of"]))

    def only(self, signals: Set[int]) -> Scanner:
        """The same scanner for these signals (by number) alone."""
        narrow = copy(self)
        narrow._anchors = self._anchors.only(signals)
        return narrow

    def scan(self, folded: str, *, note: bool = False, text: str | None = None) -> Found:
        """Find all signals in `folded` text. In a staff's `note`, quoted words count as the customer's. `text` is the
        text before folding, of which line breaks end clauses."""
        spans = Spans(folded if text is None else text)
        hits = self.finder.find(folded)
        matches = _Assembly(hits, folded, spans).matches(self._anchors)
        found: dict[int, set[Span]] = {}
        barred: dict[int, set[int]] = {}
        for plan, by_end in matches:
            if plan.unless:
                barred.setdefault(plan.signal, set()).update(map(spans.sentence, by_end.values()))
            else:
                found.setdefault(plan.signal, set()).update((start, end) for end, start in by_end.items())
        classes: dict[str, list[Span]] = {}
        known = self._classes
        for start, end, form in hits:
            for name in known[form].counted:
                classes.setdefault(name, []).append((start, end))
        if not found:
            return Found({}, classes)
        scopes = Scopes(folded, spans, note=note, negations=_spans_of(self._negation, hits),
                        reports=_spans_of(self._reported, hits), own_words=_spans_of(self._own_words, hits))
        kept: dict[int, list[Span]] = {}
        for signal in sorted(found):
            bar = barred.get(signal, ())
            remaining: list[Span] = []
            for span in sorted(found[signal]):
                if bar and spans.sentence(span[0]) in bar:
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


    def classes_in(self, folded: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where words of classes stand, in order, with the names of their classes."""
        known = self._classes
        return ((start, known[form].every) for start, _, form in self.finder.find(folded))


def _spans_of(forms: Forms, hits: list[Hit]) -> list[Span]:
    return [(start, end) for start, end, form in hits if form in forms]


class Atoms(dict[int, Forms]):
    """The sets of forms by number, made when first asked for. `packed` holds those in plain letters, and the others
    counted from `border`."""

    def __init__(self, packed: Sequence[Sequence[bytes]], border: int) -> None:
        super().__init__()
        self._plain, self._wide = map(PackedLists, packed)
        self._border = border

    def __missing__(self, atom: int) -> Forms:
        self[atom] = forms = frozenset([*self._plain[atom], *(form + self._border for form in self._wide[atom])])
        return forms


class _Classes(NamedTuple):
    """The names of the word classes of one form: all of them, and those that are counted."""

    every: tuple[str, ...]
    counted: tuple[str, ...]


class _ClassesByForm(dict[int, _Classes]):
    """The word classes of each form, told when first asked for: `of_form` lists their places in `names`, of which the
    first `counted` are counted."""

    def __init__(self, names: Sequence[str], counted: int, of_form: PackedLists) -> None:
        super().__init__()
        self._names = names
        self._counted = counted
        self._of_form = of_form

    def __missing__(self, form: int) -> _Classes:
        places = self._of_form[form]
        self[form] = classes = _Classes(tuple(self._names[place] for place in places),
                                        tuple(self._names[place] for place in places if place < self._counted))
        return classes


class _AnchorsByForm(dict[int, _Anchors | None]):
    """What is anchored at each form (None for nothing), made when first asked for. A plan is: signal, whether by word,
    whether an `unless`, place of the anchor, place of the part beside it, then (atom, gap) per step; `anchored` lists
    the plans anchored at each form."""

    def __init__(self, plans: Lists, atoms: Atoms, anchored: PackedLists,
                 signals: Set[int] | None = None) -> None:
        """Of `signals` alone, where given."""
        super().__init__()
        self._sources = plans
        self._atoms = atoms
        self._anchored = anchored
        self._signals = signals
        self._plans: dict[int, _Plan] = {}

    def only(self, signals: Set[int]) -> _AnchorsByForm:
        return _AnchorsByForm(self._sources, self._atoms, self._anchored, signals)

    def __missing__(self, form: int) -> _Anchors | None:
        alone = []
        beside: dict[bool, list[tuple[int, Forms, _Plan]]] = {}
        for number in self._anchored[form]:
            signal, by_word, _, anchor, place, *steps = self._sources[number]
            if self._signals is not None and signal not in self._signals:
                continue
            plan = self._plans.get(number) or self._plan(number)
            if anchor == place:
                alone.append(plan)
            else:
                gap = steps[2 * max(anchor, place) + 1]
                beside.setdefault(place > anchor, []).append(
                    (WORD * gap + 4 if by_word else gap + 1, self._atoms[steps[2 * place]], plan))
        made = _Anchors(tuple(alone), tuple(
            _Beside(side, max(reach for reach, _, _ in plans),
                    plans[0][1].union(*(forms for _, forms, _ in plans[1:])),
                    tuple((forms, plan) for _, forms, plan in plans))
            for side, plans in beside.items()))
        self[form] = anchors = made if alone or beside else None
        return anchors

    def _plan(self, number: int) -> _Plan:
        signal, by_word, unless, anchor, _, *steps = self._sources[number]
        forms = [self._atoms[atom] for atom in steps[::2]]
        gaps = steps[1::2]
        # The gap of a step stands before it.
        left = tuple((forms[place], gaps[place + 1]) for place in range(anchor - 1, -1, -1))
        right = tuple((forms[place], gaps[place]) for place in range(anchor + 1, len(forms)))
        plan = self._plans[number] = _Plan(number, signal, bool(unless), bool(by_word), left, right)
        return plan


_Matches = dict[int, tuple[_Plan, dict[int, int]]]


class _Assembly:
    """The hits of one text, from which sequences are assembled."""

    def __init__(self, hits: list[Hit], folded: str, spans: Spans) -> None:
        self._folded = folded
        self._spans = spans
        self._hits = hits
        self._starts = [start for start, _, _ in hits]
        self._longest = max((end - start for start, end, _ in hits), default=0)

    def matches(self, anchors: _AnchorsByForm) -> list[tuple[_Plan, dict[int, int]]]:
        """Every sequence found, in the order of the pack, with the nearest start for each end."""
        found: _Matches = {}
        starts, longest = self._starts, self._longest
        forms_by_start = [form for _, _, form in self._hits]
        for place, (start, end, form) in enumerate(self._hits):
            here = anchors[form]
            if here is None:
                continue
            for plan in here.alone:
                _add(found, plan, start, end)
            # What is near is told roughly, by characters; most sequences end here, at the price of one look-up.
            for on_the_right, reach, some, plans in here.beside:
                if on_the_right:
                    first = bisect_left(starts, end, place)
                    near = forms_by_start[first:bisect_right(starts, end + reach, first)]
                else:
                    near = forms_by_start[bisect_left(starts, start - reach - longest, 0, place):place]
                if some.isdisjoint(near):
                    continue
                for forms, plan in plans:
                    if not forms.isdisjoint(near):
                        self._assemble(plan, start, end, found)
        return [found[number] for number in sorted(found)]

    def _assemble(self, plan: _Plan, start: int, end: int, found: _Matches) -> None:
        starts = {start}
        for forms, gap in plan.left:
            starts = {begin for near in starts for begin in self._before(near, forms, gap, plan.by_word)}
            if not starts:
                return
        ends = {end}
        for forms, gap in plan.right:
            ends = {last for near in ends for last in self._behind(near, forms, gap, plan.by_word)}
            if not ends:
                return
        nearest = max(starts)
        for last in ends:
            _add(found, plan, nearest, last)

    def _behind(self, end: int, forms: Forms, gap: int, by_word: bool) -> list[int]:
        """The ends of hits of `forms` that start within the gap behind `end`, in its sentence."""
        limit = self._spans.sentence_end(end - 1)
        if by_word:
            words = self._spans.words
            place = bisect_left(words, end) + gap
            if place < len(words) and words[place] < limit:
                limit = words[place] + 1
        else:
            limit = min(limit, end + gap + (2 if not gap and self._folded.startswith(" ", end) else 1))
        first = bisect_left(self._starts, end)
        return [last for _, last, form in self._hits[first:bisect_left(self._starts, limit, first)] if form in forms]

    def _before(self, start: int, forms: Forms, gap: int, by_word: bool) -> list[int]:
        """The starts of hits of `forms` that end within the gap before `start`, in its sentence."""
        limit = self._spans.sentence_start(start)
        if by_word:
            words = self._spans.words
            place = bisect_left(words, start) - gap - 1
            if place >= 0 and words[place] > limit:
                limit = words[place]
        else:
            limit = max(limit, start - gap - (2 if not gap and self._folded.startswith(" ", start - 1) else 1))
        last = bisect_left(self._starts, start)
        first = bisect_left(self._starts, limit - self._longest, 0, last)
        return [begin for begin, end, form in self._hits[first:last] if form in forms and limit < end <= start]


def _add(found: _Matches, plan: _Plan, start: int, end: int) -> None:
    by_end = found.setdefault(plan.number, (plan, {}))[1]
    by_end[end] = max(start, by_end.get(end, start))
