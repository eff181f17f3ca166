import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules import Assessor, Complaint
from complaint_rules.pack.vocabulary import MANNER
from complaint_rules.signals.manner import read_manner, units
from complaint_rules.signals.told import sentences_of


def manner(text, name, **classes):
    hits = {f"manner.{key}": [(0, 1)] * count for key, count in classes.items()}
    return read_manner([text], sentences_of([(0, text)]), [hits])[f"manner.{name}"]


@pytest.mark.parametrize(("text", "size"), [
    ("我要退款", 4), ("four words of text", 5), ("don't", 1.25), ("退款 please", 3.25), ("123 !!!", 0), ("", 0)])
def test_a_chinese_character_is_one_unit_and_a_word_one_and_a_quarter(text, size):
    assert units(text) == size


@pytest.mark.parametrize(("name", "text", "value"), [
    ("characters", "我要退款。", 4),
    ("sentences", "One. Two! Three?", 3),
    ("sentence_length", "我要退款。我要退款。", 4),
    ("exclamations", "Now! 快！ Please.", 0.667),
    ("questions", "Why? 為什麼？", 1),
    ("capitals", "I want my money NOW please USA", 10),
    ("emoji", "😀 hello 😡 :)", 3),
    ("digits", "order 12", 10),
    ("enumeration", "1. lamp\n2. cable\n3. bulb", 3),
    ("enumeration", "Firstly the lamp, secondly the cable.", 2),
    ("repeated_sentences", "I want my money. Hello. I want my money!", 2),
    ("repeated_sentences", "No. No. No.", 1)])
def test_each_mark_of_manner_is_measured(name, text, value):
    assert manner(text, name) == value


@pytest.mark.parametrize("name", ["hedges", "politeness", "feelings", "commands", "story"])
def test_words_of_manner_are_counted_per_hundred_units(name):
    text = "字" * 200
    assert manner(text, name, **{name: 4}) == 2
    assert manner(text, name) == 0


def test_a_short_text_is_measured_as_if_it_had_twenty_units():
    assert manner("請快", "commands", commands=1) == 5


@pytest.mark.parametrize("text", ["", "!!!", "123", " \n"])
def test_a_text_without_words_has_no_manner(text):
    assert read_manner([text], sentences_of([(0, text)]), [{}]) == {}


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_texts_read_without_raising_into_known_names(texts):
    values = read_manner(texts, sentences_of(enumerate(texts)), [{} for _ in texts])
    assert set(values) <= set(MANNER)
    assert all(value >= 0 for value in values.values())


def test_an_empty_message_at_the_end_does_not_hide_an_apology():
    said = [{"role": "customer", "text": "This is the third parcel you lost!"},
            {"role": "customer", "text": "I am sorry I raised my voice."}]
    assessor = Assessor(semantic=False, engine="reference")
    for messages in (said, [*said, {"role": "customer", "text": " "}]):
        reading = assessor.read(Complaint.model_validate({"messages": messages}))
        assert reading.values["manner.ends_in_apology"] is True
