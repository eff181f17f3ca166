"""What agents' verdicts on answers say of the rules."""

import json

import pytest
from histories import AGAIN, MEDIA, PLAIN, SHOUTS
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules import Assessor, Case
from complaint_rules.workbench import REASONS, Reason, feedback
from complaint_rules.workbench.judged.report import at_least

RIGHT = {"verdict": "right"}
WRONG = {"verdict": "wrong", "reason": "misread"}


def judge(pack, *lines):
    return feedback(lines, packs=[pack], builtin=False, semantic=False)


def row(report, rule):
    return next((item.right, item.wrong) for item in report.rules if item.rule == rule)


def answered(pack, complaint):
    answer = Assessor(packs=[pack], builtin=False, semantic=False).assess(complaint).model_dump(mode="json")
    return {"complaint_id": complaint["id"], "answer": answer}


@pytest.mark.parametrize("given_as", ["complaint", "answer"])
def test_rules_of_a_right_answer_were_right_and_those_of_a_wrong_one_wrong(old, given_as):
    line = {"complaint": AGAIN} if given_as == "complaint" else answered(old, AGAIN)
    report = judge(old, {**line, **RIGHT}, {**line, **RIGHT}, {**line, **WRONG})
    assert (report.judged, report.right, report.wrong, report.reasons) == (3, 2, 1, {"misread": 1})
    assert row(report, "relentless.again") == (2, 1)
    rule = report.rules[0]
    assert (rule.precision, rule.reasons, rule.places) == (0.6667, {"misread": 1}, ("line 3",))


def test_a_rule_that_spoke_for_the_better_type_was_right_and_one_outweighed_is_not_counted(old):
    both = {**AGAIN, "observed": ["shouting"]}
    report = judge(old, {"complaint": both, **WRONG, "better_type": "explosive"})
    assert (row(report, "relentless.again"), row(report, "explosive.shouts")) == ((0, 1), (1, 0))
    assert [(item.answered, item.better, item.answers) for item in report.confused] == [("relentless", "explosive", 1)]
    assert not any(item.rule == "explosive.shouts" for item in judge(old, {"complaint": both, **RIGHT}).rules)


@pytest.mark.parametrize(("reason", "blamed"), [(reason, part) for reason, (_, part) in REASONS.items()])
def test_a_reason_blames_the_rules_of_its_part_alone(old, pack, reason, blamed):
    complaint = {**AGAIN, "observed": ["threatens_exposure"]}
    report = judge(pack("media", MEDIA), {"complaint": complaint, "verdict": "wrong", "reason": reason})
    wrong = {item.supports.partition(":")[0] for item in report.rules if item.wrong}
    assert wrong == ({blamed} if blamed in ("type", "alert") else set())


def test_what_another_version_said_besides_is_passed_over(old):
    line = answered(old, AGAIN)
    line["answer"]["evidence"].append({"rule": "r", "supports": "listening:x", "weight": 1.0})
    report = judge(old, {**line, **RIGHT})
    assert report.judged == 1
    assert row(report, "relentless.again") == (1, 0)
    assert not any(item.rule == "r" for item in report.rules)


def test_rules_wrong_too_often_for_chance_are_to_be_looked_at(old):
    line = {"complaint": AGAIN}
    assert judge(old, {**line, **WRONG}).look_at == ()
    assert set(judge(old, *[{**line, **WRONG}] * 3).look_at) == {"relentless.again", "relentless.contacts"}
    assert judge(old, *[{**line, **RIGHT}] * 30, *[{**line, **WRONG}] * 3).look_at == ()


def test_a_rule_that_the_pack_no_longer_holds_is_marked(old):
    line = answered(old, AGAIN)
    line["answer"]["evidence"][0]["rule"] = "relentless.gone"
    report = judge(old, *[{**line, **WRONG}] * 3)
    assert {item.rule: item.in_pack for item in report.rules}["relentless.gone"] is False
    assert "relentless.gone" not in report.look_at


def test_answers_of_other_versions_are_read(old):
    line = answered(old, AGAIN)
    line["answer"]["later_field"] = {"x": 1}
    del line["answer"]["recommendation"]
    assert judge(old, {**line, **RIGHT}).right == 1


def test_complaints_with_a_type_that_the_agent_stands_by_become_cases_for_tune(old):
    report = judge(old, {"complaint": AGAIN, **RIGHT}, {"complaint": PLAIN, **WRONG, "better_type": "explosive"},
                   {"complaint": SHOUTS, **WRONG}, {"complaint": {}, **RIGHT}, {**answered(old, AGAIN), **RIGHT})
    lines = [json.loads(json.dumps(line)) for line in report.case_lines()]
    cases = [Case.of(line) for line in lines]
    assert [(case.complaint.id, case.expected.type) for case in cases] == [("again", "relentless"),
                                                                           ("plain", "explosive")]
    # Agents said nothing of alerts: none may count as labelled absent.
    assert all(case.expected.alerts_labelled == () for case in cases)
    assert {name: value for name, value in lines[0].items() if name != "expected"} == AGAIN
    assert "cases" not in report.model_dump(mode="json")


BAD = {
    '{"verdict": "right"}': (None, "give the complaint, or complaint_id and answer"),
    '{"complaint_id": "x", "verdict": "right"}': (None, "give the complaint, or complaint_id and answer"),
    '{"complaint": {"txet": 1}, "verdict": "right"}': (
        "complaint.txet", "is not a field of a complaint; check the spelling or remove it"),
    '{"complaint": {}, "verdict": "maybe"}': ("verdict", "input should be 'right' or 'wrong'"),
    '{"complaint": {}}': ("verdict", "field required"),
    '{"complaint": {}, "verdict": "right", "colour": 1}': (
        "colour", "is not a field of feedback; check the spelling or remove it"),
    '{"complaint": {}, "verdict": "wrong", "reason": "misread", "better_type": "liar"}': (
        "better_type", "'liar' is not a type of this pack; use one of explosive, ordinary, relentless"),
    '{"complaint": {}, "verdict": "wrong"}': (None, f"the verdict wrong needs a reason: {', '.join(Reason)}"),
    '{"complaint": {}, "verdict": "right", "reason": "misread"}': (
        None, "better_type and reason belong to the verdict wrong; remove them, or change the verdict"),
    '{"complaint_id": "x", "answer": {"type": {"id": "x"}, "style": {"id": "y"}, "evidence": [{"rule": 1, '
    '"supports": "type:x", "weight": 1}]}, "verdict": "right"}': (
        "answer.evidence[0].rule", "input should be a valid string"),
    "5": (None, "must be an object in { }"),
}


@pytest.mark.parametrize("line", BAD)
def test_a_bad_line_is_refused_with_its_field_and_the_others_counted(old, line):
    report = judge(old, {"complaint": AGAIN, **RIGHT}, json.loads(line))
    assert (report.judged, report.refused) == (1, 1)
    refused = report.refusals[0]
    assert refused.place == "line 2"
    assert (refused.field, refused.message) == BAD[line]


@pytest.mark.parametrize(("given_as", "way_out"), [
    ("complaint", "if the agent saw another one, give it as `answer`"),
    ("answer", "name the type that would have been right, or leave better_type out")])
def test_a_type_called_wrong_for_itself_is_refused_with_the_way_out(old, given_as, way_out):
    line = {"complaint": AGAIN} if given_as == "complaint" else answered(old, AGAIN)
    report = judge(old, {**line, **WRONG, "better_type": "relentless"},
                   {**line, "verdict": "wrong", "reason": "wrong_style", "better_type": "relentless"})
    assert (report.judged, report.refused) == (1, 1)
    assert report.refusals[0].place == "line 1"
    assert (report.refusals[0].field, report.refusals[0].message) == (
        "better_type", f"the answer is relentless already; {way_out}")


@given(st.integers(0, 50), st.integers(1, 50))
def test_what_chance_allows_lies_below_what_was_seen(hits, more):
    trials = hits + more
    assert 0 <= at_least(hits, trials) <= hits / trials
    assert at_least(10 * hits, 10 * trials) >= at_least(hits, trials)
