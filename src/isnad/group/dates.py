"""The day of an event, solved over all reports of a group.

One report says "Saturday", a second dates a statement to 13 December, a third speaks of
2019 as past: together they may fix what none of them says. Where they do not, the answer is
"unknown" and not a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from isnad.model.incident import When
from isnad.model.values import DateValue

WINDOW_YEARS = 10
"""How many years after the latest year that the texts mention an undated event may lie."""
FRESH_DAYS = 370
"""How long before the day of retrieval an undated event is looked for."""
LONGEST_EVENT = 31
"""An interval of more days than this does not date an event."""
STALE_DAYS = 45
"""A date further than this before publication is more often background; it has a quarter of a vote."""
_LIMITS = {
    "weekday": (0, 6),
    "day": (1, 31),
    "month": (1, 12),
    "year": (1000, 2999),
    "relative": (-3660, 3660),
}


class Constraint(msgspec.Struct, frozen=True):
    """What words alone fix of a day. `relative` counts days from the day of publication."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    relative: int | None = None


class Dated(msgspec.Struct, frozen=True):
    """A date as one report tells it. `claim` is the claim's id ("" for a time that is no claim),
    `report` the report's digest, `weight` how much its vote counts."""

    claim: str
    report: str
    value: DateValue
    weight: float = 1.0


def parse(constraint: str | None) -> Constraint:
    """Reads "weekday=5", "day=13 month=12", "relative=-1", comma or blank between.

    Unknown keys and values out of range are left out.
    """
    found: dict[str, int] = {}
    for part in (constraint or "").replace(",", " ").split():
        key, _, number = part.partition("=")
        if key in _LIMITS and number.lstrip("+-").isdigit():
            low, high = _LIMITS[key]
            if low <= int(number) <= high:
                found[key] = int(number)
    return Constraint(**found)


def iso_day(text: str | None) -> date | None:
    """The day of an ISO date or date-time; None for anything else and for years no report is of,
    so that days before and after it can always be counted."""
    try:
        day = date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
    low, high = _LIMITS["year"]
    return day if low <= day.year <= high else None


def interval(value: DateValue, published: date | None) -> tuple[date, date] | None:
    """The days a telling allows, as far as it and the day of publication decide; else None.

    A weekday is the last one not after publication; a day and month the last one not after
    the day following it. An interval longer than a month dates nothing.
    """
    low, high = iso_day(value.low), iso_day(value.high)
    if low and high and low <= high and (high - low).days <= LONGEST_EVENT:
        return low, high
    if low or high or published is None:
        return None
    asked = parse(value.constraint)
    if asked.relative is not None:
        day = published + timedelta(days=asked.relative)
        return day, day
    if asked.day and asked.month:
        day_found = _day_before(asked, published)
        return (day_found, day_found) if day_found else None
    if asked.weekday is not None:
        day = published - timedelta(days=(published.weekday() - asked.weekday) % 7)
        return day, day
    return None


def solve(
    main: Sequence[Dated],
    others: Sequence[Dated] = (),
    published: Mapping[str, str | None] | None = None,
    retrieved: Iterable[str | None] = (),
    years: Iterable[int] = (),
) -> When:
    """The day or days of an event told by several reports.

    `main` are tellings of the event's own date; `others` dates of statements, background and
    other events; `published` the publication of each report by digest; `retrieved` days on
    which pages were fetched; `years` years that the texts mention. Each report has one vote,
    split over its tellings; the days with
    the most votes win, then the narrower interval, then the earlier. Without any day that can
    be worked out, constraints are solved over the group. `basis` are the claims that agree.
    """
    days = {key: iso_day(text) for key, text in (published or {}).items()}
    votes = _votes(main, days)
    if votes:
        low, high = min(votes, key=lambda k: (-round(votes[k], 6), (k[1] - k[0]).days, k[0]))
        return _when(low, high, main, days)
    bound = max((d for d in (*map(iso_day, retrieved), *days.values()) if d), default=None)
    found = _solved(main, others, bound, years)
    if found is not None:
        low, basis = found
        return When(low=low.isoformat(), high=low.isoformat(), precision="day", basis=basis)
    known = sorted(d for d in days.values() if d)
    return When(low=None, high=known[0].isoformat() if known else None, precision="unknown")


def _votes(main: Sequence[Dated], days: Mapping[str, date | None]) -> dict[tuple[date, date], float]:
    by_report: dict[str, list[tuple[date, date]]] = {}
    trust: dict[tuple[str, tuple[date, date]], float] = {}
    for told in main:
        span = interval(told.value, days.get(told.report))
        born = days.get(told.report)
        if span is not None and (born is None or span[0] <= born + timedelta(days=1)):
            by_report.setdefault(told.report, []).append(span)
            trust[told.report, span] = max(told.weight, trust.get((told.report, span), 0.0))
    votes: dict[tuple[date, date], float] = {}
    for report, spans in sorted(by_report.items()):
        born = days.get(report)
        for span, count in sorted(Counter(spans).items()):
            weight = 0.25 if born and (born - span[1]).days > STALE_DAYS else trust[report, span]
            votes[span] = votes.get(span, 0.0) + weight * count / len(spans)
    return votes


def _when(low: date, high: date, main: Sequence[Dated], days: Mapping[str, date | None]) -> When:
    basis = sorted(
        told.claim
        for told in main
        if (span := interval(told.value, days.get(told.report))) and span[0] <= high and low <= span[1]
    )
    precision = "day" if low == high else "range"
    return When(low=low.isoformat(), high=high.isoformat(), precision=precision, basis=tuple(basis))


def _day_before(asked: Constraint, published: date) -> date | None:
    for year in (published.year, published.year - 1):
        day = _date(asked.year or year, asked.month, asked.day)
        if day and day <= published + timedelta(days=1):
            return day
    return None


def _date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def _solved(
    main: Sequence[Dated], others: Sequence[Dated], bound: date | None, mentioned: Iterable[int]
) -> tuple[date, tuple[str, ...]] | None:
    """The one day on which what the tellings fix meets within the window; None when undecided.

    Where several days fit, the other days and months of the texts decide: they lie shortly
    before the event or on it, so the day that they are nearest to wins, if by half or more.
    """
    told = [(d, parse(d.value.constraint)) for d in main]
    weekday = _single(Counter(c.weekday for _, c in told if c.weekday is not None))
    own = [(d, c) for d, c in told if c.day and c.month]
    near = own or [(d, c) for d in others if (c := parse(d.value.constraint)).day and c.month]
    years = _years(main, others, bound, mentioned)
    if weekday is None and not any(c.year for _, c in own):
        return None
    found: dict[date, set[str]] = {}
    for dated, asked in near:
        for year in [asked.year] if asked.year else years:
            day = _date(year, asked.month, asked.day)
            if day and (weekday is None or day.weekday() == weekday) and (bound is None or day <= bound):
                found.setdefault(day, set()).add(dated.claim)
    if bound is not None:
        found = {d: c for d, c in found.items() if (bound - d).days <= FRESH_DAYS} or found
    day_found = _nearest(found, [c for _, c in near])
    if day_found is None:
        return None
    agreeing = {d.claim for d, c in told if c.weekday == day_found.weekday()}
    return day_found, tuple(sorted((found[day_found] | agreeing) - {""}))


def _nearest(found: Mapping[date, set[str]], asked: Sequence[Constraint]) -> date | None:
    costs = sorted((sum(_days_since(day, c) for c in asked), day) for day in found)
    if not costs:
        return None
    if len(costs) > 1 and 2 * costs[0][0] >= costs[1][0]:
        return None
    return costs[0][1]


def _days_since(day: date, asked: Constraint) -> int:
    """Days from the last such day and month, one day after `day` at the latest, to `day`."""
    for year in (day.year, day.year - 1):
        other = _date(year, asked.month, asked.day)
        if other and other <= day + timedelta(days=1):
            return abs((day - other).days)
    return 366


def _single(votes: Counter[int]) -> int | None:
    """The value that more than half of the tellings give."""
    if not votes:
        return None
    value, count = max(votes.items(), key=lambda item: (item[1], -item[0]))
    return value if 2 * count > sum(votes.values()) else None


def _years(main: Sequence[Dated], others: Sequence[Dated], bound: date | None, mentioned: Iterable[int]) -> range:
    """The years in which an undated event may lie: from the latest year the texts mention on."""
    known = list(mentioned)
    for dated in (*main, *others):
        year = parse(dated.value.constraint).year
        known += [d.year for d in (iso_day(dated.value.low), iso_day(dated.value.high)) if d]
        known += [year] if year else []
    if bound is not None:
        return range(min(bound.year - 1, max((y for y in known if y <= bound.year), default=9999)), bound.year + 1)
    return range(max(known), max(known) + WINDOW_YEARS + 1) if known else range(0)
