"""Which days a time of an event means: by itself, or counted from the report's own day, its event, the day before it.

An hour alone is one of a day named in its sentence, else of the report's event; "that day" is the last one told,
however old. "Two days after the quake" is the day
of the report's event where that lies two days back, else two days before it; "the next day" follows the one told
before. "Today" in somebody's direct speech is the event's day where the report puts that one day back: the speaker
spoke before the paper was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from isnad.extract.events.calendar import Use
from isnad.extract.parsed import ParsedReport
from isnad.extract.times.moments import Moment
from isnad.extract.times.resolve import SHORT, resolve

RECENT_DAYS = 30
"""A day longer before publication tells when no hour of the report's own event was."""
UNITS = {"day": 1, "week": 7}
MORROW = "times.morrow"
"""The rule for the day after something: after the report's own event only where that is told as known."""
COMES = 6
"""So many segments before it stands the verb of "the attack comes a day after"."""
WEEK = 7
HALF_MONTH = 15
"""So many days more or less are meant by a month ago."""
ABOUT = 14
"""So many days or more, told in weeks, are meant to a day more or less."""
LOST = frozenset({"missing", "abducted"})
"""Who is so "since" a day was lost on it."""
FOUND = 8
"""So many segments from the time on stand the bodies that were found."""
NIGHT = timedelta(days=1)
"""From the first day of a night to its second."""
Days = tuple[date | None, date | None]


class EventDays:
    """The days of a report's times, asked for in the order of the text."""

    def __init__(self, parsed: ParsedReport, known: Sequence[Use], anchor: date | None) -> None:
        self.parsed = parsed
        self.anchor = anchor
        self._week = int(parsed.pack.settings["week"]["from"])
        self._main: date | None = None
        self._told: date | None = None
        self._last: date | None = None
        self._event: tuple[int, date] | None = None
        self._stretch: date | None = None
        self._named: tuple[int, date] | None = None
        self._days: set[date] = set()
        self._tellings: dict[int, date] = {}
        for use in known:
            if use.role == "statement" and use.moment.fixes_day and not use.moment.names_date:
                day = self._plain(use.moment)[0]
                if day is not None and anchor is not None and day <= anchor:
                    self._tellings.setdefault(use.sentence.index, day)
            low, high = self._plain(use.moment)
            if use.role != "event" or low is None or high is None or not self._own(use, high):
                continue
            if low == high:
                self._main = self._main or low
            if high - low <= NIGHT and not (_dies(use) or _finds(use)):
                self._days.add(high)

    def _plain(self, moment: Moment, anchor: date | None = None) -> Days:
        return resolve(moment, anchor or self.anchor, self._week)

    def _from(self, use: Use) -> date | None:
        """The day that a time counts from: that of the telling, where "last night" or "ten days ago" are somebody's."""
        if not (use.moment.ago or (use.moment.night and use.moment.weekday is None)):
            return self.anchor
        here = use.sentence.index
        return self._tellings.get(here) or self._tellings.get(here - 1) or self.anchor

    def _own(self, use: Use, high: date | None) -> bool:
        day = use.moment.fixes_day or (use.moment.ago and use.moment.unit == "day")
        return day and use.moment.bound != "since" and recent(high, self.anchor)

    def of(self, use: Use) -> Days:
        """The first and the last day; both None where nothing decides."""
        low, high = self._plain(use.moment, self._from(use))
        if low is not None and (use.moment.names_date or use.moment.unit is not None):
            self._stretch = low
        if low is not None and low == high and use.role == "event" and use.moment.fixes_day:
            self._last = low
        if low is not None and use.moment.fixes_day and recent(high, self.anchor):
            self._named = use.sentence.index, low
        if low is not None and use.role in {"event", "statement"} and self._own(use, high):
            if use.role == "event":
                self._event = use.sentence.index, low
            self._told = low
        if use.moment.is_clock or use.moment.loose:
            return self._counted(use)
        if use.moment.bound == "since":
            return self._since(use, low, high)
        if low is not None and use.moment.ago and use.moment.unit not in SHORT and use.role == "event":
            return _around(use.moment, low)
        if use.moment.coming and low is not None and self.anchor is not None and low > self.anchor:
            return low - timedelta(days=WEEK), low - timedelta(days=WEEK)
        spoken = use.moment.rel == 0 and low == self.anchor and self._spoken(use)
        return (self._main, self._main) if spoken else (low, high)

    def _spoken(self, use: Use) -> bool:
        """Whether "today" stands in direct speech and the report's event was yesterday."""
        if self._main is None or self.anchor is None or (self.anchor - self._main).days != 1:
            return False
        return self.parsed.is_quoted(use.seg.start, use.seg.end)

    def of_aftermath(self, use: Use, day: date | None) -> bool:
        """Whether somebody dies or is found on a day where the report dates its event before it: "one of them died
        yesterday", "three bodies were found yesterday"."""
        return (_dies(use) or _finds(use)) and day is not None and any(told < day for told in self._days)

    def is_told(self, low: date | None, high: date | None) -> bool:
        """Whether a time by itself, and no count from another event, names the day of an event."""
        return low is not None and low == high and low in self._days

    def named_before(self) -> bool:
        """Whether a day has been named that an hour could be of."""
        return self._told is not None

    def _counted(self, use: Use) -> Days:
        moment = use.moment
        here = self._event[1] if self._event and self._event[0] == use.sentence.index else None
        if moment.span is not None:
            return self._plain(msgspec.structs.replace(moment, loose=False))
        if moment.same and moment.unit is not None:
            return self._unit_told(moment)
        if moment.shift is None:
            day = here or self._told or self._main
            if moment.offset is None:
                day = (self._last if moment.same else None) or day or self.anchor
                return day, day
            last = max((t for t in (self._named, self._event) if t is not None), default=None)
            day = here or (last[1] if last else self._main)
            day = None if day is None else day + timedelta(days=moment.offset)
            return day, day
        back = timedelta(days=moment.shift * UNITS.get(moment.unit or "day", 1))
        day = here or self._main or self._told or self.anchor
        before = [seg for seg in use.sentence.line.segs if seg.start < use.seg.start][-COMES:]
        new = use.seg.rule == MORROW and any(seg.has("comes_after", "come") for seg in before)
        if self.anchor is not None and not new and here is None:
            near = [d for d in (self.anchor - back, self.anchor - back - timedelta(days=1)) if d in self._days]
            if near:
                day = self._main if self._main in near else near[0]
                return day, day
        if day is None:
            return None, None
        if _days(moment) >= ABOUT and self.anchor is not None and day < self.anchor:
            return day - back, self.anchor - back  # From the event or from the telling: who knows.
        about = timedelta(days=1 if _days(moment) >= ABOUT else 0)
        return day - back - about, day - back + about

    def _unit_told(self, moment: Moment) -> Days:
        """ "That year", "July of the same year": of the stretch told last."""
        if self._stretch is None:
            return None, None
        plain = msgspec.structs.replace(moment, loose=False, same=False, offset=None)
        if moment.month is not None:
            return resolve(msgspec.structs.replace(plain, unit=None, year=self._stretch.year), None)
        return resolve(msgspec.structs.replace(plain, shift=moment.offset or 0), _end_of(moment.unit, self._stretch))

    def _since(self, use: Use, low: date | None, high: date | None) -> Days:
        if low is None:
            return low, high
        if _is_lost(use):
            # "Missing since Saturday": it happened on Saturday; "for some ten days", about then.
            about = timedelta(days=1 if use.moment.ago and _days(use.moment) >= UNITS["week"] else 0)
            return low - about, low + about
        return low, high if high is None or self.anchor is None else max(high, self.anchor)


def _around(moment: Moment, day: date) -> Days:
    """The days that so long ago means: the day itself, one around it, half a month, the year."""
    if moment.unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    about = timedelta(days=HALF_MONTH if moment.unit == "month" else 1 if _days(moment) >= ABOUT else 0)
    return day - about, day + about


def _end_of(unit: str | None, day: date) -> date:
    """A day late in the year, month or week of another, so that no part of it is cut off as not yet run."""
    if unit == "year":
        return date(day.year, 12, 31)
    return day if unit == "month" else day + timedelta(days=WEEK - 1 - day.weekday())


def recent(day: date | None, anchor: date | None) -> bool:
    """Whether a day is near enough to the report's own to be one of its event."""
    return anchor is None or (day is not None and (anchor - day).days <= RECENT_DAYS)


def lost_since(use: Use) -> bool:
    """Whether people are missing or held since that day."""
    return use.moment.bound == "since" and use.role == "event" and _is_lost(use)


def _dies(use: Use) -> bool:
    """Whether what a time hangs on is somebody's death in bed, in hospital, or anywhere: not his being killed."""
    return use.by is not None and (use.by.has("dies") or bool(use.by.attr("natural", "harm_noun")))


def _finds(use: Use) -> bool:
    """Whether what a time hangs on is a finding of more bodies. Where one man is found, he was lost or killed then."""
    if use.by is None or not use.by.has("found", "recover"):
        return False
    near = use.sentence.line.segs[use.at : use.at + FOUND]
    return any(a.has("count") and b.has("corpses", "dead_body") for a, b in pairwise(near))


def _days(moment: Moment) -> int:
    """How many days a count of days or weeks makes; a month for any other unit."""
    return abs(moment.shift or 0) * UNITS.get(moment.unit or "day", RECENT_DAYS)


def _is_lost(use: Use) -> bool:
    """The nearest harm before the time says so, and the time is no whole month or year."""
    if not (use.moment.fixes_day or use.moment.ago):
        return False
    before = [s for s in use.sentence.line.segs if s.end <= use.seg.start]
    harm = next((s for s in reversed(before) if s.has("harm_verb", "harm_noun", "victim", "lost_touch")), None)
    return harm is not None and (harm.has("lost_touch") or any(s.attrs.get("effect") in LOST for s in harm.senses))
