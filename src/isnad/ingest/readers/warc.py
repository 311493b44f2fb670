"""WARC 1.0 and 1.1, plain or packed: a page that answered 200 is a report. Feeds in it are read as feeds."""

from __future__ import annotations

import collections
import io
from collections.abc import Container, Iterator
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecordType

from isnad.ingest.days import iso_day
from isnad.ingest.forms import HEAD, form_of
from isnad.ingest.identity import content_digest
from isnad.ingest.source import Ask, Piece, Refused, Source, printable, refused
from isnad.issues import Issue
from isnad.model.report import Report

MAX_RECORD = 64_000_000
"""Bytes of one record, packed as its server packed it; a longer one is passed over."""
MAX_BODY = 64_000_000
"""Bytes of one page unpacked; a longer one is refused."""
MAX_RATIO = 300
"""All records together may be so many times the file, besides SPARE."""
SPARE = 64_000_000
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")
_FEEDS = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/feed+json",
    "application/json",
)


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The pages of an archive, in its order."""
    yield from records(stream, place, ask, None)


def records(stream: BinaryIO, place: str, ask: Ask, wanted: Container[str] | None) -> Iterator[Piece | Issue]:
    """The same, of the `wanted` addresses only where they are given."""
    counted = _Counted(stream)
    passed: collections.Counter[str] = collections.Counter()
    told = seen = pages = 0
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.revisit
    try:
        # All types go through the filter, so that what is skipped is counted too.
        archive = ArchiveIterator(
            cast(Any, counted), record_types=WarcRecordType.any_type, parse_http=False, fsspec_args=False
        )
        for record in archive:
            seen += 1
            told += max(record.content_length, 0)
            if told > MAX_RATIO * counted.taken + SPARE:
                raise Refused(f"unpacks to over {MAX_RATIO} times its size")
            if record.record_type & kinds:
                try:
                    for item in _record(record, f"{place}:{seen}", ask, wanted, passed):
                        pages += 1
                        yield item
                except (OSError, EOFError, ValueError) as fault:  # this record's encodings; the next may be sound
                    yield refused(f"{place}:{seen}", f"damaged record: {fault}")
    except (OSError, ValueError, EOFError) as fault:
        raise Refused(f"damaged after record {seen}: {fault}") from fault
    if not seen:
        raise Refused("no WARC record in it")
    if not passed and not pages:
        yield Issue(code="I-ingest-skipped", report="", place=place, reason=f"{seen:,} record(s), none of them a page")
    if passed:
        kinds_told = ", ".join(f"{what} ×{count:,}" for what, count in sorted(passed.items()))
        yield Issue(code="I-ingest-skipped", report="", place=place, reason=f"records passed over: {kinds_told}")


class _Counted(io.RawIOBase):
    """A stream that knows how much was taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.taken += len(data)
        return data


def _record(
    record: Any, place: str, ask: Ask, wanted: Container[str] | None, passed: collections.Counter[str]
) -> Iterator[Piece | Issue]:
    url = record.headers.get("WARC-Target-URI", "").strip("<> ")
    if record.record_type == WarcRecordType.revisit:
        passed["revisit"] += 1
        return
    if not url.startswith(("http://", "https://")) or (wanted is not None and url not in wanted):
        passed["other address"] += 1
        return
    if urlsplit(url).path == "/robots.txt":
        passed["robots.txt"] += 1
        return
    if record.content_length > MAX_RECORD:
        yield refused(place, f"a record of {record.content_length:,} bytes")
        return
    record.freeze()
    if record.headers.get("WARC-Block-Digest") and not record.verify_block_digest():
        yield refused(place, "its bytes are not those of its WARC-Block-Digest")
        return
    given = {"warc_record": record.record_id or "", "warc_date": record.headers.get("WARC-Date", "")}
    kind, charset = (record.headers.get("Content-Type", "").partition(";")[0].strip().lower(), "")
    if record.is_http:
        record.parse_http(auto_decode="all")
        status = record.http_headers.status_code
        if status != 200:
            passed[f"status {status}"] += 1
            return
        kind, charset = (record.http_content_type or "").lower(), record.http_charset or ""
        given["http_status"] = str(status)
    if kind not in _PAGES and kind not in _FEEDS:
        passed[kind if len(kind) < 60 else "other"] += 1
        return
    body = record.reader.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        yield refused(place, f"a page of over {MAX_BODY:,} bytes unpacked")
        return
    given = {name: printable(value)[:300] for name, value in given.items() if value}
    yield from _answer(body, kind, url, charset, given, place, ask)


def _answer(
    body: bytes, kind: str, url: str, charset: str, given: dict[str, str], place: str, ask: Ask
) -> Iterator[Piece | Issue]:
    plain = {"text/plain": "txt", "": ""} | dict.fromkeys(_PAGES[:2], "html")
    form = form_of(f"answer.{plain.get(kind, 'json' if 'json' in kind else 'xml')}", body[:HEAD])
    if form in ("feed", "jsonfeed") and ask.inner is not None:
        for item in ask.inner(form, io.BytesIO(body), place, ask):
            if isinstance(item, Piece):
                item = msgspec.structs.replace(item, given={**given, **item.given})
            yield item
    elif kind in _PAGES and form in ("page", "text"):
        known = Report(
            id=content_digest(url), text="", url=printable(url), retrieved=iso_day(given.get("warc_date", ""))
        )
        source = Source(id=known.id, path="", place=place, form=form, raw=body, charset=charset, known=known)
        yield Piece(item=source, raw=body, form=form, name=known.id, given=given)
