"""The command line: the commands that read complaints, and with them those of the workbench."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from complaint_rules.cli.options import Builtin, Engine, EngineChoice, Format, Packs, Report, Semantic
from complaint_rules.cli.status import UNUSABLE, fail, why_not
from complaint_rules.cli.workbench import workbench

app = typer.Typer(name="complaint-rules", no_args_is_help=True, add_completion=True, pretty_exceptions_enable=False,
                  rich_markup_mode=None, help="Reads complaints in Chinese or English and says what to do and say.")


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
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None,
        builtin: Builtin = True) -> None:
    """Classify complaints: type, style, evidence, alerts, and the words to say."""
    from complaint_rules.cli.classify import run_classify

    raise typer.Exit(run_classify(files or [], text, format.value if format else None, language, semantic,
                                  engine.value, pack or [], builtin))


@app.command()
def evaluate(
        cases: Annotated[list[Path], typer.Argument(help="Labelled cases, JSONL.")],
        errors: Annotated[bool, typer.Option("--errors", help="Group the wrong answers by confusion, with the evidence "
                                                              "that misled and that was missing.")] = False,
        format: Annotated[Report | None, typer.Option(help="table or json.")] = None,
        semantic: Semantic = None, engine: Engine = EngineChoice.auto, pack: Packs = None,
        builtin: Builtin = True) -> None:
    """Measure accuracy, confusion, calibration, styles and alerts on labelled cases."""
    from complaint_rules.cli.evaluate import run_evaluate

    raise typer.Exit(run_evaluate(cases, errors, format.value if format else None, semantic, engine.value,
                                  pack or [], builtin))


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
        sayings: Annotated[list[Path] | None, typer.Option(help="What customers say in a sentence or two, with its "
                                                                "alerts, JSONL (repeat for several).")] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the figures, write nothing.")] = False) -> None:
    """Fit weights, separators and calibration of a pack to labelled cases, by cross-validation."""
    from complaint_rules.cli.tune import run_tune

    raise typer.Exit(run_tune(cases, pack, folds, on, quote or [], unseen or [], sayings or [], dry_run))


app.add_typer(workbench)


def main() -> None:
    """Entry point of the command `complaint-rules`."""
    status = 0
    # A stream that is closed fails where it is written to; nothing is said where nobody hears it.
    for name, way in (("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, way), "w", encoding="utf-8"))
    try:
        try:
            app()
        except SystemExit as end:
            if end.code is not None and not isinstance(end.code, int):
                raise
            status = end.code or 0
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except BrokenPipeError:
        pass  # The reader has gone away.
    except OSError as error:
        about = f": {error.filename}" if error.filename else ""
        status = UNUSABLE
        with suppress(OSError):
            fail(f"{why_not(error)}{about}")
            sys.stderr.flush()
    # Taking a pack apart object by object takes as long as a short complaint, and a process gives all back at once.
    os._exit(status)
