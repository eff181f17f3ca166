"""What must not matter, and what must only push one way, in the manner of CheckList. Word rules alone (fast); a rate
below 1 is allowed only where the table says so."""

import json
import re
from pathlib import Path

import pytest

from complaint_rules import Assessor
from complaint_rules.signals.fold import script_pairs, script_characters

CASES = Path(__file__).parents[1] / "cases"
SEVERITY = ("info", "notice", "urgent", "emergency")
TRADITIONAL = [json.loads(line) for line in (CASES / "dev.jsonl").read_text("utf-8").splitlines()][:200:2]
ALL = [json.loads(line) for line in (CASES / "dev.jsonl").read_text("utf-8").splitlines()][1::5]


@pytest.fixture(scope="module")
def assessor():
    return Assessor(semantic=False)


def complaint(case, change=lambda text: text, **fields):
    given = {name: value for name, value in case.items() if name not in ("expected", "id")}
    turns = [{**turn, "text": change(turn["text"]) if turn["role"] == "customer" else turn["text"]}
             for turn in case["messages"]]
    return {**given, "messages": turns, **fields}


def seen(answer):
    return answer.type.id, answer.style.id, sorted(alert.id for alert in answer.alerts)


def to_simplified(text):
    traditional, simplified = script_pairs()
    return text.translate(dict(zip(map(ord, traditional), map(ord, simplified), strict=True)))


def to_full_width(text):
    return "".join(chr(ord(character) + 0xFEE0) if "a" <= character <= "z" or "A" <= character <= "Z" else character
                   for character in text)


@pytest.mark.parametrize(("change", "rate"), [
    (to_simplified, 1.0),
    (lambda text: text.replace("。", "。\n"), 0.97),
    (to_full_width, 0.97),
    (lambda text: re.sub("[。.!!]+$", "", text) + "。", 0.97),
], ids=["script", "line breaks", "full width", "closing mark"])
def test_the_answer_does_not_turn_on(assessor, change, rate):
    same = sum(seen(assessor.assess(complaint(case))) == seen(assessor.assess(complaint(case, change)))
               for case in TRADITIONAL)
    assert same / len(TRADITIONAL) >= rate


def test_order_numbers_do_not_change_the_type(assessor):
    changed = [case["id"] for case in ALL
               if assessor.assess(complaint(case)).type.id
               != assessor.assess(complaint(case, lambda text: text + " (ref. QX-48213-77)")).type.id]
    assert len(changed) <= len(ALL) * 0.03, changed


@pytest.mark.parametrize("threat", ["我會放火燒了你們的店。", "I will break your arm.", "我不想活了,我要去死。"])
def test_a_threat_added_never_lowers_an_alert(assessor, threat):
    for case in ALL[:40]:
        before = {alert.id: SEVERITY.index(alert.severity) for alert in assessor.assess(complaint(case)).alerts}
        after = {alert.id: SEVERITY.index(alert.severity) for alert in assessor.assess(
            complaint(case, messages=[*case["messages"], {"role": "customer", "text": threat}])).alerts}
        assert before.keys() <= after.keys()
        assert after, "the threat itself raises one"


def test_one_more_contact_after_the_final_answer_never_lowers_relentless(assessor):
    def score(contacts):
        answer = assessor.assess({"text": "I don't accept your answer.", "behaviour": {
            "contacts": 40, "contacts_after_final_answer": contacts, "final_answer_given": True}})
        return next(item.score for item in answer.ranking if item.id == "relentless")

    scores = [score(contacts) for contacts in range(12)]
    assert scores == sorted(scores)


@pytest.mark.parametrize("broken", [{"promise_missed_by_us": True}, {"company_caused_contacts": 6}])
def test_our_broken_promise_never_raises_a_type(assessor, broken):
    for case in ALL:
        behaviour = case.get("behaviour") or {}
        before = assessor.assess(complaint(case)).ranking
        after = assessor.assess(complaint(case, behaviour={**behaviour, **broken})).ranking
        shares = {item.id: item.confidence for item in after}
        typed = [item for item in before if item.id != "ordinary"]
        assert sum(shares[item.id] for item in typed) <= sum(item.confidence for item in typed) + 1e-9, case["id"]


def test_what_is_owed_does_not_turn_on_manner(assessor):
    """Merit and facts fixed, everything else varied: no advice ever offers less than service in a tentative answer."""
    for case in ALL:
        answer = assessor.assess(complaint(case, merit="company_fault"))
        if answer.type.standing == "tentative":
            assert answer.recommendation.mode == "serve"


def test_the_two_scripts_are_told_apart():
    traditional, simplified = script_characters()
    assert "這" in traditional
    assert "这" in simplified
    assert not traditional & simplified
