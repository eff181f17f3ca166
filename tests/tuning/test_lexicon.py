"""Separators over words: what is fitted and kept gives the same scores when read back."""

import numpy as np
import pytest

from complaint_rules.evaluation import Case
from complaint_rules.pack.fitted import unpacked
from complaint_rules.signals.told import sentences_of
from complaint_rules.signals.wording import WordingReader, runs_of, words_of
from complaint_rules.tuning.lexicon import fit_lexicon

ANGRY = ["I am furious and shouting", "furious again, I am shouting now", "so furious that I keep shouting"]
CALM = ["a refund for the kettle", "the kettle leaks, a refund would do", "kettle returned, refund missing"]


@pytest.fixture(scope="module")
def lexicon():
    cases = [Case.of({"id": f"{name}-{number}", "language": "en", "text": f"{text} {number}",
                      "expected": {"type": name, "style": "driver" if name == "explosive" else "unknown"}})
             for name, texts in (("explosive", ANGRY), ("ordinary", CALM))
             for number, text in enumerate(texts * 3)]
    return fit_lexicon(cases, [words(case.complaint.text) for case in cases], np.ones(len(cases)),
                       ("explosive", "ordinary"))


def said(text, message=0):
    return [((sentence.message, sentence.start, sentence.end), words_of(runs_of(sentence.neutral)))
            for sentence in sentences_of([(message, text)])]


def words(text):
    return set().union(*(found for _, found in said(text)))


def test_words_speak_for_the_type_they_came_with(lexicon):
    angry, calm = lexicon.scores([words("furious and shouting"), words("a refund for the kettle")])
    assert angry[0] > 1 > calm[0]
    assert calm[1] > 1 > angry[1]


@pytest.mark.parametrize("text", [*ANGRY, *CALM, "furious. a refund", "Nothing known here at all!"])
def test_what_is_kept_reads_as_it_was_fitted(lexicon, text):
    fitted = lexicon.scores([words(text)])[0]
    read = WordingReader(unpacked(lexicon.as_data())).read(said(text))
    if read is None:
        assert not fitted.any()
    else:
        assert list(read.scores) == list(lexicon.names)
        assert np.allclose(list(read.scores.values()), fitted, atol=0.002)


def test_quotes_are_the_sentences_that_carried_the_score(lexicon):
    text = "The kettle is here. I am furious and shouting! Bye."
    read = WordingReader(unpacked(lexicon.as_data())).read(said(text, 7))
    assert [text[start:end] for _, start, end in read.quotes["explosive"]] == ["I am furious and shouting!"]
    assert {message for message, _, _ in read.quotes["explosive"]} == {7}
