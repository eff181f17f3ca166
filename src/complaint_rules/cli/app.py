"""The commands and their options; each command's work is in its own module."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="complaint-rules", no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False,
                  rich_markup_mode=None, help="Reads complaints in Chinese or English and says what to do and say.")


class Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"


class EngineChoice(StrEnum):
    auto = "auto"
    durable = "durable"
    reference = "reference"


Packs = Annotated[list[str] | None, typer.Option("--pack", help="A folder of rules, or the name of an installed pack, "
                                                                "laid over the built-in ones (repeat for several).")]
Semantic = Annotated[bool | None, typer.Option("--semantic/--no-semantic", help="Read by meaning, or not "
                                                                               "(default: where installed).")]
Engine = Annotated[EngineChoice, typer.Option(help="Which engine decides.")]


def _version(value: bool) -> None:
    if value:
        from complaint_rules.cli.version import print_version

        print_version()
        raise typer.Exit


@app.callback()
def _options(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True,
                                                   help="Show version, pack digest, engine and encoder.")] = False
             ) -> None:
    """Reads complaints in Chinese or English and says what to do and say."""
    del version


@app.command()
def classify(
        files: Annotated[list[Path] | None, typer.Argument(help="JSON, JSONL or plain text; - or nothing: standard "
                                                                "input.")] = None,
        text: Annotated[str | None, typer.Option(help="The text of one complaint.")] = None,
        format: Annotated[Format | None, typer.Option(help="table on a terminal, jsonl in a pipe, unless "
                                                           "given.")] = None,
        language: Annotated[str | None, typer.Option(help="Language of complaints that do not say theirs "
                                                          "(zh-Hant, zh-Hans, en).")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None) -> None:
    """Classify complaints: type, style, evidence, alerts, and the words to say."""
    from complaint_rules.cli.classify import run_classify

    raise typer.Exit(run_classify(files or [], text, format.value if format else None, language, semantic,
                                  engine.value, pack or []))


@app.command()
def evaluate(
        cases: Annotated[list[Path], typer.Argument(help="Labelled cases, JSONL.")],
        errors: Annotated[bool, typer.Option("--errors", help="Group the wrong answers by confusion, with the evidence "
                                                              "that misled and that was missing.")] = False,
        format: Annotated[Format | None, typer.Option(help="table or json.")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None) -> None:
    """Measure accuracy, confusion, calibration, styles and alerts on labelled cases."""
    from complaint_rules.cli.evaluate import run_evaluate

    raise typer.Exit(run_evaluate(cases, errors, format.value if format else None, semantic, engine.value,
                                  pack or []))


@app.command()
def tune(
        cases: Annotated[list[Path], typer.Argument(help="Labelled cases, JSONL.")],
        pack: Annotated[Path, typer.Option(help="The pack folder to fit; its fitted/ is rewritten.")],
        folds: Annotated[int, typer.Option(min=2, max=20, help="Folds of the cross-validation.")] = 5,
        on: Annotated[str | None, typer.Option(help="Date to write down (YYYY-MM-DD; default: today).")] = None,
        quote: Annotated[list[Path] | None, typer.Option(help="Quote the figures on the cases of this file alone "
                                                              "(repeat for several).")] = None,
        unseen: Annotated[list[Path] | None, typer.Option(help="Cases that those who wrote the rules have not "
                                                               "read (repeat for several).")] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the figures, write nothing.")] = False) -> None:
    """Fit weights, separators and calibration of a pack to labelled cases, by cross-validation."""
    from complaint_rules.cli.tune import run_tune

    raise typer.Exit(run_tune(cases, pack, folds, on, quote or [], unseen or [], dry_run))


@app.command()
def schema(folder: Annotated[Path | None, typer.Argument(help="Where to write the JSON Schemas.")] = None,
           print: Annotated[str | None, typer.Option("--print", metavar="NAME", help="Print one instead: complaint, "
                                                     "assessment, type, signals …")] = None) -> None:
    """Write the JSON Schemas of input, output and rule files, or print one."""
    from complaint_rules.cli.schema import run_schema

    raise typer.Exit(run_schema(folder, print))


@app.command("new-pack")
def new_pack(folder: Annotated[Path, typer.Argument(help="The folder to make.")],
             name: Annotated[str | None, typer.Option(help="Name of the pack (default: the folder's).")] = None
             ) -> None:
    """Write a small, commented pack of your own, to lay over the built-in rules."""
    from complaint_rules.cli.new_pack import run_new_pack

    raise typer.Exit(run_new_pack(folder, name))


@app.command()
def changes(pack: Packs = None,
            format: Annotated[Format | None, typer.Option(help="table, json or jsonl.")] = None) -> None:
    """List what packs add, extend, replace and retire, with the reasons."""
    from complaint_rules.cli.changes import run_changes

    raise typer.Exit(run_changes(pack or [], format.value if format else None))


def main() -> None:
    """Entry point of the command `complaint-rules`."""
    app()
