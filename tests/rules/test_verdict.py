"""What the lines of `verdict.yaml` decide at their numbers, which no example of a text meets exactly."""

import typing
from pathlib import Path

import packs
import pytest
import yaml

from complaint_rules.assessment import Standing
from complaint_rules.engine.reference import all_hold
from complaint_rules.pack.condition import parse_condition
from complaint_rules.pack.model import TypeFile
from complaint_rules.pack.sources import merged_folders
from complaint_rules.pack.vocabulary import VERDICT_BOOLEAN
from complaint_rules.workbench import Explainer

VERDICT = merged_folders([(Path(__file__).resolve().parents[2] / "rules", "rules")]).verdict.value


def type_given(top, second, margin, letters=60, **facts):
    """What the first line that holds gives for a type."""
    known = {f"top.{top}": True, f"second.{second}": True, "margin": margin, "letters": float(letters),
             "confidence": 0.5, "top.noticed": True, **facts}
    return next(line.gives for line in VERDICT.type
                if any(all_hold(tests, known) for tests in parse_condition(line.when)))


@pytest.mark.parametrize(("top", "margin", "given"), [
    ("uninformed", 0.02, "top"), ("entitled", 0.09, "ordinary"), ("entitled", 0.1, "top")])
def test_every_type_but_uninformed_must_lead_ordinary(top, margin, given):
    assert type_given(top, "ordinary", margin) == given


def test_a_verdict_may_ask_for_every_kind_and_standing():
    kinds = typing.get_args(typing.get_args(TypeFile.model_fields["kind"].annotation)[0])
    assert {*(f"top.{kind}" for kind in kinds), *(f"standing.{one}" for one in typing.get_args(Standing))} <= (
        VERDICT_BOOLEAN)
    assert kinds


def test_a_line_asks_what_comes_second_and_names_a_type(tmp_path):
    verdict = yaml.safe_load((packs.RULES / "verdict.yaml").read_text("utf-8"))
    verdict["type"].insert(0, {"id": "tiny.second", "when": "top.ordinary and second.explosive", "gives": "explosive",
                               "why": "Needed by a test."})
    folder = packs.write_minimal(tmp_path, **{"verdict.yaml": verdict})
    answer = packs.assessor(folder).assess({"behaviour": {"contacts": 1}})
    assert [item.id for item in answer.ranking[:2]] == ["ordinary", "explosive"]
    assert (answer.type.id, answer.type.confidence) == ("explosive", answer.ranking[1].confidence)
    explained = Explainer(packs=[folder], builtin=False, semantic=False).explain({"behaviour": {"contacts": 1}})
    assert explained.type.id == "explosive"
    assert explained.verdict[0].id == "tiny.second"
