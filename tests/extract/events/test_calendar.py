"""The report's own day and the hints it gives to a group."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.extract.events.calendar import anchor_of, time_hints, uses
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")


def parsed(text: str, published: str | None = None) -> ParsedReport:
    return ParsedReport(Report(id="t", text=text, published=published), PACK)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("قتل عامل أمس الأحد في انفجار.", "2025-05-12", "2025-05-12"),
        ("قتل عامل أمس الأحد في انفجار.", "2025-05-13T07:00:00", "2025-05-12"),
        ("قتل عامل أمس الأحد في انفجار.", "2025-05-11", "2025-05-12"),
        ("قتل عامل في انفجار.", "2025-05-12", "2025-05-12"),
        ("الرباط 3 مايو 2025\nقتل عامل أمس في انفجار.", None, "2025-05-03"),
    ],
)
def test_the_reports_own_day(text: str, published: str | None, day: str) -> None:
    assert anchor_of(parsed(text, published)) == date.fromisoformat(day)


def test_no_day_is_made_up() -> None:
    assert anchor_of(parsed("قتل عامل أمس الأحد في انفجار.")) is None


def test_hints_name_roles() -> None:
    text = (
        "قتل جنديان يوم السبت في هجوم. وفي بيان بتاريخ 13 كانون الأول، قالت القيادة إن الهجوم نفذه مسلح. "
        "وتراجعت الهجمات منذ عام 2019."
    )
    assert time_hints(parsed(text)) == ("event:weekday=5", "statement:day=13,month=12", "background:year=2019")


def test_roles() -> None:
    found = uses(parsed("قالت الشرطة أمس إن خمسة قتلوا في انفجار وقع الاثنين."))
    assert [u.role for u in found] == ["statement", "event"]


def test_a_date_at_the_head_of_a_paragraph_with_a_dash_behind_it_is_the_reports_own_day() -> None:
    from_dateline = parsed("حلب، الأحد 5 نيسان 2026 - قتل أربعة مدنيين مساء أمس في انفجار سيارة.")
    assert anchor_of(from_dateline) == date(2026, 4, 5)


def test_a_full_date_that_is_told_is_no_dateline() -> None:
    told = parsed("قتل أربعة مدنيين الأحد 5 نيسان 2026 في انفجار سيارة بحلب.")
    assert anchor_of(told) is None
