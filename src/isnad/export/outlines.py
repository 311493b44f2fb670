"""Country outlines: read once, cut to a window. For orientation only."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from importlib import resources

import msgspec

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class _Outlines(msgspec.Struct):
    """data/outlines.json: arcs as grid steps, rings as arc numbers (negative: reversed),
    codes the country of each ring."""

    grid: float
    arcs: list[list[int]]
    rings: list[list[int]]
    codes: list[str]


@functools.cache
def world() -> tuple[tuple[str, tuple[Point, ...], Box], ...]:
    """Country, ring in degrees, and its west, east, south and north end, for every outline."""
    raw = resources.files("isnad.export").joinpath("data", "outlines.json").read_bytes()
    data = msgspec.json.decode(raw, type=_Outlines)
    arcs = [_arc(steps, data.grid) for steps in data.arcs]
    rings = []
    for code, ring in zip(data.codes, data.rings, strict=True):
        points: list[Point] = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        ring_points = _unwrapped(points)
        lons, lats = [p[0] for p in ring_points], [p[1] for p in ring_points]
        rings.append((code, ring_points, (min(lons), max(lons), min(lats), max(lats))))
    return tuple(rings)


def _unwrapped(points: Sequence[Point]) -> tuple[Point, ...]:
    """A ring that runs on past 180 degrees; one that goes round a pole is closed over it."""
    out: list[Point] = []
    turn = 0
    for lon, lat in points:
        if out:
            turn -= round((lon + turn - out[-1][0]) / 360) * 360
        out.append((lon + turn, lat))
    if abs(out[-1][0] - out[0][0]) > 180:
        pole = math.copysign(90, out[0][1])
        out += [(out[-1][0], pole), (out[0][0], pole)]
    return tuple(out)


def _arc(steps: Sequence[int], grid: float) -> list[Point]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * grid, y * grid))
    return points


def rings_in(west: float, south: float, east: float, north: float) -> Iterator[tuple[str, list[Point]]]:
    """The parts of the outlines inside the window, each with its country, cut just outside of its edges."""
    pad = (north - south) * 0.05
    west, east = west - pad, east + pad
    south, north = south - pad, north + pad
    for code, ring, (left, right, bottom, top) in world():
        if top < south or bottom > north:
            continue
        for turn in (-360, 0, 360):
            if right + turn < west or left + turn > east:
                continue
            points = [(lon + turn, lat) for lon, lat in ring]
            for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
                points = cut(points, axis, limit, sign)
            if len(points) > 2:
                yield code, points


def cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The ring on one side of a line (Sutherland and Hodgman)."""
    out: list[Point] = []
    for before, point in zip(points[-1:] + points[:-1], points, strict=True):
        inside, was_inside = (sign * (p[axis] - limit) >= 0 for p in (point, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            out.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
        if inside:
            out.append(point)
    return out
