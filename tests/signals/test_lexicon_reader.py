"""The words of a lexicon: numbers are the same however its two halves were read."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals.alert_wording import frames_of
from complaint_rules.signals.integers import pack_integers
from complaint_rules.signals.lexicon import RAISED, LexiconReader
from complaint_rules.signals.wording import runs_of

PLAIN = ["#money", "0", "pay", "pay up", "sue", "threa*", "will _ you"]
WIDE = ["付", "付钱", "告", "法院"]


def lexicon(words, weight=0, shortest=None):
    return LexiconReader({"names": ["a"], "bias": [0.5], "scale": 2.0, "words": "\n".join(words),
                          "rarity": pack_integers([100] * len(words)),
                          "weights": bytes([RAISED + weight] + [RAISED] * (len(words) - 1))}, shortest)


@pytest.mark.parametrize("words", [PLAIN + WIDE, PLAIN, WIDE], ids=["both", "plain", "wide"])
@pytest.mark.parametrize("first", ["pay", "告"])
def test_every_word_has_its_place_as_number_whatever_was_asked_first(words, first):
    reader = lexicon(words)
    reader.known({first})
    assert [reader.known({word}) for word in words] == [{number} for number in range(len(words))]
    assert reader.known({"unknown", "未知", ""}) == set()


def test_threads_that_read_the_second_half_at_once_agree():
    words = [f"w{number:05}" for number in range(3000)] + [f"字{number:05}" for number in range(3000)]
    for seed in range(5):
        reader = lexicon(words)
        asked = [(number, words[number]) for number in random.Random(seed).choices(range(len(words)), k=200)]
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda item, read=reader: read.known({item[1]}), asked)) == [
                {number} for number, _ in asked]


@pytest.mark.parametrize(("shortest", "scores"), [
    (None, [6.5, 6.5, 6.5]), (1.0, [6.5, 3.5, 2.5]), (2.0, [3.5, 3.5, 2.5])])
def test_words_count_for_less_in_a_longer_text_only_where_its_length_counts(shortest, scores):
    words = [f"w{number}" for number in range(9)]
    reader = lexicon(words, 3, shortest)
    texts = [reader.added(reader.known(set(words[:length]))) for length in (1, 4, 9)]
    assert [reader.scores(text) for text in texts] == [[score] for score in scores]


@given(st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39)))
def test_two_sentences_together_score_as_their_words_do_at_one_go(one, other):
    words = [f"w{number:02}" for number in range(40)]
    reader = LexiconReader({"names": ["a", "b"], "bias": [0.5, -1.0], "scale": 0.25, "words": "\n".join(words),
                            "rarity": pack_integers(range(40)), "weights": bytes(range(100, 180))}, 0.1)
    together = reader.added(one) | reader.added(other)
    assert together.numbers == one | other
    assert reader.scores(together) == reader.scores(reader.added(one | other))
    assert reader.sums(together) == [sum(100 + 2 * word + name - RAISED for word in one | other) for name in (0, 1)]


@pytest.mark.parametrize(("sentence", "frames"), [
    ("we will be threatening you", {"threa*", "we _ be", "will _ threaten", "be _ you"}),
    ("pay 500 now", {"pay _ now"}),
    ("pay up", set()),
    ("", set()),
    ("我要告你们", set()),
    ("我要告 the government 了", {"gover*"}),
])
def test_frames_are_beginnings_of_long_words_and_pairs_around_one(sentence, frames):
    assert frames_of(runs_of(sentence)) == frames
