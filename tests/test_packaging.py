"""The wheel holds the rules, their compiled form and the typing mark, and works from where it is unpacked."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT,
                           capture_output=True, text=True, check=False, timeout=300)
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_rule_file_is_in_the_wheel(unpacked):
    inside = {path.relative_to(unpacked / "complaint_rules" / "rules").as_posix()
              for path in (unpacked / "complaint_rules" / "rules").rglob("*.*")}
    checkout = {path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.*")}
    assert checkout <= inside
    assert inside - checkout == {"_compiled.kept"}
    assert (unpacked / "complaint_rules" / "py.typed").is_file()


def test_every_template_is_in_the_wheel(unpacked):
    templates = Path("workbench") / "templates"
    inside, checkout = unpacked / "complaint_rules" / templates, ROOT / "src" / "complaint_rules" / templates
    assert {path.name for path in inside.iterdir()} == {path.name for path in checkout.iterdir()}


def test_the_unpacked_wheel_answers_like_the_checkout(unpacked, tmp_path):
    code = ("import json, sys, complaint_rules\n"
            "answer = complaint_rules.Assessor(semantic=False).assess('I want a refund, you promised it twice.')\n"
            "json.dump([complaint_rules.__file__, answer.model_dump(mode='json')], sys.stdout)")
    answers = []
    for path in (unpacked, ROOT / "src"):
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path,
                             env={"PYTHONPATH": str(path), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)})
        assert run.returncode == 0, run.stderr
        place, answer = json.loads(run.stdout)
        assert place.startswith(str(path))
        answers.append(answer)
    assert answers[0] == answers[1]
