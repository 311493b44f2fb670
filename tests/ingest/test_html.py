"""Pages as they come: with menus, comments, several dates and broken markup."""

from __future__ import annotations

import pytest

from isnad.ingest.days import settle
from isnad.ingest.html import declared_charset, read_page

BODY = (
    "<p>قالت إدارة الدفاع المدني إن حريقا اندلع فجر الأحد في مستودع للأخشاب جنوب المدينة، "
    "وإن فرقها سيطرت عليه بعد ساعتين.</p>"
    "<p>وأصيب عاملان بحروق طفيفة نقلا على إثرها إلى المستشفى، ولم تعرف أسباب الحريق حتى الآن.</p>"
)


def page(head: str = "", body: str = BODY) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_title_outlet_address_and_date_come_from_json_ld() -> None:
    told = (
        '<script type="application/ld+json">[{"@type":"Organization","name":"غير هذا"},'
        '{"@type":["NewsArticle"],"headline":"حريق في مستودع &quot;الغابة&quot;",'
        '"datePublished":"2024-03-10T06:00:00Z",'
        '"publisher":[{"name":"الضحى"}],"url":"https://duha.example/1"}]</script>'
    )
    read = read_page(page(told + '<meta property="article:published_time" content="2020-05-05">'))
    assert read.title == 'حريق في مستودع "الغابة"'
    assert (read.outlet, read.url, settle(read.dates)[0]) == ("الضحى", "https://duha.example/1", "2024-03-10T06:00:00Z")
    assert read.body.startswith("قالت إدارة الدفاع المدني")
    assert read.body.endswith("حتى الآن.")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2024-03-10T06:00:00Z">', "2024-03-10T06:00:00Z"),
        ('<meta name="Date" content="Sun, 10 Mar 2024 06:00:00 GMT">', "2024-03-10T06:00:00+00:00"),
        ('<meta name="date" content="2024-01-01"><meta name="pubdate" content="2024-03-10">', "2024-03-10"),
        ('<meta name="date" content="2024-01-01T00:00:00Z">', None),
        ('<meta name="date" content="2024-01-01T13:45:00Z">', "2024-01-01T13:45:00Z"),
        ('<link rel="canonical" href="https://duha.example/2024/3/10/fire">', "2024-03-10"),
        ('<meta name="date" content="10 مارس">', None),
        ("", None),
    ],
)
def test_a_date_is_copied_and_the_first_of_january_is_not_trusted(head: str, published: str | None) -> None:
    assert settle(read_page(page(head)).dates)[0] == published


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>حريق في مستودع | الضحى</title><meta property='og:site_name' content='الضحى'>", BODY, "حريق في مستودع"),
        ("<title>حريق في مستودع - موقع</title>", "<h1>حريق في مستودع</h1>" + BODY, "حريق في مستودع"),
        ("<title>الضحى</title><meta property='og:site_name' content='الضحى'>", BODY, "الضحى"),
        ("", "<h1>حريق</h1>" + BODY, "حريق"),
        ("", BODY, ""),
    ],
)
def test_the_headline_without_the_name_of_the_outlet(head: str, body: str, title: str) -> None:
    assert read_page(page(head, body)).title == title


def test_comments_and_related_links_are_no_part_of_the_text() -> None:
    clutter = (
        '<div class="share"><a href="#">شارك</a></div>'
        '<ul class="related"><li><a href="/a">مقتل تسعة في مكان آخر</a></li></ul>'
        '<section id="comments" class="comments"><div class="comment"><p>سمعت أن القتلى مئة</p></div></section>'
    )
    read = read_page(page(body=BODY).replace("</article>", "</article>" + clutter))
    assert "تسعة" not in read.body
    assert "مئة" not in read.body


@pytest.mark.parametrize("markup", ["", "   ", "<!-- nothing -->", "<html></html>", "<html><body></body></html>"])
def test_an_empty_page_gives_nothing_and_says_nothing(markup: str, caplog: pytest.LogCaptureFixture) -> None:
    read = read_page(markup)
    assert (read.title, read.body) == ("", "")
    assert caplog.text == ""


def test_broken_markup_and_broken_json_are_survived() -> None:
    told = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    read = read_page(f"<html><head>{told}<title>حريق</title><body><div><p>{BODY}<div></p></span>")
    assert "الدفاع المدني" in read.body


def test_a_page_with_an_xml_declaration_is_read() -> None:
    assert "الدفاع" in read_page('<?xml version="1.0" encoding="windows-1256"?>' + page()).body


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=ISO-8859-6'>", "ISO-8859-6"),
        (b"<p>charset=utf-8</p>", None),
    ],
)
def test_the_declared_character_set(raw: bytes, label: str | None) -> None:
    assert declared_charset(raw) == label
