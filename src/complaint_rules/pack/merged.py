"""Packs laid over one another: every entry by its id, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from complaint_rules.pack import model
from complaint_rules.pack.compiled import Change
from complaint_rules.pack.errors import Problem
from complaint_rules.pack.yaml_source import Document, Loc


@dataclass
class Item:
    """One entry of a pack (a class, signal, rule …) and the place where it stands."""

    value: Any
    document: Document
    loc: Loc

    def problem(self, message: str, *below: str | int) -> Problem:
        return self.document.problem((*self.loc, *below), message)

    def place(self, *below: str | int) -> str:
        """Where it stands: file:line:column."""
        problem = self.problem("", *below)
        return f"{problem.file}:{problem.line}:{problem.column}"


@dataclass
class RuleItem(Item):
    """A rule, with what it supports (`type:x`, `style:x` or `alert:x`)."""

    supports: str = ""


@dataclass
class Merged:
    """Everything of the packs laid over one another, by id. `own_words` are the teams' files, lowest first;
    `unfitted` the rules and biases (`type:x`) that a layer changed after they were fitted."""

    info: model.PackFile
    digest: str
    layers: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    words: dict[str, Item] = field(default_factory=dict)
    units: dict[str, dict[str, float]] = field(default_factory=dict)
    signals: dict[str, Item] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    levels: dict[str, Item] = field(default_factory=dict)
    patterns: dict[str, Item] = field(default_factory=dict)
    rules: dict[str, RuleItem] = field(default_factory=dict)
    types: dict[str, Item] = field(default_factory=dict)
    styles: dict[str, Item] = field(default_factory=dict)
    alerts: dict[str, Item] = field(default_factory=dict)
    verdict: Item | None = None
    advice: dict[str, dict[str, Item]] = field(default_factory=dict)
    alert_advice: dict[str, dict[str, Item]] = field(default_factory=dict)
    probes: dict[str, dict[tuple[str, str], Item]] = field(default_factory=dict)
    notes: dict[str, dict[str, Item]] = field(default_factory=dict)
    books: dict[str, dict[str, dict[str, Item]]] = field(default_factory=dict)
    listening: dict[str, Item] = field(default_factory=dict)
    examples: dict[str, Item] = field(default_factory=dict)
    own_words: list[tuple[str, Item]] = field(default_factory=list)
    fitted: dict[str, str] = field(default_factory=dict)
    unfitted: set[str] = field(default_factory=set)
