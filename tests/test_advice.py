"""The advice of the built-in rules: complete in three languages, speakable, neutral."""

import itertools
import re
from datetime import date

import pytest

from complaint_rules import Assessor
from complaint_rules.judging import judging_words
from complaint_rules.pack.names import ALERTS, LANGUAGES, PURPOSES, TYPES
from complaint_rules.pack.runtime import load_compiled

ADVICE = load_compiled()["advice"]
WRITTEN = {"letter", "email", "web"}
SPOKEN_LIMIT = {"zh-Hant": 62, "zh-Hans": 62, "en": 36}
CHAT_LIMIT = {"zh-Hant": 45, "zh-Hans": 45, "en": 25}
WRITTEN_LIMIT = {"zh-Hant": 110, "zh-Hans": 110, "en": 60}


def phrases_of(book):
    """Every phrase of a language, wherever it stands."""
    return [phrase for item in _dicts(book) for field in ("phrases", "first", "last") for phrase in item.get(field, ())]


def _dicts(value):
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, dict | list):
            yield from _dicts(item)


def length_of(text, language):
    text = re.sub("〔[^〕]*〕", "〔〕" if language == "en" else "〔", text)
    return len(text.split()) if language == "en" else len(text)


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
def test_nothing_said_or_stored_insults_diagnoses_or_guesses(language):
    book = ADVICE[language]
    texts = [phrase["text"] for phrase in phrases_of(book)]
    for item in (*book["types"].values(), *book["alerts"].values(), *book["modes"].values(),
                 *book["channels"].values()):
        texts += [text for field in ("label", "goal", "action", "stop_when") if (text := item.get(field))]
        texts += item.get("steps", [])
    texts += book["merits"].values()
    assert len(texts) > 450
    assert {text: words for text in texts if (words := judging_words(text))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_counters_and_observations_say_may_stand_in_a_record(language):
    says = {name: text[language] for name, text in load_compiled()["signals"].items()}
    assert {name: words for name, text in says.items() if (words := judging_words(text))} == {}


@pytest.mark.parametrize("words", [
    "又來盧,死纏爛打", "疑似精神異常", "顯然是想敲詐", "一看就是刁民", "典型的被害妄想", "明显有强迫症",
    "应该是故意找茬",
    "Typical stalker.", "She is paranoid and probably drunk.", "He seems to enjoy this.", "Just wants money.",
    "mentally ill", "An obvious liar"])
def test_words_that_judge_are_refused_in_a_case_note(words):
    answer = Assessor(semantic=False).assess({"text": "The bill is wrong.", "language": "en"})
    with pytest.raises(ValueError, match="has no place in a record"):
        answer.case_note(date(2026, 11, 20), action=words)


@pytest.mark.parametrize("text", [
    "11/3 14:05 第三次就同一帳單來電,未提出新資料;已說明結果並提供申訴管道。", "已退款300元,11/20前寄出收據。",
    "3rd call on invoice 12 since our letter of 1 Nov; no new information; explained the result.", ""])
def test_plain_facts_are_kept_in_a_case_note(text):
    answer = Assessor(semantic=False).assess({
        "text": "This is my ninth call. I don't accept that.", "language": "en",
        "behaviour": {"contacts": 9, "final_answer_given": True, "contacts_after_final_answer": 4}})
    note = answer.case_note(date(2026, 11, 20), action=text, next_step="Letter by 1 Dec")
    assert note.action == (text or None)
    assert note.next_step == "Letter by 1 Dec"
    assert any("Contacts after the final answer, none caused by us: 4" in fact for fact in note.fact)
    assert note.quote
    assert all(quote in "This is my ninth call. I don't accept that." for quote in note.quote)


def test_a_case_note_does_not_write_advice_down_as_done():
    note = Assessor(semantic=False).assess({"text": "The bill is wrong.", "language": "en"}).case_note(
        date(2026, 11, 20))
    assert (note.action, note.next_step) == (None, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_have_the_same_ids_and_slots_in_every_language(language):
    def shape(tag):
        return {phrase["id"]: (phrase["purpose"], sorted(phrase["slots"]), phrase["channels"], phrase["styles"],
                               phrase["modes"]) for phrase in phrases_of(ADVICE[tag])}

    assert shape(language) == shape("en")
    ids = [phrase["id"] for phrase in phrases_of(ADVICE[language])]
    assert len(ids) == len(set(ids)) > 320


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_can_be_said_in_one_breath(language):
    def limit(phrase):
        if phrase["id"].startswith("channel.chat."):
            return CHAT_LIMIT[language]
        written = phrase["id"].startswith(("channel.letter.", "channel.web.")) or (
            phrase["channels"] and set(phrase["channels"]) <= WRITTEN)
        return (WRITTEN_LIMIT if written else SPOKEN_LIMIT)[language]

    assert {phrase["id"]: phrase["text"] for phrase in phrases_of(ADVICE[language])
            if length_of(phrase["text"], language) > limit(phrase)} == {}


@pytest.mark.parametrize(("language", "foreign"), [
    ("zh-Hant", "们这为时对说请单发还给让话来会书联认记录问"),
    ("zh-Hans", "們這為時對說請單發還給讓話來會書聯認記錄問")])
def test_every_script_keeps_to_its_own_characters(language, foreign):
    assert [phrase["id"] for phrase in phrases_of(ADVICE[language]) if set(phrase["text"]) & set(foreign)] == []


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


@pytest.mark.parametrize(("said", "asks"), [
    ("", True), (" I will post it on every forum.", True), (" I'd rather be dead than go on like this.", False),
    (" The next one of you who comes round gets a knife in the belly.", False)])
def test_nothing_is_asked_about_the_matter_where_people_come_first(said, asks):
    answer = Assessor(semantic=False).assess("You froze the account and the rent bounced." + said)
    assert (answer.recommendation.next_question is not None) is asks


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
