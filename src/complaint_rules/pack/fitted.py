"""The fitted data of a pack, as `complaint-rules tune` writes them in JSON and as the readers of words want them."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

_LEXICON = {"names", "words", "weights", "scale", "bias"}
KEYS = {"weights.json": {"profiles"}, "meaning.json": {"names", "dimensions", "sentence", "whole", "bias"},
        "wording.json": {*_LEXICON, "rarity"}, "alerts.json": _LEXICON,
        "alert_meaning.json": {"names", "dimensions", "sentence", "bias"}}
# What stands in base64 in a lexicon.
_PACKED = ("rarity", "weights")


def read_fitted(name: str, text: str) -> dict[str, Any]:
    """The content of a fitted file. Raises ValueError where something is missing or unknown."""
    data = json.loads(text)
    needed = KEYS[name]
    if not isinstance(data, dict) or not needed <= data.keys():
        raise ValueError(f"{', '.join(sorted(needed))} should stand there")
    if unknown := sorted(data.keys() - needed - {"about"}):
        raise ValueError(f"{', '.join(unknown)} means nothing there")
    return unpacked(data) if needed >= _LEXICON else data


def unpacked(lexicon: Mapping[str, Any]) -> dict[str, Any]:
    """A lexicon with its packed parts as bytes. Raises ValueError where they are no base64."""
    return {**lexicon, **{part: base64.b64decode(lexicon[part], validate=True)
                          for part in _PACKED if part in lexicon}}
