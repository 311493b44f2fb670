"""What a match of a rule for spans and feasts means: so long ago, the last so long, since, a feast and its days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.extract.times.moments import Moment
from isnad.extract.times.parts import mod_of, phase_of, value_of, within
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg

Built = Moment | dict[str, Any] | None
"""A time, the attributes of a measure, or None where the match is neither."""
DAYS_AGO = (-8, -2)
"""Days that "days ago" may mean, by what people who annotated reports gave."""
LAST_DAYS = (-5, -1)
HOURS_AGO = (-1, 0)
LAST = {"week": 6, "month": 6, "year": 3}
"""How many units "the last weeks" are."""
WITHIN = {"day": (2, 15), "week": (1, 3)}
"""Least and most units of a stretch that is counted back from the report ("within a week")."""
MORROW = Moment(loose=True, unit="day", shift=1, offset=0)
"""The day after something."""
UNIT_DAYS = {"day": 1, "week": 7}


def _times(n: Seg | None, unit: Seg) -> int | None:
    """How many units are told: by the figure before them, a dual, or the bare unit; None for an untold many."""
    if n is not None:
        return value_of(n)
    told: int | None = unit.attr("n", "tunit")
    return told or (None if unit.attr("many", "tunit") else 1)


def _ago(m: Match) -> Built:
    way, unit, n, one = m.seg("way"), m.seg("u"), m.seg("n"), value_of(m.seg("one"))
    if unit is None or (m.seg("one") is not None and one != 1):
        return None
    u = unit.attr("u", "tunit")
    sign = 1 if way is not None and way.has("tafter") else -1
    times = _times(n, unit)
    since = "since" if way is not None and way.has("tsince") else None
    if m.seg("rest") is not None and m.seg("now") is None and since is None:
        return Moment(loose=True, unit=u, shift=times if sign > 0 else None)
    if times is None and sign < 0 and since is None and u in ("day", "hour") and unit.attr("many", "tunit"):
        return Moment(span=DAYS_AGO if u == "day" else HOURS_AGO)
    if times is None:
        return Moment(unit=u, back=sign * 2, bound=since) if since else Moment(unit=u, loose=True)
    if sign > 0 and m.seg("now") is None:
        return Moment(loose=True, unit=u, shift=times)
    more = tuple((b.attr("u", "tunit"), sign * n2) for n2, b in _further(m))
    return Moment(unit=u, shift=sign * times, ago=True, bound=since, more=more)


def _further(m: Match) -> list[tuple[int, Seg]]:
    """The smaller units of "two years, a month and a day ago"."""
    found = []
    for k in "23":
        unit, n = m.seg("u" + k), m.seg("n" + k)
        if unit is not None:
            found.append((value_of(n) or unit.attr("n", "tunit") or 1, unit))
    return found


def _unit(m: Match) -> Built:
    unit, mod, n = m.seg("u"), m.seg("mod"), m.seg("n")
    if unit is None:
        return None
    u, way = unit.attr("u", "tunit"), mod_of(mod, dem=True) or 0
    if mod is None and m.seg("dem") is None and not (unit.definite and u in {"month", "year"}):
        return None
    if mod is not None and mod.attr("former") and u == "year" and unit.definite is False and n is None:
        return None
    times = value_of(n) if n is not None else unit.attr("n", "tunit")
    many = unit.attr("many", "tunit") or times is not None
    if mod is None and (n is not None or many):
        return None
    if many and times is None and way < 0 and u in ("day", "hour"):
        return Moment(span=LAST_DAYS if u == "day" else HOURS_AGO)
    if many:
        return Moment(unit=u, back=way * int(times or LAST.get(u, 3)))
    return Moment(unit=u, shift=way, phase=phase_of(m.seg("ph")))


def _tago(m: Match) -> Built:
    """ "Days ago", "some hours ago"."""
    seg = m.segs()[0]
    return Moment(span=HOURS_AGO if seg.attr("u", "tago") == "hour" else DAYS_AGO)


def _stretch(m: Match) -> Built:
    """ "Within a week": up to the day before the report."""
    unit, n = m.seg("u"), m.seg("n")
    u = unit.attr("u", "tunit") if unit else None
    if unit is None or u not in WITHIN or unit.definite:
        return None
    times = _times(n, unit)
    least, most = WITHIN[u]
    if not within(times, least, most):
        return None
    return Moment(span=(-(times or 0) * UNIT_DAYS[u] - 1, -1))


def _earlier(m: Match) -> Built:
    """ "Earlier this month"."""
    unit = m.seg("u")
    u = unit.attr("u", "tunit") if unit else None
    if u not in ("week", "month", "year"):
        return None
    return Moment(unit=u, shift=mod_of(m.seg("mod")) or 0, phase="before")


def _since_start(m: Match) -> Built:
    """ "Since the beginning of the year"."""
    start, unit, month, year = m.segs()[0], m.seg("u"), m.seg("m"), m.seg("y")
    known = value_of(year)
    if month is not None:
        number = month.attr("m", "month") or month.attr("m", "wmonth")
        return Moment(month=number, year=known, mod=mod_of(m.seg("mod")), bound="since")
    if year is not None:
        return Moment(year=known, bound="since") if within(known, 1000, 2200) else None
    u = unit.attr("u", "tunit") if unit else start.attr("u", "since_start")
    return Moment(unit=u, shift=mod_of(m.seg("mod")) or 0, bound="since") if u in ("week", "month", "year") else None


def _then(m: Match) -> Built:
    """ "A day later", "two days before that": counted from the day told before."""
    way, unit, n = m.segs()[0].attr("way", "tthen"), m.seg("u"), m.seg("n")
    if unit is not None and unit.has("dayword") and not unit.has("tunit"):
        return Moment(loose=True, same=True, offset=way)
    if unit is None or unit.attr("u", "tunit") not in UNIT_DAYS:
        return None
    times = _times(n, unit)
    if times is None:
        return None
    return Moment(loose=True, same=True, offset=way * times * UNIT_DAYS[unit.attr("u", "tunit")])


def _same_unit(m: Match) -> Built:
    """ "That year", "the same month", "the year after": of the day told before."""
    unit = m.seg("u")
    u = unit.attr("u", "tunit") if unit else None
    after = m.seg("after")
    if unit is None or u not in ("week", "month", "year") or unit.attr("many", "tunit"):
        return None
    if after is not None and not after.attr("then", "tnext"):
        return None
    return Moment(loose=True, same=True, unit=u, offset=None if after is None else 1)


def _feast(m: Match) -> Built:
    """A day of a feast, or all its days."""
    seg, day, word, eve = m.seg("f"), m.seg("d"), m.seg("w"), m.seg("e")
    if seg is None:
        return None
    if seg.has("feast_night"):
        return Moment(hmonth=seg.attr("hm", "feast_night"), hday=seg.attr("d", "feast_night"), part="night")
    cls = "feast" if seg.has("feast") else "feast_day"
    month, hmonth, first, days, either = (seg.attr(k, cls) for k in ("m", "hm", "d", "days", "either"))
    many = word is not None and word.attr("many", "tunit") and day is None
    nth = value_of(day) or 1
    if not within(nth, 1, 10) or (either and word is None and eve is None):
        return None
    part = "night" if eve is not None and eve.has("daypart") else None
    if month is not None:
        return Moment(month=month, day=first + nth - 1, eve=eve is not None, part=part)
    if days > 1 and eve is None and (many or (word is None and day is None)):
        return Moment(hmonth=hmonth, hday=first, hday_to=first + days - 1, either=bool(either))
    return Moment(hmonth=hmonth, hday=first + nth - 1, eve=eve is not None, either=bool(either), part=part)


SPANS: dict[str, Callable[[Match], Built]] = {
    "ago": _ago,
    "unit": _unit,
    "tago": _tago,
    "stretch": _stretch,
    "earlier": _earlier,
    "since_start": _since_start,
    "then": _then,
    "same_unit": _same_unit,
    "feast": _feast,
    "morrow": lambda m: MORROW,
}
