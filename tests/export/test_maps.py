"""Maps: the point in the middle, the land where it is, the circle as large as it says."""

from __future__ import annotations

import itertools
import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.export.maps import HEIGHT, WIDTH, dot_map, locator
from isnad.export.outlines import cut, world
from isnad.model.incident import Where
from isnad.model.record import Record


def rings(path: str) -> list[list[tuple[int, int]]]:
    return [[(int(x), int(y)) for x, y in re.findall(r"(-?\d+),(-?\d+)", ring)] for ring in path.split("M") if ring]


def is_land(path: str, x: float, y: float) -> bool:
    """Whether the pixel lies inside an odd number of rings."""
    inside = False
    for ring in rings(path):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [(35.95, 39.01, True), (33.5, 31.0, False), (66.0, 172.0, True), (-77.0, 100.0, True), (0.0, -150.0, False)],
    ids=["Raqqa", "the sea off Haifa", "Chukotka", "Antarctica", "the Pacific"],
)
def test_the_middle_of_the_map_is_the_place(lat: float, lon: float, land: bool) -> None:
    view = locator(Where(lat=lat, lon=lon, precision="exact", radius_m=1000))
    assert view is not None
    (dot,) = view.dots
    assert (dot.x, dot.y) == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=0.2)
    assert is_land(view.land, dot.x + 0.3, dot.y + 0.3) == land


def test_no_point_no_map() -> None:
    assert locator(Where(name="somewhere")) is None
    assert locator(Where(lat=95.0, lon=10.0)) is None


def test_the_circle_has_the_radius_it_says() -> None:
    near = locator(Where(lat=35.0, lon=39.0, radius_m=10_000))
    wide = locator(Where(lat=35.0, lon=39.0, radius_m=400_000))
    assert near is not None
    assert wide is not None
    assert 0 < near.circle < wide.circle < HEIGHT / 2


@settings(max_examples=30, deadline=None)
@given(st.floats(-85, 85), st.floats(-180, 180), st.integers(0, 900_000))
def test_any_place_on_earth_has_a_map_of_small_size(lat: float, lon: float, radius: int) -> None:
    view = locator(Where(lat=lat, lon=lon, radius_m=radius))
    assert view is not None
    assert len(view.land) < 60_000
    for ring in rings(view.land):
        assert all(-200 <= x <= WIDTH + 200 and -200 <= y <= HEIGHT + 200 for x, y in ring)


def test_no_outline_jumps_round_theworld() -> None:
    for _, points, _ in world():
        steps = [abs(a[0] - b[0]) for a, b in itertools.pairwise(points)]
        assert max(steps, default=0) <= 180 or min(p[1] for p in points) == -90


def test_countries_that_fill_the_map_are_named() -> None:
    raqqa = locator(Where(lat=35.95, lon=39.01, radius_m=1000))
    assert raqqa is not None
    assert {"SYR", "TUR"} <= {label.code for label in raqqa.labels}
    (dot,) = raqqa.dots
    assert all(abs(x.x - dot.x) > 70 or abs(x.y - dot.y) > 20 for x in raqqa.labels)
    ocean = locator(Where(lat=0.0, lon=-150.0))
    assert ocean is not None
    assert ocean.labels == ()


def test_a_ring_is_cut_at_a_line() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert sorted(cut(square, 0, 2.0, 1)) == [(2.0, 0.0), (2.0, 4.0), (4.0, 0.0), (4.0, 4.0)]
    assert cut(square, 1, 9.0, 1) == []


def test_every_incident_with_a_point_is_on_the_overview(record: Record) -> None:
    def at(name: str, lat: float | None, lon: float | None) -> Record:
        site = msgspec.structs.replace(record.incident.site, lat=lat, lon=lon)
        return msgspec.structs.replace(record, incident=msgspec.structs.replace(record.incident, id=name, site=site))

    view = dot_map([at("near", 35.9, 39.0), at("far", -33.0, 151.0), at("nowhere", None, None)], {"far": 9})
    assert view is not None
    assert [d.incident for d in view.dots] == ["far", "near"]
    assert all(0 < d.x < WIDTH and 0 < d.y < HEIGHT for d in view.dots)
    assert dot_map([at("nowhere", None, None)], {}) is None
