"""The SQL that both databases share. Only connection, locks and search terms differ (Dialect)."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from isnad.errors import IsnadError
from isnad.store.base import Event, Fetched, Kept, KeptReading, Writer
from isnad.store.chain import canonical, digest, link
from isnad.store.migrations import LATEST, statements

_KEPT = "id, version, key, raw, text, extractor, seq, at, origin, report, outlet, published, current"
_READING = "id, version, reader, seq, at, sha, packed, kinds, places"
_EVENT = "seq, at, kind, who, tool, body, prev, hash"
_FETCHED = "url, at, status, etag, modified, sha"
_PAGE = 1000
_BARE = 120
"""Bytes, packed, that a reading without claims stays under, hints of time and issues included or not."""
_FEW = 40
"""Reports fetched at a time for a search, which mostly wants the first twenty."""


class Dialect(Protocol):
    """What one database spells in its own way."""

    words: dict[str, str]
    place: str

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """One statement and its rows, faults told as IsnadError. Parameters are written ?."""

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for each row."""

    def begin(self) -> None:
        """A transaction that no other writer can enter."""

    def end(self, *, keep: bool) -> None: ...

    def has_schema(self) -> bool: ...

    def make_index(self) -> list[str]:
        """The statements that make the index of search terms."""

    def index(self, number: int, terms: Sequence[str]) -> None: ...

    def unindex(self, number: int, terms: Sequence[str]) -> None:
        """Takes back what `index` put there."""

    def compact(self) -> None:
        """Leaves nothing of deleted rows in unused space, as far as it can."""

    def candidates(self, terms: Sequence[str]) -> tuple[str, list[Any]]:
        """A condition on report.n, and its values: holds all terms."""

    def integrity(self) -> list[str]: ...

    def sealed(self) -> str: ...

    def close(self) -> None: ...


class SqlStore:
    """An archive in an SQL database. Made and migrated on opening; see store/base.py for the contract."""

    def __init__(self, database: Dialect, tool: str) -> None:
        self._db = database
        self._tool = tool
        self.place = database.place
        self.migrate()

    def migrate(self, upto: int = LATEST) -> None:
        """Applies the migrations not yet applied, each whole or not at all."""
        if self._applied() >= upto:
            return
        with self._transaction():
            if not self._db.has_schema():
                self._db.run("CREATE TABLE migration (number INTEGER PRIMARY KEY)")
                for statement in self._db.make_index():
                    self._db.run(statement)
            for number in range(self._applied() + 1, upto + 1):
                for statement in statements(number, **self._db.words):
                    self._db.run(statement)
                self._db.run("INSERT INTO migration VALUES (?)", [number])

    def _applied(self) -> int:
        if not self._db.has_schema():
            return 0
        number = int(self._db.run("SELECT coalesce(max(number), 0) FROM migration")[0][0])
        if number > LATEST:
            hint = "install the isnad that made it, or a newer one"
            raise IsnadError("E-store-newer", f"{self.place} was written by a newer isnad (schema {number})", hint)
        return number

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.begin()
        try:
            yield
        except BaseException:
            self._db.end(keep=False)
            raise
        self._db.end(keep=True)

    @contextlib.contextmanager
    def writer(self) -> Iterator[Writer]:
        with self._transaction():
            yield self

    def compact(self) -> None:
        self._db.compact()

    def close(self) -> None:
        self._db.close()

    def events(self, after: int = 0, *, kind: str = "") -> Iterator[Event]:
        only = f"AND kind = '{kind}'" if kind.isalpha() else ""  # spelt out, for the partial indexes
        sql = f"SELECT {_EVENT} FROM event WHERE seq > ? {only} ORDER BY seq LIMIT {_PAGE}"
        while rows := self._db.run(sql, [after]):
            for row in rows:
                yield _event(row)
            after = rows[-1][0]

    def head(self) -> Event | None:
        rows = self._db.run(f"SELECT {_EVENT} FROM event ORDER BY seq DESC LIMIT 1")
        return _event(rows[0]) if rows else None

    def reports(self, *, every: bool = False) -> list[Kept]:
        if every:
            return [_kept(row) for row in self._db.run(f"SELECT {_KEPT} FROM report ORDER BY n")]
        found = [_kept(row) for row in self._db.run(f"SELECT {_KEPT} FROM report WHERE current = 1")]
        return sorted(found, key=lambda kept: kept.id)

    def report(self, name: str, version: int | None = None) -> Kept | None:
        sql, values = "current = 1", [name]
        if version is not None:
            sql, values = "version = ?", [name, version]  # type: ignore[list-item]
        rows = self._db.run(f"SELECT {_KEPT} FROM report WHERE id = ? AND {sql}", values)
        return _kept(rows[0]) if rows else None

    def traits(self) -> dict[str, tuple[str, str]]:
        join = "JOIN report r ON r.id = g.id AND r.version = g.version AND r.current = 1"
        rows = self._db.run(f"SELECT g.id, g.kinds, g.places FROM reading g {join} WHERE g.kinds <> '' ORDER BY g.seq")
        return {row[0]: (row[1], row[2]) for row in rows}

    def named(self, names: Sequence[str]) -> list[Kept]:
        rows = self._within(f"SELECT {_KEPT} FROM report WHERE current = 1 AND id", sorted(set(names)))
        return sorted((_kept(row) for row in rows), key=lambda kept: kept.id)

    def by_key(self, key: str) -> Kept | None:
        rows = self._db.run(f"SELECT {_KEPT} FROM report WHERE key = ? AND current = 1", [key])
        return _kept(rows[0]) if rows else None

    def blob(self, sha: str) -> bytes | None:
        rows = self._db.run("SELECT packed FROM bytes WHERE sha = ?", [sha])
        return unpack(bytes(rows[0][0])) if rows else None

    def some(self, shas: Sequence[str]) -> dict[str, bytes]:
        rows = self._within("SELECT sha, packed FROM bytes WHERE sha", sorted(set(shas)))
        return {row[0]: unpack(bytes(row[1])) for row in rows}

    def blobs(self) -> Iterator[str]:
        return iter(sorted(row[0] for row in self._db.run("SELECT sha FROM bytes")))

    def readings(self, *, every: bool = False, telling: bool = False) -> list[KeptReading]:
        wanted = ", ".join(f"g.{name}" for name in _READING.split(", "))
        sql = f"SELECT {wanted} FROM reading g"
        if not every:
            sql += " JOIN report r ON r.id = g.id AND r.version = g.version AND r.current = 1"
        if telling:  # the first schema kept no kinds
            sql += f" WHERE (g.kinds <> '' OR length(g.packed) > {_BARE})"
        last: dict[tuple[str, int, int], KeptReading] = {}
        for row in self._db.run(sql + " ORDER BY g.seq"):
            last[row[0], row[1], row[3] if every else 0] = _reading(row)
        return sorted(last.values(), key=lambda r: (r.id, r.version, r.seq))

    def unread(self, reader: str) -> list[Kept]:
        return sorted(self.pending(reader), key=lambda kept: kept.id)

    def pending(self, reader: str) -> Iterator[Kept]:
        known = "SELECT 1 FROM reading g WHERE g.id = r.id AND g.version = r.version"
        known += " AND g.reader = ?" if reader else ""
        sql = f"SELECT {_KEPT}, n FROM report r WHERE n > ? AND current = 1 AND NOT EXISTS ({known}) ORDER BY n LIMIT ?"
        after = 0
        while rows := self._db.run(sql, [after, *([reader] if reader else []), _PAGE]):
            yield from (_kept(row[:-1]) for row in rows)
            after = int(rows[-1][-1])

    def records(self) -> dict[str, tuple[str, bytes]]:
        rows = self._db.run("SELECT incident, made, packed FROM record")
        return {row[0]: (row[1], unpack(bytes(row[2]))) for row in sorted(rows, key=lambda row: row[0])}

    def records_of(self, incidents: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        rows = self._within("SELECT incident, made, packed FROM record WHERE incident", sorted(set(incidents)))
        return {row[0]: (row[1], unpack(bytes(row[2]))) for row in sorted(rows, key=lambda row: row[0])}

    def readings_of(self, names: Sequence[str]) -> list[KeptReading]:
        wanted = ", ".join(f"g.{column}" for column in _READING.split(", "))
        join = "JOIN report r ON r.id = g.id AND r.version = g.version AND r.current = 1"
        last: dict[str, KeptReading] = {}
        for row in self._within(f"SELECT {wanted} FROM reading g {join} WHERE g.id", sorted(set(names))):
            found = _reading(row)
            if found.id not in last or last[found.id].seq < found.seq:
                last[found.id] = found
        return [last[name] for name in sorted(last)]

    def derived(self, name: str) -> bytes | None:
        rows = self._db.run("SELECT packed FROM derived WHERE name = ?", [name])
        return unpack(bytes(rows[0][0])) if rows else None

    def marked(self, names: Sequence[int]) -> list[tuple[int, str]]:
        return sorted((int(row[0]), row[1]) for row in self._within("SELECT name, report FROM mark WHERE name", names))

    def incidents_of(self, reports: Sequence[str]) -> list[str]:
        return sorted({row[0] for row in self._within("SELECT incident FROM member WHERE report", reports)})

    def _within(self, sql: str, values: Sequence[Any]) -> Iterator[Any]:
        for at in range(0, len(values), _PAGE // 2):
            part = list(values[at : at + _PAGE // 2])
            yield from self._db.run(f"{sql} IN ({', '.join('?' * len(part))})", part)

    def fetched(self, url: str) -> Fetched | None:
        rows = self._db.run(f"SELECT {_FETCHED} FROM fetched WHERE url = ?", [url])
        return Fetched(**dict(zip(_FETCHED.split(", "), rows[0], strict=True))) if rows else None

    def matching(self, terms: Sequence[str]) -> Iterator[Kept]:
        condition, values = self._db.candidates(sorted(set(terms))) if terms else ("1 = 1", [])
        plain = self._db.words["plain"]
        order = f"published {plain} DESC, id {plain}"
        sql = f"SELECT n FROM report WHERE current = 1 AND {condition} ORDER BY {order}"
        numbers = [row[0] for row in self._db.run(sql, values)]
        for at in range(0, len(numbers), _FEW):
            few = numbers[at : at + _FEW]
            wanted = f"SELECT {_KEPT} FROM report WHERE n IN ({', '.join('?' * len(few))}) ORDER BY {order}"
            yield from (_kept(row) for row in self._db.run(wanted, few))

    def integrity(self) -> list[str]:
        return self._db.integrity()

    def sealed(self) -> str:
        return self._db.sealed()

    def append(self, at: str, kind: str, who: str, body: dict[str, Any]) -> Event:
        event = link(self.head(), at, kind, who, self._tool, body)
        values = [event.seq, event.at, event.kind, event.who, event.tool, event.body, event.prev, event.hash]
        self._db.run(f"INSERT INTO event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        return event

    def put_blob(self, data: bytes, sha: str = "") -> str:
        sha = sha or digest(data)
        if not self._db.run("SELECT 1 FROM bytes WHERE sha = ?", [sha]):
            self._db.run("INSERT INTO bytes (sha, packed) VALUES (?, ?)", [sha, zlib.compress(data, 6)])
        return sha

    def put_report(self, kept: Kept, terms: Sequence[str]) -> None:
        self._db.run("UPDATE report SET current = 0 WHERE key = ? AND current = 1", [kept.key])
        marks = ", ".join("?" * 13)
        sql = f"INSERT INTO report ({_KEPT}) VALUES ({marks}) RETURNING n"
        row = [getattr(kept, name) for name in _KEPT.split(", ")]
        row[-1] = int(kept.current)
        self._db.index(int(self._db.run(sql, row)[0][0]), terms)

    def erase(self, kept: Kept, terms: Sequence[str], shas: Sequence[str]) -> None:
        which = "WHERE id = ? AND version = ?"
        name = [kept.id, kept.version]
        number = int(self._db.run(f"SELECT n FROM report {which}", name)[0][0])
        self._db.unindex(number, terms)
        self._db.run(f"UPDATE report SET report = '', outlet = '', published = '', current = 0 {which}", name)
        self._db.run(f"DELETE FROM reading {which}", name)
        for sha in shas:
            self._db.run("DELETE FROM bytes WHERE sha = ?", [sha])

    def put_reading(self, reading: KeptReading) -> None:
        values = [reading.id, reading.version, reading.reader, reading.seq, reading.at, reading.sha]
        values += [zlib.compress(reading.data, 6), reading.kinds, reading.places]
        self._db.run(f"INSERT INTO reading ({_READING}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def put_records(
        self,
        gone: Sequence[str],
        new: dict[str, tuple[str, bytes]],
        members: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        for incident in sorted({*gone, *new}):
            self._db.run("DELETE FROM record WHERE incident = ?", [incident])
            self._db.run("DELETE FROM member WHERE incident = ?", [incident])
        rows = [(report, incident) for incident in sorted(new) for report in sorted(set(members.get(incident, ())))]
        self._db.many("INSERT INTO member (report, incident) VALUES (?, ?)", rows)
        for incident, (made, data) in sorted(new.items()):
            sql = "INSERT INTO record (incident, made, packed) VALUES (?, ?, ?)"
            self._db.run(sql, [incident, made, zlib.compress(data, 6)])

    def put_derived(self, name: str, data: bytes) -> None:
        self._db.run("DELETE FROM derived WHERE name = ?", [name])
        self._db.run("INSERT INTO derived (name, packed) VALUES (?, ?)", [name, zlib.compress(data, 6)])

    def put_marks(self, marks: Mapping[str, Sequence[int]], *, every: bool = False) -> None:
        if every:
            self._db.run("DELETE FROM mark")
        else:
            self._db.many("DELETE FROM mark WHERE report = ?", [[report] for report in sorted(marks)])
        rows = sorted((name, report) for report, names in marks.items() for name in names)
        self._db.many("INSERT INTO mark (name, report) VALUES (?, ?)", rows)

    def put_fetched(self, fetched: Fetched) -> None:
        self._db.run("DELETE FROM fetched WHERE url = ?", [fetched.url])
        values = [getattr(fetched, name) for name in _FETCHED.split(", ")]
        self._db.run(f"INSERT INTO fetched ({_FETCHED}) VALUES (?, ?, ?, ?, ?, ?)", values)


def unpack(packed: bytes) -> bytes:
    """Bytes as they were put in. What does not unpack comes back as it is, so that its digest tells."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b"damaged:" + packed


def row_of(kept: Kept) -> str:
    """What the log seals of a report's row: all but whether it is still current."""
    return digest(canonical([getattr(kept, name) for name in _KEPT.split(", ")[:-1]]).encode())


def _event(row: Any) -> Event:
    return Event(**dict(zip(_EVENT.split(", "), row, strict=True)))


def _kept(row: Any) -> Kept:
    fields = dict(zip(_KEPT.split(", "), row, strict=True))
    return Kept(**{**fields, "current": bool(fields["current"])})


def _reading(row: Any) -> KeptReading:
    fields = dict(zip(_READING.split(", "), row, strict=True))
    return KeptReading(data=unpack(bytes(fields.pop("packed"))), **fields)
