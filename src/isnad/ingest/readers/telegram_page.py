"""Telegram Desktop's messages.html, messages2.html, …: a message with a text is a report. The
export says no id of the chat, so its title stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import lxml.html

from isnad.ingest.days import settle, written_days
from isnad.ingest.decode import decode
from isnad.ingest.identity import content_digest
from isnad.ingest.markup import text_of, tree_of
from isnad.ingest.source import MAX_MARKUP, Ask, Piece, Refused, skipped, whole
from isnad.issues import Issue
from isnad.model.report import DateFound, Report

_STAMP = re.compile(r"(\d{2}\.\d{2}\.\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?", re.A)
_NUMBER = re.compile(r"message(\d{1,18})\Z", re.A)


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """The messages that have a text, as they stand on the page."""
    raw = whole(stream, MAX_MARKUP)
    decoded = decode(raw)
    tree = None if decoded is None else tree_of(decoded.text.replace("\0", "").encode("utf-8", "replace"))
    if tree is None:
        raise Refused("no page of a Telegram export")
    header = _first(tree, "page_header")
    title = " ".join(text_of(header).split()) if header is not None else ""
    empty = seen = 0
    for node in tree.iter("div"):
        classes = (node.get("class") or "").split()
        number = _NUMBER.match(node.get("id") or "")
        if "message" not in classes or "service" in classes:
            continue
        seen += 1
        body = _first(node, "text")
        text = text_of(body) if body is not None else ""
        if not text or number is None:
            empty += 1
            continue
        published, dates = settle(tuple(_dates(node)))
        name = content_digest(title)[:6]
        report = Report(
            id=f"tg{name}-{number[1]}",
            text=text,
            outlet=title or None,
            published=published,
            source=f"{place}:{number[1]}",
            dates=dates,
        )
        yield Piece(item=report, raw=raw, form="telegram-page", key=f"telegram:{title}/{number[1]}")
    if not seen:
        raise Refused("a page of a Telegram export without messages")
    yield from skipped(place, empty, "message(s) without a text")


def _first(node: lxml.html.HtmlElement, name: str) -> lxml.html.HtmlElement | None:
    return next((e for e in node.iter("div") if name in (e.get("class") or "").split()), None)


def _dates(node: lxml.html.HtmlElement) -> Iterator[DateFound]:
    details = next((e for e in node.iter("div") if "date" in (e.get("class") or "").split()), None)
    words = (details.get("title") or "") if details is not None else ""
    if stamp := _STAMP.search(words):
        # Day, month, year: always in this order here.
        day, month, year = stamp[1].split(".")
        if any(d.value == f"{year}-{month}-{day}" for d in written_days(f"{year}-{month}-{day}")):
            value = f"{year}-{month}-{day}T{stamp[2]}{stamp[3] or ''}"
            yield DateFound(value=value, source="export date", evidence=words[:120])
