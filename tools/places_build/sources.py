"""Reads the open data sets into one kind of record. One function a source; nothing is judged here but form."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

csv.field_size_limit(10**7)

WOF_KINDS = {
    "country": "country",
    "region": "province",
    "county": "district",
    "localadmin": "district",
    "locality": "locality",
    "neighbourhood": "quarter",
    "microhood": "quarter",
    "campus": "site",
}
# Hamlets of these countries bear the Arabic name of something else too often (README of the data set).
WEAK = frozenset({"SO", "ER", "ET", "SS", "TD", "ML", "NE", "NG", "PK", "AF", "TR"})


@dataclass(slots=True)
class Raw:
    """A place before names are cleaned. `admin1` is a GeoNames code such as SY.11, or empty."""

    id: str
    kind: str
    country: str
    names: list[str]
    name: str
    lat: float | None
    lon: float | None
    population: int = 0
    admin1: str = ""
    region: str = ""
    county: str = ""
    code: str = ""
    known: bool = False
    geonames: str = ""
    latin: list[str] = field(default_factory=list)
    radius: int = 0
    precision: str = ""
    ambiguous: bool = False


def whosonfirst(folder: Path) -> list[Raw]:
    """Every record of whosonfirst-arabic with a usable point."""
    out: list[Raw] = []
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f, delimiter="\t"):
                raw = _wof(row)
                if raw is not None:
                    out.append(raw)
    return out


def _wof(row: dict[str, str]) -> Raw | None:
    lat, lon = float(row["lat"]), float(row["lon"])
    if abs(lat) < 0.5 and abs(lon) < 1:
        return None
    country = row["country"].upper()
    population = int(float(row["population"] or 0))
    known = bool(row["wikidata_id"]) or population > 0
    if country in WEAK and row["placetype"] == "locality" and not known:
        return None
    latin = [n for key in ("name", "en_names", "other_romanised") for n in row[key].split("|") if _is_latin(n)]
    english = [n for n in row["en_names"].split("|") if _is_latin(n)]
    name = row["name"] if _is_latin(row["name"]) else (english or latin or [""])[0]
    # The English names of record serve where they are not a code such as OSM or IATA.
    if english and row["placetype"] == "locality" and len(english[0]) > 3:
        name = english[0]
    names = [n for key in ("ar_preferred", "ar_variants") for n in row[key].split("|") if n]
    geonames = row["geonames_id"] if row["geonames_id"] not in ("", "-1", "0") else ""
    return Raw(
        id="wof:" + row["wof_id"],
        kind=WOF_KINDS[row["placetype"]],
        country=country,
        names=list(dict.fromkeys(names)),
        name=name,
        lat=lat,
        lon=lon,
        population=population,
        region=row["region_id"],
        county=row["county_id"],
        code=row["gn_feature_code"],
        known=known,
        geonames=geonames,
        latin=latin,
    )


def _is_latin(name: str) -> bool:
    return bool(name) and all(ord(c) < 0x0370 or 0x1E00 <= ord(c) < 0x2100 for c in name)


def geonames_cities(path: Path, capitals: dict[str, str]) -> list[Raw]:
    """Every GeoNames city of 500 or more; those without an Arabic-script name serve as points and links."""
    cities: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    out: list[Raw] = []
    for city in cities.values():
        country = city["countrycode"]
        names = [n for n in city["alternatenames"] if any("\u0600" <= c <= "\u06ff" for c in n)]
        out.append(
            Raw(
                id=f"gn:{city['geonameid']}",
                kind="locality",
                country=country,
                names=names,
                name=city["name"],
                lat=float(city["latitude"]),
                lon=float(city["longitude"]),
                population=int(city["population"]),
                admin1=f"{country}.{city['admin1code']}",
                known=True,
                geonames=str(city["geonameid"]),
                code="PPLC" if capitals.get(country) == city["name"] else "",
                latin=[city["name"], *(n for n in city["alternatenames"] if _is_latin(n))][:40],
            )
        )
    return out


def countries(geonames: Path) -> dict[str, dict[str, Any]]:
    """GeoNames country rows by ISO alpha-2."""
    rows: dict[str, dict[str, Any]] = json.loads(geonames.read_text(encoding="utf-8"))
    return rows


def cldr_countries(folder: Path) -> dict[str, list[str]]:
    """Arabic country names by ISO alpha-2, the usual one first, alternatives after it."""
    data = json.loads((folder / "ar-territories.json").read_text(encoding="utf-8"))
    names = data["main"]["ar"]["localeDisplayNames"]["territories"]
    out: dict[str, list[str]] = defaultdict(list)
    for key in sorted(names, key=lambda k: (len(k), k)):
        code = key.split("-")[0]
        if len(code) == 2 and code.isalpha():
            out[code].append(names[key])
    return dict(out)


def admin1_names(path: Path) -> dict[str, str]:
    """English names of first-level units by GeoNames code."""
    rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return {row["code"]: row["name"] for row in rows}


def yemen_districts(path: Path) -> list[tuple[str, str, str, str, list[str]]]:
    """(governorate, unit, English name, kind, village names) of every district and uzlah of Yemen."""
    villages: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            gov = row["governorate_ar"]
            if row["district_ar"]:
                villages[gov, row["district_ar"], row["district_en"], "district"].append(row["village_ar"])
            if row["uzlah_ar"]:
                villages[gov, row["uzlah_ar"], row["uzlah_en"], "subdistrict"].append(row["village_ar"])
    return [(*key, names) for key, names in sorted(villages.items())]


def link_regions(wof: list[Raw], cities: list[Raw]) -> dict[str, str]:
    """Which GeoNames first-level unit a Who's On First region is, by the cities both know."""
    code_of = {c.geonames: c.admin1 for c in cities}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for place in wof:
        if place.kind == "locality" and place.region and place.geonames in code_of:
            votes[place.region][code_of[place.geonames]] += 1
    return {
        region: sorted(count.items(), key=lambda kv: (-kv[1], kv[0]))[0][0] for region, count in sorted(votes.items())
    }
