"""`new-pack`, `changes` and `schema`, as functions and as commands."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from complaint_rules import Assessor, PackError, __version__
from complaint_rules.assessor import as_complaint
from complaint_rules.pack.load import load_source
from complaint_rules.pack.yaml_source import read_yaml
from complaint_rules.trial import builtin_merged
from complaint_rules.workbench import SCHEMAS, changes, new_pack, schema

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()"]


def run(*arguments, cwd):
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, check=False,
                          timeout=120)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("team") / "gift-desk"
    new_pack(folder)
    return folder


def test_a_pack_of_the_longest_name_loads(tmp_path):
    new_pack(tmp_path / "x", "a" * 40)
    assert Assessor(packs=[tmp_path / "x"], semantic=False).pack.layers[0].startswith("a" * 40)


def test_a_new_pack_loads_over_the_built_in_one_under_its_folder_name(fresh):
    assessor = Assessor(packs=[fresh], semantic=False)
    assert assessor.pack.layers[0].startswith("gift-desk 0.1.0 ")
    told = {(change.action, change.kind) for change in assessor.changes}
    assert {("added", "rule"), ("added", "signal"), ("added", "words"), ("extended", "words"), ("added", "phrase"),
            ("added", "slot")} == told


def test_the_examples_of_a_new_pack_hold_and_its_words_are_said_in_every_language(fresh):
    assessor = Assessor(packs=[fresh], semantic=False)
    for file in load_source(fresh, "pack").files:
        for item in (*getattr(file.model, "signals", ()), *getattr(file.model, "rules", ())):
            for key, expected in (("match", True), ("no_match", False)):
                for given in getattr(item, key):
                    noticed = assessor.notice(as_complaint({"text": given}))
                    assert (item.id in noticed.fired or noticed.values.get(item.id) is True) is expected, given
    for language in ("en", "zh-Hant", "zh-Hans"):
        answer = assessor.assess({"text": "One item is missing.", "advice_language": language})
        assert answer.recommendation.phrases[0].id == "gift_desk.open.1"
        assert answer.notes == ()


def test_the_files_of_a_new_pack_fit_their_schemas(fresh):
    for path, name in (("pack.yaml", "pack"), ("vocabulary.yaml", "vocabulary"), ("own_words.yaml", "own-words"),
                       ("types/fastidious.yaml", "type"), ("signals/example.yaml", "signals"),
                       ("words/example.yaml", "words")):
        jsonschema.Draft7Validator(schema(name)).validate(read_yaml(path, (fresh / path).read_text("utf-8")).data)


def test_what_is_commented_out_in_a_new_pack_works_when_it_is_not(fresh, tmp_path):
    folder = tmp_path / "gift-desk"
    for path in fresh.rglob("*.yaml"):
        lines = path.read_text("utf-8").splitlines()
        place = folder / path.relative_to(fresh)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join(map(_uncommented, lines) if path.parent == fresh else lines), "utf-8")
    told = {(change.action, change.kind) for change in changes([folder])}
    assert {("retired", "rule"), ("replaced", "phrase"), ("retired", "phrase"), ("replaced", "address")} <= told


def _uncommented(line):
    text = line.lstrip()
    inside = text.removeprefix("# ")
    yaml = inside.split(" ")[0].endswith(":") or inside.startswith(("- id:", "  "))
    return line.replace("# ", "", 1) if text.startswith("# ") and yaml and "complaint-rules" not in line else line


def test_the_kinds_of_vocabulary_and_the_forms_of_own_words_are_documented_as_they_are(fresh):
    marked = {item.value.vocabulary for item in builtin_merged().words.values()} - {None}
    page = (ROOT / "docs" / "writing-rules.md").read_text("utf-8")
    blocks = [read_yaml("page", block).data for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    assert [set(block) for block in blocks if isinstance(block, dict) and "staff" in block] == [marked]
    (own_words,) = [block for block in blocks if isinstance(block, dict) and "address" in block]
    jsonschema.Draft7Validator(schema("own-words")).validate(own_words)
    named = re.search(r"The kinds: ([a-z_, ]+)\.", (fresh / "vocabulary.yaml").read_text("utf-8"))
    assert set(named[1].split(", ")) == marked


@pytest.mark.parametrize(("name", "error", "message"), [
    ("Gift", ValueError, "'Gift' cannot name a pack"), ("9lives", ValueError, "'9lives' cannot name a pack"),
    ("a" * 41, ValueError, "40 small English letters")])
def test_a_name_that_cannot_be_one_is_refused_and_nothing_is_written(tmp_path, name, error, message):
    with pytest.raises(error, match=message):
        new_pack(tmp_path / "x", name)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_holds_anything_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="is not empty; give a new folder"):
        new_pack(tmp_path, "acme")
    result = run("new-pack", tmp_path, "--name", "acme", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "is not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_commands_write_a_pack_and_list_its_changes(tmp_path):
    written = run("new-pack", "my_rules", "--name", "acme", cwd=tmp_path)
    assert written.returncode == 0
    assert "my_rules/pack.yaml" in written.stdout.splitlines()
    listed = run("changes", "--pack", "my_rules", "--format", "json", cwd=tmp_path)
    assert {change["pack"] for change in json.loads(listed.stdout)} == {"acme"}
    table = run("changes", "--pack", "my_rules", "--format", "table", cwd=tmp_path)
    assert len(table.stdout.splitlines()) == len(json.loads(listed.stdout))
    assert run("changes", cwd=tmp_path).returncode == 2
    assert run("changes", "--pack", "nowhere", cwd=tmp_path).returncode == 2


def test_a_pack_made_for_another_version_is_refused_with_both_versions(fresh, tmp_path):
    text = (fresh / "pack.yaml").read_text("utf-8")
    (tmp_path / "pack.yaml").write_text(text.replace(">=0.1,<0.2", ">=7,<8"), "utf-8")
    with pytest.raises(PackError, match=f"made for complaint-rules >=7,<8, and this is {__version__}"):
        Assessor(packs=[tmp_path])


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_single_schema_is_printed_and_is_one(tmp_path, name):
    jsonschema.Draft7Validator.check_schema(schema(name))
    if name == "own-words":
        assert json.loads(run("schema", "--print", name, cwd=tmp_path).stdout) == schema(name)


@pytest.mark.parametrize(("arguments", "message"), [
    (["--print", "nosuch"], "there is no schema 'nosuch'; one of advice, alert"), ([], "give either a folder"),
    (["there", "--print", "type"], "give either a folder")])
def test_the_schema_command_says_what_it_needs(tmp_path, arguments, message):
    result = run("schema", *arguments, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
