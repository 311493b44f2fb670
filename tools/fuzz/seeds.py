"""A small sound file of every form, to begin mutating from; and how a mutated part is put into its package."""
# ruff: noqa: E501 (lines of markup)

from __future__ import annotations

import functools
import gzip
import io
import json
import zipfile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TEXT = "قُتل ثلاثة أشخاص في انفجار عبوة ناسفة في مدينة حمص، بحسب وزارة الصحة."
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>خبر | موقع</title><link rel="canonical" href="https://a.example/1">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"خبر","datePublished":"2024-03-10T06:00:00Z"}</script>'
    '<meta name="date" content="10 آذار 2024"></head><body><article><h1>خبر</h1><time>10/03/2024</time>'
    f"<p>{TEXT}</p><p>{TEXT} وأصيب خمسة.</p></article></body></html>"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>ض</title>'
    "<item><title>خبر</title><link>https://a.example/1</link><guid>g</guid><pubDate>Sun, 10 Mar 2024 06:00:00 GMT</pubDate>"
    f"<description>م</description><content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>ض</title><entry><id>urn:1</id><title type="html">&lt;b&gt;خ</title>'
    f'<updated>2024-03-10T06:00:00Z</updated><link href="https://a.example/1"/><summary>{TEXT}</summary></entry></feed>'
)
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "ض",
    "items": [
        {"id": "1", "url": "https://a.example/1", "content_html": f"<p>{TEXT}</p>", "date_published": "2024-03-10"}
    ],
}
MESSAGE = {"id": 5, "type": "message", "date": "2024-03-10T09:00:00", "date_unixtime": "1710050400"}
MESSAGE |= {"text": [TEXT, {"type": "bold", "text": "عاجل"}]}
CHAT = {"name": "قناة", "type": "public_channel", "id": 99, "messages": [MESSAGE]}
CHAT_PAGE = (
    '<html><body><div class="page_wrap"><div class="page_header"><div class="text">قناة</div></div>'
    '<div class="message default clearfix" id="message12"><div class="pull_right date details" '
    f'title="10.03.2024 09:00:00 UTC+03:00">09:00</div><div class="text">{TEXT}<br>{TEXT}</div></div></div></body></html>'
)
OPML = '<opml version="2.0"><body><outline text="x"><outline xmlUrl="https://a.example/f"/></outline></body></opml>'
ROBOTS = "User-agent: *\nDisallow: /a*b$\nCrawl-delay: 7\nSitemap: https://a.example/s.xml\n"


@functools.lru_cache(maxsize=2)
def warc(*, chunked: bool = False) -> bytes:
    """A page in an archive that is not packed, so that its headers can be mutated."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    body = gzip.compress(PAGE.encode(), mtime=0)
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]
    if chunked:
        headers.append(("Transfer-Encoding", "chunked"))
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    names = {"WARC-Date": "2024-03-11T10:00:00Z", "WARC-Record-ID": "<urn:uuid:00000000-0000-4000-8000-000000000000>"}
    made = writer.create_warc_record(
        "https://a.example/x", "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=names
    )
    made.rec_headers.remove_header("WARC-Block-Digest")
    writer.write_record(made)
    return out.getvalue()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip with those members, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B2"/><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c><c r="B1" t="s"><v>0</v></c></row>'
    f'<row r="2"><c r="A2" t="inlineStr"><is><t>{TEXT}</t></is></c><c r="B2" s="1"><v>45361</v></c></row></sheetData></worksheet>'
)
WORKBOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    'PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
    "xl/worksheets/sheet1.xml": SHEET,
    "xl/sharedStrings.xml": '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>published</t></si></sst>',
}
_PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
LINE = json.dumps({"id": "1", "text": TEXT, "published": "2024-03-10", "title": "خ"}, ensure_ascii=False) + "\n"
TABLE = f'id,text,published,url\n1,"{TEXT}\nسطر",14/12/2025,https://a.example/1\n'
ARCHIVER = f"Link;Archive Status;Upload Timestamp;Upload Title;Text Content;Hash\nhttps://t.example/1;ok;2024-03-10;خ;{TEXT};S\n"


def seeds() -> dict[str, list[bytes]]:
    """What each reader begins with, before `wrap`."""
    texts = {
        "text": [TEXT, TEXT * 9],
        "page": [PAGE],
        "lines": [LINE],
        "table": [TABLE, ARCHIVER],
        "feed": [RSS, ATOM],
        "jsonfeed": [json.dumps(JSON_FEED, ensure_ascii=False)],
        "telegram-json": [json.dumps(c, ensure_ascii=False) for c in (CHAT, {"chats": {"list": [CHAT]}})],
        "telegram-page": [CHAT_PAGE],
        "opml": [OPML],
        "robots": [ROBOTS],
        "days": ["١٤ كانون الأول ٢٠٢٥ 10/03/2024 March 3, 2021"],
    }
    found = {form: [text.encode() for text in some] for form, some in texts.items()}
    found["text"].append(TEXT.encode("cp1256"))
    found["warc"] = [warc(), warc(chunked=True)]
    found["wacz"] = [
        b"\0" + warc(),
        b'\1{"resources":[{"path":"archive/a.warc","hash":"sha256:00"}]}',
        b'\2{"url":"https://a.example/x"}',
    ]
    found["workbook"] = [bytes([n]) + WORKBOOK[name].encode() for n, name in enumerate(_PARTS)]
    found["zip"] = [zipped({"a.txt": TEXT.encode(), "b/f.rss": RSS.encode()}, zipfile.ZIP_DEFLATED)]
    return found


def wrap(form: str, data: bytes) -> bytes:
    """The bytes handed to the reader: for packages of several parts the first byte says which part is
    the mutated one; where it says none, the data is the whole."""
    if form == "workbook" and data[:1] < bytes([len(_PARTS)]) and data:
        return zipped({name: text.encode() for name, text in WORKBOOK.items()} | {_PARTS[data[0]]: data[1:]})
    if form == "wacz" and data[:1] < b"\3" and data:
        names = ("archive/a.warc", "datapackage.json", "pages/pages.jsonl")
        return zipped({"archive/a.warc": warc()} | {names[data[0]]: data[1:]})
    return data
