"""The behavioural table over some 60 cases of each language, by expressions, conversation and counters. The whole of
it, with meaning: `python docs/behaviour.py`."""

import pytest
from changes import LANGUAGES, Case, with_swapped
from perturbations import PERTURBATIONS, Runner, read_cases

from complaint_rules import Assessor

CASES = 60


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
        assert rate is None or rate >= perturbation.least, (language, outcome.failed[language])


@pytest.mark.parametrize(("text", "swapped"), [
    ("产品质量很差", "产品品质很差"), ("品质很差", "质量很差")])
def test_a_swap_does_not_cut_a_word(text, swapped):
    change = with_swapped([], [("质量", "品质")])
    given, after = change(Case("one", "zh-Hans", 0, {"messages": [{"role": "customer", "text": text}]}))
    assert [turns["messages"][0]["text"] for turns in (given, after)] == [text, swapped]
