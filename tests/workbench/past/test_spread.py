"""Work spread over processes: in order, few at a time, and a process that dies is told."""

import multiprocessing
import os
import signal
import sys
import time
from itertools import chain
from pathlib import Path

import pytest

from complaint_rules.workbench.past.spread import CHUNK, WAITING, spread


def double(numbers):
    return [2 * number for number in numbers]


def die(_):
    os._exit(9)


def refuse(_):
    raise ValueError("not this")


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, CHUNK, 7 * CHUNK + 1])
def test_results_come_in_the_order_of_the_items(jobs, count):
    assert list(chain.from_iterable(spread(double, range(count), jobs))) == [2 * number for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_read_little_ahead_of_the_results(jobs):
    read = 0

    def items():
        nonlocal read
        for number in range(100 * CHUNK):
            read += 1
            yield number

    taken = 0
    for part in spread(double, items(), jobs):
        taken += len(part)
        assert read - taken <= (WAITING * jobs + 1) * CHUNK


@pytest.mark.parametrize(("count", "most"), [(0, 0), (CHUNK, 0), (CHUNK + 1, 2), (7 * CHUNK, 4)])
def test_no_more_processes_are_started_than_there_is_work_for(count, most):
    started = [len(multiprocessing.active_children()) for _ in spread(double, range(count), 4)]
    assert max(started) == most


def test_fewer_than_no_processes_are_refused():
    with pytest.raises(ValueError, match="0 for one per processor"):
        list(spread(double, range(3), -1))


def test_a_process_that_dies_ends_the_run_with_the_way_out():
    with pytest.raises(RuntimeError, match="fewer processes"):
        list(spread(die, range(3 * CHUNK), 2))


def announce(numbers):
    Path(os.environ["ANNOUNCED"]).joinpath(str(os.getpid())).touch()
    time.sleep(0.1)
    return numbers


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_outlives_a_parent_that_is_killed(tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOUNCED", str(tmp_path))
    parent = os.fork()
    if parent == 0:
        for _ in spread(announce, range(10_000), 2):
            pass
        os._exit(0)
    workers = until(lambda: len(found := [int(file.name) for file in tmp_path.iterdir()]) == 2 and found)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert until(lambda: not any(map(is_alive, workers)))


def until(question, seconds=10):
    end = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def is_alive(process):
    """Whether a process runs; one that has ended may still wait for somebody to ask how."""
    status = Path(f"/proc/{process}/stat")
    return status.exists() and status.read_text().rpartition(") ")[2][0] != "Z"


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_work_reaches_the_caller(jobs):
    with pytest.raises(ValueError, match="not this"):
        list(spread(refuse, range(3 * CHUNK), jobs))
