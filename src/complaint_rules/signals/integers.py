"""Long lists of integers as bytes: many times faster to read than a list in JSON."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate

# Two bytes an integer where all fit, else four; the first byte tells.
SHORT, LONG = "H", "I"
SHORT_MAX = 2**16 - 1


def pack_integers(numbers: Iterable[int]) -> bytes:
    """Integers from 0 to 2**32 - 1, little-endian, led by their size."""
    listed = list(numbers)
    size = SHORT if max(listed, default=0) <= SHORT_MAX else LONG
    packed = array(size, listed)
    if sys.byteorder == "big":
        packed.byteswap()
    return size.encode() + packed.tobytes()


def unpack_integers(packed: bytes) -> array[int]:
    """The integers behind `pack_integers`."""
    numbers = array(chr(packed[0]))
    numbers.frombytes(memoryview(packed)[1:])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack_lists(lists: Sequence[Sequence[int]]) -> list[bytes]:
    """Lists of integers in two: where each begins (and the last ends), and all in a row."""
    return [pack_integers(accumulate(map(len, lists), initial=0)),
            pack_integers(number for numbers in lists for number in numbers)]


class PackedLists:
    """The lists behind `pack_lists`, cut out when asked for by their number."""

    def __init__(self, packed: Sequence[bytes]) -> None:
        self._starts = unpack_integers(packed[0])
        self._numbers = unpack_integers(packed[1])

    def __getitem__(self, number: int) -> array[int]:
        return self._numbers[self._starts[number]:self._starts[number + 1]]
