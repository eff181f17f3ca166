import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.signals.conversation import Turn, read_conversation
from complaint_rules.signals.fold import fold


def talk(*turns):
    """Turns given as (role, text, class, class …)."""
    return read_conversation([Turn(role, fold(text), text, {name: [(0, 1)] for name in classes})
                              for role, text, *classes in turns])


def said(*texts):
    return talk(*(("customer", text) for text in texts))


@pytest.mark.parametrize("turns", [
    [], [("customer", "Hello there")], [("customer", "Hello"), ("agent", "Good day"), ("customer", "  ")],
    [("agent", "One"), ("agent", "Two")], [("note", "One"), ("note", "Two")]])
def test_one_turn_of_the_customer_has_no_course(turns):
    assert talk(*turns) == {}


def test_turns_and_share_of_talk_are_counted():
    values = talk(("customer", "one two three"), ("agent", "one two"), ("customer", "one two three"))
    assert values["conversation.customer_turns"] == 2
    assert values["conversation.share_of_talk"] == 0.75


@pytest.mark.parametrize(("demands", "changes", "kinds"), [
    (["refund", "refund"], 0, 1), (["refund", "repair"], 1, 2), (["refund", "", "repair"], 1, 2),
    (["refund", "repair", "refund"], 2, 2), (["", ""], 0, 0), (["refund", "refund repair", "repair"], 0, 2)])
def test_a_demand_changes_where_nothing_of_the_last_one_stays(demands, changes, kinds):
    values = talk(*(("customer", "some words", *(f"demand.{kind}" for kind in kinds_of.split()))
                    for kinds_of in demands))
    assert values["conversation.demand_changes"] == changes
    assert values["conversation.demands"] == kinds


@pytest.mark.parametrize(("texts", "repeats"), [
    (["I want my money back", "I want my money back!"], 1), (["I want my money back", "The lamp flickers"], 0),
    (["我要全額退款給我", "我要全额退款给我", "我要全額退款給我"], 2), (["no", "no", "no"], 0)])
def test_a_turn_that_says_the_same_again_is_a_repeat(texts, repeats):
    assert said(*texts)["conversation.repeated_turns"] == repeats


@pytest.mark.parametrize(("question", "answer", "missed"), [
    ("請問訂單編號是多少？", "我從小就是你們的客人", 1), ("請問訂單編號是多少？", "訂單編號在藍色的紙上", 0),
    ("請問訂單編號是多少？", "4711", 0), ("What is your order number?", "You people never listen to anyone", 1),
    ("What is your order number?", "The order number is on the blue paper", 0),
    ("What is your order number?", "It is 4711", 0)])
def test_a_question_is_answered_by_its_words_or_a_number(question, answer, missed):
    values = talk(("customer", "Hello there"), ("agent", question), ("customer", answer))
    assert values["conversation.unanswered_questions"] == missed


def test_a_plain_answer_word_answers():
    values = talk(("customer", "Hello there"), ("agent", "Did it arrive?"), ("customer", "Nope", "manner.answers"))
    assert values["conversation.unanswered_questions"] == 0


@pytest.mark.parametrize(("texts", "peak", "falls", "swings"), [
    (["Calm words", "Calm words"], 0, None, 0), (["WHERE IS my parcel!!", "Thanks then"], 2, True, 0),
    (["Calm words", "WHERE IS my parcel!!"], 2, None, 0),
    (["WHAT THE parcel", "Calm words", "WHAT THE parcel", "Calm"], 2, True, 1)])
def test_heat_rises_falls_and_swings(texts, peak, falls, swings):
    values = said(*texts)
    assert values["conversation.heat_peak"] >= peak
    assert (values["conversation.heat_peak"] == 0) is (peak == 0)
    assert values.get("conversation.heat_falls") is falls
    assert values["conversation.heat_swings"] == swings


@pytest.mark.parametrize(("name", "value"), [
    ("told_final", "agent.final"), ("declined", "agent.declines"), ("offers", "agent.offers")])
def test_what_the_agent_says_is_counted_and_the_customer_cannot_say_it(name, value):
    values = talk(("customer", "One two"), ("agent", "x", value), ("agent", "y", value), ("customer", "z", value))
    assert values[f"conversation.{name}"] == 2


def test_only_the_agent_admits_a_fault():
    assert talk(("customer", "a b"), ("agent", "x", "agent.admits"), ("customer", "c"))["conversation.company_admits"]
    assert "conversation.company_admits" not in talk(("customer", "a b", "agent.admits"), ("customer", "c"))


@given(st.lists(st.tuples(st.sampled_from(["customer", "agent", "note"]), st.text(max_size=30)), max_size=6))
def test_any_conversation_reads_without_raising(turns):
    values = talk(*turns)
    assert all(name.startswith("conversation.") and value >= 0 for name, value in values.items())
