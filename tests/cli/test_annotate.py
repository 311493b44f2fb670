from pathlib import Path

import pytest

from isnad.cli.annotate import annotated
from isnad.cli.main import main
from isnad.extract.extract import read_report
from isnad.lang.pack import load_pack
from isnad.model.report import Report

TEXT = "قتل خمسة جنود وأصيب ثلاثة آخرون في انفجار قرب المدينة."


def test_every_claim_is_marked_where_it_stands_and_listed() -> None:
    reading = read_report(Report(id="r", text=TEXT, language="ar"), load_pack("ar"))
    lines = list(annotated(reading, colour=False))
    body = lines[1]
    for n, claim in enumerate(reading.claims, 1):
        assert f"⟦{n} {claim.evidence.quote[:3]}" in body or f",{n} " in body or f"⟦{n}," in body
    assert body.count("⟦") == body.count("⟧")
    stripped = body
    for n in range(len(reading.claims), 0, -1):
        stripped = stripped.replace(f"⟦{n} ", "")
    assert stripped.replace("⟧", "") == TEXT
    assert any("effect=killed low=5 high=5 role=soldier" in line for line in lines)


def test_the_html_page_holds_the_words_and_no_markup_of_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "\n<script>alert(1)</script>", encoding="utf-8")
    assert main(["claims", str(tmp_path), "--annotate", "html", "--quiet"]) == 0
    page = capsys.readouterr().out
    assert "<mark" in page
    assert "<script>alert(1)" not in page
