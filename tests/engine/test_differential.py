import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from programs import differences, random_facts, random_program

from complaint_rules.engine.program import Clause, Layer, Program, Test
from complaint_rules.engine.reference import ReferenceEngine
from complaint_rules.engine.wire import compile_rulesets

pytest.importorskip("durable_rules_engine")
SCRIPT = Path(__file__).with_name("programs.py")


@settings(max_examples=3, derandomize=True, deadline=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))
@given(st.integers(1, 10**9))
def test_both_engines_agree_on_thousands_of_facts_for_generated_programs(seed):
    child = subprocess.run([sys.executable, SCRIPT, "random", str(seed)], capture_output=True, text=True, timeout=600)
    assert child.returncode == 0, f"seed {seed}, status {child.returncode}: {child.stderr[-3000:]}"


def test_the_generated_programs_are_large_and_fill_several_rulesets():
    program = random_program(Random(1), 330, 60)
    assert len({clause.rule for clause in program.layers[0].clauses}) == 330
    assert len(compile_rulesets(program.layers[0])) > 1
    several = [random_facts(Random(seed), 60) for seed in range(20)]
    assert {type(value) for facts in several for value in facts.values()} == {bool, int, float}
    with ReferenceEngine(program).session() as session:
        assert all(0 < len(session.fire(0, facts)) < 330 for facts in several)


def test_a_difference_would_be_found(monkeypatch):
    monkeypatch.setattr(ReferenceEngine, "fire", lambda *_: [0])
    layer = Layer("one", (Clause(0, (Test("x", ">=", 3.0),)),))
    assert "rules [0] differ" in (differences(Program((layer,)), iter([{"x": 2}])) or "")


# (tests of one rule, facts)
EXACT = [
    ((Test("x", ">=", 0.3),), {"x": 0.3}),
    ((Test("x", ">=", 0.3),), {"x": 0.29999999999}),
    ((Test("x", "<", 0.3),), {"x": 0.29999999999}),
    ((Test("x", "==", 0.3),), {"x": 0.1 + 0.2}),
    ((Test("x", "!=", 1.0),), {"x": 1.0000000001}),
    ((Test("x", ">", 0.0),), {"x": 1e-9}),
    ((Test("x", ">=", 1e-7),), {"x": 0}),
    ((Test("x", ">=", 1e12),), {"x": 1e12}),
    ((Test("x", "<=", -0.0),), {"x": 0}),
    ((Test("x", "==", 3.0),), {"x": 3}),
    ((Test("x", ">=", 1.0), Test("x", "<", 2.0)), {"x": 1.5}),
    ((Test("a", "not"), Test("b", "false")), {"b": False}),
    ((Test("a", "not"),), {}),
    ((Test("a", "not"),), {"a": False}),
    ((Test("a", "false"),), {}),
]


@pytest.mark.parametrize(("tests", "facts"), EXACT)
def test_both_engines_agree_at_the_edges_of_numbers_and_of_knowledge(tests, facts):
    program = Program((Layer("one", (Clause(0, tests),)),))
    assert differences(program, iter([facts])) is None
