"""Which rules can say nothing, whatever the complaint."""

from __future__ import annotations

from collections.abc import Collection

from complaint_rules.pack.compiled import Compiled
from complaint_rules.pack.merged import Merged
from complaint_rules.pack.runtime import Profile, rules_of
from complaint_rules.pack.vocabulary import SEPARATORS
from complaint_rules.trial import signals_behind

KINDS = tuple(head.removesuffix(".") for head in SEPARATORS)
# Which separators each file of fitted/ holds.
FILES = (("wording", "wording"), ("wording", "alerts"), ("meaning", "meaning"),
         ("meaning", "alert_meaning"))


def weightless_rules(compiled: Compiled, profile: Profile) -> set[str]:
    """The rules whose weights, fitted or written, are all 0: they fire and count for nothing."""
    return {rule.id for rule in rules_of(compiled, profile)[0] if not any(rule.weights)}


def unread_rules(merged: Merged, compiled: Compiled, profile: Profile, kinds: Collection[str] = KINDS) -> set[str]:
    """The rules that rest on a separator of these kinds that is not fitted, or on reading by meaning where nothing is
    read so."""
    fitted = {f"{kind}.{name}" for kind, file in FILES if kind in kinds and (kind != "meaning" or profile == "semantic")
              for name in compiled["fitted"].get(file, {}).get("names", ())}
    heads = tuple(f"{kind}." for kind in kinds)
    return {name for name in merged.rules
            if any(signal.startswith(heads) and signal not in fitted for signal in signals_behind(merged, name))}
