"""Turns a layer into rulesets that durable-rules evaluates exactly, and refuses what it would get wrong.

Only one form is exact and free of leaks: one composite fact per ruleset with booleans and bounded numbers, every rule
one conjunction led by an equality. The C core compares field names by a 32-bit hash alone, finds conditions by the
lowest five bits of that hash, and keeps fixed stacks; names, groups and sizes are chosen here so that no limit is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from complaint_rules.engine.program import DECIMALS, Clause, Layer, Test

MAX_FIELDS = 200
MAX_GROUPS = 14
MAX_LEADS = 30
MAX_STACK = 60
MAX_SAME_CONDITIONS = 200

_RESERVED = ("id", "sid", "$s", "$m", "$i", "$time")
_OPERATORS = {">=": "$gte", "<=": "$lte", ">": "$gt", "<": "$lt", "!=": "$neq"}


class EngineLimitError(ValueError):
    """A layer that no ruleset can hold; the message names the limit and the way out."""


def literal(value: bool | int | float) -> str:
    """A value as the C core reads it; never with an exponent, which it rejects."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return str(value) if isinstance(value, int) else f"{value:.{DECIMALS}f}"


def _hash(name: str) -> int:
    value = 2166136261
    for byte in name.encode("ascii"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


class _Names:
    """Short wire names whose hashes differ, taken from a wanted hash bucket where one is given."""

    def __init__(self) -> None:
        self._used = {_hash(name) for name in _RESERVED}
        letters = "abcdefghijklmnopqrstuvwxyz"
        self._free: dict[int, Iterator[str]] = {}
        self._letters = letters

    def _candidates(self, bucket: int) -> Iterator[str]:
        for first in self._letters:
            for second in self._letters:
                for third in self._letters:
                    name = first + second + third
                    if _hash(name) & 31 == bucket:
                        yield name

    def new(self, bucket: int) -> str:
        names = self._free.setdefault(bucket, self._candidates(bucket))
        for name in names:
            if (value := _hash(name)) not in self._used:
                self._used.add(value)
                return name
        raise EngineLimitError("too many fields in one layer for distinct wire names")


@dataclass
class Ruleset:
    """One C ruleset. `fields` maps a fact's name to its wire prefix; `absent` likewise for `not` tests; `flags` maps a
    wire field to the flag of its group; `rules` maps a C rule's name to the number of the rule."""

    source: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    flags: dict[str, str] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)


def rulesets_of(layer: Layer) -> list[Ruleset]:
    """The rulesets of a layer, as compiled beforehand or now."""
    if layer.wired is not None:
        return [Ruleset(**wired) for wired in layer.wired]
    return compile_rulesets(layer)


def _key(test: Test) -> str:
    return f"!{test.field}" if test.operator == "not" else test.field


def _lead_first(clause: Clause) -> list[Test]:
    order = {"true": 0, "false": 1, "==": 2}
    return sorted(clause.tests, key=lambda test: (order.get(test.operator, 4 if test.operator == "not" else 3), test))


def leading_comparisons(layer: Layer) -> dict[str, int]:
    """How many different tests of each field lead clauses of a layer; a ruleset holds at most MAX_LEADS - 1."""
    leads: dict[str, set[Test]] = {}
    for clause in layer.clauses:
        lead = _lead_first(clause)[0]
        leads.setdefault(_key(lead), set()).add(lead)
    return {name: len(tests) for name, tests in leads.items()}


def compile_rulesets(layer: Layer) -> list[Ruleset]:
    """The rulesets of a layer. Raises EngineLimitError where a clause cannot be held within the limits."""
    by_lead: dict[str, list[tuple[Clause, list[Test]]]] = {}
    for clause in layer.clauses:
        tests = _lead_first(clause)
        by_lead.setdefault(_key(tests[0]), []).append((clause, tests))
    rulesets = []
    batch: list[str] = []
    for lead in sorted(by_lead):
        candidate = [*batch, lead]
        if batch and not _fits(candidate, by_lead):
            rulesets.append(_ruleset(batch, by_lead))
            candidate = [lead]
        batch = candidate
    if batch:
        rulesets.append(_ruleset(batch, by_lead))
    return rulesets


def _leads(lead: str, by_lead: dict[str, list[tuple[Clause, list[Test]]]]) -> int:
    return len({tests[0] for _, tests in by_lead[lead]})


def _fits(leads: list[str], by_lead: dict[str, list[tuple[Clause, list[Test]]]]) -> bool:
    fields = {_key(test) for lead in leads for _, tests in by_lead[lead] for test in tests}
    return (len(fields) + MAX_GROUPS <= MAX_FIELDS
            and sum(_leads(lead, by_lead) + 1 for lead in leads) <= (MAX_GROUPS - 1) * MAX_LEADS // 2)


def _ruleset(leads: list[str], by_lead: dict[str, list[tuple[Clause, list[Test]]]]) -> Ruleset:
    names = _Names()
    codes: dict[str, str] = {}
    group_of: dict[str, str] = {}
    groups: list[tuple[str, set[int]]] = []
    for lead in leads:
        count = _leads(lead, by_lead)
        if count > MAX_LEADS - 1:
            raise EngineLimitError(f"{lead.lstrip('!')}: {count} different comparisons lead rules; "
                                   f"at most {MAX_LEADS - 1}: use fewer thresholds or name a pattern")
        for name, taken in [*groups, ("", set[int]())]:
            start = next((slot for slot in range(32 - count) if not taken & set(range(slot - 1, slot + count + 1))),
                         None)
            if start is not None and (name or len(groups) < MAX_GROUPS):
                break
        else:
            raise EngineLimitError(f"more than {MAX_GROUPS} groups of leading conditions")
        if not name:
            name = names.new((2 * len(groups)) % 32)
            groups.append((name, taken))
        assert start is not None
        taken |= set(range(start, start + count))
        codes[lead] = names.new(start)
        group_of[lead] = name
    result = Ruleset()
    trie: dict[str, dict[str, object]] = {}
    parts = []
    number = 0
    for lead in leads:
        for clause, tests in by_lead[lead]:
            conditions = [f'{{"{group_of[lead]}":1}}']
            for test in tests:
                key = _key(test)
                if key not in codes:
                    codes[key] = names.new(len(codes) % 32)
                conditions.append(_condition(codes[key], test))
            name = f"{number:04x}"
            number += 1
            result.rules[name] = clause.rule
            node = trie
            for condition in conditions:
                node = node.setdefault(condition, {})  # type: ignore[assignment]
            node[f"#{name}"] = {}
            parts.append(f'"{name}":{{"all":[{{"m":{{"$and":[{",".join(conditions)}]}}}}]}}')
    if len(codes) + len(groups) > MAX_FIELDS:
        raise EngineLimitError(f"rules led by {leads[0].lstrip('!')} read {len(codes)} fields; at most "
                               f"{MAX_FIELDS - len(groups)}: name a part of them as a pattern")
    if (stack := _stack(trie)) > MAX_STACK:
        raise EngineLimitError(f"up to {stack} conditions could hold at once where the engine keeps {MAX_STACK}")
    for key, code in codes.items():
        if key.startswith("!"):
            result.absent[key[1:]] = f'"{code}":true'
        else:
            result.fields[key] = f'"{code}":'
    result.flags = {lead: f'"{group_of[lead]}":1' for lead in leads}
    result.source = "{" + ",".join(parts) + "}"
    return result


def _condition(code: str, test: Test) -> str:
    if test.operator in ("true", "not"):
        return f'{{"{code}":true}}'
    if test.operator == "false":
        return f'{{"{code}":false}}'
    if test.operator == "==":
        return f'{{"{code}":{literal(test.value)}}}'
    return f'{{"{_OPERATORS[test.operator]}":{{"{code}":{literal(test.value)}}}}}'


def _stack(node: dict[str, dict[str, object]]) -> int:
    """The most that the C core's stack could hold if every condition were true."""
    children = [child for name, child in node.items() if not name.startswith("#")]
    same = len(node) - len(children)
    if same > MAX_SAME_CONDITIONS:
        raise EngineLimitError(f"{same} rules have one and the same condition; at most {MAX_SAME_CONDITIONS}")
    return len(children) + max((_stack(child) - 1 for child in children), default=0)  # type: ignore[arg-type]
