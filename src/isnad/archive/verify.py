"""Does the archive still hold what it took in? Everything the log names is looked up and hashed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from isnad.errors import IsnadError
from isnad.store.base import Event, Kept, KeptReading, Store
from isnad.store.chain import broken, digest
from isnad.store.sql import row_of


class Damage(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as the log says. `seq` is the event concerned, 0 where none can be named."""

    seq: int
    what: str


def verify(store: Store, *, head: str = "") -> list[Damage]:
    """All damage, the first broken link first; empty when all is as it was taken in.

    Proves that no event was altered, left out or put in between, and that every byte, text, row
    and reading is the one its event names. That nobody cut events off the end it proves only
    against a `head` (a hash noted elsewhere, from `isnad status`).
    """
    found = [Damage(seq=0, what=f"the database itself: {text}") for text in store.integrity()]
    try:
        return sorted([*_checked(store, head), *found], key=lambda damage: damage.seq or 1 << 60)
    except IsnadError as fault:
        return [*found, Damage(seq=0, what=fault.message)]
    except (ValueError, TypeError, msgspec.MsgspecError) as fault:
        return [*found, Damage(seq=0, what=f"a row cannot be read: {fault}")]


def _checked(store: Store, head: str) -> Iterator[Damage]:
    rows = {(r.id, r.version): r for r in store.reports(every=True)}
    readings = {r.seq: r for r in store.readings(every=True)}
    named: set[str] = set()
    redacted = _redacted(store)
    last: Event | None = None
    hashes = set()
    for event in store.events():
        if reason := broken(last, event):
            yield Damage(seq=event.seq, what=reason)
        last = event
        hashes.add(event.hash)
        try:
            if event.kind == "add":
                yield from _added(store, event, rows, named, redacted)
            elif event.kind == "read":
                yield from _read(event, readings, redacted)
        except (KeyError, TypeError, ValueError, msgspec.MsgspecError):
            yield Damage(seq=event.seq, what=f"event {event.seq}: its body cannot be read")
    if head and head not in hashes:
        yield Damage(seq=0, what=f"no event carries the hash {head}: the log was cut or replaced")
    yield from (Damage(seq=0, what=f"report {r.id} version {r.version} stands in no event") for r in rows.values())
    yield from (Damage(seq=0, what=f"a reading of {r.id} stands in no event") for r in readings.values())
    yield from (Damage(seq=0, what=f"bytes {sha} stand in no event") for sha in store.blobs() if sha not in named)
    newest = {r.key: r.version for r in store.reports(every=True) if (r.id, r.version) not in redacted.versions}
    if sorted((r.key, r.version) for r in store.reports()) != sorted(newest.items()):
        yield Damage(seq=0, what="the marks of current versions are not those of the latest ones")
    for incident, (_, data) in store.records().items():
        if b'"incident"' not in data:
            yield Damage(seq=0, what=f"the record of {incident} cannot be read")


class _Redacted(msgspec.Struct, frozen=True):
    versions: set[tuple[str, int]]
    shas: set[str]


def _redacted(store: Store) -> _Redacted:
    bodies = [event.plain() for event in store.events(kind="redact")]
    return _Redacted({(b["id"], b["version"]) for b in bodies}, {sha for b in bodies for sha in b["erased"]})


def _added(
    store: Store, event: Event, rows: dict[tuple[str, int], Kept], named: set[str], redacted: _Redacted
) -> Iterator[Damage]:
    body = event.plain()
    name = f"report {body['id']} version {body['version']}"
    row = rows.pop((body["id"], body["version"]), None)
    if row is not None and (row.id, row.version) in redacted.versions:
        if row.report or row.current or (row.raw, row.text, row.seq) != (body["raw"], body["text"], event.seq):
            yield Damage(seq=event.seq, what=f"{name}: it was redacted, and its row says something else")
    elif row is None or row_of(row) != body["row"]:
        yield Damage(seq=event.seq, what=f"{name}: its row {'is missing' if row is None else 'was altered'}")
    for what in ("raw", "text"):
        sha = body[what]
        if sha in named:
            continue
        named.add(sha)
        data = store.blob(sha)
        if data is None and sha in redacted.shas:
            continue
        if data is None or digest(data) != sha:
            yield Damage(
                seq=event.seq, what=f"{name}: its {what} bytes {'are missing' if data is None else 'were altered'}"
            )


def _read(event: Event, readings: dict[int, KeptReading], redacted: _Redacted) -> Iterator[Damage]:
    body = event.plain()
    found = readings.pop(event.seq, None)
    if found is None and (body["id"], body["version"]) in redacted.versions:
        return
    if found is None or digest(found.data) != found.sha or found.sha != body["sha"]:
        state = "is missing" if found is None else "was altered"
        yield Damage(seq=event.seq, what=f"the reading of {body['id']} version {body['version']} {state}")
    elif (found.id, found.version, found.reader) != (body["id"], body["version"], body["reader"]):
        yield Damage(seq=event.seq, what=f"the reading of {body['id']} is filed under {found.id}")
