"""The documentation is true: generated pages are current, commands and examples run, links lead somewhere."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from complaint_rules.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("benchmarks/*.md")]
COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()"]


def run(*arguments, **options):
    return subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False, **options)


def test_generated_pages_and_schemas_are_current():
    if not shutil.which(str(Path(sys.executable).with_name("complaint-rules"))):
        pytest.skip("the command is not installed beside this Python")
    answer = run(sys.executable, "docs/build.py", "--check")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_the_readme_says_what_make_does():
    readme = (ROOT / "README.md").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", readme, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "examples").glob("*.py")))
def test_examples_run(script):
    answer = run(sys.executable, f"examples/{script}")
    assert answer.returncode == 0, answer.stderr
    assert "say:" in answer.stdout


@pytest.mark.parametrize("file", ["complaints.jsonl", "final_answer.json", "transcript.json", "counters_only.json"])
def test_example_complaints_are_answered(file):
    answer = run(*COMMAND, "classify", "--no-semantic", "--format", "jsonl", f"examples/{file}")
    assert answer.returncode == 0, answer.stderr
    assert len(answer.stdout.splitlines()) == (8 if file == "complaints.jsonl" else 1)


def test_the_python_of_the_readme_runs():
    code = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert code
    answer = run(sys.executable, "-c", "from datetime import date\n" + "\n".join(code))
    assert answer.returncode == 0, answer.stderr


def test_every_command_is_documented():
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for command in typer.main.get_command(app).commands:
        assert f"## complaint-rules {command}" in page
