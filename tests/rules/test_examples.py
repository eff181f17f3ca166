"""Every example that stands beside a signal, a pattern or a rule is a test."""

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


@pytest.mark.parametrize("name", sorted({example.owner for example in MEANING if example.owner.startswith("meaning.")}))
def test_what_means_it_scores_above_what_does_not(semantic, name):
    def scores(expected):
        return [semantic.score(example) for example in MEANING if example.owner == name
                and example.expected is expected]

    assert min(scores(True)) > max(scores(False))
