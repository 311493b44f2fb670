"""What a figure stands on: every claim of it, in as many origins as its row counts, each with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from isnad import api
from isnad.model.incident import Reading
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.reconcile.standing import Standing, standing

EXAMPLES = Path(__file__).parents[2] / "examples"
BODY = (
    "قتل سبعة مدنيين وأصيب عشرون آخرون في انفجار سيارة مفخخة صباح الأحد قرب سوق الخضار في مدينة الموصل، "
    "وامتدت النيران إلى المتاجر المجاورة قبل أن تصل فرق الإطفاء إلى المكان وتخليه من المتسوقين."
)


@pytest.fixture(scope="module")
def examples() -> tuple[tuple[Record, ...], dict[str, Reading]]:
    readings, _ = api.read([str(EXAMPLES)])
    return api.reconcile(readings), {r.report.id: r for r in readings}


def _read(*texts: str) -> tuple[Record, dict[str, Reading]]:
    reports = [
        Report(id=f"r{n}", text=text, published=f"2016-05-0{1 + n}", language="ar") for n, text in enumerate(texts)
    ]
    readings = [api.extract(report)[0] for report in reports]
    (record,) = api.reconcile(readings)
    return record, {r.report.id: r for r in readings}


def test_a_row_has_the_origins_that_it_counts(examples: Any) -> None:
    records, readings = examples
    seen = 0
    for record in records:
        for row in record.toll:
            name = row.effect if row.role == "person" else f"{row.effect}:{row.role}"
            for found in standing(record, readings, name):
                if found.row == row:
                    seen += 1
                    assert len(found.origins) == row.origins
                    assert all(origin.why and origin.without for origin in found.origins)
                    claims = [c for origin in found.origins for c in origin.claims]
                    assert len(claims) == len(set(claims))
                    assert set(claims) <= set(row.claims)
    assert seen > 10


def test_one_ministry_in_two_reports_is_one_origin(examples: Any) -> None:
    records, readings = examples
    (found,) = [s for r in records for s in standing(r, readings, "killed:soldier") if s.row.reports > 3]
    first = found.origins[0]
    assert first.reports == ("02", "03")
    assert first.why == ("02, 03: told by Syrian Interior Ministry, the same content",)
    assert first.without == "Without Syrian Interior Ministry there is left: 2 soldier."


def test_copies_are_one_origin_and_nothing_is_left_without_it() -> None:
    record, readings = _read(BODY, BODY + " ولم تتبن أي جهة الهجوم.")
    (found,) = standing(record, readings, "wounded")
    (origin,) = found.origins
    assert origin.reports == ("r0", "r1")
    assert any("copies of one text" in why and "of r0" in why for why in origin.why), origin.why
    assert "no figure is left" in origin.without


def test_nobody_gives_the_figure(examples: Any) -> None:
    records, readings = examples
    found: list[Standing] = [s for r in records for s in standing(r, readings, "displaced")]
    assert found == []
