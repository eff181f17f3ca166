"""Classes a change of rules: major, minor, patch or none.

- major: an id that others store goes away (of a type, style, alert, rule, signal or phrase: all stand in answers), or
  more than `bound` of the answers change;
- minor: an id is added, an answer changes, or anything that decides differs, though no answer of the history shows it;
- patch: words alone (labels, advice, reasons, sources);
- none: the packs are the same but for name and version.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from complaint_rules.pack.compiled import Compiled, phrase_lists

Class = Literal["none", "patch", "minor", "major"]
CLASSES: tuple[Class, ...] = ("none", "patch", "minor", "major")
BOUND = 0.05

_DECIDES = ("settings", "expressions", "layers", "patterns", "verdict_layers", "verdict", "styles")


class Release(BaseModel):
    """The class of a change with its reasons, and the published ids that come and go, by kind."""

    model_config = ConfigDict(frozen=True)

    level: Class
    reasons: tuple[str, ...]
    added: dict[str, tuple[str, ...]]
    removed: dict[str, tuple[str, ...]]


def release_of(old: Compiled, new: Compiled, *, changed: float, bound: float = BOUND) -> Release:
    """The class of the change from one compiled pack to another, where the share `changed` (0 to 1) of the answers to
    a history differ."""
    before, after = published_ids(old), published_ids(new)
    added = {kind: tuple(sorted(after[kind] - before[kind])) for kind in before if after[kind] - before[kind]}
    removed = {kind: tuple(sorted(before[kind] - after[kind])) for kind in before if before[kind] - after[kind]}
    major = [f"{len(names)} {kind} {_ids(names)} gone" for kind, names in removed.items()]
    if changed > bound:
        major.append(f"{changed:.1%} of the answers change, more than {bound:.1%}")
    minor = [f"{len(names)} {kind} {_ids(names)} added" for kind, names in added.items()]
    if 0 < changed <= bound:
        minor.append(f"{changed:.1%} of the answers change")
    if not changed and _deciding(old) != _deciding(new):
        minor.append("what decides differs, though no answer of this history shows it")
    words = [] if _words(old) == _words(new) else ["words differ"]
    level: Class = "major" if major else "minor" if minor else "patch" if words else "none"
    return Release(level=level, reasons=tuple(major + minor + words), added=added, removed=removed)


def _ids(names: tuple[str, ...]) -> str:
    return "id" if len(names) == 1 else "ids"


def published_ids(compiled: Compiled) -> dict[str, set[str]]:
    """The ids of a pack that stand in answers, by kind."""
    return {
        "type": set(compiled["types"]), "style": set(compiled["styles"]), "alert": set(compiled["alerts"]),
        "rule": {rule["id"] for rule in compiled["rules"]}, "signal": set(compiled["signals"]),
        "phrase": {phrase["id"] for _, phrases in phrase_lists(compiled["advice"]) for phrase in phrases},
    }


def _deciding(compiled: Compiled) -> list[Any]:
    return [
        [compiled[part] for part in _DECIDES],
        {name: {**item, "sources": None} for name, item in compiled["types"].items()},
        compiled["alerts"],
        [{**rule, "says": None} for rule in compiled["rules"]],
        compiled["fitted"].get("weights", {}).get("profiles"),
        _separators(compiled),
    ]


def _separators(compiled: Compiled) -> list[Any]:
    return [{**compiled["fitted"].get(name, {}), "about": None} for name in ("meaning", "wording", "alerts",
                                                                            "alert_meaning")]


def _words(compiled: Compiled) -> list[Any]:
    return [compiled["advice"], compiled["listening"], compiled["own_words"], compiled["signals"],
            [rule["says"] for rule in compiled["rules"]],
            [why for origin in compiled["origins"].values() for _, _, why in origin.values()],
            [item["sources"] for item in compiled["types"].values()]]


def reads_alike(old: Compiled, new: Compiled) -> bool:
    """Whether two packs notice the same signals in every complaint, so that one reading serves both."""
    return old["expressions"] == new["expressions"] and _separators(old) == _separators(new)
