"""Days on the calendar, counted from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.extract.times.moments import Moment
from isnad.extract.times.resolve import resolve

MONDAY = date(2025, 5, 12)
anchors = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def iso(moment: Moment, anchor: date | None = MONDAY) -> tuple[str, str] | None:
    low, high = resolve(moment, anchor)
    return (low.isoformat(), high.isoformat()) if low and high else None


@given(anchors, st.integers(0, 6))
def test_a_weekday_is_one_of_the_last_seven_days(anchor: date, weekday: int) -> None:
    low, high = resolve(Moment(weekday=weekday), anchor)
    assert low == high
    assert low is not None
    assert low.weekday() == weekday
    assert timedelta(0) <= anchor - low <= timedelta(6)


@given(anchors, st.integers(0, 6))
def test_last_weekday_is_before_the_anchor(anchor: date, weekday: int) -> None:
    low, _ = resolve(Moment(weekday=weekday, mod=-1), anchor)
    assert low is not None
    assert timedelta(1) <= anchor - low <= timedelta(7)


@given(anchors, st.integers(0, 6), st.integers(-2, 0))
def test_weekday_and_count_together_keep_the_weekday(anchor: date, weekday: int, rel: int) -> None:
    low, _ = resolve(Moment(weekday=weekday, rel=rel), anchor)
    assert low is not None
    assert low.weekday() == weekday
    assert -1 <= (anchor + timedelta(rel) - low).days <= 5


@given(anchors, st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_day_and_month_are_the_last_such_day(anchor: date, day: date) -> None:
    low, _ = resolve(Moment(day=day.day, month=day.month), anchor)
    assert low is not None
    assert (low.day, low.month) == (day.day, day.month)
    assert low <= anchor + timedelta(1)
    assert (anchor - low).days <= 366 * 8


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)), st.one_of(st.none(), anchors))
def test_a_full_date_is_itself_with_any_anchor(day: date, anchor: date | None) -> None:
    assert resolve(Moment(day=day.day, month=day.month, year=day.year), anchor) == (day, day)


@given(anchors, st.sampled_from(["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]))
def test_units_never_raise_and_never_run_backwards(anchor: date, unit: str) -> None:
    for moment in (
        Moment(unit=unit, shift=-1),
        Moment(unit=unit, shift=-(10**12), ago=True),
        Moment(unit=unit, back=-(10**12)),
        Moment(unit=unit, shift=-3, ago=True, bound="since"),
    ):
        low, high = resolve(moment, anchor)
        assert low is None or (high is not None and low <= high)


@pytest.mark.parametrize(
    "moment",
    [Moment(weekday=5), Moment(rel=-1), Moment(day=13, month=12), Moment(unit="month", shift=-1), Moment(hmonth=9)],
)
def test_nothing_is_guessed_without_an_anchor(moment: Moment) -> None:
    assert resolve(moment, None) == (None, None)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (Moment(rel=-1, part="night", night=True), ("2025-05-11", "2025-05-12")),
        (Moment(rel=-1, part="night", midnight=True), ("2025-05-10", "2025-05-11")),
        (Moment(rel=-1, midnight=True, hour=12), ("2025-05-11", "2025-05-11")),
        (Moment(weekday=4, weekday_to=5, part="night"), ("2025-05-09", "2025-05-10")),
        (Moment(rel=-1, bound="since"), ("2025-05-11", "2025-05-12")),
        (Moment(day=24, day_to=27, month=11), ("2024-11-24", "2024-11-27")),
        (Moment(day=30, month=4, day_to=2, month_to=5), ("2025-04-30", "2025-05-02")),
        (Moment(month=5, mod=-1), ("2024-05-01", "2024-05-31")),
        (Moment(month=2, year=2024), ("2024-02-01", "2024-02-29")),
        (Moment(month=3, phase="early"), ("2025-03-01", "2025-03-10")),
        (Moment(unit="month", shift=-1), ("2025-04-01", "2025-04-30")),
        (Moment(unit="week", shift=-1), ("2025-05-05", "2025-05-11")),
        (Moment(unit="month", shift=0, day=7), ("2025-05-07", "2025-05-07")),
        (Moment(unit="year", shift=-2, ago=True, more=(("month", -1),)), ("2023-04-12", "2023-04-12")),
        (Moment(weekday=1, mod=1), ("2025-05-13", "2025-05-13")),
        (Moment(weekday=0, nth=1, month=5), ("2025-05-05", "2025-05-05")),
        (Moment(hday=10, hmonth=11, hyear=1446), ("2025-05-08", "2025-05-08")),
        (Moment(hmonth=9), ("2025-03-01", "2025-03-29")),
        (Moment(day=27), ("2025-04-27", "2025-04-27")),
        (Moment(weekday=6, day=9, month=8, year=2015), ("2015-08-09", "2015-08-09")),
        (Moment(day=31, month=2, year=2025), None),
        (Moment(loose=True, unit="day"), None),
    ],
)
def test_days(moment: Moment, days: tuple[str, str] | None) -> None:
    assert iso(moment) == days
