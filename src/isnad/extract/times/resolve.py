"""A time's days on the calendar, counted from the day a report was published."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from isnad.extract.times.moments import Moment, as_gregorian, hijri_day

Days = tuple[date, date]
DAY = timedelta(days=1)
AHEAD = 1
"""A report may be collected up to so many days before the date that its words were written for."""
SHORT = {"second", "minute", "hour"}
FEASTS = ((10, 1), (12, 10))
"""Month and day of the two great feasts."""
HOURS = 24
LONG = 300
"""Days from which a stretch is a year."""
RUNNING = {"week", "year"}
"""Units that, when they run on, are meant up to the report."""
MID = slice(9, 20)
"""The days of a month that its middle is."""
MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200}


def resolve(moment: Moment, anchor: date | None, week_from: int = 0) -> tuple[date | None, date | None]:
    """First and last day that the words mean, both None where they do not decide.

    `week_from` is the day a week begins with (Monday = 0).

    `anchor` is the day of publication. A weekday is the latest one not after it ("last": before
    it); a day and month the latest such day; a weekday together with today or yesterday wins
    over the count from the anchor. Without an anchor only full dates are solved.
    """
    days = _days(as_gregorian(moment), anchor)
    if days is None:
        return None, None
    low, high = days
    if anchor is not None and week_from and high - low == 6 * DAY and moment.unit == "week" and moment.month is None:
        low = anchor - timedelta(days=(anchor.weekday() - week_from) % 7) + timedelta(days=7 * (moment.shift or 0))
        low, high = _phase(moment.phase, low, 7)
    runs = moment.unit in RUNNING and moment.shift == 0 and moment.month is None and not moment.phase
    if anchor is not None and runs:
        high = max(low, min(high, anchor))
    if moment.phase == "before" and anchor is not None:
        high = max(low, anchor - DAY)
    if moment.dark and moment.weekday is not None and moment.weekday_to is None and low == high == anchor:
        low = low - DAY
    if moment.weekday_to is not None or (moment.night and moment.rel in (-1, -2)):
        high = low + DAY
    elif moment.midnight and moment.hour is None and low == high:
        low = low - DAY
    if moment.bound == "since" and anchor is not None and low <= anchor and not moment.loose:
        high = anchor
    return low, high


def _days(m: Moment, anchor: date | None) -> Days | None:
    if m.same and m.offset is not None:
        day = m.unit is None
        m = msgspec.structs.replace(m, loose=False, rel=m.offset if day else None, shift=None if day else m.offset)
    if m.loose:
        return None
    if m.span is not None:
        return None if anchor is None else (anchor + timedelta(days=m.span[0]), anchor + timedelta(days=m.span[1]))
    if m.nth is not None:
        return _nth(m, anchor)
    if m.month is not None:
        return _calendar(m, anchor)
    if m.hmonth is not None:
        return _hijri(m, anchor)
    if m.year is not None:
        return _year(m)
    if m.hyear is not None:
        return _hijri_days(m, m.hyear, 1, 12)
    if anchor is None:
        return None
    if m.rel is not None:
        return _one(_relative(m, anchor))
    if m.unit is not None:
        return _unit(m, anchor)
    if m.day is not None:
        return _day_of_month(m, anchor)
    if m.weekday is not None:
        return _one(_weekday(m, anchor))
    return None


def _one(day: date | None) -> Days | None:
    return None if day is None else (day, day)


def make(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(m: Moment, anchor: date) -> date:
    day = anchor + timedelta(days=m.rel or 0)
    if m.weekday is None:
        return day
    return day + DAY - timedelta(days=((day + DAY).weekday() - m.weekday) % 7)


def _weekday(m: Moment, anchor: date) -> date:
    wanted = m.weekday or 0
    if m.unit == "week" or m.mod == 1:
        monday = anchor - timedelta(days=anchor.weekday())
        if m.unit == "week":
            return monday + timedelta(days=wanted + 7 * (m.shift or 0))
        return anchor + timedelta(days=(wanted - anchor.weekday() - 1) % 7 + 1)
    if m.coming:
        return anchor + timedelta(days=(wanted - anchor.weekday()) % 7)
    back = (anchor.weekday() - wanted) % 7
    return anchor - timedelta(days=(7 if m.mod and back == 0 else back) + 7 * max(0, -(m.mod or 0) - 1))


def _calendar(m: Moment, anchor: date | None) -> Days | None:
    month = m.month or 1
    if m.year is not None:
        return _in_year(m, m.year, month)
    if anchor is None:
        return None
    if m.unit == "year":
        return _in_year(m, anchor.year + (m.shift or 0), month)
    spans = [s for y in range(anchor.year + 1, anchor.year - 8, -1) if (s := _in_year(m, y, month))]
    if m.mod == 1:
        return min((s for s in spans if s[0] > anchor), default=None)
    if m.mod == 0 and m.day is not None:
        return _in_year(m, anchor.year, month)
    limit = anchor - DAY if m.mod == -1 else anchor + AHEAD * DAY
    past = [s for s in spans if (s[1] if m.mod == -1 else s[0]) <= limit]
    if m.weekday is not None:
        return next((s for s in past if (s[0] + DAY * m.eve).weekday() == m.weekday), past[0] if past else None)
    return past[0] if past else None


def _in_year(m: Moment, year: int, month: int) -> Days | None:
    if m.day is not None:
        low = make(year, month, m.day)
        last = make(year, m.month_to or month, m.day_to) if m.day_to else low
        if low and m.eve:
            return low - DAY, low - DAY
        return (low, last) if low and last and low <= last else None
    low = make(year, month, 1)
    if low is None:
        return None
    length = calendar.monthrange(year, month)[1]
    return _phase(m.phase, low, length)


def _phase(phase: str | None, low: date, length: int) -> Days:
    """The beginning, the middle or the end of a stretch: of a year two months, four, and December; else thirds."""
    if length > LONG and (low.month, low.day) == (1, 1):
        year = low.year
        early, mid, late = (date(year, 3, 1) - low).days, (date(year, 5, 1) - low).days, (date(year, 12, 1) - low).days
        parts = {"early": (0, early), "mid": (mid, (date(year, 9, 1) - low).days), "late": (late, length)}
    else:
        third = length // 3
        middle = (MID.start, MID.stop) if length >= MID.stop + third else (third, 2 * third)
        parts = {"early": (0, third), "mid": middle, "late": (2 * third, length)}
    first, last = parts.get(phase or "", (0, length))
    return low + timedelta(days=first), low + timedelta(days=last - 1)


def _year(m: Moment) -> Days | None:
    low, last = make(m.year or 0, 1, 1), make(m.year_to or m.year or 0, 12, 31)
    if low is None or last is None or last < low:
        return None
    if m.phase:
        return _phase(m.phase, low, (last - low).days + 1)
    return low, last


def _hijri(m: Moment, anchor: date | None) -> Days | None:
    if m.either and anchor is not None:
        found = [s for month, day in FEASTS if (s := _hijri(_feast(m, month, day), anchor))]
        return max(found, default=None)
    month = m.hmonth or 1
    if m.hyear is not None:
        return _hijri_days(m, m.hyear, month)
    if anchor is None:
        return None
    about = int((anchor.year - 622) * 33 / 32) + 1
    spans = [s for y in range(about + 1, about - 3, -1) if (s := _hijri_days(m, y, month))]
    return next((s for s in spans if s[0] <= anchor + AHEAD * DAY), None)


def _feast(m: Moment, month: int, day: int) -> Moment:
    """The same day of a great feast, counted from its first."""
    on = (m.hday or 1) - 1
    last = None if m.hday_to is None else day + m.hday_to - 1
    return msgspec.structs.replace(m, either=False, hmonth=month, hday=day + on, hday_to=last)


def _hijri_days(m: Moment, year: int, month: int, months: int = 1) -> Days | None:
    low = hijri_day(year, month, 1)
    after = hijri_day(year + (month + months - 1) // 12, (month + months - 1) % 12 + 1, 1)
    if m.hday is not None and m.hday > 0:
        first = hijri_day(year, month, m.hday)
        last = hijri_day(year, month, m.hday_to) if m.hday_to else first
        if first is None or last is None:
            return None
        return (first - DAY, first - DAY) if m.eve else (first, last)
    if low is None or after is None:
        return None
    return (after - DAY, after - DAY) if m.hday else _phase(m.phase, low, (after - low).days)


def _day_of_month(m: Moment, anchor: date) -> Days | None:
    for back in range(4):
        first = _months(anchor.replace(day=1), -back)
        low = make(first.year, first.month, m.day or 0)
        last = make(first.year, first.month, m.day_to) if m.day_to else low
        if low and last and low <= anchor + AHEAD * DAY:
            if m.weekday is not None and low.weekday() != m.weekday:
                continue
            return low, max(low, last)
    return None


def _months(day: date, n: int) -> date:
    """The day so many months away; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not 1 <= year <= 9998:
        return day
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _shifted(anchor: date, unit: str, n: int) -> date:
    if unit in SHORT:
        return anchor
    if unit in MONTHS:
        return _months(anchor, MONTHS[unit] * n)
    days = max(-300_000, min(300_000, n * (7 if unit == "week" else 1)))
    return anchor + timedelta(days=days)


def _unit(m: Moment, anchor: date) -> Days | None:
    unit = m.unit or "day"
    if m.weekday is not None and unit == "week":
        return _one(_weekday(m, anchor))
    if m.back is not None:
        other = _shifted(anchor, unit, m.back)
        if unit in SHORT:
            days = min(LONG, max(1, abs(m.back) // HOURS)) if unit == "hour" else 1
            other = anchor + DAY * (-days if m.back < 0 else days)
        return (min(anchor, other), max(anchor, other))
    if m.shift is None:
        return None
    if m.ago:
        day = _shifted(anchor, unit, m.shift)
        for smaller, n in m.more:
            day = _shifted(day, smaller, n)
        return (anchor - DAY, anchor) if unit in SHORT else (day, day)
    return _whole(m, unit, anchor)


def _whole(m: Moment, unit: str, anchor: date) -> Days | None:
    shift = m.shift or 0
    wholes: dict[str, Callable[[], Days]] = {
        "day": lambda: (anchor + timedelta(days=shift),) * 2,
        "week": lambda: _week(anchor - timedelta(days=anchor.weekday()) + timedelta(days=7 * shift)),
        "month": lambda: _month_of(_months(anchor, shift), m),
        "year": lambda: _phase(m.phase, date(anchor.year + shift, 1, 1), 365 + calendar.isleap(anchor.year + shift)),
    }
    return wholes[unit]() if unit in wholes else None


def _week(monday: date) -> Days:
    return monday, monday + timedelta(days=6)


def _month_of(day: date, m: Moment) -> Days:
    length = calendar.monthrange(day.year, day.month)[1]
    if m.day is not None:
        low = make(day.year, day.month, m.day)
        last = make(day.year, day.month, m.day_to) if m.day_to else low
        if low and last and low <= last:
            return low, last
    return _phase(m.phase, day.replace(day=1), length)


def _nth(m: Moment, anchor: date | None) -> Days | None:
    month, year = m.month, m.year
    if month is None:
        if anchor is None or m.unit != "month":
            return None
        first = _months(anchor.replace(day=1), m.shift or 0)
        return _one(_nth_of(m, first.year, first.month))
    if year is not None:
        return _one(_nth_of(m, year, month))
    if anchor is None:
        return None
    if m.unit == "year":
        return _one(_nth_of(m, anchor.year + (m.shift or 0), month))
    found = [d for y in (anchor.year, anchor.year - 1) if (d := _nth_of(m, y, month)) and d <= anchor + AHEAD * DAY]
    return _one(found[0]) if found else None


def _nth_of(m: Moment, year: int, month: int) -> date | None:
    nth = m.nth or 1
    length = calendar.monthrange(year, month)[1]
    days = [date(year, month, d) for d in range(1, length + 1) if date(year, month, d).weekday() == (m.weekday or 0)]
    return days[nth - 1 if nth > 0 else nth] if abs(nth) <= len(days) else None
