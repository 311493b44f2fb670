"""Small maps without tiles: country outlines, a graticule, a point and its precision circle.

Equirectangular around the middle latitude, so a circle stays round where it is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from isnad.export.charts import bubble_radius
from isnad.export.outlines import Point, rings_in
from isnad.export.sites import Told
from isnad.model.incident import Incident, Where
from isnad.model.record import Record
from isnad.places.atlas import Atlas

WIDTH, HEIGHT = 480, 320
_M_PER_DEGREE = 111_195
_LABEL_AREA = 2500.0
"""Square pixels a country must fill to be named."""
_CLOSE_M = 40_000
_MOST_TOWNS = 12


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
    """An incident, or several at one point: the first and `more`. `spot` is a name for the point."""

    x: float
    y: float
    radius: float
    incident: str
    more: tuple[str, ...] = ()
    spot: str = ""


@dataclass(frozen=True)
class Label:
    """A country's name in the middle of what is seen of it; `code` is ISO 3166 alpha-3."""

    x: float
    y: float
    code: str


@dataclass(frozen=True)
class Town:
    """A town for orientation. `names` by script; the label stands to the right of its mark."""

    x: float
    y: float
    latin: str
    arabic: str


@dataclass(frozen=True)
class Other:
    """Another place that reports give, by its number in the list; `circle` as in MapView."""

    x: float
    y: float
    circle: float
    number: int
    claims: tuple[str, ...]


@dataclass(frozen=True)
class MapView:
    """`circle` is the radius in pixels within which the place lies, 0 when not known; `scale` the length
    in pixels of `scale_km` kilometres."""

    land: str
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    dots: tuple[Dot, ...]
    circle: float
    labels: tuple[Label, ...]
    towns: tuple[Town, ...] = ()
    others: tuple[Other, ...] = ()
    scale: float = 0.0
    scale_km: int = 0


def locator(site: Where, others: Sequence[Told] = ()) -> MapView | None:
    """The map around one place and the other places told; None when the record gives it no point.

    A place more than six degrees away is left to the list: the map would show nothing.
    """
    if not _on_earth(site):
        return None
    assert site.lat is not None
    assert site.lon is not None
    near = [o for o in others if o.lat is not None and o.lon is not None and _degrees_off(site, o) <= 6]
    reach = (site.radius_m or 0) / _M_PER_DEGREE
    spread = max((_degrees_off(site, o) for o in near), default=0)
    return _around(site, near, max(2.4, reach * 1.6, spread * 1.25))


def close_up(site: Where, others: Sequence[Told] = ()) -> MapView | None:
    """The map of the near surroundings; None when the place is not known well enough for one."""
    if not _on_earth(site) or not site.radius_m or site.radius_m > _CLOSE_M:
        return None
    half = max(0.12, 2.5 * site.radius_m / _M_PER_DEGREE)
    near = [o for o in others if o.lat is not None and _degrees_off(site, o) <= half]
    return _around(site, near, half)


def _degrees_off(site: Where, other: Told) -> float:
    assert site.lat is not None
    assert site.lon is not None
    assert other.lat is not None
    assert other.lon is not None
    squeeze = math.cos(math.radians(site.lat)) * HEIGHT / WIDTH
    return max(abs(site.lat - other.lat), abs((site.lon - other.lon + 180) % 360 - 180) * squeeze)


def _around(site: Where, others: Sequence[Told], half_height: float) -> MapView:
    assert site.lat is not None
    assert site.lon is not None
    frame = _frame(site.lon, site.lat, half_height)
    per_metre = HEIGHT / (frame.north - frame.south) / _M_PER_DEGREE
    marks = tuple(
        Other(frame.x(o.lon), frame.y(o.lat), round((o.radius_m or 0) * per_metre, 1), o.number, o.claims)
        for o in others
        if o.lat is not None and o.lon is not None
    )
    dot = Dot(frame.x(site.lon), frame.y(site.lat), 5, "")
    view = _view(frame, (dot,), round((site.radius_m or 0) * per_metre, 1))
    km = next(k for k in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1) if k * 1000 * per_metre <= 130 or k == 1)
    taken = [(dot.x, dot.y), *((o.x, o.y) for o in marks), *((label.x, label.y) for label in view.labels)]
    return replace(
        view,
        others=marks,
        towns=tuple(_towns(frame, taken)),
        scale=round(km * 1000 * per_metre, 1),
        scale_km=km,
    )


def _towns(frame: Frame, taken: Sequence[Point]) -> Iterator[Town]:
    """The largest towns seen, as far as their names stand clear of one another and of the marks."""
    boxes = [(x - 9, y - 9, x + 9, y + 9) for x, y in taken]
    count = 0
    for entry in Atlas.load().towns(frame.south, frame.west, frame.north, frame.east, 40):
        x, y = frame.x(entry.lon), frame.y(entry.lat)
        width = 10 + 6.4 * max(len(entry.name), len(entry.name_ar))
        box = (x - 4, y - 8, x + width, y + 8)
        inside = 4 < x < WIDTH - width and 22 < y < HEIGHT - 26
        if inside and all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in boxes):
            boxes.append(box)
            count += 1
            yield Town(x, y, entry.name, entry.name_ar or entry.name)
            if count == _MOST_TOWNS:
                return


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
    at: dict[str, list[Incident]] = {}
    for incident in placed:
        at.setdefault(spot(incident.site), []).append(incident)
    dots = []
    for name, group in at.items():
        site = group[0].site
        radius = bubble_radius(sum(killed.get(i.id, 0) for i in group))
        radius = max(radius, 7.5) if len(group) > 1 else radius
        more = tuple(i.id for i in group[1:])
        dots.append(Dot(frame.x(site.lon or 0), frame.y(site.lat or 0), radius, group[0].id, more, name))
    return _view(frame, tuple(sorted(dots, key=lambda d: (-d.radius, d.incident))), 0)


def spot(site: Where) -> str:
    """A name for the point of a place, the same for places at one point; empty when there is none."""
    return f"{site.lat:.3f}_{site.lon:.3f}" if site.lat is not None and site.lon is not None else ""


def _on_earth(site: Where) -> bool:
    return site.lat is not None and site.lon is not None and abs(site.lat) <= 90 and abs(site.lon) <= 180


def _frame(lon: float, lat: float, half_height: float) -> Frame:
    squeeze = max(0.2, math.cos(math.radians(lat)))
    half_width = half_height * WIDTH / HEIGHT / squeeze
    return Frame(lon - half_width, lat - half_height, lon + half_width, lat + half_height)


def _view(frame: Frame, dots: tuple[Dot, ...], circle: float) -> MapView:
    step = next(s for s in (1, 2, 5, 10, 20, 30, 60) if (frame.north - frame.south) / s <= 6)
    rings = list(rings_in(frame.west, frame.south, frame.east, frame.north))
    return MapView(
        land="".join(_path(ring, frame) for _, ring in rings),
        meridians=tuple(Line(frame.x(v), _degrees(v, "EW")) for v in _multiples(frame.west, frame.east, step)),
        parallels=tuple(Line(frame.y(v), _degrees(v, "NS")) for v in _multiples(frame.south, frame.north, step)),
        dots=dots,
        circle=circle,
        labels=tuple(_labels(rings, frame, dots)) if step < 10 and frame.north - frame.south > 1.5 else (),
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
