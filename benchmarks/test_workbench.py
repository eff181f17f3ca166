"""The workbench against what it rests on: `explain` against the plain answer, `lint` of the built-in pack against reading
its files. Seconds and ratios are printed."""

import time

import pytest
from test_speed import median
from texts import CHINESE, ENGLISH

from complaint_rules import Assessor
from complaint_rules.pack import load
from complaint_rules.pack.runtime import load_compiled
from complaint_rules.pack.sources import merged_packs
from complaint_rules.workbench import Explainer, lint

PLAIN, EXPLAINER = Assessor(semantic=False), Explainer(semantic=False)
COUNTERS = {"contacts": 9, "contacts_after_final_answer": 3}


@pytest.mark.parametrize("complaint", [{"text": ENGLISH}, {"text": CHINESE, "behaviour": COUNTERS},
                                       {"behaviour": COUNTERS}], ids=["en", "zh with counters", "counters"])
def test_explain(benchmark, complaint):
    benchmark(EXPLAINER.explain, complaint)
    own, plain = (median(lambda call=call: call(complaint), 30) for call in (EXPLAINER.explain, PLAIN.assess))
    print(f"\nexplain {own * 1e3:.1f} ms (50 ms at most), assess {plain * 1e3:.2f} ms, ratio {own / plain:.0f}")


def best(call, rounds=5):
    times = []
    for _ in range(rounds):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


def test_lint_of_the_built_in_pack(benchmark, tmp_path, monkeypatch):
    load_compiled()
    benchmark.pedantic(lint, rounds=3)
    whole = best(lint)
    monkeypatch.setattr(load, "from_cache", lambda *_: None)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    reading = best(merged_packs)
    print(f"\nlint {whole:.2f} s of processor time, reading the files alone {reading:.2f} s, ratio {whole / reading:.1f}")
