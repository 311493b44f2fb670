"""One place of the gazetteer, under one of its names."""

from __future__ import annotations

import msgspec

KINDS = (
    "country",
    "province",
    "district",
    "locality",
    "quarter",
    "camp",
    "base",
    "airport",
    "crossing",
    "border",
    "road",
    "desert",
    "region",
    "sea",
    "site",
)
"""Kinds of places. `region` is a named area without an office of its own; `site` a building or work."""


class PlaceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A place as the gazetteer knows it, and how safe the name is by which it was found.

    `country` is ISO 3166 alpha-3; `admin1` the English name of the first-level unit and
    `admin1_id` its code; `radius_m` the half-width of the place in metres; `rank` grows
    with importance. `population` is 0 when unknown, and an estimate for seats of districts of which
    only the district's is known. `ambiguous` belongs to the name looked up: it is also a common word, a
    personal name, or known only from a hamlet, so it counts only behind a head word or a
    preposition of place. `alike` is True when the name was matched by its consonants only.
    """

    id: str
    name: str
    name_ar: str
    kind: str
    country: str
    admin1: str
    admin1_id: str
    lat: float
    lon: float
    population: int
    radius_m: int
    rank: int
    ambiguous: bool = False
    capital: bool = False
    alike: bool = False
