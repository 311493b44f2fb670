"""The registry: which form a name and its first bytes stand for, and which reader reads it.

A reader is a module of readers/ with one function, `read(stream, place, ask)`: a generator of
pieces and issues. It is loaded when the first file of its form is met.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO, cast

import msgspec

from isnad.ingest.source import Ask, Piece, Refused, refused
from isnad.issues import Issue

Reader = Callable[[BinaryIO, str, Ask], Iterator[Piece | Issue]]
SUFFIXES = {".txt": "text", ".html": "page", ".htm": "page", ".xhtml": "page"}
SUFFIXES |= {".jsonl": "lines", ".ndjson": "lines", ".csv": "table", ".tsv": "table", ".xlsx": "workbook"}
SUFFIXES |= {".zip": "zip", ".warc": "warc", ".gz": "gz", ".wacz": "wacz"}
SUFFIXES |= {".rss": "feed", ".atom": "feed", ".xml": "xml", ".json": "json", ".opml": "opml"}
READERS = {
    "lines": "lines",
    "table": "table",
    "workbook": "workbook",
    "zip": "zipped",
    "warc": "warc",
    "wacz": "wacz",
    "feed": "feed",
    "jsonfeed": "jsonfeed",
    "opml": "opml",
    "telegram-json": "telegram_json",
    "telegram-page": "telegram_page",
}
"""Form to module. Plain texts and pages are no containers: reader.py reads them."""
SHOWN = ".txt .html .jsonl .csv .tsv .xlsx .zip .rss .atom .xml .json .warc .warc.gz .wacz"
HEAD = 2_048
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_TELEGRAM_PAGE = re.compile(rb'class="page_wrap"')


def form_of(name: str, head: bytes) -> str | None:
    """The form of a file by its suffix and its first bytes; None for what is certainly no report."""
    form = SUFFIXES.get(PurePath(name).suffix.lower())
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if form == "gz":
        return "warc" if name.lower().endswith(".warc.gz") else None
    if form == "json":
        return _json_form(bare)
    if form == "xml":
        return _xml_form(bare)
    if form == "page" and _TELEGRAM_PAGE.search(head):
        return "telegram-page"
    return form or _unnamed(bare)


def sniffed(name: str) -> bool:
    """Whether the first bytes are needed to tell the form."""
    suffix = PurePath(name).suffix.lower()
    return suffix not in SUFFIXES or SUFFIXES[suffix] in ("page", "json", "xml")


def pieces(form: str, stream: BinaryIO, place: str, ask: Ask) -> Iterator[Piece | Issue]:
    """What lies in a container. Whatever is wrong with it is an issue, and ends no run."""
    try:
        yield from reader(form)(stream, place, msgspec.structs.replace(ask, inner=pieces))
    except Refused as fault:
        yield refused(place, str(fault))
    except OSError as fault:
        yield refused(place, f"cannot be read: {fault.strerror or type(fault).__name__}")
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as fault:  # what a hostile file makes of a parser; a panic of Rust code is no Exception
        yield refused(place, f"damaged {form}: {type(fault).__name__}: {fault}")


def reader(form: str) -> Reader:
    """The reader of a form."""
    module = importlib.import_module(f"isnad.ingest.readers.{READERS[form]}")
    return cast(Reader, module.read)


def _json_form(bare: bytes) -> str | None:
    """A chat export or a feed begins with members that nothing else has."""
    if b"jsonfeed.org/version/" in bare:
        return "jsonfeed"
    if b'"messages"' in bare or b'"chats"' in bare:
        return "telegram-json"
    return "lines" if bare.startswith(b"{") and b"}\n{" in bare else None


def _xml_form(bare: bytes) -> str | None:
    start = bare.lower()
    if b"<opml" in start:
        return "opml"
    if any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"<rdf")):
        return "feed"
    return "page" if b"<html" in start else None


def _unnamed(bare: bytes) -> str:
    start = bare[:512].lower()
    if start.startswith(b"{"):
        return _json_form(bare) or "lines"
    if start.startswith(b"warc/1."):
        return "warc"
    if start.startswith(b"<?xml"):
        return _xml_form(bare) or "page"
    return "page" if start.startswith(_PAGE) else "text"
