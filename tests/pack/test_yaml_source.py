from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packs import info, write_minimal

from complaint_rules.pack.errors import PackError
from complaint_rules.pack.load import load_source
from complaint_rules.pack.yaml_source import field_path, read_yaml

READ = [
    ("a: true", {"a": True}), ("a: false", {"a": False}), ("a: null", {"a": None}), ("a:", {"a": None}),
    ("a: 3", {"a": 3}), ("a: -0.5", {"a": -0.5}), ("a: text", {"a": "text"}), ("a: '3'", {"a": "3"}),
    ('a: "yes"', {"a": "yes"}), ("a: 'no'", {"a": "no"}), ("a: '12:30'", {"a": "12:30"}), ("a: |\n  no", {"a": "no"}),
    ("a: nobody", {"a": "nobody"}), ("a: 010", {"a": "010"}), ("a: 1e5", {"a": "1e5"}), ("a: 0x10", {"a": "0x10"}),
    ("a: 2026-01-01", {"a": "2026-01-01"}), ("a: 1_000", {"a": "1_000"}), ("a: .inf", {"a": ".inf"}),
    ("a: [1, {b: 退款}]", {"a": [1, {"b": "退款"}]}), ("\ufeffa: 1", {"a": 1}), ("", None), ("# only a comment", None),
]


@pytest.mark.parametrize(("text", "data"), READ)
def test_a_file_means_what_it_shows(text, data):
    assert read_yaml("f.yaml", text).data == data


# (text, place, part of the message)
REFUSED = [
    ("a: &x [1]\nb: *x", "1:4", "by an anchor"),
    *((f"a:\n  b: {word}", "2:6", f'write "{word}"')
      for word in ("yes", "no", "on", "off", "y", "n", "Yes", "NO", "On", "OFF", "Y")),
    ("on: 1", "1:1", 'write "on"'), ("a: [ok, no]", "1:9", 'write "no"'),
    ("a: 12:30", "1:4", "base 60"), ("a: 190:20:30", "1:4", "base 60"), ("a: 1:30.5", "1:4", "base 60"),
    ("a: 1\nb: 2\na: 3", "3:1", "stands twice"), ("a:\n  b: 1\n  'b': 2", "3:3", "stands twice"),
    ("1: a", "1:1", "a key must be text"), ("? [a]\n: 1", "1:3", "a key must be text"), ("true: 1", "1:1", "a key"),
    ("a: &x [*x]", "1:4", "by an anchor"), ("a: &x {b: {c: *x}}", "1:4", "by an anchor"),
    ("a: 1\n\tb: 2", "2:1", "not valid YAML"), ("a: b: c", "1:5", "not valid YAML"),
    ("a: 'open", "1:9", "not valid YAML"),
    ("a: *missing", "1:4", "not valid YAML"), ("a: 1\n---\nb: 2", "2:1", "not valid YAML"),
    ("a: \x01", "1:1", "not valid YAML"), ("a: !!python/object:os.x 1", "1:4", ""), ("a: !own 1", "1:4", ""),
    ("[" * 5000 + "]" * 5000, "1:", ""),
]


@pytest.mark.parametrize(("text", "place", "message"), REFUSED, ids=[repr(row[0][:24]) for row in REFUSED])
def test_what_yaml_would_read_otherwise_is_refused_at_its_place(text, place, message):
    with pytest.raises(PackError) as caught:
        read_yaml("f.yaml", text)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"f.yaml:{place}")
    assert message in str(problem)


def test_all_findings_of_a_file_are_told_at_once():
    with pytest.raises(PackError) as caught:
        read_yaml("f.yaml", "a: no\nb: 12:30\nc: 1\nc: 2\nd: [off]")
    assert [problem.field for problem in caught.value.problems] == ["a", "b", "c", "d[0]"]


def test_a_problem_stands_at_the_nearest_value_that_is_in_the_file():
    document = read_yaml("f.yaml", "a:\n  - b: 1\n  - c: 2\n")
    assert str(document.problem(("a", 1, "c"), "x")) == "f.yaml:3:8: a[1].c: x"
    assert str(document.problem(("a", 1, "d", 0), "x")) == "f.yaml:3:5: a[1].d[0]: x"
    assert str(document.problem((), "x")) == "f.yaml:1:1: x"


def test_a_field_path_reads_like_the_file():
    assert field_path(("signals", 3, "zh", 0)) == "signals[3].zh[0]"
    assert field_path(()) == ""


@pytest.mark.parametrize(("data", "byte"), [(b"\xff\xfea", 0), ("words: 退款".encode("gbk"), 7)])
def test_a_file_that_is_not_utf8_is_named(tmp_path, data, byte):
    pack = write_minimal(tmp_path / "tiny", **{"words/more.yaml": data})
    with pytest.raises(PackError, match=rf"tiny/words/more.yaml:1:1: is not UTF-8 \(byte {byte}\)"):
        load_source(pack, "tiny")


def test_a_pack_is_read_from_its_own_name_on(tmp_path):
    files = load_source(write_minimal(tmp_path / "tiny"), "tiny").files
    assert [file.model.name for file in files if file.kind == "pack"] == [info()["name"]]


@given(st.text() | st.text(st.sampled_from("ab:&*-[]{}'\"\n #|>!,?1no")))
def test_any_text_is_read_or_refused(text):
    with suppress(PackError):
        read_yaml("f.yaml", text)
