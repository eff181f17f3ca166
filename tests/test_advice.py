"""The advice of the built-in rules: complete in three languages, speakable, neutral."""

import itertools
import re

import pytest

from complaint_rules import Assessor
from complaint_rules.pack.names import ALERTS, LANGUAGES, PURPOSES, TYPES
from complaint_rules.pack.runtime import load_compiled

ADVICE = load_compiled()["advice"]
INSULTING = re.compile(
    r"跟蹤狂|跟踪狂|被害妄想|潔癖|洁癖|歇斯底里|神經病|神经病|奧客|刁民|死纏爛打|死缠烂打|無理取鬧|无理取闹|沒常識|没常识"
    r"|stalker|paranoi|hysteric|crazy|insane|lunatic|nutter|know-it-all|time.?waster|relentless customer",
    re.IGNORECASE)


@pytest.mark.parametrize(("language", "kind"), list(itertools.product(LANGUAGES, (*TYPES, "undecided"))))
def test_every_type_has_words_to_say(language, kind):
    advice = ADVICE[language]["types"][kind]
    serve = [phrase for phrase in advice["phrases"] if not phrase["modes"] and not phrase["styles"]]
    assert len(serve) >= 5
    assert len({phrase["purpose"] for phrase in serve}) >= 3
    assert {phrase["purpose"] for phrase in advice["phrases"]} <= set(PURPOSES)


@pytest.mark.parametrize(("language", "alert"), list(itertools.product(LANGUAGES, ALERTS)))
def test_every_alert_has_a_first_action_and_words(language, alert):
    advice = ADVICE[language]["alerts"][alert]
    assert advice["action"]
    assert len(advice["phrases"]) >= 2
    assert not re.search(r"\d{3}", advice["action"]), "emergency numbers are slots"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_said_or_stored_insults_or_guesses(language):
    book = ADVICE[language]
    texts = [phrase["text"] for part in ("types", "alerts") for item in book[part].values()
             for phrase in item["phrases"]]
    texts += [item["label"] for part in ("types", "alerts") for item in book[part].values()]
    assert [text for text in texts if INSULTING.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_have_the_same_ids_and_slots_in_every_language(language):
    def shape(tag):
        return {phrase["id"]: phrase["slots"] for part in ("types", "alerts")
                for item in ADVICE[tag][part].values() for phrase in item["phrases"]}

    assert {name: sorted(slots) for name, slots in shape(language).items()} == {
        name: sorted(slots) for name, slots in shape("en").items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_types_share_more_than_one_phrase(language):
    texts = {kind: {phrase["text"] for phrase in item["phrases"]} for kind, item in ADVICE[language]["types"].items()}
    for one, other in itertools.combinations(texts, 2):
        assert len(texts[one] & texts[other]) <= 1, (one, other)


def test_an_alert_leads_and_forbids():
    answer = Assessor(semantic=False).assess({"text": "I don't want to live any more. I have the pills in front of me.",
                                              "channel": "phone", "language": "en"})
    assert [alert.id for alert in answer.alerts][:1] == ["self_harm"]
    assert answer.recommendation.phrases[0].id.startswith("alert.self_harm")
    assert not {"close", "limit", "stop", "boundary"} & {phrase.purpose for phrase in answer.recommendation.phrases}
    assert answer.recommendation.needs_manager


def test_misconduct_by_our_side_sets_the_type_aside():
    answer = Assessor(semantic=False).assess({"text": "Your technician hit my son and threatened me when I objected.",
                                              "behaviour": {"contacts_after_final_answer": 9}})
    assert "staff_misconduct" in [alert.id for alert in answer.alerts]
    assert answer.type.id in ("ordinary", "undecided")


@pytest.mark.parametrize(("text", "behaviour"), [
    ("We are going in circles. I will ring again tomorrow.",
     {"contacts": 20, "contacts_after_final_answer": 12, "final_answer_given": True, "new_facts_since_final": False})])
def test_limits_are_proposed_only_to_a_manager(text, behaviour):
    answer = Assessor(semantic=False).assess({"text": text, "behaviour": behaviour, "language": "en"})
    assert answer.type.id == "relentless"
    assert (answer.type.standing, answer.recommendation.mode, answer.recommendation.needs_manager) == (
        "strong", "limit", True)
