"""Backup and restore as docs/desk.md tells a desk to do them, tried for real on both databases."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from isnad.archive.verify import verify
from isnad.store.open import open_store

ROOT = Path(__file__).parent.parent.parent
DESK = ROOT / "tools" / "desk"
BIN = Path(sys.executable).parent
PATH = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": PATH}
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, env=env)


def rows(path: Path, first: int, count: int) -> Path:
    told = '{{"id": "r{n}", "text": "قتل {n} أشخاص في انفجار وسط المدينة رقم {n}."}}\n'
    path.write_text("".join(told.format(n=n) for n in range(first, first + count)), encoding="utf-8")
    return path


def add(place: str, path: Path) -> None:
    done = run(BIN / "isnad", "add", path, "--store", place, "--quiet")
    assert done.returncode == 0, done.stderr


def test_a_copy_made_while_others_write_is_whole_and_comes_back(
    request: pytest.FixtureRequest, place: str, tmp_path: Path
) -> None:
    new: Callable[[], str] | None = request.getfixturevalue("server") if "postgres" in place else None
    if new and not shutil.which("pg_dump"):
        pytest.skip("no pg_dump")
    add(place, rows(tmp_path / "one.jsonl", 2, 120))
    more = rows(tmp_path / "two.jsonl", 500, 250)
    writing = subprocess.Popen([BIN / "isnad", "add", more, "--store", place, "--quiet"], stdout=subprocess.DEVNULL)
    made = run(DESK / "backup.sh", place, tmp_path / "copies")
    assert made.returncode == 0, made.stderr
    assert writing.wait() == 0
    copy = Path(made.stdout.strip())
    assert copy.stat().st_mode & 0o077 == 0

    back = new() if new else str(tmp_path / "back.db")
    done = run(DESK / "restore.sh", copy, back)
    assert done.returncode == 0, done.stderr
    assert "all is as it was taken in" in done.stdout
    store = open_store(back, tool="t")
    kept = [k.id for k in store.reports()]
    assert 120 <= len(kept) <= 370
    assert verify(store) == []
    head = store.head()
    assert head is not None
    assert head.hash in (tmp_path / "copies" / "heads.txt").read_text(encoding="utf-8")
    store.close()
    add(back, more)
    store = open_store(back, tool="t")
    assert len(store.reports()) == 370
    store.close()
    assert run(DESK / "restore.sh", copy, back).returncode != 0, "nothing is overwritten"


def test_a_damaged_archive_gives_no_copy_and_old_ones_go(tmp_path: Path) -> None:
    place, copies = tmp_path / "a.db", tmp_path / "copies"
    add(str(place), rows(tmp_path / "one.jsonl", 2, 30))
    for stamp in ("20250101T000000Z", "20250102T000000Z", "20250103T000000Z"):
        copies.mkdir(exist_ok=True)
        (copies / f"isnad-{stamp}.db").write_bytes(b"old")
    assert run(DESK / "backup.sh", place, copies, "2").returncode == 0
    left = sorted(p.name for p in copies.glob("*.db"))
    assert len(left) == 2
    assert left[0] == "isnad-20250103T000000Z.db"
    store = open_store(str(place), tool="t")
    store._db.run("UPDATE bytes SET packed = x'00' WHERE sha = (SELECT min(sha) FROM bytes)")
    store.close()
    failed = run(DESK / "backup.sh", place, copies, "2")
    assert failed.returncode != 0
    assert sorted(p.name for p in copies.glob("isnad-*")) == left


def test_the_units_are_units_and_name_commands_that_exist() -> None:
    for unit in sorted(DESK.glob("isnad-*.*")):
        text = unit.read_text(encoding="utf-8")
        if found := re.search(r"^ExecStart=/opt/isnad/bin/isnad (\w+) (.*)$", text, re.M):
            told = run(BIN / "isnad", found[1], "--help").stdout
            assert all(option in told for option in re.findall(r"--[a-z-]+", found[2]))
        assert f"# /etc/systemd/system/{unit.name}" in text
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    assert all(path.name in page for path in DESK.iterdir())
