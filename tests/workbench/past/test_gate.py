"""Conditions that fail a build."""

import packs
import pytest
from histories import AGAIN, MEDIA, PLAIN, SHOUTS, WITHOUT_AGAIN, labelled

from complaint_rules.workbench import diff, fails
from complaint_rules.workbench.comparison.gate import condition_of


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    place = tmp_path_factory.mktemp("packs")
    history = [labelled(AGAIN, "relentless"), labelled(PLAIN, "ordinary"), labelled(SHOUTS, "explosive"), {"x": 1}]
    return diff(packs.write_minimal(place / "old"), packs.write_minimal(place / "new", **WITHOUT_AGAIN | MEDIA),
                history, semantic=False)


@pytest.mark.parametrize(("condition", "expected"), [
    ("changed>1", True), ("changed>2", False), ("changed >= 66%", True), ("changed>67%", False), ("changed=2", True),
    ("changed.type>0", True), ("changed.type>34%", False), ("changed.style>0", False), ("changed.alert>=1", True),
    ("broken>0", True), ("broken>40%", False), ("fixed>0", False), ("refused>0", True), ("refused>25%", False),
    ("accuracy<-1%", True), ("accuracy<-50%", False), ("recall.relentless<-99%", True), ("recall.explosive<-1%", False),
    ("recall.relentless<-100%", False), ("recall.relentless<=-100%", True),
    ("class=major", True), ("class>=minor", True), ("class<major", False), ("speed<-99%", False)])
def test_a_condition_holds_or_not(report, condition, expected):
    assert fails(report, condition) is expected


@pytest.mark.parametrize("text", ["", "changed", "changed>", "changed>two", "chnaged>1", "changed.tpye>1", "recall>1%",
                                  "recall.relentless<-1", "accuracy.x<1%", "class=huge", "class>2", "changed=major",
                                  "changed>1%%", "speed<20", "broken.type>0", "changed>1 or changed<0"])
def test_what_is_no_condition_is_told_with_the_forms(text):
    with pytest.raises(ValueError, match=r"recall\.ID") as error:
        condition_of(text)
    assert repr(text) in str(error.value)


@pytest.mark.parametrize("text", ["recall.stalker<-1%", "precision.relentless<-1%", "recall.style.driver<-1%"])
def test_what_the_history_does_not_tell_is_never_taken_for_a_pass(report, text):
    with pytest.raises(ValueError, match="cannot be decided"):
        fails(report, text)
