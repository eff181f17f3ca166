"""`complaint-rules explain` as people run it."""

import json
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()", "explain", "--no-semantic"]
LETTER = {"id": "a", "text": "I have your final letter and I do not accept it."}
OTHER = {"id": "b", "text": "Where is my <parcel>?"}


def run(*arguments, given="", command=COMMAND):
    return subprocess.run([*command, *map(str, arguments)], input=given.encode(), capture_output=True, timeout=120,
                          check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("files")
    for name, text in {"one.json": json.dumps(LETTER), "two.jsonl": f"{json.dumps(LETTER)}\n{json.dumps(OTHER)}\n",
                       "twice.jsonl": f"{json.dumps(LETTER)}\n" * 2, "bad.jsonl": "{bad\n", "none.jsonl": "",
                       "typo.json": '{"txet": 1}', "plain.txt": "Where is my parcel?"}.items():
        place.joinpath(name).write_text(text, "utf-8")
    return place


@pytest.mark.parametrize(("arguments", "given", "identifier"), [
    (["one.json"], "", "a"), (["two.jsonl", "--id", "b"], "", "b"), (["plain.txt"], "", None),
    ([], json.dumps(OTHER), "b"),
    (["-", "--id", "a"], json.dumps(LETTER), "a"), (["--text", "Hello there"], "", None)])
def test_one_complaint_is_explained_in_json_where_nobody_watches(folder, arguments, given, identifier):
    files = [folder / item if item.endswith(("json", "jsonl", "txt")) else item for item in arguments]
    result = run(*files, given=given)
    assert (result.returncode, result.stderr) == (0, b"")
    explanation = json.loads(result.stdout)
    assert explanation["complaint_id"] == identifier
    assert len(explanation["types"]) == 12
    assert [line["decides"] for line in explanation["verdict"]] == ["type", "style", "standing", "mode"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["two.jsonl"], ["two.jsonl", "several complaints", "--id"]),
    (["two.jsonl", "--id", "c"], ["no complaint with the id 'c'"]),
    (["twice.jsonl", "--id", "a"], ["twice.jsonl", "several complaints with the id 'a'"]),
    (["bad.jsonl"], ["bad.jsonl:1", "not valid JSON"]), (["none.jsonl"], ["no complaint"]),
    (["typo.json"], ["typo.json", "txet", "check the spelling"]), (["nowhere.json"], ["nowhere.json"]),
    (["one.json", "--text", "x"], ["either --text or a file"]), (["--text", "x", "--id", "a"], ["--id", "a file"]),
    (["one.json", "--pack", "nowhere"], ["nowhere"]), (["one.json", "--format", "jsonl"], ["'jsonl'"]),
    (["one.json", "--output", "missing/page.html"], ["missing/page.html"])])
def test_what_cannot_be_used_is_named_with_status_2(folder, arguments, words):
    result = run(*[folder / item if item.endswith((".json", ".jsonl", ".html")) else item for item in arguments])
    assert (result.returncode, result.stdout) == (2, b"")
    message = result.stderr.decode()
    assert "Traceback" not in message
    assert all(word in message for word in words), message


def test_the_table_marks_quotes_and_names_places(folder):
    shown = run(folder / "one.json", "--format", "table").stdout.decode()
    assert "«" in shown
    for part in ("What would change it", "Scores", "Rules that fired", "Verdict", "rules/verdict.yaml:"):
        assert part in shown


@pytest.mark.parametrize(("name", "begins"), [
    ("page.html", "<!doctype html>"), ("page.json", "{"), ("page.txt", "ordinary")])
def test_the_ending_of_the_output_file_tells_the_format(folder, tmp_path, name, begins):
    result = run("--text", OTHER["text"], "--output", tmp_path / name)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith(begins)
    assert "<parcel>" not in text or not name.endswith("html")


def test_a_page_without_jinja2_says_what_to_install():
    code = "import sys; sys.modules['jinja2'] = None; from complaint_rules.cli import main; main()"
    command = [sys.executable, "-c", code, "explain", "--no-semantic"]
    result = run("--text", "Hello", "--format", "html", command=command)
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"pip install 'complaint-rules[workbench]'" in result.stderr
    assert run("--text", "Hello", "--format", "json", command=command).returncode == 0
