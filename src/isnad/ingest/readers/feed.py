"""RSS and Atom: an entry is a report with the title, text, address and day that the feed gives it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser

from isnad.ingest.days import iso_day, settle, written_days
from isnad.ingest.identity import content_digest
from isnad.ingest.markup import lines_of, plain
from isnad.ingest.source import Ask, Piece, Refused, skipped, whole
from isnad.issues import Issue
from isnad.model.report import DateFound, Report

MAX_FEED = 8_000_000
"""Bytes of one feed; a longer one is refused."""
MAX_TAGS = 400_000
"""Tags of one feed, counted by their first sign: each takes some 25 µs, whatever is in it."""
MAX_ENTRIES = 20_000


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The entries that have a text, in the order of the feed. Nothing is fetched."""
    raw = whole(stream, MAX_FEED)
    if (tags := raw.count(b"<")) > MAX_TAGS:
        raise Refused(f"{tags:,} tags, more than {MAX_TAGS:,}")
    # A string would be taken for an address or a path; a stream is not.
    try:
        feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=True)
    except Exception as fault:
        raise Refused(f"damaged feed: {type(fault).__name__}") from fault
    entries = list(feed.get("entries", ()))
    if not entries and not feed.get("version"):
        raise Refused("neither RSS nor Atom")
    about = feed.get("feed", {})
    outlet = lines_of(plain(_text(about, "title"))).replace("\n", " ") or None
    empty = max(0, len(entries) - MAX_ENTRIES)
    for number, entry in enumerate(entries[:MAX_ENTRIES], start=1):
        report = _report(entry, f"{place}:{number}", outlet, _text(about, "language") or None)
        if report is None:
            empty += 1
        else:
            name = _text(entry, "id") or report.url or report.id
            yield Piece(item=report, raw=raw, form="feed", name=name)
    yield from skipped(place, empty, "entries without a text")


def _report(entry: Any, place: str, outlet: str | None, language: str | None) -> Report | None:
    title = " ".join(plain(_text(entry, "title")).split())
    contents = [c.get("value") for c in entry.get("content", ()) if isinstance(c.get("value"), str)]
    body = plain(max([*contents, _text(entry, "summary")], key=len))
    first, _, rest = body.partition("\n")
    body = rest if first == title else body
    text = f"{title}\n{body}" if title and body else title or body
    if not text:
        return None
    published, dates = settle(tuple(_dates(entry)))
    url = _text(entry, "link")
    url = url if url.startswith(("http://", "https://")) else ""
    return Report(
        id=content_digest(url or _text(entry, "id") or text),
        text=text,
        outlet=_text(entry.get("source", {}), "title") or outlet,
        url=url or None,
        published=published,
        language=language,
        source=place,
        title_end=len(title),
        dates=dates,
    )


def _dates(entry: Any) -> Iterator[DateFound]:
    for field, doubt in (("published", ""), ("created", ""), ("updated", "the day of a change")):
        # feedparser answers for "published" with "updated" where only that is there: ask the plain dictionary.
        words, parsed = dict.get(entry, field), dict.get(entry, f"{field}_parsed")
        if not isinstance(words, str) or not words.strip():
            continue
        day = iso_day(words) or next((d.value for d in written_days(words) if not d.doubt), None)
        if day is None and isinstance(parsed, time.struct_time):
            day = iso_day(time.strftime("%Y-%m-%dT%H:%M:%S+00:00", parsed))
        if day is not None:
            only = field == "updated" and not dict.get(entry, "published")
            verdict = "" if only else doubt  # Atom asks for this one alone
            yield DateFound(value=day, source=f"feed {field}", evidence=words[:120], verdict=verdict)


def _text(some: Any, field: str) -> str:
    value = some.get(field) if isinstance(some, dict) else None
    return value if isinstance(value, str) else ""
