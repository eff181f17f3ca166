"""Slots in sentences: 〔name〕 in what an agent says, {value} in what a signal says."""

from __future__ import annotations

import re

EMERGENCY_SLOT = "local emergency number"

_SLOT = re.compile(r"〔([^〔〕]*)〕")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


def slots_of(text: str) -> list[str]:
    """The names of the slots of a sentence, each once, in order.

    Raises ValueError for a bracket that is not closed or a name that is not lower-case English.
    """
    if text.count("〔") != text.count("〕") or text.count("〔") != len(_SLOT.findall(text)):
        raise ValueError("a slot bracket 〔…〕 is not closed")
    names = list(dict.fromkeys(_SLOT.findall(text)))
    for name in names:
        if name != EMERGENCY_SLOT and not _NAME.match(name):
            raise ValueError(f"the slot 〔{name}〕 needs a short English name such as 〔date〕, "
                             "the same in every language")
    return names


def fill_value(sentence: str, value: bool | int | float | None) -> str:
    """Put a value into the sentence of a signal."""
    if "{value}" not in sentence:
        return sentence
    shown = "?" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)
    return sentence.replace("{value}", shown)
