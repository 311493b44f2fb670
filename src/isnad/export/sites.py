"""Every place that reports give for the event, those that name the same place as one."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from isnad.model.claim import Claim
from isnad.model.incident import Where
from isnad.model.values import SiteValue


@dataclass(frozen=True)
class Told:
    """One place as told. `chosen` when the record puts the event there; others bear a number from 1."""

    name: str
    name_ar: str
    precision: str
    lat: float | None
    lon: float | None
    radius_m: int | None
    claims: tuple[str, ...]
    number: int
    chosen: bool


def told_sites(claims: Sequence[Claim], site: Where) -> list[Told]:
    """Places in the order in which they are first told, the record's own before all others."""
    groups: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        value = claim.value
        if isinstance(value, SiteValue) and claim.event == "main":
            key = (value.place_id, value.precision) if value.place_id else (value.name_ar, value.name, value.precision)
            groups.setdefault(key, []).append(claim)
    chosen = [_told(group, site) for group in groups.values()]
    ordered = [t for t in chosen if t.chosen] + [t for t in chosen if not t.chosen]
    numbers = iter(range(1, len(ordered) + 1))
    return [t if t.chosen else _numbered(t, next(numbers)) for t in ordered]


def _told(claims: Sequence[Claim], site: Where) -> Told:
    value = claims[0].value
    assert isinstance(value, SiteValue)
    same_point = value.lat is not None and (value.lat, value.lon) == (site.lat, site.lon)
    chosen = same_point or (value.lat is None and any(c.claim in site.basis for c in claims))
    ids = tuple(c.claim for c in claims)
    on_earth = value.lat is not None and value.lon is not None and abs(value.lat) <= 90 and abs(value.lon) <= 180
    lat, lon = (value.lat, value.lon) if on_earth else (None, None)
    return Told(value.name, value.name_ar, value.precision, lat, lon, value.radius_m, ids, 0, chosen)


def _numbered(told: Told, number: int) -> Told:
    return replace(told, number=number)
