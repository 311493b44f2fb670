"""Is all well with this machine, the archive and the packs? Each check says what it saw and what to do."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import msgspec

from isnad.archive.archive import reader_name
from isnad.archive.upkeep import behind
from isnad.errors import IsnadError
from isnad.lang.lint import lint_pack
from isnad.lang.pack import HOME, load_pack, packs
from isnad.places.gazetteer import Gazetteer
from isnad.store.base import Store

ROOM = 3
"""Free space wanted, in times of the archive's size: a backup, a migration, and room to grow."""
LEAST = 200_000_000
EXTRAS = {"psycopg": "PostgreSQL: pip install 'isnad[postgres]'", "openpyxl": "workbooks: pip install 'isnad[xlsx]'"}
GOOD, ADVICE, BAD = "good", "advice", "bad"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """`state` is good, advice or bad; `advice` is empty where all is well."""

    name: str
    state: str
    seen: str
    advice: str = ""


def check_machine() -> Iterator[Check]:
    """Python, the database library, optional parts, the packs and the places."""
    here = ".".join(map(str, sys.version_info[:3]))
    yield Check(name="python", state=GOOD, seen=here)
    full = _has_fts5()
    advice = "" if full else "this Python's SQLite has no full-text search (fts5): use another Python, or PostgreSQL"
    yield Check(name="sqlite", state=GOOD if full else BAD, seen=sqlite3.sqlite_version, advice=advice)
    for module, told in EXTRAS.items():
        there = importlib.util.find_spec(module) is not None
        seen = "installed" if there else "not installed"
        yield Check(name=module, state=GOOD, seen=seen, advice="" if there else f"only if you want {told}")
    for code in packs():
        yield _pack(code)
    try:
        raw = (resources.files("isnad.places") / "data" / "places.bin").read_bytes()
        yield Check(name="places", state=GOOD, seen=f"{len(Gazetteer(raw).header['countries'])} countries")
    except (OSError, KeyError, ValueError, IsnadError) as fault:
        yield Check(name="places", state=BAD, seen=f"cannot be read: {fault}", advice="install isnad again")


def check_store(store: Store, at: str) -> Iterator[Check]:
    """The archive as it stands at a moment, without proving it (isnad verify does that)."""
    head = store.head()
    seen = f"{head.seq:,} events, the last of {head.at}" if head else "empty"
    yield Check(name="archive", state=GOOD, seen=f"{store.place}: {seen}")
    if head is not None and head.at > at:
        told = f"the log's last entry is of {head.at}, this machine says {at}"
        yield Check(name="clock", state=BAD, seen=told, advice="set the clock (timedatectl status), then go on")
    back = sum(1 for _ in store.events(kind="clock"))
    if back:
        yield Check(name="clock", state=ADVICE, seen=f"set back {back} time(s)", advice="see: isnad list events")
    sealed = store.sealed()
    fine = sealed.startswith(("sealed", "data checksums are on"))
    advice = "" if fine else "isnad verify, or see docs/archive.md, What the log proves"
    state = GOOD if fine else BAD if sealed.startswith("not") else ADVICE
    yield Check(name="seal", state=state, seen=sealed, advice=advice)
    unread, old = len(store.unread("")), len(store.unread(reader_name()))
    advice = "isnad add (without REPORTS) reads them" if unread else ""
    yield Check(name="unread", state=ADVICE if unread else GOOD, seen=f"{unread:,} reports", advice=advice)
    if old > unread:
        advice = "isnad add --reread reads them with this version and says what changes"
        yield Check(name="readings", state=ADVICE, seen=f"{old - unread:,} by another version", advice=advice)
    late = behind(store)
    advice = "isnad add (without REPORTS) groups them" if late else ""
    yield Check(name="incidents", state=ADVICE if late else GOOD, seen=late or "up to date", advice=advice)
    if "://" not in store.place:
        yield from _file(Path(store.place))


def _file(path: Path) -> Iterator[Check]:
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    short = free < max(LEAST, ROOM * size)
    advice = f"make room: {ROOM} times the archive's size should be free" if short else ""
    yield Check(name="disk", state=BAD if short else GOOD, seen=f"{size:,} bytes used, {free:,} free", advice=advice)
    can = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    advice = "" if can else "give the user of isnad the right to write the file and its folder"
    yield Check(name="rights", state=GOOD if can else BAD, seen="can write" if can else "cannot write", advice=advice)
    open_to_all = path.stat().st_mode & 0o007
    advice = f"chmod o-rwx {path}, if its reports are confidential" if open_to_all else ""
    seen = "others on this machine may read it" if open_to_all else "not open to others on this machine"
    yield Check(name="privacy", state=ADVICE if open_to_all else GOOD, seen=seen, advice=advice)


def _pack(code: str) -> Check:
    try:
        version = load_pack(code).version
        faults = lint_pack(HOME / code)
    except IsnadError as fault:
        return Check(name=f"pack {code}", state=BAD, seen=fault.message, advice=fault.hint or "install isnad again")
    advice = f"isnad lint {HOME / code}" if faults else ""
    seen = f"version {version}, {len(faults)} fault(s)"
    return Check(name=f"pack {code}", state=BAD if faults else GOOD, seen=seen, advice=advice)


def _has_fts5() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return True
