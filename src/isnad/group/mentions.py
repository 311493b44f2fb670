"""Reports that mention an incident while covering another, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from isnad.group.dates import interval, iso_day
from isnad.group.features import is_point, km
from isnad.group.score import NEAR_KM
from isnad.group.toll import effect_of
from isnad.model.claim import Claim
from isnad.model.incident import Incident, Reading
from isnad.model.values import ArrestValue, CasualtyValue, DateValue, SiteValue

LOOK_BACK_DAYS = 400
"""How long before publication an undated background event is looked for."""


class Mention(msgspec.Struct, frozen=True):
    """A report's passage about an incident that is not its own."""

    incident: str
    reading: Reading
    claims: tuple[Claim, ...]
    why: str


def mentions(incidents: Sequence[Incident], readings: Sequence[Reading]) -> list[Mention]:
    """Every mention that place and day, or place and a figure, bear out; in the order of the reports.

    Conservative: the same region or the same number alone is no mention.
    """
    index: dict[tuple[object, ...], list[Incident]] = {}
    for incident in incidents:
        for key in _cells(incident.site.lat, incident.site.lon, 1):
            index.setdefault(key, []).append(incident)
    out: list[Mention] = []
    for reading in sorted(readings, key=lambda r: r.report.id):
        for claims in _others(reading):
            found = _best(claims, reading, index)
            if found is not None and all(m.id != reading.report.id for m in found[0].members):
                out.append(Mention(found[0].id, reading, claims, found[1]))
    return out


def _others(reading: Reading) -> Iterator[tuple[Claim, ...]]:
    """The claims of each other event that a reading tells of."""
    by_event: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        if claim.event != "main" and claim.stance != "denied":
            by_event.setdefault(claim.event, []).append(claim)
    for _, claims in sorted(by_event.items()):
        yield tuple(claims)


def _cells(lat: float | None, lon: float | None, reach: int) -> Iterator[tuple[object, ...]]:
    if lat is None or lon is None:
        return
    row, column = round(lat * 2), round(lon * 2)
    for r in range(row - reach, row + reach + 1):
        for c in range(column - reach, column + reach + 1):
            yield ("cell", r, c)


def _best(
    claims: tuple[Claim, ...], reading: Reading, index: dict[tuple[object, ...], list[Incident]]
) -> tuple[Incident, str] | None:
    published = iso_day(reading.report.published)
    points = [
        c.value
        for c in claims
        if isinstance(c.value, SiteValue)
        and c.value.lat is not None
        and is_point(c.value.precision, c.value.radius_m or 15_000)
    ]
    found: dict[str, tuple[int, Incident, str]] = {}
    for point in points:
        for key in _cells(point.lat, point.lon, 0):
            for incident in index.get(key, ()):
                points_for, why = _fits(claims, point, incident, published)
                if points_for >= 2:
                    found[incident.id] = (points_for, incident, why)
    if not found:
        return None
    best = max(found.values(), key=lambda f: (f[0], f[1].id))
    ties = [f for f in found.values() if f[0] == best[0]]
    return (best[1], best[2]) if len(ties) == 1 else None


def _fits(claims: tuple[Claim, ...], point: SiteValue, incident: Incident, published: date | None) -> tuple[int, str]:
    """Points and reasons: 2 for the same day, 1 for the same figure on top of a possible day."""
    site = incident.site
    if site.lat is None or site.lon is None or point.lat is None or point.lon is None:
        return 0, ""
    if km(site.lat, site.lon, point.lat, point.lon) > NEAR_KM + (site.radius_m or 0) / 1000:
        return 0, ""
    low, high = iso_day(incident.date.low), iso_day(incident.date.high)
    told = [interval(c.value, published) for c in claims if isinstance(c.value, DateValue)]
    days = [span for span in told if span]
    if low is None or high is None:
        return 0, ""
    if days and not any(a <= high + timedelta(days=1) and low - timedelta(days=1) <= b for a, b in days):
        return 0, ""
    if not days and (published is None or not timedelta(0) <= published - low <= timedelta(days=LOOK_BACK_DAYS)):
        return 0, ""
    figures = {(effect, count.low) for m in incident.members for effect, counts in m.toll.items() for count in counts}
    same = sorted(
        f"{c.value.low} {effect_of(c)}"
        for c in claims
        if isinstance(c.value, CasualtyValue | ArrestValue) and c.value.low and (effect_of(c), c.value.low) in figures
    )
    score = 2 * bool(days) + len(same)
    reasons = [f"names {site.name}"] + (["same day"] if days else []) + [f"same figure: {s}" for s in same]
    return score, "; ".join(reasons)
