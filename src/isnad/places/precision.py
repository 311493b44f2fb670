"""How fine a place is meant: the classes of gold/README.md, and the half-width that goes with them.

exact: the place itself; near: beside it; district: a quarter, a large city, an area or desert
around a town; province: a region of that size or larger; country.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from isnad.places.entry import PlaceEntry

LARGE = 100_000
"""A city of so many people is an area, not a point."""
METROPOLIS = 1_000_000
"""In a city of so many people a thing without a name may stand anywhere."""
WIDE_M = 80_000
"""A desert or area of this half-width counts as a province."""
BUILT = frozenset({"camp", "base", "airport", "crossing", "site"})
NEAR_M = 10_000
THING_M = 3_000
AREA_M = 5_000


class Said(Protocol):
    """What the words of a mention say (isnad.places.resolve.PlaceMention)."""

    @property
    def head(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def thing(self) -> bool: ...
    @property
    def named(self) -> bool: ...


def precision_of(entry: PlaceEntry, mentions: Sequence[Said], level: int, unknown: bool) -> str:
    """The precision class when mention `level` gave `entry`.

    `unknown` says that a name before it was not found: the event lies somewhere within the entry.
    """
    said = mentions[level]
    thing = any(m.thing for m in mentions)
    near = any(m.relation == "near" for m in mentions[: level + 1])
    if entry.kind == "country":
        return "near" if near else "country"
    if not near and entry.kind in ("province", "region", "sea", "border", "desert"):
        small = entry.kind in ("region", "desert") and entry.radius_m < WIDE_M
        return "district" if small else "province"
    if near or entry.kind == "road" or any(m.head == "road" for m in mentions[: level + 1]):
        return "near"
    if unknown and not thing:
        return "district"
    if thing:
        somewhere = entry.kind == "locality" and entry.population >= METROPOLIS
        return "near" if somewhere and not any(m.named for m in mentions) else "exact"
    if said.head in ("countryside", "desert", "area", "quarter", "district", "suburb"):
        return "district"
    if entry.kind in ("quarter", "district"):
        return "district"
    return "district" if entry.population >= LARGE else "exact"


def radius_of(entry: PlaceEntry, precision: str, thing: bool) -> int:
    """Half-width in metres that the words allow around the entry's point."""
    if precision == "near":
        return max(NEAR_M, entry.radius_m)
    if precision == "exact":
        return min(entry.radius_m, THING_M) if entry.kind in BUILT else max(entry.radius_m, THING_M if thing else 0)
    if precision == "district":
        return max(AREA_M, entry.radius_m)
    return entry.radius_m
