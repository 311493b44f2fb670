"""Where on the map a place phrase points, how wide, and how fine it is."""

from __future__ import annotations

from isnad.extract.sites.core import Core, entries, kind_of
from isnad.extract.sites.phrases import Phrase
from isnad.extract.sites.words import beyond, gap, is_road, land_of_nation, length, measured
from isnad.grammar.segments import Seg
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer
from isnad.places.geometry import haversine_km, offset
from isnad.places.precision import NEAR_M
from isnad.places.resolve import PlaceContext, PlaceMention, ResolvedPlace, resolve

BEARINGS = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}
SPREAD = 0.35
"""A distance is by road and a direction is one of eight: so much of it may be wrong."""
LARGE = 100_000
"""A road named after a city of so many people may be anywhere around it."""
AROUND_M = 30_000
"""So far from a town may lie what is said to be north of it."""
LONGEST_KM = 250
"""Farther apart than this two places say little of what lies between them."""
ROAD_M = 60_000
"""A road named after a town may be far from it."""


def between(
    phrase: Phrase, found: ResolvedPlace | None, context: PlaceContext, gazetteer: Gazetteer
) -> tuple[tuple[float, float], int, str | None] | None:
    """The middle between the two places that a road joins or that the event lies between, half the way, and the
    first-level unit of both."""
    ends = _ends(phrase)
    if len(ends) != 2 or found is None or _fixed(phrase):
        return None
    asked = [PlaceMention(name=str(p.attr("text", "place")), head="city", entries=entries(p)) for p in ends]
    a, b = resolve(asked, context, gazetteer).chain
    if a is None or b is None or a.country != b.country:
        return None
    half = haversine_km(a.lat, a.lon, b.lat, b.lon) / 2
    if half > LONGEST_KM / 2:
        return None
    middle = round((a.lat + b.lat) / 2, 5), round((a.lon + b.lon) / 2, 5)
    return middle, max(NEAR_M, round(1000 * half)), a.admin1 if a.admin1 == b.admin1 else None


def precision_of_phrase(phrase: Phrase, found: ResolvedPlace | None) -> str:
    """exact, near, district, province or country, after the words and what the place is."""
    core = phrase.cores[0]
    entry = found.entry if found is not None else None
    if core.wide:
        if entry is None or entry.kind == "country":
            return "country"
        return "province" if entry.kind in ("province", "region", "sea") else "district"
    if entry is None or found is None:
        return _precision_of_words(phrase)
    road = is_road(core)
    if entry.kind == "country" and found.precision != "near":
        if land_of_nation(core):
            return "district"
        return "province" if any(c.directions for c in phrase.cores) else "country"
    if road and found.precision != "country":
        return "near"
    if core.directions and not core.sites and found.precision == "exact":
        return "district"
    return found.precision


def _precision_of_words(phrase: Phrase) -> str:
    """What the words alone allow, where the map knows no place."""
    near = phrase.near is not None and not phrase.near.attr("soft", "near")
    if near or phrase.distance is not None:
        return "near"
    core = phrase.cores[0]
    if core.sites:
        return "near" if core.sites[0].attr("road", "site") or core.sites[0].attr("en") == "border" else "exact"
    return str(core.admins[0].attr("prec", "admin") or "district") if core.admins else "district"


def moved(phrase: Phrase, point: ResolvedPlace) -> tuple[tuple[float | None, float | None], int | None]:
    """Where a phrase points, and how wide: "20 kilometres north of …" is not at …."""
    radius = _radius(phrase, point)
    n = 0 if phrase.distance else next((n for n in _told(phrase) if n and measured(phrase, n)), None)
    lead = gap(phrase, n) if n is not None else []
    km = length(lead)
    if n is None or not km or point.lat is None or point.lon is None or radius is None:
        return (point.lat, point.lon), radius
    ways = [str(s.attr("en", "direction")) for s in (*lead, *phrase.cores[n].directions) if s.has("direction")]
    if not ways or ways[0] not in BEARINGS:
        return (point.lat, point.lon), max(radius, round(1000 * km))
    lat, lon = offset(point.lat, point.lon, km, BEARINGS[ways[0]])
    return (round(lat, 5), round(lon, 5)), max(NEAR_M, round(1000 * km * SPREAD))


def _told(phrase: Phrase) -> list[int]:
    """The cores that say where the event was."""
    return [n for n in range(len(phrase.cores)) if not beyond(phrase, n)]


def _radius(phrase: Phrase, found: ResolvedPlace) -> int | None:
    if is_road(phrase.cores[0]) and phrase.cores[0].places and not located(phrase) and found.radius_m is not None:
        return max(found.radius_m, ROAD_M)
    if found.radius_m is not None and found.entry is not None and phrase.also:
        return max(found.radius_m, *(_reach(found.entry, place) for place in phrase.also))
    if found.radius_m is not None and _beyond_town(phrase, found):
        return max(found.radius_m, AROUND_M)
    return found.radius_m


def _reach(entry: PlaceEntry, place: Seg) -> int:
    """How far from the first place of a list another one lies, in metres."""
    same = [e for e in entries(place) if e.country == entry.country]
    return round(1000 * haversine_km(entry.lat, entry.lon, same[0].lat, same[0].lon)) if same else 0


def _beyond_town(phrase: Phrase, found: ResolvedPlace) -> bool:
    """Whether only a direction from a town or in its land is told: "north of …"."""
    core = phrase.cores[0]
    if core.sites or core.admins or not any(d.has("direction") for d in core.directions) or found.entry is None:
        return False
    return found.entry.kind in ("locality", "district") and found.chain[0] is found.entry


def along(phrase: Phrase, entry: PlaceEntry | None) -> bool:
    """Whether a phrase names only a road, by its two ends or by a large place it leads to."""
    core = phrase.cores[0]
    if not is_road(core) or not core.places or located(phrase):
        return False
    return len(core.places) > 1 or (entry is not None and (entry.kind != "locality" or entry.population >= LARGE))


def _ends(phrase: Phrase) -> list[Seg]:
    """The ends of a road, or the two places that a phrase puts the event between."""
    core = phrase.cores[0]
    if is_road(core):
        return core.places
    between = phrase.near is not None and phrase.near.has("between") and not phrase.sites
    return [*core.places, *phrase.also] if between else []


def _fixed(phrase: Phrase) -> bool:
    """Whether more is told of where on the way it was than the land: a town, a thing."""
    return any(
        c.sites
        or (any(kind_of(p) in ("locality", "quarter", "district") for p in c.places) and head_of(c) != "countryside")
        for c in phrase.cores[1:]
    )


def located(phrase: Phrase) -> bool:
    """Whether more than a country stands behind the first core."""
    return any(kind_of(p) != "country" for core in phrase.cores[1:] for p in core.places)


def head_of(core: Core) -> str:
    if core.capital:
        return "capital"
    if is_road(core):
        return "city"
    for seg in reversed(core.admins):
        return str(seg.attr("head", "admin") or seg.attr("en", "admin") or "")
    return ""
