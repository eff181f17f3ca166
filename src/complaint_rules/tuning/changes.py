"""What a fit changed: the rules whose weight moved most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class WeightChange(NamedTuple):
    """A rule's weight before and after (the sum of its steps), in one profile; None where there was none."""

    profile: str
    rule: str
    before: float | None
    after: float


def weight_changes(before: Mapping[str, Any], after: Mapping[str, Any], most: int = 20) -> list[WeightChange]:
    """The `most` largest changes between two contents of `fitted/weights.json`, largest first."""
    changes = []
    for profile, fitted in after["profiles"].items():
        known = before.get("profiles", {}).get(profile, {}).get("rules", {})
        for rule, weights in fitted["rules"].items():
            old = round(sum(known[rule]), 3) if rule in known else None
            changes.append(WeightChange(profile, rule, old, round(sum(weights), 3)))
    changes = [change for change in changes if change.before != change.after]
    return sorted(changes, key=lambda change: (-abs(change.after - (change.before or 0.0)), change))[:most]
