"""The behavioural table over some 60 cases of each language, by expressions, conversation and counters. The whole of
it, with meaning: `python docs/behaviour.py`."""

import pytest
from changes import LANGUAGES
from perturbations import PERTURBATIONS, Runner, read_cases

from complaint_rules import Assessor

CASES = 60
# Cases known to answer otherwise since the last fit (KNOWN_LIMITS.md); any further one fails.
KNOWN_CASES = {"disability": {"n4en-entitled-04"}, "apology": {"ht-c-entitled-07", "ht-y-illogical-02"},
               "promise.said": {"dev2e-lecturer-06", "en-c-know_it_all-07"}}


@pytest.fixture(scope="module")
def runner():
    return Runner(Assessor(semantic=False), read_cases())


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_answer_behaves(runner, name):
    perturbation = PERTURBATIONS[name]
    outcome = runner.run(perturbation, CASES)
    assert outcome.compared, "the change applies to no case"
    for language in LANGUAGES:
        rate = outcome.rate(language)
        failed = set(outcome.failed.get(language, ()))
        known = failed <= KNOWN_CASES.get(name, set())
        assert rate is None or rate >= perturbation.least or known, (language, failed)
