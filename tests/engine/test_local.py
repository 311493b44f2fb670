"""The same results in the same order, whatever the number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from isnad.engine.local import map_ordered
from isnad.errors import InternalError


def double(number: int) -> int:
    return 2 * number


def process(_number: int) -> int:
    return os.getpid()


def die(number: int) -> int:
    if number == 150:
        os._exit(9)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 64, 65, 500])
def test_order_is_kept(jobs: int, count: int) -> None:
    assert list(map_ordered(double, range(count), jobs=jobs)) == [2 * n for n in range(count)]


def test_a_small_run_starts_no_process() -> None:
    assert set(map_ordered(process, range(64), jobs=2)) == {os.getpid()}
    assert os.getpid() not in set(map_ordered(process, range(65), jobs=2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_input_is_not_read_far_ahead(jobs: int) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(100_000):
            taken = number
            yield number

    results = map_ordered(double, items(), jobs=jobs)
    for _ in range(10):
        next(results)
    assert taken < 1_000
    results.close()  # type: ignore[attr-defined]


def test_a_killed_process_is_an_error_with_advice() -> None:
    with pytest.raises(InternalError, match="E-engine-process") as told:
        list(map_ordered(die, range(500), jobs=2))
    assert "--jobs 1" in told.value.hint


def test_no_worker_outlives_a_parent_that_was_killed() -> None:
    code = (
        "import time\n"
        "from isnad.engine.local import map_ordered\n"
        "def slow(n): time.sleep(0.02); return os.getpid()\n"
        "import os\n"
        "seen = set()\n"
        "for pid in map_ordered(slow, range(100_000), jobs=2):\n"
        "    if pid not in seen: seen.add(pid); print(pid, flush=True)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    workers = [int(run.stdout.readline()) for _ in range(2)]
    run.kill()
    run.wait(10)
    run.stdout.close()
    until = time.monotonic() + 15
    while time.monotonic() < until and any(alive(pid) for pid in workers):
        time.sleep(0.2)
    assert not any(alive(pid) for pid in workers)


def alive(pid: int) -> bool:
    """Whether a process still runs; one that has ended but was not yet collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"
