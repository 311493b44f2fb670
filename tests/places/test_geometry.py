from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.places.geometry import EARTH_KM, centre, haversine_km, within_km

LAT = st.floats(-90, 90)
LON = st.floats(-180, 180)


def test_known_distances() -> None:
    assert haversine_km(33.51, 36.29, 33.51, 36.29) == 0
    assert haversine_km(33.5138, 36.2765, 36.2021, 37.1343) == pytest.approx(309, abs=3)
    assert haversine_km(0, 0, 0, 180) == pytest.approx(math.pi * EARTH_KM)
    assert haversine_km(10, -179.9, 10, 179.9) == pytest.approx(21.9, abs=0.2)


@given(LAT, LON, LAT, LON)
def test_symmetric_and_bounded(a: float, b: float, c: float, d: float) -> None:
    distance = haversine_km(a, b, c, d)
    assert 0 <= distance <= math.pi * EARTH_KM + 1e-6
    assert distance == pytest.approx(haversine_km(c, d, a, b))


@given(LAT, LON, LAT, LON, st.floats(0, 20_000))
def test_within_agrees_with_distance(a: float, b: float, c: float, d: float, km: float) -> None:
    assert within_km((a, b), (c, d), km) == (haversine_km(a, b, c, d) <= km)


def test_centre() -> None:
    assert centre([]) is None
    assert centre([(0, 0), (0, 180)]) is None
    middle = centre([(10, 179), (10, -179)])
    assert middle is not None
    assert abs(middle[1]) == pytest.approx(180)
