"""Which rules and signals fire on past complaints."""

import packs
import pytest
from histories import AGAIN, AGAIN_RULE, CONTACTS_RULE, PLAIN, SHOUTS, labelled, relentless
from hypothesis import given
from hypothesis import strategies as st

from complaint_rules.workbench import stats

BOTH = {**AGAIN, "id": "both", "observed": ["shouting"], "behaviour": {"contacts": 1}}
CONFLICT = {**AGAIN, "id": "conflict", "channel": "chat", "observed": ["shouting"]}


def count(pack, history, **settings):
    return stats(history, packs=[pack], builtin=False, semantic=False, **settings)


def rules(report):
    return {row.rule: row for row in report.rules}


def test_rules_are_counted_by_what_they_say_and_whether_they_decide(old):
    report = count(old, [PLAIN, AGAIN, SHOUTS, CONFLICT])
    found = rules(report)
    again = found["relentless.again"]
    assert (again.speaks_for, again.share, again.speaks_against, again.weightless) == (2, 0.5, 0, 0)
    # Without it contacts alone (1.0) tie with ordinary (1.0), which comes first by name; beside shouting (2.0) the
    # type would be explosive.
    assert again.decided == 2
    # 2.0 without it, against 1.0 for ordinary, or 2.0 for explosive, which comes first by name.
    assert found["relentless.contacts"].decided == 1
    assert found["explosive.shouts"].decided == 1
    assert report.never_rules == ("exposure_threat.seen",)


def test_a_rule_against_a_type_decides_where_the_type_would_win_without_it(pack):
    against = packs.rule("relentless.asks", "says.refund", -3.0)
    place = pack("against", relentless(AGAIN_RULE, CONTACTS_RULE, against))
    report = count(place, [{**AGAIN, "text": "I will again call you. A refund!"}, PLAIN])
    row = rules(report)["relentless.asks"]
    assert (row.speaks_for, row.speaks_against, row.decided) == (0, 2, 1)


def test_a_rule_that_fires_without_weight_is_no_rule_that_never_fires(pack):
    report = count(pack("zero", relentless({**AGAIN_RULE, "weight": 0.0}, CONTACTS_RULE)), [AGAIN])
    assert (rules(report)["relentless.again"].weightless, rules(report)["relentless.again"].speaks_for) == (1, 0)
    assert "relentless.again" not in report.never_rules


def test_pairs_that_fire_together_and_against_each_other(old):
    report = count(old, [AGAIN, CONFLICT, SHOUTS, PLAIN])
    first = report.together[0]
    assert (first.names, first.complaints, first.share) == (("relentless.again", "relentless.contacts"), 2, 1.0)
    assert {(pair.names, pair.complaints, pair.share) for pair in report.conflicts} == {
        (("explosive.shouts", "relentless.again"), 1, 0.3333), (("explosive.shouts", "relentless.contacts"), 1, 0.3333)}


def test_precision_is_of_the_labelled_complaints_where_the_rule_spoke_for_its_type(old):
    report = count(old, [labelled(AGAIN, "relentless"), labelled(CONFLICT, "explosive"), AGAIN])
    row = rules(report)["relentless.again"]
    assert (row.labelled, row.precision) == (2, 0.5)
    signal = next(row for row in report.signals if row.signal == "says.again")
    assert (signal.complaints, signal.decided, signal.labelled, signal.precision) == (3, 3, 2, 0.5)
    assert report.labelled == 2
    assert rules(count(old, [AGAIN]))["relentless.again"].precision is None


def test_answers_are_counted_by_channel_and_month(old):
    report = count(old, [AGAIN, PLAIN, SHOUTS])
    assert report.by_channel["phone"].types == {"relentless": 1}
    assert report.by_channel["unknown"].complaints == 2
    assert {month: group.complaints for month, group in report.by_month.items()} == {"2026-11": 1, "unknown": 2}
    assert report.by_month["2026-11"].types == {"explosive": 1}


def test_signals_that_fire_and_that_never_do(old):
    report = count(old, [AGAIN, {**AGAIN, "text": "I will again call. A refund!"}])
    found = {row.signal: (row.complaints, row.share) for row in report.signals}
    assert (found["says.again"], found["says.refund"]) == ((2, 1.0), (1, 0.5))
    assert "says.again.count" not in found
    assert found["contacts"] == (2, 1.0)
    assert report.never_signals == ()
    assert count(old, [AGAIN]).never_signals == ("says.refund",)
    assert report.expressions_together[0].names == ("says.again", "says.refund")


@given(st.lists(st.sampled_from([AGAIN, PLAIN, SHOUTS, BOTH, CONFLICT, {"x": 1}]), min_size=1, max_size=8))
def test_counts_add_up(tmp_path_factory, history):
    pack = packs.write_minimal(tmp_path_factory.getbasetemp() / "adding")
    report = count(pack, history)
    assert report.complaints + report.refused == len(history)
    for groups in (report.by_channel, report.by_month):
        assert sum(group.complaints for group in groups.values()) == report.complaints
        assert all(sum(group.types.values()) == group.complaints for group in groups.values())
    assert all(row.decided <= row.speaks_for + row.speaks_against <= report.complaints for row in report.rules)
    assert all(0 < pair.share <= 1 for pair in report.together)


def test_processes_change_nothing(old):
    history = [AGAIN, PLAIN, SHOUTS, CONFLICT, {"x": 1}] * 30
    assert count(old, history, jobs=2) == count(old, history)


def test_a_history_without_complaints_gives_no_figures(old):
    with pytest.raises(ValueError, match="no complaint"):
        count(old, [])
