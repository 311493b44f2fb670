"""The same results in the same order, whatever the number of processes."""

from __future__ import annotations

import os
from collections.abc import Iterator

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
