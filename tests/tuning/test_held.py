"""What an author holds, the fit may raise and never lower."""

import numpy as np
import pytest

from complaint_rules.pack.compiled import Compiled
from complaint_rules.pack.runtime import load_compiled, rules_of
from complaint_rules.tuning.fit import fit_weights


def fitted(held, start, says):
    """The weights of two columns, both for the first of two candidates: the first column fires in the first half of the
    cases, the second in none; `says` has the share of the first candidate in each case."""
    cases = len(says)
    firing = np.column_stack([np.arange(cases) < cases // 2, np.zeros(cases)]).astype(float)
    target = np.column_stack([says, 1 - np.array(says)])
    return fit_weights(firing, np.array([0, 0]), np.sign(start), target, penalty=0.01, weight=np.ones(cases),
                       start=np.array(start), held=np.array(held), limit=4.0).columns


@pytest.mark.parametrize(("start", "says"), [([2.0, 1.0], [0.0] * 4 + [1.0] * 4), ([9.0, 1.0], [0.0] * 4 + [1.0] * 4),
                                              ([-2.0, -1.0], [1.0] * 4 + [0.0] * 4)])
def test_weights_that_the_cases_contradict_stay_where_they_are_held(start, says):
    free, kept = fitted([False, False], start, says), fitted([True, False], start, says)
    assert abs(free[0]) < 0.1
    assert kept[0] == pytest.approx(start[0])
    assert abs(kept[1]) < 0.1


def test_weights_that_are_held_may_rise():
    assert fitted([True, True], [0.2, 0.2], [1.0] * 4 + [0.0] * 4)[0] > 0.5


@pytest.mark.parametrize("profile", ["plain", "semantic"])
def test_held_rules_of_the_built_in_pack_weigh_no_less_than_they_were_written(profile):
    compiled = load_compiled()
    unfitted: Compiled = {**compiled, "fitted": {}}  # type: ignore[typeddict-item]
    written = {rule.id: rule.weights for rule in rules_of(unfitted, profile)[0] if rule.held}
    assert written
    weights = {rule.id: rule.weights for rule in rules_of(compiled, profile)[0]}
    assert all(abs(now) >= abs(then) - 1e-9 and now * then > 0
               for rule, least in written.items() for now, then in zip(weights[rule], least, strict=True))
