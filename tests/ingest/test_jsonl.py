"""One JSON line at a time, good and bad."""

from __future__ import annotations

import json
from typing import Any

import pytest

from isnad.ingest.jsonl import read_line

GOOD: dict[str, Any] = {"id": "7", "text": " \u200fعنوان\nنص "}


def line(**fields: Any) -> bytes:
    return json.dumps({**GOOD, **fields}, ensure_ascii=False).encode()


def test_the_text_is_kept_to_the_letter() -> None:
    report = read_line(line(title="غير موجود"), "x:1").report
    assert report is not None
    assert (report.id, report.text, report.source, report.title_end) == ("7", GOOD["text"], "x:1", 0)


def test_a_title_at_the_start_of_the_text_is_marked() -> None:
    report = read_line(line(text="عنوان\nنص", title="عنوان"), "x:1").report
    assert report is not None
    assert report.title_end == 5


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"id": "1", "text": "a"', "I-ingest-json"),
        (b"[1, 2]", "I-ingest-json"),
        (b"null", "I-ingest-json"),
        (b'{"id": "1"}', "I-ingest-field"),
        (b'{"id": "1", "text": 5}', "I-ingest-field"),
        (b'{"id": "1", "text": "\\ud83d"}', "I-ingest-json"),
        (bytes(50), "I-ingest-binary"),
    ],
)
def test_a_broken_line_is_an_issue_and_no_report(raw: bytes, code: str) -> None:
    read = read_line(raw, "x:9")
    assert read.report is None
    assert [(issue.code, issue.place) for issue in read.issues] == [(code, "x:9")]


def test_an_array_gets_a_hint() -> None:
    assert "array" in read_line(b"[", "x:1").issues[0].hint


@pytest.mark.parametrize(("given", "kept"), [(7, "7"), ("x", "x")])
def test_numbers_are_ids_too(given: Any, kept: str) -> None:
    report = read_line(line(id=given), "x:1").report
    assert report is not None
    assert report.id == kept


@pytest.mark.parametrize("given", [None, "", True, ["7"]])
def test_without_a_usable_id_the_digest_serves(given: Any) -> None:
    first, again = read_line(line(id=given), "x:1"), read_line(line(id=given), "y:2")
    assert first.report is not None
    assert again.report is not None
    assert first.report.id == again.report.id
    assert [issue.code for issue in first.issues] == ["I-ingest-id"]


def test_a_field_of_a_wrong_type_is_left_out_and_told() -> None:
    read = read_line(line(outlet=5, published="soon", url="https://a.example/1"), "x:1")
    assert read.report is not None
    assert (read.report.outlet, read.report.published, read.report.url) == (None, None, "https://a.example/1")
    assert [issue.code for issue in read.issues] == ["I-ingest-field", "I-ingest-date"]


def test_dates_of_a_collector_are_kept() -> None:
    report = read_line(line(published="2015-07-23 13:38:17", retrieved="2015-07-24"), "x:1").report
    assert report is not None
    assert (report.published, report.retrieved) == ("2015-07-23 13:38:17", "2015-07-24")
