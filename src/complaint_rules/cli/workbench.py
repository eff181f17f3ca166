"""The commands of the workbench; each command's work is in its own module."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from complaint_rules.cli.options import (
    Builtin,
    Engine,
    EngineChoice,
    Format,
    Jobs,
    LintFormat,
    Packs,
    PageFormat,
    Report,
    Semantic,
)

workbench = typer.Typer()


@workbench.command()
def explain(
        file: Annotated[Path | None, typer.Argument(help="JSON, JSONL or plain text; - or nothing: standard "
                                                         "input.")] = None,
        text: Annotated[str | None, typer.Option(help="The text of one complaint.")] = None,
        id: Annotated[str | None, typer.Option(help="The id of the complaint, where the file holds several.")] = None,
        format: Annotated[PageFormat | None, typer.Option(help="By the ending of --output; without it table on a "
                                                               "terminal, json in a pipe.")] = None,
        output: Annotated[Path | None, typer.Option(help="Write into this file instead of standard output.")] = None,
        semantic: Semantic = None, pack: Packs = None, builtin: Builtin = True) -> None:
    """Explain the answer to one complaint: signals, rules, scores, verdict, near misses, and what would change it."""
    from complaint_rules.cli.explain import run_explain

    raise typer.Exit(run_explain(file, text, id, format.value if format else None, output, semantic, pack or [],
                                 builtin))


@workbench.command("new-pack")
def new_pack(folder: Annotated[Path, typer.Argument(help="The folder to make.")],
             name: Annotated[str | None, typer.Option(help="Name of the pack (default: the folder's).")] = None
             ) -> None:
    """Write a small, commented pack of your own, to lay over the built-in rules."""
    from complaint_rules.cli.new_pack import run_new_pack

    raise typer.Exit(run_new_pack(folder, name))


@workbench.command()
def changes(pack: Packs = None,
            format: Annotated[Format | None, typer.Option(help="table, json or jsonl.")] = None) -> None:
    """List what packs add, extend, replace and retire, with the reasons."""
    from complaint_rules.cli.changes import run_changes

    raise typer.Exit(run_changes(pack or [], format.value if format else None))


@workbench.command()
def lint(
        pack: Packs = None, builtin: Builtin = True,
        select: Annotated[list[str] | None, typer.Option(help="Only these checks, by id (repeat, or separate by "
                                                              "commas).")] = None,
        ignore: Annotated[list[str] | None, typer.Option(help="Not these checks.")] = None,
        format: Annotated[LintFormat | None, typer.Option(help="table on a terminal, json in a pipe, unless given; "
                                                               "github: annotations of a pull request.")] = None,
        strict: Annotated[bool, typer.Option("--strict", help="Warnings give exit status 1, as errors do.")] = False,
        checks: Annotated[bool, typer.Option("--checks", help="List the checks and end.")] = False) -> None:
    """Check rules: what is missing, never matches, stands twice, contradicts itself, or can never hold."""
    from complaint_rules.cli.lint import run_lint

    raise typer.Exit(run_lint(pack or [], builtin, select or [], ignore or [], format.value if format else None, strict,
                              checks))


@workbench.command()
def test(
        cases: Annotated[list[Path] | None, typer.Argument(help="Labelled cases to try beside the examples, "
                                                                "JSONL.")] = None,
        pack: Packs = None, builtin: Builtin = True, semantic: Semantic = None, engine: Engine = EngineChoice.auto,
        mutate: Annotated[bool, typer.Option("--mutate", help="Then change the rules in small ways, one at a time, and "
                                                              "tell which changes no example notices.")] = False,
        sample: Annotated[int, typer.Option(min=0, help="Changes of each kind to try; 0: all.")] = 250,
        seed: Annotated[int, typer.Option(help="Draws the sample.")] = 0,
        format: Annotated[Report | None, typer.Option(help="table on a terminal, json in a pipe, unless "
                                                           "given.")] = None) -> None:
    """Try the examples of the rules, and labelled cases: what fails, and what no example watches."""
    from complaint_rules.cli.test import run_test

    raise typer.Exit(run_test(cases or [], pack or [], builtin, semantic, engine.value, mutate, sample, seed,
                              format.value if format else None))


@workbench.command()
def diff(
        old: Annotated[str, typer.Argument(help="A pack: a folder, builtin, the name of an installed pack, a git "
                                                "revision (main), or a folder of one (HEAD~1:rules).")],
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


@workbench.command()
def stats(
        history: Annotated[list[Path], typer.Argument(help="Past complaints, JSONL, labelled (expected) or not; - for "
                                                           "standard input.")],
        format: Annotated[Report | None, typer.Option(help="table on a terminal, json in a pipe, unless "
                                                           "given.")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None, builtin: Builtin = True,
        jobs: Jobs = 0) -> None:
    """Count which rules and signals fire on past complaints, together, against each other, and never."""
    from complaint_rules.cli.stats import run_stats

    raise typer.Exit(run_stats(history, format.value if format else None, semantic, engine.value, pack or [], builtin,
                               jobs))


@workbench.command()
def feedback(
        files: Annotated[list[Path], typer.Argument(help="Verdicts on answers, JSONL; - for standard input.")],
        format: Annotated[Report | None, typer.Option(help="table on a terminal, json in a pipe, unless "
                                                           "given.")] = None,
        cases: Annotated[Path | None, typer.Option(help="Write the complaints whose type agents stand by to this file, "
                                                        "as labelled cases for tune.")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None,
        builtin: Builtin = True) -> None:
    """Judge the rules by agents' verdicts on answers: precision per rule, rules to look at, cases for tune."""
    from complaint_rules.cli.feedback import run_feedback

    raise typer.Exit(run_feedback(files, format.value if format else None, cases, semantic, engine.value, pack or [],
                                  builtin))


@workbench.command()
def schema(folder: Annotated[Path | None, typer.Argument(help="Where to write the JSON Schemas.")] = None,
           print: Annotated[str | None, typer.Option("--print", metavar="NAME", help="Print one instead: complaint, "
                                                     "assessment, type, signals …")] = None) -> None:
    """Write the JSON Schemas of input, output and rule files, or print one."""
    from complaint_rules.cli.schema import run_schema

    raise typer.Exit(run_schema(folder, print))
