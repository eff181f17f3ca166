"""Selecting advice: a situation met before, and one met for the first time."""

import itertools

from test_speed import median

from complaint_rules.advice import Adviser, Situation
from complaint_rules.pack.names import LANGUAGES, STYLES, TYPES
from complaint_rules.pack.runtime import load_compiled

ADVISER = Adviser(load_compiled())


def situations():
    for language, kind, style, channel, alerts in itertools.product(
            LANGUAGES, TYPES, STYLES, ("phone", "letter"), ((), ("vulnerability",))):
        yield Situation(language, kind, style, "serve", False, alerts, channel, "company_fault", None, frozenset(), None)


def test_selecting_advice(benchmark):
    known = list(situations())
    for at in known:
        ADVISER.recommendation(at)
    again = itertools.cycle(known)
    benchmark(lambda: ADVISER.recommendation(next(again)))


def test_selecting_advice_for_the_first_time(benchmark):
    new = itertools.cycle(situations())
    benchmark(lambda: ADVISER.recommendation.__wrapped__(next(new)))
    first = median(lambda: ADVISER.recommendation.__wrapped__(next(new)), 3000)
    again = itertools.cycle(situations())
    later = median(lambda: ADVISER.recommendation(next(again)), 3000)
    print(f"\nfor the first time {first * 1e6:.1f} µs, met before {later * 1e6:.1f} µs")
