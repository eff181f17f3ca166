"""Puts the numbers that `levels.yaml` names in the place of their names, once for all that reads conditions."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from complaint_rules.pack.compiled import VERDICT_LISTS
from complaint_rules.pack.errors import Problem
from complaint_rules.pack.merged import Item, Merged

AnyItem = TypeVar("AnyItem", bound=Item)

_NAME = re.compile(r"(?<![\w.])level\.([A-Za-z0-9_.-]+)")


def settle_levels(merged: Merged, problems: list[Problem]) -> None:
    """Write the numbers into every condition. Adds to `problems` each name that no level has, and each level of which
    the name stands nowhere."""
    _Levels(merged, problems).settle()


class _Levels:
    def __init__(self, merged: Merged, problems: list[Problem]) -> None:
        self._merged = merged
        self._problems = problems
        self._named: set[str] = set()

    def settle(self) -> None:
        merged = self._merged
        merged.patterns = {name: self._settled(item) for name, item in merged.patterns.items()}
        merged.rules = {name: self._settled(item) for name, item in merged.rules.items()}
        merged.listening = {name: self._settled(item) for name, item in merged.listening.items()}
        if merged.verdict is not None:
            verdict = merged.verdict
            merged.verdict = replace(verdict, value=verdict.value.model_copy(update={kind: tuple(
                self._settled(Item(line, verdict.document, (kind, index))).value
                for index, line in enumerate(getattr(verdict.value, kind))) for kind in VERDICT_LISTS}))
        self._problems.extend(item.problem(f"no condition compares with level.{name}; remove it", "id")
                              for name, item in merged.levels.items() if name not in self._named)

    def _settled(self, item: AnyItem) -> AnyItem:
        condition = item.value.when
        if condition is None or "level." not in condition:
            return item
        return replace(item, value=item.value.model_copy(update={
            "when": _NAME.sub(lambda match: self._number(item, match), condition)}))

    def _number(self, item: Item, match: re.Match[str]) -> str:
        levels = self._merged.levels
        name = match[1]
        if name not in levels:
            near = get_close_matches(name, levels, 1, 0.75)
            self._problems.append(item.problem(f"there is no level {name}; define it in levels.yaml or mend the name"
                                               + (f" (did you mean {near[0]}?)" if near else ""), "when"))
            return match[0]
        self._named.add(name)
        return str(levels[name].value.written)
