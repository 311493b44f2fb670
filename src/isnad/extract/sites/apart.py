"""Times in the words of an event that put it apart from the one the report is about."""

from __future__ import annotations

from datetime import date, timedelta

from isnad.extract.times.expressions import moment_of, resolve
from isnad.grammar.segments import Seg

PAST = timedelta(days=10)
"""So long before the report an event is another one."""
LEAD_PAST = timedelta(days=45)
"""The same where the report begins: its own event may have come to light late."""


def years_after(seg: Seg) -> bool:
    """ "Three years after …": an interval between the event and an earlier one."""
    moment = moment_of(seg)
    return moment is not None and moment.loose and moment.unit in ("year", "month", "week", "day", "decade")


def long_ago(seg: Seg, published: str | None, lead: bool) -> bool:
    """A time more than `PAST` days before the report, or a bare year where no day is known."""
    moment = moment_of(seg)
    if moment is None:
        return False
    day = _day(published)
    if day is None:
        return moment.year is not None and moment.month is None and not lead
    low, high = resolve(moment, day)
    if moment.bound == "since":
        return low is not None and day - low > PAST and not lead
    return high is not None and day - high > (LEAD_PAST if lead else PAST)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def is_series(seg: Seg) -> bool:
    """Whether a word speaks of a run of events: "a series of attacks"."""
    sense = seg.sense("series")
    return sense is not None and " " in sense.lemma
