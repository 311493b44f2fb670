"""What is handed in → bytes as received, each with the report they hold and where they came from."""

from __future__ import annotations

import csv
import io
import os
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

import msgspec

from isnad.errors import InputError
from isnad.ingest.decode import decode
from isnad.ingest.identity import content_digest, short_id
from isnad.ingest.jsonl import Line, read_line
from isnad.ingest.reader import MAX_LINE, Source, load, load_bytes, printable
from isnad.issues import Issue
from isnad.model.report import Report

FORMS = {".txt": "text", ".html": "page", ".htm": "page", ".xhtml": "page", ".jsonl": "lines", ".ndjson": "lines"}
FORMS |= {".csv": "table", ".zip": "zip"}
MAX_FILE = 512_000_000
"""Bytes of one file, one member of a zip, or all lines together; what is longer is refused."""
MAX_MEMBERS = 200_000
MAX_UNPACKED = 2_000_000_000
MAX_RATIO = 300
"""A zip member that unpacks to more than this many times its size is refused."""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """One report and the very bytes that brought it. `key` is the same for later versions of it;
    `origin` is where it came from; `form` is how it was read; `given` is what whoever
    handed it in says about it (an answer's status, a digest, an archive's address) and goes into the log."""

    raw: bytes
    report: Report
    key: str
    origin: str
    form: str
    issues: tuple[Issue, ...] = ()
    given: dict[str, str] = {}


def receive(
    names: Sequence[str], *, published: str | None = None, columns: Mapping[str, str] | None = None, stdin: bytes = b""
) -> Iterator[Received | Issue]:
    """Every report of the named files, folders, zips and "-", in a fixed order.

    `columns` says which column of a table is which field (text, id, outlet, url, title, published,
    retrieved, language). Raises InputError for a name that does not exist.
    """
    for name in names:
        if name == "-":
            yield from _take(stdin, "stdin", "stdin", "lines", published, columns or {})
            continue
        if not os.path.lexists(name):
            hint = "name a folder, a file, or - for JSON lines"
            raise InputError("E-input-missing", f"there is no {printable(name)}", hint)
        for path, place in _files(name):
            yield from _file(path, place, published, columns or {})


def _files(name: str) -> list[tuple[str, str]]:
    if not os.path.isdir(name):
        return [(name, PurePath(name).name)]
    found = []
    for parent, children, files in os.walk(name):
        children[:] = [] if ".isnad-dossier" in files else [c for c in children if not c.startswith(".")]
        for file in files:
            known = PurePath(file).suffix.lower() in FORMS and not file.startswith(".")
            if known and PurePath(file).stem.upper() != "README":
                path = os.path.join(parent, file)
                found.append((PurePath(os.path.relpath(path, name)).parts, path))
    return [(path, "/".join(parts)) for parts, path in sorted(found)]


def _file(path: str, place: str, published: str | None, columns: Mapping[str, str]) -> Iterator[Received | Issue]:
    try:
        with open(path, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                yield _refused(place, "not a plain file")
                return
            if status.st_size > MAX_FILE:
                yield _refused(place, f"{status.st_size:,} bytes, more than {MAX_FILE:,}")
                return
            raw = stream.read()
    except OSError as fault:
        yield _refused(place, (fault.strerror or type(fault).__name__).lower())
        return
    form = FORMS.get(PurePath(path).suffix.lower(), "text")
    yield from _take(raw, place, printable(os.path.abspath(path)), form, published, columns)


def _take(
    raw: bytes, place: str, origin: str, form: str, published: str | None, columns: Mapping[str, str]
) -> Iterator[Received | Issue]:
    place = printable(place)
    if form == "zip":
        yield from _zip(raw, place, origin, published, columns)
    elif form == "lines":
        for number, row in enumerate(io.BytesIO(raw), start=1):
            if len(row) > MAX_LINE:
                yield _refused(f"{place}:{number}", f"line over {MAX_LINE:,} bytes")
            elif row.strip():
                yield from _named(row, read_line(row, f"{place}:{number}"), origin, "lines", published)
    elif form == "table":
        yield from _table(raw, place, origin, published, columns)
    else:
        source = Source(id=short_id(place), path="", place=place, form=form)
        line = load_bytes(source, raw, published=published)
        yield from _received(raw, line, f"file:{origin}", origin, form)


def _named(raw: bytes, line: Line, origin: str, form: str, published: str | None) -> Iterator[Received | Issue]:
    if line.report is None:
        yield from line.issues
        return
    whole = load(line.report, published=published)
    key = f"file:{origin}#{line.report.id}"
    yield from _received(raw, Line(report=whole.report, issues=line.issues + whole.issues), key, origin, form)


def _received(raw: bytes, line: Line, key: str, origin: str, form: str) -> Iterator[Received | Issue]:
    if line.report is None:
        yield from line.issues
        return
    key = f"url:{line.report.url}" if line.report.url else key
    yield Received(raw=raw, report=line.report, key=key, origin=origin, form=form, issues=line.issues)


def _table(
    raw: bytes, place: str, origin: str, published: str | None, columns: Mapping[str, str]
) -> Iterator[Received | Issue]:
    decoded = decode(raw)
    if decoded is None:
        yield _refused(place, "not text")
        return
    csv.field_size_limit(MAX_LINE)
    rows = csv.DictReader(io.StringIO(decoded.text.lstrip("\ufeff"), newline=""))
    try:
        wanted = {"text": "text", **columns}
        if wanted["text"] not in (rows.fieldnames or ()):
            reason = f"no column {wanted['text']!r} among: {', '.join(rows.fieldnames or ())[:200]}"
            yield Issue(code="I-ingest-field", report="", place=place, reason=reason, hint="--map text=COLUMN")
            return
        for number, row in enumerate(rows, start=2):
            fields = {k: v for k, v in row.items() if isinstance(k, str) and isinstance(v, str)}
            fields |= {field: row[column] for field, column in wanted.items() if row.get(column)}
            if not fields.get("id"):
                fields["id"] = content_digest(fields.get("text", ""))
            line = read_line(msgspec.json.encode(fields), f"{place}:{number}")
            yield from _named(msgspec.json.encode(fields), line, origin, "table", published)
    except csv.Error as fault:
        yield _refused(place, str(fault))


def _zip(
    raw: bytes, place: str, origin: str, published: str | None, columns: Mapping[str, str]
) -> Iterator[Received | Issue]:
    """Members are read in memory and never written, so that no name can lead outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.filename)
            if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
                yield _refused(place, f"unpacks to over {MAX_MEMBERS:,} files or {MAX_UNPACKED:,} bytes")
                return
            for member in members:
                form = FORMS.get(PurePath(member.filename).suffix.lower())
                inner = f"{place}!/{printable(member.filename)}"
                if member.is_dir() or form is None:
                    continue
                if form == "zip" or member.flag_bits & 1:
                    yield _refused(inner, "a zip within a zip" if form == "zip" else "needs a password")
                elif member.file_size > MAX_FILE or member.file_size > MAX_RATIO * max(member.compress_size, 1_000):
                    yield _refused(inner, f"unpacks to {member.file_size:,} bytes")
                else:
                    data = archive.read(member)
                    yield from _take(data, inner, f"{origin}!/{printable(member.filename)}", form, published, columns)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError) as fault:
        yield _refused(place, f"damaged zip: {fault}")
    except Exception as fault:  # zlib.error and what a hostile zip makes of the decompressors
        yield _refused(place, f"damaged zip: {type(fault).__name__}")


def _refused(place: str, reason: str) -> Issue:
    return Issue(code="I-ingest-refused", report="", place=printable(place), reason=reason)
