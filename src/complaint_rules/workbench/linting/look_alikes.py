"""Checks that types which are easily confused can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from complaint_rules.engine.program import Alternative
from complaint_rules.pack.condition import parse_condition
from complaint_rules.pack.merged import Item, Merged, RuleItem
from complaint_rules.workbench.linting.finding import Flaw, check
from complaint_rules.workbench.linting.subject import Subject, weight_of

# The pairs that the domain knowledge names; a pack adds its own with the questions in probes.yaml.
PAIRS = (
    ("relentless", "stalker"), ("illogical", "relentless"), ("ordinary", "relentless"), ("relentless", "time_killer"),
    ("entitled", "explosive"), ("entitled", "uninformed"), ("entitled", "ordinary"), ("know_it_all", "lecturer"),
    ("know_it_all", "ordinary"), ("lecturer", "time_killer"), ("ordinary", "victim_minded"),
    ("explosive", "victim_minded"), ("illogical", "victim_minded"), ("fastidious", "ordinary"),
    ("entitled", "fastidious"), ("fastidious", "victim_minded"), ("illogical", "uninformed"),
    ("explosive", "illogical"), ("illogical", "ordinary"), ("ordinary", "stalker"), ("stalker", "time_killer"))


def _look_alikes(subject: Subject) -> Iterator[Flaw]:
    merged = subject.merged
    asked = {pair: item for probes in merged.probes.values() for pair, item in probes.items()}
    speaks = {name: _speaks(merged, name) for name in merged.types}
    for one, other in dict.fromkeys([*PAIRS, *asked]):
        if one not in speaks or other not in speaks:
            continue
        place: Item = asked.get((one, other), merged.types[one])
        if not (speaks[one][0] & speaks[other][1] or speaks[other][0] & speaks[one][1]):
            yield Flaw(f"{one}/{other}", place, (), f"no signal speaks for one of {one} and {other} and against the "
                                                    "other", "add to one of the two a rule of negative weight")
        if (one, other) not in asked:
            yield Flaw(f"{one}/{other}", place, (), f"no question tells {one} and {other} apart",
                       "add the pair to advice/<language>/probes.yaml")


def _speaks(merged: Merged, name: str) -> tuple[set[str], set[str]]:
    """The signals that speak for a type and those that speak against it."""
    found: tuple[set[str], set[str]] = set(), set()
    for item in merged.rules.values():
        if item.supports == f"type:{name}":
            found[weight_of(item) < 0].update(_signals(merged, item))
    return found


def _signals(merged: Merged, item: RuleItem) -> Iterator[str]:
    """The signals that a rule asks for; those of patterns too."""
    rule = item.value
    if rule.scale is not None:
        yield rule.scale.removesuffix(".count")
        return
    yield from _asked(merged, parse_condition(rule.when))


def _asked(merged: Merged, alternatives: tuple[Alternative, ...]) -> Iterator[str]:
    for test in {test for tests in alternatives for test in tests if test.operator != "not"}:
        if test.field in merged.patterns:
            yield from _asked(merged, parse_condition(merged.patterns[test.field].value.when))
        else:
            yield test.field.removesuffix(".count")


look_alike = check("look-alike", "warning", "Two types that are easily confused, without a rule that tells them apart "
                                            "or a question that settles it.")(_look_alikes)

CHECKS = (look_alike,)
