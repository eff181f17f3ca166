"""Which rules can say nothing, whatever the complaint."""

from __future__ import annotations

from complaint_rules.pack.compiled import Compiled
from complaint_rules.pack.merge import Merged
from complaint_rules.pack.runtime import Profile, rules_of
from complaint_rules.trial import MEANING, signals_behind


def weightless_rules(compiled: Compiled, profile: Profile) -> set[str]:
    """The rules whose weights, fitted or written, are all 0: they fire and count for nothing."""
    return {rule.id for rule in rules_of(compiled, profile)[0] if not any(rule.weights)}


def unread_rules(merged: Merged, compiled: Compiled, profile: Profile) -> set[str]:
    """The rules that rest on reading by meaning where nothing is read so, or on a separator that is not fitted."""
    fitted = set(compiled["fitted"].get("meaning", {}).get("names", ())) if profile == "semantic" else set()
    return {name for name in merged.rules
            if any(signal.startswith(MEANING) and signal.removeprefix(MEANING) not in fitted
                   for signal in signals_behind(merged, name))}
