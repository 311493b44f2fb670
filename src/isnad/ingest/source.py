"""What a reader finds and what it is asked: sources, pieces of a container, refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

import msgspec

from isnad.issues import Issue
from isnad.model.report import Report

MAX_WHOLE = 512_000_000
"""Bytes of a file, or of a member of a zip, that has to be held whole; what is longer is refused."""
MAX_MARKUP = 32_000_000
"""Bytes of a list, a feed or a chat export as a page: what is parsed as a tree."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Something found but not yet read: a file at `path`, or the bytes `raw` where `path` is "".

    `place` is how messages and reports name it: its path below the folder it was found in, so that
    a moved folder gives the same bytes. `charset` is what a server declared; `known` is what is
    known from outside (address, outlet, days), used where the bytes themselves do not say.
    """

    id: str
    path: str
    place: str
    form: str
    raw: bytes = b""
    charset: str = ""
    known: Report | None = None


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One report inside what was handed in: a row, an entry, a record, a member.

    `raw` are the bytes as received that bring it (of a table or a feed: all of it). `inside` is
    where in the container they lie and `name` which of several reports in them this is; both together
    say later that another one is a new version of it, unless `key` does. `given` is what the container
    says about its custody.
    """

    item: Source | Report
    raw: bytes
    form: str
    inside: str = ""
    name: str = ""
    key: str = ""
    given: dict[str, str] = {}
    issues: tuple[Issue, ...] = ()


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader is told: which column is which field; whether somebody named this very file;
    and how to read what lies inside (a zip within a zip is not)."""

    columns: Mapping[str, str] = {}
    named: bool = True
    inner: Callable[[str, BinaryIO, str, Ask], Iterator[Piece | Issue]] | None = None


class Refused(Exception):
    """What was handed in is over a limit or damaged. Becomes an Issue."""


def whole(stream: BinaryIO, limit: int = MAX_WHOLE) -> bytes:
    """All bytes of a stream. Raises Refused where they are more than `limit`."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise Refused(f"more than {limit:,} bytes")
    return raw


def printable(name: str) -> str:
    """A file name that can be written as UTF-8: bytes that are none become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def how_to_name(name: str) -> str:
    """What to do about a name that is no file."""
    if name.lower().startswith(("http://", "https://")):
        return f"an address is fetched into an archive: isnad fetch {printable(name)}"
    return "name a folder, a file, or - for JSON lines"


def refused(place: str, reason: str, hint: str = "") -> Issue:
    """The issue for what is not read."""
    return Issue(code="I-ingest-refused", report="", place=printable(place), reason=printable(reason)[:300], hint=hint)


def skipped(place: str, count: int, what: str) -> Iterator[Issue]:
    """One issue for all that was passed over in a container; none where nothing was."""
    if count:
        yield Issue(code="I-ingest-skipped", report="", place=printable(place), reason=f"{count:,} {what} passed over")
