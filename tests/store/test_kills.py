"""kill -9 at random moments of add, read again and migrate, and two writers at once, on both databases.

`make kills COUNT=200` kills each of them that often on each database (the tests ten times), and watch too
(tests/web/test_killed.py).
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from isnad.archive.upkeep import state_of
from isnad.archive.verify import verify
from isnad.store.migrations import LATEST
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

if TYPE_CHECKING:
    from tests.conftest import Killer

KILLS = int(os.environ.get("ISNAD_KILLS", "10"))
EACH = 20
"""Kills that one archive suffers."""
ROWS = 40


def rows(folder: Path, number: int) -> Path:
    """Reports as lines, and a page that is another one every time."""
    folder.mkdir(exist_ok=True)
    told = "قتل {n} أشخاص وأصيب {m} في انفجار وسط المدينة رقم {n}."
    lines = [f'{{"id": "r{number}-{n}", "text": "{told.format(n=n, m=number + 2)}"}}\n' for n in range(ROWS)]
    path = folder / f"{number}.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    (folder / "page.txt").write_text(told.format(n=number + 3, m=7), encoding="utf-8")
    return path


def proved(place: str) -> list[tuple[str, int]]:
    """Proves the archive; the value is every version that is in it."""
    store = open_store(place, tool="t")
    assert verify(store) == []
    found = [(kept.id, kept.version) for kept in store.reports(every=True)]
    store.close()
    return found


@pytest.mark.parametrize("part", range(0, KILLS, EACH))
def test_kill_of_adding_loses_nothing_acknowledged(place: str, tmp_path: Path, part: int, killer: Killer) -> None:
    """Every second time something is added that was interrupted before."""
    chance, folder = random.Random(part), tmp_path / "in"
    rows(folder, 1000)
    length = killer.whole("1", "add", folder, "--store", place, "--quiet")
    before = proved(place)
    for n in range(min(EACH, KILLS - part)):
        if n % 2 == 0:
            rows(folder, n)
        (folder / "page.txt").write_text(f"قتل {n + 4} جنود في كمين على الطريق {n}.", encoding="utf-8")
        jobs = "2" if n % 5 == 4 else "1"
        run = killer.start("1", "add", folder, "--store", place, "--quiet", "--jobs", jobs)
        said = killer.kill("add", run, place, chance, 1.1 * length)
        now = proved(place)
        assert now[: len(before)] == before
        if said:
            assert {f"r{n - n % 2}-{m}" for m in range(ROWS)} <= {name for name, _ in now}
        before = now
    wanted = [f"r{n}-{m}" for n in (1000, *range(0, min(EACH, KILLS - part), 2)) for m in range(ROWS)] + ["page"]
    completed(killer, place, folder, wanted)


@pytest.mark.parametrize("part", range(0, KILLS, EACH))
def test_kill_of_reading_again_loses_nothing(place: str, tmp_path: Path, part: int, killer: Killer) -> None:
    chance, folder = random.Random(part + 1), tmp_path / "in"
    rows(folder, 0)
    killer.whole("1", "add", folder, "--store", place, "--quiet")
    length = killer.whole("2", "add", "--reread", "--store", place, "--quiet", "--jobs", "1")
    before = proved(place)
    for n in range(min(EACH, KILLS - part)):
        jobs = "2" if n % 5 == 4 else "1"
        run = killer.start(f"3.{n}", "add", "--reread", "--store", place, "--quiet", "--jobs", jobs)
        killer.kill("read again", run, place, chance, 1.1 * length)
        assert proved(place) == before
    completed(killer, place, folder, [f"r0-{m}" for m in range(ROWS)] + ["page"], "--reread")


def completed(killer: Killer, place: str, folder: Path, wanted: list[str], *more: str) -> None:
    """The next run completes what was interrupted, without duplicates; the one after finds nothing to do."""
    for _ in range(2):
        code, said = killer.start("9", "add", folder, "--store", place, "--quiet", *more).ended()
        assert code == 0, said
        assert '"issues":0' in said
    proved(place)
    store = open_store(place, tool="t")
    assert sorted(kept.id for kept in store.reports()) == sorted(wanted)
    assert store.unread("") == []
    assert not more or {reading.reader.split()[0] for reading in store.readings()} == {"isnad/9"}
    assert {i.id for i in state_of(store).incidents} == store.records().keys()
    store.close()


def test_kill_leaves_a_migration_whole_or_undone(
    request: pytest.FixtureRequest, place: str, tmp_path: Path, killer: Killer
) -> None:
    chance, length = random.Random(8), 0.0
    new: Callable[[], str] | None = request.getfixturevalue("server") if "postgres" in place else None
    for n in range(KILLS + 1):
        old_place = new() if new else str(tmp_path / f"{n}.db")
        sha = old_schema(old_place, n)
        if not n:
            length = killer.whole("1", "status", "--store", old_place)
            continue
        killer.kill("migrate", killer.start("1", "status", "--store", old_place), old_place, chance, length)
        store = open_store(old_place, tool="t")
        assert store._applied() == LATEST
        assert store.blob(sha) == bytes(range(256))
        assert [e.plain() for e in store.events()] == [{"n": n}]
        assert verify(store)[1:] == []  # the bytes of the test stand in no event
        store.close()
        if not new:
            Path(old_place).unlink()


def old_schema(place: str, number: int) -> str:
    """An archive as the first version left it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(SqlStore, "migrate", lambda self: None)
        old = open_store(place, tool="old")
    old.migrate(1)
    with old.writer() as writer:
        sha = writer.put_blob(bytes(range(256)))
        writer.append("2026-01-01T00:00:00Z", "note", "me", {"n": number})
    old.close()
    return sha


def test_two_writers_at_once_lose_nothing(place: str, tmp_path: Path, killer: Killer) -> None:
    one, two = rows(tmp_path / "one", 1), rows(tmp_path / "two", 2)
    runs = [killer.start("1", "add", path, "--store", place, "--quiet") for path in (one, two)]
    said = [run.ended() for run in runs]
    assert [code for code, _ in said] == [0, 0], said
    assert len(proved(place)) == 2 * ROWS
    killer.whole("1", "add", "--store", place, "--quiet")
    store = open_store(place, tool="t")
    assert store.unread("") == []
    assert {i.id for i in state_of(store).incidents} == store.records().keys()
    store.close()
