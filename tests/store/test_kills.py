"""kill -9 at random moments of add, re-add, re-read and migrate, and two writers at once, on both databases.

ISNAD_KILLS=200 kills that often on each database (tests run ten kills each).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from isnad.archive.upkeep import state_of
from isnad.archive.verify import verify
from isnad.store.migrations import LATEST
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

KILLS = int(os.environ.get("ISNAD_KILLS", "10"))
EACH = 10
"""Kills that one archive suffers."""
ROWS = 230
DRIVER = """
import sys, isnad
isnad.__version__ = sys.argv[1]
import isnad.cli.add, isnad.cli.status
from isnad.cli.main import main
print("go", flush=True)
sys.exit(main(sys.argv[2:]))
"""


def start(version: str, *args: str | Path) -> subprocess.Popen[str]:
    """isnad as of some version, imports done: the next thing it does is open the archive."""
    command = [sys.executable, "-c", DRIVER, version, *map(str, args)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert run.stdout is not None
    assert run.stdout.readline() == "go\n"
    return run


def killed(run: subprocess.Popen[str], after: float) -> str:
    """What it had said when it was killed: its last line acknowledges what it took in."""
    time.sleep(after)
    run.kill()
    return run.communicate()[0]


def rows(folder: Path, number: int) -> Path:
    """Reports as lines, and a page that is another one every time."""
    folder.mkdir(exist_ok=True)
    told = "قتل {n} أشخاص وأصيب {m} في انفجار وسط المدينة رقم {n}."
    lines = [f'{{"id": "r{number}-{n}", "text": "{told.format(n=n, m=number + 2)}"}}\n' for n in range(ROWS)]
    path = folder / f"{number}.jsonl"
    path.write_text("".join(lines), encoding="utf-8")
    (folder / "page.txt").write_text(told.format(n=number + 3, m=7), encoding="utf-8")
    return path


def whole(place: str) -> tuple[int, int]:
    """Proves the archive and counts its versions and events."""
    store = open_store(place, tool="t")
    assert verify(store) == []
    head = store.head()
    counted = len(store.reports(every=True)), head.seq if head else 0
    store.close()
    return counted


@pytest.mark.parametrize("part", range(0, KILLS, EACH))
def test_kill_loses_nothing_acknowledged(place: str, tmp_path: Path, part: int) -> None:
    chance = random.Random(part)
    folder = tmp_path / "in"
    before = (0, 0)
    for n in range(min(EACH, KILLS - part)):
        act = ("add", "add again", "read again")[n % 3]
        if act == "add":
            rows(folder, n)
            run = start("1", "add", folder, "--store", place, "--quiet")
        elif act == "add again":
            (folder / "page.txt").write_text(f"قتل {n + 4} جنود في كمين على الطريق {n}.", encoding="utf-8")
            run = start("1", "add", folder, "--store", place, "--quiet")
        else:
            run = start(f"2.{n}", "add", "--reread", "--store", place, "--quiet")
        said = killed(run, chance.uniform(0, 2.0 + n / 20))
        now = whole(place)
        assert now >= before
        if act == "add" and '"new"' in said:
            assert now[0] >= before[0]
            assert len([k for k in _ids(place) if k.startswith(f"r{n}-")]) == ROWS
        before = now
    for _ in range(2):
        done = start("3", "add", folder, "--store", place, "--quiet").communicate()[0]
        assert '"issues":0' in done
    whole(place)
    ids = _ids(place)
    wanted = [f"r{n}-{m}" for n in range(0, min(EACH, KILLS - part), 3) for m in range(ROWS)] + ["page"]
    assert sorted(ids) == sorted(wanted)
    store = open_store(place, tool="t")
    assert store.unread("") == []
    state = state_of(store)
    assert {i.id for i in state.incidents} == store.records().keys()
    store.close()


def _ids(place: str) -> list[str]:
    store = open_store(place, tool="t")
    found = [kept.id for kept in store.reports()]
    store.close()
    return found


def test_kill_leaves_a_migration_whole_or_undone(
    request: pytest.FixtureRequest, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(8)
    new: Callable[[], str] | None = request.getfixturevalue("server") if "postgres" in place else None
    for n in range(max(3, KILLS // 3)):
        old_place = new() if new else str(tmp_path / f"{n}.db")
        with monkeypatch.context() as patched:
            patched.setattr(SqlStore, "migrate", lambda self: None)
            old = open_store(old_place, tool="old")
        old.migrate(1)
        with old.writer() as writer:
            sha = writer.put_blob(bytes(range(256)))
            writer.append("2026-01-01T00:00:00Z", "note", "me", {"n": n})
        old.close()
        killed(start("1", "status", "--store", old_place), chance.uniform(0, 0.08))
        store = open_store(old_place, tool="t")
        assert store._applied() == LATEST
        assert store.blob(sha) == bytes(range(256))
        assert [e.plain() for e in store.events()] == [{"n": n}]
        store.close()


def test_two_writers_at_once_lose_nothing(place: str, tmp_path: Path) -> None:
    one, two = rows(tmp_path / "one", 1), rows(tmp_path / "two", 2)
    runs = [start("1", "add", path, "--store", place, "--quiet") for path in (one, two)]
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert whole(place)[0] == 2 * ROWS
    start("1", "add", "--store", place, "--quiet").communicate()
    store = open_store(place, tool="t")
    assert store.unread("") == []
    assert {i.id for i in state_of(store).incidents} == store.records().keys()
    store.close()
