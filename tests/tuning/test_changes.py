from complaint_rules.tuning.changes import WeightChange, weight_changes


def weights(**rules):
    return {"profiles": {"plain": {"rules": rules}}}


def test_the_largest_changes_come_first_and_what_stayed_is_left_out():
    before = weights(a=[1.0, 0.5], b=[0.2], c=[1.0])
    after = weights(a=[0.5, 0.5], b=[2.0], c=[1.0], d=[0.1])
    assert weight_changes(before, after) == [
        WeightChange("plain", "b", 0.2, 2.0), WeightChange("plain", "a", 1.5, 1.0),
        WeightChange("plain", "d", None, 0.1)]
    assert weight_changes(before, after, most=1) == [WeightChange("plain", "b", 0.2, 2.0)]


def test_a_first_fit_lists_every_rule():
    assert [change.rule for change in weight_changes({}, weights(a=[1.0], b=[-2.0]))] == ["b", "a"]
