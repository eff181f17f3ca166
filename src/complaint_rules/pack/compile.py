"""Compiles merged packs into plain data: everything checked, every name resolved, nothing left to parse.

The result is plain data (`Compiled`), so that it can be cached and shipped; `pack.runtime` builds the working objects.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from complaint_rules.pack.compile_advice import AdviceCompiler
from complaint_rules.pack.compile_rules import RulesCompiler
from complaint_rules.pack.compile_words import WordsCompiler
from complaint_rules.pack.compiled import FORMAT, VERDICT_LISTS, Compiled
from complaint_rules.pack.errors import PackError, Problem
from complaint_rules.pack.fitted import read_fitted
from complaint_rules.pack.merged import Item, Merged
from complaint_rules.pack.own_words import OwnWords


def compile_pack(merged: Merged) -> Compiled:
    """Compile. Raises PackError with every finding; nothing is compiled by halves."""
    return _Compiler(merged).compile()


class _Compiler:
    def __init__(self, merged: Merged) -> None:
        self._merged = merged
        self._problems: list[Problem] = []

    def compile(self) -> Compiled:
        merged = self._merged
        expressions = WordsCompiler(merged, self._problems).compile()
        rules = RulesCompiler(merged, self._problems).compile()
        advice = AdviceCompiler(merged, self._problems).compile()
        own_words = OwnWords(merged, advice, self._problems).put_in()
        self._check_labels()
        fitted = self._fitted()
        for name, known in (("types/ordinary", merged.types.get("ordinary")), ("styles/unknown",
                                                                              merged.styles.get("unknown"))):
            if known is None:
                self._problems.append(Problem(f"{name}.yaml", 1, 1, "", "is missing; every pack needs this candidate"))
        for name, count in (("types", len(merged.types)), ("styles", len(merged.styles))):
            if count < 2:
                self._problems.append(Problem(f"{name}/", 1, 1, "", "needs two candidates at least; add one"))
        if self._problems:
            raise PackError(sorted(set(self._problems)))
        info = merged.info
        return {
            "format": FORMAT,
            "info": {"name": info.name, "version": info.version, "digest": merged.digest, "layers": merged.layers,
                     "changes": [asdict(change) for change in merged.changes]},
            "settings": {"family_cap": info.family_cap, "temperature": info.temperature,
                         "style_temperature": info.style_temperature, "mix": info.mix},
            "expressions": expressions,
            "signals": {name: item.value.says.by_language() for name, item in merged.signals.items()},
            "types": {name: {"kind": item.value.kind, "bias": item.value.bias, "sources": list(item.value.sources),
                             "sets_manner_aside": item.value.sets_manner_aside}
                      for name, item in merged.types.items()},
            "styles": {name: {"bias": item.value.bias} for name, item in merged.styles.items()},
            "alerts": {name: {"severity": item.value.severity, "forbids": list(item.value.forbids),
                              "forbids_slots": list(item.value.forbids_slots),
                              **{name: getattr(item.value, name) for name in (
                                  "sets_type_aside", "sets_manner_aside", "sets_matter_aside")}}
                       for name, item in merged.alerts.items()},
            "advice": advice,
            "own_words": own_words,
            "fitted": fitted,
            "origins": self._origins(),
            **rules,
        }

    def _check_labels(self) -> None:
        """A label may be read by the customer and goes into the record, which never holds a type id."""
        for language, book in self._merged.advice.items():
            for name, item in book.items():
                _, colon, short = name.rpartition(":")
                if colon and short.replace("_", " ") in item.value.label.lower():
                    self._problems.append(item.problem(
                        f"tells the id {short} to whoever reads the record ({language}); word the label neutrally, as "
                        "the customer may read it", "label"))

    def _origins(self) -> dict[str, dict[str, list[str]]]:
        """Where each pattern, rule and line of the verdict stands, its condition as written, and why: [place, when,
        why] by kind and id, for those who ask how an answer came about."""
        merged = self._merged
        origins = {"pattern": {name: [item.place(), item.value.when, item.value.why]
                               for name, item in merged.patterns.items()},
                   "rule": {name: [item.place(), item.value.condition, item.value.why]
                            for name, item in merged.rules.items()}}
        if merged.verdict is not None:
            for kind in VERDICT_LISTS:
                lines = [Item(line, merged.verdict.document, (kind, index))
                         for index, line in enumerate(getattr(merged.verdict.value, kind))]
                origins[kind] = {item.value.id: [item.place(), item.value.when, item.value.why] for item in lines}
        return origins

    def _fitted(self) -> dict[str, Any]:
        fitted: dict[str, Any] = {}
        for name, text in self._merged.fitted.items():
            try:
                data = read_fitted(name, text)
            except ValueError as error:
                self._problems.append(Problem(f"fitted/{name}", 1, 1, "", "is not what complaint-rules tune writes "
                                                                          f"({error}); run it again"))
            else:
                fitted[name.removesuffix(".json")] = data
        for profile in fitted.get("weights", {}).get("profiles", {}).values():
            for part in ("rules", "bias"):
                profile[part] = {name: value for name, value in profile.get(part, {}).items()
                                 if name not in self._merged.unfitted}
        return fitted
