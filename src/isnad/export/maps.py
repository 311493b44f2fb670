"""Small maps without tiles: country outlines, a graticule, a point and its precision circle.

Equirectangular around the middle latitude, so a circle stays round where it is drawn.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

import msgspec

from isnad.export.charts import bubble_radius
from isnad.model.incident import Where
from isnad.model.record import Record

WIDTH, HEIGHT = 480, 320
_M_PER_DEGREE = 111_195
_LABEL_AREA = 2500.0
"""Square pixels a country must fill to be named."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """A window of longitudes and latitudes in degrees, drawn WIDTH by HEIGHT pixels."""

    west: float
    south: float
    east: float
    north: float

    def x(self, lon: float) -> float:
        return round((lon - self.west) / (self.east - self.west) * WIDTH, 1)

    def y(self, lat: float) -> float:
        return round((self.north - lat) / (self.north - self.south) * HEIGHT, 1)


@dataclass(frozen=True)
class Line:
    """A meridian or parallel: where it runs and its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    incident: str


@dataclass(frozen=True)
class Label:
    """A country's name in the middle of what is seen of it; `code` is ISO 3166 alpha-3."""

    x: float
    y: float
    code: str


@dataclass(frozen=True)
class MapView:
    """`circle` is the radius in pixels within which the place lies, 0 when not known."""

    land: str
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    dots: tuple[Dot, ...]
    circle: float
    labels: tuple[Label, ...]


def locator(site: Where) -> MapView | None:
    """The map around one place; None when the record gives it no point."""
    if not _on_earth(site):
        return None
    assert site.lat is not None
    assert site.lon is not None
    reach = (site.radius_m or 0) / _M_PER_DEGREE
    frame = _frame(site.lon, site.lat, max(2.4, reach * 1.6))
    circle = reach / (frame.north - frame.south) * HEIGHT
    return _view(frame, (Dot(frame.x(site.lon), frame.y(site.lat), 5, ""),), round(circle, 1))


def dot_map(records: Sequence[Record], killed: dict[str, int]) -> MapView | None:
    """Every incident that has a point; None when none has."""
    placed = [r.incident for r in records if _on_earth(r.incident.site)]
    if not placed:
        return None
    lons = [float(i.site.lon or 0) for i in placed]
    lats = [float(i.site.lat or 0) for i in placed]
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    squeeze = math.cos(math.radians(middle[1]))
    reach = max((max(lats) - min(lats)) / 2, (max(lons) - min(lons)) / 2 * squeeze * HEIGHT / WIDTH)
    frame = _frame(*middle, max(3.0, reach * 1.25))
    dots = [
        Dot(frame.x(i.site.lon or 0), frame.y(i.site.lat or 0), bubble_radius(killed.get(i.id, 0)), i.id)
        for i in placed
    ]
    return _view(frame, tuple(sorted(dots, key=lambda d: (-d.radius, d.incident))), 0)


def _on_earth(site: Where) -> bool:
    return site.lat is not None and site.lon is not None and abs(site.lat) <= 90 and abs(site.lon) <= 180


def _frame(lon: float, lat: float, half_height: float) -> Frame:
    squeeze = max(0.2, math.cos(math.radians(lat)))
    half_width = half_height * WIDTH / HEIGHT / squeeze
    return Frame(lon - half_width, lat - half_height, lon + half_width, lat + half_height)


def _view(frame: Frame, dots: tuple[Dot, ...], circle: float) -> MapView:
    step = next(s for s in (1, 2, 5, 10, 20, 30, 60) if (frame.north - frame.south) / s <= 6)
    rings = list(_rings_in(frame))
    return MapView(
        land="".join(_path(ring, frame) for _, ring in rings),
        meridians=tuple(Line(frame.x(v), _degrees(v, "EW")) for v in _multiples(frame.west, frame.east, step)),
        parallels=tuple(Line(frame.y(v), _degrees(v, "NS")) for v in _multiples(frame.south, frame.north, step)),
        dots=dots,
        circle=circle,
        labels=tuple(_labels(rings, frame, dots)) if step < 10 else (),
    )


def _labels(rings: Sequence[tuple[str, Sequence[Point]]], frame: Frame, dots: Sequence[Dot]) -> Iterator[Label]:
    """Names of the countries that fill enough of the frame, clear of the dots and of one another."""
    largest: dict[str, tuple[float, Point]] = {}
    for code, ring in rings:
        area, middle = _middle([(frame.x(lon), frame.y(lat)) for lon, lat in ring])
        if code and area > largest.get(code, (_LABEL_AREA,))[0]:
            largest[code] = (area, middle)
    placed: list[Point] = [(dot.x, dot.y) for dot in dots]
    for code, (_, (x, y)) in sorted(largest.items(), key=lambda item: (-item[1][0], item[0])):
        for level in (y, y - 26, y + 26, y - 46, y + 46):
            inside = 40 < x < WIDTH - 40 and 16 < level < HEIGHT - 24
            if inside and all(abs(x - px) > 70 or abs(level - py) > 20 for px, py in placed):
                placed.append((x, level))
                yield Label(round(x, 1), round(level, 1), code)
                break


def _middle(pixels: Sequence[Point]) -> tuple[float, Point]:
    """The area of a ring and its centroid."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(pixels, [*pixels[1:], pixels[0]], strict=True):
        part = x1 * y2 - x2 * y1
        area, x, y = area + part, x + (x1 + x2) * part, y + (y1 + y2) * part
    if not area:
        return 0.0, pixels[0]
    return abs(area) / 2, (x / (3 * area), y / (3 * area))


def _multiples(low: float, high: float, step: int) -> range:
    return range(math.ceil(low / step) * step, math.floor(high / step) * step + 1, step)


def _degrees(value: int, letters: str) -> str:
    if abs(value) > 180:
        value -= int(math.copysign(360, value))
    return f"{abs(value)}°{letters[value < 0] if value else ''}"


class _Outlines(msgspec.Struct):
    """data/outlines.json: arcs as grid steps, rings as arc numbers (negative: reversed),
    codes the country of each ring."""

    grid: float
    arcs: list[list[int]]
    rings: list[list[int]]
    codes: list[str]


@functools.cache
def _world() -> tuple[tuple[str, tuple[Point, ...], Box], ...]:
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


def _rings_in(frame: Frame) -> Iterator[tuple[str, list[Point]]]:
    """The parts of the outlines inside the frame, cut just outside of its edges."""
    pad = (frame.north - frame.south) * 0.05
    west, east = frame.west - pad, frame.east + pad
    south, north = frame.south - pad, frame.north + pad
    for code, ring, (left, right, bottom, top) in _world():
        if top < south or bottom > north:
            continue
        for turn in (-360, 0, 360):
            if right + turn < west or left + turn > east:
                continue
            points = [(lon + turn, lat) for lon, lat in ring]
            for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
                points = _cut(points, axis, limit, sign)
            if len(points) > 2:
                yield code, points


def _cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
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


def _path(ring: Sequence[Point], frame: Frame) -> str:
    """An SVG path on whole pixels; points that fall together are left out, more so on a wide map."""
    step = 3 if frame.north - frame.south > 40 else 1
    pixels: list[tuple[int, int]] = []
    for lon, lat in ring:
        pixel = (round(frame.x(lon)), round(frame.y(lat)))
        if not pixels or max(abs(pixel[0] - pixels[-1][0]), abs(pixel[1] - pixels[-1][1])) >= step:
            pixels.append(pixel)
    if len(pixels) < 3:
        return ""
    return "M" + "L".join(f"{x},{y}" for x, y in pixels) + "Z"
