"""Spreads work over processes: chunks go out in order, few at a time, and results come back in the same order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 50
# Chunks under way per process: enough that none waits, few enough that memory stays flat.
WAITING = 3

_work: Callable[[list[Any]], Any]


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[list[Item]], Result], items: Iterable[Item], jobs: int = 1) -> Iterator[Result]:
    """Call `work` (picklable) on chunks of `items`, in `jobs` processes (0: one per processor), lazily and in order.

    No more processes are started than there are chunks, and none for a single one.

    Raises ValueError for fewer than no jobs, RuntimeError where a process ends before its work, and whatever `work`
    raises.
    """
    if jobs < 0:
        raise ValueError("jobs is a number of processes, or 0 for one per processor")
    chunks = _chunks(iter(items))
    ahead = list(islice(chunks, jobs or cores())) or [[]]
    processes = len(ahead)
    if processes == 1:
        yield from map(work, chain(ahead, chunks))
        return
    waiting: deque[Future[Result]] = deque()
    with ProcessPoolExecutor(processes, initializer=_begin, initargs=(work,)) as pool:
        try:
            for chunk in chain(ahead, chunks):
                waiting.append(pool.submit(_run, chunk))
                if len(waiting) >= WAITING * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise RuntimeError("a process ended before its work was done, perhaps for want of memory; "
                               "use fewer processes (jobs)") from None
        finally:
            pool.shutdown(cancel_futures=True)


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _begin(work: Callable[[list[Any]], Any]) -> None:
    global _work
    _work = work
    # An interrupt from the keyboard reaches every process; the parent alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(chunk: list[Any]) -> Any:
    return _work(chunk)
