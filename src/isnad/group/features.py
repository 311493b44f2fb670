"""What a reading says about its main event, in the form in which two readings are compared."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import msgspec

from isnad.group.dates import interval, iso_day, parse
from isnad.group.figures import GENERIC
from isnad.group.kinds import kind_named, kind_votes
from isnad.group.recall import recalled
from isnad.group.toll import ARMED_SIDE, effect_of, tallies
from isnad.group.vocabulary import common, terms
from isnad.model.claim import Claim
from isnad.model.incident import Reading
from isnad.model.values import ArrestValue, CasualtyValue, DateValue, PerpetratorValue, SiteValue, TextValue
from isnad.reuse.families import digest
from isnad.reuse.words import stem, words

POINT_RADIUS_M = 30_000
"""A site known no better than this has no point."""
WEIGHED = "event_site.weighed"
"""The end of the rule of places that nothing but their surroundings makes sites: no reports are told apart by them."""
LEAD = 400
"""Code points within which a report comes to its point."""
BEGINS = 250
"""Code points within which a report tells of what it is about."""
HARMFUL = frozenset({"violence", "accident", "nature"})
HARMLESS = frozenset({"arrests", "protest", "escape"})
_DEFAULT_RADIUS = {"exact": 3_000, "near": 12_000, "district": 15_000}


class Point(msgspec.Struct, frozen=True):
    """A site precise enough to be measured from. `weight` counts the claims that name it."""

    lat: float
    lon: float
    radius_m: int
    place: str
    weight: float


class Signature(msgspec.Struct, frozen=True):
    """A reading for comparison. `points` are its main event's sites, the best supported first;
    `low`..`high` the days its words allow, `told` whether the words or only the day of
    publication fix them; `days` all single days that are told; `weekday` and `monthday` what they fix
    without a year; `names` the words of the sites' names; `terms` and `lead` the words of the report and
    of its beginning; `recalled` its counts of events put in the past; `aside` whether it counts people late in its
    text or not at all."""

    key: str
    reading: Reading
    published: date | None
    low: date | None
    high: date | None
    told: bool
    days: frozenset[date]
    weekday: int | None
    monthday: tuple[int, int] | None
    points: tuple[Point, ...]
    countries: frozenset[str]
    provinces: frozenset[str]
    kinds: dict[str, float]
    families: frozenset[str]
    figures: dict[str, frozenset[int]]
    recalled: dict[str, frozenset[int]]
    actors: frozenset[str]
    names: frozenset[str]
    terms: Counter[str]
    lead: Counter[str]
    aside: bool


def main_claims(reading: Reading) -> tuple[Claim, ...]:
    return tuple(c for c in reading.claims if c.event == "main")


def is_event(reading: Reading) -> bool:
    """Whether a reading tells of an incident of its own: people harmed or held, or a mode of
    violence, accident or disaster, told and not denied.

    Where neither a place nor a day is told with it, a report tells of an incident only if it counts
    people and does so before the middle of its text; else it is about something else. A raid, an escape, a
    protest that harms nobody is an incident where the report begins with it.
    """
    claims = main_claims(reading)
    telling = [c for c in claims if c.stance not in ("denied", "questioned") and _tells(c)]
    if any(c.stance == "asserted" and c.evidence.start < BEGINS and _families(c) & HARMLESS for c in claims):
        return True
    if not telling:
        return False
    located = any(c.kind in ("event_site", "event_date") for c in claims)
    counting = [c.evidence.start for c in telling if isinstance(c.value, CasualtyValue | ArrestValue) and c.value.low]
    return located or min(counting, default=len(reading.report.text)) < max(LEAD, 0.4 * len(reading.report.text))


def _tells(claim: Claim) -> bool:
    if effect_of(claim) is not None:
        return True
    return bool(_families(claim) & HARMFUL)


def _families(claim: Claim) -> frozenset[str]:
    """The families of the kinds that a mode speaks of; none of other claims."""
    if claim.kind != "mode":
        return frozenset()
    return frozenset(kind_named(k).family for k in kind_votes([claim]))


def signature(reading: Reading) -> Signature:
    """What `reading` says of its main event. Depends on its text and claims only."""
    claims = main_claims(reading)
    published = iso_day(reading.report.published)
    span, told, days, weekday, monthday = _days(claims, published)
    points, countries, provinces = _sites(claims)
    votes = kind_votes(claims)
    figures = {
        effect: frozenset(f.low for f in tally.wholes if f.low) | _foes(claims, effect) | _earlier(claims, effect)
        for effect, tally in tallies(reading.report, claims).items()
    }
    return Signature(
        digest(reading.report),
        reading,
        published,
        span[0] if span else None,
        span[1] if span else None,
        told,
        days,
        weekday,
        monthday,
        points,
        countries,
        provinces,
        votes,
        frozenset(kind_named(k).family for k in votes) - {"other"},
        {effect: lows for effect, lows in figures.items() if lows},
        recalled(reading.claims, figures),
        _actors(claims),
        _place_names(claims),
        *terms(reading.report),
        _aside(claims),
    )


def _foes(claims: tuple[Claim, ...], effect: str) -> frozenset[int]:
    """The figures of gunmen, who are no victims: they tell of one event as well as any."""
    values = [c.value for c in claims if c.stance == "asserted" and effect_of(c) == effect]
    return frozenset(v.low for v in values if isinstance(v, CasualtyValue) and v.role in ARMED_SIDE and v.low)


EARLIER = 10
"""A smaller count that a report has left behind is shared by chance."""


def _earlier(claims: tuple[Claim, ...], effect: str) -> frozenset[int]:
    """Counts of everybody that a report has left behind."""
    values = [c.value for c in claims if c.stance == "asserted" and effect_of(c) == effect]
    lows = [v.low for v in values if isinstance(v, CasualtyValue | ArrestValue) and v.role in GENERIC]
    return frozenset(low for low in lows if low is not None and low >= EARLIER)


def _aside(claims: tuple[Claim, ...]) -> bool:
    """Whether people are counted late in the text or not at all."""
    counting = (c.evidence.start for c in claims if isinstance(c.value, CasualtyValue | ArrestValue))
    return min(counting, default=LEAD + 1) > LEAD


Days = tuple[tuple[date, date] | None, bool, frozenset[date], int | None, tuple[int, int] | None]


def _days(claims: tuple[Claim, ...], published: date | None) -> Days:
    """The days that the claims allow, whether they tell them, all single days told, what they fix without a year."""
    spans: Counter[tuple[date, date]] = Counter()
    weekdays: Counter[int] = Counter()
    monthdays: Counter[tuple[int, int]] = Counter()
    for claim in claims:
        if claim.kind == "event_date" and isinstance(claim.value, DateValue) and claim.stance != "denied":
            span = interval(claim.value, published)
            asked = parse(claim.value.constraint)
            if span and (published is None or span[0] <= published + timedelta(days=1)):
                spans[span] += 1
            if asked.weekday is not None:
                weekdays[asked.weekday] += 1
            if asked.month and asked.day:
                monthdays[asked.month, asked.day] += 1
    week = min(weekdays, key=lambda w: (-weekdays[w], w)) if weekdays else None
    month = min(monthdays, key=lambda m: (-monthdays[m], m)) if monthdays else None
    if spans:
        first = {span: n for n, span in reversed(list(enumerate(spans)))}
        best = min(spans, key=lambda s: (-spans[s], (s[1] - s[0]).days, first[s]))
        if best[0] == best[1]:
            week, month = best[0].weekday(), (best[0].month, best[0].day)
        return best, True, frozenset(low for low, high in spans if low == high), week, month
    if published is not None:
        return (published - timedelta(days=2), published), False, frozenset(), week, month
    return None, False, frozenset(), week, month


def _sites(claims: tuple[Claim, ...]) -> tuple[tuple[Point, ...], frozenset[str], frozenset[str]]:
    weights: dict[tuple[float, float], list[tuple[int, str, float]]] = {}
    countries: Counter[str] = Counter()
    provinces: Counter[str] = Counter()
    told = (c for c in claims if c.kind == "event_site" and c.stance != "denied" and not c.rule.endswith(WEIGHED))
    for n, claim in enumerate(told):
        value = claim.value
        if not isinstance(value, SiteValue):
            continue
        if value.country:
            countries[value.country] += 1
        if value.admin1:
            provinces[value.admin1] += 1
        radius = value.radius_m or _DEFAULT_RADIUS.get(value.precision, 10**6)
        if value.lat is not None and value.lon is not None and is_point(value.precision, radius):
            at = (round(value.lat, 2), round(value.lon, 2))
            weights.setdefault(at, []).append((radius, value.place_id or value.name, 1.5 if n == 0 else 1.0))
    points = [
        Point(lat, lon, min(r for r, _, _ in told), min(p for _, p, _ in told), sum(w for _, _, w in told))
        for (lat, lon), told in weights.items()
    ]
    points.sort(key=lambda p: (-p.weight, p.radius_m, p.lat, p.lon))
    top = max(countries.values(), default=0)
    return (
        tuple(points[:6]),
        frozenset(c for c, n in countries.items() if 3 * n >= top),
        frozenset(provinces),
    )


def _place_names(claims: tuple[Claim, ...]) -> frozenset[str]:
    """Stems of names of sites that are one word beside common ones ("the town of X"): those count as
    place and not once more as words. Longer names ("the gate of X airport") tell more than the place."""
    told = (c.value.name_ar for c in claims if isinstance(c.value, SiteValue) and not c.rule.endswith(WEIGHED))
    names = ([w for w in words(name).text if not {w, stem(w)} & common()] for name in told)
    return frozenset(stem(kept[0]) for kept in names if len(kept) == 1)


def is_point(precision: str, radius_m: int) -> bool:
    """Whether a site is known well enough to measure distances from."""
    return precision in _DEFAULT_RADIUS and radius_m <= POINT_RADIUS_M


def _actors(claims: tuple[Claim, ...]) -> frozenset[str]:
    names: set[str] = set()
    for claim in claims:
        value = claim.value
        if claim.stance == "denied":
            continue
        if isinstance(value, PerpetratorValue):
            names |= {n for n in (value.membership, value.name if value.type in ("group", "state") else None) if n}
        elif isinstance(value, TextValue) and claim.kind == "responsibility" and value.name:
            names.add(value.name)
    return frozenset(names)
