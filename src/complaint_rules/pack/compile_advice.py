"""Compiles the advice: every type and alert in every language, with its slots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from complaint_rules.pack import model_advice
from complaint_rules.pack.errors import Problem
from complaint_rules.pack.file_models import BOOKS
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.names import LANGUAGES
from complaint_rules.pack.templates import slots_of
from complaint_rules.pack.vocabulary import NOTES


class AdviceCompiler:
    """Collects every problem in `problems`."""

    def __init__(self, merged: Merged, problems: list[Problem]) -> None:
        self._merged = merged
        self._problems = problems

    def compile(self) -> dict[str, Any]:
        """The `advice` part of the compiled pack."""
        merged = self._merged
        result: dict[str, Any] = {}
        for language in LANGUAGES:
            types = merged.advice.get(language, {})
            for name in (*merged.types, "undecided"):
                if name not in types:
                    self._problems.append(Problem(f"advice/{language}/{name}.yaml", 1, 1, "",
                                                  "is missing; every type needs advice in every language"))
            for name, item in types.items():
                self._known_types(item, (name,), "type")
            for pair, item in merged.probes.get(language, {}).items():
                self._known_types(item, pair, "pair")
            alerts = merged.alert_advice.get(language, {})
            self._problems.extend(item.problem(f"there is no alert {name}; mend the name")
                                  for name, item in alerts.items() if name not in merged.alerts)
            for name, item in merged.alerts.items():
                if name not in alerts:
                    self._problems.append(item.problem(f"has no advice in advice/{language}/alerts.yaml; add it"))
            notes = merged.notes.get(language, {})
            self._problems.extend(Problem(f"advice/{language}/notes.yaml", 1, 1, f"notes.{name}", "is missing; add it")
                                  for name in NOTES if name not in notes)
            self._problems.extend(item.problem(f"there is no note {name}; mend the name")
                                  for name, item in notes.items() if name not in NOTES)
            result[language] = {
                "types": {name: self._type_advice(item) for name, item in types.items()},
                "alerts": {name: self._alert_advice(item) for name, item in alerts.items()},
                "probes": [[*pair, item.value.question] for pair, item in merged.probes.get(language, {}).items()],
                "notes": {name: item.value for name, item in merged.notes.get(language, {}).items()},
                **self._books(merged.books.get(language, {})),
            }
        return result

    def _phrases(self, item: Item, *path: str | int) -> list[Any]:
        """The phrases that stand at `path` (the field `phrases`, if none is given) of an entry."""
        path = path or ("phrases",)
        found = item.value
        for part in path:
            found = found[part] if isinstance(part, int) else getattr(found, part)
        phrases = []
        for index, phrase in enumerate(found):
            try:
                slots = slots_of(phrase.text)
            except ValueError as error:
                self._problems.append(item.problem(str(error), *path, index, "text"))
                continue
            phrases.append({"id": phrase.id, "purpose": phrase.purpose, "text": phrase.text, "slots": slots,
                            "filled": [], "modes": list(phrase.modes), "styles": list(phrase.styles),
                            "channels": list(phrase.channels), "merits": list(phrase.merits),
                            "unless": list(phrase.unless)})
            self._known_types(item, phrase.unless, *path, index, "unless")
        return phrases

    def _known_types(self, item: Item, names: Iterable[str], *path: str | int) -> None:
        self._problems.extend(item.problem(f"there is no type {name}; mend the name", *path)
                              for name in names if name not in (*self._merged.types, "undecided"))

    def _type_advice(self, item: Item) -> dict[str, Any]:
        advice: model_advice.AdviceFile = item.value
        return {"label": advice.label, "goal": advice.goal, "steps": list(advice.steps), "do": list(advice.do),
                "avoid": list(advice.avoid), "phrases": self._phrases(item),
                "cases": [self._case(item, number, case) for number, case in enumerate(advice.cases)],
                "escalation": advice.escalation.model_dump() if advice.escalation else None}

    def _case(self, item: Item, number: int, case: model_advice.AdviceCase) -> dict[str, Any]:
        for index, name in enumerate(case.when):
            if name not in self._merged.signals:
                self._problems.append(item.problem(f"there is no signal {name}; define it or mend the name",
                                                   "cases", number, "when", index))
        return {"when": list(case.when), "do": list(case.do),
                "phrases": self._phrases(item, "cases", number, "phrases")}

    def _alert_advice(self, item: Item) -> dict[str, Any]:
        advice: model_advice.AlertAdvice = item.value
        return {"label": advice.label, "action": advice.action, "stop_when": advice.stop_when, "goal": advice.goal,
                "do": list(advice.do), "avoid": list(advice.avoid), "phrases": self._phrases(item),
                "escalation": advice.escalation.model_dump()}

    def _books(self, books: dict[str, dict[str, Item]]) -> dict[str, Any]:
        """Advice by style, channel, mode, merit and way of listening; what a pack does not have is empty."""
        return {book: {name: self._entry(item) for name, item in books.get(book, {}).items()} for book in BOOKS}

    def _entry(self, item: Item) -> Any:
        if isinstance(item.value, str):
            return item.value
        entry = item.value.model_dump(mode="json")
        self._known_types(item, entry.get("types", ()), "types")
        return entry | {field: self._phrases(item, field) for field in ("phrases", "first", "last") if field in entry}
