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
