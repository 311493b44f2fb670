"""What only a file can suffer: kill -9, a full disk, another writer, flipped bytes."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from isnad.archive.archive import take_in
from isnad.archive.intake import receive
from isnad.archive.verify import verify
from isnad.errors import InputError, IsnadError
from isnad.store.open import open_store
from isnad.store.sql import SqlStore
from isnad.store.sqlite import Sqlite

KILLS = int(os.environ.get("ISNAD_KILLS", "3"))
FLIPS = int(os.environ.get("ISNAD_FLIPS", "60"))
ISNAD = str(Path(sys.executable).with_name("isnad"))


def now() -> str:
    return "2026-01-02T03:04:05Z"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    rows = [f'{{"id": "r{n}", "text": "قتل {n} أشخاص في انفجار وسط المدينة رقم {n}."}}\n' for n in range(2, 420)]
    path = tmp_path / "in.jsonl"
    path.write_text("".join(rows), encoding="utf-8")
    return path


def test_kill_at_any_moment_loses_nothing_acknowledged(tmp_path: Path, lines: Path) -> None:
    chance = random.Random(7)
    db = tmp_path / "a.db"
    before = 0
    for _ in range(KILLS):
        run = subprocess.Popen([ISNAD, "add", lines, "--store", db, "--quiet"], stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 2.5))
        run.kill()
        run.wait()
        if db.exists():
            store = open_store(str(db), tool="t")
            assert verify(store) == []
            kept = len(store.reports(every=True))
            assert kept >= before
            before = kept
            store.close()
    subprocess.run([ISNAD, "add", lines, "--store", db, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    store = open_store(str(db), tool="t")
    assert verify(store) == []
    assert sorted(k.id for k in store.reports(every=True)) == sorted(f"r{n}" for n in range(2, 420))
    assert store.unread("") == []


def test_another_writer_is_said(tmp_path: Path) -> None:
    one = SqlStore(Sqlite(str(tmp_path / "a.db")), "t")
    two = SqlStore(Sqlite(str(tmp_path / "a.db"), wait=0.05), "t")
    with one.writer(), pytest.raises(InputError, match="another run"), two.writer():
        pass
    with two.writer() as writer:
        assert writer.append(now(), "note", "me", {}).seq == 1


def test_a_full_disk_keeps_what_was_there(tmp_path: Path, lines: Path) -> None:
    db = tmp_path / "a.db"
    open_store(str(db), tool="t").close()
    size = db.stat().st_size + 20_000

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [ISNAD, "add", lines, "--store", db]
    run = subprocess.run(command, capture_output=True, text=True, preexec_fn=limit, check=False)
    assert run.returncode == 2
    assert "E-store-full" in run.stderr
    assert "Traceback" not in run.stderr
    store = open_store(str(db), tool="t")
    assert verify(store) == []
    assert store.reports() == []


def _dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        tables = ("event", "bytes", "report", "reading", "migration")
        return [repr(row) for t in tables for row in connection.execute(f"SELECT * FROM {t} ORDER BY 1")]


def test_no_flipped_byte_alters_evidence_unseen(tmp_path: Path, lines: Path) -> None:
    """Found by verify, or in space that holds nothing: what the archive says is then the same."""
    db = tmp_path / "a.db"
    store = open_store(str(db), tool="t")
    take_in(store, receive([str(lines)]), now, "me")
    store.close()
    whole, clean = db.read_bytes(), _dump(db)
    chance = random.Random(11)
    found = 0
    for _ in range(FLIPS):
        at = chance.randrange(len(whole))
        hurt = tmp_path / "b.db"
        hurt.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        try:
            damaged = open_store(str(hurt), tool="t")
            seen = bool(verify(damaged))
            damaged.close()
        except IsnadError:
            seen = True
        found += seen
        assert seen or _dump(hurt) == clean, f"byte {at} changed the evidence unseen"
    assert found > FLIPS // 3


def test_a_truncated_file_is_damage(tmp_path: Path, lines: Path) -> None:
    db = tmp_path / "a.db"
    store = open_store(str(db), tool="t")
    take_in(store, receive([str(lines)]), now, "me")
    store.close()
    db.write_bytes(db.read_bytes()[: db.stat().st_size // 2])
    run = subprocess.run([ISNAD, "verify", "--store", db], capture_output=True, text=True, check=False)
    assert run.returncode == 3
    assert "Traceback" not in run.stderr
