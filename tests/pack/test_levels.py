import pytest
import yaml
from packs import RULES, info, minimal, pattern, rule, type_file, write

from complaint_rules.pack.errors import PackError
from complaint_rules.pack.runtime import load_compiled

COMPARE = {"patterns.yaml": {"patterns": [pattern("often", "contacts >= level.many and not company_caused")]},
           "types/relentless.yaml": type_file("relentless",
                                              rule("relentless.few", "says.again and contacts < level.many"))}


def levels(value, **fields):
    return {"levels.yaml": {"levels": [{"id": "many", "value": value, "why": "Needed by a test.", **fields}]}}


@pytest.fixture
def lay(tmp_path):
    """lay(files, …) compiles the minimal pack with one overlay for each mapping."""

    def compiled(*overlays):
        folders = [write(tmp_path / f"over{number}", {"pack.yaml": info(f"over{number}")} | files)
                   for number, files in enumerate(overlays)]
        return load_compiled([write(tmp_path / "tiny", minimal()), *folders], builtin=False)

    return compiled


def compared(compiled):
    """The numbers that contacts are compared with by the pattern and the rule above."""
    return {(operator, value) for layer in compiled["layers"] for _, tests in layer["clauses"]
            for field, operator, value in tests if field == "contacts"}


@pytest.mark.parametrize("value", [4, 2.5, -1, 0.000001, 10**12])
def test_conditions_of_patterns_and_rules_compare_with_the_number_of_a_level(lay, value):
    compiled = lay(levels(value) | COMPARE)
    assert {(">=", value), ("<", value)} <= compared(compiled)
    assert "level." not in compiled["origins"]["pattern"]["often"][1]


def test_lines_of_the_verdict_compare_with_a_level(lay):
    verdict = yaml.safe_load((RULES / "verdict.yaml").read_text("utf-8"))
    first, *others = verdict["standing"]
    line = {**first, "id": "tiny.sure", "when": "confidence >= level.many"}
    overlay = {"verdict.yaml": {**verdict, "standing": [line, first, *others], "replaces": "Needed by a test."}}
    standing = lay(levels(0.625) | overlay)["verdict_layers"][2]
    assert [0, [["confidence", ">=", 0.625]]] in standing["clauses"]


def test_a_later_pack_sets_a_level_anew_for_all_that_compare_with_it(lay):
    compiled = lay(levels(4) | COMPARE, levels(7, replaces="Calls are free here."))
    assert {(">=", 7), ("<", 7)} <= compared(compiled)
    assert not {(">=", 4), ("<", 4)} & compared(compiled)
    assert [(change["action"], change["kind"], change["id"], change["reason"])
            for change in compiled["info"]["changes"] if change["pack"] == "over1"] == [
        ("replaced", "level", "many", "Calls are free here.")]


def test_a_level_that_is_taken_out_must_not_be_compared_with(lay):
    with pytest.raises(PackError, match="there is no level many"):
        lay(levels(4) | COMPARE, {"pack.yaml": info("over1", retire=[{"id": "many", "reason": "Not here."}])})
    with pytest.raises(PackError, match="many is already defined"):
        lay(levels(4) | COMPARE, levels(7))


def test_a_level_finer_than_conditions_are_is_refused(lay):
    with pytest.raises(PackError, match="at most 6 decimals"):
        lay(levels(0.0000001) | COMPARE)
