"""JSON Feed 1.0 and 1.1: an item is a report; its bytes are kept as they stand in the feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from isnad.ingest.days import iso_day, settle
from isnad.ingest.identity import content_digest
from isnad.ingest.markup import lines_of, plain
from isnad.ingest.source import MAX_MARKUP, Ask, Piece, Refused, skipped, whole
from isnad.issues import Issue
from isnad.model.report import DateFound, Report


class _Feed(msgspec.Struct):
    items: list[msgspec.Raw]
    title: Any = None
    language: Any = None


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The items that have a text, in the order of the feed."""
    raw = whole(stream, MAX_MARKUP)
    try:
        feed = msgspec.json.decode(raw.lstrip(b"\xef\xbb\xbf"), type=_Feed)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Refused(f"no JSON Feed: {fault}") from fault
    empty = 0
    for number, one in enumerate(feed.items, start=1):
        report = _report(_fields(one), f"{place}:{number}", _text(feed.title) or None, _text(feed.language) or None)
        if report is None:
            empty += 1
        else:
            yield Piece(item=report, raw=bytes(one), form="jsonfeed", name=report.url or report.id)
    yield from skipped(place, empty, "items without a text")


def _fields(raw: msgspec.Raw) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _report(item: dict[str, Any], place: str, outlet: str | None, language: str | None) -> Report | None:
    title = " ".join(plain(_text(item.get("title"))).split())
    body = lines_of(_text(item.get("content_text"))) or plain(_text(item.get("content_html")))
    body = body or lines_of(_text(item.get("summary")))
    text = f"{title}\n{body}" if title and body else title or body
    if not text:
        return None
    found = []
    for field, doubt in (("date_published", ""), ("date_modified", "the day of a change")):
        if day := iso_day(words := _text(item.get(field))):
            found.append(DateFound(value=day, source=f"feed {field}", evidence=words[:120], verdict=doubt))
    published, dates = settle(found)
    urls = (_text(item.get("url")), _text(item.get("external_url")), str(item.get("id") or ""))
    url = next((u for u in urls if u.startswith(("http://", "https://"))), None)
    return Report(
        id=content_digest(url or str(item.get("id") or "") or text),
        text=text,
        outlet=outlet,
        url=url,
        published=published,
        language=_text(item.get("language")) or language,
        source=place,
        title_end=len(title),
        dates=dates,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
