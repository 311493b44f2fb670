"""The gazetteer by place instead of by name: what lies in a window, and what a region is called."""

from __future__ import annotations

import math
from functools import cache

from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer


class Atlas:
    """Read-only, like the gazetteer it is made of. Same question, same answer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cells: dict[tuple[int, int], list[tuple[int, float, float, tuple[int, int, int]]]] = {}
        for place in gazetteer.localities():
            self._cells.setdefault((math.floor(place[1]), math.floor(place[2])), []).append(place)
        self._regions: dict[tuple[str, str], PlaceEntry] = {}
        for entry in gazetteer.provinces():
            self._regions.setdefault((entry.country, entry.admin1), entry)

    @staticmethod
    def load() -> Atlas:
        """The atlas of the gazetteer that ships with isnad; made once a process."""
        return _load()

    def region(self, country: str | None, name: str | None) -> PlaceEntry | None:
        """The first-level unit of that English name in that country (alpha-3)."""
        return self._regions.get((country or "", name or ""))

    def towns(self, south: float, west: float, north: float, east: float, most: int) -> list[PlaceEntry]:
        """The towns and villages of a window that weigh most, at most `most` of them, the heaviest first."""
        found = [
            (weight, row)
            for lat in range(math.floor(south), math.floor(north) + 1)
            for lon in range(math.floor(west), math.floor(east) + 1)
            for row, y, x, weight in self._cells.get((lat, lon), ())
            if south <= y <= north and west <= x <= east
        ]
        return [self._gazetteer.at(row) for _, row in sorted(found, key=lambda f: (*(-w for w in f[0]), f[1]))[:most]]


@cache
def _load() -> Atlas:
    return Atlas(Gazetteer.load())
