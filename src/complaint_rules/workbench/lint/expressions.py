"""Checks of expressions: what never matches, matches too much, stands twice, or lies in another's shadow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import permutations

from complaint_rules.workbench.lint.coverage import covers, lead, sample
from complaint_rules.workbench.lint.finding import Flaw, check
from complaint_rules.workbench.lint.subject import ORDINARY, Subject
from complaint_rules.workbench.lint.witness import witnesses
from complaint_rules.workbench.probe import Expression, Places, Probe

BROAD_SHARE = 0.02
BROAD_TEXTS = 4
TOGETHER = 16


def _flaw(expression: Expression, message: str, mend: str) -> Flaw:
    return Flaw(expression.signal, expression.item, (expression.field, expression.index), message, mend)


def _never_matches(subject: Subject) -> Iterator[Flaw]:
    probe, units = subject.probe, subject.merged.units
    untried = [number for number in range(len(subject.expressions)) if number not in subject.hits]
    doubtful = []
    for start in range(0, len(untried), TOGETHER):  # one reading for several, since nearly all of them match
        group = untried[start:start + TOGETHER]
        found = probe.scan("\n\n".join(next(witnesses(probe.sequences[number], units), "") for number in group))
        doubtful += [number for number in group if not _finds(probe, number, found)]
    for number in doubtful:
        if not any(_finds(probe, number, probe.scan(text)) for text in witnesses(probe.sequences[number], units)):
            expression = subject.expressions[number]
            yield _flaw(expression, f"{expression.source!r} matches no text, not even the words it names",
                        "give its classes words and its numbers units, leave no end of a sentence inside it and "
                        "nothing that its own unless_ cancels; or take it out")


def _finds(probe: Probe, number: int, found: Places) -> bool:
    """Whether an expression alone, under what cancels it, is among what was found."""
    if number not in found or probe.expressions[number].unless:
        return number in found
    return bool(probe.places(probe.expressions[number].signal, {
        other: places for other, places in found.items() if other == number or probe.expressions[other].unless}))


never_matches = check("never-matches", "error", "An expression that can never match.")(_never_matches)


def _too_broad(subject: Subject) -> Iterator[Flaw]:
    many = Counter("en" if words.isascii() else "zh" for words in subject.ordinary)
    for number, texts in subject.hits.items():
        expression = subject.expressions[number]
        if expression.unless or subject.merged.families[expression.signal] == ORDINARY:
            continue
        own = {expression.signal, *subject.read_by.get(expression.signal, ())}
        hit = [words for words in texts if words.isascii() == expression.by_word
               and not all(text.key == "match" and text.owner in own for text in subject.ordinary[words])]
        share = len(hit) / max(1, many[expression.language])
        if len(hit) >= BROAD_TEXTS and share >= BROAD_SHARE:
            yield _flaw(expression, f"{expression.source!r} is found in {len(hit)} of {many[expression.language]} "
                                    f"examples of ordinary text ({share:.1%}), such as {min(hit, key=len)!r}",
                        "ask for one more word beside it, or cancel it with unless_zh or unless_en")


too_broad = check("too-broad", "warning", "An expression that hits ordinary text: at least "
                                          f"{BROAD_TEXTS} and {BROAD_SHARE:.0%} of the pack's own examples of it."
                  )(_too_broad)


def _pairs(subject: Subject) -> Iterator[tuple[int, int]]:
    """The numbers of every two expressions of one signal, field and kind, in both orders."""
    for numbers in subject.probe.of_signal.values():
        fields: dict[str, list[int]] = {}
        for number in numbers:
            fields.setdefault(subject.expressions[number].field, []).append(number)
        for group in fields.values():
            yield from permutations(group, 2)


def _duplicate(subject: Subject) -> Iterator[Flaw]:
    sequences = subject.probe.sequences
    for number, other in _pairs(subject):
        if other < number and sequences[other] == sequences[number]:
            twin = subject.expressions[other]
            yield _flaw(subject.expressions[number], f"{subject.expressions[number].source!r} says the same as "
                                                     f"{twin.field}[{twin.index}]", "take one of the two out")


duplicate_expression = check("duplicate-expression", "warning", "An expression that a signal holds twice.")(_duplicate)


def _shadowed(subject: Subject) -> Iterator[Flaw]:
    sequences = subject.probe.sequences
    samples, leads = [list(map(look, sequences)) for look in (sample, lead)]
    done = set()
    for number, other in _pairs(subject):
        if (not samples[number].isdisjoint(leads[other]) and number not in done
                and sequences[other] != sequences[number] and covers(sequences[other], sequences[number])):
            done.add(number)
            wide = subject.expressions[other]
            yield _flaw(subject.expressions[number], f"{subject.expressions[number].source!r} finds nothing that "
                                                     f"{wide.field}[{wide.index}] {wide.source!r} does not find",
                        "take it out, or narrow the other one")


shadowed = check("shadowed", "warning", "An expression that another one of its signal always covers.")(_shadowed)

CHECKS = (never_matches, too_broad, duplicate_expression, shadowed)
