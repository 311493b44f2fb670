"""What words fix of a time: the parts, how two expressions join, and the constraint they leave."""

from __future__ import annotations

from datetime import date

import msgspec
from hijridate import Hijri


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """The parts of a time that an expression names; None where it is silent.

    `weekday` counts from Monday = 0. `rel` is days from the day of publication. `mod` is -1
    (last), 0 (this) or 1 (next); `coming` is "this Friday". `unit` with `shift` is a whole unit so many
    units away ("last month"), with `ago` a day so many units away ("two months ago", `more` holds the smaller
    units), with `back` the last (negative) or next units together. `bound` is since, until, during, before or after.
    `span` is a stretch told in days from the day of publication ("days ago"). `dark` is the night as a whole, `dawn`
    its end, `eve` the day before a feast, `either` whichever of the two great feasts is nearest.
    `loose` marks what only another event could fix ("the next day", "days before"), among them `same` "that day", "that
    year" (`offset` days on) and, with a `shift`, so many units after ("two days after the quake").
    """

    weekday: int | None = None
    weekday_to: int | None = None
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    month_to: int | None = None
    year: int | None = None
    year_to: int | None = None
    hday: int | None = None
    hday_to: int | None = None
    hmonth: int | None = None
    hyear: int | None = None
    rel: int | None = None
    mod: int | None = None
    coming: bool = False
    unit: str | None = None
    shift: int | None = None
    ago: bool = False
    more: tuple[tuple[str, int], ...] = ()
    back: int | None = None
    span: tuple[int, int] | None = None
    nth: int | None = None
    phase: str | None = None
    part: str | None = None
    midnight: bool = False
    night: bool = False
    dark: bool = False
    dawn: bool = False
    eve: bool = False
    either: bool = False
    hour: int | None = None
    minute: int | None = None
    bound: str | None = None
    loose: bool = False
    same: bool = False
    offset: int | None = None

    @property
    def fixes_day(self) -> bool:
        """Whether the words are about single days: a date, a weekday, yesterday."""
        return any(v is not None for v in (self.weekday, self.day, self.hday, self.rel)) and not self.loose

    @property
    def names_date(self) -> bool:
        """Whether a day of a month, a month or a year is named."""
        return any(v is not None for v in (self.day, self.month, self.year, self.hday, self.hmonth))

    @property
    def is_clock(self) -> bool:
        """Whether the words name an hour or a part of the day and nothing else."""
        return (self.hour is not None or self.part is not None) and not self.names_more

    @property
    def names_more(self) -> bool:
        """Whether anything but hour and part of the day is named."""
        rest = (self.month, self.year, self.hmonth, self.hyear, self.unit, self.nth, self.span)
        return self.fixes_day or self.loose or any(v is not None for v in rest)


def join(first: Moment, second: Moment, glue: str) -> Moment | None:
    """Both expressions as one, or None when they are two times.

    `glue` names what stands between them: "", comma, in, from, open, matching, dash, slash, or
    two of these with a blank.
    """
    if first.loose or second.loose or first.bound or second.bound:
        return _same_day(first, second, glue)
    if _is_night_between(first, second, glue):
        return msgspec.structs.replace(first, weekday_to=second.weekday)
    if first.weekday is None and (first.rel or 0) < 0 and second == Moment(rel=0, weekday=second.weekday) and not glue:
        # "Yesterday, the day Friday": the word for "today" is that for "the day", too.
        second = Moment(weekday=second.weekday)
    later = first.weekday_to
    if later is not None and first.part and second.day is not None and second.weekday is None and glue in {"", "in"}:
        # "The night from Monday to Tuesday 14 May": the date is that of the later day.
        return msgspec.structs.replace(second, weekday=later, weekday_to=later, part=first.part, eve=True)
    if not _fits(first, second, glue):
        return None
    merged: dict[str, object] = {}
    for name in Moment.__struct_fields__:
        a, b = getattr(first, name), getattr(second, name)
        if a is None or a is False or a == ():
            merged[name] = b
        elif b is None or b is False or b == () or a == b or name == "part":
            merged[name] = a
        else:
            return None
    return msgspec.convert(merged, Moment)


def _same_day(first: Moment, second: Moment, glue: str) -> Moment | None:
    """ "At dawn on that day", "in July of that year": still loose."""
    if first.bound or not second.same or glue not in {"", "from", "in"}:
        return None
    if first.is_clock:
        return msgspec.structs.replace(second, part=first.part, dawn=first.dawn, hour=first.hour, minute=first.minute)
    if second.unit == "year" and first.month is not None and first.year is None and not first.loose:
        return msgspec.structs.replace(first, loose=True, same=True, unit="year")
    return None


def _is_night_between(first: Moment, second: Moment, glue: str) -> bool:
    if first.weekday is None or second.weekday is None or glue not in {"", "dash", "slash", "to", "on"}:
        return False
    late = first.part == "night" or (first.part == "evening" and glue == "to")
    return late and (first.weekday + 1) % 7 == second.weekday and not second.names_date


def _fits(first: Moment, second: Moment, glue: str) -> bool:
    clocks = (first.is_clock, second.is_clock)
    if all(clocks):
        return glue in {"", "comma", "from", "in"} and (first.hour is None or second.hour is None)
    if any(clocks):
        return glue in {"", "comma", "in", "comma in", "from", "open"}
    if second.unit == "year" and second.shift is not None and not second.ago:
        return first.month is not None and first.year is None and first.mod is None and glue in {"", "from", "in"}
    if first.unit or second.unit:
        return False
    calendars = (first.hmonth is not None, second.hmonth is not None)
    if any(calendars):
        return not all(calendars) and glue in {"", "comma", "open", "matching", "comma matching", "dash", "slash"}
    days = (first.weekday is not None or first.rel is not None) and glue in {"", "comma", "open", "matching", "in"}
    return days and not (first.weekday is not None and second.weekday is not None)


def as_gregorian(moment: Moment) -> Moment:
    """A full Hijri date as year, month and day; anything else as it is.

    Outside the years that the calendar's table covers, and for days that do not exist, the
    Hijri part stays unsolved.
    """
    if moment.hday is None or moment.hmonth is None or moment.hyear is None or moment.month is not None:
        return moment
    found = hijri_day(moment.hyear, moment.hmonth, moment.hday)
    if found is None:
        return moment
    return msgspec.structs.replace(moment, day=found.day, month=found.month, year=found.year)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of the Umm al-Qura calendar; None when it is out of its range."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def constraint(moment: Moment) -> str:
    """What the words alone fix, "weekday=5,day=13,month=12,relative=-1" (Monday = 0).

    Keys in this order: weekday, day, day_to, month, month_to, year, relative, last,
    <unit>_shift for whole units away, and dawn (a part of the night). Empty when nothing is fixed.
    """
    solved = as_gregorian(moment)
    if solved.loose:
        return ""
    pairs: list[tuple[str, int | None]] = [
        ("weekday", solved.weekday),
        ("day", solved.day),
        ("day_to", solved.day_to),
        ("month", solved.month),
        ("month_to", solved.month_to),
        ("year", solved.year),
        ("relative", solved.rel),
        ("last", 1 if solved.mod == -1 and solved.unit is None else None),
        (f"{solved.unit}_shift", solved.shift),
        ("dawn", 1 if solved.dawn and solved.part == "night" else None),
    ]
    return ",".join(f"{key}={value}" for key, value in pairs if value is not None)
