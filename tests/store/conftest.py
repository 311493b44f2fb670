"""Both databases for one contract. PostgreSQL runs when Debian's server and psycopg are installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from isnad.store.open import open_store
from isnad.store.sql import SqlStore


def _bin() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """Gives the address of a new, empty database at every call. The server is one of our own, run by an
    unprivileged user in a folder of its own, reached by a socket in it and by nothing else."""
    if _bin() is None or importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL NOT TESTED: needs Debian's postgresql and psycopg")
    import psycopg

    home = Path(tempfile.mkdtemp(prefix="isnad-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        as_user = ["runuser", "-u", "postgres", "--"]
        shutil.chown(home, "postgres")
    bins = _bin()
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    init = [
        f"{bins}/initdb",
        "-D",
        f"{home}/data",
        "-U",
        "isnad",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "-N",
        "-k",
    ]
    subprocess.run([*as_user, *init], **quiet)  # type: ignore[call-overload]
    flags = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    control = [*as_user, f"{bins}/pg_ctl", "-D", f"{home}/data", "-w"]
    subprocess.run([*control, "-o", flags, "-l", f"{home}/data/log", "start"], **quiet)  # type: ignore[call-overload]

    def new() -> str:
        name = "t" + uuid.uuid4().hex[:12]
        with psycopg.connect(f"postgresql:///postgres?host={home}&user=isnad", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql:///{name}?host={home}&user=isnad"

    yield new
    subprocess.run([*control, "-m", "immediate", "stop"], **quiet)  # type: ignore[call-overload]
    shutil.rmtree(home)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "a.db")
    made: str = request.getfixturevalue("server")()
    return made


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    opened = open_store(place, tool="test")
    yield opened
    opened.close()
