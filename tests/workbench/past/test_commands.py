"""`diff`, `stats` and `feedback` as people and builds run them: real processes, real files."""

import json
import subprocess
import sys

import pytest
from histories import AGAIN, MEDIA, PLAIN, SHOUTS, WITHOUT_AGAIN, labelled

COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()"]
NASTY = "\x1b]0;title\x07\u202e"
HISTORY = [labelled(AGAIN, "relentless"), labelled(PLAIN, "ordinary"), SHOUTS]


def run(*arguments, given=""):
    return subprocess.run([*COMMAND, *map(str, arguments)], input=given.encode(), capture_output=True, timeout=60,
                          check=False)


def lines(*items):
    return "".join(json.dumps(item) + "\n" for item in items)


@pytest.fixture
def history(tmp_path):
    path = tmp_path / "past.jsonl"
    path.write_text(lines(*HISTORY))
    return path


@pytest.fixture
def new(pack):
    return pack("new", WITHOUT_AGAIN | MEDIA)


def diff(*arguments, given=""):
    return run("diff", "--no-semantic", *arguments, given=given)


def test_diff_reports_json_in_a_pipe_and_passes_what_no_condition_fails(old, new, history):
    result = diff(old, new, history, "--fail-if", "changed>2", "--fail-if", "refused>0")
    assert (result.returncode, result.stderr) == (0, b"")
    report = json.loads(result.stdout)
    assert (report["changed"], report["release"]["level"]) == (2, "major")
    assert report["moves"][0]["examples"][0]["place"] == f"{history}:1"


def test_a_condition_that_holds_gives_status_1_and_says_so(old, new, history):
    result = diff(old, new, history, "--fail-if", "recall.relentless<-1%", "--fail-if", "class=patch")
    assert result.returncode == 1
    assert result.stderr.decode() == "complaint-rules: --fail-if recall.relentless<-1%: it holds\n"
    assert json.loads(result.stdout)["changed"] == 2


def test_lines_that_are_refused_give_status_3_and_are_named(old, new):
    given = lines(AGAIN) + "{bad\n\n5\n" + lines({"txet": NASTY}, PLAIN)
    result = diff(old, new, "-", given=given)
    assert result.returncode == 3
    assert json.loads(result.stdout)["complaints"] == 2
    assert result.stderr.decode().splitlines() == [
        "complaint-rules: standard input:2: not valid JSON: Expecting property name enclosed in double quotes at "
        "line 1, column 2",
        "complaint-rules: standard input:4: a complaint is an object in { }",
        "complaint-rules: standard input:5: txet: is not a field of a complaint; check the spelling or remove it"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["--fail-if", "chnaged>1"], "'chnaged>1' is not a condition; the forms are"),
    (["--fail-if", "recall.stalker<-1%"], "cannot be decided"), (["missing.jsonl"], "missing.jsonl: there is no"),
    (["--engine", "durable", "--jobs", "-1"], "--jobs")])
def test_what_cannot_be_used_gives_status_2(old, new, history, arguments, words):
    result = diff(old, new, history, *arguments)
    assert result.returncode == 2
    assert words in result.stderr.decode()
    assert "Traceback" not in result.stderr.decode()


def test_tables_show_what_changes_and_no_control_character(old, new, tmp_path):
    nasty = tmp_path / "nasty.jsonl"
    nasty.write_text(lines(labelled({**AGAIN, "id": NASTY, "text": AGAIN["text"] + NASTY}, NASTY), *HISTORY))
    verdicts = tmp_path / "verdicts.jsonl"
    answer = {"type": {"id": NASTY}, "style": {"id": NASTY},
              "evidence": [{"rule": NASTY, "supports": f"type:{NASTY}", "weight": 1}]}
    verdicts.write_text(lines({"complaint_id": NASTY, "answer": answer, "verdict": "wrong", "reason": "misread",
                               "better_type": "ordinary"}))
    for result, words in ((diff(old, new, nasty, "--format", "table"), ["relentless.again", "type", "3 labelled"]),
                          (run("stats", "--no-semantic", nasty, "--format", "table"), ["never fire", "by month"]),
                          (run("feedback", "--no-semantic", verdicts, "--format", "table"), ["1 wrong", "misread 1"])):
        shown = result.stdout.decode()
        assert (result.returncode, result.stderr) == (0, b"")
        assert all(word in shown for word in words)
        assert not set("\x1b\x07\u202e") & set(shown)


def test_the_page_is_written_to_a_file_or_to_standard_output(old, new, history, tmp_path):
    output = tmp_path / "diff.html"
    assert diff(old, new, history, "--output", output).stdout == b""
    page = output.read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert AGAIN["text"] in page
    assert AGAIN["text"] not in diff(old, new, history, "--format", "html", "--no-texts").stdout.decode()
    assert diff(old, new, history, "--output", tmp_path).returncode == 2


def test_stats_of_a_pack_laid_over_the_built_in_one(history):
    report = json.loads(run("stats", "--no-semantic", history).stdout)
    assert (report["complaints"], report["labelled"]) == (3, 2)


def test_feedback_feeds_tune_and_names_bad_lines(tmp_path):
    verdicts, cases = tmp_path / "verdicts.jsonl", tmp_path / "cases.jsonl"
    verdicts.write_text(lines({"complaint": {"text": "退款", "id": "一"}, "verdict": "wrong", "reason": "missed",
                               "better_type": "relentless"}, {"complaint": PLAIN, "verdict": "rigth"}))
    result = run("feedback", "--no-semantic", verdicts, "--cases", cases)
    assert result.returncode == 3
    assert f"{verdicts}:2: verdict: input should be 'right' or 'wrong'" in result.stderr.decode()
    assert json.loads(result.stdout)["judged"] == 1
    assert json.loads(cases.read_text("utf-8")) == {"id": "一", "text": "退款", "expected": {
        "type": "relentless", "alerts_labelled": []}}
    assert json.loads(run("evaluate", "--no-semantic", cases).stdout)["cases"] == 1
