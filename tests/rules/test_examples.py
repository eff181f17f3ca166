"""Every example of the built-in pack is a test: those beside signals, patterns and rules, and whole answers."""

import pytest

from complaint_rules import Assessor
from complaint_rules.trial import Trial

TRIAL = Trial(Assessor(semantic=False))
PLAIN = [example for example in TRIAL.examples() if not example.meaning]
MEANING = [example for example in TRIAL.examples() if example.meaning]


@pytest.mark.parametrize("example", PLAIN, ids=lambda example: f"{example.owner}@{example.place}")
def test_example_holds(example):
    assert TRIAL.actual(example) == example.expected, str(example)


@pytest.fixture(scope="module")
def semantic():
    return Trial(Assessor(semantic=True))


@pytest.mark.parametrize("example", MEANING, ids=lambda example: f"{example.owner}@{example.place}")
def test_example_read_by_meaning_holds(semantic, example):
    assert semantic.actual(example) == example.expected, str(example)


def test_whole_answers_hold_with_meaning_too(semantic):
    assert [str(example) for example in semantic.examples()
            if example.whole and semantic.actual(example) != example.expected] == []
