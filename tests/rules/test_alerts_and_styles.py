"""What the built-in rules do at their numbers, which no example of a text meets exactly."""

from pathlib import Path

import pytest

from complaint_rules import Assessor
from complaint_rules.engine.reference import all_hold
from complaint_rules.pack.condition import parse_condition
from complaint_rules.pack.sources import merged_folders

MERGED = merged_folders([(Path(__file__).resolve().parents[2] / "rules", "rules")])
LEVEL = {name: item.value.value for name, item in MERGED.levels.items()}
ALERTS = sorted(MERGED.alerts)
# What was seen or done, and dying, is told by expressions in texts of any length.
TOLD_BY_EXPRESSIONS = {"stalking_risk", "physical_act", "trespass", "self_harm", "vulnerability"}
HELD_BACK = [alert for alert in ALERTS if alert not in TOLD_BY_EXPRESSIONS]


def unlike(alert, characters, **scores):
    """Whether expressions of an alert are held back."""
    facts = {"manner.characters": characters} | {f"{kind}.{alert}": score for kind, score in scores.items()}
    return any(all_hold(tests, facts) for tests in parse_condition(MERGED.patterns[f"unlike_{alert}"].value.when))


@pytest.mark.parametrize("alert", HELD_BACK)
def test_in_a_long_text_an_expression_needs_words_at_the_level_of_alerts(alert):
    long, below, reached = LEVEL["long_text"], LEVEL["alert_by_words"] - 0.1, LEVEL["alert_by_words"]
    assert unlike(alert, long, wording=below)
    assert not unlike(alert, long - 1, wording=below)
    assert not unlike(alert, long, wording=reached)


@pytest.mark.parametrize("alert", HELD_BACK)
def test_in_a_long_text_an_expression_needs_meaning_at_the_level_of_alerts(alert):
    long, below, reached = LEVEL["long_text"], LEVEL["alert_by_meaning"] - 0.1, LEVEL["alert_by_meaning"]
    assert unlike(alert, long, wording=9, meaning=below)
    assert not unlike(alert, long - 1, wording=9, meaning=below)
    assert not unlike(alert, long, wording=9, meaning=reached)


@pytest.mark.parametrize("alert", sorted(TOLD_BY_EXPRESSIONS))
def test_other_expressions_count_in_a_long_text_below_the_level_of_alerts(alert):
    assert not unlike(alert, LEVEL["long_text"], wording=LEVEL["unlike_by_words"], meaning=LEVEL["unlike_by_meaning"])


@pytest.mark.parametrize("semantic", [False, True])
@pytest.mark.parametrize("given", [
    {"behaviour": {"contacts": 3}}, "Where is my parcel?", "請問包裹到了嗎?", "My bill is wrong. Please correct it."],
    ids=str)
def test_no_style_is_told_of_those_who_show_none(given, semantic):
    assert Assessor(semantic=semantic).assess(given).style.id == "unknown"
