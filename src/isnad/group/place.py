"""The place of an incident: the finest that most reports agree on, and no point rather than a false one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from isnad.group.features import WEIGHED, is_point
from isnad.group.score import NEAR_KM
from isnad.model.claim import Claim
from isnad.model.incident import Where
from isnad.model.values import SiteValue
from isnad.places.geometry import haversine_km

_COARSE = ("province", "country")
_FINEST = ("exact", "near", "district")
VAGUE_M = 30_000
"""A place of this half-width is a direction from a town, or a large area."""
FINER = 5
"""A named place needs so much less support than the town that may stand for its province."""
_RADIUS = {"exact": 3_000, "near": 12_000, "district": 15_000}


class Told(msgspec.Struct, frozen=True):
    """One telling of the site. `voice` is who stands behind it: a family of copies or a teller."""

    claim: Claim
    value: SiteValue
    voice: str
    weight: float


def solve_site(claims: Sequence[Claim], voice: Mapping[str, str]) -> Where:
    """The site told by the main claims of an incident. `voice` maps reports to families of copies.

    Each family has one vote, split over the points it names, the first one double; a country or a
    region beside them takes nothing from it. Points within reach of one another support each other.
    The winner's precision is the finest that has two voices or a third of its support. Without any
    point the best supported region is named, with its middle and half-width as the gazetteer has them and marked
    by its precision; a country is named and has none.
    """
    told = _told([c for c in claims if not c.rule.endswith(WEIGHED)], voice)
    if all(t.value.lat is None for t in told):
        told = _told(claims, voice)
    if not told:
        return Where()
    points = _told([t.claim for t in told if _pointed(t.value)], voice)
    # Without one, a road or a list of towns has a point as wide as it is.
    points = points or _told([t.claim for t in told if t.value.precision in _FINEST and _helps(t.value, told)], voice)
    if not points:
        return _coarse(told)
    # "In the north of …" speaks for the town there that others name, not against it.
    points = [t for t in points if _radius(t.value) < VAGUE_M] or points
    points = _within_land(points)
    loose = [t for t in told if _pointed(t.value) and t not in points]
    at: dict[tuple[float | None, float | None, int], float] = {}
    for told_at in points:
        spot = _spot(told_at.value)
        if spot not in at:
            at[spot] = _support(told_at, points) + sum(t.weight for t in loose if _holds(t.value, told_at.value))
    scores = {n: at[_spot(t.value)] for n, t in enumerate(points)}
    best = min(scores, key=lambda n: (-round(scores[n], 6), _radius(points[n].value), points[n].claim.claim))
    cluster = [t for t in points if _together(t.value, points[best].value)]
    return _where(cluster, told)


def _helps(value: SiteValue, told: Sequence[Told]) -> bool:
    """Whether a wide place says more than the regions that are named: no list of towns does in two of them."""
    lands = [_radius(t.value) for t in told if t.value.precision == "province" and t.value.lat is not None]
    return value.lat is not None and all(_radius(value) <= land for land in lands)


def _within_land(points: Sequence[Told]) -> list[Told]:
    """Without a town that may stand for the province of its name, where finer places there have voices enough."""
    seats = [t for t in points if t.value.admin1 and t.value.name == t.value.admin1 and t.value.precision == "district"]
    lands = {t.value.admin1 for t in seats}
    finer = [t for t in points if t not in seats and t.value.admin1 in lands]
    if FINER * sum(t.weight for t in finer) < sum(t.weight for t in seats):
        return list(points)
    kept = {t.value.admin1 for t in finer}
    return [t for t in points if t not in seats or t.value.admin1 not in kept]


def _told(claims: Sequence[Claim], voice: Mapping[str, str]) -> list[Told]:
    by_voice: dict[str, list[tuple[Claim, SiteValue]]] = {}
    for claim in sorted(claims, key=lambda c: (c.report, c.evidence.start, c.claim)):
        if claim.event == "main" and claim.stance in ("asserted", "hedged") and isinstance(claim.value, SiteValue):
            by_voice.setdefault(voice.get(claim.report, claim.report), []).append((claim, claim.value))
    out: list[Told] = []
    for name, found in sorted(by_voice.items()):
        whole = len(found) + 1
        out += [Told(c, v, name, (2 if n == 0 else 1) / whole) for n, (c, v) in enumerate(found)]
    return out


def _pointed(value: SiteValue) -> bool:
    return value.lat is not None and is_point(value.precision, _radius(value))


def _radius(value: SiteValue) -> int:
    return value.radius_m or _RADIUS.get(value.precision, 10**6)


def _spot(value: SiteValue) -> tuple[float | None, float | None, int]:
    return value.lat, value.lon, _radius(value)


def _together(a: SiteValue, b: SiteValue) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return haversine_km(a.lat, a.lon, b.lat, b.lon) <= max(NEAR_KM, min(30.0, (_radius(a) + _radius(b)) / 2000))


def _holds(wide: SiteValue, fine: SiteValue) -> bool:
    """Whether a vague place may hold a finer one."""
    if wide.lat is None or wide.lon is None or fine.lat is None or fine.lon is None:
        return False
    return (
        wide.country == fine.country
        and haversine_km(wide.lat, wide.lon, fine.lat, fine.lon) <= 2.5 * _radius(wide) / 1000
    )


def _support(one: Told, points: Sequence[Told]) -> float:
    return sum(t.weight for t in points if _together(t.value, one.value))


def _where(cluster: Sequence[Told], told: Sequence[Told]) -> Where:
    """The cluster's place: the point most voices name, at the finest precision they bear out."""
    total = sum(t.weight for t in cluster)
    precision = "district"
    for level in _FINEST:
        backing = [t for t in cluster if t.value.precision == level]
        if len({t.voice for t in backing}) >= 2 or 3 * sum(t.weight for t in backing) >= total:
            precision = level
            break
    fitting = [t for t in cluster if t.value.precision == precision] or list(cluster)
    at: dict[tuple[float, float], float] = {}
    for t in fitting:
        here_at = (t.value.lat or 0.0, t.value.lon or 0.0)
        at[here_at] = at.get(here_at, 0.0) + t.weight
    lat, lon = min(at, key=lambda p: (-round(at[p], 6), p))
    here = [t for t in fitting if (t.value.lat, t.value.lon) == (lat, lon)]
    names = Counter(t.value.name for t in here)
    names_ar = Counter(t.value.name_ar for t in here if t.value.name_ar)
    same_country = _most(t.value.country for t in cluster)
    return Where(
        name=min(names, key=lambda n: (-names[n], len(n), n)),
        name_ar=min(names_ar, key=lambda n: (-names_ar[n], len(n), n)) if names_ar else None,
        admin1=_most(t.value.admin1 for t in cluster)
        or _most(t.value.admin1 for t in told if t.value.country == same_country),
        country=same_country or _most(t.value.country for t in told),
        lat=lat,
        lon=lon,
        precision=precision,
        radius_m=min(_radius(t.value) for t in here),
        basis=tuple(sorted(t.claim.claim for t in cluster)),
    )


def _coarse(told: Sequence[Told]) -> Where:
    for level in (*_COARSE, "district", "near", "exact"):
        found = [t for t in told if t.value.precision == level]
        if found:
            # "In the east of the country" speaks for the region there that others name, not against it.
            found = [t for t in found if t.value.lat is not None] or found
            votes: dict[str, float] = {}
            width: dict[str, int] = {}
            for t in found:
                votes[t.value.name] = votes.get(t.value.name, 0.0) + t.weight
                width[t.value.name] = min(width.get(t.value.name, _radius(t.value)), _radius(t.value))
            name = min(votes, key=lambda n: (-round(votes[n], 6), width[n], n))
            here = [t for t in found if t.value.name == name]
            return Where(
                name=name,
                name_ar=_most(t.value.name_ar for t in here),
                admin1=_most(t.value.admin1 for t in here),
                country=_most(t.value.country for t in here) or _most(t.value.country for t in told),
                precision=level,
                basis=tuple(sorted(t.claim.claim for t in here)),
                **_middle(here),
            )
    return Where()


def _middle(here: Sequence[Told]) -> dict[str, Any]:
    """The point of a region that those who name it have for it; none where they mean different ones by its name."""
    at = {(t.value.lat, t.value.lon, t.value.radius_m) for t in here if t.value.lat is not None}
    if len(at) != 1:
        return {}
    lat, lon, radius = at.pop()
    return {"lat": lat, "lon": lon, "radius_m": radius}


def _most(values: Iterable[str | None]) -> str | None:
    found = Counter(v for v in values if v)
    return min(found, key=lambda v: (-found[v], v)) if found else None
