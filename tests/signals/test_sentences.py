from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals.sentences import Spans, split_sentences

SPLIT = [
    ("I waited. You never came! Why?", ["I waited.", "You never came!", "Why?"]),
    ("我等了。你們沒來！為什麼？", ["我等了。", "你們沒來！", "為什麼？"]),
    ("one\ntwo\n\nthree", ["one", "two", "three"]),
    ("It cost 3.50 a piece.", ["It cost 3.50 a piece."]),
    ("等等……好吧", ["等等……", "好吧"]),
    ("  spaced  ", ["spaced"]),
    ("?! ... !!", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "sentences"), SPLIT)
def test_sentences_are_split_and_trimmed(text, sentences):
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text("ab1 .!?。！？;\n…中"))
def test_no_letter_or_digit_falls_between_sentences(text):
    spans = split_sentences(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert [sign for sign in covered if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize(("text", "same"), [
    ("one, two", True), ("one. two", False), ("一，二", True), ("一。二", False), ("one; two", False),
    ("3.5 two", True), ("one\n\ntwo", False), ("one\ntwo", True), ("one... two", False)])
def test_marks_end_a_sentence_and_commas_do_not(text, same):
    spans = Spans(text)
    assert (spans.sentence(0) == spans.sentence(len(text) - 1)) is same


@pytest.mark.parametrize(("text", "clause"), [
    ("one, two", "two"), ("一，二", "二"), ("one: two", "two"), ("one. two", "two"), ("one two", "one two"),
    ("one\ntwo", "two")])
def test_commas_colons_and_lines_end_a_clause(text, clause):
    assert text[Spans(text).clause_start(len(text) - 1):].strip() == clause


def test_the_end_of_a_sentence_is_behind_its_mark():
    text = "One. Two"
    assert Spans(text).sentence_end(0) == 4
    assert Spans(text).sentence_end(6) == len(text)
    assert [Spans(text).sentence(place) for place in (0, 3, 4, 7)] == [0, 0, 1, 1]
