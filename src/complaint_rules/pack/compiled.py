"""The compiled form of a pack: plain data that needs no parsing."""

from __future__ import annotations

from typing import Any

from complaint_rules.engine.program import Clause, Layer, Program, Test

Compiled = dict[str, Any]
FORMAT = 10
VERDICT_LISTS = ("type", "style", "standing", "mode")


def program_of(layers: list[Any]) -> Program:
    """The engine's program from the compiled layers."""
    return Program(tuple(Layer(layer["name"], tuple(
        Clause(rule, tuple(Test(name, operator, value) for name, operator, value in tests))
        for rule, tests in layer["clauses"]), tuple(layer["wired"]) if "wired" in layer else None)
        for layer in layers))
