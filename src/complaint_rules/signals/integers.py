"""Long lists of integers as text: many times faster to read than a list in JSON."""

from __future__ import annotations

import base64
import sys
from array import array
from collections.abc import Iterable

CODE = "I"


def pack_integers(numbers: Iterable[int]) -> str:
    """Integers from 0 to 2**32 - 1 as base64, little-endian, four bytes each."""
    packed = array(CODE, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return base64.b64encode(packed.tobytes()).decode("ascii")


def unpack_integers(text: str) -> array[int]:
    """The integers behind `pack_integers`."""
    numbers = array(CODE)
    numbers.frombytes(base64.b64decode(text))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
