import pytest

from complaint_rules import Complaint
from complaint_rules.signals.history import read_history


def read(**fields):
    return read_history(Complaint.model_validate(fields))


CONTRADICTIONS = [
    ("more after the final answer than contacts", {"contacts": 2, "contacts_after_final_answer": 5},
     {"contacts": 2, "contacts_after_final_answer": 2}, ["contradiction_contacts"]),
    ("contacts after an answer that was not given", {"final_answer_given": False, "contacts_after_final_answer": 3},
     {"final_answer_given": False, "contacts_after_final_answer": 0}, ["contradiction_final_answer"]),
    ("both at once", {"contacts": 2, "final_answer_given": False, "contacts_after_final_answer": 3},
     {"contacts_after_final_answer": 0}, ["contradiction_contacts", "contradiction_final_answer"]),
    ("more to one employee than contacts", {"contacts": 2, "contacts_to_same_agent": 9},
     {"contacts_to_same_agent": 2}, ["contradiction_same_agent"]),
    ("more caused by us than contacts", {"contacts": 2, "company_caused_contacts": 9},
     {"contacts": 0}, ["contradiction_company_caused"]),
    ("no contradiction", {"contacts": 5, "contacts_after_final_answer": 5, "contacts_to_same_agent": 5,
                          "company_caused_contacts": 5}, {"contacts": 0}, []),
]


@pytest.mark.parametrize(("behaviour", "expected", "notes"), [row[1:] for row in CONTRADICTIONS],
                         ids=[row[0] for row in CONTRADICTIONS])
def test_contradictions_are_read_in_the_customers_favour_with_a_note(behaviour, expected, notes):
    values, found = read(behaviour=behaviour)
    assert {name: values.get(name) for name in expected} == expected
    assert found == notes


@pytest.mark.parametrize(("name", "given", "caused", "left"), [
    ("contacts", 5, 2, 3), ("contacts", 2, 5, 0), ("contacts_after_final_answer", 4, 1, 3),
    ("supervisor_requests", 3, 3, 0), ("agents_contacted", 4, 2, 4), ("contacts_to_same_agent", 4, 2, 4),
    ("contacts", 5, 0, 5)])
def test_what_we_caused_is_deducted_where_it_counts(name, given, caused, left):
    values, _ = read(behaviour={name: given, "company_caused_contacts": caused})
    assert values[name] == left


def test_the_deduction_comes_after_the_cap():
    values, notes = read(behaviour={"contacts": 5, "contacts_after_final_answer": 8, "company_caused_contacts": 2})
    assert (values["contacts"], values["contacts_after_final_answer"]) == (3, 3)
    assert notes == ["contradiction_contacts"]


@pytest.mark.parametrize(("behaviour", "given", "stands"), [
    ({"contacts_after_final_answer": 2}, True, True),
    ({"contacts_after_final_answer": 0}, None, None),
    ({"contacts_after_final_answer": 2, "final_answer_given": False}, False, None),
    ({"final_answer_given": True}, True, True),
    ({"final_answer_given": True, "new_facts_since_final": False}, True, True),
    ({"final_answer_given": True, "new_facts_since_final": True}, True, None),
    ({"contacts": 0, "contacts_after_final_answer": 3}, None, None)])
def test_a_final_answer_is_implied_and_stands_without_new_facts(behaviour, given, stands):
    values, _ = read(behaviour=behaviour)
    assert values.get("final_answer_given") is given
    assert values.get("final_answer_stands") is stands


@pytest.mark.parametrize(("fields", "caused"), [
    ({"behaviour": {"company_caused_contacts": 1}}, True), ({"behaviour": {"company_caused_contacts": 0}}, None),
    ({"behaviour": {"promise_missed_by_us": True}}, True), ({"behaviour": {"promise_missed_by_us": False}}, None),
    ({"merit": "company_fault"}, True), ({"merit": "shared"}, None), ({}, None)])
def test_what_we_caused_is_known_from_counters_promises_and_merit(fields, caused):
    assert read(**fields)[0].get("company_caused") is caused


def test_absent_is_not_known_and_zero_is_zero():
    assert read() == ({}, [])
    assert read(behaviour={}) == ({}, [])
    assert read(behaviour={"contacts": 0, "work_disrupted": False})[0] == {"contacts": 0, "work_disrupted": False}


def test_observations_merit_and_channel_become_values():
    values, _ = read(observed=["shouting", "crying"], merit="no_fault", channel="phone")
    assert values == {"observed.shouting": True, "observed.crying": True, "merit.no_fault": True, "channel.phone": True}
