"""Markdown and wikitext: tables that parse, figures that lead to words, and nothing of a report run as markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from isnad.export.exchange.bundle import Bundle, Files
from isnad.export.exchange.prose import book
from isnad.export.shown import shown

Written = Callable[..., Files]
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
ISOLATES = {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}


@LANGUAGES
def test_every_figure_is_numbered_to_a_claim_and_its_words(bundle: Bundle, language: str) -> None:
    for page, record in zip(book(bundle, language).pages, bundle.records, strict=True):
        cited = {item.number: item for item in page.cited}
        assert list(cited) == list(range(1, len(cited) + 1))
        for item in cited.values():
            claim = bundle.claims[item.claim]
            words = bundle.reports[claim.report].text[claim.evidence.start : claim.evidence.end]
            assert item.quote == shown(" ".join(words.split()))
        if record.toll:
            for row, toll in zip(page.grids[0].rows, record.toll, strict=True):
                assert {cited[n].claim for n in row[2].refs} == set(toll.claims)
        used = {n for g in page.grids for r in g.rows for c in r for n in c.refs}
        used |= {n for _, c in page.lead for n in c.refs}
        assert used == set(cited)


def markdown(bundle: Bundle, written: Written, language: str) -> str:
    return written(bundle, "markdown", language)["incidents.md"].decode()


def tokens(text: str) -> Any:
    parser = pytest.importorskip("markdown_it", reason="NOT CHECKED: Markdown needs isnad[check-exports]")
    return parser.MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)


@LANGUAGES
def test_markdown_parses_into_the_tables_that_were_meant(bundle: Bundle, written: Written, language: str) -> None:
    made, found = book(bundle, language), tokens(markdown(bundle, written, language))
    grids = [g for page in made.pages for g in [*page.grids, *([page.cited] if page.cited else [])]]
    assert sum(t.type == "table_open" for t in found) == len(grids)
    rows = sum(len(g.rows) if hasattr(g, "rows") else len(g) for g in grids)
    assert sum(t.type == "tr_open" for t in found) == rows + len(grids)
    assert sum(t.type == "heading_open" and t.tag == "h1" for t in found) == len(made.pages)


@LANGUAGES
def test_nothing_of_a_report_is_markup(edges: Bundle, written: Written, language: str) -> None:
    kinds = {c.type for t in tokens(markdown(edges, written, language)) for c in t.children or ()}
    assert kinds <= {"text", "text_special", "link_open", "link_close", "softbreak"}
    links = [c for t in tokens(markdown(edges, written, language)) for c in t.children or () if c.type == "link_open"]
    assert {c.attrs["href"] for c in links} == {"https://x.example/a%20b%7Cc%28d%29%3Ce%3E"}


def deepest(line: str) -> tuple[int, int]:
    level = most = 0
    for char in line:
        level += ISOLATES.get(char, 0)
        assert level >= 0
        most = max(most, level)
    return level, most


@LANGUAGES
def test_isolates_are_closed_on_their_line(bundle: Bundle, written: Written, language: str) -> None:
    depths = [deepest(line) for line in markdown(bundle, written, language).splitlines()]
    assert {level for level, _ in depths} == {0}
    assert max(most for _, most in depths) == 1
    assert not re.search("[\u202a-\u202e]", markdown(bundle, written, language))


def test_numbers_are_isolated_in_right_to_left_text(examples: Bundle, written: Written) -> None:
    text = markdown(examples, written, "ar")
    assert "\u20663–5\u2069" in text
    assert "\u20662025\\-12\\-13\u2069" in text
    assert "\u20663–5\u2069" not in markdown(examples, written, "en")


@LANGUAGES
def test_wikitext_parses_into_tables_and_references(bundle: Bundle, written: Written, language: str) -> None:
    parser = pytest.importorskip("mwparserfromhell", reason="NOT CHECKED: wikitext needs isnad[check-exports]")
    text = written(bundle, "wikitext", language)["incidents.wiki"].decode()
    made, code = book(bundle, language), parser.parse(text)
    tags = code.filter_tags()
    assert sum(str(t.tag) == "table" for t in tags) == sum(len(p.grids) for p in made.pages)
    full = [t for t in tags if str(t.tag) == "ref" and not t.self_closing]
    assert len(full) == sum(len(p.cited) for p in made.pages)
    groups = {str(t.get("group").value) for t in tags if str(t.tag) == "references"}
    assert {str(t.get("group").value) for t in tags if str(t.tag) == "ref"} == groups
    assert code.filter_templates() == code.filter_wikilinks() == []
    assert {str(t.tag) for t in tags} <= {"table", "tr", "td", "th", "ref", "references", "bdi", "li"}
    assert len(code.filter_headings()) == sum(1 + len(p.grids) + bool(p.cited) for p in made.pages)


def test_wikitext_direction_follows_the_language(examples: Bundle, written: Written) -> None:
    assert 'class="wikitable" dir="rtl"' in written(examples, "wikitext", "ar")["incidents.wiki"].decode()
    assert '<bdi dir="ltr">3–5</bdi>' in written(examples, "wikitext", "ar")["incidents.wiki"].decode()
