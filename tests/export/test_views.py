"""What the templates draw: safe links, quotes under their side, words that differ."""

from __future__ import annotations

import pytest

from isnad.export.views import (
    _changed,
    conflict_views,
    report_view,
    rule_views,
    statement_views,
    web_address,
)
from isnad.export.words import load_words
from isnad.model.incident import Reading
from isnad.model.record import Record

W = load_words()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "http://[",
        "",
        None,
    ],
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_is_linked() -> None:
    assert web_address(" https://example.org/خبر?a=1&b=2 ") == "https://example.org/خبر?a=1&b=2"


def test_a_report_lists_its_claims_in_the_order_of_the_text(record: Record, readings: dict[str, Reading]) -> None:
    claims = {c.claim: c for c in record.incident.claims}
    view = report_view(readings["b1"], record.incident.members[2], claims, W)
    starts = [c.claim.evidence.start for c in view.cards]
    assert starts == sorted(starts)
    assert all(c.here for c in view.cards)
    assert view.dir == "rtl"


def test_a_claim_on_another_event_is_told_apart(record: Record, readings: dict[str, Reading]) -> None:
    claims = {c.claim: c for c in record.incident.claims if c.claim != "a1-2"}
    view = report_view(readings["a1"], record.incident.members[0], claims, W)
    assert {c.claim.claim for c in view.cards if not c.here} == {"a1-2"}


def test_each_side_of_a_conflict_has_its_own_words(record: Record, readings: dict[str, Reading]) -> None:
    claims = {c.claim: c for c in record.incident.claims}
    reports = {m.id: report_view(readings[m.id], m, claims, W) for m in record.incident.members}
    (view,) = conflict_views(record.conflicts, reports, claims)
    assert [[q.claim.claim for q in side.quotes] for side in view.sides] == [["a1-1"], ["b1-1"]]
    assert [[q.copies for q in side.quotes] for side in view.sides] == [[1], [0]]
    assert "<mark>قتل ثلاثة عمال</mark> في انفجار" in view.sides[0].quotes[0].words


def test_a_statement_stands_side_by_side_only_where_repeated(record: Record, readings: dict[str, Reading]) -> None:
    reports = {m.id: report_view(readings[m.id], m, {}, W) for m in record.incident.members}
    (view,) = statement_views(record.statements, reports)
    assert [p.report.report.id for p in view.passages] == ["a1", "a2"]
    del reports["a2"]
    assert statement_views(record.statements, reports) == []


def test_words_that_differ_are_underlined() -> None:
    first = ["قال المدير إن خمسة جرحى وصلوا"]
    assert _changed(first, "قال المدير إن سبعة جرحى وصلوا") == "قال المدير إن <u>سبعة</u> جرحى وصلوا"
    assert _changed(first, "<b>شيء آخر تماماً</b>") == "&lt;b&gt;شيء آخر تماماً&lt;/b&gt;"


def test_rules_side_by_side() -> None:
    aside = [{"claim": "c9", "reason": "copy"}]
    rules = {
        "range": {
            "rule": "range@2",
            "confirmed": True,
            "killed": {"low": 3, "high": 5, "best": None, "claims": ["c1"], "set_aside": aside},
            "wounded": {"low": 2, "high": None},
        },
        "acled": {"rule": "acled@1", "confirmed": False, "killed": {"best": 3, "note": "disputed: 5"}},
        "ged": {"killed": {"low": 3, "best": 4, "high": 5}},
        "silent": {"rule": "silent@1", "missing": {"best": 1}},
    }
    views = rule_views(rules, ["killed", "wounded"])
    figures = {v.label: {e: c.figure for e, c in v.cells.items()} for v in views}
    assert figures == {
        "range@2": {"killed": "3–5", "wounded": "2+"},
        "acled@1": {"killed": "3"},
        "ged": {"killed": "3–5 (4)"},
    }
    assert [v.confirmed for v in views] == [True, False, True]
    assert views[0].cells["killed"].aside == {"copy": ["c9"]}
    assert views[1].cells["killed"].note == "disputed: 5"
