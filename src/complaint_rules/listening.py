"""How a customer listens to us, read from a conversation that was already read into signals. Optional, for wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from complaint_rules.engine.program import Facts, Test
from complaint_rules.engine.reference import holds
from complaint_rules.pack.compiled import Compiled


class ListeningReader:
    """Recognises ways of listening with the conditions of one pack. Safe to share between threads."""

    def __init__(self, compiled: Compiled) -> None:
        self._ways = [(name, [tuple(Test(*test) for test in tests) for tests in alternatives])
                      for name, alternatives in compiled["listening"]]

    def read(self, values: Facts, quotes: Mapping[str, Sequence[tuple[int, int, int]]]) -> str | None:
        """The way of listening that the values of the signals show, where `.count` counts turns by the quotes' places
        (message, start, end); None where none or several do."""
        turns = {f"{name}.count": len({message for message, _, _ in places}) for name, places in quotes.items()}
        values = {**values, **turns}
        shown = [name for name, alternatives in self._ways
                 if any(all(holds(test, values) for test in tests) for tests in alternatives)]
        return shown[0] if len(shown) == 1 else None
