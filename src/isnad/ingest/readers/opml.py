"""OPML: a list of feeds. It holds no reports; `isnad fetch` and `isnad watch` go through it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import lxml.etree

from isnad.ingest.source import MAX_MARKUP, Ask, Piece, Refused, whole
from isnad.issues import Issue

MAX_FEEDS = 10_000


def read(stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """One issue that says what to do with the list."""
    count = len(feeds(whole(stream, MAX_MARKUP)))
    hint = f"isnad fetch --feeds {place}"
    yield Issue(
        code="I-ingest-list", report="", place=place, reason=f"a list of {count:,} feeds, no reports", hint=hint
    )


def feeds(raw: bytes) -> list[str]:
    """The addresses of a list, in its order, each once. Raises Refused for what is no OPML.

    Entities are not resolved, nothing is loaded, and depth and size are those libxml2 allows.
    """
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        tree = lxml.etree.fromstring(raw, parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as fault:
        raise Refused(f"no OPML: {fault}") from fault
    # Not lxml's QName: a mended document may have tags that it does not take for names.
    if tree is None or not isinstance(tree.tag, str) or tree.tag.rpartition("}")[2].lower() != "opml":
        raise Refused("no OPML")
    found: dict[str, None] = {}
    for outline in tree.iter("{*}outline"):
        for key, value in outline.attrib.items():
            if key.lower() == "xmlurl" and value.strip().startswith(("http://", "https://")):
                found.setdefault(value.strip())
    if len(found) > MAX_FEEDS:
        raise Refused(f"{len(found):,} feeds, more than {MAX_FEEDS:,}")
    return list(found)
