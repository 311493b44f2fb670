"""Where the reports differ on anything but a number: who, where, when, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from isnad.group.dates import interval, iso_day, parse
from isnad.group.features import is_point
from isnad.model.claim import Claim
from isnad.model.incident import Where
from isnad.model.record import Conflict
from isnad.model.values import DateValue, SiteValue
from isnad.places.geometry import haversine_km
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.accounts import account_conflicts
from isnad.reconcile.conflicts.attackers import attacker_conflicts
from isnad.reconcile.conflicts.sides import HELD, Sides, families, made
from isnad.reconcile.conflicts.wording import Pair, notes, pair

APART_KM = 40.0


def fact_conflicts(case: Case) -> list[Conflict]:
    """All such conflicts, in a fixed order; values that agree make none."""
    return [*attacker_conflicts(case), *_place(case), *_days(case), *_hours(case), *account_conflicts(case)]


def _place(case: Case) -> list[Conflict]:
    """Sites too far apart to be one; else, where two reports part, sites in the place itself against near it or around
    it, and then every place that is told and known, regions and countries too."""
    told = [(c, c.value) for c in case.of("event_site") if isinstance(c.value, SiteValue) and c.stance in HELD]
    here = case.incident.site
    if here.lat is None or here.lon is None or here.precision == "province":
        return []
    far: Sides = {}
    near: dict[str, Sides] = {}
    around: Sides = {}
    for claim, value in told:
        label = (value.name, value.name_ar)
        radius = value.radius_m or 15_000
        if value.lat is None or value.lon is None or not is_point(value.precision, radius):
            if value.country or (value.precision in _CLOSE and any(w[:1].isupper() for w in value.name.split())):
                around.setdefault(label, []).append(claim)
            continue
        gap = haversine_km(here.lat, here.lon, value.lat, value.lon)
        if gap > APART_KM + radius / 1000 and _of_province(here, value):
            around.setdefault(label, []).append(claim)
        elif gap > APART_KM + radius / 1000:
            far.setdefault(label, []).append(claim)
        else:
            near.setdefault(value.precision, {}).setdefault(label, []).append(claim)
    inside = {c.report for sides in near.values() for c in _all(sides)}
    apart = {label: kept for label, found in far.items() if (kept := [c for c in found if c.report not in inside])}
    close = _by_name([near[p] for p in sorted(near)])
    if apart and near:
        return made(case, "place", "contradiction", _by_place([close, _by_name([apart])]))
    spots = _spots(told)
    sides = _by_name([near[p] for p in sorted(near)] + [spots, around])
    if spots or len(near) > 1:
        return made(case, "place", "granularity", sides)
    return []


def _of_province(here: Where, value: SiteValue) -> bool:
    """Whether one of two places bears the name of the province that both lie in: who says "Jazan" may mean the land."""
    names = {_bearing(name)[0] for name in (here.name or "", value.name)}
    return value.admin1 is not None and value.admin1 == here.admin1 and value.admin1 in names


_CLOSE = ("exact", "near")
"""Precisions of a very spot, which need be on no map."""


def _spots(told: Sequence[tuple[Claim, SiteValue]]) -> Sides:
    """Very spots that two reports tell with no word in common: "market in …" and "near a mosque in …"; with those
    that no map knows. None where every report has a spot in common with each other."""
    sides: Sides = {}
    words: dict[str, list[frozenset[str]]] = {}
    for claim, value in told:
        if value.precision not in _CLOSE:
            continue
        spot = frozenset(w for w in value.name.partition(" in ")[0].partition(", ")[0].split() if w.islower())
        spot -= _NO_SPOT
        if not spot:
            continue
        sides.setdefault((value.name, value.name_ar), []).append(claim)
        words.setdefault(claim.report, []).append(spot)
    reports = list(words.values())
    apart = any(all(not a & b for a in one for b in other) for n, one in enumerate(reports) for other in reports[:n])
    return sides if apart else {}


_NO_SPOT = frozenset(
    {
        *("near", "at", "in", "of", "the", "front", "on", "between", "inside", "outside", "entrance", "border", "line"),
        *("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "centre", "central"),
        *(
            "countryside",
            "desert",
            "area",
            "town",
            "city",
            "village",
            "district",
            "province",
            "region",
            "island",
            "sea",
        ),
        *("house", "houses", "building", "buildings", "tent", "site", "place", "state"),
    }
)
"""Words of a site's English name that make no spot of it: where it lies, what town it is, what is everywhere."""


def _by_name(told: Sequence[Sides]) -> Sides:
    """Sides of one name together, whatever wider region is told with it; apart where it is said to lie to different
    sides of one other place ("west of Jenin", "southwest of Jenin")."""
    bearings: dict[tuple[str, str], set[str]] = {}
    for head, (point, base) in [_bearing(label[0]) for sides in told for label in sides]:
        bearings.setdefault((head, base), set()).add(point)
    out: dict[tuple[str, str], tuple[Pair, list[Claim]]] = {}
    for sides in told:
        for label in sorted(sides, key=lambda label: (-len(sides[label]), label)):
            head, (point, base) = _bearing(label[0])
            apart = point if len(bearings[head, base] - {""}) > 1 else ""
            out.setdefault((head, apart), (label, []))[1].extend(sides[label])
    return dict(out.values())


def _by_place(told: Sequence[Sides]) -> Sides:
    """Sides of one name together, near it or in it; by the better attested name."""
    out: dict[str, tuple[Pair, list[Claim]]] = {}
    flat = [side for sides in told for side in sides.items()]
    for label, claims in sorted(flat, key=lambda side: (-len(side[1]), side[0])):
        out.setdefault(_bearing(label[0])[0].removeprefix("near "), (label, []))[1].extend(claims)
    return dict(out.values())


def _bearing(name: str) -> tuple[str, tuple[str, str]]:
    """A name's own place, and to which side of what other place it lies."""
    head, _, rest = name.partition(", ")
    point, _, base = rest.partition(", ")[0].partition(" ")
    return head, (point, base) if point in _POINTS else ("", point)


_POINTS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})


def _all(sides: Sides) -> list[Claim]:
    return [c for found in sides.values() for c in found]


def _days(case: Case) -> list[Conflict]:
    """Reports whose every day excludes the incident's; one that also tells the incident's day agrees. A night and the
    dawn after it may both be told of one hour."""
    low, high = iso_day(case.incident.date.low), iso_day(case.incident.date.high)
    if low is None or high is None:
        return []
    agreed: list[Claim] = []
    others: dict[str, list[tuple[Pair, Claim]]] = {}
    for member in case.members:
        published = iso_day(member.published)
        for claim in case.of("event_date"):
            if claim.report != member.id or not isinstance(claim.value, DateValue) or claim.stance == "denied":
                continue
            span = interval(claim.value, published)
            if span is None or (published is not None and published - span[1] > timedelta(days=30)):
                continue
            if span[0] <= high and low <= span[1]:
                agreed.append(claim)
            else:
                others.setdefault(member.id, []).append((_span(*span), claim))
    inside = {c.report for c in agreed}
    sides: Sides = {_span(low, high): agreed} if agreed else {}
    apart = [side for report, told in sorted(others.items()) if report not in inside for side in told]
    for label, claim in apart:
        sides.setdefault(label, []).append(claim)
    one_night = all(_overnight(claim, agreed) for _, claim in apart)
    return made(case, "date", "granularity" if one_night else "contradiction", sides)


def _overnight(told: Claim, agreed: Sequence[Claim]) -> bool:
    """Whether a telling of the night before is one with others of the night or dawn of the incident's day."""
    values = [c.value for c in (told, *agreed) if isinstance(c.value, DateValue)]
    nights = [iso_day(v.low) for v in values if v.part_of_day == "night"]
    before = iso_day(values[0].high)
    return before is not None and values[0].part_of_day == "night" and before + timedelta(days=1) in nights


def _span(low: date, high: date) -> Pair:
    label = low.isoformat() if low == high else f"{low.isoformat()}..{high.isoformat()}"
    return label, label


def _of_the_day(case: Case, claim: Claim, value: DateValue) -> bool:
    """Whether a telling can mean the incident's day; so it is where neither has one."""
    low, high = iso_day(case.incident.date.low), iso_day(case.incident.date.high)
    if low is None or high is None:
        return True
    published = next((iso_day(m.published) for m in case.members if m.id == claim.report), None)
    span = interval(value, published)
    if span is not None:
        return span[0] <= high and low <= span[1]
    weekday = parse(value.constraint).weekday
    return weekday is None or weekday in {(low + timedelta(days=n)).weekday() for n in range((high - low).days + 1)}


def _hours(case: Case) -> list[Conflict]:
    parts = notes()["parts_of_day"]
    sides: Sides = {}
    told: set[str] = set()
    plain: list[Claim] = []
    for claim in case.of("event_date"):
        value = claim.value
        if isinstance(value, DateValue) and claim.stance != "denied" and _of_the_day(case, claim, value):
            part = value.hours
            if part is None:
                plain.append(claim)
            else:
                label = pair("parts_of_day", part) if part in parts else (part, part)
                sides.setdefault(label, []).append(claim)
                told.add(part)
    if len(sides) > 1:
        return made(case, "hour", "granularity" if _adjoining(told) else "contradiction", sides)
    known = {c.report for found in sides.values() for c in found}
    rest = [c for c in plain if c.report not in known]
    if len(sides) == 1 and len(families(case, rest)) >= SILENT:
        return made(case, "hour", "granularity", {**sides, pair("values", "day only"): rest})
    return []


SILENT = 3
"""Texts that tell the day alone, from which an hour that others tell is worth a note: who leaves it out is no rival."""


def _adjoining(told: set[str]) -> bool:
    """Whether every two parts of a day follow one another: evening and night, dawn and morning."""
    row = list(notes()["parts_of_day"])
    places = [row.index(part) for part in sorted(told) if part in row]
    gaps = [abs(a - b) for n, a in enumerate(places) for b in places[:n]]
    return len(places) == len(told) and all(gap in (1, len(row) - 1) for gap in gaps)
