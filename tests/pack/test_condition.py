import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.engine.program import Test
from complaint_rules.engine.reference import holds
from complaint_rules.pack.condition import (
    MAX_ALTERNATIVES,
    MAX_TESTS,
    NUMBER_LIMIT,
    ConditionError,
    fields_of,
    parse_condition,
)


def yes(name):
    return Test(name, "true")


PARSED = [
    ("a", [[yes("a")]]),
    ("not a", [[Test("a", "not")]]),
    ("a is true", [[yes("a")]]),
    ("a is false", [[Test("a", "false")]]),
    ("a >= 3", [[Test("a", ">=", 3)]]),
    ("a<=-0.5", [[Test("a", "<=", -0.5)]]),
    ("a == 1 and b != 2", [[Test("a", "==", 1), Test("b", "!=", 2)]]),
    ("a or b", [[yes("a")], [yes("b")]]),
    ("a and b or c", [[yes("a"), yes("b")], [yes("c")]]),
    ("a and (b or c)", [[yes("a"), yes("b")], [yes("a"), yes("c")]]),
    ("((a))", [[yes("a")]]),
    ("b and a", [[yes("a"), yes("b")]]),
    ("a and a", [[yes("a")]]),
    ("a or a", [[yes("a")]]),
    ("a.b_c.count >= 2", [[Test("a.b_c.count", ">=", 2)]]),
    ("top.acme:reseller", [[yes("top.acme:reseller")]]),
    ("  a\n and\tb ", [[yes("a"), yes("b")]]),
    ("nothing", [[yes("nothing")]]),
    ("order and android", [[yes("android"), yes("order")]]),
]


@pytest.mark.parametrize(("source", "alternatives"), PARSED)
def test_a_condition_unfolds_into_alternatives_of_tests(source, alternatives):
    assert [list(tests) for tests in parse_condition(source)] == alternatives


REFUSED = [
    "", " ", "and", "or", "is", "true", "3", "a b", "a and", "a or", "and a", "a is", "a is maybe", "a >=", "a >= b",
    ">= 3", "3 <= a", "a >= 3 5", "a >= 1e5", "a >= .5", "a >= 3.", "a > > 3", "a = 3", "a && b", "not", "not not a",
    "not (a)", "not a >= 3", "(a", "a)", "()", "a >= 1_000", "a >= 3x", "é", "退款", "a, b", "a; b",
    f"a >= {NUMBER_LIMIT + 1}", f"a >= -{NUMBER_LIMIT + 1}", "not and", "not or",
    " or ".join(f"a{number}" for number in range(MAX_ALTERNATIVES + 1)),
    " and ".join(f"a{number}" for number in range(MAX_TESTS + 1)),
    "(a or b) and (c or d) and (e or f) and (g or h)",
    "(" * 5000 + "a" + ")" * 5000,
]


@pytest.mark.parametrize("source", REFUSED, ids=[repr(source[:32]) for source in REFUSED])
def test_what_cannot_be_read_is_refused(source):
    with pytest.raises(ConditionError):
        parse_condition(source)


def test_the_bounds_themselves_are_read():
    assert len(parse_condition(" or ".join(f"a{number}" for number in range(MAX_ALTERNATIVES)))) == MAX_ALTERNATIVES
    assert len(parse_condition(" and ".join(f"a{number}" for number in range(MAX_TESTS)))[0]) == MAX_TESTS
    assert parse_condition(f"a >= {NUMBER_LIMIT}")[0][0].value == NUMBER_LIMIT


def test_a_condition_that_unfolds_too_far_is_refused_before_it_is_unfolded():
    source = " and ".join(f"(a{number} or b{number})" for number in range(15))
    tracemalloc.start()
    try:
        with pytest.raises(ConditionError):
            parse_condition(source)
        assert tracemalloc.get_traced_memory()[1] < 500_000
    finally:
        tracemalloc.stop()


def test_fields_are_told_once_in_order():
    assert fields_of(parse_condition("b >= 1 and a or not b and c")) == ["a", "b", "c"]


HOLDS = [
    ("true", True, True), ("true", False, False), ("true", None, False),
    ("not", True, False), ("not", False, True), ("not", None, True),
    ("false", True, False), ("false", False, True), ("false", None, False),
    (">=", 3, True), (">=", 2.9, False), (">=", None, False), ("<=", 3, True), ("<=", None, False), (">", 3, False),
    ("<", 2.9, True), ("==", 3.0, True), ("==", None, False), ("!=", 4, True), ("!=", 3, False), ("!=", None, False),
    (">=", True, False), ("<", False, False),
]


@pytest.mark.parametrize(("operator", "value", "expected"), HOLDS)
def test_nothing_but_not_holds_for_a_value_that_is_not_known(operator, value, expected):
    assert holds(Test("x", operator, 3.0), {} if value is None else {"x": value}) is expected


PIECES = ["a", "b.c", "and", "or", "not", "is", "true", "false", "(", ")", ">=", "<", "==", "3", "-0.5", " ", "é", "="]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_any_text_is_parsed_or_refused(source):
    with suppress(ConditionError):
        alternatives = parse_condition(source)
        assert 0 < len(alternatives) <= MAX_ALTERNATIVES
        assert all(0 < len(tests) <= MAX_TESTS for tests in alternatives)
