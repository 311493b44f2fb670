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
from urllib.parse import urlsplit

import msgspec

from isnad.errors import InputError
from isnad.ingest.days import apart, settle
from isnad.ingest.decode import Decoded, decode
from isnad.ingest.forms import HEAD, READERS, SHOWN, SUFFIXES, form_of, pieces, sniffed
from isnad.ingest.html import declared_charset, read_page
from isnad.ingest.identity import Ids, content_digest, file_ids
from isnad.ingest.jsonl import Line
from isnad.ingest.mistaken import listed_addresses, not_text
from isnad.ingest.scripts import judge
from isnad.ingest.source import Ask, Source, how_to_name, printable
from isnad.issues import Issue
from isnad.model.report import DateFound, Report

STDIN = "-"
MAX_BYTES = 8_000_000
"""Of a text or a page no more than this is read."""
MAX_TEXT = 200_000
"""No report's text is longer than this, in code points: a book's length, thirty times a long
article's. What is left out is said by an Issue."""
_DOSSIER = ".isnad-dossier"


class _File(msgspec.Struct, frozen=True, kw_only=True):
    path: str
    place: str
    form: str
    named: bool = True


def read_reports(
    names: Sequence[str], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report | Issue]:
    """Every report of the named folders, files and "-" (JSON lines from `stdin`), with the issues.
    Files may be containers of many reports (forms.py).

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
    """What there is to read: files by name only, reports inside containers as they come, still to be loaded."""
    files, issues = _files(names)
    yield from issues
    ids = file_ids([PurePath(file.place).name for file in files if file.form not in READERS])
    taken = Ids(ids)
    numbered = iter(ids)
    for file in files:
        if file.form not in READERS:
            yield Source(id=next(numbered), path=file.path, place=file.place, form=file.form)
        elif file.path == STDIN:
            yield from _inside(stdin or sys.stdin.buffer, file, taken)
        else:
            try:
                with open(file.path, "rb") as stream:
                    yield from _inside(stream, file, taken)
            except OSError as fault:
                yield _unreadable("", file.place, fault)


def load(item: Source | Report, *, published: str | None = None) -> Line:
    """The report of a source: bytes decoded, pages reduced to the article, language decided."""
    return _finished(Line(report=item) if isinstance(item, Report) else _open(item), published)


def load_bytes(source: Source, raw: bytes, *, published: str | None = None) -> Line:
    """The same for bytes at hand: `source.path` is not opened."""
    return load(msgspec.structs.replace(source, path="", raw=raw), published=published)


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
    if not source.path:
        return _parsed(source, source.raw[:MAX_BYTES], len(source.raw))
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
    declared = (declared_charset(raw) if source.form == "page" else None) or source.charset or None
    decoded = decode(raw, declared=declared, cut=cut)
    if decoded is None:
        return Line(report=None, issues=(_issue("I-ingest-binary", bare, *not_text(raw)),))
    if source.form != "page" and source.known is None and (addresses := listed_addresses(decoded.text)):
        reason = f"{addresses} address{'es' if addresses > 1 else ''} and no report"
        issue = _issue("I-ingest-addresses", bare, reason, f"isnad fetch --feeds {PurePath(source.place).name}")
        return Line(report=None, issues=(issue,))
    issues = []
    if cut:
        reason = f"only the first {MAX_BYTES:,} of {size:,} bytes were read"
        issues.append(_issue("I-ingest-size", bare, reason, "is this one report?"))
    if decoded.note:
        issues.append(_issue("I-ingest-charset", bare, decoded.note, "save the file as UTF-8 to be sure"))
    if source.form == "page":
        return _page(bare, decoded, issues, source.known or bare)
    report = msgspec.structs.replace(source.known or bare, id=bare.id, text=decoded.text, source=bare.source)
    return Line(report=report, issues=tuple(issues))


def _page(bare: Report, decoded: Decoded, issues: list[Issue], known: Report) -> Line:
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
    published, dates = settle(_ranked(page.dates, known.dates), retrieved=known.retrieved)
    if other := apart(dates):
        reason = f"published {published}, but {other.source} says {other.evidence!r}"
        issues.append(_issue("I-ingest-date", bare, reason, "isnad show tells all days found"))
    report = msgspec.structs.replace(
        bare,
        text=text,
        outlet=page.outlet or known.outlet,
        url=_address(page.url, known.url),
        published=published or known.published,
        retrieved=known.retrieved,
        title_end=len(page.title),
        dates=dates,
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


def _ranked(own: tuple[DateFound, ...], told: tuple[DateFound, ...]) -> tuple[DateFound, ...]:
    """What a feed says of its entry comes after what the page says to machines, before what it shows."""
    first = [d for d in own if d.source.startswith(("json-ld", "meta"))]
    bare = [msgspec.structs.replace(d, verdict="") if d.verdict.startswith("chosen") else d for d in told]
    return (*first, *bare, *(d for d in own if d not in first))


def _address(said: str | None, known: str | None) -> str | None:
    """A page may name its own address, but none at another host than it came from, and no front page."""
    if said is None or known is None:
        return said or known
    hosts = [urlsplit(url).netloc.lower().removeprefix("www.") for url in (said, known)]
    return said if hosts[0] == hosts[1] and urlsplit(said).path not in ("", "/") else known


def _inside(stream: BinaryIO, file: _File, taken: Ids) -> Iterator[Source | Report | Issue]:
    """What lies in a container, with ids nobody in the run has yet."""
    for piece in pieces(file.form, stream, file.place, Ask(named=file.named)):
        if isinstance(piece, Issue):
            yield piece
            continue
        item = piece.item
        place = (item.source or "") if isinstance(item, Report) else item.place
        digest = content_digest(item.text) if isinstance(item, Report) else ""
        if taken.holds(item.id, digest):
            reason = f"id {item.id!r} and text come twice; kept once"
            yield Issue(code="I-ingest-id", report=item.id, place=place, reason=reason)
            continue
        unique = taken.take(item.id, digest)
        yield from (msgspec.structs.replace(issue, report=unique) for issue in piece.issues)
        if unique != item.id:
            reason = f"id {item.id!r} is taken by another report; this one is called {unique!r}"
            hint = "give every report its own id"
            yield Issue(code="I-ingest-id", report=unique, place=place, reason=reason, hint=hint)
        yield msgspec.structs.replace(item, id=unique)


def _files(names: Sequence[str]) -> tuple[list[_File], list[Issue]]:
    """Every file of the names, each once, and what was passed over."""
    found: list[_File] = []
    issues: list[Issue] = []
    seen: set[str] = set()
    for name in names:
        if name != STDIN and not os.path.lexists(name):
            raise InputError("E-input-missing", f"there is no {printable(name)}", how_to_name(name))
        entries: Iterable[tuple[str, str]] = [(name, PurePath(name).name)]
        walked = name != STDIN and os.path.isdir(name)
        if walked:
            entries = _walk(name, issues)
        for path, place in entries:
            real = path if path == STDIN else os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            form = "lines" if path == STDIN else form_at(path)
            place = "stdin" if path == STDIN else printable(place)
            if form is None:
                reason = "not a form isnad reads, by its first bytes"
                issues.append(Issue(code="I-ingest-skipped", report="", place=place, reason=reason))
                continue
            found.append(_File(path=path, place=place, form=form, named=not walked))
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
            if suffix in SUFFIXES and (os.path.isfile(path) or not os.path.exists(path)):
                found.append((PurePath(os.path.relpath(path, folder)).parts, path))
            else:
                passed[suffix or "no suffix"] += 1
    issues += [_unreadable("", os.path.relpath(fault.filename, folder), fault) for fault in refused]
    if passed:
        kinds = ", ".join(f"{suffix} ×{count}" for suffix, count in sorted(passed.items()))
        reason = f"{passed.total()} file(s) passed over: {kinds}"
        place = printable(PurePath(folder).name) or "."
        hint = f"isnad reads {SHOWN}"
        issues.append(Issue(code="I-ingest-skipped", report="", place=place, reason=printable(reason), hint=hint))
    for parts, path in sorted(found):
        yield path, "/".join(parts)


def form_at(path: str) -> str | None:
    """The form of a file on the disk; None for what is certainly no report."""
    if not sniffed(path):
        return form_of(path, b"")
    try:
        with open(path, "rb") as stream:
            return form_of(path, stream.read(HEAD))
    except OSError:
        return form_of(path, b"") or "text"  # reading it will say what is wrong


def _unreadable(report: str, place: str, fault: OSError) -> Issue:
    reason = (fault.strerror or type(fault).__name__).lower()
    hint = "check the file and its permissions"
    return Issue(code="I-ingest-unreadable", report=report, place=printable(place), reason=reason, hint=hint)


def _issue(code: str, report: Report, reason: str, hint: str = "") -> Issue:
    return Issue(code=code, report=report.id, place=report.source or "", reason=reason, hint=hint)
