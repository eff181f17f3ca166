"""Runs the examples that stand beside signals, patterns and rules, each as a test of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from complaint_rules.assessor import Assessor, as_complaint
from complaint_rules.errors import InvalidComplaintError
from complaint_rules.pack import model
from complaint_rules.pack.condition import fields_of, parse_condition
from complaint_rules.pack.load import load_source
from complaint_rules.pack.merge import Item, Merged, merge
from complaint_rules.pack.places import builtin_folder


@dataclass(frozen=True)
class Example:
    """One example: of what (`owner`), what is given, and what is expected of it."""

    owner: str
    place: str
    given: Any
    expected: Any
    meaning: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.owner}: expected {self.expected!r} for {self.given!r}"


def builtin_merged() -> Merged:
    """The built-in pack as its files say it."""
    return merge([load_source(builtin_folder(), "rules")])


class Trial:
    """The examples of a pack folder (the built-in one where None), and what the assessor makes of them."""

    def __init__(self, assessor: Assessor, folder: Path | None = None) -> None:
        self._assessor = assessor
        self._merged = builtin_merged() if folder is None else merge([load_source(folder, folder.name)])

    def examples(self) -> Iterator[Example]:
        """Every example of the pack."""
        for name, item in self._merged.signals.items():
            signal: model.Signal = item.value
            for key, expected in (("match", True), ("no_match", False)):
                for index, text in enumerate(getattr(signal, key)):
                    yield self._example(name, item, (key, index), text, expected)
            for index, value in enumerate(signal.values):
                yield self._example(name, item, ("values", index), value.complaint, value.value)
        for kind in (self._merged.patterns, self._merged.rules):
            for name, item in kind.items():
                for key, expected in (("match", True), ("no_match", False)):
                    for index, given in enumerate(getattr(item.value, key)):
                        yield self._example(name, item, (key, index), given, expected)

    def _example(self, owner: str, item: Item, below: tuple[str | int, ...], given: Any, expected: Any) -> Example:
        place = str(item.problem("", *below)).split(": ")[0]
        return Example(owner, place, given, expected, self._needs_meaning(owner, set()))

    def _needs_meaning(self, owner: str, seen: set[str]) -> bool:
        if owner.startswith("meaning."):
            return True
        item = self._merged.rules.get(owner) or self._merged.patterns.get(owner)
        if item is None or owner in seen:
            return False
        seen.add(owner)
        when = item.value.when if item.value.when is not None else f"{item.value.scale} >= 0"
        return any(self._needs_meaning(name, seen) for name in fields_of(parse_condition(when)))

    def actual(self, example: Example) -> Any:
        """What the signal or rule makes of the example: whether it fires, or the value of a signal. For the score of a
        separator under match and no_match: whether it is above 0. A broken example gives its error's text."""
        given = example.given if isinstance(example.given, Mapping) else {"text": example.given}
        try:
            noticed = self._assessor.notice(as_complaint(given))
        except InvalidComplaintError as error:
            return f"not a valid complaint: {error}"
        if example.owner in self._merged.signals:
            value = noticed.values.get(example.owner)
            if not isinstance(example.expected, bool):
                return value
            return value > 0 if isinstance(value, float) else bool(value)
        return example.owner in noticed.fired

    def score(self, example: Example) -> float:
        """The score of a separator for an example; minus infinity where it cannot be read."""
        given = example.given if isinstance(example.given, Mapping) else {"text": example.given}
        return float(self._assessor.notice(as_complaint(given)).values.get(example.owner, "-inf"))

    def failures(self) -> list[Example]:
        """The examples that do not hold; those that read by meaning are left out where it is off."""
        semantic = self._assessor.pack.encoder is not None
        return [example for example in self.examples()
                if (semantic or not example.meaning) and self.actual(example) != example.expected]
