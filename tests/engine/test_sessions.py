import multiprocessing
import os
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from random import Random
from threading import Barrier

import pytest
from packs import assessor, write_minimal
from programs import random_facts, random_program

pytest.importorskip("durable_rules_engine")

from complaint_rules.engine import durable
from complaint_rules.engine.durable import DurableEngine, EngineFaultError
from complaint_rules.engine.reference import ReferenceEngine

FIELDS = 12
PROGRAM = random_program(Random(5), 60, FIELDS)
FACTS = [random_facts(Random(seed), FIELDS) for seed in range(60)]
ENGINE = DurableEngine(PROGRAM)


def answers(engine):
    found = []
    for facts in FACTS:
        with engine.session() as session:
            found.append([list(session.fire(layer, facts)) for layer in range(len(PROGRAM.layers))])
    return found


EXPECTED = answers(ReferenceEngine(PROGRAM))


@pytest.fixture
def often_switching():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("often_switching")
def test_sixteen_threads_give_the_single_threads_answers_and_the_pool_is_bounded_by_them():
    engine, barrier = DurableEngine(PROGRAM), Barrier(16)
    sessions = []

    def work(_):
        barrier.wait(60)
        with engine.session() as session:
            sessions.append(session)
        return answers(engine)

    with ThreadPoolExecutor(16) as pool:
        assert all(found == EXPECTED for found in pool.map(work, range(16)))
    with ExitStack() as stack:
        held = [stack.enter_context(engine.session()) for _ in range(16)]
    assert {id(session) for session in sessions} <= {id(session) for session in held}


@pytest.mark.usefixtures("often_switching")
def test_one_assessor_shared_between_threads_gives_the_single_threads_answers(tmp_path):
    shared = assessor(write_minimal(tmp_path / "tiny"), engine="durable")
    complaints = [{"text": f"I will call again and call you, number {number}.", "behaviour": {"contacts": number}}
                  for number in range(9)] + [{"observed": ["shouting"]}, {}, {"text": "請退款給我"}]
    expected = [item.model_dump() for item in shared.assess_many(complaints)]
    with ThreadPoolExecutor(16) as pool:
        for found in pool.map(lambda _: [item.model_dump() for item in shared.assess_many(complaints)], range(16)):
            assert found == expected


def test_handles_are_used_again_one_after_the_other():
    engine = DurableEngine(PROGRAM)
    used = set()
    for _ in range(20):
        with engine.session() as session:
            used.add(id(session))
    assert len(used) == 1


def test_sessions_open_at_the_same_time_have_handles_of_their_own():
    engine = DurableEngine(PROGRAM)
    with engine.session() as one, engine.session() as other:
        assert one is not other
        assert list(one.fire(0, FACTS[0])) == list(other.fire(0, FACTS[0])) == EXPECTED[0][0]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, GeneratorExit])
def test_a_fault_within_a_session_drops_its_handles(fault):
    engine = DurableEngine(PROGRAM)
    with suppress(fault), engine.session() as broken:
        raise fault
    with engine.session() as fresh:
        assert fresh is not broken
    assert answers(engine) == EXPECTED


def refuse(*_):
    raise durable.core.error("refused")


def interrupt(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize(("name", "faulty", "raised"), [
    ("assert_fact", refuse, EngineFaultError), ("assert_fact", lambda *_: (2, 0), EngineFaultError),
    ("complete_and_start_action", interrupt, KeyboardInterrupt), ("retract_fact", interrupt, KeyboardInterrupt)])
def test_a_fault_of_the_core_drops_the_handles_and_later_answers_are_right(monkeypatch, name, faulty, raised):
    engine = DurableEngine(PROGRAM)
    busy = next(facts for facts, found in zip(FACTS, EXPECTED, strict=True) if len(found[0]) > 2)
    with monkeypatch.context() as patched:
        patched.setattr(durable.core, name, faulty)
        with pytest.raises(raised), engine.session() as broken:
            broken.fire(0, busy)
    with engine.session() as fresh:
        assert fresh is not broken
    assert answers(engine) == EXPECTED


def test_what_one_complaint_told_is_forgotten_for_the_next():
    engine = DurableEngine(PROGRAM)
    full = max(FACTS, key=len)
    with engine.session() as session:
        session.fire(0, full)
    with engine.session() as session, ReferenceEngine(PROGRAM).session() as reference:
        assert list(session.fire(0, {})) == list(reference.fire(0, {}))


@pytest.mark.parametrize("used_before", [False, True])
def test_an_engine_survives_pickling(used_before):
    engine = DurableEngine(PROGRAM)
    if used_before:
        answers(engine)
    assert answers(pickle.loads(pickle.dumps(engine))) == EXPECTED


def test_an_assessor_survives_pickling(tmp_path):
    one = assessor(write_minimal(tmp_path / "tiny"))
    other = pickle.loads(pickle.dumps(one))
    assert other.assess("Refund again, I call").model_dump() == one.assess("Refund again, I call").model_dump()


def in_child(_):
    return answers(ENGINE)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_engine_survives_fork():
    assert answers(ENGINE) == EXPECTED
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(in_child, range(4)) == [EXPECTED] * 4
    assert answers(ENGINE) == EXPECTED
