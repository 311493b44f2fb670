"""Countries, provinces, districts and our own entries: what is not simply a record of one source."""

from __future__ import annotations

from collections import defaultdict
from math import pi, sqrt
from typing import Any

from places_build.cleaning import Names
from places_build.merging import Place, english_unit, middle, plain_latin, spread
from places_build.sources import Raw


def country_places(
    rows: dict[str, dict[str, Any]],
    cldr: dict[str, list[str]],
    extra: dict[str, list[str]],
    wof: list[Raw],
    cities: list[Raw],
    names: Names,
) -> list[Place]:
    """Every country with an Arabic name; its point is Who's On First's or the middle of its cities."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        if city.lat is not None and city.lon is not None:
            points[city.country].append((city.lat, city.lon))
    of_wof = {r.country: r for r in wof if r.kind == "country"}
    out: list[Place] = []
    for alpha2, row in sorted(rows.items()):
        raw = of_wof.get(alpha2)
        shown = [*extra.get(row["iso3"], []), *cldr.get(alpha2, []), *(raw.names if raw else [])]
        if raw and alpha2 not in cldr:
            shown = raw.names
        folded = [f for n in shown if (f := names.folded(n, alpha2))]
        if not folded or (alpha2 not in points and raw is None):
            continue
        lat, lon = (raw.lat, raw.lon) if raw and raw.lat and raw.lon else middle(points[alpha2])
        out.append(
            Place(
                id="iso:" + row["iso3"],
                kind="country",
                country=alpha2,
                name=row["name"],
                name_ar=names.display((cldr.get(alpha2) or shown)[0]),
                names=list(dict.fromkeys(folded)),
                lat=lat,
                lon=lon,
                population=int(row["population"]),
                radius=max(2_000, round(1000 * sqrt(float(row["areakm2"] or 100) / pi))),
                known=True,
            )
        )
    return out


def link_by_extra(wof: list[Raw], links: dict[str, str], votes: dict[str, str]) -> dict[str, str]:
    """Region id to first-level code: our table first, then the votes; one region a code."""
    out: dict[str, str] = {}
    taken: dict[str, str] = {}
    regions = [r for r in wof if r.kind == "province"]
    for r in regions:
        code = links.get(f"{r.country} {plain_latin(r.name)}")
        if code:
            out[r.region] = code
            taken[code] = r.region
    for r in sorted(regions, key=lambda r: (-r.population, r.id)):
        code = votes.get(r.region, "")
        if r.region in out or not code or code[:2] != r.country:
            continue
        out[r.region] = code
        taken.setdefault(code, r.region)
    return out


def province_places(
    admin1: dict[str, str],
    english: dict[str, str],
    extra: dict[str, list[str]],
    wof: list[Raw],
    region_code: dict[str, str],
    cities: list[Raw],
    names: Names,
) -> list[Place]:
    """Every first-level unit with an Arabic name, under its GeoNames code."""
    members: dict[str, list[Raw]] = defaultdict(list)
    for city in cities:
        members[city.admin1].append(city)
    regions: dict[str, list[Raw]] = defaultdict(list)
    for r in wof:
        if r.kind == "province" and r.region in region_code:
            regions[region_code[r.region]].append(r)
    out: list[Place] = []
    for code, name in sorted(admin1.items()):
        only = extra.get(code + "=")
        raws = regions.get(code, [])
        shown = [*(only or extra.get(code, []))]
        if not only:
            shown += [n for r in raws for n in r.names]
        folded: list[str] = []
        for n in shown:
            f = names.folded(n, code[:2])
            if f:
                folded.extend(x for x in (names.bare(f), f) if x and x not in folded)
        points = [(c.lat, c.lon) for c in members[code] if c.lat is not None and c.lon is not None]
        if not folded or (not points and not raws):
            continue
        people = max([r.population for r in raws] + [sum(c.population for c in members[code])])
        raw = raws[0] if raws else None
        lat, lon = (raw.lat, raw.lon) if raw and raw.lat and raw.lon else middle(points)
        out.append(
            Place(
                id="gn:" + code,
                kind="province",
                country=code[:2],
                name=english.get(code, english_unit(name)),
                name_ar=names.display(shown[0]),
                names=folded,
                lat=lat,
                lon=lon,
                population=people,
                admin1=code,
                radius=max(10_000, spread(points, (lat, lon), 0.85)) if points else 60_000,
                known=True,
            )
        )
    return out


def own_places(rows: list[list[Any]], names: Names, alpha2: dict[str, str]) -> list[Place]:
    """The entries of extra.yaml."""
    out: list[Place] = []
    for slug, name, kind, iso3, admin1, lat, lon, radius, shown in rows:
        folded = [f for n in shown if (f := names.folded(n, ""))]
        if len(folded) != len(shown):
            raise ValueError(f"extra.yaml: {slug} has a name that cannot be folded")
        out.append(
            Place(
                id="isnad:" + slug,
                kind=kind,
                country=alpha2[iso3],
                name=name,
                name_ar=names.display(shown[0]),
                names=list(dict.fromkeys(folded)),
                lat=float(lat),
                lon=float(lon),
                admin1=admin1,
                radius=int(radius),
                known=True,
            )
        )
    return out


def city_spellings(extra: dict[str, list[str]], cities: list[Raw]) -> tuple[dict[str, list[str]], list[str]]:
    """GeoNames id to the further spellings of extra.yaml, and the keys that name no city."""
    by_name: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for c in cities:
        for n in dict.fromkeys([c.name, *c.latin]):
            by_name[c.country, plain_latin(n).lower()].append(c)
    found: dict[str, list[str]] = {}
    missing: list[str] = []
    for key, spellings in extra.items():
        country, _, rest = key.partition(" ")
        name, _, code = rest.partition("@")
        hits = [c for c in by_name[country, plain_latin(name).lower()] if not code or c.admin1 == code]
        if not hits:
            missing.append(key)
            continue
        best = max(hits, key=lambda c: (plain_latin(c.name).lower() == plain_latin(name).lower(), c.population))
        found.setdefault(best.geonames, []).extend(spellings)
    return found, missing


def yemen_units(
    units: list[tuple[str, str, str, str, list[str]]],
    provinces: list[Place],
    places: list[Place],
    names: Names,
) -> list[Place]:
    """Districts and uzlahs of Yemen, placed where their villages are known to lie.

    A unit is kept when at least four of its villages are found in its governorate and most of
    them lie together; what the open data already hold as a district only gets the spelling.
    """
    codes: dict[str, str] = {}
    for p in provinces:
        if p.country == "YE":
            for n in p.names:
                codes.setdefault(n, p.admin1)
    local: dict[tuple[str, str], list[Place]] = defaultdict(list)
    districts: dict[tuple[str, str], Place] = {}
    for p in places:
        if p.country == "YE":
            for n in p.names:
                if p.kind == "district":
                    districts.setdefault((p.admin1, n), p)
                else:
                    local[p.admin1, n].append(p)
    out: list[Place] = []
    for number, (governorate, unit, english, level, villages) in enumerate(units):
        code = codes.get(names.folded(governorate, "YE") or "", "")
        folded = names.folded(unit, "YE")
        if not code or not folded or (code, folded) in districts:
            continue
        points = []
        for village in villages:
            hits = local.get((code, names.folded(village, "YE") or ""), [])
            if len(hits) == 1:
                points.append((hits[0].lat, hits[0].lon))
        if len(points) < 4:
            continue
        centre = middle(points)
        radius = spread(points, centre, 0.6)
        if radius > (25_000 if level == "district" else 10_000):
            continue
        out.append(
            Place(
                id=f"ye:{number}",
                kind="district",
                country="YE",
                name=plain_latin(english),
                name_ar=names.display(unit),
                names=[folded],
                lat=round(centre[0], 4),
                lon=round(centre[1], 4),
                admin1=code,
                radius=max(3_000, radius),
                known=level == "district",
            )
        )
    return out


def district_radii(places: list[Place], wof: list[Raw]) -> dict[str, int]:
    """Half-width of each district by the places recorded in it."""
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for r in wof:
        if r.county and r.kind in ("locality", "quarter") and r.lat is not None and r.lon is not None:
            members["wof:" + r.county].append((r.lat, r.lon))
    out: dict[str, int] = {}
    for p in places:
        if p.kind == "district" and p.id in members:
            out[p.id] = min(80_000, max(3_000, spread(members[p.id], (p.lat, p.lon), 0.8)))
    return out
