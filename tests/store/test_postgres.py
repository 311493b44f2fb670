"""What only a server can suffer: flipped bytes in its files, files cut off or gone, a full disk, a sudden end."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from isnad.archive.archive import read_new, take_in
from isnad.archive.intake import receive
from isnad.archive.upkeep import bring_up_to_date
from isnad.archive.verify import verify
from isnad.errors import IsnadError
from isnad.store.open import open_store
from isnad.store.postgres import Postgres

if TYPE_CHECKING:
    from tests.conftest import Cluster

FLIPS = int(os.environ.get("ISNAD_FLIPS", "40"))
ISNAD = str(Path(sys.executable).with_name("isnad"))
FILES = """
SELECT c.relname, pg_relation_filepath(c.oid) FROM pg_class c WHERE c.relkind IN ('r', 'i', 't') AND (
  c.relnamespace = 'public'::regnamespace OR c.oid IN (
    SELECT reltoastrelid FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION SELECT indexrelid FROM pg_index JOIN pg_class t ON indrelid = t.reltoastrelid
      WHERE t.relnamespace = 'public'::regnamespace)) ORDER BY 1
"""


def now() -> str:
    return "2026-01-02T03:04:05Z"


def rows(path: Path, first: int, count: int, more: str = "") -> Path:
    told = '{{"id": "r{n}", "text": "قتل {n} أشخاص في انفجار وسط المدينة رقم {n}. {more}"}}\n'
    path.write_text("".join(told.format(n=n, more=more) for n in range(first, first + count)), encoding="utf-8")
    return path


def isnad(*args: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([ISNAD, *map(str, args)], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def place(cluster: Cluster, tmp_path: Path) -> str:
    """An archive of sixty reports, one of them long, all of it on the disk."""
    made = cluster.new()
    cluster.run("CREATE EXTENSION pg_prewarm", made.split("///")[1].partition("?")[0])
    store = open_store(made, tool="t")
    long = " ".join(f"{random.Random(n).getrandbits(64):x}" for n in range(1500))
    take_in(
        store,
        receive([str(rows(tmp_path / "in.jsonl", 2, 60)), str(rows(tmp_path / "l.jsonl", 99, 2, long))]),
        now,
        "me",
    )
    read_new(store, now, "me")
    bring_up_to_date(store, now, "me")
    store.close()
    cluster.run("CHECKPOINT")
    return made


@pytest.fixture
def files(cluster: Cluster, place: str) -> Iterator[dict[str, Path]]:
    """The files of the archive's tables and indexes, by name."""
    name = place.split("///")[1].partition("?")[0]
    return {row[0]: cluster.home / "data" / row[1] for row in cluster.run(FILES, name)}


def _seen(place: str) -> bool:
    try:
        store = open_store(place, tool="t")
    except IsnadError as fault:
        return fault.code == "E-store-damaged"
    found = bool(verify(store))
    store.close()
    return found


SMALL = ("shared_buffers=128kB",)
"""So that nothing stays in memory: what was flipped on the disk is read from there."""


@pytest.mark.parametrize("cluster", [SMALL], indirect=True)
def test_every_flipped_byte_is_found(cluster: Cluster, place: str, files: dict[str, Path]) -> None:
    """FLIPS random bits in the files of tables, of what they keep aside, and of indexes, one at a time."""
    chance = random.Random(7)
    cluster.run("CREATE TABLE other AS SELECT n, repeat('x', 2000) AS x FROM generate_series(1, 600) n")
    cluster.run("CREATE INDEX other_n ON other (n)")
    sizes = {name: path.stat().st_size for name, path in files.items() if path.stat().st_size}
    assert len(sizes) > 20
    missed = []
    for _ in range(FLIPS):
        name = chance.choices(sorted(sizes), weights=[sizes[n] ** 0.5 for n in sorted(sizes)])[0]
        at, bit = chance.randrange(sizes[name]), 1 << chance.randrange(8)
        _forget(cluster)
        _flip(files[name], at, bit)
        if not _seen(place):
            missed.append((name, at))
        _flip(files[name], at, bit)
    assert missed == []
    _forget(cluster)
    assert not _seen(place)


def _flip(path: Path, at: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        old = file.read(1)[0]
        file.seek(at)
        file.write(bytes([old ^ bit]))


def _forget(cluster: Cluster) -> None:
    """Fills the little memory that the server has with pages of a table that is not ours."""
    import psycopg

    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("SET enable_seqscan = off")
        connection.execute("SET enable_bitmapscan = off")
        for _ in range(3):
            connection.execute("SELECT count(x) FROM other WHERE n > 0")


def test_files_cut_off_or_gone_are_damage(cluster: Cluster, place: str, files: dict[str, Path]) -> None:
    for name in ("event", "bytes"):
        whole = files[name].read_bytes()
        for left in (len(whole) // 2 // 8192 * 8192, None):
            cluster.stop()
            if left is None:
                files[name].unlink()
            else:
                files[name].write_bytes(whole[:left])
            cluster.start()
            said = isnad("verify", "--store", place)
            assert said.returncode == 3, (name, left, said.stdout)
            assert isnad("search", "انفجار", "--store", place).returncode in (0, 1, 3)
            cluster.stop()
            files[name].write_bytes(whole)
            files[name].chmod(0o600)
            if os.geteuid() == 0:
                os.chown(files[name], files["record"].stat().st_uid, files["record"].stat().st_gid)
            cluster.start()
    assert isnad("verify", "--store", place).returncode == 0


def test_a_full_disk_is_said_and_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    small = cluster.home / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=14m", "isnad-test", str(small)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("disks NOT TESTED: needs root and the right to mount")
    try:
        os.chown(small, cluster.home.stat().st_uid, cluster.home.stat().st_gid)
        cluster.run(f"CREATE TABLESPACE small LOCATION '{small}'")
        place = cluster.new("TABLESPACE small")
        assert isnad("add", rows(tmp_path / "few.jsonl", 2, 20), "--store", place, "--quiet").returncode == 0
        many = tmp_path / "many.jsonl"
        noise = (f'{{"id": "m{n}", "text": "{random.Random(n).getrandbits(480_000):x}"}}\n' for n in range(120))
        many.write_text("".join(noise), encoding="utf-8")
        full = isnad("add", many, "--store", place, "--quiet")
        assert full.returncode == 2, full
        assert "E-store-full" in full.stderr
        assert isnad("verify", "--store", place).returncode == 0
        subprocess.run(["mount", "-o", "remount,size=200m", str(small)], check=True)
        assert isnad("add", many, "--store", place, "--quiet").returncode == 0
        store = open_store(place, tool="t")
        assert len(store.reports()) == 140
        assert verify(store) == []
        store.close()
        cluster.stop()
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)


def test_a_database_that_may_only_be_read_is_read(cluster: Cluster, place: str, tmp_path: Path) -> None:
    name = place.split("///")[1].partition("?")[0]
    cluster.run(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    refused = isnad("add", rows(tmp_path / "more.jsonl", 500, 5), "--store", place)
    assert refused.returncode == 2
    assert "E-store-readonly" in refused.stderr
    for command in (["verify"], ["list"], ["list", "incidents"], ["status"], ["search", "انفجار"]):
        assert isnad(*command, "--store", place).returncode == 0, command


def test_a_server_that_ends_suddenly_loses_nothing_acknowledged(cluster: Cluster, place: str, tmp_path: Path) -> None:
    chance, lost = random.Random(2), 0
    for n in range(4):
        more = rows(tmp_path / f"{n}.jsonl", 1000 * (n + 1), 80)
        run = subprocess.Popen(
            [ISNAD, "add", str(more), "--store", place, "--quiet"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(chance.uniform(0.5, 2.5))
        cluster.stop("immediate")
        said = run.communicate()
        assert "Traceback" not in said[1]
        assert run.returncode == 0 or ("E-store-lost" in said[1] or "E-store-open" in said[1]), said
        lost += run.returncode != 0
        cluster.start()
        assert isnad("verify", "--store", place).returncode == 0
        assert isnad("add", more, "--store", place, "--quiet").returncode == 0
    store = open_store(place, tool="t")
    assert len(store.reports()) == 62 + 4 * 80
    assert store.unread("") == []
    store.close()
    assert lost


def test_terms_of_an_earlier_archive_become_numbers(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    place = cluster.new()
    with monkeypatch.context() as patched:
        patched.setattr("isnad.store.sql.SqlStore.migrate", lambda self: None)
        old = open_store(place, tool="old")
    old.migrate(5)
    old._db.run("INSERT INTO words (n, terms) VALUES (1, ARRAY['انفجار', 'mot', '؟'])")
    old._db.run("INSERT INTO words (n, terms) VALUES (2, ARRAY['انفجار']), (3, ARRAY[]::text[])")
    old.close()
    new = open_store(place, tool="new")
    for asked, found in ((["انفجار"], [1, 2]), (["mot", "انفجار"], [1]), (["none"], [])):
        condition, values = new._db.candidates(asked)
        assert [row[0] for row in new._db.run(f"SELECT n FROM words WHERE {condition} ORDER BY n", values)] == found
    new.close()


def test_an_archive_that_another_run_makes_meanwhile_is_seen(cluster: Cluster) -> None:
    """The server remembers within a transaction that a table was not there: it must not be asked for its memory."""
    place = cluster.new()
    waiting = Postgres(place)
    waiting.run("BEGIN")
    assert not waiting.has_schema()
    open_store(place, tool="t").close()
    assert waiting.has_schema()
    waiting.end(keep=False)
    waiting.close()
