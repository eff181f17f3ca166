"""The values and options that commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Format(StrEnum):
    table = "table"
    json = "json"
    jsonl = "jsonl"


class Report(StrEnum):
    table = "table"
    json = "json"


class LintFormat(StrEnum):
    table = "table"
    json = "json"
    github = "github"


class PageFormat(StrEnum):
    table = "table"
    json = "json"
    html = "html"


class EngineChoice(StrEnum):
    auto = "auto"
    durable = "durable"
    reference = "reference"


Packs = Annotated[list[str] | None, typer.Option("--pack", help="A folder of rules, or the name of an installed pack, "
                                                                "laid over the built-in ones (repeat for several).")]
Semantic = Annotated[bool | None, typer.Option("--semantic/--no-semantic", help="Read by meaning, or not "
                                                                               "(default: where installed).")]
Builtin = Annotated[bool, typer.Option("--builtin/--no-builtin", help="Lay the packs over the built-in rules, or take "
                                                                     "them alone.")]
Engine = Annotated[EngineChoice, typer.Option(help="Which engine decides.")]
Jobs = Annotated[int, typer.Option(min=0, help="Processes to work in (0: one per processor).")]
