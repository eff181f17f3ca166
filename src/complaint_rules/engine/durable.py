"""Drives durable-rules through its C module: the only place that imports it.

One fact a ruleset, under one session and one id, retracted after each use; handles are pooled, checked out by one
thread at a time, and thrown away after any fault. `durable.engine.Host` is not used: it starts threads and crashes.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

import durable_rules_engine as core

from complaint_rules.engine.program import Facts, Program
from complaint_rules.engine.wire import Ruleset, compile_rulesets, literal

_HEAD = '{"sid":"0","id":"c",'
_RETRACT = '{"sid":"0","id":"c"}'
_OBSERVED = 2


class EngineFaultError(RuntimeError):
    """durable-rules refused a fact that the compiler should have made impossible."""


class _Session:
    """The C handles of every ruleset of every layer."""

    def __init__(self, layers: list[list[Ruleset]]) -> None:
        self._layers = [[(ruleset, core.create_ruleset("complaint", ruleset.source)) for ruleset in rulesets]
                        for rulesets in layers]

    def fire(self, layer: int, facts: Facts) -> list[int]:
        """The numbers of the rules of `layer` that hold, ascending, each once."""
        fired: set[int] = set()
        for ruleset, handle in self._layers[layer]:
            fields = ruleset.fields
            flags = ruleset.flags
            wire = []
            leading = set()
            for name, value in facts.items():
                prefix = fields.get(name)
                if prefix is not None:
                    wire.append(prefix + literal(value))
                    if name in flags:
                        leading.add(flags[name])
            for name, assertion in ruleset.absent.items():
                if facts.get(name) is not True:
                    wire.append(assertion)
                    if (flag := flags.get("!" + name)) is not None:
                        leading.add(flag)
            if leading:
                self._match(ruleset, handle, _HEAD + ",".join([*wire, *sorted(leading)]) + "}", fired)
        return sorted(fired)

    @staticmethod
    def _match(ruleset: Ruleset, handle: int, fact: str, fired: set[int]) -> None:
        try:
            code, offset = core.assert_fact(handle, fact)
        except core.error as error:
            raise EngineFaultError(f"durable-rules refused a fact: {error}") from None
        if code == _OBSERVED:
            raise EngineFaultError("durable-rules kept a fact from an earlier complaint")
        rules = ruleset.rules
        started = core.start_action_for_state(handle, offset)
        if started:
            message = started[1]
            while message:
                fired.add(rules[message[2:6]])
                message = core.complete_and_start_action(handle, offset)
        core.retract_fact(handle, _RETRACT)


class DurableEngine:
    """Pools sessions: as many as threads assess at the same time, each some megabytes."""

    name = f"durable-rules {version('durable-rules')}"

    def __init__(self, program: Program) -> None:
        self._program = program
        self._rulesets = [compile_rulesets(layer) for layer in program.layers]
        self._pool: deque[_Session] = deque()
        self._process = os.getpid()

    @contextmanager
    def session(self) -> Iterator[_Session]:
        try:
            session = self._pool.pop()
        except IndexError:
            session = _Session(self._rulesets)
        yield session
        self._pool.append(session)  # not reached after a fault: such handles crash when used again

    def __reduce__(self) -> tuple[type[DurableEngine], tuple[Program]]:
        return DurableEngine, (self._program,)
