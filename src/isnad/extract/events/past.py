"""Which times of a sentence lie before the event: long before it, or so long ago.

Enters a parsed report and a segment; answers from the parts of the time the words name and from
the day of the report. Refuses to guess: a time that nothing anchors is not old.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from isnad.extract.events.calendar import anchor_of
from isnad.extract.events.turns import LONG_UNITS, STALE_DAYS
from isnad.extract.parsed import ParsedReport
from isnad.extract.times.expressions import moment_of
from isnad.extract.times.resolve import resolve
from isnad.grammar.segments import Seg


@lru_cache(maxsize=8)
def _anchor(parsed: ParsedReport) -> date | None:
    return anchor_of(parsed)


def is_old(parsed: ParsedReport, seg: Seg) -> bool:
    """Whether a segment is a time that lies long before the report: another year, last month, since 2011."""
    if seg.has("year"):
        return _past_year(parsed, seg.attr("v", "year"), bare=True)
    moment = moment_of(seg)
    if moment is None or moment.bound == "until":
        return False
    if moment.year is not None:
        return _past_year(parsed, moment.year, bare=moment.day is None) or _stale(parsed, seg)
    if moment.loose:
        return False
    if (moment.back or 0) < 0 and not moment.ago and (moment.unit == "week" or (moment.unit == "day" and _recent(seg))):
        return True  # A stretch of weeks or days up to the report: what went on before the event.
    past = (moment.shift or 0) < 0 or moment.mod == -1 or (moment.back or 0) < 0 or moment.ago
    if moment.unit in LONG_UNITS and moment.unit != "week" and past:
        return True
    return _stale(parsed, seg)


def _recent(seg: Seg) -> bool:
    """Whether a time is told as the last days or hours in general, without a number."""
    return seg.has("past_time")


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@lru_cache(maxsize=8)
def _latest_year(parsed: ParsedReport) -> int | None:
    """The year of the report, or the last that it names."""
    anchor = _anchor(parsed)
    if anchor is not None:
        return anchor.year
    return max((int(m.group()) for m in _YEAR.finditer(parsed.folded.text)), default=None)


def _past_year(parsed: ParsedReport, year: int | None, *, bare: bool) -> bool:
    """Whether a year lies before the report's. Where no day is known for that, a year named without a day does."""
    if bare and _anchor(parsed) is None:
        return year is not None
    latest = _latest_year(parsed)
    return year is not None and latest is not None and int(year) < latest


def _stale(parsed: ParsedReport, seg: Seg) -> bool:
    moment, anchor = moment_of(seg), _anchor(parsed)
    if moment is None or anchor is None or not moment.names_date:
        return False
    low, high = resolve(moment, anchor)
    last = low if moment.bound == "since" else high
    return last is not None and (anchor - last).days > STALE_DAYS


def is_before(seg: Seg) -> bool:
    """Whether a segment is a time before another: two days ago, a week before, since months."""
    moment = moment_of(seg)
    if moment is None:
        return False
    return moment.ago or moment.bound in ("before", "since") or (moment.back or 0) < 0 or (moment.shift or 0) < 0
