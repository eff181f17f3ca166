"""The workbench against the plain answer. Ratios are printed."""

import pytest
from test_speed import median
from texts import CHINESE, ENGLISH

from complaint_rules import Assessor
from complaint_rules.workbench import Explainer

PLAIN, EXPLAINER = Assessor(semantic=False), Explainer(semantic=False)
COUNTERS = {"contacts": 9, "contacts_after_final_answer": 3}


@pytest.mark.parametrize("complaint", [{"text": ENGLISH}, {"text": CHINESE, "behaviour": COUNTERS},
                                       {"behaviour": COUNTERS}], ids=["en", "zh with counters", "counters"])
def test_explain(benchmark, complaint):
    benchmark(EXPLAINER.explain, complaint)
    own, plain = (median(lambda call=call: call(complaint), 30) for call in (EXPLAINER.explain, PLAIN.assess))
    print(f"\nexplain {own * 1e3:.1f} ms (50 ms at most), assess {plain * 1e3:.2f} ms, ratio {own / plain:.0f}")
