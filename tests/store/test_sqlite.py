"""What only a file can suffer: a full disk, another writer, flipped bytes."""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from isnad.archive.archive import take_in
from isnad.archive.intake import receive
from isnad.archive.verify import verify
from isnad.errors import IsnadError
from isnad.store.open import open_store

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


@pytest.fixture
def whole(tmp_path: Path, lines: Path) -> Path:
    """A sealed archive, read and reconciled in part, with pages that were given up."""
    db = tmp_path / "a.db"
    store = open_store(str(db), tool="t")
    take_in(store, receive([str(lines)]), now, "me")
    store.close()
    store = open_store(str(db), tool="t")
    with store.writer() as writer:
        writer.put_records([], {f"inc-{n}": ("m", random.Random(n).randbytes(9000)) for n in range(40)})
    with store.writer() as writer:
        writer.put_records([f"inc-{n}" for n in range(40)], {})
    store.close()
    return db


def _seen(path: Path) -> bool:
    try:
        damaged = open_store(str(path), tool="t")
        found = bool(verify(damaged))
        damaged.close()
    except IsnadError:
        return True
    return found


def test_every_flipped_byte_is_found(tmp_path: Path, whole: Path) -> None:
    """Also in pages and gaps that hold nothing: FLIPS random bits of the file, one at a time."""
    clean, hurt = whole.read_bytes(), tmp_path / "b.db"
    shutil.copy(f"{whole}.seal", f"{hurt}.seal")
    hurt.write_bytes(clean)
    assert not _seen(hurt)
    chance = random.Random(11)
    header = [(24, 1), (27, 128), (92, 1), (95, 4), (0, 1), (18, 2), (len(clean) - 1, 1)]
    some = [(chance.randrange(len(clean)), 1 << chance.randrange(8)) for _ in range(FLIPS)]
    missed = []
    for at, bit in header + some:
        hurt.write_bytes(clean[:at] + bytes([clean[at] ^ bit]) + clean[at + 1 :])
        if not _seen(hurt):
            missed.append(at)
    assert missed == []


def test_nothing_is_written_over_damage_in_unused_space(whole: Path, lines: Path) -> None:
    """A run that went on would seal the damage: it stops, and says where the damage is."""
    raw = bytearray(whole.read_bytes())
    with sqlite3.connect(whole) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] > 20
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    trunk = (int.from_bytes(raw[32:36], "big") - 1) * 4096
    raw[(int.from_bytes(raw[trunk + 8 : trunk + 12], "big") - 1) * 4096 + 2000] ^= 1  # a page given up
    whole.write_bytes(raw)
    more = lines.with_name("more.jsonl")
    more.write_text('{"id": "new", "text": "x"}\n', encoding="utf-8")
    with sqlite3.connect(whole) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    before = whole.read_bytes()
    run = subprocess.run([ISNAD, "add", more, "--store", whole], capture_output=True, text=True, check=False)
    assert run.returncode == 3
    assert "are not as they were written" in run.stderr
    assert whole.read_bytes() == before


def test_a_seal_of_an_earlier_state_accuses_nobody(whole: Path) -> None:
    with sqlite3.connect(whole) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    store = open_store(str(whole), tool="t")
    assert verify(store) == []
    assert "written since" in store.sealed()
    with store.writer() as writer:
        writer.append(now(), "note", "me", {})
    store.close()
    store = open_store(str(whole), tool="t")
    assert store.sealed().startswith("sealed")
    store.close()
    Path(f"{whole}.seal").write_bytes(b"isnad-seal 1\nnonsense")
    store = open_store(str(whole), tool="t")
    assert "seal cannot be read" in verify(store)[0].what
    store.close()


def test_a_truncated_file_is_damage(tmp_path: Path, lines: Path) -> None:
    db = tmp_path / "a.db"
    store = open_store(str(db), tool="t")
    take_in(store, receive([str(lines)]), now, "me")
    store.close()
    db.write_bytes(db.read_bytes()[: db.stat().st_size // 2])
    run = subprocess.run([ISNAD, "verify", "--store", db], capture_output=True, text=True, check=False)
    assert run.returncode == 3
    assert "Traceback" not in run.stderr
