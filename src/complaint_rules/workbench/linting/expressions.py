"""Checks of expressions: what never matches, matches too much, stands twice, or lies in another's shadow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cache, reduce
from operator import or_

from complaint_rules.signals.sentences import Spans
from complaint_rules.workbench import parts
from complaint_rules.workbench.linting.coverage import Coverage, lead, sample
from complaint_rules.workbench.linting.finding import Flaw, check
from complaint_rules.workbench.linting.subject import ORDINARY, Subject
from complaint_rules.workbench.linting.witness import own_words, witnesses
from complaint_rules.workbench.probe import Expression, Places, Probe

BROAD_SHARE = 0.02
BROAD_TEXTS = 4


def _flaw(expression: Expression, message: str, mend: str) -> Flaw:
    return Flaw(expression.signal, expression.item, (expression.field, expression.index), message, mend)


def _never_matches(subject: Subject) -> Iterator[Flaw]:
    probe = subject.probe
    texts = [own_words(sequences, probe.forms) for sequences in probe.sequences]
    doubtful = [number for number, (words, forms) in enumerate(zip(texts, hindering(probe, texts), strict=True))
                if not surely_found(probe, number, words, forms)]
    cancelling = [other for number in doubtful for other in probe.of_signal[subject.expressions[number].signal]
                  if subject.expressions[other].unless]
    scan = probe.only([*doubtful, *cancelling]).scan
    for number in doubtful:
        if not any(_finds(probe, number, scan(text)) for text in witnesses(probe.sequences[number], probe.forms)):
            expression = subject.expressions[number]
            yield _flaw(expression, f"{expression.source!r} matches no text, not even the words it names",
                        "give its classes words and its numbers units, leave no end of a sentence inside it and "
                        "nothing that its own unless_ cancels; or take it out")


def hindering(probe: Probe, texts: Iterable[str]) -> Iterator[Set[int]]:
    """The forms in each text that could keep an expression from counting: those that deny, report or cancel."""
    return probe.forms_in(texts, probe.denying.union(*(
        step.forms for cancelling in probe.cancelling.values() for sequence in cancelling for step in sequence)))


def surely_found(probe: Probe, number: int, words: str, hindering: Set[int]) -> bool:
    """Whether an expression finds its own words side by side, told without reading them: there are words for each of
    its parts, all in one sentence, and in what could hinder it (`hindering`) is no form that denies and no whole
    sequence that cancels (a number of which is taken to be there). No is no proof of the contrary."""
    if not words or Spans(words).sentence(len(words) - 1):
        return False
    expression = probe.expressions[number]
    return expression.unless or (probe.denying.isdisjoint(hindering) and not any(
        all(probe.forms.is_number(step.forms) or not step.forms.isdisjoint(hindering) for step in sequence)
        for sequence in probe.cancelling.get(expression.signal, ())))


def _finds(probe: Probe, number: int, found: Places) -> bool:
    """Whether an expression alone, under what cancels it, is among what was found."""
    if number not in found or probe.expressions[number].unless:
        return number in found
    return bool(probe.places(probe.expressions[number].signal, {
        other: places for other, places in found.items() if other == number or probe.expressions[other].unless}))


never_matches = check("never-matches", "error", "An expression that can never match.")(_never_matches)


def _too_broad(subject: Subject) -> Iterator[Flaw]:
    """Only texts in which every part of an expression stands are read for it, and only where they are many."""
    probe = subject.probe
    many = Counter("en" if words.isascii() else "zh" for words in subject.ordinary)
    enough_of = {language: max(BROAD_TEXTS, BROAD_SHARE * count) for language, count in many.items()}
    index = _Index(subject.ordinary, probe)
    candidates = {}
    for number, expression in enumerate(subject.expressions):
        if (expression.unless or expression.language not in many
                or subject.merged.families[expression.signal] == ORDINARY):
            continue
        texts = [words for words in index.texts(probe.sequences[number], enough_of[expression.language])
                 if words.isascii() == expression.by_word]
        if len(texts) >= enough_of[expression.language]:
            candidates[number] = texts
    read = cache(probe.only(candidates).scan)
    for number, texts in candidates.items():
        expression, enough = subject.expressions[number], enough_of[subject.expressions[number].language]
        own = {expression.signal, *subject.read_by.get(expression.signal, ())}
        hit = [words for words in texts if number in read(words)
               and not all(text.key == "match" and text.owner in own for text in subject.ordinary[words])]
        if len(hit) >= enough:
            share = len(hit) / many[expression.language]
            yield _flaw(expression, f"{expression.source!r} is found in {len(hit)} of {many[expression.language]} "
                                    f"examples of ordinary text ({share:.1%}), such as {min(hit, key=len)!r}",
                        "ask for one more word beside it, or cancel it with unless_zh or unless_en")


class _Index:
    """Texts by the forms in them. Sets of texts are kept as the bits of a number, one for each text."""

    def __init__(self, texts: Iterable[str], probe: Probe) -> None:
        self._texts = list(texts)
        self._of_form: dict[int, int] = {}
        for place, forms in enumerate(probe.forms_in(self._texts)):
            for form in forms:
                self._of_form[form] = self._of_form.get(form, 0) | 1 << place
        self._known = frozenset(self._of_form)
        self._of_forms = cache(self._with_any)

    def texts(self, sequences: Iterable[parts.Sequence], enough: float) -> list[str]:
        """The texts in which all parts of a sequence stand, wherever; none where they are less than `enough`."""
        found = 0
        for sequence in sequences:
            every = -1
            for step in sorted(sequence, key=_fewest):
                every &= self._of_forms(step.forms)
                if not every:
                    break
            found |= every
        if found.bit_count() < enough:
            return []
        return [text for place, text in enumerate(self._texts) if found >> place & 1]

    def _with_any(self, forms: frozenset[int]) -> int:
        return reduce(or_, map(self._of_form.__getitem__, forms & self._known), 0)


def _fewest(step: parts.Step) -> int:
    return len(step.forms)


too_broad = check("too-broad", "warning", "An expression that hits ordinary text: at least "
                                          f"{BROAD_TEXTS} and {BROAD_SHARE:.0%} of the pack's own examples of it."
                  )(_too_broad)


def _groups(subject: Subject) -> list[list[int]]:
    """The numbers of the expressions of each signal, field and kind."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, expression in enumerate(subject.expressions):
        groups.setdefault((expression.signal, expression.field), []).append(number)
    return list(groups.values())


def _duplicate(subject: Subject) -> Iterator[Flaw]:
    sequences = subject.probe.sequences
    for group in _groups(subject):
        first: dict[frozenset[parts.Sequence], int] = {}
        for number in group:
            twin = subject.expressions[first.setdefault(sequences[number], number)]
            if twin is not subject.expressions[number]:
                yield _flaw(subject.expressions[number], f"{subject.expressions[number].source!r} says the same as "
                                                         f"{twin.field}[{twin.index}]", "take one of the two out")


duplicate_expression = check("duplicate-expression", "warning", "An expression that a signal holds twice.")(_duplicate)


def _shadowed(subject: Subject) -> Iterator[Flaw]:
    sequences = subject.probe.sequences
    by_language = {by_word: Coverage(subject.probe.forms, by_word=by_word) for by_word in (False, True)}
    for group in _groups(subject):
        coverage = by_language[subject.expressions[group[0]].by_word]
        by_lead: dict[frozenset[int], list[int]] = {}
        for number in group:
            by_lead.setdefault(lead(sequences[number]), []).append(number)
        for number in group:
            apart = sample(sequences[number]).isdisjoint
            possible = sorted(other for forms, others in by_lead.items() if not apart(forms) for other in others)
            covering = next((other for other in possible if sequences[other] != sequences[number]
                             and coverage.covers(sequences[other], sequences[number])), None)
            if covering is None:
                continue
            wide = subject.expressions[covering]
            yield _flaw(subject.expressions[number], f"{subject.expressions[number].source!r} finds nothing that "
                                                     f"{wide.field}[{wide.index}] {wide.source!r} does not find",
                        "take it out, or narrow the other one")


shadowed = check("shadowed", "warning", "An expression that another one of its signal always covers.")(_shadowed)

CHECKS = (never_matches, too_broad, duplicate_expression, shadowed)
