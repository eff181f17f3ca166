"""Ways of listening: read from conversations alone, abstaining by default, and heard in the advice."""

import json
from pathlib import Path

import pytest
from transcripts import TRANSCRIPTS

from complaint_rules import Assessor, Complaint
from complaint_rules.advice import Adviser
from complaint_rules.pack.names import LANGUAGES
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.trial import builtin_merged

ASSESSOR = Assessor(semantic=False)
DEV = Path(__file__).parent / "cases" / "dev.jsonl"
WAYS = {name: item.value for name, item in builtin_merged().listening.items()}
MATCH = [(name, example) for name, way in WAYS.items() for example in way.match]
NO_MATCH = [(name, example) for name, way in WAYS.items() for example in way.no_match]


def heard(example, **fields):
    given = {"text": example} if isinstance(example, str) else example
    answer = ASSESSOR.assess({**given, **fields})
    return [note.id.removeprefix("listening_") for note in answer.notes if note.id.startswith("listening_")], answer


def test_the_four_ways_are_there():
    assert set(WAYS) == {"casual", "shallow", "technical", "active"}


@pytest.mark.parametrize(("name", "example"), MATCH, ids=lambda part: part if isinstance(part, str) else "")
def test_an_example_shows_its_way_and_no_other(name, example):
    assert heard(example)[0] == [name]


@pytest.mark.parametrize(("name", "example"), NO_MATCH, ids=lambda part: part if isinstance(part, str) else "")
def test_a_counterexample_shows_none(name, example):
    assert heard(example)[0] == []


@pytest.mark.parametrize(("name", "turns"), [(name, turns) for name, some in TRANSCRIPTS.items() for turns in some])
def test_a_plain_transcript_shows_its_way(name, turns):
    roles = ("customer", "agent") * len(turns)
    assert heard({"messages": [{"role": role, "text": text} for role, text in zip(roles, turns, strict=False)]})[0] == [
        name]


def test_ordinary_conversations_rarely_show_any():
    cases = [json.loads(line) for line in DEV.read_text("utf-8").splitlines()]
    talks = [case["messages"] for case in cases if len(case.get("messages", ())) > 1]
    shown = [talk for talk in talks if heard({"messages": talk})[0]]
    assert len(talks) > 100
    assert len(shown) <= 0.1 * len(talks)


def test_a_bad_line_is_no_way_of_listening():
    asked = [{"role": "customer", "text": "The dryer stopped again."},
             {"role": "agent", "text": "We can come on Friday."},
             {"role": "customer", "text": "Sorry, what was that? It's a terrible line."},
             {"role": "agent", "text": "On Friday."},
             {"role": "customer", "text": "Say that again?"}]
    assert heard({"messages": asked})[0] == []
    assert heard({"messages": [*asked[:2], {"role": "customer", "text": "Sorry, what was that?"}, *asked[3:]]})[0] == [
        "casual"]


def test_where_two_ways_show_none_is_reported():
    both = [{"role": "customer", "text": "The pump is louder than before."},
            {"role": "agent", "text": "It is within the limits."},
            {"role": "customer", "text": "Where is that specified? Sorry, what was that?"},
            {"role": "agent", "text": "In the manual."},
            {"role": "customer", "text": "How was the value measured? Say that again."}]
    assert heard({"messages": both})[0] == []


def test_the_agents_words_are_never_read_as_the_customers():
    said = {"agent": "Sorry, what was that? Say that again.", "customer": "The parcel is late."}
    turns = ("customer", "agent", "customer", "agent", "customer")
    assert heard({"messages": [{"role": role, "text": said[role]} for role in turns]})[0] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shapes_the_wording_and_nothing_else(language):
    complaint = Complaint.model_validate(WAYS["technical"].match[0])
    verdict = ASSESSOR.judge(complaint, ASSESSOR.read(complaint))
    with_way, without = (Adviser(load_compiled()).recommend(verdict, (), language, None, None, way)
                         for way in ("technical", None))
    assert with_way.strategy.steps == without.strategy.steps
    assert len(with_way.strategy.do) > len(without.strategy.do)
    assert {"listening.technical.explain.1"} <= {phrase.id for phrase in with_way.phrases}
