"""Store, Writer, View: what every database must do, in words and types.

The log is the truth: each fact enters with an event, events are only ever appended, and each
carries the SHA-256 of the one before it. Rows beside the log hold the bytes that events name
by digest. Records and search terms are derived and can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log. `seq` counts from 1; `at` is UTC, ISO; `body` is canonical JSON;
    `hash` is over all other fields, `prev` is the hash before (64 zeros at the beginning)."""

    seq: int
    at: str
    kind: str
    who: str
    tool: str
    body: str
    prev: str
    hash: str

    def plain(self) -> dict[str, Any]:
        """The body as a dictionary."""
        found: dict[str, Any] = msgspec.json.decode(self.body)
        return found


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One version of one report as archived. `key` says what it is a version of; `raw` and `text`
    are SHA-256 digests of the bytes received and of the extracted text in UTF-8. `report` is empty
    where the version was redacted."""

    id: str
    version: int
    key: str
    raw: str
    text: str
    extractor: str
    seq: int
    at: str
    origin: str
    report: str
    outlet: str = ""
    published: str = ""
    current: bool = True


class KeptReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader (isnad and pack version) found in one version: claims as JSON bytes."""

    id: str
    version: int
    reader: str
    seq: int
    at: str
    sha: str
    data: bytes
    kinds: str = ""
    places: str = ""

    def plain(self) -> list[dict[str, Any]]:
        """The claims as dictionaries."""
        found: list[dict[str, Any]] = msgspec.json.decode(self.data)["claims"]
        return found


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """How an address answered last: what the next request for it needs to ask only for changes. Derived,
    not part of what the log proves. `sha` is the digest of the body last taken in from it."""

    url: str
    at: str
    status: int
    etag: str = ""
    modified: str = ""
    sha: str = ""


class View(Protocol):
    """Reading. Every answer is of one moment where it is one call."""

    def events(self, after: int = 0, *, kind: str = "") -> Iterator[Event]:
        """The log in order, from the event after `after`; with `kind` only those of that kind."""

    def head(self) -> Event | None:
        """The last event; None where nothing was ever kept."""

    def reports(self, *, every: bool = False) -> list[Kept]:
        """Current versions by id; with `every` all versions, oldest first."""

    def report(self, name: str, version: int | None = None) -> Kept | None:
        """The current version of that id, or the one asked for."""

    def traits(self) -> dict[str, tuple[str, str]]:
        """Of every current version that was read: the kinds of its claims, and the names of its places, a line each."""

    def named(self, names: Sequence[str]) -> list[Kept]:
        """The current versions of these ids, by id; those that are not there are left out."""

    def by_key(self, key: str) -> Kept | None:
        """The current version under that key."""

    def blob(self, sha: str) -> bytes | None:
        """The bytes of that digest as stored; not checked here (verify does)."""

    def some(self, shas: Sequence[str]) -> dict[str, bytes]:
        """The same of several digests at once; those that are missing are left out."""

    def blobs(self) -> Iterator[str]:
        """Every digest there are bytes for, in order."""

    def readings(self, *, every: bool = False, telling: bool = False) -> list[KeptReading]:
        """The latest reading of every current version, by id; with `every` all there are; with `telling`
        only those in which something was read, and perhaps some more."""

    def unread(self, reader: str) -> list[Kept]:
        """Current versions that were never read; with a `reader`, never by that one."""

    def pending(self, reader: str) -> Iterator[Kept]:
        """The same in the order in which they came, fetched a page at a time: memory does not grow."""

    def records(self) -> dict[str, tuple[str, bytes]]:
        """Derived: incident id to (digest of what it was made from, its line as JSON)."""

    def records_of(self, incidents: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        """Derived: the records of these incidents as in `records`; those that are not there are left out."""

    def readings_of(self, names: Sequence[str]) -> list[KeptReading]:
        """The latest readings of the current versions of these reports, by id; those that have none are left out."""

    def derived(self, name: str) -> bytes | None:
        """Derived: what was put under that name."""

    def marked(self, names: Sequence[int]) -> list[tuple[int, str]]:
        """Derived: the reports that stand under any of these marks, by mark and id."""

    def incidents_of(self, reports: Sequence[str]) -> list[str]:
        """Derived: the incidents that any of these reports belongs to, sorted."""

    def fetched(self, url: str) -> Fetched | None:
        """How that address answered last; None where it was never asked."""

    def matching(self, terms: Sequence[str]) -> Iterator[Kept]:
        """Current versions that hold all terms: newest first, undated last, then by id."""

    def integrity(self) -> list[str]:
        """What the database itself finds wrong with its file; empty when nothing."""

    def sealed(self) -> str:
        """In words: whether space that holds nothing is guarded against flipped bytes too."""


class Writer(View, Protocol):
    """One transaction: all of it or nothing of it is kept."""

    def append(self, at: str, kind: str, who: str, body: dict[str, Any]) -> Event:
        """One more event at the end of the log."""

    def put_blob(self, data: bytes, sha: str = "") -> str:
        """Keeps bytes once; the value is their SHA-256 (`sha`, where the caller has worked it out)."""

    def put_report(self, kept: Kept, terms: Sequence[str]) -> None:
        """One more version; those before it under the same key are no longer current."""

    def erase(self, kept: Kept, terms: Sequence[str], shas: Sequence[str]) -> None:
        """Takes away what a version says: its data, its readings, its `terms`, and these bytes. Its
        row stays, without data, under no key any more; no version of it is current."""

    def put_reading(self, reading: KeptReading) -> None:
        """One more reading; earlier ones stay."""

    def put_records(
        self, gone: Sequence[str], new: dict[str, tuple[str, bytes]], members: Mapping[str, Sequence[str]] = ...
    ) -> None:
        """Derived records: some leave, some come; and the reports of those that come."""

    def put_derived(self, name: str, data: bytes) -> None:
        """Derived: takes the place of what stood under that name."""

    def put_marks(self, marks: Mapping[str, Sequence[int]], *, every: bool = False) -> None:
        """Derived: the marks of these reports; with `every` of no others any more."""

    def put_fetched(self, fetched: Fetched) -> None:
        """Derived: takes the place of the earlier answer of that address."""


class Store(View, Protocol):
    """An opened archive."""

    place: str

    def compact(self) -> None:
        """Leaves nothing of erased bytes in unused space, as far as the database can."""

    def writer(self) -> AbstractContextManager[Writer]:
        """A transaction, committed at the end of the block and rolled back by an exception.

        Raises StoreError: locked by another writer, disk full, read-only.
        """

    def close(self) -> None: ...
