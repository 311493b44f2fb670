"""Geometry of incidents over time. Pixels, left to right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from isnad.export.figures import Tick
from isnad.model.record import Record

WIDTH, LEFT = 640, 44


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
