"""Measures the answers of one pack on labelled complaints, counting as they stream by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from complaint_rules.evaluation import Expected, Figures
from complaint_rules.verdict import Verdict

Count = tuple[str, str]


@dataclass
class Labels:
    """Labelled complaints so far, how many types are right, and per id (`type:x`, `style:x`, `alert:x`) how often it
    is labelled (`cases`), answered and right, as in `evaluate`."""

    cases: int = 0
    right: int = 0
    counts: Counter[Count] = field(default_factory=Counter)

    def add(self, expected: Expected, verdict: Verdict) -> None:
        self.cases += 1
        self.right += verdict.type == expected.type
        self._add({f"type:{expected.type}"}, {f"type:{verdict.type}"})
        if expected.style is not None:
            self._add({f"style:{expected.style}"}, {f"style:{verdict.style}"})
        labelled = expected.alerts_labelled
        self._add({f"alert:{name}" for name in expected.alerts if labelled is None or name in labelled},
                  {f"alert:{name}" for name, _ in verdict.alerts if labelled is None or name in labelled})

    def _add(self, expected: set[str], given: set[str]) -> None:
        self.counts.update((name, "cases") for name in expected)
        self.counts.update((name, "answered") for name in given)
        self.counts.update((name, "right") for name in expected & given)

    def extend(self, other: Labels) -> None:
        self.cases += other.cases
        self.right += other.right
        self.counts.update(other.counts)

    def figures(self) -> dict[str, Figures]:
        """Precision, recall and F1 by id."""
        return {name: Figures(cases=self.counts[name, "cases"], answered=self.counts[name, "answered"],
                              right=self.counts[name, "right"])
                for name in sorted({name for name, _ in self.counts})}


def is_labelled(expected: Expected, supports: str) -> bool | None:
    """Whether the labels say what a rule supports (`type:x`, `style:x`, `alert:x`); None where they do not tell."""
    kind, _, name = supports.partition(":")
    if kind == "type":
        return name == expected.type
    if kind == "style":
        return None if expected.style is None else name == expected.style
    labelled = expected.alerts_labelled
    return name in expected.alerts if labelled is None or name in labelled else None
