"""What `test` and `test --mutate` tell of small packs whose examples are known."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from packs import LANGUAGES, info, minimal, pattern, rule, signal, type_file, write, write_minimal

from complaint_rules import Case
from complaint_rules.pack.condition import parse_condition
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.pack.sources import merged_packs
from complaint_rules.workbench import mutate, test
from complaint_rules.workbench.probe import Probe
from complaint_rules.workbench.testing.mutants import flips
from complaint_rules.workbench.testing.test import case_example

TEAM = Path(__file__).parents[2] / "examples" / "team_pack"
COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()"]
SHOUTS = {"match": [{"observed": ["shouting"]}], "no_match": [{"observed": ["crying"]}]}


def example(name, complaint, **expect):
    return {"id": f"example.{name}", "complaint": complaint, "expect": expect}


def pack(folder, *examples, signals=(), rules=(), **changes):
    """A pack with one type of one rule, one signal, and these examples of whole answers."""
    files = minimal() | {
        "signals/signals.yaml": {"family": "tests", "signals": list(signals) or [
            signal("says.x", en=["return it", "send it back"], match=["return it"], no_match=["keep it"])]},
        "types/relentless.yaml": type_file("relentless", rule(
            "relentless.x", "says.x", weight=4.0, match=["return it"], no_match=["keep it"])),
        "types/explosive.yaml": type_file("explosive", *rules, kind="state"),
        "styles/driver.yaml": {"style": "driver", "about": "Wants results.", "sources": ["a test"]},
        "alerts/exposure_threat.yaml": None,
        **{f"advice/{language}/alerts.yaml": {"alerts": {}} for language in LANGUAGES},
        "examples/all.yaml": {"examples": list(examples)}} | changes
    return write(folder, files)


def kinds(folder, **settings):
    outcome = mutate([folder], builtin=False, semantic=False, sample=0, **settings)
    assert not outcome.broken
    return outcome


def unnoticed(outcome, kind):
    return [(mutant.about, mutant.change) for mutant in outcome.unnoticed if mutant.kind == kind]


# -- expressions ---------------------------------------------------------------------------------------------------

def test_an_expression_that_no_example_needs_is_told_with_its_place(tmp_path):
    outcome = kinds(pack(tmp_path / "p"), kinds=["drop_expression"])
    assert unnoticed(outcome, "drop_expression") == [("says.x", "without 'send it back'")]
    assert outcome.unnoticed[0].place.startswith(f"{tmp_path / 'p'}/signals/signals.yaml:")
    tally = outcome.kinds["drop_expression"]
    assert (tally.possible, tally.tried, tally.noticed, tally.share) == (2, 2, 1, 0.5)


@pytest.mark.parametrize(("fields", "missed"), [
    ({"en": ["return it", "(return|send) it"], "match": ["return it"]}, ["return it", "(return|send) it"]),
    ({"en": ["return it", "(return|send) it"], "match": ["return it", "send it"]}, ["return it"]),
    ({"en": ["return it"], "unless_en": ["tomorrow"], "match": ["return it"]}, ["tomorrow"]),
    ({"en": ["return it"], "unless_en": ["tomorrow"], "match": ["return it"],
      "no_match": ["return it tomorrow"]}, [])])
def test_an_expression_counts_as_noticed_where_an_example_rests_on_it_alone(tmp_path, fields, missed):
    entry = signal("says.x", **{"no_match": ["keep it"], **fields})
    outcome = kinds(pack(tmp_path / "p", signals=[entry]), kinds=["drop_expression"])
    assert [change for _, change in unnoticed(outcome, "drop_expression")] == [f"without {one!r}" for one in missed]


def test_a_rule_that_counts_finds_notices_what_the_signal_does_not(tmp_path):
    entry = signal("says.x", en=["return it", "now"], match=["return it", "now"], no_match=["keep it"])
    counts = rule("explosive.often", "says.x.count >= 2", match=["return it now"], no_match=["return it"])
    quiet = {**entry, "match": ["return it"]}
    assert unnoticed(kinds(pack(tmp_path / "p", signals=[quiet]), kinds=["drop_expression"]), "drop_expression")
    assert not unnoticed(kinds(pack(tmp_path / "q", signals=[quiet], rules=[counts]), kinds=["drop_expression"]),
                         "drop_expression")


@pytest.mark.parametrize("text", ["I said return it now, or send it back!", "Not asking for this. Return it.", "退款"])
def test_the_places_of_single_expressions_make_up_the_signal(tmp_path, text):
    folder = write_minimal(tmp_path / "p")
    probe = Probe(merged_packs([folder], builtin=False), load_compiled([folder], builtin=False))
    found = probe.scan(text)
    signals = {probe.expressions[number].signal for number in found}
    assert signals == {name for name in probe.of_signal if probe.places(name, found)}


# -- conditions ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("condition", "turned"), [
    ("contacts >= 3", ["contacts < 3"]), ("x.y", ["not x.y"]), ("not x.y", ["x.y"]),
    ("final_answer_given is false", ["final_answer_given is true"]),
    ("a and not b", ["not a and not b", "a or not b", "a and b"]),
    ("a and (b or c < 2)", ["not a and (b or c < 2)", "a or (b or c < 2)", "a and (not b or c < 2)",
                            "a and (b and c < 2)", "a and (b or c >= 2)"])])
def test_a_condition_is_turned_round_one_part_at_a_time(condition, turned):
    assert list(flips(condition)) == turned
    assert all(parse_condition(one) != parse_condition(condition) for one in turned)


@pytest.mark.parametrize(("when", "examples", "missed"), [
    ("contacts >= 3", {"match": [{"behaviour": {"contacts": 3}}], "no_match": ["hello"]}, 0),
    ("observed.shouting and observed.crying", SHOUTS | {"match": [{"observed": ["shouting", "crying"]}]}, 0),
    ("observed.shouting or observed.crying", SHOUTS | {"no_match": ["hello"]}, 0),
    ("observed.shouting or observed.crying", {"match": [{"observed": ["shouting", "crying"]}],
                                              "no_match": ["hello"]}, 1)])
def test_a_flipped_condition_is_noticed_by_the_examples_beside_it(tmp_path, when, examples, missed):
    outcome = kinds(pack(tmp_path / "p", rules=[rule("explosive.a", when, **examples)]), kinds=["flip_condition"])
    assert len([about for about, _ in unnoticed(outcome, "flip_condition") if about == "explosive.a"]) == missed


def test_a_flipped_scale_and_a_lost_exception_are_noticed(tmp_path):
    scale = rule("explosive.a", scale="contacts", steps=[2, 4], weights=[1, 1], unless="company_caused",
                 match=[{"behaviour": {"contacts": 3}}], no_match=[{"behaviour": {"contacts": 1}}])
    outcome = kinds(pack(tmp_path / "p", rules=[scale]), kinds=["flip_condition"])
    assert ("explosive.a", "no longer unless company_caused") in unnoticed(outcome, "flip_condition")
    scale["no_match"].append({"behaviour": {"contacts": 5, "company_caused_contacts": 1}})
    outcome = kinds(pack(tmp_path / "q", rules=[scale]), kinds=["flip_condition"])
    assert not [about for about, _ in unnoticed(outcome, "flip_condition") if about == "explosive.a"]


@pytest.mark.parametrize("reader", [
    rule("explosive.a", "loud", **SHOUTS),
    rule("explosive.a", "(loud or contacts > 90) and not merit.shared", **SHOUTS),
    rule("explosive.a", scale="contacts", steps=[1], weights=[1.0], unless="loud",
         match=[{"behaviour": {"contacts": 2}}],
         no_match=[{"behaviour": {"contacts": 2}, "observed": ["shouting"]}])], ids=["alone", "in brackets", "unless"])
def test_a_flipped_pattern_is_noticed_by_the_rules_that_read_it(tmp_path, reader):
    changes = {"patterns.yaml": {"patterns": [{**pattern("loud", "observed.shouting"), **SHOUTS}]}}
    outcome = kinds(pack(tmp_path / "p", rules=[reader], **changes), kinds=["flip_condition"])
    assert "loud" not in [about for about, _ in unnoticed(outcome, "flip_condition")]


# -- weights, rules, verdict ---------------------------------------------------------------------------------------

ANSWER = example("returns", {"text": "return it"}, type="relentless", evidence={"relentless.x": "for"})


def test_a_weight_is_noticed_by_whole_answers_alone(tmp_path):
    assert len(unnoticed(kinds(pack(tmp_path / "p")), "change_weight")) == 2
    assert not unnoticed(kinds(pack(tmp_path / "q", ANSWER)), "change_weight")


@pytest.mark.parametrize("expect", [{"type": "relentless"}, {"evidence": {"relentless.x": "for"}}])
def test_a_rule_taken_out_takes_its_own_examples_along(tmp_path, expect):
    def lost(folder):
        return [about for about, _ in unnoticed(kinds(folder, kinds=["remove_rule"]), "remove_rule")]

    assert "relentless.x" in lost(pack(tmp_path / "p"))
    assert "relentless.x" not in lost(pack(tmp_path / "q", example("returns", {"text": "return it"}, **expect)))


def test_lines_of_the_verdict_are_noticed_by_the_mode_and_standing_of_answers(tmp_path):
    nothing = example("nothing", {"channel": "phone"}, type="undecided")
    lost = [about for about, _ in unnoticed(kinds(pack(tmp_path / "p", nothing), kinds=["remove_rule"]), "remove_rule")]
    assert "verdict.nothing" not in lost
    assert "verdict.set_aside" in lost


def test_labelled_cases_notice_as_whole_answers_do(tmp_path):
    case = Case.of({"id": "T-1", "text": "return it", "expected": {"type": "relentless"}})
    outcome = kinds(pack(tmp_path / "p"), examples=[case_example("cases.jsonl:1", case)], kinds=["change_weight"])
    assert not outcome.unnoticed


def test_a_sample_is_drawn_by_its_seed_and_no_larger_than_asked(tmp_path):
    folder = pack(tmp_path / "p")

    def drawn(seed):
        outcome = mutate([folder], builtin=False, semantic=False, sample=3, seed=seed, kinds=["remove_rule"])
        assert outcome.kinds["remove_rule"].tried == 3
        return [mutant.about for mutant in outcome.unnoticed]

    assert drawn(1) == drawn(1)
    assert len({tuple(drawn(seed)) for seed in range(5)}) > 1


def test_of_packs_over_the_built_in_one_only_their_own_is_changed_and_the_example_notices_all_of_it():
    outcome = mutate([TEAM], semantic=False)
    assert not [example for example in outcome.broken if not example.fitted]
    assert {kind: tally.possible for kind, tally in outcome.kinds.items()} == {
        "drop_expression": 7, "flip_condition": 4, "change_weight": 8, "remove_rule": 4}
    assert [(mutant.about, mutant.change) for mutant in outcome.unnoticed] == []


def test_progress_is_told(tmp_path):
    told = []
    mutate([pack(tmp_path / "p")], builtin=False, semantic=False, sample=2, kinds=["drop_expression"],
           advance=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


# -- test ----------------------------------------------------------------------------------------------------------

def test_failing_examples_are_told_with_place_expected_and_actual(tmp_path):
    wrong = example("wrong", {"text": "return it"}, type="explosive", alerts=[], evidence={"relentless.x": "against"})
    entry = signal("says.x", en=["return it"], match=["keep it"], no_match=["return it"])
    result = test([pack(tmp_path / "p", wrong, signals=[entry])], builtin=False, semantic=False)
    told = {(failure.about, str(failure.expected), str(failure.actual)) for failure in result.failures}
    assert ("says.x", "True", "False") in told
    assert ("says.x", "False", "True") in told
    whole = next(failure for failure in result.failures if failure.about == "example.wrong")
    assert whole.expected == {"type": "explosive", "alerts": [], "evidence": {"relentless.x": "against"}}
    assert whole.actual == {"type": "relentless", "alerts": [], "evidence": {"relentless.x": "for"}}
    assert whole.place.startswith(f"{tmp_path / 'p'}/examples/all.yaml:")


def test_a_layer_retires_rules_and_examples_of_the_pack_below(tmp_path):
    base = pack(tmp_path / "base", ANSWER, example("shown", {"text": "return it"}, evidence={"relentless.x": "for"}))
    over = {"pack.yaml": info("over", retire=[{"id": "relentless.x", "reason": "Not ours."}])}
    failed = test([base, write(tmp_path / "over", over)], builtin=False, semantic=False).failures
    assert [failure.about for failure in failed] == ["example.returns"]
    over["pack.yaml"]["retire"].append({"id": "example.returns", "reason": "Not ours."})
    assert not test([base, write(tmp_path / "over", over)], builtin=False, semantic=False).failures


CASES = [
    ({"type": "relentless"}, True), ({"type": "explosive"}, False), ({"type": "explosive", "alt_types": ["relentless"]},
                                                                     True),
    ({"type": "relentless", "style": "driver"}, False), ({"type": "relentless", "style": "unknown"}, True),
    ({"type": "relentless", "alerts": ["exposure_threat"]}, False),
    ({"type": "relentless", "alerts": [], "alerts_labelled": ["exposure_threat"]}, True)]


@pytest.mark.parametrize(("expected", "holds"), CASES)
def test_a_case_holds_by_all_that_is_labelled(tmp_path, expected, holds):
    case = Case.of({"id": "T-1", "text": "return it", "expected": expected})
    result = test([pack(tmp_path / "p")], builtin=False, semantic=False, cases=[("cases.jsonl:7", case)])
    failed = [failure.place for failure in result.failures if failure.about == "T-1"]
    assert failed == ([] if holds else ["cases.jsonl:7"])
    assert result.cases == 1


def run(*arguments):
    return subprocess.run([*COMMAND, "test", "--no-semantic", *map(str, arguments)], capture_output=True, text=True,
                          check=False)


def test_the_command_tells_failures_and_changes(tmp_path):
    folder = pack(tmp_path / "p", ANSWER)
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps({"id": "T-1", "text": "return it", "expected": {"type": "explosive"}}) + "\n", "utf-8")
    good = run("--no-builtin", "--pack", folder, "--format", "table")
    assert (good.returncode, good.stdout) == (0, "5 examples and 0 cases tried, 0 failed\n")
    bad = run(cases, "--no-builtin", "--pack", folder, "--format", "table")
    assert bad.returncode == 1
    assert f'{cases}:1: T-1: expected {{"type": "explosive"' in bad.stdout
    data = json.loads(run("--no-builtin", "--pack", folder, "--mutate", "--sample", "0", "--format", "json").stdout)
    assert data["mutation"]["kinds"]["change_weight"]["share"] == 1.0
    assert {"kind", "about", "place", "change"} == data["mutation"]["unnoticed"][0].keys()


@pytest.mark.parametrize("arguments", [["nowhere.jsonl"], ["--pack", "nowhere"], ["--no-builtin"]])
def test_what_cannot_be_used_ends_with_status_2(arguments):
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr
