"""The example of a team's pack: a type of its own goes all the way, and what it says of itself holds."""

import datetime as dt
import json
from pathlib import Path

import pytest

from complaint_rules import Assessor, Case, Complaint, evaluate
from complaint_rules.assessor import as_complaint
from complaint_rules.pack.load import load_source

PACK = Path(__file__).parents[1] / "examples" / "team_pack"
RESALE = {"en": "I resell these pairs; our buyers are waiting for their pairs. I want every size you have.",
          "zh-Hant": "我要轉賣，買家都在等，每個尺碼我都要。", "zh-Hans": "我要转卖，买家都在等，每个尺码我都要。"}
TOLD = {"demands_after_limit_told": 3}
OWN = "acme:reseller"


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "semantic"])
def assessor(request):
    try:
        return Assessor(packs=[PACK], semantic=request.param)
    except RuntimeError:
        pytest.skip("reading by meaning is not installed")


@pytest.mark.parametrize("language", RESALE)
def test_a_type_of_ones_own_is_answered_ranked_labelled_and_advised(assessor, language):
    answer = assessor.assess({"text": RESALE[language], "language": language, "behaviour": TOLD})
    assert (answer.type.id, answer.type.standing) in ((OWN, "likely"), (OWN, "strong"))
    assert answer.ranking[0].id == OWN
    assert len(answer.ranking) == 13
    assert sum(item.confidence for item in answer.ranking) == pytest.approx(1)
    assert {item.source for item in answer.evidence if item.supports == f"type:{OWN}"} == {"expression", "counter"}
    assert answer.recommendation.mode == "serve"
    assert answer.recommendation.phrases[0].id == "reseller.explain.1"
    assert answer.recommendation.sources == ("Our own care team",)
    record = answer.record(dt.date(2026, 1, 1)).model_dump_json()
    assert answer.type.label in record
    assert "reseller" not in record


def test_without_a_second_channel_the_label_stays_open(assessor):
    answer = assessor.assess({"text": RESALE["en"]})
    assert (answer.type.id, answer.type.standing, answer.type.label) == (OWN, "tentative", "To be clarified")


def test_evaluate_counts_a_type_of_ones_own_like_the_others(assessor):
    cases = [Case.of({"text": RESALE["en"], "behaviour": TOLD, "expected": {"type": OWN}}),
             Case.of({"text": "Do you have my size? I'd like to exchange these.", "expected": {"type": "ordinary"}})]
    result = evaluate(cases, assessor)
    assert result.types[OWN] == {"cases": 1, "answered": 1, "right": 1, "precision": 1, "recall": 1, "f1": 1}
    assert json.loads(result.model_dump_json())["pack"]["layers"]


def test_the_examples_beside_its_signals_and_rules_hold(assessor):
    wrong = []
    for file in load_source(PACK, "pack").files:
        for item in (*getattr(file.model, "signals", ()), *getattr(file.model, "rules", ())):
            for key, expected in (("match", True), ("no_match", False)):
                wrong += [(item.id, given) for given in getattr(item, key)
                          if fires(assessor, item.id, given) is not expected]
    assert not wrong


def fires(assessor, name, given):
    noticed = assessor.notice(as_complaint(given))
    return name in noticed.fired or noticed.values.get(name) is True


def test_its_own_weight_is_the_one_that_counts(assessor):
    evidence = assessor.assess("I spend a fortune here every year").evidence
    assert [item.weight for item in evidence if item.rule == "entitled.claims_spending"] == [0.3]


@pytest.mark.parametrize(("text", "signal"), [
    ("I'm a sole mate, so the rule doesn't apply to me", "says.claims_rank"),
    ("我是鞋王會員，規定不適用我", "says.claims_rank"),
    ("Which days is the shoe fitter on shift?", "says.asks_when_employee_works"),
    ("選鞋師今天在班嗎？", "says.asks_when_employee_works")])
def test_its_vocabulary_is_read_by_the_built_in_signals(assessor, text, signal):
    builtin = Assessor(semantic=False).notice(Complaint(text=text))
    assert signal not in builtin.values
    assert assessor.notice(Complaint(text=text)).values[signal] is True


@pytest.mark.parametrize("engine", ["reference", "auto"])
def test_a_verdict_of_ones_own_may_name_it(tmp_path, engine):
    verdict = (PACK.parents[1] / "rules" / "verdict.yaml").read_text("utf-8")
    line = ("mode:\n  - id: mode.limit_reseller\n    when: standing.strong and top.acme:reseller\n"
            "    gives: limit.manager\n    why: A reason.\n")
    (tmp_path / "verdict.yaml").write_text("replaces: A reason.\n" + verdict.replace("mode:\n", line), "utf-8")
    (tmp_path / "pack.yaml").write_text("name: over\nversion: 1.0.0\nschema: 1\nabout: A verdict.\n", "utf-8")
    answer = Assessor(packs=[PACK, tmp_path], semantic=False, engine=engine).assess(
        {"text": RESALE["en"], "behaviour": TOLD})
    assert (answer.type.id, answer.recommendation.mode) == (OWN, "limit")


def test_retired_and_replaced_are_told_with_the_reason(assessor):
    told = {(change.action, change.id) for change in assessor.changes if change.reason}
    assert told == {("retired", "fastidious.untouched"), ("replaced", "entitled.claims_spending"),
                    ("replaced", "ordinary.listen.1"), ("retired", "ordinary.ask.2"), ("replaced", "zh-Hans")}
