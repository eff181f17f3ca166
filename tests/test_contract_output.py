"""The shape of an answer and what always holds of it, for any complaint, with both engines."""

import base64
import json
import math
import random
import struct
from pathlib import Path

import packs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from complaint_rules import Assessment, Assessor, Complaint, CustomerBehaviour, Observation, assess

CASES = Path(__file__).parent / "cases"
ELEVEN = {"uninformed", "know_it_all", "entitled", "lecturer", "stalker", "explosive", "time_killer", "fastidious",
          "victim_minded", "relentless", "illogical"}
STYLES = {"driver", "analytical", "amiable", "expressive", "unknown"}
ALERTS = {"violence_threat", "physical_act", "property_threat", "extortion", "exposure_threat", "legal_action",
          "self_harm", "sexual_harassment", "stalking_risk", "confinement", "trespass", "offsite_summons",
          "degrading_demand", "discrimination_by_customer", "safety_defect", "vulnerability", "staff_distress",
          "staff_misconduct"}
SOURCES = {"expression", "meaning", "manner", "conversation", "counter", "observation"}
SEVERITIES = ["emergency", "urgent", "notice", "info"]
WORDS = {"expression", "meaning", "manner"}
MODES = {"limit": {"relentless", "entitled", "lecturer", "time_killer"}, "stop": {"stalker", "relentless"}}
SHAPE = {
    "schema_version": {}, "complaint_id": {}, "language": {}, "type": {"id", "confidence", "standing", "label"},
    "ranking": {"id", "score", "confidence"}, "style": {"id", "confidence"},
    "evidence": {"rule", "signal", "supports", "weight", "source", "says", "quotes", "value"},
    "alerts": {"id", "severity", "action", "evidence"},
    "recommendation": {"mode", "needs_manager", "strategy", "phrases", "escalation", "next_question", "sources"},
    "notes": {"id", "message"}, "pack": {"name", "version", "digest", "layers", "engine", "encoder"}}


class FakeEncoder:
    """Vectors from the characters alone: enough to make every sentence count for or against."""

    name = "fake 1"

    def encode(self, sentences):
        vectors = []
        for sentence in sentences:
            draw = random.Random(sentence)
            vectors.append([draw.uniform(-1, 1) for _ in range(4)])
        return vectors


def load_cases(name, every):
    lines = (CASES / name).read_text("utf-8").splitlines()[::every]
    return [{key: value for key, value in json.loads(line).items() if key != "expected"} for line in lines]


SAMPLES = load_cases("dev.jsonl", 9) + load_cases("traps.jsonl", 3)
TEXTS = [message["text"] for case in SAMPLES for message in case.get("messages") or [case] if message.get("text")]


@pytest.fixture(scope="module")
def engines():
    return {name: Assessor(semantic=False, engine=name) for name in ("reference", "durable")}


@pytest.fixture(scope="module")
def meaning(tmp_path_factory):
    """A pack that reads by meaning, with an encoder that needs nothing installed."""
    pytest.importorskip("numpy")
    matrix = base64.b64encode(struct.pack("<4e", 3, -2, 1, 2)).decode()
    fitted = {"names": ["relentless"], "dimensions": 4, "sentence": matrix, "whole": matrix, "bias": [0.5]}
    again = packs.rule("relentless.meaning", scale="meaning.relentless", steps=[-99, 0], weights=[0.5, 0.5])
    carries = packs.signal("meaning.relentless", values=[{"complaint": {}, "value": None}])
    del carries["match"], carries["no_match"]
    folder = packs.write_minimal(tmp_path_factory.mktemp("pack"), **{
        "types/relentless.yaml": packs.type_file("relentless", again),
        "signals/meaning.yaml": {"family": "meaning", "signals": [carries]},
        "fitted/meaning.json": fitted})
    return Assessor(packs=[folder], builtin=False, encoder=FakeEncoder())


def check(complaint, answer):
    """Everything that the interface promises of any answer."""
    turns = Complaint.model_validate(complaint).turns
    assert answer.schema_version == 1
    assert answer.language in ("zh-Hant", "zh-Hans", "en", None)
    names = [item.id for item in answer.ranking]
    assert {name for name in names if ":" not in name} <= ELEVEN | {"ordinary"}
    assert len(set(names)) == len(names)
    assert math.isclose(sum(item.confidence for item in answer.ranking), 1, abs_tol=1e-9)
    assert all(0 <= item.confidence <= 1 and math.isfinite(item.score) for item in answer.ranking)
    for key in ("score", "confidence"):
        values = [getattr(item, key) for item in answer.ranking]
        assert values == sorted(values, reverse=True), f"the ranking is not best first by {key}"
    assert answer.type.id in {*names, "undecided"}
    best = answer.ranking[0].confidence
    named = dict(zip(names, (item.confidence for item in answer.ranking), strict=True))
    assert answer.type.confidence == named.get(answer.type.id, best)
    assert answer.style.id in STYLES
    assert 0 <= answer.style.confidence <= 1
    check_evidence(turns, answer)
    check_standing(answer)
    check_alerts(answer)
    check_advice(answer)
    assert answer.type.label
    assert len({note.id for note in answer.notes}) == len(answer.notes)
    assert Assessment.model_validate_json(answer.model_dump_json()) == answer


def check_evidence(turns, answer):
    for item in answer.evidence:
        kind, _, name = item.supports.partition(":")
        assert name in {"type": {ranked.id for ranked in answer.ranking}, "style": STYLES, "alert": ALERTS}[kind]
        assert item.source in SOURCES
        assert item.weight
        assert math.isfinite(item.weight)
        assert item.says
        assert "{value}" not in item.says
        assert bool(item.quotes) != (item.value is not None), f"{item.rule}: quotes or a value, and not both"
        assert not item.quotes or item.source in ("expression", "meaning")
        for quote in item.quotes:
            assert turns[quote.message].role in ("customer", "note")
            assert 0 <= quote.start < quote.end
            assert turns[quote.message].text[quote.start:quote.end] == quote.text


def check_standing(answer):
    channels = {"words" if item.source in WORDS else item.source for item in answer.evidence
                if item.supports == f"type:{answer.type.id}" and item.weight > 0}
    counter = "counter" in channels
    if answer.type.id == "undecided":
        assert answer.type.standing == "tentative"
    elif answer.type.id == "ordinary":
        share = answer.type.confidence
        assert answer.type.standing == ("strong" if share >= .85 else "likely" if share >= .5 else "tentative")
    elif answer.type.standing != "tentative":
        assert answer.type.confidence >= .5
        assert len(channels) >= 2 or counter
        assert answer.type.standing == "likely" or answer.type.confidence >= .85 or counter


def check_alerts(answer):
    order = [SEVERITIES.index(alert.severity) for alert in answer.alerts]
    assert order == sorted(order), "gravest first"
    assert len({alert.id for alert in answer.alerts}) == len(answer.alerts)
    for alert in answer.alerts:
        assert alert.id in ALERTS
        assert alert.action
        assert alert.evidence
        for index in alert.evidence:
            assert answer.evidence[index].supports == f"alert:{alert.id}"
            assert answer.evidence[index].weight > 0
    if any(alert.id == "staff_misconduct" for alert in answer.alerts):
        assert answer.type.id in ("undecided", "ordinary")


def check_advice(answer):
    advice = answer.recommendation
    ids = {alert.id for alert in answer.alerts}
    assert advice.mode in ("serve", "limit", "stop")
    if advice.mode != "serve":
        assert answer.type.standing == "strong"
        assert answer.type.id in MODES[advice.mode]
        assert advice.needs_manager
        assert answer.type.id != "stalker" or "stalking_risk" in ids
    if any(alert.severity in ("urgent", "emergency") for alert in answer.alerts):
        assert advice.needs_manager
    assert list(advice.strategy.steps[:len(ids)]) == [alert.action for alert in answer.alerts], "led by the alerts"
    for phrase in advice.phrases:
        assert all(f"〔{slot}〕" in phrase.text for slot in phrase.slots)
        assert phrase.text.count("〔") >= len(phrase.slots)


def same_but_engine(answers):
    dumps = []
    for answer in answers:
        data = answer.model_dump(mode="json")
        del data["pack"]["engine"]
        dumps.append(json.dumps(data, ensure_ascii=False))
    return len(set(dumps)) == 1


# -- shape -------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("complaint", SAMPLES, ids=lambda case: str(case.get("id")))
def test_labelled_cases_are_answered_in_shape_and_alike_by_both_engines(engines, complaint):
    answers = [engine.assess(complaint) for engine in engines.values()]
    check(complaint, answers[0])
    assert same_but_engine(answers)
    assert answers[0].complaint_id == complaint.get("id")


def test_the_samples_show_every_part_of_an_answer(engines):
    answers = [engines["reference"].assess(complaint) for complaint in SAMPLES]
    evidence = [item for answer in answers for item in answer.evidence]
    assert {"expression", "counter", "observation", "manner"} <= {item.source for item in evidence}
    assert {item.supports.split(":")[0] for item in evidence} == {"type", "style", "alert"}
    assert any(item.weight < 0 for item in evidence), "negative weights are shown too"
    assert any(answer.alerts for answer in answers)


def test_the_fields_are_those_of_the_interface(engines):
    data = engines["durable"].assess({"text": "You idiots, I will sue you! " * 9, "observed": ["shouting"],
                                      "behaviour": {"contacts_after_final_answer": 0, "contacts": -0}}
                                     ).model_dump(mode="json")
    assert set(data) == set(SHAPE)
    for name, fields in SHAPE.items():
        value = data[name][0] if isinstance(data[name], list) and data[name] else data[name]
        assert not fields or value == [] or set(value) >= set(fields), name


def test_an_answer_fits_the_schema_that_the_model_gives(engines):
    validator = Draft7Validator(Assessment.model_json_schema(mode="serialization"))
    for complaint in SAMPLES[::4]:
        assert not list(validator.iter_errors(engines["reference"].assess(complaint).model_dump(mode="json")))


def test_the_built_in_ranking_has_the_eleven_and_ordinary():
    assert {item.id for item in assess("refund").ranking} == {*ELEVEN, "ordinary"}


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-Hans", "en"])
def test_advice_is_in_the_advice_language(engines, tag):
    own = {language: engines["reference"].assess({"text": "I want a refund", "advice_language": language})
           for language in ("zh-Hant", "zh-Hans", "en")}
    assert all(answer.language == "en" for answer in own.values())
    assert len({answer.recommendation.strategy.goal for answer in own.values()}) == 3
    text = {"zh-Hant": "我要退錢，請說明", "zh-Hans": "我要退钱，请说明", "en": "I want my refund, please explain"}[tag]
    alone = engines["reference"].assess(text)
    chosen = engines["reference"].assess({"text": text, "advice_language": tag})
    assert alone.recommendation == chosen.recommendation


# -- whatever comes ----------------------------------------------------------------------------------------------------

ANY_TEXT = st.text(st.characters(), max_size=120)
PIECES = st.sampled_from([*TEXTS, "I will sue you! ", "「", "」", "“", "\"", "not ", "不", "he said ", "他说", "?",
                          "\n\n", "第三次", "\u202e", "\x1b[31m", "\ud83d", "\0", " ", "İ", "ß", "ﬁ", "１２", "😀"])
TEXT = st.one_of(ANY_TEXT, st.lists(PIECES, max_size=6).map("".join))
TRUTHS = ("final_answer_given", "new_facts_since_final", "promise_missed_by_us", "work_disrupted",
          "other_customers_affected")
COUNTERS = {name: st.one_of(st.integers(0, 20), st.just(1_000_000)) for name in CustomerBehaviour.model_fields}
COUNTERS |= {name: st.booleans() for name in TRUTHS}
COUNTERS |= {"contact_minutes": st.floats(0, 1_000_000), "off_topic_share": st.floats(0, 1)}
MESSAGE = st.fixed_dictionaries({"role": st.sampled_from(["customer", "agent", "note"]), "text": TEXT})
REST = {"id": st.text(st.characters(exclude_categories=["Cs"])),
        "behaviour": st.fixed_dictionaries({}, optional=COUNTERS),
        "observed": st.lists(st.sampled_from([item.value for item in Observation]), max_size=5),
        "merit": st.sampled_from(["company_fault", "shared", "customer_error", "third_party", "no_fault"]),
        "channel": st.sampled_from(["phone", "letter", "email", "chat", "sms", "social", "in_person", "web"]),
        "language": st.sampled_from(["zh-TW", "zh", "en-GB"]), "advice_language": st.sampled_from(["zh-HK", "en"])}
COMPLAINT = st.one_of(st.fixed_dictionaries({}, optional={"text": TEXT, **REST}),
                      st.fixed_dictionaries({}, optional={"messages": st.lists(MESSAGE, max_size=5), **REST}))
SLOW = settings(deadline=None, max_examples=120, derandomize=True, database=None,
                suppress_health_check=list(HealthCheck))


@SLOW
@given(COMPLAINT)
def test_any_complaint_is_answered_in_shape_and_alike_by_both_engines(engines, complaint):
    before = json.dumps(complaint)
    answers = [engine.assess(complaint) for engine in engines.values()]
    assert json.dumps(complaint) == before, "the input is left as it was"
    check(complaint, answers[0])
    assert same_but_engine(answers)


@SLOW
@given(COMPLAINT, st.randoms(use_true_random=False))
def test_the_order_of_fields_changes_nothing(engines, complaint, draw):
    def shuffled(value):
        return dict(draw.sample(list(value.items()), len(value))) if isinstance(value, dict) else value

    other = shuffled({key: shuffled(value) for key, value in complaint.items()})
    if "observed" in other:
        other["observed"] = other["observed"][::-1] * 2
    assert engines["durable"].assess(other) == engines["durable"].assess(complaint)


@SLOW
@given(st.lists(MESSAGE, min_size=1, max_size=4))
def test_quotes_read_by_meaning_are_the_customers_own_characters(meaning, messages):
    complaint = {"messages": messages, "language": "en"}
    answer = meaning.assess(complaint)
    check(complaint, answer)
    if any(turn["role"] != "agent" and any(sign.isalnum() for sign in turn["text"]) for turn in messages):
        assert any(item.source == "meaning" for item in answer.evidence)


def test_one_message_and_the_text_are_the_same_complaint(engines):
    for text in TEXTS[::9]:
        assert engines["reference"].assess(text) == engines["reference"].assess(
            {"messages": [{"role": "customer", "text": text}]})


def test_what_an_agent_says_is_no_evidence(engines):
    for text in TEXTS[::5]:
        answer = engines["reference"].assess({"messages": [{"role": "agent", "text": text}]})
        assert (answer.type.id, answer.alerts, answer.language) == ("undecided", (), None)
        assert not [item for item in answer.evidence if item.quotes]


@pytest.mark.parametrize("text", ["a", "好", "1", " ", "\n", "?", "!", "「", "\"x\" ", "不", "not ", "I will sue you. ",
                                  "我要退钱", "no end to this without a mark ", "\ud800", "a@", "三"], ids=ascii)
def test_a_long_text_of_one_kind_is_answered_in_shape(engines, text):
    complaint = {"text": text * (60_000 // len(text)), "language": "en"}
    answer = engines["durable"].assess(complaint)
    check(complaint, answer)
    assert len(answer.model_dump_json()) < 60_000, "quotes are parts of a text, not all of it"


def test_a_sentence_without_end_is_not_quoted_whole(meaning):
    answers = [meaning.assess({"text": f"{word} end to this " * 4000, "language": "en"})
               for word in ("no", "an", "my", "his")]
    assert any(item.quotes for answer in answers for item in answer.evidence)
    assert max(len(answer.model_dump_json()) for answer in answers) < 20_000


WORDS_OF_LETTERS = [first + second + third for first in "abcdefgh" for second in "aeiou" for third in "klmnopqrst"]


@pytest.mark.parametrize("text", ["no end to this " * 4000, ". ".join(f"this is {word}" for word in WORDS_OF_LETTERS)],
                         ids=["one endless sentence", "many sentences"])
def test_a_note_tells_that_a_text_was_cut_for_reading_by_meaning(meaning, text):
    assert [note.id for note in meaning.assess({"text": text, "language": "en"}).notes] == ["reading_cut"]


def test_ten_thousand_messages_are_answered_in_shape(engines):
    turns = [{"role": "customer", "text": "Will you refund me?"}, {"role": "agent", "text": "No."}] * 5000
    check({"messages": turns}, engines["durable"].assess({"messages": turns}))


# -- evidence, ranking and advice, with rules made for the purpose -----------------------------------------------------

@pytest.mark.parametrize(("given", "signal", "source", "value"), [
    ({"observed": ["shouting"]}, "observed.shouting", "observation", True),
    ({"observed": ["swearing"]}, "observed.swearing", "observation", True),
    ({"behaviour": {"interruptions": 7}}, "interruptions", "counter", 7),
    ({"behaviour": {"interruptions": 2}, "observed": ["insults"]}, "observed.insults", "observation", True)])
def test_a_rule_with_or_names_what_was_there_and_not_its_first_word(tmp_path, given, signal, source, value):
    rule = packs.rule("explosive.heat",
                      "observed.shouting or observed.swearing or interruptions >= 5 or observed.insults")
    pack = packs.write_minimal(tmp_path, **{"types/explosive.yaml": packs.type_file("explosive", rule, kind="state")})
    shown = [item for item in packs.assessor(pack).assess(given).evidence if item.rule == "explosive.heat"]
    assert [(item.signal, item.source, item.value) for item in shown] == [(signal, source, value)]


@pytest.mark.parametrize("count", range(2, 16))
def test_types_that_tie_are_ranked_best_first_whatever_their_number(tmp_path, count):
    names = [f"acme:t{number}" for number in range(count - 1, 0, -1)]
    changes = {f"types/{name[5:]}.yaml": packs.type_file(name, kind="state") for name in names}
    changes |= {f"advice/{language}/{name[5:]}.yaml": packs.advice(name) for name in names
                for language in packs.LANGUAGES}
    changes |= {f"types/{name}.yaml": None for name in ("relentless", "explosive")}
    changes |= {f"advice/{language}/{name}.yaml": None for name in ("relentless", "explosive")
                for language in packs.LANGUAGES}
    verdict = {"type": [{"id": "v.any", "when": "confidence >= 0", "gives": "undecided", "why": "A test."}]}
    for key, gives in (("style", "top"), ("standing", "tentative"), ("mode", "serve")):
        when = "style_confidence >= 0" if key == "style" else "confidence >= 0"
        verdict[key] = [{"id": f"v.{key}", "when": when, "gives": gives, "why": "A test."}]
    changes |= {"types/ordinary.yaml": packs.type_file("ordinary", kind="state"), "verdict.yaml": verdict}
    answer = packs.assessor(packs.write_minimal(tmp_path, **changes), engine="reference").assess({})
    check({}, answer)
    assert len(answer.ranking) == count


def test_no_phrase_that_an_active_alert_forbids_is_offered(tmp_path):
    rule = packs.rule("self_harm.seen", "observed.crying")
    alert = {"alert": "self_harm", "severity": "emergency", "about": "Care.", "sources": ["a test"], "rules": [rule],
             "forbids": ["close"]}
    changes = {"alerts/self_harm.yaml": alert}
    for language in packs.LANGUAGES:
        other = packs.alert_advice("exposure_threat")
        other["phrases"].append(packs.phrase("alert.exposure_threat.close.1", purpose="close"))
        changes[f"advice/{language}/alerts.yaml"] = {"alerts": {"exposure_threat": other,
                                                                "self_harm": packs.alert_advice("self_harm")}}
    assessor = packs.assessor(packs.write_minimal(tmp_path, **changes))

    def purposes(*seen):
        return {phrase.purpose for phrase in assessor.assess({"observed": seen}).recommendation.phrases}

    assert "close" in purposes("threatens_exposure")
    assert "close" not in purposes("threatens_exposure", "crying")


def test_a_tentative_type_carries_the_label_of_undecided(engines):
    undecided = engines["reference"].assess({"advice_language": "en"}).type.label
    for complaint in SAMPLES:
        answer = engines["reference"].assess({**complaint, "advice_language": "en"})
        if answer.type.id in ELEVEN and answer.type.standing == "tentative":
            assert answer.type.label == undecided
