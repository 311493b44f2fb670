"""The twelve example reports from bytes to records: what the demo promises to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad import api
from isnad.model.incident import Reading
from isnad.model.record import Record

EXAMPLES = str(Path(__file__).parent.parent / "examples")
FIRST = {"01", "02", "03", "04", "06", "08", "09"}
SECOND = {"10", "11", "12"}


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    found, issues = api.read([EXAMPLES])
    assert issues == ()
    return found


@pytest.fixture(scope="module")
def palmyra(readings: tuple[Reading, ...]) -> Record:
    return next(r for r in api.reconcile(readings) if "01" in covering(r))


def covering(record: Record) -> set[str]:
    return {member.id for member in record.incident.members if member.role == "covers"}


def test_the_reports_of_the_attack_stand_together(palmyra: Record) -> None:
    assert covering(palmyra) >= FIRST
    assert not covering(palmyra) & SECOND
    assert "07" not in covering(palmyra)


def test_day_and_place_are_found_without_being_told_the_year(palmyra: Record) -> None:
    incident = palmyra.incident
    assert (incident.date.low, incident.date.high) == ("2025-12-13", "2025-12-13")
    assert incident.site.country == "SYR"
    assert incident.site.lat == pytest.approx(34.56, abs=0.1)
    assert incident.site.lon == pytest.approx(38.28, abs=0.1)


def test_a_copy_is_no_second_origin(palmyra: Record) -> None:
    family = {member.id: member.origin_family for member in palmyra.incident.members}
    assert family["02"] == family["03"]
    assert len({family[name] for name in FIRST}) == len(FIRST) - 1


def test_the_figures_of_the_attack(palmyra: Record) -> None:
    toll = {(row.effect, row.role): (row.low, row.high) for row in palmyra.toll if row.nationality == "USA"}
    assert toll["killed", "soldier"] == (2, 2)
    assert toll["wounded", "soldier"] == (3, 3)


def test_the_headline_that_contradicts_its_text_is_shown(palmyra: Record) -> None:
    shown = {
        (conflict.about.split(":")[0], figure)
        for conflict in palmyra.conflicts
        if any("06" in value.reports for value in conflict.values)
        for value in conflict.values
        for figure in value.value.split()
    }
    assert {("arrested", "10"), ("arrested", "11"), ("killed", "4")} <= shown


def test_the_clutter_of_the_page_is_not_read(readings: tuple[Reading, ...]) -> None:
    page = next(reading for reading in readings if reading.report.id == "04")
    assert page.report.published == "2025-12-14T18:20:00+03:00"
    assert page.report.outlet == "المنارة"
    for stray in ("سبعة أشخاص", "عشرة", "فيسبوك", "جميع الحقوق", "البث المباشر"):
        assert stray not in page.report.text


def test_windows_1256_is_read_with_its_line_ends(readings: tuple[Reading, ...]) -> None:
    report = next(reading.report for reading in readings if reading.report.id == "08")
    raw = (Path(EXAMPLES) / "08_furat.txt").read_bytes()
    assert report.text == raw.decode("cp1256")
    assert "\r\n" in report.text


def test_old_dead_are_not_counted(palmyra: Record) -> None:
    assert all(17 not in (row.low, row.high) for row in palmyra.toll)
