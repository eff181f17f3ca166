"""How plain data is kept: what is read is what was written, and nothing but the whole of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.pack.kept import LONG, from_bytes, to_bytes

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
TEXTS = st.one_of(WORDS, WORDS.filter(bool).map(lambda words: words * LONG))
PARTS = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), TEXTS),
                     lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
                     max_leaves=12)


@given(st.dictionaries(WORDS, PARTS, max_size=5), st.lists(st.binary(max_size=5)))
def test_bytes_come_back_as_they_were(data, many):
    kept = to_bytes({"data": data, "many": [many]})
    assert from_bytes(kept) == {"data": json.loads(json.dumps(data)), "many": [many]}


@given(st.dictionaries(WORDS, PARTS, max_size=5))
def test_what_is_kept_is_read_as_json_would_read_it(data):
    assert from_bytes(to_bytes(data)) == json.loads(json.dumps(data))


def test_long_texts_stand_as_they_are():
    text = "fine words\n" * LONG
    head, _, body = to_bytes({"a": [{"b": text}], "c": "書" * LONG, "d": "short"}).partition(b"\n")
    assert body.decode() == text + "書" * LONG
    assert len(head) < 110


@pytest.mark.parametrize("change", [
    lambda kept: kept[:-1], lambda kept: kept + b"x", lambda kept: kept[1:], lambda kept: b"", lambda kept: b"\n",
    lambda kept: kept.replace(b'"a"', b'"z"', 1), lambda kept: kept[:-2] + b"\xff\xff",
])
def test_anything_else_is_refused(change):
    kept = to_bytes({"a": {"b": "w" * LONG}})
    assert from_bytes(kept) == {"a": {"b": "w" * LONG}}
    with pytest.raises(ValueError):
        from_bytes(change(kept))
