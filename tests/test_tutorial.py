"""The tutorial, followed literally: its files are written, its commands run in order, and what it shows is printed.

A command that is not there yet is passed over, and is run as soon as it is."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import typer

from complaint_rules.cli.app import app

TEXT = (Path(__file__).parents[1] / "docs" / "tutorial.md").read_text("utf-8")
KNOWN = set(typer.main.get_command(app).commands)
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = [sys.executable, "-c", "from complaint_rules.cli import main; main()"]


def steps():
    """(path, content) of a file to write, or (None, (words of a command, lines it must print))."""
    for language, path, content in BLOCK.findall(TEXT):
        if path:
            yield path, content
            continue
        assert language == "console", content
        for part in content.split("$ ")[1:]:
            command, *shown = part.strip().splitlines()
            yield None, (shlex.split(command), shown)


def follow(step, folder):
    """Run one command; what is wrong with it, or nothing."""
    words, shown = step
    if words[0] == "complaint-rules":
        if words[1] not in KNOWN:
            return
        words = COMMAND + words[1:]
    run = subprocess.run(words, capture_output=True, text=True, cwd=folder, check=False, timeout=600)
    assert run.returncode == 0, (step, run.stdout, run.stderr)
    for line in shown:
        assert any(printed.startswith(line) for printed in run.stdout.splitlines()), (line, run.stdout)


def test_whoever_follows_the_tutorial_gets_what_it_shows(tmp_path):
    for path, content in steps():
        if path is None:
            follow(content, tmp_path)
        else:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content, "utf-8")


def test_the_tutorial_goes_from_classify_to_release_with_every_command_of_the_workbench():
    used = [words[1] for path, (words, _) in ((path, step) for path, step in steps() if path is None)
            if words[0] == "complaint-rules"]
    assert list(dict.fromkeys(used)) == ["classify", "explain", "new-pack", "changes", "test", "lint", "diff",
                                         "evaluate", "stats", "feedback"]
