"""What a programmer calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from isnad import api
from isnad.errors import InputError
from isnad.model.report import Report

TEXT = "قتل أربعة أشخاص وأصيب تسعة في انفجار مستودع ذخيرة بمدينة اللاذقية مساء الثلاثاء."


def test_the_lines_of_the_readme(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "a.txt").write_text(TEXT + " وأضافت السلطات أن التحقيق جار.", encoding="utf-8")
    (tmp_path / "in" / "c.txt").touch()
    readings, issues = api.read([str(tmp_path / "in")], published="2025-12-14")
    records = api.reconcile(readings)
    page = api.export(tmp_path / "out", records, readings, issues)
    assert [(r.report.id, r.report.published) for r in readings] == [("a", "2025-12-14"), ("b", "2025-12-14")]
    assert [issue.code for issue in issues] == ["I-ingest-empty"]
    assert page == tmp_path / "out" / "index.html"
    written = [json.loads(line) for line in (tmp_path / "out" / "incidents.jsonl").read_text().splitlines()]
    assert [row["incident"] for row in written] == [record.incident.id for record in records] != []


def test_one_report_from_memory() -> None:
    reading, issues = api.extract(Report(id="x", text=TEXT, language="ar"))
    assert issues == ()
    low = {(c.value.effect, c.value.low) for c in reading.claims if c.kind == "casualties"}  # type: ignore[union-attr]
    assert low == {("killed", 4), ("wounded", 9)}


@pytest.mark.parametrize("published", ["14.12.2025", "2025-13-01", " 2025-12-14", "", "yesterday"])
def test_an_anchor_that_is_no_day(published: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="E-input-date"):
        api.read([str(tmp_path)], published=published)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="E-input-nothing"):
        api.read([str(tmp_path)])


def test_a_claim_is_found_by_an_unambiguous_beginning() -> None:
    reading, _ = api.extract(Report(id="x", text=TEXT, language="ar"))
    first = reading.claims[0]
    assert api.find_claim([reading], first.claim) == (reading, first)
    assert api.find_claim([reading], first.claim[:12]) == (reading, first)
    assert api.find_claim([reading], "") is None
    assert api.find_claim([reading], "?") is None


def test_an_output_folder_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(InputError, match="E-export-folder"):
        api.check_folder(tmp_path, overwrite=True)
    api.check_folder(tmp_path / "new")
