"""Files made to harm: refused or recorded, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from isnad.archive.intake import Received, from_stream, receive
from isnad.ingest.forms import READERS
from isnad.ingest.readers import zipped
from isnad.ingest.source import Ask
from isnad.issues import Issue

TEXT = "قُتل ثلاثة أشخاص في انفجار عبوة ناسفة في مدينة حمص، بحسب وزارة الصحة."
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


def taken(form: str, raw: bytes | str, name: str = "x") -> tuple[list[Received], list[Issue]]:
    data = raw.encode() if isinstance(raw, str) else raw
    items = list(from_stream(io.BytesIO(data), name, name, form, None, Ask()))
    return [i for i in items if isinstance(i, Received)], [i for i in items if isinstance(i, Issue)]


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """No test here may take long; machines are noisy, so the bound is wide."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("feed", "<rss version='2.0'><channel><item><title>&a11;</title>"
                 f"<description>{TEXT}</description></item></channel></rss>"),
        ("opml", "<opml><body><outline text='&a11;' xmlUrl='https://a.example/f'/></body></opml>"),
        ("page", f"<html><body><article><h1>&a11;</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"),
        ("telegram-page", f"<html><body><div class='page_wrap'><div class='message default' id='message1'>"
                          f"<div class='text'>{TEXT} &a11;</div></div></div></body></html>"),
    ],
)  # fmt: skip
def test_entities_are_not_resolved(form: str, body: str, doctype: str) -> None:
    found, _ = taken(form, f'<?xml version="1.0"?>{doctype}{body}')
    assert all("haha" not in item.report.text and "root:" not in item.report.text for item in found)
    assert all(len(item.report.text) < 1_000 for item in found)


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE])
def test_entities_in_a_workbook_are_refused(doctype: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["text"])
    book.active.append([TEXT])
    good = io.BytesIO()
    book.save(good)
    bad = io.BytesIO()
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as made:
        for member in source.infolist():
            data = source.read(member)
            if member.filename in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
                data = f'<?xml version="1.0"?>{doctype}'.encode() + data.replace(TEXT.encode(), b"&a11;")
            made.writestr(member, data)
    assert len(taken("workbook", good.getvalue())[0]) == 1
    found, issues = taken("workbook", bad.getvalue())
    assert (found, [i.code for i in issues]) == ([], ["I-ingest-refused"])


def test_a_workbook_that_says_it_is_endless() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["text"])
    book.active.append([TEXT])
    book.active.cell(1_048_576, 16_384, "x")
    out = io.BytesIO()
    book.save(out)
    found, _ = taken("workbook", out.getvalue())
    assert [item.report.text for item in found] == [TEXT]


def record(body: bytes, *, packed: bool = True, trailing: bytes = b"") -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    http = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    payload = io.BytesIO(gzip.compress(body) + trailing)
    writer.write_record(writer.create_warc_record("https://a.example/", "response", payload=payload, http_headers=http))
    return out.getvalue()


PAGE = f"<html><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>".encode()


def test_a_bomb_in_a_warc_is_refused_and_the_next_record_is_read() -> None:
    raw = record(b"<p>" + b"0" * 300_000_000) + record(PAGE)
    tracemalloc.start()
    found, issues = taken("warc", raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 1
    assert "64,000,000 bytes unpacked" in issues[0].reason
    assert peak < 250_000_000


def test_a_warc_packed_far_too_well_is_refused() -> None:
    raw = record(PAGE, packed=False)
    big = raw.replace(b"WARC-Type: response", b"WARC-Type: metadata") + b"0" * 10
    padded = [gzip.compress(_padded(big, 40_000_000)) for _ in range(6)]
    found, issues = taken("warc", b"".join(padded) + gzip.compress(raw))
    assert found == []
    assert "300 times its size" in issues[-1].reason


def _padded(raw: bytes, size: int) -> bytes:
    """The record with so many more bytes in it, and a length that says so."""
    head, _, rest = raw.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"content-length", b"warc-block"))]
    body = rest + b"0" * size
    return b"\r\n".join([*lines, b"Content-Length: %d" % len(body)]) + b"\r\n\r\n" + body + b"\r\n\r\n"


def test_a_gzip_that_goes_on_behind_its_record() -> None:
    raw = gzip.compress(record(PAGE, packed=False) + b"\0" * 200_000_000)
    taken("warc", raw)  # read or refused, but in time


@pytest.mark.parametrize("form", ["zip", "wacz", "workbook"])
def test_zips_that_lie_or_bomb(form: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(5):
            made.writestr(f"archive/{n}.warc", b"0" * 60_000_000)
            made.writestr(f"{n}.txt", b"0" * 60_000_000)
    found, issues = taken(form, out.getvalue())
    assert found == []
    assert {i.code for i in issues} == {"I-ingest-refused"}


def test_names_that_climb_out_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    with zipfile.ZipFile("z.zip", "w") as made:
        for name in ("../../up.txt", "/etc/isnad.txt", "C:\\up.txt", "a/../../b.txt", "..\\..\\c.txt", "nul.txt\0.exe"):
            made.writestr(name, TEXT)
    found = [i for i in receive(["z.zip"]) if isinstance(i, Received)]
    assert len(found) == 5  # one of them is a hidden file
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b", "z.zip"]
    assert not Path("/etc/isnad.txt").exists()


def test_a_zip_of_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 2_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(2_001):
            made.writestr(zipfile.ZipInfo(f"{n}.txt"), b"")
    found, issues = taken("zip", out.getvalue())
    assert (found, len(issues)) == ([], 1)
    assert "2,000 files" in issues[0].reason


def test_many_tiny_files(tmp_path: Path) -> None:
    for n in range(2_000):
        (tmp_path / f"{n}.txt").write_bytes(b"x" if n % 2 else b"")
    items = list(receive([str(tmp_path)]))
    assert len([i for i in items if isinstance(i, Received)]) == 1_000
    assert len([i for i in items if isinstance(i, Issue)]) == 1_000


DEEP = 200_000


@pytest.mark.parametrize(
    ("form", "raw"),
    [
        ("lines", b'{"id":"1","text":' + b"[" * DEEP + b"]" * DEEP + b"}\n"),
        ("lines", b'{"a":' * DEEP + b"1" + b"}" * DEEP),
        ("jsonfeed", b'{"version":"https://jsonfeed.org/version/1","items":[' + b"[" * DEEP + b"]" * DEEP + b"]}"),
        ("telegram-json", b'{"messages":[{"type":"message","id":1,"text":' + b"[" * DEEP + b"]" * DEEP + b"}]}"),
        ("page", b'<html><script type="application/ld+json">' + b"[" * DEEP + b"]" * DEEP + b"</script>" + PAGE),
        ("page", b"<div>" * DEEP + TEXT.encode()),
        ("feed", b"<rss>" + b"<a>" * (DEEP // 4)),
        ("feed", b"<rss>" + b"<a>" * (DEEP * 3)),
        ("opml", b"<opml>" + b"<outline>" * DEEP),
        ("telegram-page", b'<div class="message" id="message1">' * 3_000),
    ],
)
def test_nesting_without_end(form: str, raw: bytes) -> None:
    found, issues = taken(form, raw)
    assert issues or all(item.report.text for item in found)


@pytest.mark.parametrize("form", [*READERS, "text", "page"])
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 1_000,
        b"\xff\xfe" + b"\xd8\x00" * 500,
        b"\xed\xa0\x80" * 500,
        b"\xc7\xe1\xf4" * 300,
        b"{" * 1_000,
        b"<" * 100_000,
        b"&" * 100_000,
        b'"' * 100_001,
        b"PK\x05\x06" + b"\xff" * 18,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
    ],
    ids=range(12),
)  # fmt: skip
def test_bytes_that_are_nothing(form: str, raw: bytes) -> None:
    found, issues = taken(form, raw)
    assert issues or found or form == "lines"


@pytest.mark.parametrize(
    ("form", "make"),
    [
        (
            "lines",
            lambda n: b'{"id":"1","text":"' + b"x" * n + b'"}\n' + b'{"id":"2","text":"y"}',
        ),
        ("table", lambda n: b"id,text\n1," + b"x" * n + b"\n2,y\n"),
        ("text", lambda n: b"x" * n),
        ("page", lambda n: b"<p>" + b"x" * n),
        ("feed", lambda n: b"<rss><channel><item><title>" + b"x" * n),
    ],
)
def test_a_line_of_a_hundred_megabytes(form: str, make: Callable[[int], bytes]) -> None:
    found, issues = taken(form, make(100_000_000))
    assert issues or all(i.code == "I-ingest-size" for item in found for i in item.issues[:1])
    assert all(len(item.report.text) <= 200_000 for item in found)
    assert [item.report.id for item in found if form == "lines"] == (["2"] if form == "lines" else [])


def test_scripts_are_no_text() -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)><style>p{}</style><template>t</template>"
    page = f"<html><body><article><h1>خبر</h1>{bad}<p>{TEXT}</p>{bad}<p>{TEXT}</p></article></body></html>"
    entry = f"<item><title>خ</title><description><![CDATA[{bad}{TEXT}]]></description></item>"
    feed = f"<rss version='2.0'><channel>{entry}</channel></rss>"
    for form, raw in (("page", page), ("feed", feed)):
        (item,), _ = taken(form, raw)
        assert not any(word in item.report.text for word in ("alert", "onerror", "p{}", "<"))
        assert item.raw == raw.encode()
