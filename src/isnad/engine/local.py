"""Processes of this machine."""

from __future__ import annotations

import collections
import itertools
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from isnad.errors import InternalError

_A = TypeVar("_A")
_B = TypeVar("_B")
_CHUNK = 16
_AHEAD = 4
"""Chunks for each process that may be under way; bounds memory when the reader of the results is slow."""


def usual_jobs() -> int:
    """Two processes where there are two cores: more gain little before a corpus is large."""
    return min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def map_ordered(
    function: Callable[[_A], _B], items: Iterable[_A], *, jobs: int, small: int = 4 * _CHUNK
) -> Iterator[_B]:
    """`function` of every item, in the order of the items, whatever `jobs` is.

    With one job, or no more than `small` items, everything runs in this process. `function`
    and the items must be picklable. Raises InternalError when a process dies.
    """
    stream = iter(items)
    first = list(itertools.islice(stream, small + 1)) if jobs > 1 else []
    if len(first) <= small:
        yield from map(function, itertools.chain(first, stream))
        return
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(method), initializer=_settle, initargs=(os.getpid(),))
    pending: collections.deque[Future[list[_B]]] = collections.deque()
    try:
        for chunk in _chunks(itertools.chain(first, stream)):
            pending.append(pool.submit(_apply, function, chunk))
            if len(pending) >= jobs * _AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool as fault:
        hint = "run again with --jobs 1; if memory ran out, give fewer reports at a time"
        raise InternalError("E-engine-process", "a worker process was killed", hint) from fault
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chunks(items: Iterator[_A]) -> Iterator[list[_A]]:
    while chunk := list(itertools.islice(items, _CHUNK)):
        yield chunk


def _apply(function: Callable[[_A], _B], chunk: list[_A]) -> list[_B]:
    return [function(item) for item in chunk]


def _settle(parent: int) -> None:
    """Ctrl-C is for the parent, which ends its workers; and when it was killed outright, they end by themselves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
