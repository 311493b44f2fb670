"""Geometry of the small drawings: figures over time, incidents over time. Pixels, left to right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from isnad.export.describe import effect_of
from isnad.export.facts import ATTACKER, Effect
from isnad.model.claim import Claim
from isnad.model.incident import Member
from isnad.model.record import Record
from isnad.model.values import ArrestValue, CasualtyValue

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 24, 18, 34
_STEP = 11
"""Distance between marks that would fall on one another."""


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Mark:
    """One claim. `shape` is dot or up (at least); `part` when the report does not stand by it."""

    x: float
    y: float
    claim: Claim
    shape: str
    hollow: bool
    part: bool


@dataclass(frozen=True)
class FigureChart:
    """Reported figures of one effect by publication time."""

    effect: str
    marks: tuple[Mark, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    band: tuple[float, float] | None
    steps: str


def moment(iso: str | None) -> float | None:
    """Seconds since the epoch of an ISO date or date-time, None when it is neither."""
    if not iso:
        return None
    try:
        read = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def figure_chart(record: Record, block: Effect) -> FigureChart | None:
    """The chart of one effect; None when fewer than two dated reports give a figure."""
    members = {m.id: m for m in record.incident.members}
    told = [c for c in record.incident.claims if _counts(c, block.effect) and c.report in members]
    dated = [(c, when) for c in told if (when := moment(members[c.report].published)) is not None]
    if len({c.report for c, _ in dated}) < 2:
        return None
    times = sorted({when for _, when in dated})
    top = _nice_top(max(_figure(c) for c, _ in dated))
    marks = _marks(dated, times, top, members)
    high = block.high if block.high is not None else block.low
    band = None
    if block.low is not None and high is not None:
        band = (_y(high, top), _y(block.low, top))
    return FigureChart(
        effect=block.effect,
        marks=tuple(marks),
        x_ticks=tuple(_time_ticks(times)),
        y_ticks=tuple(Tick(_y(v, top), str(v)) for v in _values(top)),
        band=band,
        steps=_steps(marks),
    )


def _counts(claim: Claim, effect: str) -> bool:
    value = claim.value
    if not isinstance(value, CasualtyValue | ArrestValue) or value.role == ATTACKER:
        return False
    numbered = value.low is not None or value.high is not None
    return numbered and claim.event == "main" and effect_of(claim) == effect


def _figure(claim: Claim) -> int:
    """The height a claim is drawn at: the top of what it says, or its lower bound."""
    assert isinstance(claim.value, CasualtyValue | ArrestValue)
    high, low = claim.value.high, claim.value.low
    return high if high is not None else low or 0


def _marks(
    dated: Sequence[tuple[Claim, float]], times: Sequence[float], top: int, members: dict[str, Member]
) -> list[Mark]:
    marks: list[Mark] = []
    for claim, when in sorted(dated, key=lambda pair: (pair[1], pair[0].report, pair[0].evidence.start)):
        assert isinstance(claim.value, CasualtyValue | ArrestValue)
        stands = members[claim.report].toll.get(effect_of(claim) or "", ())
        whole = any((c.low, c.high) == (claim.value.low, claim.value.high) for c in stands)
        y = _y(_figure(claim), top)
        marks.append(
            Mark(
                x=_free(_x(when, times), y, marks),
                y=y,
                claim=claim,
                shape="up" if claim.value.high is None else "dot",
                hollow=claim.stance != "asserted",
                part=not whole,
            )
        )
    return marks


def _steps(marks: Sequence[Mark]) -> str:
    """The highest figure reports stood by at each time, as an SVG path of steps."""
    tops: list[tuple[float, float]] = []
    for mark in sorted((m for m in marks if not m.part), key=lambda m: (m.x, m.y)):
        if tops and mark.x - tops[-1][0] < 2 * _STEP:
            tops[-1] = (tops[-1][0], min(tops[-1][1], mark.y))
        else:
            tops.append((mark.x, mark.y))
    if len(tops) < 2:
        return ""
    return f"M{tops[0][0]},{tops[0][1]}" + "".join(f"H{x}V{y}" for x, y in tops[1:])


def _free(x: float, y: float, marks: Sequence[Mark]) -> float:
    """The nearest place at or after `x` where a mark covers no other."""
    while x < WIDTH - 8 and any(abs(x - m.x) < _STEP and abs(y - m.y) < _STEP - 2 for m in marks):
        x += 2
    return round(min(x, WIDTH - 8), 1)


def _x(when: float, times: Sequence[float]) -> float:
    span = times[-1] - times[0]
    room = WIDTH - LEFT - RIGHT - 60
    return round(LEFT + 20 + (room * (when - times[0]) / span if span else room / 2), 1)


def _y(value: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top, 1)


def _nice_top(value: int) -> int:
    """A round number at or above `value` that four steps divide."""
    if value <= 4:
        return 4
    size = int(10 ** (len(str(value)) - 1))
    return next(step * size for step in (1, 2, 4, 5, 8, 10, 20) if step * size >= value)


def _values(top: int) -> list[int]:
    step = max(1, top // 4)
    return list(range(0, top + 1, step))


def _time_ticks(times: Sequence[float]) -> list[Tick]:
    """At most six ticks, days where reports fall on several days, else hours."""
    stamps = [datetime.fromtimestamp(t, UTC) for t in times]
    one_day = stamps[0].date() == stamps[-1].date()
    labels: dict[str, float] = {}
    for when, stamp in zip(times, stamps, strict=True):
        labels.setdefault(stamp.strftime("%H:%M" if one_day else "%Y-%m-%d"), _x(when, times))
    ticks: list[Tick] = []
    for label, at in labels.items():
        if not ticks or at - ticks[-1].at >= 84:
            ticks.append(Tick(at, label))
    return ticks


@dataclass(frozen=True)
class Bubble:
    """An incident on the overview; the area of the circle grows with the number killed."""

    x: float
    y: float
    radius: float
    incident: str


@dataclass(frozen=True)
class TimeOverview:
    bubbles: tuple[Bubble, ...]
    ticks: tuple[Tick, ...]
    height: int


def time_overview(records: Sequence[Record], killed: dict[str, int]) -> TimeOverview | None:
    """Incidents along the days on which they happened; None for fewer than two dates."""
    dated = []
    for record in records:
        day = _day(record.incident.date.low or record.incident.date.high)
        if day:
            dated.append((day, record.incident.id))
    dated.sort()
    if len({day for day, _ in dated}) < 2:
        return None
    first, last = dated[0][0], dated[-1][0]
    placed: list[Bubble] = []
    for day, incident in dated:
        x = LEFT + (WIDTH - 2 * LEFT) * (day - first).days / (last - first).days
        radius = bubble_radius(killed.get(incident, 0))
        row = _free_row(x, radius, placed)
        placed.append(Bubble(round(x, 1), row, radius, incident))
    height = int(max(b.y + b.radius for b in placed)) + 40
    return TimeOverview(tuple(placed), tuple(_day_ticks(first, last)), height)


def bubble_radius(killed: int) -> float:
    return round(min(26.0, 5 + 1.6 * math.sqrt(killed)), 1)


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def _free_row(x: float, radius: float, placed: Sequence[Bubble]) -> float:
    y = 34.0
    while any(math.hypot(x - b.x, y - b.y) < radius + b.radius + 3 for b in placed):
        y += 8
    return y


def _day_ticks(first: date, last: date) -> list[Tick]:
    days = (last - first).days
    shares = (0.0, 0.5, 1.0) if days >= 2 else (0.0, 1.0)
    return [
        Tick(
            round(LEFT + (WIDTH - 2 * LEFT) * share, 1),
            date.fromordinal(first.toordinal() + round(days * share)).isoformat(),
        )
        for share in shares
    ]
