"""Names on a command line → Reports: the entry of the line.

Folders are walked in sorted order, JSON lines are read one at a time, and nothing
is held back: memory does not grow with the number of reports. What cannot be read
leaves as an Issue and never stops the rest.
"""

from __future__ import annotations

import collections
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO

import msgspec

from isnad.errors import InputError
from isnad.ingest.decode import Decoded, decode
from isnad.ingest.html import declared_charset, read_page
from isnad.ingest.identity import Ids, content_digest, file_ids
from isnad.ingest.jsonl import Line, read_line
from isnad.ingest.scripts import judge
from isnad.issues import Issue
from isnad.model.report import Report

STDIN = "-"
MAX_BYTES = 8_000_000
"""Of a text or a page no more than this is read."""
MAX_TEXT = 200_000
"""No report's text is longer than this, in code points: a book's length, thirty times a long
article's. What is left out is said by an Issue."""
MAX_LINE = 64_000_000
"""A JSON line longer than this, in bytes, is passed over with an Issue."""
_FORMS = {".txt": "text", ".html": "page", ".htm": "page", ".xhtml": "page"}
_FORMS |= {".jsonl": "lines", ".ndjson": "lines"}
_SHOWN = ".txt, .html, .jsonl"
_DOSSIER = ".isnad-dossier"


class _File(msgspec.Struct, frozen=True, kw_only=True):
    path: str
    place: str
    form: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A file found but not yet read. `place` is how messages and reports name it: its
    path below the folder it was found in, so that a moved folder gives the same bytes."""

    id: str
    path: str
    place: str
    form: str


def read_reports(
    names: Sequence[str], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report | Issue]:
    """Every report of the named folders, files and "-" (JSON lines from `stdin`), with the issues.

    `published` is the anchor for reports that bring none of their own. Raises InputError
    when a name does not exist.
    """
    for item in find(names, stdin=stdin):
        if isinstance(item, Issue):
            yield item
            continue
        line = load(item, published=published)
        yield from line.issues
        if line.report is not None:
            yield line.report


def find(names: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Source | Report | Issue]:
    """What there is to read: files by name only, JSON lines as Reports still to be loaded."""
    files, issues = _files(names)
    yield from issues
    ids = file_ids([PurePath(file.place).name for file in files if file.form != "lines"])
    taken = Ids(ids)
    numbered = iter(ids)
    for file in files:
        if file.form != "lines":
            yield Source(id=next(numbered), path=file.path, place=file.place, form=file.form)
        elif file.path == STDIN:
            yield from _lines(stdin or sys.stdin.buffer, file.place, taken)
        else:
            try:
                with open(file.path, "rb") as stream:
                    yield from _lines(stream, file.place, taken)
            except OSError as fault:
                yield _unreadable("", file.place, fault)


def load(item: Source | Report, *, published: str | None = None) -> Line:
    """The report of a source: bytes decoded, pages reduced to the article, language decided."""
    return _finished(Line(report=item) if isinstance(item, Report) else _open(item), published)


def load_bytes(source: Source, raw: bytes, *, published: str | None = None) -> Line:
    """The same for bytes at hand: `source.path` is not opened."""
    return _finished(_parsed(source, raw[:MAX_BYTES], len(raw)), published)


def _finished(line: Line, published: str | None) -> Line:
    report = line.report
    if report is None:
        return line
    issues = list(line.issues)
    text = _capped(report, issues)
    if not text.strip():
        reason = "empty file" if not text else "nothing but white space"
        return Line(report=None, issues=(*issues, _issue("I-ingest-empty", report, reason)))
    report = msgspec.structs.replace(
        report,
        text=text,
        published=report.published or published,
        language=judge(text, declared=report.language).language,
        title_end=min(report.title_end, len(text)),
    )
    return Line(report=report, issues=tuple(issues))


def _open(source: Source) -> Line:
    try:
        with open(source.path, "rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
            size = max(len(raw), os.fstat(stream.fileno()).st_size)
    except OSError as fault:
        return Line(report=None, issues=(_unreadable(source.id, source.place, fault),))
    return _parsed(source, raw[:MAX_BYTES], size)


def _parsed(source: Source, raw: bytes, size: int) -> Line:
    bare = Report(id=source.id, text="", source=source.place)
    cut = size > MAX_BYTES
    declared = declared_charset(raw) if source.form == "page" else None
    decoded = decode(raw, declared=declared, cut=cut)
    if decoded is None:
        issue = _issue("I-ingest-binary", bare, "not text", f"isnad reads {_SHOWN}")
        return Line(report=None, issues=(issue,))
    issues = []
    if cut:
        reason = f"only the first {MAX_BYTES:,} of {size:,} bytes were read"
        issues.append(_issue("I-ingest-size", bare, reason, "is this one report?"))
    if decoded.note:
        issues.append(_issue("I-ingest-charset", bare, decoded.note, "save the file as UTF-8 to be sure"))
    if source.form == "page":
        return _page(bare, decoded, issues)
    return Line(report=msgspec.structs.replace(bare, text=decoded.text), issues=tuple(issues))


def _page(bare: Report, decoded: Decoded, issues: list[Issue]) -> Line:
    if not decoded.text.strip():
        return Line(report=bare, issues=tuple(issues))
    page = read_page(decoded.text)
    if not page.body and not page.title:
        issues.append(_issue("I-ingest-no-text", bare, "no article was found on this page"))
        return Line(report=None, issues=tuple(issues))
    if not page.body:
        issues.append(_issue("I-ingest-no-text", bare, "only a headline was found on this page"))
    first, _, rest = page.body.partition("\n")
    body = rest if first.strip() == page.title else page.body
    text = f"{page.title}\n{body}" if page.title and body else page.title or body
    report = msgspec.structs.replace(
        bare,
        text=text,
        outlet=page.outlet,
        url=page.url,
        published=page.published,
        title_end=len(page.title),
    )
    return Line(report=report, issues=tuple(issues))


def _capped(report: Report, issues: list[Issue]) -> str:
    text = report.text
    if len(text) <= MAX_TEXT:
        return text
    end = text.rfind("\n", MAX_TEXT - 5_000, MAX_TEXT) + 1 or text.rfind(" ", MAX_TEXT - 200, MAX_TEXT) + 1
    end = end or MAX_TEXT
    reason = f"text of {len(text):,} characters; read up to {end:,}"
    issues.append(_issue("I-ingest-size", report, reason, "is this one report?"))
    return text[:end]


def _lines(stream: BinaryIO, place: str, taken: Ids) -> Iterator[Report | Issue]:
    """The reports of a stream of JSON lines, with ids nobody in the run has yet."""
    for number, raw in enumerate(_bounded(stream), start=1):
        where = f"{place}:{number}"
        if raw is None:
            yield Issue(code="I-ingest-size", report="", place=where, reason=f"line over {MAX_LINE:,} bytes")
            continue
        if not raw.strip():
            continue
        line = read_line(raw, where)
        report = line.report
        if report is None:
            yield from line.issues
            continue
        digest = content_digest(report.text)
        if taken.holds(report.id, digest):
            yield _issue("I-ingest-id", report, f"id {report.id!r} and text come twice; kept once")
            continue
        unique = taken.take(report.id, digest)
        yield from (msgspec.structs.replace(issue, report=unique) for issue in line.issues)
        named = msgspec.structs.replace(report, id=unique)
        if unique != report.id:
            reason = f"id {report.id!r} is taken by another report; this one is called {unique!r}"
            yield _issue("I-ingest-id", named, reason, "give every report its own id")
        yield named


def _bounded(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long to be held."""
    while raw := stream.readline(MAX_LINE):
        if len(raw) < MAX_LINE or raw.endswith(b"\n"):
            yield raw
            continue
        while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
            pass
        yield None


def _files(names: Sequence[str]) -> tuple[list[_File], list[Issue]]:
    """Every file of the names, each once, and what was passed over."""
    found: list[_File] = []
    issues: list[Issue] = []
    seen: set[str] = set()
    for name in names:
        if name != STDIN and not os.path.lexists(name):
            hint = "name a folder, a file, or - for JSON lines"
            raise InputError("E-input-missing", f"there is no {printable(name)}", hint)
        entries: Iterable[tuple[str, str]] = [(name, PurePath(name).name)]
        if name != STDIN and os.path.isdir(name):
            entries = _walk(name, issues)
        for path, place in entries:
            real = path if path == STDIN else os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            form = "lines" if path == STDIN else _FORMS.get(PurePath(path).suffix.lower()) or _sniff(path)
            found.append(_File(path=path, place="stdin" if path == STDIN else printable(place), form=form))
    return found, issues


def _walk(folder: str, issues: list[Issue]) -> Iterator[tuple[str, str]]:
    """Files of a folder that isnad reads, by path in sorted order.

    Hidden files, read-me files, what is no plain file (a pipe would wait for ever) and
    folders that hold a dossier of ours are left out.
    """
    passed: collections.Counter[str] = collections.Counter()
    found = []
    refused: list[OSError] = []
    for parent, children, files in os.walk(folder, onerror=refused.append):
        if _DOSSIER in files:
            children.clear()
            continue
        children[:] = [child for child in children if not child.startswith(".")]
        for file in files:
            path = os.path.join(parent, file)
            suffix = PurePath(file).suffix.lower()
            if file.startswith(".") or PurePath(file).stem.upper() == "README":
                continue
            if suffix in _FORMS and (os.path.isfile(path) or not os.path.exists(path)):
                found.append((PurePath(os.path.relpath(path, folder)).parts, path))
            else:
                passed[suffix or "no suffix"] += 1
    issues += [_unreadable("", os.path.relpath(fault.filename, folder), fault) for fault in refused]
    if passed:
        kinds = ", ".join(f"{suffix} ×{count}" for suffix, count in sorted(passed.items()))
        reason = f"{passed.total()} file(s) passed over: {kinds}"
        place = printable(PurePath(folder).name) or "."
        hint = f"isnad reads {_SHOWN}"
        issues.append(Issue(code="I-ingest-skipped", report="", place=place, reason=printable(reason), hint=hint))
    for parts, path in sorted(found):
        yield path, "/".join(parts)


def _sniff(path: str) -> str:
    """The form of a file whose suffix says nothing, by its first bytes."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError:
        return "text"
    if head.startswith(b"{"):
        return "lines"
    return "page" if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) else "text"


def _unreadable(report: str, place: str, fault: OSError) -> Issue:
    reason = (fault.strerror or type(fault).__name__).lower()
    hint = "check the file and its permissions"
    return Issue(code="I-ingest-unreadable", report=report, place=printable(place), reason=reason, hint=hint)


def printable(name: str) -> str:
    """A file name that can be written as UTF-8: bytes that are none become U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _issue(code: str, report: Report, reason: str, hint: str = "") -> Issue:
    return Issue(code=code, report=report.id, place=report.source or "", reason=reason, hint=hint)
