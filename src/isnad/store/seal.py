"""Digests of a database file as its last writer left it: what finds a flipped byte even in unused space.

The log proves what the archive says; a file also has free pages and gaps that say nothing. Beside
`isnad.db` lies `isnad.db.seal`: SQLite's change counter and the SHA-256 of each stretch of the
file. A seal whose counter is not the file's is of an earlier state and proves nothing. It guards
against failing disks, not against people: who can write the one can write the other.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import os
from collections.abc import Iterator

STRETCH = 1 << 16
_HEAD = b"isnad-seal 1\n"
_COUNTER, _SAME = slice(24, 28), slice(92, 96)
"""Where SQLite keeps its change counter, and the copy of it that every writer leaves."""
WHOLE, STALE, NONE, DAMAGED = "whole", "stale", "none", "damaged"
_open: dict[tuple[int, int], int] = {}
"""Files are opened once and never closed: closing one would drop the locks that SQLite holds on it."""


def check(path: str) -> tuple[str, list[str]]:
    """Whether the file is as sealed, and what is not: whole, stale (written since), none or damaged."""
    sealed = _read(path)
    if sealed is None:
        return NONE, []
    if not sealed:
        return DAMAGED, [f"{path}.seal cannot be read; if nothing else is named, delete it"]
    if _writing(path):
        return STALE, []
    counter, size, sums = sealed
    head = _bytes(path, 0, 100)
    if head[_COUNTER] != counter or _writing(path):
        if head[_SAME] == head[_COUNTER]:
            return STALE, []
        return DAMAGED, [f"{path}: bytes 24 to 28, the change counter, were altered"]
    found = [
        f"{path}: bytes {n * STRETCH:,} to {(n + 1) * STRETCH:,} are not as they were written"
        for n, total in enumerate(_sums(path))
        if n >= len(sums) or sums[n] != total
    ]
    if os.stat(path).st_size != size:
        found.insert(0, f"{path}: {os.stat(path).st_size:,} bytes long, not {size:,}")
    if _writing(path) or _bytes(path, 0, 100)[_COUNTER] != counter:
        return STALE, []
    return (DAMAGED, found) if found else (WHOLE, [])


def write(path: str) -> None:
    """Seals the file as it is; for a writer that holds its lock. The seal appears whole or not at all."""
    head = _bytes(path, 0, 100)
    body = _HEAD + head[_COUNTER] + os.stat(path).st_size.to_bytes(8, "big") + b"".join(_sums(path))
    part = f"{path}.seal.part{os.getpid()}"
    try:
        with open(part, "wb") as out:
            out.write(body + hashlib.sha256(body).digest())
        os.replace(part, f"{path}.seal")
    except OSError:  # no room, or a folder that cannot be written: an old seal is stale, not wrong
        with contextlib.suppress(OSError):
            os.unlink(part)


def _read(path: str) -> tuple[bytes, int, list[bytes]] | tuple[()] | None:
    try:
        with open(f"{path}.seal", "rb") as file:
            raw = file.read()
    except OSError:
        return None
    body, total = raw[:-32], raw[-32:]
    if not body.startswith(_HEAD) or hashlib.sha256(body).digest() != total:
        return ()
    plain = body[len(_HEAD) :]
    sums = plain[12:]
    return plain[:4], int.from_bytes(plain[4:12], "big"), [sums[n : n + 32] for n in range(0, len(sums), 32)]


def _writing(path: str) -> bool:
    """Whether some writer is at it, or was killed: SQLite changes the file only while its journal has a head."""
    try:
        with open(f"{path}-journal", "rb") as file:
            return any(file.read(8))
    except OSError:
        return False


def _sums(path: str) -> Iterator[bytes]:
    size, whole = os.stat(path).st_size, STRETCH * 16
    starts = range(0, size, whole)
    if size <= 4 * whole:
        for at in starts:
            yield from _hashed(path, at, whole)
        return
    with concurrent.futures.ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as threads:  # hashing lets others run
        for some in threads.map(lambda at: _hashed(path, at, whole), starts):
            yield from some


def _hashed(path: str, at: int, size: int) -> list[bytes]:
    part = memoryview(_bytes(path, at, size))
    return [hashlib.sha256(part[n : n + STRETCH]).digest() for n in range(0, len(part), STRETCH)]


def _bytes(path: str, at: int, size: int) -> bytes:
    status = os.stat(path)
    known = (status.st_dev, status.st_ino)
    if known not in _open:
        _open[known] = os.open(path, os.O_RDONLY)
    return os.pread(_open[known], size, at)
