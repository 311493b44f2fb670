"""Distances on the sphere. Degrees in, kilometres or metres out."""

from __future__ import annotations

import math
from collections.abc import Sequence

EARTH_KM = 6371.0088


def haversine_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in kilometres between two points given in degrees.

    Symmetric, zero only for equal points (up to rounding), at most half the earth's
    circumference; longitudes may differ by a full turn.
    """
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = math.radians(lon_b - lon_a) / 2
    h = math.sin(half_phi) ** 2 + math.cos(phi_a) * math.cos(phi_b) * math.sin(half_lambda) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def offset(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """The point `km` kilometres from a point in a direction (degrees from north, clockwise)."""
    phi, theta, d = math.radians(lat), math.radians(bearing), km / EARTH_KM
    there = math.asin(math.sin(phi) * math.cos(d) + math.cos(phi) * math.sin(d) * math.cos(theta))
    east = math.atan2(math.sin(theta) * math.sin(d) * math.cos(phi), math.cos(d) - math.sin(phi) * math.sin(there))
    return math.degrees(there), (lon + math.degrees(east) + 540) % 360 - 180


def within_km(a: tuple[float, float], b: tuple[float, float], km: float) -> bool:
    """Whether two (lat, lon) points lie at most `km` kilometres apart."""
    # A degree of latitude is 111 km: the cheap test decides most pairs.
    if abs(a[0] - b[0]) * 110.0 > km + 1e-3:
        return False
    return haversine_km(*a, *b) <= km


def centre(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The point in the middle of `points` (mean direction), or None when there is none."""
    if not points:
        return None
    x = y = z = 0.0
    for lat, lon in points:
        phi, lam = math.radians(lat), math.radians(lon)
        x += math.cos(phi) * math.cos(lam)
        y += math.cos(phi) * math.sin(lam)
        z += math.sin(phi)
    if abs(x) + abs(y) + abs(z) < 1e-9:
        return None
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
