"""The chain of the log: pure functions from events to hashes."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from isnad.store.base import Event

START = "0" * 64
_ENCODER = msgspec.json.Encoder(order="deterministic")


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def canonical(body: object) -> str:
    """JSON with sorted keys and no spaces: the same value gives the same text."""
    return _ENCODER.encode(body).decode()


def link(last: Event | None, at: str, kind: str, who: str, tool: str, body: dict[str, Any]) -> Event:
    """The event that follows `last`."""
    bare = Event(
        seq=last.seq + 1 if last else 1,
        at=at,
        kind=kind,
        who=who,
        tool=tool,
        body=canonical(body),
        prev=last.hash if last else START,
        hash="",
    )
    return msgspec.structs.replace(bare, hash=seal(bare))


def seal(event: Event) -> str:
    """The hash an event must carry: over the canonical JSON array of its other fields."""
    fields = [event.seq, event.at, event.kind, event.who, event.tool, event.body, event.prev]
    return digest(canonical(fields).encode())


def broken(last: Event | None, event: Event) -> str:
    """Why `event` cannot follow `last`; empty when it does."""
    if event.seq != (last.seq + 1 if last else 1):
        return f"event {event.seq} follows event {last.seq if last else 0}"
    if event.prev != (last.hash if last else START):
        return f"event {event.seq} does not carry the hash of the event before it"
    if event.hash != seal(event):
        return f"event {event.seq} was altered: its hash is not that of its content"
    return ""
