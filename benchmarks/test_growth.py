"""Time against the length of the text. A ratio near 10 for ten times the text is linear growth."""

import time

import pytest
from texts import CHINESE, ENGLISH

from complaint_rules import Assessor

PLAIN = Assessor(semantic=False)
KINDS = {
    "english": ENGLISH + " ", "chinese": CHINESE, "one letter": "a", "one character": "我", "negations": "不是要",
    "quotes": "「", "marks": "?!", "digits": "1234567890", "open numbers": "三", "commas": ",", "waiting": "wait for you ",
}


def seconds(text):
    best = 1e9
    for _ in range(3):
        start = time.perf_counter()
        PLAIN.assess(text)
        best = min(best, time.perf_counter() - start)
    return best


@pytest.mark.parametrize("kind", KINDS)
def test_growth(benchmark, kind):
    unit = KINDS[kind]
    sizes = (10_000, 100_000, 1_000_000)
    times = [seconds((unit * (size // len(unit) + 1))[:size]) for size in sizes]
    benchmark.pedantic(lambda: None, rounds=1)
    print(f"\n{kind}: 10 k {times[0] * 1e3:.1f} ms, 100 k {times[1] * 1e3:.1f} ms (x{times[1] / times[0]:.1f}), "
          f"1 M {times[2] * 1e3:.0f} ms (x{times[2] / times[1]:.1f})")
