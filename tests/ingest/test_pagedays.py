"""Which day a page says it was published on: several candidates, each with its words."""

from __future__ import annotations

import pytest

from isnad.ingest.days import settle
from isnad.ingest.html import read_page
from isnad.model.report import DateFound

BODY = "<p>قالت إدارة الدفاع المدني إن حريقا اندلع فجر الأحد في مستودع للأخشاب جنوب المدينة، وإن فرقها سيطرت عليه.</p>"


def days(head: str = "", above: str = "", below: str = "", tail: str = "") -> tuple[str | None, tuple[DateFound, ...]]:
    body = f"{above}<article><h1>حريق في مستودع</h1>{below}{BODY * 2}</article>{tail}"
    return settle(read_page(f"<html><head>{head}</head><body>{body}</body></html>").dates)


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ('<span class="post-date">الأحد 10 آذار 2024</span>', "2024-03-10"),
        ("<time>٢٨ آب/أغسطس ٢٠١٣</time>", "2013-08-28"),
        ('<time datetime="2024-03-10T09:00:00+03:00">قبل ساعة</time>', "2024-03-10T09:00:00+03:00"),
        ('<div id="published">10/03/2024</div>', None),
        ('<div class="text">10 آذار 2024</div>', None),
        (f'<div class="date">{BODY * 3} 10 آذار 2024</div>', None),
    ],
)
def test_what_a_page_shows(shown: str, day: str | None) -> None:
    assert days(below=shown)[0] == day


def test_the_page_says_all_that_was_found_and_why() -> None:
    head = (
        '<meta property="article:modified_time" content="2024-03-12T00:00:00Z"><meta name="date" content="2024-03-10">'
    )
    published, told = days(
        head,
        above='<div class="date">الجمعة 15 آذار 2024</div>',
        below='<span class="date">10 آذار 2024</span>',
        tail='<li class="date">9 آذار 2024</li>',
    )
    assert published == "2024-03-10"
    assert [(d.source, d.evidence, d.verdict.partition(";")[0]) for d in told] == [
        ("meta date", "2024-03-10", "chosen: best source with a day to trust"),
        ("text", "الجمعة 15 آذار 2024", "not chosen: stands above the headline: it may be the day of the visit"),
        ("text", "10 آذار 2024", "not chosen: the same day from a source that comes later"),
        ("text", "9 آذار 2024", "not chosen: a later one on the page: it may be of another article"),
        ("meta article:modified_time", "2024-03-12T00:00:00Z", "not chosen: the day of a change"),
    ]


def test_the_clock_of_a_page_alone_is_no_day_of_publication() -> None:
    assert days(above='<div class="date">الجمعة 15 آذار 2024</div>')[0] is None


def test_nested_marks_are_read_in_time() -> None:
    shown = '<div class="date">' * 4_000 + "10 آذار 2024" + "</div>" * 4_000
    assert days(below=shown)[0] in (None, "2024-03-10")
