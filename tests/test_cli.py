"""The command as people and other programs run it: real processes, real pipes, real files."""

import json
import os
import re
import select
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from packs import write_minimal

COMMAND = str(Path(sys.executable).with_name("complaint-rules"))
ENGINE = ["--no-semantic", "--engine", "reference"]
TRAPS = Path(__file__).parent / "cases" / "traps.jsonl"
VALID = {"id": "ok", "text": "I want a refund."}
OBJECT = "a complaint is an object in { }"
UNKNOWN = "is not a field of a complaint; check the spelling or remove it"
LINES = ("\n".join([json.dumps(VALID), "{bad", "", '{"id":"u","txet":1}', "5", "[]", '{"id":5}', "NaN",
                    '{"behaviour":{"contacts":' + "9" * 5000 + "}}", '{"text":' + "[" * 50_000 + "]" * 50_000 + "}",
                    '{"behaviour":{"contact_minutes":Infinity}}', '{"id":"last","text":"退款"}']))
REFUSED = [(2, "syntax", None, None), (4, "validation", "txet", "u"), (5, "validation", None, None),
           (6, "validation", None, None), (7, "validation", "id", None), (8, "validation", None, None),
           (9, "syntax", None, None), (10, "syntax", None, None), (11, "validation", "behaviour.contact_minutes", None)]


def run(*arguments, given=b"", **settings):
    given = given.encode() if isinstance(given, str) else given
    return subprocess.run([COMMAND, *map(str, arguments)], input=given, capture_output=True, timeout=60, check=False,
                          **settings)


def classify(*arguments, given=b"", **settings):
    return run("classify", *ENGINE, *arguments, given=given, **settings)


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def failed_plainly(result, *words):
    assert result.returncode == 2
    assert result.stdout == b""
    assert "Traceback" not in (message := result.stderr.decode())
    assert all(word in message for word in words)
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("files")
    one, two = json.dumps(VALID), json.dumps({"id": "二", "text": "我要退款"}, ensure_ascii=False)
    for name, content in {
        "one.json": one, "array.json": f"[{one},\n5, {{\"txet\": 1}}, {two}]", "two.jsonl": f"{one}\n{two}",
        "two.NDJSON": f"{one}\r\n\r\n{two}\r\n", "bom.jsonl": f"\ufeff{one}\n", "bom.json": f"\ufeff{one}",
        "plain.txt": "I want\nmy refund\n", "looks.txt": one, "empty.jsonl": "", "blank.jsonl": "\n \n\n",
        "none.json": "[]", "empty.json": "", "broken.json": "{\"text\":", "lines.json": f"{one}\n{two}",
        "deep.json": "[" * 100_000, "mixed.jsonl": LINES}.items():
        place.joinpath(name).write_text(content, "utf-8", newline="")
    for name in ("utf16.json", "utf16.jsonl", "utf16.txt"):
        place.joinpath(name).write_text(one, "utf-16")
    place.joinpath("folder.jsonl").mkdir()
    return place


# -- statuses and places -----------------------------------------------------------------------------------------------

def test_lines_are_answered_or_refused_each_in_its_place(folder):
    result = classify(folder / "mixed.jsonl")
    assert result.returncode == 3
    assert result.stderr == b""
    found = answers(result)
    assert [found[0]["complaint_id"], found[-1]["complaint_id"], len(found)] == ["ok", "last", len(REFUSED) + 2]
    for item, (line, kind, field, name) in zip(found[1:-1], REFUSED, strict=True):
        assert set(item) == {"complaint_id", "line", "error"}
        assert set(item["error"]) == {"kind", "message", "field"}
        assert (item["line"], item["error"]["kind"], item["error"]["field"], item["complaint_id"]) == (
            line, kind, field, name)
        assert len(item["error"]["message"]) < 300


@pytest.mark.parametrize(("name", "status", "ids"), [
    ("one.json", 0, ["ok"]), ("array.json", 3, ["ok", None, None, "二"]), ("two.jsonl", 0, ["ok", "二"]),
    ("two.NDJSON", 0, ["ok", "二"]), ("bom.jsonl", 0, ["ok"]), ("bom.json", 0, ["ok"]), ("plain.txt", 0, [None]),
    ("empty.jsonl", 0, []), ("blank.jsonl", 0, []), ("none.json", 0, [])])
def test_files_are_told_apart_by_their_ending(folder, name, status, ids):
    result = classify(folder / name)
    assert (result.returncode, result.stderr) == (status, b"")
    assert [item["complaint_id"] for item in answers(result)] == ids


@pytest.mark.parametrize(("name", "words"), [
    ("nothing_here.json", ["nothing_here.json"]), ("folder.jsonl", ["folder.jsonl"]),
    ("empty.json", ["not valid JSON"]),
    ("broken.json", ["not valid JSON", "line 1, column 9"]), ("lines.json", ["not valid JSON", "line 2"]),
    ("deep.json", ["nested too deeply"]), ("utf16.json", ["not UTF-8"]), ("utf16.txt", ["not UTF-8"])])
def test_a_file_that_cannot_be_used_is_named_with_status_2(folder, name, words):
    assert failed_plainly(classify(folder / name), name, *words)


def test_what_is_refused_is_told_with_its_file_where_there_are_several(folder):
    paths = [folder / "array.json", folder / "utf16.jsonl", folder / "one.json"]
    refused = [item for item in answers(classify(*paths)) if "error" in item]
    assert [item["line"] for item in refused][:2] == [2, 3]
    for item in refused[:2]:
        assert item["error"]["message"].startswith(f"{paths[0]}: ")
    assert refused[2]["error"]["message"].startswith(f"{paths[1]}: not UTF-8")
    assert not any(str(folder) in item["error"]["message"] for item in answers(classify(paths[0])) if "error" in item)


def test_lines_that_are_not_utf8_are_refused_in_place(folder):
    result = classify(folder / "utf16.jsonl")
    assert result.returncode == 3
    assert "not UTF-8" in answers(result)[0]["error"]["message"]


@pytest.mark.parametrize(("arguments", "words"), [
    (["--text", "a", "one.json"], ["either --text or files"]), (["--text", "a", "-"], ["either --text or files"]),
    (["--text", "a", "--language", "ja"], ["'ja' is not supported"]), (["--text", "a", "--format", "xml"], ["'xml'"]),
    (["--text", "a", "--engine", "magic"], ["'magic'"]), (["--text", "a", "--pack", "nowhere"], ["nowhere"]),
    (["--nonsense"], ["--nonsense"])], ids=lambda value: " ".join(value))
def test_arguments_that_cannot_be_used_give_status_2(arguments, words):
    assert failed_plainly(classify(*arguments), *words)


def test_the_last_option_wins_and_the_text_option_is_one_complaint():
    result = classify("--text", "[1]\n{", "--format", "table", "--format", "jsonl", "--language", "zh-HK")
    assert result.returncode == 0
    assert answers(result)[0]["language"] == "zh-Hant"


def test_a_missing_file_is_told_before_anything_is_answered(folder):
    assert failed_plainly(classify("--format", "json", folder / "one.json", folder / "nothing"), "nothing")


# -- standard input ----------------------------------------------------------------------------------------------------

ONE = json.dumps(VALID)


@pytest.mark.parametrize(("given", "status", "ids"), [
    (ONE, 0, ["ok"]), (f"{ONE}\n{ONE}\n", 0, ["ok", "ok"]), (f"\r\n \r\n{ONE}\r\n\r\n{ONE}", 0, ["ok", "ok"]),
    (f"\ufeff{ONE}\n{ONE}", 0, ["ok", "ok"]), (json.dumps(VALID, indent=2), 0, ["ok"]),
    (f"[{ONE}, 5]", 3, ["ok", None]),
    (f"\n[\n{ONE},\n{ONE}\n]\n", 0, ["ok", "ok"]), (f"{ONE}\n{{bad\n{ONE}", 3, ["ok", None, "ok"]),
    (f"{{bad\n{ONE}\n{ONE}\n", 3, [None, "ok", "ok"]), (f"{{bad\n{ONE}\n", 3, [None, "ok"]),
    ('{"id": "nested", "messages": [\n{"role": "customer",\n"text": "refund"}\n]}', 0, ["nested"]),
    ('{\n"id": "nested", "messages": [\n{"role": "customer", "text": "refund"}\n]\n}', 0, ["nested"]),
    ("I want {my} refund", 0, [None]), ("5", 0, [None]), ("", 0, [None]), ("\ufeffI want my refund", 0, [None])],
    ids=lambda value: ascii(value)[:50] if isinstance(value, str) else "")
def test_standard_input_is_told_apart_by_its_first_character(given, status, ids):
    result = classify(*(["-"] if len(given) % 2 else []), given=given)
    assert (result.returncode, result.stderr) == (status, b"")
    assert [item["complaint_id"] for item in answers(result)] == ids


@pytest.mark.parametrize(("given", "words"), [(b"{", "not valid JSON"), (b"[1, ", "not valid JSON"),
                                              (b"[please] help", "not valid JSON"), (b"refund \xff", "not UTF-8"),
                                              ("{}".encode("utf-16"), "not UTF-8")], ids=ascii)
def test_standard_input_that_cannot_be_used_gives_status_2(given, words):
    assert failed_plainly(classify(given=given), "standard input", words)


def test_a_plain_text_is_one_complaint_with_all_its_lines():
    text = "I want\nmy refund \x1b[2J and 退款\n"
    data = answers(classify(given=text))[0]
    quotes = [quote for item in data["evidence"] for quote in item["quotes"]]
    assert all(text[quote["start"]:quote["end"]] == quote["text"] for quote in quotes)


def test_an_answer_comes_before_the_input_ends():
    buffered = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with subprocess.Popen([COMMAND, "classify", *ENGINE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=buffered) as process:
        for line in ('{"id": "1", "txet": 1}', ONE, '{"id": "3", "txet": 1}'):
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            assert select.select([process.stdout], [], [], 20)[0], "nothing is answered while the input is open"
            name = json.loads(line)["id"]
            assert json.loads(process.stdout.readline())["complaint_id"] == name
        process.stdin.close()
        assert process.wait(20) == 3


def test_a_closed_standard_input_is_told_plainly():
    result = subprocess.run([COMMAND, "classify", *ENGINE], capture_output=True, check=False, close_fds=True,
                            preexec_fn=lambda: os.close(0))
    assert failed_plainly(result, "standard input")


def test_a_document_that_is_broken_is_not_taken_for_lines():
    broken = '{\n "messages": [\n  {"role": "customer", "text": "hi"}\n ],\n}\n'
    assert failed_plainly(classify(given=broken), "standard input", "not valid JSON")
    assert len(answers(classify(given='{"text": \n{"text": "hello"}\n'))) == 2


@pytest.mark.parametrize("language", ["", '"language": null, '])
def test_the_language_given_counts_where_a_complaint_says_none(language):
    result = classify("--language", "zh-Hant", given=f'{{{language}"text": "12345 ok"}}')
    assert answers(result)[0]["language"] == "zh-Hant"


# -- output ------------------------------------------------------------------------------------------------------------

def test_json_is_one_document_jsonl_a_line_each_and_both_say_the_same(folder):
    document = json.loads(classify("--format", "json", folder / "array.json").stdout)
    assert document == answers(classify("--format", "jsonl", folder / "array.json"))
    assert json.loads(classify("--format", "json", folder / "none.json").stdout) == []
    assert json.loads(classify("--format", "json", "--text", "refund").stdout)["language"] == "en"
    assert len(json.loads(classify("--format", "json", folder / "two.jsonl", folder / "array.json").stdout)) == 6


def test_both_engines_print_the_same_bytes_but_for_their_name(folder):
    outputs = [run("classify", "--no-semantic", "--engine", engine, folder / "mixed.jsonl").stdout
               for engine in ("durable", "reference")]
    assert len({re.sub(rb'"engine":"[^"]*"', b"", output) for output in outputs}) == 1


@pytest.mark.parametrize("form", ["jsonl", "json", "table"])
@pytest.mark.parametrize("data", [{"id": "\ud800", "text": "refund"}, {"id": "\ud800", "txet": 1}, {"\ud800": 1},
                                  {"text": "\ud83d refund", "language": "\ud800"}], ids=ascii)
def test_half_a_character_pair_stops_nothing(form, data):
    result = classify("--format", form, given=f"{json.dumps(data)}\n{ONE}")
    assert result.stderr == b""
    assert result.returncode in (0, 3)
    assert b"ok" in result.stdout


def hidden(text):
    """Characters that a terminal would obey, or that change the order of what is read."""
    order = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    return {f"U+{ord(sign):04X}" for sign in text
            if sign != "\n" and (sign in order or unicodedata.category(sign) in ("Cc", "Zl", "Zp"))}


def test_a_table_never_shows_a_control_character():
    nasty = "".join(map(chr, [*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F),
                              *range(0x2066, 0x206A), 0xFEFF])) + "\x1b]0;title\x07\x1b[2J\x1b[31m"
    rows = [{"id": nasty, "text": f"I will sue you! {nasty} You idiots!"}, {nasty: 1}, {"behaviour": {nasty: 1}},
            {"messages": [{"role": "note", "text": nasty}]}, {"messages": [{"role": nasty, "text": "a"}]},
            {"language": nasty}, {"channel": nasty}, {"observed": [nasty]}]
    result = classify("--format", "table", given="\n".join(map(json.dumps, rows)))
    assert result.returncode == 3
    assert hidden(result.stdout.decode()) == set()
    assert hidden(result.stderr.decode()) == set()


def test_a_table_tells_reasons_for_the_style_from_others_and_leaves_out_what_weighs_nothing():
    shown = classify("--format", "table", "examples/transcript.json").stdout.decode()
    reasons = re.findall(r"([+-]\d+\.\d) (\S.*)", shown)
    assert len(reasons) >= 4
    assert all(float(weight) for weight, _ in reasons)
    assert any("(風格)" in text for _, text in reasons)
    assert any("(風格)" not in text for _, text in reasons)


def test_a_table_shows_markup_and_emoji_codes_as_they_were_written():
    text = "[bold]refund[/bold] [/] :warning: [link=x]y[/link]"
    assert text in classify("--format", "table", "--text", text).stdout.decode()


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_a_locale_of_ascii_changes_nothing(form):
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    result = classify("--format", form, given="退款 refund 😀", env=plain)
    assert result.returncode == 0
    assert result.stdout == classify("--format", form, given="退款 refund 😀").stdout


@pytest.mark.parametrize("form", ["jsonl", "json", "table"])
def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path, form):
    many = tmp_path / "many.jsonl"
    many.write_text(f"{ONE}\n" * 400)
    with subprocess.Popen([COMMAND, "classify", *ENGINE, "--format", form, many], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("arguments", [("lint", "--checks"), ("lint", "--select", "insult", "--format", "json"),
                                       ("evaluate", TRAPS, *ENGINE)],
                         ids=["checks", "lint", "evaluate"])
def test_a_reader_of_a_report_that_goes_away_does_not_change_the_status(arguments, unbuffered):
    with subprocess.Popen([COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=os.environ | {"PYTHONUNBUFFERED": unbuffered}) as process:
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("arguments", [("classify", *ENGINE, "--text", "a"), ("lint", "--select", "look-alike"),
                                       ("lint", "--select", "insult"), ("schema", "--print", "complaint")],
                         ids=" ".join)
def test_a_full_disk_is_told_plainly(arguments, unbuffered):
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, check=False,
                                env=os.environ | {"PYTHONUNBUFFERED": unbuffered})
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert b"space" in result.stderr


@pytest.mark.parametrize("arguments", [("classify", *ENGINE, "--text", "a"), ("lint", "--checks"), ("--version",),
                                       ("schema", "--print", "complaint"), ("evaluate", *ENGINE, TRAPS)],
                         ids=lambda arguments: arguments[0])
def test_a_closed_standard_output_is_told_plainly(arguments):
    result = subprocess.run([COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, check=False, close_fds=True,
                            preexec_fn=lambda: os.close(1))
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr
    assert b"closed" in result.stderr


def test_answers_are_given_where_standard_error_is_closed():
    result = subprocess.run([COMMAND, "classify", *ENGINE, "--text", "Where is my refund?"], stdout=subprocess.PIPE,
                            check=False, close_fds=True, preexec_fn=lambda: os.close(2))
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_wrong_argument_is_no_finding_where_nobody_can_be_told():
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run([COMMAND, "lint", "--select", "x"], stderr=full, stdout=subprocess.DEVNULL,
                              check=False).returncode == 2


# -- the other commands ------------------------------------------------------------------------------------------------

def test_the_version_tells_pack_and_engine():
    result = run("--version")
    assert result.returncode == 0
    assert re.fullmatch(r"complaint-rules \S+\npack builtin \S+ sha256:[0-9a-f]{64}\nengine \S.*\nencoder \S.*\n",
                        result.stdout.decode())


@pytest.mark.parametrize("command", ["classify", "evaluate", "explain", "stats", "feedback"])
def test_a_whole_pack_is_taken_alone(tmp_path, command):
    line = {"text": "Please refund me."} | {"evaluate": {"expected": {"type": "ordinary"}}}.get(command, {})
    given = tmp_path / f"given.{'json' if command == 'explain' else 'jsonl'}"
    given.write_text(json.dumps({"complaint": line, "verdict": "right"} if command == "feedback" else line), "utf-8")
    whole = write_minimal(tmp_path / "tiny")
    assert run(command, "--no-semantic", "--pack", whole, given).returncode == 2
    alone = run(command, "--no-semantic", "--format", "json", "--no-builtin", "--pack", whole, given)
    assert (alone.returncode, alone.stderr.decode()) == (0, "")
    assert failed_plainly(run(command, "--no-semantic", "--no-builtin", given), "no pack given")


def test_evaluate_measures_labelled_cases(tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(json.dumps({"text": "Please refund me.", "expected": {"type": kind}})
                               for kind in ("ordinary", "relentless")))
    figures = json.loads(run("evaluate", *ENGINE, "--format", "json", cases).stdout)
    assert figures["cases"] == 2
    assert {"accuracy", "confusion", "types", "calibration", "undecided", "alerts"} <= set(figures)
    assert figures["by_difficulty"] == {}
    assert b"labelled type" in run("evaluate", *ENGINE, "--format", "table", cases).stdout


def test_evaluate_shows_the_errors_by_confusion(tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"id": "T-7", "text": "The parcel is late, please refund me.", '
                     '"expected": {"type": "lecturer"}}\n')
    plain = json.loads(run("evaluate", *ENGINE, "--format", "json", cases).stdout)
    shown = json.loads(run("evaluate", *ENGINE, "--errors", "--format", "json", cases).stdout)
    group, = shown.pop("errors")
    assert shown == plain
    assert (group["labelled"], group["answered"], group["count"], group["ids"]) == ("lecturer", "ordinary", 1, ["T-7"])
    assert "lecturer → ordinary: 1" in run("evaluate", *ENGINE, "--errors", "--format", "table", cases).stdout.decode()



@pytest.mark.parametrize(("lines", "words"), [
    (['{"text": "a"}'], ["cases.jsonl:1", "expected"]), (['{"expected": {}}'], ["cases.jsonl:1", "type"]),
    (['{"expected": {"type": "ordinary"}}', '{"txet": 1, "expected": {"type": "x"}}'], ["cases.jsonl:2", "txet"]),
    (['{"expected": {"type": "ordinary", "tpye": "x"}}'], ["cases.jsonl:1", "expected.tpye"]),
    (["{bad"], ["cases.jsonl:1", "not valid JSON"]), (["5"], ["cases.jsonl:1"]), ([], ["no labelled case"])])
def test_evaluate_names_the_line_that_cannot_be_used(tmp_path, lines, words):
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(lines))
    assert failed_plainly(run("evaluate", *ENGINE, cases), *words)
