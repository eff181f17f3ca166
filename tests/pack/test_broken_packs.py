"""Each folder of `broken_packs` is laid over the minimal pack; `expected.txt` holds every finding, one a line."""

from pathlib import Path

import pytest
from packs import LANGUAGES, assessor, info, minimal, rule, type_file, write, write_minimal

from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.runtime import load_compiled

BROKEN = Path(__file__).resolve().parents[1] / "broken_packs"
CASES = sorted(folder.name for folder in BROKEN.iterdir())


def findings_of(base, folder):
    with pytest.raises(PackError) as caught:
        load_compiled([base, folder], builtin=False)
    return sorted(str(problem).replace(f"{folder}/", "").replace(f"{base}/", "tiny/")
                  for problem in caught.value.problems)


@pytest.mark.parametrize("case", CASES)
def test_a_broken_pack_tells_every_finding_with_its_place(tmp_path, case):
    expected = (BROKEN / case / "expected.txt").read_text("utf-8").splitlines()
    assert findings_of(write_minimal(tmp_path / "tiny"), BROKEN / case) == sorted(expected)


@pytest.mark.parametrize("case", ["unknown_field", "unknown_signal", "engine_limit", "bad_slot_name"])
def test_a_broken_pack_never_loads_half_nor_is_it_kept_in_the_cache(tmp_path, case):
    base = write_minimal(tmp_path / "tiny")
    for _ in range(2):
        with pytest.raises(PackError):
            assessor(base, BROKEN / case)
    assert assessor(base).pack.layers == ()


def test_findings_of_several_packs_are_told_at_once(tmp_path):
    broken = ["unknown_field", "unquoted_no"]
    with pytest.raises(PackError) as caught:
        load_compiled([write_minimal(tmp_path / "tiny"), *(BROKEN / name for name in broken)], builtin=False)
    assert sorted({Path(problem.file).parent.parent.name for problem in caught.value.problems}) == broken


def test_a_pack_that_is_mended_loads(tmp_path):
    base = write_minimal(tmp_path / "tiny")
    over = write(tmp_path / "over", {"pack.yaml": info("over"), "types/explosive.yaml": "type: explosive\n"})
    with pytest.raises(PackError):
        load_compiled([base, over], builtin=False)
    write(over, {"types/explosive.yaml": type_file("explosive", rule("explosive.more", "contacts > 1"), kind="state")})
    assert load_compiled([base, over], builtin=False)["info"]["layers"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PackError, match="there is no such folder"):
        load_compiled([tmp_path / "nowhere"], builtin=False)


def test_a_problem_without_a_field_is_written_without_one():
    assert str(Problem("a.yaml", 2, 3, "", "is wrong")) == "a.yaml:2:3: is wrong"
    assert str(Problem("a.yaml", 2, 3, "x[0]", "is wrong")) == "a.yaml:2:3: x[0]: is wrong"


def line(name, when, gives):
    return {"id": name, "when": when, "gives": gives, "why": "A reason."}


def verdict(**lists):
    """A short verdict, with other lines in one of its lists."""
    return {"verdict.yaml": {"type": [line("type.top", "confidence >= 0", "top")],
                             "style": [line("style.top", "style_confidence >= 0", "top")],
                             "standing": [line("standing.any", "confidence >= 0", "tentative")],
                             "mode": [line("mode.serve", "confidence >= 0", "serve")]} | lists}


def explosive(**fields):
    return {"types/explosive.yaml": type_file("explosive", rule("x.y", "contacts > 1") | fields, kind="state")}


EMPTY = {name: [] for name in ("type", "style", "standing", "mode")}
BIAS_NAN = "type: explosive\nkind: state\nabout: A type.\nsources: [a test]\nbias: nan\nrules: []\n"

# What would fail, or go wrong in silence, only when a complaint is assessed: (changes to the minimal pack, message).
LATE = {
    "weight nan": (explosive(weight="nan"), r"finite|number"),
    "weight inf": (explosive(weight="inf"), r"finite|number"),
    "bias nan": ({"types/explosive.yaml": BIAS_NAN}, r"finite|number"),
    "fitted data not UTF-8": ({"fitted/weights.json": b"\xff"}, "UTF-8"),
    "fitted data no object": ({"fitted/weights.json": "[]"}, "weights"),
    "empty verdict": (verdict(**EMPTY), "verdict"),
    "number as truth in the verdict": (verdict(type=[line("a.b", "margin", "top")]), "margin is a number"),
    "truth as number in the verdict": (
        verdict(type=[line("a.b", "top.ordinary >= 1", "top")]), r"top\.ordinary is true or false"),
    "verdict that need not decide a type": (verdict(type=[line("a.b", "margin >= 0.5 or top.ordinary", "top")]),
                                            r"type\[0\]\.when: need not hold"),
    "verdict that asks for the style before it is known": (
        verdict(type=[line("a.b", "style_confidence >= 0", "top")]), "need not hold"),
    "verdict that need not decide the mode": (verdict(mode=[line("a.b", "confidence > 2", "serve")]), "need not hold"),
    "verdict gives no type": (verdict(type=[line("a.b", "confidence >= 0", "ordniary")]), "ordniary"),
    "verdict gives no style": (verdict(style=[line("a.b", "confidence >= 0", "divrer")]), "divrer"),
    "verdict gives no standing": (verdict(standing=[line("a.b", "confidence >= 0", "lively")]), "lively"),
    "verdict gives no mode": (verdict(mode=[line("a.b", "confidence >= 0", "sevre")]), "sevre"),
    "no notes": ({f"advice/{language}/notes.yaml": None for language in LANGUAGES}, "notes"),
    "no ordinary": ({"types/ordinary.yaml": None}, "ordinary"),
    "no unknown style": ({"styles/unknown.yaml": None}, "unknown"),
    "no style at all": ({"styles/unknown.yaml": None, "styles/driver.yaml": None}, "style"),
    "no verdict": ({"verdict.yaml": None}, "is missing"),
    "no advice for undecided": ({"advice/en/undecided.yaml": None}, "is missing"),
}


def test_the_short_verdict_itself_is_whole(tmp_path):
    pack = write(tmp_path / "tiny", minimal() | verdict() | explosive())
    assert assessor(pack).assess("Please send my refund").recommendation.mode == "serve"


@pytest.mark.parametrize(("changes", "message"), LATE.values(), ids=LATE)
def test_what_would_fail_while_a_complaint_is_assessed_is_refused_on_loading(tmp_path, changes, message):
    pack = write(tmp_path / "tiny", minimal() | changes)
    with pytest.raises(PackError, match=message):
        load_compiled([pack], builtin=False)


def test_findings_come_in_one_order_whatever_the_hashing(tmp_path):
    words = {"words": [{"id": "acme.one", "en": [f"{{nosuch{number}}}" for number in range(9)]}]}
    base = write_minimal(tmp_path / "tiny", **{"words/acme.yaml": words})
    with pytest.raises(PackError) as caught:
        load_compiled([base], builtin=False)
    messages = [problem.message for problem in caught.value.problems]
    assert len(messages) == 9
    assert messages == sorted(messages)
