import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import CASES, behind_one, many_leads, one_lead, same_condition

from complaint_rules.engine.program import Clause, Layer, Test
from complaint_rules.engine.wire import (
    MAX_FIELDS,
    MAX_LEADS,
    MAX_SAME_CONDITIONS,
    MAX_STACK,
    EngineLimitError,
    compile_rulesets,
    literal,
)
from complaint_rules.engine.wire import _hash as hash_of

SCRIPT = Path(__file__).with_name("programs.py")
TOO_LARGE = ["400 fields behind one", "900 fields behind one"]


@pytest.mark.parametrize(("layer", "message"), [
    (one_lead(MAX_LEADS), "comparisons lead rules"),
    (same_condition(MAX_SAME_CONDITIONS + 1), "one and the same condition"),
    (behind_one(MAX_STACK + 2), "could hold at once"),
], ids=["leads", "same", "stack"])
def test_a_layer_that_the_core_cannot_hold_is_refused(layer, message):
    with pytest.raises(EngineLimitError, match=message):
        compile_rulesets(layer)


def assert_agreement(name):
    pytest.importorskip("durable_rules_engine")
    child = subprocess.run([sys.executable, SCRIPT, "case", name], capture_output=True, text=True, timeout=300)
    assert child.returncode == 0, f"status {child.returncode}: {child.stderr[-3000:]}"


@pytest.mark.parametrize("name", [name for name in CASES if name not in TOO_LARGE])
def test_up_to_the_limits_nothing_crashes_and_the_engines_agree(name):
    assert_agreement(name)


@pytest.mark.parametrize("name", TOO_LARGE)
def test_beyond_the_fields_of_one_fact_a_layer_is_refused_or_held(name):
    try:
        compile_rulesets(CASES[name]())
    except EngineLimitError:
        return
    assert_agreement(name)


@given(st.lists(st.integers(1, MAX_LEADS - 1), max_size=60))
def test_fields_with_any_number_of_thresholds_below_the_limit_are_held(counts):
    clauses = [Clause(0, (Test(f"x{field:02}", ">=", float(step)),))
               for field, count in enumerate(counts) for step in range(count)]
    rulesets = compile_rulesets(Layer("any", tuple(clauses)))
    assert sum(len(ruleset.rules) for ruleset in rulesets) == len(clauses)


@pytest.mark.parametrize("name", ["2000 leading fields", "29 thresholds of 20 counters", "196 fields behind one"])
def test_wire_names_are_few_enough_and_never_share_a_hash(name):
    for ruleset in compile_rulesets(CASES[name]()):
        names = [part.split('"')[1] for part in (*ruleset.fields.values(), *ruleset.absent.values())]
        names += {flag.split('"')[1] for flag in ruleset.flags.values()}
        assert len(names) <= MAX_FIELDS
        assert len({hash_of(name) for name in (*names, "id", "sid")}) == len(names) + 2


def test_a_layer_without_rules_has_no_ruleset():
    assert compile_rulesets(Layer("none", ())) == []


def test_leading_fields_are_spread_over_rulesets():
    assert len(compile_rulesets(many_leads(10))) == 1
    assert len(compile_rulesets(many_leads(2000))) > 1


@pytest.mark.parametrize(("value", "text"), [
    (True, "true"), (False, "false"), (3, "3"), (-3, "-3"), (0.5, "0.500000"), (1e-7, "0.000000"),
    (1e12, "1000000000000.000000"), (10**15, "1000000000000000")])
def test_a_value_is_written_without_an_exponent(value, text):
    assert literal(value) == text
