"""Chooses the engine."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal

from complaint_rules.engine.program import Engine, Program
from complaint_rules.engine.reference import ReferenceEngine

EngineName = Literal["auto", "durable", "reference"]


def choose_engine(name: EngineName, program: Program) -> Engine:
    """The engine by name; `auto` is durable-rules where it can be imported, else the reference evaluator.

    Raises RuntimeError where `durable` is asked for and cannot be imported, ValueError for another name.
    """
    if name == "reference":
        return ReferenceEngine(program)
    if name not in ("auto", "durable"):
        raise ValueError(f"engine {name!r} is not one of auto, durable, reference")
    try:
        if find_spec("durable_rules_engine") is None:
            raise ImportError("it is not installed")
        from complaint_rules.engine.durable import DurableEngine
    except ImportError as error:
        if name == "durable":
            raise RuntimeError(f"durable-rules cannot be imported ({error}); it needs Python below 3.13 and a C "
                               "compiler to install; engine=\"reference\" gives the same answers") from None
        return ReferenceEngine(program)
    return DurableEngine(program)
