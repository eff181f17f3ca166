from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packs import assessor, find, minimal, rule, scanner_of, signal, type_file, write

from complaint_rules import Complaint, PackError
from complaint_rules.pack.expression import MAX_GAP, ExpressionError, NumberTest, parse_expression
from complaint_rules.signals.expressions import MAX_FINDS, Found
from complaint_rules.signals.fold import fold

CLASSES = [{"id": "wait", "zh": ["等", "等候"], "en": ["wait*", "stand around"]},
           {"id": "place", "zh": ["门口", "外面"], "en": ["{inside}", "outside"]},
           {"id": "inside", "en": ["lobby"]}]

# (expressions, text, what is found)
MATCHES = [
    # classes and alternatives
    ({"en": ["{wait}"]}, "I wait, then I stand around", ["wait", "stand around"]),
    ({"zh": ["{wait}"]}, "我在等", ["等"]),
    ({"en": ["{place}"]}, "in the lobby, or outside", ["lobby", "outside"]),
    ({"en": ["(refund|money back)"]}, "a refund, my money back", ["refund", "money back"]),
    ({"en": ["({place}|yard)"]}, "lobby and yard", ["lobby", "yard"]),
    ({"en": ["refund", "money"]}, "refund my money", ["refund", "money"]),
    # both scripts, width and case
    ({"zh": ["退钱"]}, "請退錢！請退钱！", ["退錢", "退钱"]),
    ({"en": ["refund"]}, "REFUND Ｒｅｆｕｎｄ", ["REFUND", "Ｒｅｆｕｎｄ"]),
    ({"en": ["don't know"]}, "I don’t know", ["don’t know"]),
    # gaps in words
    ({"en": ["want ~2 refund"]}, "want my full refund", ["want my full refund"]),
    ({"en": ["want ~2 refund"]}, "want my very own refund", []),
    ({"en": ["want ~0 refund"]}, "want refund", ["want refund"]),
    ({"en": ["want refund"]}, "want my refund", []),
    ({"en": ["want ~3 refund"]}, "refund I want", []),
    # gaps in characters
    ({"zh": ["我 ~2 等"]}, "我在等，我一直在等", ["我在等"]),
    ({"zh": ["我 ~3 等"]}, "我一直在等", ["我一直在等"]),
    ({"zh": ["我 {wait}"]}, "我等", ["我等"]),
    ({"zh": ["我 {wait}"]}, "我不等", []),
    # the nearest partner, and every one
    ({"en": ["call ~3 back"]}, "call call me back", ["call me back"]),
    ({"en": ["call ~3 back"]}, "call back, call me back", ["call back", "call me back"]),
    # optional parts
    ({"en": ["(my|the)? refund"]}, "my refund", ["my refund", "refund"]),
    ({"en": ["want ~1 (my)? ~1 refund"]}, "want a my big refund", ["want a my big refund"]),
    ({"en": ["{wait}? outside"]}, "standing outside", ["outside"]),
    # numbers with units
    ({"en": ["<times >= 3>"]}, "I rang 2 times, then three times", ["three times"]),
    ({"zh": ["<times >= 3>"]}, "打了两次，第三次", ["三次"]),
    ({"en": ["<times>"]}, "2 times", ["2 times"]),
    ({"zh": ["裂 ~4 <millimetres < 1>"]}, "裂了约0.5毫米，裂了约5毫米", ["裂了约0.5毫米"]),
    ({"en": ["<minutes > 60>"]}, "1 hours, 61 minutes", ["61 minutes"]),
    ({"en": ["<minutes <= 60>"]}, "1 hours, 61 minutes", ["1 hours"]),
    ({"zh": ["等 ~3 <minutes >= 20>"]}, "等了二十分鐘", ["等了二十分鐘"]),
    # forms with any ending, and word boundaries
    ({"en": ["(demand*) refund"]}, "I am demanding refund", ["demanding refund"]),
    ({"en": ["(demand*) ~1 refund"]}, "I demanded a refund", ["demanded a refund"]),
    ({"en": ["art"]}, "start, party, artist, art", ["art"]),
    ({"en": ["demand*"]}, "undemanding", []),
    ({"en": ["app"]}, "我的app坏了", ["app"]),
    # blanks
    ({"en": ["money back"]}, "my money\nback", ["money\nback"]),
    # one sentence
    ({"en": ["wait ~5 refund"]}, "I wait, refund", ["wait, refund"]),
    ({"en": ["wait ~5 refund"]}, "I wait. Refund", []),
    ({"zh": ["等 ~5 退款"]}, "我等。退款", []),
    ({"en": ["wait ~5 refund"]}, "I wait\n\nrefund", []),
    # unless
    ({"en": ["refund"], "unless_en": ["thank* ~3 refund"]}, "thanks for the refund", []),
    ({"en": ["refund"], "unless_en": ["thank* ~3 refund"]}, "Thanks. A refund", ["refund"]),
    ({"zh": ["退款"], "unless_zh": ["已经"]}, "已经退款。还要退款", ["退款"]),
]


@pytest.mark.parametrize(("fields", "text", "found"), MATCHES)
def test_expressions_find(fields, text, found):
    assert find(text, words=CLASSES, **fields) == found


# (text, whether a refund is meant); the minimal pack negates with 不是要, 不想, 没有要, not asking for, do not want
NEGATIONS = [
    ("我要退款", True), ("我不是要退款", False), ("我不想退款", False), ("我没有要退款", False),
    ("我不是要投訴，我要退款", True), ("我不想再等你們一個月又一個月才退款", True),
    ("我不是要退款嗎？", True), ("我不是要退款吗", True), ("我没有要退款。你们听懂了吗？", False),
    ("我沒有要退款！聽懂了嗎", False), ("我不是要退款，你們聽得懂嗎？", False),
    ("I am not asking for a refund", False), ("I do not want a refund", False), ("I do not want tea, a refund", True),
    ("I do not want to wait another whole week for my refund", True), ("Not asking for tea. Refund!", True),
]


@pytest.mark.parametrize(("text", "meant"), NEGATIONS)
def test_what_is_negated_in_its_clause_does_not_count(text, meant):
    assert bool(find(text, zh=["退款"], en=["refund"])) is meant


@pytest.mark.parametrize("text", ["demand", "Demands", "demanding it", "on DEMAND."])
def test_a_form_that_ends_in_a_star_matches_any_ending(text):
    (found,) = find(text, en=["demand*"])
    assert found.lower().startswith("demand")


def test_a_star_before_further_words_is_refused_or_matches_any_ending():
    with suppress(PackError):
        assert find("demanding it", en=["demand* it"]) == ["demanding it"]


def test_negation_is_kept_where_a_signal_asks_for_it():
    assert find("I do not want a refund", en=["refund"], negated="keep") == ["refund"]


# (text, whether the customer says it); he said, she told me, 他说, 客服说 report; i said, i told, 我说, 我跟他说 do not
REPORTS = [
    ("他说可以退款", False), ("客服說可以退款", False), ("He said I get a refund", False),
    ("He said no, I want a refund", True), ("他说不行，我要退款", True),
    ("他说你们的这个商品因为已经过了很久所以现在不能再给我办理退款", True),
    ("昨天在你們的網站上面看到這樣寫著「七天之內可以退款」", False),
    ("The letter that you sent me on Monday reads “we will refund you soon”", False),
    ("店員寫「七天之內可以退款」", False), ("It says “we will refund you soon”", False),
    ("昨天在櫃台排隊的時候我跟他說「請你們馬上退款給我」", True),
    ("At the counter yesterday I told him “please refund me today”", True),
    ("我從昨天一直打電話到今天，你們所謂的「退款」在哪裡", True),
]


@pytest.mark.parametrize(("text", "own"), REPORTS)
def test_words_of_others_do_not_count(text, own):
    assert bool(find(text, zh=["退款"], en=["refund"])) is own


def test_reported_words_are_kept_where_a_signal_asks_for_it():
    assert find("He said I get a refund", en=["refund"], reported="keep") == ["refund"]


@pytest.mark.parametrize("text", ["客人說「我要馬上退款不然不走」", "客服說可以退款"])
def test_in_a_note_of_staff_quoted_and_reported_words_are_the_customers(text):
    assert find(text, note=True, zh=["退款"]) == ["退款"]


def test_at_most_so_many_finds_are_kept_of_a_long_text():
    assert len(find("refund, " * (MAX_FINDS - 1), en=["refund"])) == MAX_FINDS - 1
    assert len(find("refund, " * MAX_FINDS * 50, en=["refund"])) == MAX_FINDS


BAD = [
    "", "   ", "(a|b", "a|b", "a}", "{Upper}", "{missing}", "({missing}|a)", "a ~2", "a ~31 b", "(a||b)", "(a ~2 b|c)",
    "a?", "(a)?", "(a)? (b)?", "<times 3>", "<times = 3>", "<hours >= 3>", "<>",
    "a (b)? (b)? (b)? (b)? (b)?", "dem* and",
]


@pytest.mark.parametrize(("text", "found"), [
    ("I wait in the lobby for a refund", True), ("gladly I wait in the lobby", False), ("a refund, outside", False),
    ("I wait, I stand around in the lobby; I want money back", True)])
def test_a_scanner_narrowed_to_a_signal_finds_what_the_whole_one_finds_of_it(text, found):
    scanner, number = scanner_of({"en": ["{wait} ~3 {place}", "want ~2 money"], "unless_en": ["gladly"]}, CLASSES)
    whole = scanner.scan(text)
    assert (number in whole.signals) == found
    for chosen in {number, *whole.signals}:
        only = scanner.only({chosen}).scan(text)
        assert only.signals == {signal: spans for signal, spans in whole.signals.items() if signal == chosen}
        assert only.classes == whole.classes


@pytest.mark.parametrize("source", BAD)
def test_an_expression_that_cannot_be_read_is_refused(source):
    with pytest.raises(ExpressionError):
        parse_expression(source, {"known": frozenset(["x"])}, by_word=True)


def test_an_expression_compiles_into_steps_with_their_gaps():
    (sequence,) = parse_expression("a ~3 (b|C c) <minutes >= 1.5>", {}, by_word=False)
    assert [(step.atom, step.gap) for step in sequence.steps] == [
        (frozenset(["a"]), 0), (frozenset(["b", "c c"]), 3), (NumberTest("minutes", ">=", 1.5), 0)]
    assert sequence.by_word is False


def test_optional_parts_give_one_sequence_each_way_and_hand_their_gap_on():
    sequences = parse_expression(f"a ~2 (b)? ~{MAX_GAP} c", {}, by_word=True)
    gaps = [[step.gap for step in sequence.steps] for sequence in sequences]
    assert sorted(gaps) == [[0, 2, MAX_GAP], [0, 2 + MAX_GAP]]


@given(st.text(st.sampled_from("ab {}()<>|~?*3中.>=times")))
def test_any_expression_compiles_or_is_refused(source):
    with suppress(ExpressionError):
        assert parse_expression(source, {"a": frozenset(["a"])}, by_word=True)


@given(st.lists(st.sampled_from(["refund", "退款", "want", "不想", "他说", "我说", "「", "」", "“", '"', "。", ",", " ",
                                 "\n", "3 times", "三次", "吗", "Ａ", "😀", "İ", "thank"])))
def test_any_text_is_scanned_and_spans_lie_inside_it(pieces):
    text = "".join(pieces)
    scanner, _ = scanner_of({"zh": ["不想 ~4 退款", "<times > 1>"], "en": ["want ~3 refund"], "unless_en": ["thank*"]})
    for note in (False, True):
        found = scanner.scan(fold(text), note=note)
        spans = [span for known in (found.signals, found.classes) for spans in known.values() for span in spans]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def chains(tokens, wanted, stop, *, by_word):
    """What the definition of a sequence gives: from each partial match, on to the hits it is the nearest one before."""
    sentence = [tokens[:index].count(stop) for index in range(len(tokens))]
    partial = [(index, index) for index, token in enumerate(tokens) if token == wanted[0][0]]
    for token, gap in wanted[1:]:
        grown = []
        for index in (index for index, other in enumerate(tokens) if other == token):
            nearest = max((one for one in partial if one[1] < index), key=lambda one: (one[1], one[0]), default=None)
            if nearest is None or sentence[nearest[1]] != sentence[index]:
                continue
            between = [other for other in tokens[nearest[1] + 1:index] if not (by_word and other == stop)]
            if len(between) <= gap:
                grown.append((nearest[0], index))
        partial = grown
    return sorted(set(partial))


GAPS = st.sampled_from([(0, 0), (2, 1), (0, 3), (5, 0)])


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["aa", "bb", "cc", "xx", "."]), max_size=60), GAPS)
def test_sequences_of_words_are_found_as_defined(tokens, gaps):
    scanner, number = scanner_of({"en": [f"aa ~{gaps[0]} bb ~{gaps[1]} cc"]})
    places, text = [], ""
    for token in tokens:
        places.append((len(text), len(text) + len(token)))
        text += token + " "
    expected = chains(tokens, [("aa", 0), ("bb", gaps[0]), ("cc", gaps[1])], ".", by_word=True)
    spans = [(places[first][0], places[last][1]) for first, last in expected]
    assert scanner.scan(text).signals.get(number, []) == spans


@settings(max_examples=300)
@given(st.text("甲乙丙丁。", max_size=60), GAPS)
def test_sequences_of_characters_are_found_as_defined(text, gaps):
    scanner, number = scanner_of({"zh": [f"甲 ~{gaps[0]} 乙 ~{gaps[1]} 丙"]})
    expected = chains(text, [("甲", 0), ("乙", gaps[0]), ("丙", gaps[1])], "。", by_word=False)
    assert scanner.scan(text).signals.get(number, []) == [(first, last + 1) for first, last in expected]


@given(st.text())
def test_no_text_at_all_raises(text):
    scanner, _ = scanner_of({"en": ["refund"]})
    assert isinstance(scanner.scan(fold(text)), Found)


@pytest.fixture
def refund_reader(tmp_path):
    files = minimal()
    wanted = signal("says.x", zh=["要 ~2 退款"], en=["want ~2 refund"])
    files["signals/more.yaml"] = {"family": "more", "signals": [wanted]}
    files["types/explosive.yaml"] = type_file("explosive", rule("explosive.x", "says.x"), kind="state")
    return assessor(write(tmp_path / "tiny", files))


@pytest.mark.parametrize(("complaint", "quotes"), [
    ({"text": "😀😀 我要全額退款，ＷＡＮＴ a REFUND！"}, [(0, "要全額退款"), (0, "ＷＡＮＴ a REFUND")]),
    ({"messages": [{"role": "customer", "text": "Hello, it is me"}, {"role": "agent", "text": "You want a refund?"},
                   {"role": "customer", "text": "Yes, I want my refund"}]}, [(2, "want my refund")]),
    ({"messages": [{"role": "agent", "text": "You want a refund?"}]}, []),
    ({"messages": [{"role": "note", "text": "客人說「我要全額退款給我」"}]}, [(0, "要全額退款")]),
    ({"text": "來電人說「我就是要全額退款給我」"}, [(0, "要全額退款")]),
])
def test_quotes_are_the_customers_own_characters(refund_reader, complaint, quotes):
    turns = Complaint.model_validate(complaint).turns
    found = [quote for item in refund_reader.assess(complaint).evidence for quote in item.quotes]
    assert [(quote.message, quote.text) for quote in found] == quotes
    assert all(turns[quote.message].text[quote.start:quote.end] == quote.text for quote in found)
