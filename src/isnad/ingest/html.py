"""A web page → headline, body, outlet, address and day of publication.

What the page says about itself comes from JSON-LD first, then from meta elements.
Dates are only copied, never worked out: a page without one gives None.
"""

from __future__ import annotations

import functools
import html
import json
import logging
import re
from collections.abc import Iterator
from typing import Any, cast

import lxml.html
import msgspec

from isnad.ingest.pagedays import page_days
from isnad.model.report import DateFound

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_ARTICLE = re.compile(r"(Article|BlogPosting|Report)$")
_OUTLET_METAS = ("og:site_name", "application-name", "twitter:app:name:iphone")
_DEPTH = 20
"""Lists within lists of JSON-LD deeper than this are not looked into."""
_SEPARATORS = " |-–—:·•«»"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page taken apart. `body` is empty where no running text was found. `dates` are the days of
    publication it gives, best source first, none of them chosen yet."""

    title: str
    body: str
    outlet: str | None = None
    url: str | None = None
    dates: tuple[DateFound, ...] = ()


def declared_charset(raw: bytes) -> str | None:
    """The character set a page names in its first meta element, as written there."""
    found = _META_CHARSET.search(raw, 0, 8192)
    return found.group(1).decode("ascii") if found else None


def read_page(markup: str) -> Page:
    """The article of a page, without menus, comments and links to other articles."""
    import trafilatura  # heavy, and most runs hold no page

    # It warns on standard error of pages without an article; here that is an Issue.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except lxml.etree.ParserError:  # nothing but white space and comments
        return Page(title="", body="")
    told = _json_ld(tree)
    metas = _metas(tree)
    outlet = _name(told.get("publisher")) or next((metas[k] for k in _OUTLET_METAS if metas.get(k)), None)
    url = _url(tree, metas, told)
    days = tuple(page_days(tree, metas, told, url))  # before trafilatura works on the tree
    body = trafilatura.extract(tree, fast=True, include_comments=False) or ""
    if not body.strip():
        body = _plain(told.get("articleBody")) or _paragraphs(tree)
    return Page(
        title=_title(tree, metas, told, outlet),
        body=body.strip(),
        outlet=outlet,
        url=url,
        dates=days,
    )


def _json_ld(tree: lxml.html.HtmlElement) -> dict[str, Any]:
    """The first article any JSON-LD block of the page describes; {} when there is none."""
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            block = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(block):
            kinds = node.get("@type")
            if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return node
    return {}


def _nodes(block: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(block, list) and depth < _DEPTH:
        for item in block:
            yield from _nodes(item, depth + 1)
    elif isinstance(block, dict):
        yield cast(dict[str, Any], block)
        if depth < _DEPTH:
            yield from _nodes(block.get("@graph"), depth + 1)


def _metas(tree: lxml.html.HtmlElement) -> dict[str, str]:
    """Content of every meta element by its property, name or itemprop; the first one counts."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for key in (meta.get("property"), meta.get("name"), meta.get("itemprop")):
            content = (meta.get("content") or "").strip()
            if key and content:
                metas.setdefault(key, content)
                metas.setdefault(key.lower(), content)
    return metas


def _url(tree: lxml.html.HtmlElement, metas: dict[str, str], told: dict[str, Any]) -> str | None:
    links = tree.xpath("//link[@rel='canonical']/@href")
    for value in (*links, metas.get("og:url"), told.get("url")):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return str(value).strip()
    return None


def _title(tree: lxml.html.HtmlElement, metas: dict[str, str], told: dict[str, Any], outlet: str | None) -> str:
    headings = [_squeeze(h.text_content()) for h in tree.iter("h1")]
    label = _plain(told.get("headline")) or _squeeze(metas.get("og:title", ""))
    if not label:
        label = next((_squeeze(t.text_content()) for t in tree.iter("title")), "")
    for heading in headings:
        if heading and heading in label:
            return heading
    if outlet and label.endswith(outlet) and label != outlet:
        label = label[: -len(outlet)].rstrip(_SEPARATORS)
    return label or next((heading for heading in headings if heading), "")


def _paragraphs(tree: lxml.html.HtmlElement) -> str:
    return "\n".join(line for p in tree.iter("p") if (line := _squeeze(p.text_content())))


def _name(node: object) -> str | None:
    if isinstance(node, list):
        node = node[0] if node else None
    if isinstance(node, dict):
        node = node.get("name")
    return _plain(node) or None


def _plain(value: object) -> str:
    return _squeeze(html.unescape(value)) if isinstance(value, str) else ""


@functools.lru_cache(maxsize=256)
def _squeeze(text: str) -> str:
    return " ".join(text.split())
