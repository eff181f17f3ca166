"""What sentence vectors add to the words of alerts: fitted and kept, it gives the same scores when read back."""

import base64
import json

import numpy as np
import pytest

from complaint_rules.complaint import Complaint
from complaint_rules.pack.fitted import unpacked
from complaint_rules.pack.names import ALERTS
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.signals.meaning import MAX_SENTENCES, MeaningReader
from complaint_rules.signals.reader import Reader
from complaint_rules.tuning.alert_meaning import fit_alert_meaning, sentence_vectors
from complaint_rules.tuning.alert_wording import fit_alert_wording, told
from complaint_rules.tuning.features import CaseReader
from complaint_rules.tuning.sayings import Saying

LEFT = ["vorb", "zelk", "mird", "grosk", "plend", "thrim", "quosh", "snarv", "drelp", "flimt", "skorv", "trulb"]
RIGHT = ["nalf", "pommik", "wazzle", "jubt", "hept", "lonk", "cribba", "dossel", "funtle", "gribo", "yast", "omple"]
COLUMN = ALERTS.index("legal_action")


class Kinds:
    """Knows two kinds of words, and nothing of which word it is."""

    name = "kinds 1.0"

    def encode(self, sentences):
        rows = [[sum(word in sentence for word in words) for words in (LEFT, RIGHT)] + [1.0]
                for sentence in sentences]
        return np.array([row / np.linalg.norm(row) for row in np.array(rows, dtype=float)])


@pytest.fixture(scope="module")
def fitted():
    """Half of the words are never seen while fitting."""
    reader = CaseReader(load_compiled())
    sayings = [Saying(text=f"{word} {other} today", language="en", alerts=alerts)
               for words, alerts in ((LEFT, ("legal_action",)), (RIGHT, ()))
               for word in words[::2] for other in words[::2]]
    texts = told(sayings, [], [], reader.read)
    lexicon, unseen = fit_alert_wording(texts, 3)
    meaning, scores = fit_alert_meaning(texts, unseen, sentence_vectors(texts.sentences, Kinds()), 3)
    return lexicon, meaning, scores


@pytest.fixture(scope="module")
def compiled(fitted):
    zeros = base64.b64encode(np.zeros(3, dtype="<f2").tobytes()).decode("ascii")
    separators = {"names": ["ordinary"], "dimensions": 3, "sentence": zeros, "whole": zeros, "bias": [0.0]}
    alerts, by_meaning = json.loads(json.dumps([fitted[0].as_data(), fitted[1].as_data()]))
    return {"alerts": unpacked(alerts), "alert_meaning": by_meaning, "meaning": separators}


def read(compiled, text, by_meaning=True):
    reader = Reader(load_compiled()["expressions"], compiled,
                    meaning=MeaningReader(compiled["meaning"], Kinds()) if by_meaning else None)
    return reader.read(Complaint(text=text, language="en"))


def test_words_never_seen_count_by_their_meaning(compiled):
    left, right = (read(compiled, f"today {words[1]} {words[3]}").values for words in (LEFT, RIGHT))
    assert left["wording.legal_action"] == right["wording.legal_action"]
    assert left["meaning.legal_action"] > right["meaning.legal_action"] + 0.1


def test_unseen_texts_of_an_alert_score_higher(fitted):
    scores = fitted[2][:, COLUMN]
    half = len(scores) // 2
    assert scores[:half].min() > scores[half:].max()


@pytest.mark.parametrize("text", ["today vorb mird", "today zelk", "today pommik. today thrim", "today hept jubt"])
def test_what_is_kept_reads_as_it_was_fitted(fitted, compiled, text):
    lexicon, meaning, _ = fitted
    found = read(compiled, text)
    sentences = text.split(". ")
    said = [words for _, words in found.said]
    windows = [words if not number else words | said[number - 1] for number, words in enumerate(said)]
    expected = meaning.scores(lexicon.scores(windows, -99), sentence_vectors(sentences, Kinds())).max(axis=0)
    assert np.allclose([found.values[f"meaning.{name}"] for name in ALERTS], expected, atol=0.02)


def test_the_sentence_that_tells_it_is_quoted(compiled):
    text = "today hept jubt. today dossel wazzle. today vorb mird."
    (message, start, end), = read(compiled, text).quotes["meaning.legal_action"]
    assert (message, text[start:end]) == (0, "today dossel wazzle. today vorb mird.")


def test_a_sentence_that_is_not_encoded_counts_by_its_words(compiled):
    many = ". ".join(f"today hept {number} jubt {'x' * number}" for number in range(2 * MAX_SENTENCES))
    places = many.split(". ")
    left_out = len(places) // 2
    told = ". ".join([*places[:left_out], "today vorb mird", *places[left_out:]])
    assert "reading_cut" in read(compiled, told).notes
    assert read(compiled, told).values["meaning.legal_action"] > read(compiled, many).values["meaning.legal_action"]


def test_nothing_is_told_by_meaning_without_an_encoder_or_known_words(compiled):
    assert not any(name.startswith("meaning.") for name in read(compiled, "today vorb mird", False).values)
    assert "meaning.legal_action" not in read(compiled, "zzz").values


def test_empty_sentences_have_no_vector():
    vectors = sentence_vectors(["", "today vorb", ""], Kinds())
    assert not vectors[[0, 2]].any()
    assert vectors[1].any()
