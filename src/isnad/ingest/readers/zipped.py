"""Zips of any other form. Members are read in memory and never written, so no name leads outside."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

import msgspec

from isnad.ingest.forms import HEAD, READERS, SUFFIXES, form_of
from isnad.ingest.identity import short_id
from isnad.ingest.source import MAX_WHOLE, Ask, Piece, Refused, Source, printable, refused, skipped
from isnad.issues import Issue

MAX_MEMBERS = 200_000
MAX_UNPACKED = 2_000_000_000
MAX_RATIO = 300
"""A member that unpacks to more than this many times its size is refused."""
_NESTED = ("zip", "wacz")
FAULTS = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError, zlib.error, OSError)
"""What a damaged zip makes of its reading. (LZMA's error is a subclass of none of them: see `_read`.)"""


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The reports of every member, by name in sorted order."""
    try:
        with zipfile.ZipFile(stream) as archive:
            yield from _members(archive, place, ask)
    except FAULTS as fault:
        raise Refused(f"damaged zip: {fault}") from fault


def checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members, where what they claim to unpack to is bearable; else Refused."""
    members = sorted(archive.infolist(), key=lambda member: member.filename)
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise Refused(f"unpacks to over {MAX_MEMBERS:,} files or {MAX_UNPACKED:,} bytes")
    return members


def too_dense(member: zipfile.ZipInfo) -> bool:
    """Whether a member unpacks to more than is held or believed."""
    return member.file_size > MAX_WHOLE or member.file_size > MAX_RATIO * max(member.compress_size, 1_000)


def _members(archive: zipfile.ZipFile, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    passed = 0
    for member in checked(archive):
        name = printable(member.filename)
        suffix = PurePath(name).suffix.lower()
        if not name or name.endswith("/") or PurePath(name).name.startswith("."):
            continue
        if suffix not in SUFFIXES:
            passed += 1
        elif member.flag_bits & 1:
            yield refused(f"{place}!/{name}", "needs a password")
        elif SUFFIXES[suffix] in _NESTED:
            yield refused(f"{place}!/{name}", "a zip within a zip")
        elif too_dense(member):
            yield refused(f"{place}!/{name}", f"unpacks to {member.file_size:,} bytes")
        else:
            yield from _member(archive, member, f"{place}!/{name}", name, ask)
    yield from skipped(place, passed, "member(s) that are no reports by their suffix")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: str, name: str, ask: Ask
) -> Iterator[Piece | Issue]:
    try:
        data = archive.read(member)
    except FAULTS as fault:
        yield refused(place, f"damaged zip: {fault}")
        return
    except Exception as fault:  # the LZMA module's own error
        yield refused(place, f"damaged zip: {type(fault).__name__}")
        return
    form = form_of(name, data[:HEAD])
    if form in READERS and ask.inner is not None:
        inner = msgspec.structs.replace(ask, named=False)
        for item in ask.inner(form, cast(BinaryIO, io.BytesIO(data)), place, inner):
            if isinstance(item, Piece):
                item = msgspec.structs.replace(item, inside=f"!/{name}{item.inside}")
            yield item
    elif form in ("text", "page"):
        source = Source(id=short_id(name), path="", place=place, form=form, raw=data)
        yield Piece(item=source, raw=data, form=form, inside=f"!/{name}")
