"""The page of errors: wrong answers by confusion, with what misled and what was missing."""

import pytest

from complaint_rules import Assessor, Case, evaluate
from complaint_rules.confusions import MAX_EXAMPLES, confusions

RANKS = ["I am a platinum member, do you know who I am? Put me first in the queue.",
         "I am a platinum member and I spend thousands here. Put me first, ahead of the others."]
PLAIN = "My parcel has not arrived. Please send it again or refund me."


@pytest.fixture(scope="module")
def assessor():
    return Assessor(semantic=False)


@pytest.fixture(scope="module")
def answers(assessor):
    return {text: assessor.assess({"id": f"T-{number}", "text": text}) for number, text in enumerate([*RANKS, PLAIN])}


def test_the_largest_group_comes_first_and_what_is_right_or_accepted_is_no_error(answers):
    ranks, plain = [answers[text] for text in RANKS], answers[PLAIN]
    given = ranks[0].type.id
    assert {answer.type.id for answer in ranks} == {given}
    found = confusions([("lecturer", (), plain), *(("illogical", (), answer) for answer in ranks),
                        (plain.type.id, (), plain), ("stalker", (given,), ranks[0])])
    assert [(group.labelled, group.answered, group.count, group.ids) for group in found] == [
        ("illogical", given, 2, ("T-0", "T-1")), ("lecturer", plain.type.id, 1, ("T-2",))]


def test_what_misled_speaks_for_the_answer_or_against_the_label(answers):
    answer = answers[RANKS[0]]
    group, = confusions([("illogical", (), answer)])
    assert group.misled
    assert all((item.supports == f"type:{answer.type.id}" and item.weight > 0)
               or (item.supports == "type:illogical" and item.weight < 0) for item in group.misled)
    quotes = {quote.text for item in answer.evidence for quote in item.quotes}
    assert set(group.examples[0].quotes) <= quotes


def test_what_is_missing_fires_in_right_answers_and_not_here(answers):
    right, wrong = answers[RANKS[0]], answers[PLAIN]
    label = right.type.id
    group, = confusions([*[(label, (), right)] * 4, (label, (), wrong)])
    silent = {item.rule for item in wrong.evidence}
    assert group.missing
    assert all(item.rule not in silent and item.when_right == 1.0 and item.cases == 1 for item in group.missing)


def test_examples_are_bounded_and_ids_are_not(answers):
    group, = confusions([("illogical", (), answers[RANKS[0]])] * (MAX_EXAMPLES + 4))
    assert len(group.examples) == MAX_EXAMPLES
    assert len(group.ids) == group.count == MAX_EXAMPLES + 4


def test_the_evaluation_holds_them_where_asked_for(assessor):
    cases = [Case.of({"id": "T-1", "text": PLAIN, "expected": {"type": "lecturer"}})]
    assert evaluate(cases, assessor).errors is None
    assert [group.labelled for group in evaluate(cases, assessor, errors=True).errors] == ["lecturer"]
