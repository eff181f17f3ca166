"""A rule that is decisive shows in the answer: fitting leaves it a weight."""

import pytest

from complaint_rules.pack.runtime import load_compiled, rules_of
from complaint_rules.tuning.tune import DECISIVE_LEAST


@pytest.mark.parametrize("profile", ["plain", "semantic"])
def test_decisive_rules_of_the_built_in_pack_keep_a_weight(profile):
    decisive = [rule for rule in rules_of(load_compiled(), profile)[0] if rule.decisive]
    assert len(decisive) >= 3
    assert all(min(rule.weights) >= DECISIVE_LEAST for rule in decisive)
