"""Expressions of time and measures in a line."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.extract.parsed import ParsedReport
from isnad.extract.times.expressions import duration_of, moment_of, resolve
from isnad.extract.times.moments import constraint
from isnad.grammar.segments import Seg
from isnad.lang.pack import load_pack
from isnad.model.report import Report

PACK = load_pack("ar")
MONDAY = date(2025, 5, 12)
MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول"]
LEVANT += ["تشرين الثاني", "كانون الأول"]
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]


def line(text: str) -> list[Seg]:
    return [seg for s in ParsedReport(Report(id="t", text=text), PACK).sentences for seg in s.line.segs]


def times(text: str) -> list[str]:
    """The constraints of the times of a text."""
    return [constraint(m) for seg in line(text) if (m := moment_of(seg))]


def counts(text: str) -> list[int]:
    return [seg.attr("low", "count") for seg in line(text) if seg.has("count")]


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1905, 1, 1), date(2095, 12, 31)))
def test_every_written_form_of_a_day_is_that_day(day: date) -> None:
    month, levant = MONTHS[day.month - 1], LEVANT[day.month - 1]
    forms = [
        f"{day.day} {month} {day.year}",
        f"{day.day} {levant} {day.year}",
        f"{WEEKDAYS[day.weekday()]} {day.day} {month}/ {levant} {day.year}",
        f"يوم {WEEKDAYS[day.weekday()]} الموافق {day.day} من شهر {month} عام {day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
    ]
    for text in forms:
        found = [m for seg in line(f"وقع الحادث في {text}، وفق الشرطة") if (m := moment_of(seg))]
        assert [resolve(m, None) for m in found] == [(day, day)], text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("مساء السبت الماضي", ["weekday=5,last=1"]),
        ("فجر اليوم الاثنين", ["weekday=0,relative=0,dawn=1"]),
        ("أمس الأول الخميس", ["weekday=3,relative=-2"]),
        ("بين 24 و27 نوفمبر", ["day=24,day_to=27,month=11"]),
        ("من 28 أبريل إلى 3 مايو", ["day=28,day_to=3,month=4,month_to=5"]),
        ("في ديسمبر/ كانون الأول الماضي", ["month=12,last=1"]),
        ("في الحادي والعشرين من غشت", ["day=21,month=8"]),
        ("يوم 5 جويلية", ["day=5,month=7"]),
        ("منذ عام 2016", ["year=2016"]),
        ("الشهر الماضي", ["month_shift=-1"]),
        ("قبل يومين", ["day_shift=-2"]),
        ("25 شوال 1436 هـ الموافق 10 أغسطس 2015 م", ["day=10,month=8,year=2015"]),
        ("الساعة الثامنة من مساء أمس", ["relative=-1"]),
        ("في اليوم التالي", [""]),
    ],
)
def test_what_words_fix(text: str, fixed: list[str]) -> None:
    assert times(text) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "عام 2014",
        "الساعة 12.30",
        "منذ 10 أشهر",
        "رجل عمره 58 عاما",
        "وهو في الـ26 من العمر",
        "24 و27 نوفمبر",
        "أكثر من 20 كيلومترا",
        "بنسبة 5% و10 في المئة",
        "500 مليون دولار",
        "خلال الـ24 ساعة الماضية",
        "الأشهر الستة الأولى",
        "خمسة أو ستة أعوام",
        "اليوم الثالث",
    ],
)
def test_figures_of_times_and_measures_are_no_counts(text: str) -> None:
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("مقتل خمسة مساء السبت", [5]),
        ("قتل خمسة يوم السبت", [5]),
        ("اعتقلت الجمعة 297 شخصا", [297]),
        ("قتل 12 فجر الأحد و3 أمس", [12, 3]),
        ("إصابة 20 في مايو", [20]),
        ("مقتل 13 في 13 ديسمبر", [13]),
    ],
)
def test_people_beside_a_time_stay_counts(text: str, people: list[int]) -> None:
    assert counts(text) == people


@pytest.mark.parametrize("text", ["فجر انتحاري حزامه", "مارس ضغوطا", "قال رجب طيب", "ظهر رجل", "قدم شهادته"])
def test_words_that_are_times_elsewhere(text: str) -> None:
    assert times(text) == []


def test_durations() -> None:
    assert duration_of(line("ثلاثة أسابيع")[0]) == (3, "week")
    assert duration_of(line("عامين")[0]) == (2, "year")
    assert duration_of(line("ساعة")[0]) == (1, "hour")
    assert duration_of(line("رجل")[0]) is None


def test_the_past_leads_to_earlier_events() -> None:
    assert line("العام الماضي")[0].has("earlier")
    assert not line("السبت الماضي")[0].has("earlier")


def test_a_hostile_text_is_read_in_linear_time() -> None:
    for piece in ("يوم ", "24 و", "من مساء السبت في ", "1/", "منذ يوم و", "12:"):
        start = time.process_time()
        line(piece * 20_000)
        assert time.process_time() - start < 10
