"""What the table of perturbations does not say: that a threat is seen at all, that more contacts keep counting, and
that service does not turn on manner."""

import json
from pathlib import Path

import pytest

from complaint_rules import Assessor
from complaint_rules.signals.fold import script_characters

CASES = Path(__file__).parents[1] / "cases"
SOME = [json.loads(line) for line in (CASES / "dev.jsonl").read_text("utf-8").splitlines()][1::5]


@pytest.fixture(scope="module")
def assessor():
    return Assessor(semantic=False)


def complaint(case, **fields):
    return {**{name: value for name, value in case.items() if name not in ("expected", "id")}, **fields}


@pytest.mark.parametrize("threat", ["我會放火燒了你們的店。", "I will break your arm.", "我不想活了,我要去死。"])
def test_a_threat_added_raises_an_alert(assessor, threat):
    for case in SOME[:40]:
        threatened = complaint(case, messages=[*case["messages"], {"role": "customer", "text": threat}])
        assert assessor.assess(threatened).alerts


def test_each_further_contact_after_the_final_answer_counts(assessor):
    def score(contacts):
        answer = assessor.assess({"text": "I don't accept your answer.", "behaviour": {
            "contacts": 40, "contacts_after_final_answer": contacts, "final_answer_given": True}})
        return next(item.score for item in answer.ranking if item.id == "relentless")

    scores = [score(contacts) for contacts in range(12)]
    assert scores == sorted(scores)


def test_what_is_owed_does_not_turn_on_manner(assessor):
    """Merit and facts fixed, everything else varied: no advice ever offers less than service in a tentative answer."""
    for case in SOME:
        answer = assessor.assess(complaint(case, merit="company_fault"))
        if answer.type.standing == "tentative":
            assert answer.recommendation.mode == "serve"


def test_the_two_scripts_are_told_apart():
    traditional, simplified = script_characters()
    assert "這" in traditional
    assert "这" in simplified
    assert not traditional & simplified
