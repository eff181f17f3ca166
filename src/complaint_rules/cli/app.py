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


class Report(StrEnum):
    table = "table"
    json = "json"


class PageFormat(StrEnum):
    table = "table"
    json = "json"
    html = "html"


class EngineChoice(StrEnum):
    auto = "auto"
    durable = "durable"
    reference = "reference"


Packs = Annotated[list[Path] | None, typer.Option("--pack", help="A folder of rules laid over the built-in ones "
                                                                 "(repeat for several).")]
Semantic = Annotated[bool | None, typer.Option("--semantic/--no-semantic", help="Read by meaning, or not "
                                                                               "(default: where installed).")]
Engine = Annotated[EngineChoice, typer.Option(help="Which engine decides.")]


Jobs = Annotated[int, typer.Option(min=0, help="Processes to work in (0: one per processor).")]


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
        format: Annotated[Format | None, typer.Option(help="table or json.")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None) -> None:
    """Measure accuracy, confusion, calibration, styles and alerts on labelled cases."""
    from complaint_rules.cli.evaluate import run_evaluate

    raise typer.Exit(run_evaluate(cases, format.value if format else None, semantic, engine.value, pack or []))


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
def diff(
        old: Annotated[str, typer.Argument(help="A pack: a folder, builtin, a git revision (main), or a folder of one "
                                                "(HEAD~1:rules).")],
        new: Annotated[str, typer.Argument(help="The pack to compare with it, given likewise.")],
        history: Annotated[list[Path], typer.Argument(help="Past complaints, JSONL, labelled (expected) or not; - for "
                                                           "standard input.")],
        format: Annotated[PageFormat | None, typer.Option(help="By the ending of --output; without it table on a "
                                                               "terminal, json in a pipe.")] = None,
        output: Annotated[Path | None, typer.Option(help="Write into this file instead of standard output.")] = None,
        fail_if: Annotated[list[str] | None, typer.Option(help="Exit with status 1 if this holds, e.g. 'changed>2%', "
                                                               "'recall.relentless<-1%', 'class>=major' (repeat for "
                                                               "several).")] = None,
        major_above: Annotated[float, typer.Option(min=0, max=100, help="The change is a major one if more than this "
                                                                        "percentage of the answers change.")] = 5.0,
        examples: Annotated[int, typer.Option(min=0, max=100, help="Examples to show of each kind of change.")] = 3,
        texts: Annotated[bool, typer.Option("--texts/--no-texts", help="Show the beginning of the examples' texts, or "
                                                                       "not.")] = True,
        builtin: Annotated[bool | None, typer.Option(
            "--builtin/--no-builtin", help="Lay both packs over the built-in one, or not (default: unless they hold "
                                           "verdict.yaml).")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, jobs: Jobs = 0) -> None:
    """Show what a change of rules does to past complaints: answers that change, why, and what labels say of it."""
    from complaint_rules.cli.diff import run_diff

    raise typer.Exit(run_diff(old, new, history, format.value if format else None, output, fail_if or [],
                              major_above / 100, examples, texts, builtin, semantic, engine.value, jobs))


@app.command()
def stats(
        history: Annotated[list[Path], typer.Argument(help="Past complaints, JSONL, labelled (expected) or not; - for "
                                                           "standard input.")],
        format: Annotated[Report | None, typer.Option(help="table on a terminal, json in a pipe, unless "
                                                           "given.")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None, jobs: Jobs = 0) -> None:
    """Count which rules and signals fire on past complaints, together, against each other, and never."""
    from complaint_rules.cli.stats import run_stats

    raise typer.Exit(run_stats(history, format.value if format else None, semantic, engine.value, pack or [], jobs))


@app.command()
def feedback(
        files: Annotated[list[Path], typer.Argument(help="Verdicts on answers, JSONL; - for standard input.")],
        format: Annotated[Report | None, typer.Option(help="table on a terminal, json in a pipe, unless "
                                                           "given.")] = None,
        cases: Annotated[Path | None, typer.Option(help="Write the complaints whose type agents stand by to this file, "
                                                        "as labelled cases for tune.")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None) -> None:
    """Judge the rules by agents' verdicts on answers: precision per rule, rules to look at, cases for tune."""
    from complaint_rules.cli.feedback import run_feedback

    raise typer.Exit(run_feedback(files, format.value if format else None, cases, semantic, engine.value, pack or []))


@app.command()
def schema(folder: Annotated[Path, typer.Argument(help="Where to write the JSON Schemas.")]) -> None:
    """Write the JSON Schemas of input, output and rule files."""
    from complaint_rules.cli.schema import run_schema

    raise typer.Exit(run_schema(folder))


def main() -> None:
    """Entry point of the command `complaint-rules`."""
    app()
