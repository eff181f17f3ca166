"""What a team says in its own words: slots, address, phrases, and what falls back where a language is missing."""

import pytest
from packs import LANGUAGES, advice, assessor, info, minimal, phrase, write

from complaint_rules.pack.runtime import load_compiled

RESEND = "Please send my refund again"


@pytest.fixture
def laid(tmp_path):
    """laid({own words}, …) is an assessor of the minimal pack with one overlay of own words for each."""

    def make(*own, **changes):
        base = write(tmp_path / "tiny", minimal() | changes)
        return assessor(base, *(write(tmp_path / f"over{number}", {
            "pack.yaml": info(f"over{number}"), "own_words.yaml": words}) for number, words in enumerate(own)))

    return make


def answer(laid, language="en", **fields):
    return laid.assess({"text": RESEND, "language": "en", "advice_language": language} | fields)


def texts(laid, language="en", **fields):
    return {phrase.id: phrase.text for phrase in answer(laid, language, **fields).recommendation.phrases}


def test_a_filler_for_all_languages_fills_every_text_and_leaves_no_slot(laid):
    filled = laid({"slots": {"date": "1 May"}})
    for language in LANGUAGES:
        phrases = answer(filled, language).recommendation.phrases
        assert {phrase.text for phrase in phrases} == {"We write to you on 1 May."}
        assert {phrase.slots for phrase in phrases} == {()}
        assert answer(filled, language).notes == ()


def test_a_filler_that_is_missing_in_a_language_leaves_the_slot_open_and_says_so(laid):
    filled = laid({"slots": {"date": {"en": "1 May", "zh-Hant": "五月一日"}}})
    assert set(texts(filled, "zh-Hant").values()) == {"We write to you on 五月一日."}
    assert set(texts(filled, "zh-Hans").values()) == {"We write to you on 〔date〕."}
    assert answer(filled, "en").notes == ()
    (note,) = answer(filled, "zh-Hans").notes
    assert note.id == "own_words_missing"
    assert "date" in note.message
    assert "{" not in note.message


def test_a_slot_that_the_answer_does_not_show_is_not_noted(laid):
    filled = laid({"slots": {"date": "1 May", "hour": {"en": "noon"}},
                   "phrases": [{"id": "acme.open.1", "for": ["explosive"], "purpose": "open",
                                "text": dict.fromkeys(LANGUAGES, "At 〔hour〕.")}]})
    assert answer(filled, "zh-Hans").notes == ()


def test_a_list_is_offered_as_choices_for_a_slot_that_stays_open(laid):
    choices = answer(laid({"slots": {"date": {"en": ["today", "tomorrow"]}}})).recommendation.choices
    assert [(one.slot, one.choices) for one in choices] == [("date", ("today", "tomorrow"))]
    assert answer(laid({})).recommendation.choices == ()


def test_fillers_of_a_later_pack_stand_in_the_place_of_earlier_ones(laid):
    filled = laid({"slots": {"date": {"en": "1 May", "zh-Hans": "五月"}}}, {"slots": {"date": {"en": "2 June"}}})
    assert set(texts(filled).values()) == {"We write to you on 2 June."}
    assert set(texts(filled, "zh-Hans").values()) == {"We write to you on 五月."}
    assert [(change.action, change.reason is None) for change in filled.changes if change.kind == "slot"] == [
        ("added", True), ("replaced", False)]


def test_the_address_of_a_later_pack_stands_in_the_place_of_an_earlier_one(laid):
    advices = {"advice/zh-Hant/ordinary.yaml": advice("ordinary", goal="目標", phrases=[
        phrase(f"ordinary.{number}", "您好。") for number in range(3)])}
    both = laid({"address": {"zh-Hant": "你", "zh-Hans": "你"}}, {"address": {"zh-Hant": "貴客"}}, **advices)
    assert set(texts(both, "zh-Hant").values()) == {"貴客好。"}
    assert {note.id for note in answer(both, "zh-Hant").notes} == set()
    assert {(change.pack, change.id) for change in both.changes if change.kind == "address"} == {
        ("over1", "zh-Hant"), ("over0", "zh-Hans")}


def test_what_a_later_pack_says_is_no_longer_missing(laid):
    base = laid({"slots": {}})
    one = next(iter(texts(base)))
    both = laid({"phrases": [{"id": one, "replaces": "Ours.", "text": {"en": "First."}}]},
                {"phrases": [{"id": one, "replaces": "Ours.", "text": {"zh-Hans": "后来。"}}]})
    assert texts(both, "zh-Hans")[one] == "后来。"
    assert "own_words_missing" not in {note.id for note in answer(both, "zh-Hans").notes}
    assert "own_words_missing" in {note.id for note in answer(both, "zh-Hant").notes}


def test_slots_are_filled_in_steps_and_alerts_too(laid):
    steps = {f"advice/{language}/ordinary.yaml": advice("ordinary", steps=["Ring 〔company_number〕."])
             for language in LANGUAGES}
    filled = laid({"slots": {"company_number": "0800", "date": "1 May"}}, **steps)
    given = answer(filled, observed=["threatens_exposure"])
    assert "Ring 0800." in given.recommendation.strategy.steps
    assert "〔" not in given.model_dump_json()


def test_the_address_changes_what_is_said_in_chinese_and_nothing_else(laid):
    advices = {f"advice/{language}/ordinary.yaml": advice(
        "ordinary", steps=["请您的同事核实。"], phrases=[phrase(f"ordinary.open.{number}", "您好，您的事我来办。")
                                                  for number in (1, 2, 3)]) for language in LANGUAGES}
    given = answer(laid({"address": {"zh-Hans": "你"}}, **advices), "zh-Hans").recommendation
    assert given.phrases[0].text == "你好，你的事我来办。"
    assert given.strategy.steps[0] == "请您的同事核实。"
    assert "address" in answer(laid({"address": {"zh-Hans": "你"}}, **advices), "zh-Hant").notes[0].message


def test_a_phrase_is_added_before_the_others_where_its_channel_and_purpose_fit(laid):
    mine = {"phrases": [{"id": "acme.open.1", "for": ["ordinary"], "purpose": "open", "channels": ["phone"],
                         "text": dict.fromkeys(LANGUAGES, "Acme here.")}]}
    assert next(iter(texts(laid(mine), channel="phone"))) == "acme.open.1"
    assert "acme.open.1" not in texts(laid(mine), channel="letter")


def test_a_phrase_that_replaces_another_keeps_what_it_does_not_state(laid):
    mine = laid({"phrases": [{"id": "ordinary.open.2", "replaces": "Ours.", "text": {"en": "Acme here."}}]})
    assert texts(mine)["ordinary.open.2"] == "Acme here."
    assert list(texts(mine)) == ["ordinary.open.1", "ordinary.open.2", "ordinary.open.3"]
    assert texts(mine, "zh-Hant")["ordinary.open.2"] == "We write to you on 〔date〕."
    (note,) = answer(mine, "zh-Hant").notes
    assert "ordinary.open.2" in note.message
    assert answer(mine, "en").notes == ()


def test_a_phrase_that_is_missing_in_a_language_is_noted_where_its_type_is_answered_alone(laid):
    mine = laid({"phrases": [{"id": "acme.open.1", "for": ["alert:exposure_threat"], "purpose": "open",
                              "text": {"en": "Acme here."}}]})
    assert answer(mine, "zh-Hans").notes == ()
    (note,) = answer(mine, "zh-Hans", observed=["threatens_exposure"]).notes
    assert "acme.open.1" in note.message
    assert "acme.open.1" in texts(mine, observed=["threatens_exposure"])


def test_a_phrase_is_retired_in_every_language(laid):
    four = {f"advice/{language}/ordinary.yaml": advice("ordinary", phrases=[
        phrase(f"ordinary.open.{number}") for number in (1, 2, 3, 4)]) for language in LANGUAGES}
    mine = laid({"retire": [{"id": "ordinary.open.3", "reason": "Too long."}]}, **four)
    assert all(list(texts(mine, language)) == ["ordinary.open.1", "ordinary.open.2", "ordinary.open.4"]
               for language in LANGUAGES)


def test_own_words_reach_the_advice_of_cases_and_across_types(laid):
    case = {"when": ["says.refund"], "do": ["Look at 〔date〕."], "phrases": [phrase("ordinary.case.1")]}
    here = {"channels": ["phone"], "place": "Quiet.", "last": [phrase("place.close.1", "您好〔date〕。", "close")]}
    parts = {"ordinary": advice("ordinary", cases=[case]), "channels": {"channels": {"heard": here}}}
    files = {f"advice/{language}/{part}.yaml": parts[part] for language in LANGUAGES for part in parts}
    mine = laid({"slots": {"date": "1 May"}, "address": {"zh-Hant": "貴客", "zh-Hans": "贵客"}, "phrases": [
        {"id": "ordinary.case.1", "replaces": "Ours.", "text": dict.fromkeys(LANGUAGES, "Acme 〔date〕.")}]}, **files)
    assert texts(mine, "zh-Hant", channel="phone")["place.close.1"] == "貴客好1 May。"
    compiled = load_compiled(mine._settings["packs"], builtin=False)["advice"]["en"]["types"]["ordinary"]["cases"][0]
    assert compiled["do"] == ["Look at 1 May."]
    assert (compiled["phrases"][0]["text"], compiled["phrases"][0]["slots"]) == ("Acme 1 May.", [])


def test_a_phrase_with_a_slot_that_an_alert_forbids_stays_forbidden_once_the_slot_is_filled(laid):
    alert = minimal()["alerts/exposure_threat.yaml"] | {"forbids_slots": ["name"]}
    named = {f"advice/{language}/ordinary.yaml": advice("ordinary", phrases=[
        phrase("ordinary.open.1", "I am 〔name〕."), phrase("ordinary.open.2"), phrase("ordinary.open.3")])
        for language in LANGUAGES}
    mine = laid({"slots": {"name": "Team Acme"}}, **{"alerts/exposure_threat.yaml": alert}, **named)
    assert texts(mine)["ordinary.open.1"] == "I am Team Acme."
    assert "ordinary.open.1" not in texts(mine, observed=["threatens_exposure"])


def test_own_words_are_listed_among_the_changes_with_reasons(laid):
    mine = laid({"slots": {"date": "1 May"}, "phrases": [
        {"id": "ordinary.open.2", "replaces": "Ours.", "text": {"en": "Acme here."}},
        {"id": "acme.open.1", "for": ["ordinary"], "purpose": "open", "text": {"en": "Acme."}}]})
    assert [(change.action, change.kind, change.id, change.reason) for change in mine.changes] == [
        ("replaced", "phrase", "ordinary.open.2", "Ours."), ("added", "phrase", "acme.open.1", None),
        ("added", "slot", "date", None)]


def test_without_own_words_nothing_is_changed(tmp_path):
    own = load_compiled([write(tmp_path / "tiny", minimal())], builtin=False)["own_words"]
    assert own == {language: {"choices": {}, "unfilled": [], "kept": [], "absent": {}} for language in LANGUAGES}
