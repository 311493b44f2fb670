"""What is handed in → bytes as received, each with the report they hold and where they came from."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from isnad.errors import InputError
from isnad.ingest.forms import HEAD, READERS, SUFFIXES, form_of, pieces
from isnad.ingest.identity import short_id
from isnad.ingest.jsonl import Line
from isnad.ingest.reader import load
from isnad.ingest.source import MAX_WHOLE, Ask, Piece, Source, how_to_name, printable, refused
from isnad.issues import Issue
from isnad.model.report import Report

_DOSSIER = ".isnad-dossier"
"""Stands in a folder that holds a dossier of ours."""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """One report and the very bytes that brought it. `key` is the same for later versions of it;
    `origin` is where it came from; `form` is how it was read; `given` is what whoever handed it
    in says about it (an answer's status, a digest, an archive's address) and goes into the log."""

    raw: bytes
    report: Report
    key: str
    origin: str
    form: str
    issues: tuple[Issue, ...] = ()
    given: dict[str, str] = {}


def receive(
    names: Sequence[str],
    *,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Received | Issue]:
    """Every report of the named files, folders, containers and "-" (JSON lines), in a fixed order.

    `columns` says which column of a table is which field (text, id, outlet, url, title, published,
    retrieved, language). Raises InputError for a name that does not exist.
    """
    for name in names:
        if name == "-":
            yield from from_stream(
                stdin or io.BytesIO(), "stdin", "stdin", "lines", published, Ask(columns=columns or {})
            )
            continue
        if not os.path.lexists(name):
            raise InputError("E-input-missing", f"there is no {printable(name)}", how_to_name(name))
        ask = Ask(columns=columns or {}, named=not os.path.isdir(name))
        for path, place in files_of(name):
            yield from _file(path, place, published, ask)


def receive_files(files: Sequence[tuple[str, str]], *, published: str | None = None) -> Iterator[Received | Issue]:
    """The same for files found by files_of, in the order given."""
    for path, place in files:
        yield from _file(path, place, published, Ask(named=False))


def files_of(name: str) -> Iterator[tuple[str, str]]:
    """The files of a name that may hold reports, as (path, place below it), in sorted order; of a folder's
    entries no more than the names are held."""
    if not os.path.isdir(name):
        yield name, PurePath(name).name
        return
    within = [_entries(name, "")]
    while within:
        found = next(within[-1], None)
        if found is None:
            within.pop()
        elif found[2]:
            within.append(_entries(found[0], f"{found[1]}/"))
        else:
            yield found[:2]


def _entries(folder: str, place: str) -> Iterator[tuple[str, str, bool]]:
    """What is to be gone through in a folder, as (path, place, whether it is a folder); none of a dossier's."""
    folders, names = set(), []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    if entry.name == _DOSSIER:
                        return
                elif entry.is_dir(follow_symlinks=False):
                    folders.add(entry.name)
                    names.append(entry.name)
                elif _may_hold(entry.name):
                    names.append(entry.name)
    except OSError:
        return
    names.sort()
    for name in names:
        yield os.path.join(folder, name), place + name, name in folders


def _may_hold(file: str) -> bool:
    stem, suffix = os.path.splitext(file)
    return suffix.lower() in SUFFIXES and stem.upper() != "README"


def _file(path: str, place: str, published: str | None, ask: Ask) -> Iterator[Received | Issue]:
    try:
        # A pipe must not be waited for: it is opened without blocking, and then refused.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                yield refused(place, "not a plain file")
                return
            head = stream.read(HEAD)
            stream.seek(0)
            form = form_of(path, head)
            if form is None:
                reason = "not a form isnad reads, by its first bytes"
                yield Issue(code="I-ingest-skipped", report="", place=printable(place), reason=reason)
            elif form not in READERS and status.st_size > MAX_WHOLE:
                yield refused(place, f"{status.st_size:,} bytes, more than {MAX_WHOLE:,}")
            else:
                yield from from_stream(stream, place, printable(os.path.abspath(path)), form, published, ask)
    except OSError as fault:
        yield refused(place, (fault.strerror or type(fault).__name__).lower())


def from_stream(
    stream: BinaryIO, place: str, origin: str, form: str, published: str | None, ask: Ask
) -> Iterator[Received | Issue]:
    """What an opened file, or bytes at hand, hold."""
    place = printable(place)
    if form in READERS:
        for item in pieces(form, stream, place, ask):
            if isinstance(item, Piece):
                yield from received(item, f"{origin}{printable(item.inside)}", published)
            else:
                yield item
        return
    raw = stream.read()
    source = Source(id=short_id(place), path="", place=place, form=form, raw=raw)
    yield from received(Piece(item=source, raw=raw, form=form), origin, published)


def received(piece: Piece, origin: str, published: str | None = None) -> Iterator[Received | Issue]:
    """A piece loaded, with its key; its issues alone where it is no report."""
    line = load(piece.item, published=published)
    line = Line(report=line.report, issues=piece.issues + line.issues)
    if line.report is None:
        yield from line.issues
        return
    name = f"#{printable(piece.name)}" if piece.name else ""
    key = piece.key or (f"url:{line.report.url}" if line.report.url else f"file:{origin}{name}")
    yield Received(
        raw=piece.raw,
        report=line.report,
        key=printable(key),
        origin=origin,
        form=piece.form,
        issues=line.issues,
        given=piece.given,
    )
