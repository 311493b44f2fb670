"""The days of publication that a page gives about itself, each with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.html

from isnad.ingest.days import iso_day, written_days
from isnad.model.report import DateFound

_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "date",
)
_CHANGED = ("article:modified_time", "og:updated_time", "dateModified", "last-modified")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|\b)")
_MARKED = re.compile(r"date|time|publi|posted|stamp|meta|byline", re.I)
_LONGEST = 120
"""An element that is there for the date alone has no more characters than this."""
_MOST = 12
"""Of visible dates no more than this are kept as candidates."""
_SEEN = 20_000
"""Elements looked at for visible dates."""


def page_days(
    tree: lxml.html.HtmlElement, metas: Mapping[str, str], told: Mapping[str, Any], url: str | None
) -> Iterator[DateFound]:
    """Best source first: JSON-LD, meta elements, time elements that say so, the address, visible
    text; then days of a change, which are never the day of publication."""
    yield from _found("json-ld datePublished", told.get("datePublished"))
    for key in _METAS:
        yield from _found(f"meta {key}", metas.get(key))
    for element in tree.xpath("//time[@pubdate or @itemprop='datePublished']"):
        yield from _found("time element", element.get("datetime"))
    if found := _URL_DAY.search(url or ""):
        yield from _found("address", f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}", found[0])
    yield from _visible(tree)
    change = "the day of a change"
    yield from _found("json-ld dateModified", told.get("dateModified"), doubt=change)
    for key in _CHANGED:
        yield from _found(f"meta {key}", metas.get(key), doubt=change)


def _found(source: str, value: object, shown: str = "", doubt: str = "") -> Iterator[DateFound]:
    """A machine-readable date, or one in figures or words where a machine-readable one should be."""
    if not isinstance(value, str) or not value.strip():
        return
    evidence = " ".join((shown or value).split())[:_LONGEST]
    if day := iso_day(value):
        yield DateFound(value=day, source=source, evidence=evidence, verdict=doubt)
        return
    for written in list(written_days(value))[:1]:
        yield DateFound(value=written.value, source=source, evidence=evidence, verdict=doubt or written.doubt)


def _visible(tree: lxml.html.HtmlElement) -> Iterator[DateFound]:
    """Short elements marked as dates. What stands above the headline may be the clock of the page,
    what comes after the first one below it may belong to other articles."""
    headed = tree.find(".//h1") is not None
    below, first, kept = not headed, "", 0
    for number, element in enumerate(tree.iter()):
        if number > _SEEN or kept >= _MOST:
            return
        if element.tag == "h1":
            below = True
        if not _is_marked(element):
            continue
        text, stamp = _short(element), element.get("datetime") or ""
        for source, words in (("time element", stamp), ("text", text)):
            for found in _found(source, words):
                doubt = found.verdict
                if not below:
                    doubt = doubt or "stands above the headline: it may be the day of the visit"
                elif first and found.value[:10] != first:
                    doubt = doubt or "a later one on the page: it may be of another article"
                else:
                    first = first or ("" if doubt else found.value[:10])
                kept += 1
                yield DateFound(value=found.value, source=source, evidence=found.evidence, verdict=doubt)


def _short(element: lxml.html.HtmlElement) -> str:
    """The text of an element that holds little; "" for one that holds more, without reading it all."""
    parts: list[str] = []
    for part in element.itertext():
        parts.append(part)
        if len(parts) > _LONGEST or len(part) > 4 * _LONGEST:
            return ""
    text = " ".join("".join(parts).split())
    return text if len(text) <= _LONGEST else ""


def _is_marked(element: lxml.html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "meta", "html", "body", "head", "title"):
        return False
    marks = " ".join(element.get(key) or "" for key in ("class", "id", "itemprop"))
    return element.tag == "time" or bool(_MARKED.search(marks))
