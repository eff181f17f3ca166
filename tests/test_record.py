"""The form that may be stored: neutral wording, the customer's words, dates; never ids of types, rules or signals."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import packs
import pytest
from pydantic import ValidationError

from complaint_rules import Assessor, Record

TYPES = ["uninformed", "know_it_all", "entitled", "lecturer", "stalker", "explosive", "time_killer", "fastidious",
         "victim_minded", "relentless", "illogical"]
DAY = date(2026, 11, 20)
COMPLAINT = {"id": "T-7", "text": "I am writing again and will write every week: refund me!",
             "behaviour": {"contacts": 9, "contacts_after_final_answer": 6},
             "observed": ["shouting", "threatens_exposure"]}


@pytest.fixture(scope="module")
def assessment(tmp_path_factory):
    again = packs.signal("says.again", en=["again ~3 (call|write)", "writing again"])
    return packs.assessor(packs.write_minimal(
        tmp_path_factory.mktemp("pack"),
        **{"signals/signals.yaml": {"family": "tests", "signals": [again, packs.signal("says.refund", en=["refund"])]}},
    )).assess(COMPLAINT)


@pytest.mark.parametrize(("at", "expires", "expected"), [
    (DAY, None, (DAY, DAY + timedelta(90))),
    (DAY, DAY, (DAY, DAY)),
    (DAY, date(2030, 1, 1), (DAY, date(2030, 1, 1))),
    (datetime(2026, 11, 20, 23, 59), None, (DAY, DAY + timedelta(90))),
    (datetime(2026, 11, 20, 23, 59, tzinfo=UTC), datetime(2026, 11, 20, 1), (DAY, DAY)),
    (date(2024, 2, 29), None, (date(2024, 2, 29), date(2024, 5, 29)))])
def test_dates_are_the_callers_ninety_days_apart_by_default(assessment, at, expires, expected):
    record = assessment.record(at, expires)
    assert (record.date, record.expires) == expected
    assert type(record.date) is type(record.expires) is date


def test_an_expiry_before_the_contact_is_refused(assessment):
    with pytest.raises(ValueError, match=r"expires \(2026-11-19\) lies before at \(2026-11-20\)"):
        assessment.record(DAY, DAY - timedelta(1))


def test_it_is_a_copy_of_what_may_be_told_and_nothing_else(assessment):
    assert assessment.type.id == "relentless", "the pack of this test no longer shows what it should"
    assert assessment.record(DAY).model_dump(mode="json") == {
        "complaint_id": "T-7", "label": assessment.type.label, "standing": assessment.type.standing,
        "quotes": ["writing again", "again and will write"], "alerts": ["An alert"],
        "advice": list(assessment.recommendation.strategy.steps),
        "pack": {"name": "tiny", "version": "1.0.0", "digest": assessment.pack.digest},
        "date": "2026-11-20", "expires": "2027-02-18"}


def test_it_is_frozen_and_refuses_further_fields(assessment):
    record = assessment.record(DAY)
    with pytest.raises(ValidationError):
        record.label = "x"
    with pytest.raises(ValidationError):
        Record.model_validate({**record.model_dump(), "type": "relentless"})


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
def test_with_the_built_in_rules_it_holds_no_id_of_type_rule_signal_or_alert(language):
    assessor = Assessor(semantic=False)
    for given in (COMPLAINT, {"text": "This is the ninth time. You idiots! I will sue you and I know where you live.",
                              "observed": ["shouting"]}):
        answer = assessor.assess({**given, "advice_language": language})
        record = answer.record(DAY).model_dump(mode="json")
        words = {word for key in ("label", "alerts", "advice", "standing") for word in _words(record[key])}
        ids = {*TYPES, *(item.rule for item in answer.evidence), *(item.signal for item in answer.evidence),
               *(item.id for item in answer.alerts)}
        assert not {item for item in ids if "_" in item or "." in item} & words
        assert not {name for name in TYPES if name in json.dumps(record["label"])}
        assert set(record) == set(Record.model_fields)
        assert set(record["quotes"]) <= {quote.text for item in answer.evidence for quote in item.quotes}


def _words(value):
    return re.findall(r"[a-z_.:]+", json.dumps(value, ensure_ascii=False).lower())
