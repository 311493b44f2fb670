"""What words fix of a time, and how two expressions join."""

from __future__ import annotations

from datetime import date

from isnad.extract.times.moments import Moment, as_gregorian, constraint, hijri_day, join


def test_constraint_tells_what_is_fixed_in_one_order() -> None:
    assert constraint(Moment(month=12, day=13, weekday=5)) == "weekday=5,day=13,month=12"
    assert constraint(Moment(rel=-1)) == "relative=-1"
    assert constraint(Moment(unit="month", shift=-1, mod=-1)) == "month_shift=-1"
    assert constraint(Moment(loose=True)) == ""


def test_constraint_of_a_hijri_date_is_gregorian() -> None:
    assert constraint(Moment(hday=25, hmonth=10, hyear=1436)) == "day=10,month=8,year=2015"


def test_monday_and_today_are_parts_although_they_are_nought() -> None:
    joined = join(Moment(rel=0), Moment(weekday=0), "")
    assert joined == Moment(rel=0, weekday=0)
    assert constraint(Moment(rel=0, weekday=0)) == "weekday=0,relative=0"


def test_part_of_day_weekday_and_date_join() -> None:
    day = join(Moment(weekday=2), Moment(day=7, month=5), "comma")
    assert day is not None
    assert join(Moment(part="evening"), day, "") == Moment(weekday=2, day=7, month=5, part="evening")


def test_two_days_stay_two() -> None:
    assert join(Moment(weekday=2), Moment(weekday=4), "comma") is None
    assert join(Moment(day=7, month=5), Moment(day=8, month=5), "comma") is None
    assert join(Moment(rel=-1), Moment(rel=-2), "") is None


def test_a_night_lies_between_neighbours_only() -> None:
    night = Moment(part="night", weekday=4)
    assert join(night, Moment(weekday=5), "slash") == Moment(part="night", weekday=4, weekday_to=5)
    assert join(night, Moment(weekday=6), "slash") is None


def test_both_calendars_join() -> None:
    both = join(Moment(hday=25, hmonth=10, hyear=1436), Moment(day=10, month=8, year=2015), "matching")
    assert both is not None
    assert (both.hyear, both.year) == (1436, 2015)


def test_hijri_days_out_of_the_table_are_unsolved() -> None:
    assert hijri_day(1446, 11, 10) == date(2025, 5, 8)
    assert hijri_day(900, 1, 1) is None
    assert hijri_day(1446, 2, 31) is None
    assert as_gregorian(Moment(hday=1, hmonth=1, hyear=900)).day is None
