"""From raw records to places: one record a place, every province named, every place in a province."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from isnad.places.geometry import haversine_km
from places_build.cleaning import Names
from places_build.sources import Raw

SAME_PLACE_KM = 12.0
_UNITS_EN = re.compile(
    r" (Governorate|Province|Region|Oblast'?|oblast|State|County|District|Department|Division|Kray|Krai|Republic)$"
)
_DIRECTIONS = frozenset(
    (
        *("Eastern", "Northern", "Southern", "Western", "Central", "Northeastern", "Southeastern"),
        *("North", "East", "South", "West"),
    )
)


@dataclass(slots=True)
class Place:
    """A place ready to be packed. `names` are folded, the usual one first."""

    id: str
    kind: str
    country: str
    name: str
    name_ar: str
    names: list[str]
    lat: float
    lon: float
    population: int = 0
    admin1: str = ""
    radius: int = 0
    capital: bool = False
    known: bool = False
    seat: bool = False
    office: int = 0
    rank: int = 0
    geonames: str = ""
    region: str = ""
    # How many of the names, from the front, are spellings of extra.yaml.
    own: int = 0
    # Guessed spellings (places_build.spelling): known by their consonants only.
    spelled: list[str] = field(default_factory=list)


def plain_latin(name: str) -> str:
    """Latin letters without their marks, for names shown in English."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text.translate(str.maketrans("ıʻʼ‘’`ʿʾ", "i'''''''"))


def english_unit(name: str) -> str:
    """The English name of a first-level unit without its class word, where that stays clear."""
    plain = plain_latin(name)
    short = _UNITS_EN.sub("", plain)
    return plain if short in _DIRECTIONS or len(short) < 3 else short


class Grid:
    """Points in half-degree cells: what lies near."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, Any]]] = defaultdict(list)

    def add(self, lat: float, lon: float, item: Any) -> None:
        self._cells[math.floor(lat * 2), math.floor(lon * 2)].append((lat, lon, item))

    def near(self, lat: float, lon: float, km: float) -> list[tuple[float, Any]]:
        reach = math.ceil(km / 50) + 1
        y, x = math.floor(lat * 2), math.floor(lon * 2)
        found: list[tuple[float, Any]] = []
        for dy in range(-reach, reach + 1):
            for dx in range(-reach, reach + 1):
                for la, lo, item in self._cells.get((y + dy, x + dx), ()):
                    d = haversine_km(lat, lon, la, lo)
                    if d <= km:
                        found.append((d, item))
        return sorted(found, key=lambda pair: pair[0])


def to_place(raw: Raw, names: Names) -> Place | None:
    """The cleaned place, or None when no name of it can be used."""
    if raw.lat is None or raw.lon is None:
        return None
    folded: list[str] = []
    shown = ""
    for n in raw.names:
        f = names.folded(n, raw.country)
        if f is None:
            continue
        shown = shown or names.display(n)
        bare = names.bare(f)
        folded.extend(x for x in (f, bare) if x and x not in folded and len(x) > 1)
    if not folded:
        return None
    return Place(
        id=raw.id,
        kind=raw.kind,
        country=raw.country,
        name=plain_latin(raw.name),
        name_ar=shown,
        names=folded,
        lat=raw.lat,
        lon=raw.lon,
        population=raw.population,
        admin1=raw.admin1,
        radius=raw.radius,
        capital=raw.code == "PPLC",
        known=raw.known,
        seat=raw.code in ("PPLA", "PPLC"),
        office={"PPLA": 200, "PPLA2": 200, "PPLA3": 100}.get(raw.code, 0),
        geonames=raw.geonames,
        region=raw.region,
    )


def believable(raw: Raw, place: Place, names: Names) -> bool:
    """Whether the Arabic name may be that of the Latin one (hamlets and Moroccan communes only)."""
    if raw.kind == "district" and raw.country == "MA":
        return names.fits(names.bare(place.names[0]) or place.names[0], raw.latin)
    if raw.kind in ("locality", "quarter") and not raw.known:
        return any(names.fits(n, raw.latin) for n in place.names[:2])
    return True


def merge_into(keep: Place, other: Place) -> None:
    """`other` is the same place: its names and its better facts go to `keep`."""
    keep.names.extend(n for n in other.names if n not in keep.names)
    keep.population = max(keep.population, other.population)
    keep.known = keep.known or other.known
    keep.capital = keep.capital or other.capital
    keep.seat = keep.seat or other.seat
    keep.office = max(keep.office, other.office)
    keep.admin1 = keep.admin1 or other.admin1
    keep.geonames = keep.geonames or other.geonames


def merge_localities(places: list[Place]) -> list[Place]:
    """One record a locality: the same GeoNames id, or the same name within 12 km."""
    ordered = sorted(places, key=lambda p: (-p.population, not p.known, p.id))
    by_geonames: dict[str, Place] = {}
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    out: list[Place] = []
    for place in ordered:
        twin = by_geonames.get(place.geonames) if place.geonames else None
        if twin is None:
            for name in place.names:
                twin = next(
                    (
                        p
                        for p in by_name[place.country, name]
                        if haversine_km(p.lat, p.lon, place.lat, place.lon) <= SAME_PLACE_KM
                    ),
                    None,
                )
                if twin:
                    break
        if twin is None:
            out.append(twin := place)
        else:
            merge_into(twin, place)
        if place.geonames:
            by_geonames.setdefault(place.geonames, twin)
        for name in twin.names:
            known = by_name[twin.country, name]
            if twin not in known:
                known.append(twin)
    return out


def fill_admin1(places: list[Place], cities: list[Raw], region_code: dict[str, str]) -> None:
    """Every place gets its first-level unit: by its region, else by the nearest city of its country."""
    grids: dict[str, Grid] = defaultdict(Grid)
    for city in cities:
        if city.lat is not None and city.lon is not None and not city.admin1.endswith("."):
            grids[city.country].add(city.lat, city.lon, city.admin1)
    for place in places:
        place.admin1 = region_code.get(place.region, "") or place.admin1
        if not place.admin1 and place.kind not in ("country", "sea", "desert", "region", "border"):
            found = grids[place.country].near(place.lat, place.lon, 60)
            if found:
                place.admin1 = found[0][1]


def spread(points: list[tuple[float, float]], centre: tuple[float, float], share: float) -> int:
    """Metres around `centre` that hold `share` of the points."""
    if not points:
        return 0
    distances = sorted(haversine_km(*centre, *p) for p in points)
    return round(1000 * distances[min(len(distances) - 1, int(share * len(distances)))])


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The median point; safe against the one that is far off."""
    return median(p[0] for p in points), median(p[1] for p in points)


def locality_radius(population: int) -> int:
    """Half-width of a town by its population, in metres."""
    for limit, radius in ((2_000, 1_000), (20_000, 2_000), (100_000, 4_000), (500_000, 7_000), (2_000_000, 12_000)):
        if population < limit:
            return radius
    return 20_000


BASE_RANK = {
    "country": 1000,
    "province": 430,
    "district": 250,
    "locality": 0,
    "quarter": 90,
    "camp": 330,
    "base": 360,
    "airport": 350,
    "crossing": 340,
    "border": 330,
    "road": 250,
    "desert": 450,
    "region": 430,
    "sea": 460,
    "site": 240,
}


def rank(place: Place) -> int:
    """How likely the bare name means this place: kind, people, office."""
    score = float(BASE_RANK[place.kind])
    people = math.log10(place.population + 1)
    if place.kind == "locality":
        score = 40 + 100 * people if place.population else (120 if place.known else 60)
        if place.id.startswith("isnad:"):
            score = 380
        elif not place.population:
            score += place.office
    elif place.kind in ("province", "district"):
        score += 15 * people
    if place.capital:
        score += 150
    elif place.seat:
        score += 60
    if place.known and place.kind != "country":
        score += 20
    return min(65535, round(score))
