"""What tests of several packages share: readings made by hand, both databases, runs that are killed.

PostgreSQL runs when Debian's server and psycopg are installed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from isnad.errors import IsnadError
from isnad.model.claim import Claim, Evidence, Teller
from isnad.model.incident import Reading
from isnad.model.report import Report
from isnad.model.values import VALUE_OF_KIND, TextValue
from isnad.store.open import open_store
from isnad.store.sql import SqlStore

settings.register_profile("isnad", deadline=None, derandomize=True)
settings.load_profile("isnad")
# Machines are noisy: no property is about seconds, and every run draws the same examples.

Told = tuple[str, str, dict[str, Any]]
"""A kind, the words that carry the claim, and the fields of its value; fields that begin with
an underscore belong to the claim: _event, _stance, _by (the names of the tellers), _type, _rule."""


def _reading(name: str, text: str, *told: Told, published: str | None = None, outlet: str | None = None) -> Reading:
    claims = []
    at: dict[str, int] = {}
    for number, (kind, quote, fields) in enumerate(told):
        start = text.index(quote, at.get(quote, 0))
        at[quote] = start + 1
        own = {k: v for k, v in fields.items() if not k.startswith("_")}
        if kind not in VALUE_OF_KIND:
            own.setdefault("summary", quote)
        claims.append(
            Claim(
                claim=f"{name}-{number}",
                report=name,
                kind=kind,
                event=fields.get("_event", "main"),
                value=VALUE_OF_KIND.get(kind, TextValue)(**own),
                attribution=tuple(Teller(name=n, type=fields.get("_type", "official")) for n in fields.get("_by", ())),
                stance=fields.get("_stance", "asserted"),
                quoted=False,
                evidence=Evidence(start, start + len(quote), quote),
                rule=fields.get("_rule", "test"),
            )
        )
    claims.sort(key=lambda c: (c.evidence.start, c.evidence.end))
    return Reading(report=Report(id=name, text=text, published=published, outlet=outlet), claims=tuple(claims))


@pytest.fixture
def reading() -> Callable[..., Reading]:
    """Makes a reading: reading(id, text, (kind, words, value fields), …, published=…)."""
    return _reading


def _bin() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Cluster:
    """A PostgreSQL server of our own, run by an unprivileged user in a folder of its own, reached by a socket in
    it and by nothing else."""

    def __init__(self, *settings: str) -> None:
        bins = _bin()
        if bins is None or importlib.util.find_spec("psycopg") is None:
            pytest.skip("PostgreSQL NOT TESTED: needs Debian's postgresql and psycopg")
        self.home = Path(tempfile.mkdtemp(prefix="isnad-pg-"))
        self._as_user: list[str] = []
        if os.geteuid() == 0:
            self._as_user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(self.home, "postgres")
        self._settings = settings
        self._bins = bins
        init = f"-D {self.home}/data -U isnad -A trust -E UTF8 --locale=C -N -k"
        self.tool("initdb", *init.split())
        self.start()

    def tool(self, name: str, *args: str) -> int:
        """One of the server's programs, as its user; the value is its status."""
        command = [*self._as_user, f"{self._bins}/{name}", *args]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode

    def start(self) -> None:
        fixed = ("listen_addresses=''", f"unix_socket_directories={self.home}", "fsync=off", "autovacuum=off")
        flags = " ".join(f"-c {setting}" for setting in (*fixed, *self._settings))
        log = f"{self.home}/data/log"
        assert self.tool("pg_ctl", "-D", f"{self.home}/data", "-w", "-o", flags, "-l", log, "start") == 0

    def stop(self, mode: str = "fast") -> None:
        self.tool("pg_ctl", "-D", f"{self.home}/data", "-w", "-m", mode, "stop")

    def run(self, sql: str, database: str = "postgres") -> list[Any]:
        """One statement of whoever owns the server."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def url(self, database: str) -> str:
        return f"postgresql:///{database}?host={self.home}&user=isnad"

    def new(self, more: str = "") -> str:
        """The address of a new, empty database."""
        name = "t" + uuid.uuid4().hex[:12]
        self.run(f"CREATE DATABASE {name} {more}")
        return self.url(name)

    def close(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self.home)


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[], str]]:
    """Gives the address of a new, empty database at every call, all of one server."""
    made = Cluster()
    yield made.new
    made.close()


@pytest.fixture
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A server that a test may hurt; its settings by indirect parameters."""
    made = Cluster(*getattr(request, "param", ()))
    yield made
    made.close()


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


DRIVER = """
import json, os, signal, sys
import isnad.archive.archive, isnad.cli.stored, isnad.cli.add, isnad.cli.status, isnad.cli.watch
from isnad.cli.main import main
from isnad.model.report import Report
isnad.archive.archive._read(Report(id="x", text="x"))
isnad.archive.archive.terms("x")
isnad.archive.archive.BATCH = 10
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    version, place, *args = json.loads(line)
    if pid := os.fork():
        print(pid, flush=True)
        continue
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number in (1, 2):
        os.dup2(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    isnad.archive.archive.__version__ = isnad.cli.stored.__version__ = version
    code = main(args)
    sys.stdout.flush()
    os.rename(place, f"{place}.{code}")
    os._exit(code)
"""
"""One process with everything imported, and a fork of it for each run: a kill then falls within the work.
Small batches: more transactions for a kill to fall between, in the same time."""


class Run:
    """A run that goes on; what it says stands in `place`, and in place.CODE when it has ended."""

    def __init__(self, pid: int, place: Path) -> None:
        self.pid = pid
        self._place = place

    def ended(self) -> tuple[int, str]:
        """Waits for its end: status (-9 for one that was killed) and what it had said."""
        while True:
            try:
                os.kill(self.pid, 0)
            except ProcessLookupError:
                break
            time.sleep(0.005)
        done = sorted(self._place.parent.glob(f"{self._place.name}.*"))
        return (int(done[0].suffix[1:]), done[0].read_text()) if done else (-9, self._place.read_text())


class Killer:
    """Starts the command and kills it with signal 9 at a random moment of the time that such a run takes.

    ISNAD_KILLS says how many kills each act suffers on each database (ten). ISNAD_KILLS_LOG names a file
    that gets a line a kill: act, database, seconds, and where it fell: "early" (nothing had been
    committed), "midway", or "late" (what came of it had been said).
    """

    def __init__(self, folder: Path) -> None:
        self._log = os.environ.get("ISNAD_KILLS_LOG", "")
        self._folder = folder
        self._number = 0
        command = [sys.executable, "-c", DRIVER]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, version: str, *args: str | Path) -> Run:
        """isnad as of some version; the next thing it does is open the archive."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._number += 1
        place = self._folder / str(self._number)
        place.touch()
        self._server.stdin.write(json.dumps([version, str(place), *map(str, args)]) + "\n")
        self._server.stdin.flush()
        return Run(int(self._server.stdout.readline()), place)

    def whole(self, version: str, *args: str | Path) -> float:
        """How long such a run takes on this machine just now."""
        run, began = self.start(version, *args), time.monotonic()
        code, said = run.ended()
        assert code == 0, said
        return time.monotonic() - began

    def kill(self, act: str, run: Run, place: str, chance: random.Random, length: float) -> str:
        """What it had said when it was killed: its last line acknowledges what it took in. What another
        run saw in the archive a moment before is there afterwards."""
        before, after = head(place), chance.uniform(0, length)
        time.sleep(after)
        seen = head(place)
        with contextlib.suppress(ProcessLookupError):
            os.kill(run.pid, signal.SIGKILL)
        said = run.ended()[1]
        store = open_store(place, tool="t")
        hashes = ["", *(event.hash for event in store.events())]
        store.close()
        for there in (before, seen):
            assert there is None or hashes[there[0]] == there[1]
        moved = len(hashes) - 1 > (before or (0, ""))[0]
        if self._log:
            fell = "late" if said else "midway" if moved else "early"
            with open(self._log, "a", encoding="utf-8") as out:
                out.write(f"{act}\t{'PostgreSQL' if '://' in place else 'SQLite'}\t{after:.3f}\t{fell}\n")
        return said

    def close(self) -> None:
        self._server.kill()
        self._server.communicate()


def head(place: str) -> tuple[int, str] | None:
    """Number and hash of the last entry as another run sees it; None where it is not to be seen now."""
    if "://" not in place and not os.path.exists(place):
        return None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("isnad.store.sqlite.Sqlite.wait", 0.0)
        patched.setattr(SqlStore, "migrate", lambda self: None)
        try:
            store = open_store(place, tool="t")
        except IsnadError:
            return None
        try:
            found = store.head()
        except IsnadError:
            return None
        finally:
            store.close()
    return (found.seq, found.hash) if found is not None else None


@pytest.fixture
def killer(tmp_path: Path) -> Iterator[Killer]:
    """Kills runs: killer.start(version, *arguments), then killer.kill(…)."""
    folder = tmp_path / "runs"
    folder.mkdir()
    made = Killer(folder)
    yield made
    made.close()
