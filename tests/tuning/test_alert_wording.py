"""Separators over words that tell alerts: what is fitted and kept gives the same scores when read back."""

import json
import subprocess
import sys

import numpy as np
import pytest
from packs import write_minimal

from complaint_rules.complaint import Complaint
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.evaluation import Case
from complaint_rules.pack.fitted import unpacked
from complaint_rules.pack.names import ALERTS
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.pack.sources import merged_packs
from complaint_rules.signals.alert_wording import AlertWordingReader, windows
from complaint_rules.tuning.alert_wording import fit_alert_wording, told
from complaint_rules.tuning.features import CaseReader
from complaint_rules.tuning.sayings import Saying, sayings_of

SUES = ["my lawyer will sue you in court", "I will sue you in court on Monday", "the lawyer says we sue you in court"]
OTHER = ["the kettle leaks on Monday", "a kettle came on Monday", "on Monday the kettle was late"]
WORDS = ["please", "thanks", "order", "parcel", "colour", "blue", "green", "size", "small", "large", "early"]


@pytest.fixture(scope="module")
def reader():
    return CaseReader(load_compiled())


@pytest.fixture(scope="module")
def fitted(reader):
    sayings = [Saying(text=f"{text} {word}", alerts=alerts) for word in WORDS
               for texts, alerts in ((SUES, ("legal_action",)), (OTHER, ())) for text in texts]
    cases = [Case.of({"id": "1", "text": "Hello there. I will sue you in court. The kettle leaks.",
                      "expected": {"type": "ordinary", "alerts": ["legal_action"]}})]
    texts = told(sayings, [], cases, reader.read)
    lexicon, unseen = fit_alert_wording(texts, 3)
    return lexicon, texts.most(unseen)


def said(reader, text):
    return reader.read(Complaint(text=text, language="en")).said


def read(lexicon, sentences):
    reader = AlertWordingReader(unpacked(json.loads(json.dumps(lexicon.as_data()))))
    return reader.read(reader.scored(sentences))


def test_a_threshold_is_told_for_what_was_seen_often_enough(fitted):
    lexicon, unseen = fitted
    column = lexicon.names.index("legal_action")
    assert (unseen[:, column] >= 2).sum() > 25
    assert unseen[:6, column].argmin() in (3, 4, 5)
    assert (unseen[:, lexicon.names.index("self_harm")] < 0).all()


@pytest.mark.parametrize("text", [*SUES, *OTHER, "Hello. I will sue you in court! Bye.", "sue " * 400])
def test_what_is_kept_reads_as_it_was_fitted(fitted, reader, text):
    lexicon, _ = fitted
    read_out = read(lexicon, said(reader, text))
    found = [words for _, words in windows(said(reader, text))]
    expected = lexicon.scores(found, -np.inf).max(axis=0)
    assert list(read_out.scores) == list(ALERTS)
    assert np.allclose(list(read_out.scores.values()), expected, atol=0.002)


def test_the_sentence_that_tells_it_is_quoted_with_the_one_before(fitted, reader):
    text = "The kettle is here. It leaks on Monday. My lawyer said so. I will sue you in court! The kettle leaks."
    (message, start, end), = read(fitted[0], said(reader, text)).quotes["legal_action"]
    assert message == 0
    assert text[start:end] == "My lawyer said so. I will sue you in court!"


def test_a_text_without_known_words_has_no_scores(fitted, reader):
    assert read(fitted[0], said(reader, "zzz qqq")).scores == {}
    assert read(fitted[0], []).scores == {}


def test_what_follows_never_lowers_a_score(fitted, reader):
    alone = read(fitted[0], said(reader, "I will sue you in court.")).scores
    after = read(fitted[0], said(reader, "I will sue you in court. The kettle leaks. Bye.")).scores
    assert all(after[name] >= score for name, score in alone.items())


def test_a_long_text_is_read_to_its_end(fitted, reader):
    text = "The kettle leaks on Monday. " * 1500 + "I will sue you in court."
    whole, cut = (read(fitted[0], said(reader, part)).scores["legal_action"] for part in (text, text[:-24]))
    assert whole > cut


def test_word_classes_and_signals_are_read_beside_the_words(reader):
    said_before, said_now = said(reader, "The kettle leaks. I will sue you in court.")
    assert "alerts.sue_do_en" not in said_before[1]
    assert said_now[1] > {"sue", "will sue", "alerts.sue_do_en"}
    assert any(name.startswith("says.") for name in said_now[1])


@pytest.mark.parametrize(("one", "other"), [
    ("I am from Poland and I want to see a judge.", "I am from Nigeria and I want to see a judge."),
    ("My name is Anna Kowalska, see you in court.", "My name is John Smith, see you in court."),
    ("我是上海人，法院见。", "我是北京人，法院见。")])
def test_who_speaks_changes_neither_words_nor_their_classes(reader, one, other):
    read_one, read_other = (reader.read(Complaint(text=text)).words for text in (one, other))
    assert [words for _, words in read_one] == [words for _, words in read_other]
    assert any("." in name for _, words in read_one for name in words)


def test_of_signals_some_are_left_out_and_words_and_word_classes_never(reader):
    sayings = [Saying(text="I will sue you in court.", alerts=("legal_action",), language="en")] * 40
    found = told(sayings, [], [], reader.read).windows
    assert all({"will sue", "alerts.sue_do_en"} <= words for words in found)
    signals = [{name for name in words if name.startswith("says.")} for words in found]
    assert any(signals)
    assert len({frozenset(names) for names in signals}) > 1


def test_no_threshold_is_told_on_examples(reader):
    sayings = [Saying(text=f"{text} {word}", alerts=("legal_action",)) for word in WORDS for text in SUES]
    texts = told([], sayings, [], reader.read)
    assert not texts.counts.any()
    assert texts.known.all()


def test_the_examples_beside_alert_rules_are_sayings():
    sayings = list(sayings_of(merged_packs()))
    assert {saying.alerts[0] for saying in sayings if saying.alerts} == set(ALERTS)
    assert all(saying.alerts_labelled and set(saying.alerts) <= set(saying.alerts_labelled) for saying in sayings)


@pytest.mark.parametrize(("line", "field"), [
    ({"text": "x", "alerts": ["no_such"]}, "alerts"), ({"alerts": []}, "text"),
    ({"text": "", "alerts": []}, "text"), ({"text": "x", "alerts": [], "alert": 1}, "alert")])
def test_a_broken_saying_is_named(line, field):
    with pytest.raises(InvalidComplaintError) as error:
        Saying.of(line)
    assert error.value.field == field


def test_the_command_names_file_and_line_of_a_broken_saying(tmp_path):
    cases, sayings = tmp_path / "cases.jsonl", tmp_path / "sayings.jsonl"
    cases.write_text('{"id": "1", "text": "The kettle leaks.", "expected": {"type": "ordinary"}}\n', encoding="utf-8")
    sayings.write_text('{"text": "x", "alerts": []}\n{"text": "y", "alerts": ["sue"]}\n', encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", "from complaint_rules.cli import main; main()", "tune", str(cases),
                           "--pack", str(write_minimal(tmp_path / "tiny")), "--sayings", str(sayings)],
                          capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 2
    assert f"{sayings}:2: alerts: sue: no such alert; one of " in done.stderr


def test_a_text_in_a_language_that_is_not_read_teaches_nothing_and_stops_nothing(reader):
    french = Case.of({"text": "Bonjour, je ne suis pas content de vous.", "expected": {"type": "ordinary"}})
    english = Saying(text="I will sue you in court", alerts=("legal_action",))
    texts = told([english], [], [french], reader.read)
    assert set(texts.owner) == {0}
    assert len(texts.target) == 2
