"""Every check on a small pack that holds its flaw, and on the same pack without it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from packs import LANGUAGES, SAYS, advice, alert_advice, info, minimal, pattern, phrase, rule, signal, type_file, write

from complaint_rules.pack.runtime import load_compiled
from complaint_rules.pack.sources import merged_packs
from complaint_rules.pack.vocabulary import NOTES
from complaint_rules.workbench import CHECKS, lint
from complaint_rules.workbench.linting.expressions import hindering, surely_found
from complaint_rules.workbench.linting.witness import own_words
from complaint_rules.workbench.probe import Probe

COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()"]


def more(*signals, rules=(), words=()):
    """Changes that add signals, each read by a rule, and word classes."""
    readers = [rule(f"explosive.reads_{number}", entry["id"]) for number, entry in enumerate(signals)]
    files = {"signals/more.yaml": {"family": "more", "signals": list(signals)},
             "types/explosive.yaml": type_file("explosive", rule("explosive.shouts", "observed.shouting"), *readers,
                                               *rules, kind="state")}
    return files | ({"words/more.yaml": {"words": list(words)}} if words else {})


def said(**fields):
    return signal("says.x", **fields)


def explosive(*rules):
    return more(rules=rules)


def verdict(*lines):
    """The built-in verdict has its own lines; here are these for the type, and one for everything else."""
    def line(name, when, gives):
        return {"id": name, "when": when, "gives": gives, "why": "A reason."}

    rest = {"style": [line("style.top", "style_confidence >= 0", "top")],
            "standing": [line("standing.any", "confidence >= 0", "tentative")],
            "mode": [line("mode.serve", "confidence >= 0", "serve")]}
    return {"verdict.yaml": {"type": [line(*entry) for entry in lines], **rest}}


def advice_with(language, **fields):
    base = minimal()[f"advice/{language}/explosive.yaml"]
    return {f"advice/{language}/explosive.yaml": {**base, **fields}}


BROAD = ["a refund please", "the refund came", "no refund yet", "refund it", "my refund"]
PLAIN = {"match": ["yes it is"], "no_match": ["no it is not"]}

# (check, id that the finding is about, changes to the minimal pack, part of the message).
FLAWS = [
    ("no-example", "says.x", more(said(zh=["退货"], en=["return it"], match=["return it"])), "Chinese"),
    ("no-reason", "says.x", more(said(en=["return it"], why="TODO")), "gives no reason"),
    ("no-reason", "explosive.y", explosive(rule("explosive.y", "contacts > 4", mistakes="??")), "no known mistake"),
    ("insult", "says.x", more(said(en=["return it"], says={**SAYS, "en": "Behaves like an idiot"})), "'idiot'"),
    ("insult", "explosive", advice_with("zh-Hant", label="無理取鬧的客人"), "'無理取鬧'"),
    ("insult", "explosive.open.1", advice_with("zh-Hans", phrases=[
        phrase(f"explosive.open.{number}", "您别胡闹〔date〕") for number in (1, 2, 3)]), "'胡闹'"),
    ("insult", "shared", {"advice/en/merits.yaml": {"merits": {"shared": "Tell the paranoid customer."}}},
     "'paranoid'"),
    ("insult", "channels.close.1", {"advice/en/channels.yaml": {"channels": {"heard": {
        "channels": ["phone"], "place": "A quiet room.", "last": [phrase("channels.close.1", "Bye, idiot.")]}}}},
     "'idiot'"),
    ("missing-language", "explosive.case.1", advice_with("en", cases=[
        {"when": ["says.again"], "do": ["Look."], "phrases": [phrase("explosive.case.1")]}]), "zh-Hant"),
    ("missing-language", "says.x", more(said(en=["return it"])), "none under zh"),
    ("missing-language", "explosive.close.1", advice_with("en", phrases=[
        *(phrase(f"explosive.open.{number}") for number in (1, 2, 3)), phrase("explosive.close.1")]), "zh-Hant"),
    ("missing-language", "explosive.open.1", advice_with("zh-Hant", phrases=[
        phrase(f"explosive.open.{number}", "我們在〔day〕回覆") for number in (1, 2, 3)]), "slots differ"),
    ("missing-language", "explosive/relentless", {"advice/en/probes.yaml": {"probes": [
        {"pair": ["explosive", "relentless"], "question": "Which part?"}]}}, "missing in zh-Hant"),
    ("wrong-script", "says.x", more(said(en=["return it"], says={**SAYS, "zh-Hans": "要求還款"})), "'還'"),
    ("wrong-script", "says.x", more(said(en=["return it"], says={**SAYS, "zh-Hant": "这样说"})), "'这样说'"),
    ("never-matches", "says.x", more(said(en=["<years >= 3>"])), "<years >= 3>"),
    ("never-matches", "says.x", more(said(zh=["!!!! ~2 气"])), "matches no text"),
    ("never-matches", "says.x", more(said(en=["return it", "send it"], unless_en=["return"])), "return it"),
    ("too-broad", "says.x", more(said(en=["refund"], no_match=["no it is not"]), rules=[
        rule("explosive.z", "contacts > 9", no_match=BROAD)]), "5 of"),
    ("duplicate-expression", "says.x", more(said(en=["(return|send) it", "(send|return) it"])), "en[0]"),
    ("shadowed", "says.x", more(said(en=["(send|return) ~4 now", "return ~2 (now)"])), "does not find"),
    ("shadowed", "says.x", more(said(zh=["退 ~4 钱", "请 ~2 退 ~3 钱"])), "zh[0]"),
    ("duplicate-rule", "explosive.b", explosive(rule("explosive.a", "contacts > 4 and not company_caused"),
                                                rule("explosive.b", "not company_caused and contacts > 4")),
     "explosive.a"),
    ("contradictory", "explosive.b", explosive(rule("explosive.a", "contacts > 4"),
                                               rule("explosive.b", "contacts > 4", weight=-1.0)), "speaks against"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", "contacts > 4 and contacts < 3")), "never hold"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", "contacts > 4 and contacts < 5")), "never hold"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", "off_topic_share > 1")), "never hold"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", "merit.shared and merit.no_fault")), "never hold"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", "observed.crying and not observed.crying")),
     "never hold"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", "contacts > 4 or contacts < 0")), "alternatives"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", scale="off_topic_share", steps=[0.5, 2],
                                                  weights=[1, 1])), "never reaches 2"),
    ("unreachable", "explosive.a", explosive(rule("explosive.a", "never_so and contacts > 3")) | {
        "patterns.yaml": {"patterns": [pattern("never_so", "contacts > 4 and contacts < 3")]}}, "never hold"),
    ("unreachable", "verdict.late", verdict(("verdict.any", "confidence >= 0", "top"),
                                            ("verdict.late", "margin < 0.1", "undecided")), "verdict.any"),
    ("redundant-alternative", "explosive.a", explosive(
        rule("explosive.a", "contacts > 4 or contacts > 4 and company_caused")), "alternative"),
    ("unread", "says.lonely", {"signals/more.yaml": {"family": "more", "signals": [
        signal("says.lonely", en=["return it"])]}}, "no rule reads"),
    ("unread", "lonely", {"patterns.yaml": {"patterns": [pattern("lonely", "contacts > 4")]}}, "no rule reads"),
    ("silent", "explosive.a", explosive(rule("explosive.a", "contacts > 4", weight=0.0)), "weight 0"),
    ("unused-words", "spare", {"words/more.yaml": {"words": [{"id": "spare", "en": ["left over"]}]}}, "no expression"),
    ("engine-limit", "explosive.a", explosive(rule("explosive.a", scale="agents_contacted", steps=list(range(1, 25)),
                                                   weights=[0.1] * 24)), "24 different"),
    ("look-alike", "explosive/relentless", {f"advice/{language}/probes.yaml": {"probes": [
        {"pair": ["explosive", "relentless"], "question": "Which part?"}]} for language in LANGUAGES}, "no signal"),
    ("look-alike", "ordinary/relentless", {}, "no question"),
    ("load", "", explosive(rule("explosive.a", "nosuch > 4")), "no signal or pattern"),
    ("load", "", explosive(rule("explosive.a", scale="contacts", steps=[1, 2, 3], weights=[0, 1, -1])),
     "all speak for"),
    ("load", "", {"advice/en/probes.yaml": {"probes": [{"pair": ["explosiv", "relentless"], "question": "Which?"}]}},
     "there is no type explosiv"),
    ("load", "", {"advice/en/explosiv.yaml": advice("explosiv")}, "there is no type explosiv"),
    ("load", "", {"advice/en/alerts.yaml": {"alerts": {name: alert_advice(name)
                                                       for name in ("exposure_threat", "self_harn")}}},
     "there is no alert self_harn"),
    ("load", "", {"advice/en/notes.yaml": {"notes": dict.fromkeys((*NOTES, "reading_cutt"), "A note.")}},
     "there is no note reading_cutt"),
    ("load", "", more({"id": "says.x", "says": SAYS, "why": "A reason.", "mistakes": "None.", "en": ["return it"]}),
     "needs examples"),
]
CLEAN = {  # the same checks find nothing here
    "no-example": more(said(zh=["退货"], en=["return it"], match=["return it", "退货"])),
    "never-matches": more(said(en=["<times >= 3>", "return it"], unless_en=["return it today"], zh=["气 ~2 !!!!"])),
    "too-broad": more(said(en=["refund"])),
    "unread": {"signals/more.yaml": {"family": "more", "signals": [said(en=["return it"])]}} | advice_with("en", cases=[
        {"when": ["says.x"], "do": ["Look."]}]),
    "shadowed": more(said(en=["return ~2 now", "return ~4 now today", "send now"])),
    "contradictory": explosive(rule("explosive.a", "contacts > 4"), rule("explosive.b", "contacts > 3", weight=-1.0)),
    "unreachable": explosive(rule("explosive.a", "contacts > 4 and contacts < 6"),
                             rule("explosive.c", scale="manner.repeated_sentences", steps=[2, 3], weights=[1.0, 2.0]),
                             rule("explosive.b", "merit.shared or merit.no_fault")),
    "look-alike": {"types/relentless.yaml": type_file("relentless", rule("relentless.again", "says.again"))} | {
        "types/explosive.yaml": type_file("explosive", rule("explosive.not_again", "says.again", weight=-1.0))} | {
        f"advice/{language}/probes.yaml": {"probes": [
            {"pair": ["explosive", "relentless"], "question": "Which part?"},
            {"pair": ["ordinary", "relentless"], "question": "Which part?"},
            {"pair": ["ordinary", "explosive"], "question": "Which part?"}]} for language in LANGUAGES},
}


def found(folder, changes, **settings):
    return lint([write(folder, minimal() | changes)], builtin=False, **settings)


@pytest.mark.parametrize(("check", "about", "changes", "message"), FLAWS,
                         ids=[f"{check}-{number}" for number, (check, *_) in enumerate(FLAWS)])
def test_a_flaw_is_found_with_its_place(tmp_path, check, about, changes, message):
    findings = [item for item in found(tmp_path / "tiny", changes, select=[check])
                if item.about == about and message in item.message]
    assert findings
    place = findings[0]
    line = Path(place.file).read_text("utf-8").splitlines()[place.line - 1]
    assert len(line) >= place.column - 1
    assert place.mend or check == "load"


@pytest.mark.parametrize(("check", "changes"), CLEAN.items(), ids=CLEAN)
def test_what_is_sound_is_left_alone(tmp_path, check, changes):
    added = {"says.x", "explosive.a", "explosive.b", "explosive/relentless"}
    assert not [item for item in found(tmp_path / "tiny", changes, select=[check]) if item.about in added]


@pytest.mark.parametrize("given", [{"text": 2026}, {"text": {"en": "hi"}}, {"messages": "hello"},
                                   {"messages": ["hello"]}], ids=str)
def test_an_example_that_is_no_complaint_stops_no_check(tmp_path, given):
    one = rule("explosive.x", "contacts >= 3", why="TODO", match=[{"behaviour": {"contacts": 3}}, given])
    assert ("no-reason", "explosive.x") in [(finding.check, finding.about)
                                            for finding in found(tmp_path, explosive(one))]


def test_every_check_has_a_flaw_in_this_table():
    assert {check for check, *_ in FLAWS} == {check.id for check in CHECKS}


def test_checks_are_chosen_by_id(tmp_path):
    changes = more(said(en=["return it"], why="TODO"))
    assert {item.check for item in found(tmp_path / "a", changes, select=["no-reason", "insult"])} == {"no-reason"}
    assert "no-reason" not in {item.check for item in found(tmp_path / "b", changes, ignore=["no-reason"])}
    with pytest.raises(ValueError, match="nosuch: no such check"):
        lint(select=["nosuch"])


def test_of_a_layer_only_its_own_findings_are_told(tmp_path):
    base = write(tmp_path / "base", minimal() | more(said(en=["return it"], why="TODO")))
    over = write(tmp_path / "over", {"pack.yaml": info("over"), "signals/own.yaml": {"family": "own", "signals": [
        signal("says.own", en=["mine"], why="TBD")]}})
    findings = lint([base, over], builtin=False, select=["no-reason"])
    assert {item.about for item in findings} == {"says.own", "says.x"}
    assert {item.about for item in lint([over], select=["no-reason"])} == {"says.own"}


def run(*arguments):
    return subprocess.run([*COMMAND, "lint", *map(str, arguments)], capture_output=True, text=True, check=False)


def test_the_command_tells_findings_in_every_form_and_by_its_status(tmp_path):
    warned = write(tmp_path / "warned", minimal() | more(said(en=["return it"], why="TODO")))
    wrong = write(tmp_path / "wrong", minimal() | more(said(en=["<years >= 3>"])))
    select = ["--select", "no-reason,never-matches"]
    table = run("--no-builtin", "--pack", warned, *select, "--format", "table")
    assert table.returncode == 0
    assert "warning no-reason says.x: 'TODO' gives no reason; say in one sentence" in table.stdout
    assert run("--no-builtin", "--pack", warned, *select, "--strict").returncode == 1
    data = run("--no-builtin", "--pack", wrong, *select, "--format", "json")
    assert data.returncode == 1
    assert [item["check"] for item in json.loads(data.stdout)] == ["never-matches"]
    github = run("--no-builtin", "--pack", wrong, *select, "--format", "github").stdout
    assert github.startswith(f"::error file={wrong}/signals/more.yaml,line=")
    assert ",title=never-matches::says.x: " in github


@pytest.mark.parametrize(("arguments", "message"), [
    (["--pack", "nowhere"], "there is no such folder"), (["--select", "nosuch"], "no such check"),
    (["--no-builtin"], "no pack is left")])
def test_what_cannot_be_used_ends_with_status_2(arguments, message):
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr


def test_expressions_told_from_their_forms_are_found_by_reading_too():
    compiled = load_compiled()
    probe = Probe(merged_packs(), compiled)
    words = [own_words(sequences, probe.forms) for sequences in probe.sequences]
    sure = [number for number, forms in enumerate(hindering(probe, words))
            if surely_found(probe, number, words[number], forms)]
    assert len(sure) > len(words) * 0.9
    assert [words[number] for number in sure if number not in probe.scan(words[number])] == []
