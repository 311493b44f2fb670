"""Disks that are full or may only be read, made for real with a small file system of our own (needs root)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from isnad.archive.verify import verify
from isnad.store.open import open_store

ISNAD = str(Path(sys.executable).with_name("isnad"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    home = tmp_path / "disk"
    home.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "isnad-test", str(home)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("disks NOT TESTED: needs root and the right to mount")
    yield home
    subprocess.run(["umount", "--lazy", str(home)], check=True)


def rows(path: Path, first: int, count: int) -> Path:
    told = '{{"id": "r{n}", "text": "قتل {n} أشخاص في انفجار وسط المدينة رقم {n}."}}\n'
    path.write_text("".join(told.format(n=n) for n in range(first, first + count)), encoding="utf-8")
    return path


def add(place: Path, path: Path) -> subprocess.CompletedProcess[str]:
    command = [ISNAD, "add", str(path), "--store", str(place), "--quiet"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_full_disk_is_said_and_loses_nothing(disk: Path, tmp_path: Path) -> None:
    place = disk / "a.db"
    assert add(place, rows(tmp_path / "few.jsonl", 2, 20)).returncode == 0
    many = rows(tmp_path / "many.jsonl", 100, 900)
    full = add(place, many)
    assert full.returncode == 2
    assert "E-store-full" in full.stderr
    assert "Traceback" not in full.stderr
    store = open_store(str(place), tool="t")
    assert verify(store) == []
    kept = len(store.reports())
    assert 20 <= kept < 920
    store.close()
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    assert add(place, many).returncode == 0
    store = open_store(str(place), tool="t")
    assert len(store.reports()) == 920
    assert store.unread("") == []
    assert verify(store) == []
    store.close()


def test_a_disk_that_may_only_be_read_is_read(disk: Path, tmp_path: Path) -> None:
    place = disk / "a.db"
    assert add(place, rows(tmp_path / "few.jsonl", 2, 20)).returncode == 0
    before = place.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    refused = add(place, rows(tmp_path / "more.jsonl", 50, 5))
    assert refused.returncode == 2
    assert "E-store-readonly" in refused.stderr
    for command in (["verify"], ["list"], ["list", "incidents"], ["status"], ["search", "انفجار"]):
        done = subprocess.run([ISNAD, *command, "--store", str(place)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stderr)
    assert place.read_bytes() == before
