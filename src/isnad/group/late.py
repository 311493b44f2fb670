"""Reports collected late: their "yesterday" is counted from the day of collection until the group tells better.

A report that names no weekday with its "today" or "yesterday" cannot tell on which day it was written. Where other
reports of its incident fix the day by a weekday or a date, all of them the same, and the report's own first telling
lies a day or two after that, its relative days are counted from as many days earlier. Where the group does not
decide, nothing is moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import msgspec

from isnad.group.dates import iso_day, parse
from isnad.model.claim import Claim
from isnad.model.incident import Reading, When
from isnad.model.values import DateValue

LATEST = 2
"""Days that a report may have been collected after it was written."""
GUESSED = "told-today"
"""The rule by which the day of a telling stands for that of the event."""


def firm(reading: Reading) -> bool:
    """Whether a report's own words fix the day that they count from: a weekday or a date beside "yesterday"."""
    for hint in reading.time_hints:
        asked = parse(hint.partition(":")[2])
        if hint.startswith("dateline") or (asked.relative is not None and (asked.weekday, asked.day) != (None, None)):
            return True
    return reading.report.published is None


def is_firm(claim: Claim, known: bool) -> bool:
    """Whether a telling of the day holds by itself; `known` tells whether its report's own day does."""
    if not isinstance(claim.value, DateValue) or claim.rule.endswith(GUESSED):
        return False
    asked = parse(claim.value.constraint)
    return known or asked.relative is None or asked.weekday is not None or asked.day is not None


def moved(readings: Sequence[Reading], when: When) -> Mapping[str, DateValue]:
    """The values of claims, by id, whose days the other reports move."""
    day = iso_day(when.low)
    if day is None or when.precision != "day":
        return {}
    known = {r.report.id: firm(r) for r in readings}
    told = {
        _day(claim)
        for reading in readings
        for claim in _own(reading)
        if _day(claim) is not None and is_firm(claim, known[reading.report.id])
    }
    if told != {day}:
        return {}
    out: dict[str, DateValue] = {}
    for reading in readings:
        own = _own(reading)
        if known[reading.report.id] or any(is_firm(c, False) for c in own):
            continue
        first = next((d for c in own if (d := _day(c)) is not None), None)
        late = (first - day).days if first is not None else 0
        if first is None or not 0 < late <= LATEST or any(_covers(c, day) for c in own):
            continue
        out |= {c.claim: _earlier(c.value, late) for c in own if isinstance(c.value, DateValue) and _counts(c.value)}
    return out


def _own(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.event == "main" and isinstance(c.value, DateValue)]


def _counts(value: DateValue) -> bool:
    """Whether a day was counted from that of the report, and nothing else fixes it."""
    asked = parse(value.constraint)
    return asked.relative is not None and asked.weekday is None and asked.day is None


def _day(claim: Claim) -> date | None:
    """The one day that a telling gives."""
    value = claim.value
    single = isinstance(value, DateValue) and value.low is not None and value.low == value.high
    return iso_day(value.low) if isinstance(value, DateValue) and single else None


def _covers(claim: Claim, day: date) -> bool:
    value = claim.value
    low, high = (iso_day(value.low), iso_day(value.high)) if isinstance(value, DateValue) else (None, None)
    return low is not None and high is not None and low <= day <= high


def _earlier(value: DateValue, days: int) -> DateValue:
    low, high = iso_day(value.low), iso_day(value.high)
    if low is None or high is None:
        return value
    back = timedelta(days=days)
    return msgspec.structs.replace(value, low=(low - back).isoformat(), high=(high - back).isoformat())
