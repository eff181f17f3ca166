"""Lint of the built-in pack, against loading that pack from its files; seconds and the ratio are printed."""

import time

from complaint_rules.pack.runtime import load_compiled
from complaint_rules.pack.sources import merged_packs
from complaint_rules.workbench import lint


def best(call, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def test_lint_of_the_built_in_pack(benchmark):
    load_compiled()
    benchmark.pedantic(lint, rounds=3)
    whole, reading = best(lint), best(merged_packs)
    print(f"\nlint {whole:.2f} s of processor time, reading the files alone {reading:.2f} s, ratio {whole / reading:.1f}")
