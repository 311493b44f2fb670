"""Folders, files and standard input: everything that can be wrong with them is an issue, not an end."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from isnad.errors import InputError
from isnad.export.publish import MARKER
from isnad.ingest import reader
from isnad.ingest.reader import read_reports
from isnad.ingest.readers import lines
from isnad.issues import Issue
from isnad.model.report import Report

TEXT = "أعلنت البلدية إغلاق الجسر القديم أمام الشاحنات اعتبارا من صباح الأربعاء بسبب أعمال الصيانة.\n"


def read(*names: Path | str, stdin: bytes = b"", published: str | None = None) -> tuple[list[Report], list[Issue]]:
    items = list(read_reports([str(n) for n in names], stdin=io.BytesIO(stdin), published=published))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Issue)]


def codes(issues: Sequence[Issue]) -> list[str]:
    return [issue.code for issue in issues]


def jsonl(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def test_a_folder_is_read_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b_2.txt", "a_1.txt", "c/d_3.TXT", "README.md", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    reports, issues = read(tmp_path)
    assert [(r.id, r.source, r.text, r.language) for r in reports] == [
        ("a", "a_1.txt", TEXT, "ar"),
        ("b", "b_2.txt", TEXT, "ar"),
        ("d", "c/d_3.TXT", TEXT, "ar"),
    ]
    assert issues == []


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    reports, _ = read(tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt")
    assert len(reports) == 1


def test_the_short_id_gives_way_to_the_stem(tmp_path: Path) -> None:
    for name in ("x_1.txt", "x_2.txt", "y_1.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [r.id for r in read(tmp_path)[0]] == ["x_1", "x_2", "y"]


def test_every_bad_file_is_an_issue_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(" \n\t\n", encoding="utf-8")
    (tmp_path / "d.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    (tmp_path / "e.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "f.html").write_text("<html></html>", encoding="utf-8")
    (tmp_path / "g.pdf").write_bytes(b"%PDF")
    (tmp_path / "h.jsonl").write_bytes(b"{broken\n" + jsonl({"id": "h", "text": TEXT}))
    reports, issues = read(tmp_path)
    assert [r.id for r in reports] == ["a", "h"]
    assert [(i.code, i.place) for i in issues] == [
        ("I-ingest-skipped", tmp_path.name),
        ("I-ingest-empty", "b.txt"),
        ("I-ingest-empty", "c.txt"),
        ("I-ingest-binary", "d.txt"),
        ("I-ingest-unreadable", "e.txt"),
        ("I-ingest-no-text", "f.html"),
        ("I-ingest-json", "h.jsonl:1"),
    ]
    assert all(issue.reason for issue in issues)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may open everything, so the refusal is staged."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")

    def refuse(path: str, mode: str = "r") -> io.BufferedIOBase:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied", path)
        return io.open(path, mode)  # noqa: UP020

    monkeypatch.setattr(reader, "open", refuse, raising=False)
    reports, issues = read(tmp_path)
    assert [r.id for r in reports] == ["b"]
    assert [(i.code, i.report, i.reason) for i in issues] == [("I-ingest-unreadable", "a", "permission denied")]


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    reports, issues = read(tmp_path)
    assert (reports, codes(issues)) == ([], ["I-ingest-skipped"])


def test_a_dossier_of_ours_is_no_source(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    (tmp_path / "out" / MARKER).write_text("", encoding="utf-8")
    assert [r.id for r in read(tmp_path)[0]] == ["a"]


def test_a_name_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="E-input-missing"):
        read(tmp_path / "nothing")


def test_one_broken_line_among_good_ones() -> None:
    raw = jsonl({"id": "1", "text": TEXT}) + b'{"id": "2", "te\n\n' + jsonl({"id": "3", "text": TEXT})
    reports, issues = read("-", stdin=raw)
    assert [(r.id, r.source) for r in reports] == [("1", "stdin:1"), ("3", "stdin:4")]
    assert [(i.code, i.place) for i in issues] == [("I-ingest-json", "stdin:2")]


def test_equal_ids_get_a_suffix_and_an_issue(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(TEXT, encoding="utf-8")
    raw = jsonl({"id": "1", "text": TEXT}, {"id": "2", "text": "أ"}, {"id": "2", "text": "ب"}, {"id": "2", "text": "أ"})
    reports, issues = read(tmp_path, "-", stdin=raw)
    assert [r.id for r in reports] == ["1", "1~2", "2", "2~2"]
    assert [(i.code, i.report) for i in issues] == [
        ("I-ingest-id", "1~2"),
        ("I-ingest-id", "2~2"),
        ("I-ingest-id", "2"),
    ]
    assert "kept once" in issues[-1].reason


def test_the_anchor_is_for_reports_without_a_date() -> None:
    raw = jsonl({"id": "1", "text": TEXT}, {"id": "2", "text": TEXT + "ب", "published": "2024-02-01"})
    reports, _ = read("-", stdin=raw, published="2025-12-14")
    assert [r.published for r in reports] == ["2025-12-14", "2024-02-01"]


def test_windows_1256_and_its_line_ends(tmp_path: Path) -> None:
    text = (TEXT * 3).replace("\n", "\r\n")
    (tmp_path / "a.txt").write_bytes(text.encode("cp1256"))
    reports, issues = read(tmp_path)
    assert reports[0].text == text
    assert issues == []


def test_another_language_is_kept_with_its_tag(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two people were hurt on Monday.", encoding="utf-8")
    reports, _ = read(tmp_path)
    assert [(r.id, r.language) for r in reports] == [("a", "und-Latn")]


def test_a_page_becomes_title_and_body(tmp_path: Path) -> None:
    body = f"<h1>إغلاق الجسر</h1><p>{TEXT}</p><p>{TEXT.replace('الجسر', 'النفق')}</p>"
    (tmp_path / "a.html").write_text(
        f"<html><head><title>إغلاق الجسر</title></head><body><article>{body}</article></body></html>", encoding="utf-8"
    )
    report = read(tmp_path)[0][0]
    assert report.text.startswith("إغلاق الجسر\nأعلنت البلدية")
    assert report.text[: report.title_end] == "إغلاق الجسر"
    assert report.text.count("إغلاق الجسر\n") == 1


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_twenty_megabytes_are_cut_with_an_issue_and_in_time(tmp_path: Path, name: str) -> None:
    line = TEXT if name.endswith("txt") else f"<p>{TEXT}</p>"
    count = 20_000_000 // len(line.encode())
    (tmp_path / name).write_text("".join(f"{line[:-5]} {n}{line[-5:]}" for n in range(count)), encoding="utf-8")
    began = time.monotonic()
    reports, issues = read(tmp_path)
    assert time.monotonic() - began < 30
    assert len(reports[0].text) <= reader.MAX_TEXT
    assert len(reports[0].text) > reader.MAX_TEXT * 0.9
    assert set(codes(issues)) == {"I-ingest-size"}


def test_a_line_too_long_to_hold_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE", 200)
    raw = jsonl({"id": "1", "text": "ا" * 900}, {"id": "2", "text": "ب"})
    reports, issues = read("-", stdin=raw)
    assert [r.id for r in reports] == ["2"]
    assert [(i.code, i.place) for i in issues] == [("I-ingest-size", "stdin:1")]


def test_a_name_that_is_no_utf8_is_shown_not_fatal(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xc7\xe1.txt")
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    reports, _ = read(tmp_path)
    assert reports[0].id.encode("utf-8")
    assert reports[0].source == "\ufffd\ufffd.txt"


def test_a_file_without_a_known_suffix_is_judged_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(jsonl({"id": "9", "text": TEXT}))
    (tmp_path / "b.dat").write_text(f"<!DOCTYPE html><html><body><p>{TEXT * 5}</p></body></html>", encoding="utf-8")
    (tmp_path / "c.text").write_text(TEXT, encoding="utf-8")
    reports, _ = read(*(tmp_path / n for n in ("a", "b.dat", "c.text")))
    assert sorted(r.id for r in reports) == ["9", "b", "c"]
    assert not any("<" in r.text for r in reports)


def test_what_was_handed_in_by_mistake_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    (tmp_path / "b.txt").write_text("# today\nhttps://a.example/1\n\nhttps://b.example/2\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"https://a.example/1\n{TEXT}", encoding="utf-8")
    (tmp_path / "d.csv").write_text("Day,Body\n2025-01-01,x\n", encoding="utf-8")
    reports, issues = read(tmp_path)
    assert [r.id for r in reports] == ["c"]
    found = {i.place: (i.code, i.reason, i.hint) for i in issues}
    assert "PDF" in found["a.txt"][1]
    assert "pdftotext" in found["a.txt"][2]
    assert found["b.txt"][:2] == ("I-ingest-addresses", "2 addresses and no report")
    assert "isnad fetch" in found["b.txt"][2]
    assert "Day, Body" in found["d.csv"][1]
    assert "--map text=" in found["d.csv"][2]
    with pytest.raises(InputError) as raised:
        read(tmp_path / "https:")
    assert "isnad fetch" not in raised.value.hint
    with pytest.raises(InputError) as raised:
        list(reader.read_reports(["https://a.example/1"]))
    assert "isnad fetch https://a.example/1" in raised.value.hint
