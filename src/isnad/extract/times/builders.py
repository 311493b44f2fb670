"""What a match of a rule for times or measures means: one builder for each `kind` of rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from isnad.extract.times.moments import Moment
from isnad.extract.times.parts import ends, following, mod_of, phase_of, value_of, within
from isnad.extract.times.spans import SPANS, Built
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg

PLURALS_FROM = 3


def _short_year(value: int | None) -> int | None:
    if value is None or within(value, 1000, 2200):
        return value
    return value + (2000 if value < 50 else 1900) if 0 <= value < 100 else None


def _month(m: Match, slot: str = "m") -> int | None:
    seg = m.seg(slot)
    found = seg.attr("m", "month") if seg else None
    if found is None and seg is not None:
        found = seg.attr("m", "wmonth")
    return cast("int | None", found)


def _date(m: Match) -> Built:
    day, to, year = value_of(m.seg("d")), value_of(m.seg("d2")), value_of(m.seg("y"))
    if not within(day, 1, 31) or (to is not None and not within(to, 1, 31)):
        return None
    if m.seg("y") is not None and not within(year, 1000, 2200):
        return None
    other = _month(m, "m2") if m.seg("m2") else None
    month = value_of(m.seg("mn")) if m.seg("mn") is not None else _month(m)
    if not within(month, 1, 12):
        return None
    return Moment(day=day, day_to=to, month=month, month_to=other, year=year, mod=mod_of(m.seg("mod")))


def _monthday(m: Match) -> Built:
    if m.seg("y") is None and not ends(m):
        return None
    return _date(m)


def _spelled(m: Match) -> Built:
    year = m.seg("y")
    if year is None or not year.attr("word", "number") or not within(value_of(year), 1000, 2200):
        return None
    return _date(m)


def _day_of_unit(m: Match) -> Built:
    day, to, unit = value_of(m.seg("d")), value_of(m.seg("d2")), m.seg("u")
    if not within(day, 1, 31) or unit is None or unit.attr("u", "tunit") != "month":
        return None
    return Moment(day=day, day_to=to, unit="month", shift=mod_of(m.seg("mod"), dem=True))


def _nth(m: Match) -> Built:
    n, w = m.seg("n"), m.seg("w")
    if n is None or w is None:
        return None
    nth = value_of(n) or (-1 if n.attr("phase") == "late" or n.attr("final") else None)
    unit = m.seg("u")
    if nth is None or not within(nth, -1, 5) or (unit is not None and unit.attr("u", "tunit") != "month"):
        return None
    day = w.attr("v", "weekday") if w.has("weekday") else w.attr("v", "weekday_bare")
    if unit is not None:
        return Moment(nth=nth, weekday=day, unit="month", shift=mod_of(m.seg("mod"), dem=True))
    month = value_of(m.seg("mn")) if m.seg("mn") is not None else _month(m)
    return Moment(nth=nth, weekday=day, month=month, year=value_of(m.seg("y"))) if within(month, 1, 12) else None


def _points(m: Match) -> Built:
    """A date whose parts points divide."""
    a = m.seg("a")
    written = str(a.parts[0].attr("s", "num") or "") if a is not None and a.parts else ""
    day, _, month = written.partition(".")
    if not (day.isdigit() and month.isdigit() and len(day + month) <= 4 and a and a.end + 1 == m.segs()[-1].start):
        return None
    found = Moment(day=int(day), month=int(month), year=value_of(m.seg("y")))
    return found if within(found.day, 1, 31) and within(found.month, 1, 12) else None


def _numeric(m: Match) -> Built:
    a, b, c = (value_of(m.seg(s)) for s in "abc")
    full = m.seg("c") is not None
    if a is None or b is None or (full and c is None):
        return None
    if full and a > 31:
        a, c = c, a
    if b > 12 and (a or 0) <= 12:
        a, b = b, a or 0
    if not within(a, 1, 31) or not within(b, 1, 12):
        return _year_month(m)
    if not full:
        return Moment(day=a, month=b)
    if within(c, 1300, 1500):
        return Moment(hday=a, hmonth=b, hyear=c)
    year = _short_year(c)
    return Moment(day=a, month=b, year=year) if year is not None else None


def _year_month(m: Match) -> Built:
    """A month and a year written "3/2013" or "2013/3"."""
    pair = [value_of(m.seg("a")) or 0, value_of(m.seg("b")) or 0]
    month, year = min(pair), max(pair)
    if m.seg("c") is None and within(month, 1, 12) and within(year, 1900, 2100):
        return Moment(month=month, year=year)
    return None


def _only_month(m: Match) -> Built:
    number = value_of(m.seg("mn"))
    if m.seg("mn") is not None and not within(number, 1, 12):
        return None
    if m.seg("y") is not None and not within(value_of(m.seg("y")), 1000, 2200):
        return None
    month = number if number is not None else _month(m)
    return Moment(
        month=month,
        year=value_of(m.seg("y")),
        phase=phase_of(m.seg("ph")),
        mod=mod_of(m.seg("mod")),
    )


def _year(m: Match) -> Built:
    year, to = value_of(m.seg("y")), value_of(m.seg("y2"))
    if to is not None and not within(to, year or 0, (year or 0) + 300):
        return None
    if within(year, 1300, 1500):
        return Moment(hyear=year)
    if not within(year, 1000, 2200):
        return None
    return Moment(year=year, year_to=to, phase=phase_of(m.seg("ph")))


def _hijri(m: Match) -> Built:
    day, month, year = value_of(m.seg("d")), m.seg("hm"), value_of(m.seg("y"))
    if month is None or (m.seg("d") is not None and not within(day, 1, 30)):
        return None
    if m.seg("y") is not None and not within(year, 1, 1600):
        return None
    phase = phase_of(m.seg("ph"))
    if phase == "late" and m.seg("w") is not None:
        phase, day = None, -1
    return Moment(
        hday=day,
        hmonth=month.attr("m", "hmonth"),
        hyear=year,
        mod=mod_of(m.seg("mod")),
        phase=phase,
    )


def _relday(m: Match) -> Built:
    r, mod = m.seg("r"), m.seg("mod")
    if r is None:
        return None
    if mod is not None:
        if mod.attr("final") or mod.attr("former") or r.attr("rel") != 0:
            return None
        return Moment(rel=mod_of(mod))
    if r.has("relnight"):
        return Moment(rel=r.attr("rel", "relnight"), part="night", night=True)
    return Moment(rel=r.attr("rel", "relday"))


def _otherday(m: Match) -> Built:
    """ "The same day", "the next day", "the second day", "the day before": counted from the day told before."""
    if any(s.has("tsame") for s in m.segs()):
        dark = any(s.has("relnight") for s in m.segs())
        return Moment(loose=True, same=True, part="night" if dark else None)
    last = next((s for s in m.segs() if s.has("tlast")), None)
    if last is not None:
        return Moment(loose=True, same=True, offset=-1) if last.attr("former", "tlast") else None
    after = any(s.has("tnext") or value_of(s) == 2 for s in m.segs())
    return Moment(loose=True, same=True, offset=1) if after else Moment(loose=True)


def _thispart(m: Match) -> Built:
    part = m.segs()[-1]
    whole = part.definite or _is_whole(part)
    dawn = bool(part.attr("dawn", "daypart"))
    return Moment(rel=0, part=part.attr("part", "daypart"), dawn=dawn) if whole else None


def _overnight(m: Match) -> Built:
    """ "During the night": the night before the report."""
    part = m.segs()[-1]
    at_night = part.attr("part", "daypart") == "night" and not part.attr("midnight", "daypart")
    return Moment(rel=-1, part="night", night=True) if at_night else None


def _is_whole(part: Seg) -> bool:
    return not part.attr("adv", "daypart")


def _weekday(m: Match) -> Built:
    w, w2, unit, mod = m.seg("w"), m.seg("w2"), m.seg("u"), m.seg("mod")
    if w is None:
        return None
    day = w.attr("v", "weekday") if w.has("weekday") else w.attr("v", "weekday_bare")
    if unit is not None:
        if unit.attr("u", "tunit") != "week":
            return None
        return Moment(weekday=day, unit="week", shift=mod_of(mod, dem=True))
    to = w2.attr("v", "weekday") if w2 else None
    part = "night" if to is not None and m.segs()[0].has("relnight", "daypart") else None
    return Moment(weekday=day, weekday_to=to, mod=mod_of(mod), coming=m.seg("dem") is not None, part=part)


def _weekday_day(m: Match) -> Built:
    w, day = m.seg("w"), value_of(m.seg("d"))
    if not within(day, 1, 31) or not ends(m):
        return None
    after = following(m)
    if after is not None and after.has("from", "in") and w is None:
        return None
    if after is not None and after.has("dash", "slash") and any(s.has("number") for s in m.line.segs[m.end + 1 :][:1]):
        return None
    beyond = m.line.segs[m.end + 1 :][:1]
    if after is not None and after.has("from") and any(s.has("hmonth", "monthword", "month", "wmonth") for s in beyond):
        return None
    figure = m.seg("d")
    if w is not None and figure is not None and figure.has("ord") and within(day, 1, 5):
        return Moment(weekday=w.attr("v", "weekday"), nth=day, unit="month", shift=0)
    return Moment(weekday=w.attr("v", "weekday") if w else None, day=day)


def _clock(m: Match) -> Built:
    h, minute, part, fraction = m.seg("h"), m.seg("min"), m.seg("part"), m.seg("f")
    value = None if h is None else h.attr("v", "number") if h.has("number") else 1 if h.has("one_of") else value_of(h)
    if value is None or not 0 <= value < 2400:
        return None
    if (
        m.rule.name == "times.clock-digits"
        and h
        and minute
        and (minute.start - h.end, minute.end - minute.start) != (1, 2)
    ):
        return None  # "13: three Russians and six Bengalis"
    hours = int(value)
    minutes = round((value - hours) * 100) or int(value_of(minute) or 0)
    if fraction is not None:
        minutes = int(fraction.attr("minutes", "tfraction"))
    if hours > 24:
        hours, minutes = divmod(hours, 100)
    if hours > 24 or minutes > 59:
        return None
    named = part.attr("part", "daypart") if part else None
    return Moment(hour=hours, minute=minutes, part=named)


def _duration(m: Match) -> Built:
    unit, n = m.seg("u"), m.seg("n")
    if unit is None:
        return None
    u, dual, many = (unit.attr(k, "tunit") for k in ("u", "n", "many"))
    times = value_of(n) if n is not None else dual
    if n is None and dual is None:
        return None
    counted = n is not None and n.has("number")
    if counted and not many and times is not None and PLURALS_FROM <= times <= 10 and not ends(m):
        return None
    return {"unit": "time", "n": times, "u": u}


def _the_duration(m: Match) -> Built:
    unit, n = m.seg("u"), m.seg("n")
    if unit is None or n is None or not unit.definite or not (n.definite or unit.attr("many", "tunit")):
        return None
    return {"unit": "time", "n": value_of(n), "u": unit.attr("u", "tunit")}


def _measure(m: Match) -> Built:
    unit, n = m.seg("u"), m.seg("n")
    km = unit.attr("km", "munit") if unit else None
    value = n.attr("v", "number") if n else None
    far = km * float(value) if km and value is not None else None
    return {"unit": (unit.attr("unit", "munit") if unit else None) or "percent", "km": far}


BUILDERS: dict[str, Callable[[Match], Built]] = {
    "date": _date,
    "monthday": _monthday,
    "spelled": _spelled,
    "day_of_unit": _day_of_unit,
    "nth": _nth,
    "numeric": _numeric,
    "month": _only_month,
    "year": _year,
    "hijri": _hijri,
    "otherday": _otherday,
    "relday": _relday,
    "thispart": _thispart,
    "overnight": _overnight,
    "weekday": _weekday,
    "weekday_day": _weekday_day,
    "clock": _clock,
    "age": lambda m: {"unit": "age"},
    "duration": _duration,
    "the_duration": _the_duration,
    "points": _points,
    "measure": _measure,
    **SPANS,
}
