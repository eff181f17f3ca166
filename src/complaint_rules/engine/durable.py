"""Drives durable-rules through its C module: the only place that imports it.

One fact a ruleset, under one session and one id, retracted after each use; handles are pooled, checked out by one
thread at a time, and thrown away after any fault. `durable.engine.Host` is not used: it starts threads and crashes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import durable_rules_engine as core

from complaint_rules.engine.program import Facts, Program
from complaint_rules.engine.wire import Ruleset, literal, rulesets_of

_HEAD = '{"sid":"0","id":"c",'
_RETRACT = '{"sid":"0","id":"c"}'
_OBSERVED = 2


class EngineFaultError(RuntimeError):
    """durable-rules refused a fact that the compiler should have made impossible."""


class _Wiring:
    """How the facts of one layer reach its rulesets: by name, (ruleset, wire prefix, flag of the group it leads)."""

    def __init__(self, rulesets: list[Ruleset]) -> None:
        self.known: dict[str, list[tuple[int, str, str | None]]] = {}
        self.absent: dict[str, list[tuple[int, str, str | None]]] = {}
        for number, ruleset in enumerate(rulesets):
            for name, prefix in ruleset.fields.items():
                self.known.setdefault(name, []).append((number, prefix, ruleset.flags.get(name)))
            for name, assertion in ruleset.absent.items():
                self.absent.setdefault(name, []).append((number, assertion, ruleset.flags.get("!" + name)))


class _Session:
    """The C handles of every ruleset of every layer."""

    def __init__(self, layers: list[list[Ruleset]], wirings: list[_Wiring]) -> None:
        self._layers = [[(ruleset.rules, core.create_ruleset("complaint", ruleset.source)) for ruleset in rulesets]
                        for rulesets in layers]
        self._wirings = wirings

    def fire(self, layer: int, facts: Facts) -> list[int]:
        """The numbers of the rules of `layer` that hold, ascending, each once."""
        rulesets = self._layers[layer]
        wiring = self._wirings[layer]
        wires: list[list[str]] = [[] for _ in rulesets]
        flags: list[set[str]] = [set() for _ in rulesets]
        known = wiring.known
        for name, value in facts.items():
            if name in known:
                text = literal(value)
                for number, prefix, flag in known[name]:
                    wires[number].append(prefix + text)
                    if flag is not None:
                        flags[number].add(flag)
        for name, places in wiring.absent.items():
            if facts.get(name) is not True:
                for number, assertion, flag in places:
                    wires[number].append(assertion)
                    if flag is not None:
                        flags[number].add(flag)
        fired: set[int] = set()
        for (rules, handle), wire, leading in zip(rulesets, wires, flags, strict=True):
            if leading:
                self._match(rules, handle, _HEAD + ",".join([*wire, *sorted(leading)]) + "}", fired)
        return sorted(fired)

    @staticmethod
    def _match(rules: dict[str, int], handle: int, fact: str, fired: set[int]) -> None:
        try:
            code, offset = core.assert_fact(handle, fact)
        except core.error as error:
            raise EngineFaultError(f"durable-rules refused a fact: {error}") from None
        if code == _OBSERVED:
            raise EngineFaultError("durable-rules kept a fact from an earlier complaint")
        started = core.start_action_for_state(handle, offset)
        if started:
            message = started[1]
            while message:
                fired.add(rules[message[2:6]])
                message = core.complete_and_start_action(handle, offset)
        core.retract_fact(handle, _RETRACT)


def _version() -> str:
    """The version of durable-rules, from the name of the folder beside its module: reading its metadata takes longer to
    import than the engine."""
    found = sorted(Path(core.__file__).parent.glob("durable_rules-*.dist-info"))
    if len(found) == 1:
        return found[0].name.removesuffix(".dist-info").split("-", 1)[1]
    from importlib.metadata import version

    return version("durable-rules")


class DurableEngine:
    """Pools sessions: as many as threads assess at the same time, each some megabytes."""

    name = f"durable-rules {_version()}"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._rulesets = [rulesets_of(layer) for layer in program.layers]
        self._wirings = [_Wiring(rulesets) for rulesets in self._rulesets]
        self._pool: deque[_Session] = deque()

    @contextmanager
    def session(self) -> Iterator[_Session]:
        try:
            session = self._pool.pop()
        except IndexError:
            session = _Session(self._rulesets, self._wirings)
        yield session
        self._pool.append(session)  # not reached after a fault: such handles crash when used again

    def __reduce__(self) -> tuple[type[DurableEngine], tuple[Program]]:
        return DurableEngine, (self._program,)
