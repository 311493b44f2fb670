"""Forms and limits are what docs/intake.md says they are."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from isnad.archive import fetching, watching
from isnad.ingest import reader, source
from isnad.ingest.forms import SUFFIXES
from isnad.ingest.readers import columns, feed, lines, opml, warc, workbook, zipped
from isnad.web import client, guard, visitor

PAGE = (Path(__file__).parents[3] / "docs" / "intake.md").read_text(encoding="utf-8")
MB = 1_000_000


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - {".gz"}))
def test_every_form_is_documented(suffix: str) -> None:
    assert f"`{suffix}`" in PAGE or f"`*{suffix}`" in PAGE


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (source.MAX_WHOLE, "512 MB a file or member"),
        (source.MAX_MARKUP, "32 MB a JSON Feed"),
        (lines.MAX_LINE, "64 MB a JSON line"),
        (reader.MAX_BYTES, "8 MB a text or page"),
        (feed.MAX_FEED, "8 MB or 400,000 tags a feed"),
        (warc.MAX_RECORD, "a WARC record of 64 MB"),
        (warc.MAX_BODY, "a WARC record of 64 MB"),
        (warc.SPARE, "64 MB more"),
        (zipped.MAX_UNPACKED, "2 GB unpacked"),
        (client.Limits().size, "16 MB unpacked"),
    ],
)
def test_every_size_is_documented(limit: int, said: str) -> None:
    assert said in PAGE
    words = said.split()
    unit = {"MB": MB, "GB": 1000 * MB}
    assert any(limit == int(n) * unit[u] for n, u in itertools.pairwise(words) if n.isdigit() and u in unit)


@pytest.mark.parametrize(
    "said",
    [
        f"{reader.MAX_TEXT:,} characters",
        f"{feed.MAX_TAGS:,} tags",
        f"{feed.MAX_ENTRIES:,} entries",
        f"{warc.MAX_RATIO} times its size",
        f"{zipped.MAX_MEMBERS:,} members",
        f"{zipped.MAX_RATIO} times its packed size",
        f"{opml.MAX_FEEDS:,} feeds",
        f"{columns.MAX_COLUMNS:,} columns",
        f"{workbook._BLANK:,} empty rows",
        f"{client.Limits().connect:g} s to connect",
        f"{client.Limits().wait:g} s without a byte",
        f"{client.Limits().whole:g} s in all",
        f"{fetching.MAX_PAGES} pages of one feed",
        f"{visitor.MAX_ROBOTS // 1000} KB of a robots.txt",
        ", ".join(map(str, guard.PORTS)),
        {6.0: "six hours"}[fetching.REVISIT],
        {2.0: "two\nseconds"}[watching.SETTLED],
        {5: "five\nredirects"}[client.Limits().redirects],
        {120.0: "over two minutes"}[visitor.MAX_WAIT],
        {60.0: "up to a minute"}[visitor.MAX_PAUSE],
    ],
)
def test_every_other_limit_is_documented(said: str) -> None:
    assert " ".join(said.split()) in " ".join(PAGE.split())
