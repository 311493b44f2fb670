"""Every form of container: what is read, what is counted, what is refused."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from isnad.archive.intake import Received, receive
from isnad.errors import InputError
from isnad.ingest.forms import form_of, pieces
from isnad.ingest.reader import read_reports
from isnad.ingest.source import Ask
from isnad.issues import Issue
from isnad.model.report import Report

ONE = "قُتل ثلاثة أشخاص في انفجار عبوة ناسفة في مدينة حمص، بحسب وزارة الصحة."
TWO = "أسفر حريق في مصنع للنسيج بمدينة حلب عن إصابة خمسة عمال، وفق الدفاع المدني."
PAGE = (
    f"<html><head><title>خبر</title></head><body><article><h1>خبر</h1><p>{ONE}</p><p>{TWO}</p></article></body></html>"
)


def taken(path: Path, raw: bytes | str | None = None, **columns: str) -> tuple[list[Received], list[Issue]]:
    if raw is not None:
        path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    items = list(receive([str(path)], columns=columns))
    return [i for i in items if isinstance(i, Received)], [i for i in items if isinstance(i, Issue)]


def reasons(issues: Sequence[Issue]) -> list[str]:
    return [f"{issue.code}: {issue.reason}" for issue in issues]


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>الضحى</title><language>ar</language>
<item><title>انفجار</title><link>https://duha.example/1</link><guid>g1</guid>
<pubDate>Sun, 10 Mar 2024 06:00:00 +0300</pubDate><description>موجز</description>
<content:encoded><![CDATA[<p>{ONE}</p><script>alert(1)</script><p>{TWO}</p>]]></content:encoded></item>
<item><title></title><description></description></item>
</channel></rss>"""


def test_rss_gives_each_entry_with_its_day_and_the_feed_as_received(tmp_path: Path) -> None:
    (item,), issues = taken(tmp_path / "f.rss", RSS)
    assert item.report.text == f"انفجار\n{ONE}\n{TWO}"
    assert (item.report.outlet, item.report.url, item.key) == (
        "الضحى",
        "https://duha.example/1",
        "url:https://duha.example/1",
    )
    assert item.report.published == "2024-03-10T06:00:00+03:00"
    assert [(d.source, d.evidence) for d in item.report.dates] == [
        ("feed published", "Sun, 10 Mar 2024 06:00:00 +0300")
    ]
    assert item.report.text[: item.report.title_end] == "انفجار"
    assert item.raw == RSS.encode()
    assert reasons(issues) == ["I-ingest-skipped: 1 entries without a text passed over"]


def test_atom_in_another_character_set_and_a_day_of_change_only(tmp_path: Path) -> None:
    atom = f"""<?xml version="1.0" encoding="windows-1256"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ض</title>
<entry><id>urn:1</id><title>خبر</title><updated>2024-03-10T06:00:00Z</updated>
<summary type="html">&lt;b&gt;{TWO}&lt;/b&gt;
</summary></entry></feed>"""
    (item,), issues = taken(tmp_path / "f.xml", atom.encode("cp1256"))
    assert (item.report.text, item.report.published) == (f"خبر\n{TWO}", "2024-03-10T06:00:00Z")
    assert item.key.endswith("f.xml#urn:1")
    assert issues == []


def test_json_feed_keeps_the_bytes_of_each_item(tmp_path: Path) -> None:
    row = {"id": "7", "url": "https://duha.example/7", "title": "خبر", "content_html": f"<p>{ONE}</p>"}
    row |= {"date_published": "2024-03-10T06:00:00Z", "date_modified": "2024-03-12T06:00:00Z"}
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "الضحى", "items": [row, {"id": "8"}, 5]}
    (item,), issues = taken(tmp_path / "f.json", json.dumps(whole, ensure_ascii=False))
    assert json.loads(item.raw) == row
    assert (item.report.text, item.report.published) == (f"خبر\n{ONE}", "2024-03-10T06:00:00Z")
    assert [d.verdict[:10] for d in item.report.dates] == ["chosen: be", "not chosen"]
    assert reasons(issues) == ["I-ingest-skipped: 2 items without a text passed over"]


def test_opml_is_a_list_and_says_so(tmp_path: Path) -> None:
    opml = '<opml version="2.0"><body><outline text="x"><outline xmlUrl="https://a.example/f"/></outline></body></opml>'
    found, issues = taken(tmp_path / "l.opml", opml)
    assert (found, [i.code for i in issues]) == ([], ["I-ingest-list"])
    assert "1 feeds" in issues[0].reason


def telegram(**more: object) -> dict[str, object]:
    return {"id": 5, "type": "message", "date": "2024-03-10T09:00:00", "date_unixtime": "1710050400", **more}


def test_a_telegram_chat_and_a_whole_account(tmp_path: Path) -> None:
    said = telegram(text=[ONE, {"type": "bold", "text": " عاجل"}], edited_unixtime="1710136800", forwarded_from="وكالة")
    chat = {
        "name": "قناة",
        "type": "public_channel",
        "id": 99,
        "messages": [said, telegram(id=6, text=""), telegram(id=7, type="service"), 3],
    }
    (item,), issues = taken(tmp_path / "result.json", json.dumps(chat, ensure_ascii=False))
    assert (item.report.text, item.report.id, item.key) == (ONE + " عاجل", "tg99-5", "telegram:99/5")
    assert (item.report.outlet, item.report.published) == ("قناة", "2024-03-10T06:00:00+00:00")
    assert json.loads(item.raw) == said
    assert item.given == {"forwarded_from": "وكالة"}
    assert reasons(issues) == ["I-ingest-skipped: 3 message(s) without a text passed over"]
    account = {"about": "…", "chats": {"about": "…", "list": [chat]}}
    (again,), _ = taken(tmp_path / "all.json", json.dumps(account, ensure_ascii=False))
    assert again.report.text == item.report.text
    assert again.key == item.key


def test_telegram_pages(tmp_path: Path) -> None:
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold"> قناة </div></div></div>
<div class="history"><div class="message service" id="message-1"><div class="body details">10 March 2024</div></div>
<div class="message default clearfix" id="message12"><div class="body">
<div class="pull_right date details" title="10.03.2024 09:00:00 UTC+03:00">09:00</div>
<div class="from_name"> قناة </div><div class="text">{ONE}<br>{TWO}</div></div></div>
<div class="message default clearfix joined" id="message13"><div class="body"><div class="media">صورة</div></div></div>
</div></div></body></html>"""
    (item,), issues = taken(tmp_path / "messages.html", page)
    assert (item.report.text, item.report.published) == (f"{ONE}\n{TWO}", "2024-03-10T09:00:00+03:00")
    assert (item.report.outlet, item.key, item.raw) == ("قناة", "telegram:قناة/12", page.encode())
    assert reasons(issues) == ["I-ingest-skipped: 1 message(s) without a text passed over"]


def sheet(rows: Sequence[Sequence[object]], *, second: bool = False) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    page = book.create_sheet("b") if second else book.active
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_named_columns(tmp_path: Path) -> None:
    import datetime

    raw = sheet([["Nr", "Body ", "Day"], [4, ONE, datetime.datetime(2024, 3, 10)], [5, None, None]], second=True)
    (item,), issues = taken(tmp_path / "t.xlsx", raw, text="body", id="Nr", published="day")
    assert (item.report.id, item.report.text, item.report.published) == ("4", ONE, "2024-03-10")
    assert item.report.source == "t.xlsx:2"
    assert item.raw == raw
    assert reasons(issues) == ["I-ingest-skipped: 1 row(s) without a text passed over"]
    _, missing = taken(tmp_path / "t.xlsx", raw)
    assert [i.code for i in missing] == ["I-ingest-field"]


def test_formulas_are_text_and_are_never_worked_out(tmp_path: Path) -> None:
    raw = sheet([["text", "id"], ['=HYPERLINK("http://evil.example")', "1"], [ONE, "=1+1"]])
    found, _ = taken(tmp_path / "t.xlsx", raw)
    assert [item.report.text for item in found] == [ONE]  # openpyxl saved no value for the formula
    found, _ = taken(tmp_path / "t.csv", f"text,id\n\"=cmd|'/c calc'!A1 {ONE}\",1\n")
    assert found[0].report.text.startswith("=cmd|")


ARCHIVER = ["Link", "Archive Status", "Archive Location", "Archive Date", "Upload Timestamp", "Upload Title"]
ARCHIVER += ["Text Content", "Hash"]
ARCHIVED = ["https://t.example/1", "telegram: success", "https://s3.example/1.html", "2024-03-11T10:00:00Z"]
ARCHIVED += ["2024-03-10T06:00:00+00:00", "خبر عاجل", ONE, "SHA-256:ab12"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_sheet_of_auto_archiver_needs_no_mapping(tmp_path: Path, suffix: str) -> None:
    rows = [ARCHIVER, ARCHIVED, ["https://t.example/2", "nothing found", "", "", "", "", "", ""]]
    raw = sheet(rows) if suffix == "xlsx" else "".join(";".join(row) + "\n" for row in rows).encode("utf-8-sig")
    (item,), issues = taken(tmp_path / f"t.{suffix}", raw)
    report = item.report
    assert (report.text, report.url) == (f"خبر عاجل\n{ONE}", "https://t.example/1")
    assert (report.published, report.retrieved) == ("2024-03-10T06:00:00+00:00", "2024-03-11T10:00:00Z")
    assert report.text[: report.title_end] == "خبر عاجل"
    assert item.given["hash"] == "SHA-256:ab12"
    assert item.given["archive location"] == "https://s3.example/1.html"
    assert reasons(issues) == ["I-ingest-skipped: 1 row(s) without a text passed over"]


@pytest.mark.parametrize(("separator", "first"), [(",", ""), (";", ""), ("\t", ""), ("|", ""), (";", "sep=;\n")])
def test_tables_with_any_separator(tmp_path: Path, separator: str, first: str) -> None:
    rows = [["id", "text", "published"], ["1", f'"{ONE}\nسطر ثان"', "14/12/2025"]]
    raw = first + "\n".join(separator.join(row) for row in rows)
    (item,), issues = taken(tmp_path / "t.csv", raw)
    assert (item.report.text, item.report.published) == (f"{ONE}\nسطر ثان", "2025-12-14")
    assert item.report.dates[0].evidence == "14/12/2025"
    assert issues == []


def warc(*records: tuple[str, str, bytes], status: str = "200 OK", packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, kind, body in records:
        headers = [("Content-Type", kind), ("Content-Encoding", "gzip")]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        payload = io.BytesIO(gzip.compress(body))
        made = writer.create_warc_record(
            url, "response", payload=payload, http_headers=http, warc_headers_dict={"WARC-Date": "2024-03-11T10:00:00Z"}
        )
        writer.write_record(made)
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_warc_gives_pages_and_counts_the_rest(tmp_path: Path, packed: bool) -> None:
    page = PAGE.replace("<head>", '<head><link rel="canonical" href="https://other.example/x">')
    raw = warc(
        ("https://a.example/x", "text/html; charset=utf-8", page.encode()),
        ("https://a.example/s.js", "text/javascript", b"x"),
        ("https://a.example/f", "application/rss+xml", RSS.encode()),
        packed=packed,
    )
    (one, two), issues = taken(tmp_path / ("w.warc.gz" if packed else "w.warc"), raw)
    assert (one.raw, one.report.url) == (page.encode(), "https://a.example/x")  # not at the other host
    assert (one.report.retrieved, one.given["http_status"]) == ("2024-03-11T10:00:00Z", "200")
    assert two.report.url == "https://duha.example/1"
    assert reasons(issues)[-1] == "I-ingest-skipped: records passed over: text/javascript ×1"
    _, gone = taken(tmp_path / "n.warc", warc(("https://a.example/x", "text/html", b"x"), status="404 Not Found"))
    assert "status 404 ×1" in gone[0].reason


def test_a_flipped_byte_in_a_warc_is_refused(tmp_path: Path) -> None:
    raw = bytearray(warc(("https://a.example/x", "text/html", PAGE.encode()), packed=False))
    raw[-40] ^= 1
    found, issues = taken(tmp_path / "w.warc", bytes(raw))
    assert (found, reasons(issues)) == ([], ["I-ingest-refused: its bytes are not those of its WARC-Block-Digest"])


def test_wacz_reads_the_listed_pages_and_checks_digests(tmp_path: Path) -> None:
    import hashlib

    inner = warc(
        ("https://a.example/x", "text/html", PAGE.encode()), ("https://ads.example/", "text/html", PAGE.encode())
    )
    for told, count in ((hashlib.sha256(inner).hexdigest(), 1), ("0" * 64, 0)):
        package = {"resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{told}"}]}
        with zipfile.ZipFile(tmp_path / "a.wacz", "w") as made:
            made.writestr("datapackage.json", json.dumps(package))
            made.writestr("pages/pages.jsonl", '{"format":"json-pages-1.0"}\n{"url":"https://a.example/x"}\n')
            made.writestr("archive/data.warc.gz", inner)
        found, issues = taken(tmp_path / "a.wacz")
        assert [item.report.url for item in found] == ["https://a.example/x"][:count]
        assert ("other address ×1" if count else "datapackage.json") in issues[0].reason


def test_every_form_in_a_zip_and_behind_every_command(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as made:
        made.writestr("a/f.rss", RSS)
        made.writestr("b/p.html", PAGE)
        made.writestr("c.warc.gz", warc(("https://a.example/x", "text/html", PAGE.encode())))
        made.writestr("d.csv", "text;id\n" + ONE + ";9\n")
        made.writestr("e.exe", "x")
    found, _ = taken(tmp_path / "z.zip")
    assert [item.key.rpartition("/")[2] for item in found] == ["1", "p.html", "x", "d.csv#9"]
    assert found[3].origin.endswith("z.zip!/d.csv")
    items = list(read_reports([str(tmp_path)]))
    reports = [i for i in items if isinstance(i, Report)]
    assert [r.text for r in reports] == [item.report.text for item in found]
    assert len({r.id for r in reports}) == 4
    assert [i.code for i in items if isinstance(i, Issue)] == ["I-ingest-skipped"] * 2


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.json", b'{"name": "x", "type": "t", "id": 1, "messages": [', "telegram-json"),
        ("a.json", b'{"a": 1}', None),
        ("a.xml", b'<?xml version="1.0"?><rss>', "feed"),
        ("a.xml", b"<books>", None),
        ("a.warc.gz", b"\x1f\x8b", "warc"),
        ("a.gz", b"\x1f\x8b", None),
        ("a.html", b"<html>", "page"),
        ("a", b"WARC/1.0\r\n", "warc"),
    ],
)
def test_the_form_is_told_by_name_and_beginning(name: str, head: bytes, form: str | None) -> None:
    assert form_of(name, head) == form


def test_what_trips_a_reader_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    (issue,) = pieces("wacz", io.BytesIO(b"PK"), "a.wacz", Ask())
    assert isinstance(issue, Issue)
    assert issue.code == "I-ingest-refused"


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError):
        list(receive(["/nowhere/at/all"]))
