"""Whether two readings tell of one event: explained features, hard vetoes, one number.

Positive points speak for one event. The points are those of a logistic regression over pairs of
July reports that people put together or kept apart, rounded: what a report begins with and the
rare words of its text tell more than place and day, which a city shares with every event of its
day; a report that counts people in passing, or names many sites, tells of no event of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import fsum, log, log2

import msgspec

from isnad.group.features import Point, Signature
from isnad.group.vocabulary import likeness
from isnad.places.geometry import haversine_km

MERGE = 2.9
"""Points from which two reports of a large run are one event (see `threshold`)."""
LEAST_MERGE = 1.6
LARGE_RUN = 2000
"""Reports of events in the run that the points were fitted on."""
PRIOR = 0.48
"""How much less that is for each natural logarithm by which the run is smaller."""
STRICT = 0.5
"""Strictness from which two places or two days exclude each other. In a small run a misread day or place is
likelier than a second event so like the first: there they count this much against one event,"""
TWO_PLACES_SMALL = -3.0
TWO_DATES_SMALL = -2.5
STRICTER = -12.0
"""and for each step of strictness so much more."""
SETTING = (0.2, 0.4)
"""How far below the threshold of a small and of a large run place, day and kind together stay: a city can see two
such events in a day."""
FAR_KM = 60.0
WIDE_KM = 200.0
"""How far one earthquake, flood or storm is told of by different places."""
COPIED = 0.45
"""Share of the shorter text from which two reports are copies, whatever else they say."""
PASSING = -0.75
"""Points for each report that counts people late in its text or not at all."""
ROUND_UP = -0.95
"""Points for each report that names more than `SITES` sites."""
SITES = 3
COUNTRIES = -1.3
"""Points for two countries where neither report tells a precise place: reports of a cross-border
affair put either country first."""
CROWD = 32
"""Reports of one place and a few days from which the place tells next to nothing."""
DAY_CROWD = 64
"""Reports of a few days from which the day tells next to nothing."""
NEAR_KM = 15.0
TWO_DATES = 2
"""Days between two told intervals from which they exclude each other."""
WORDS = 3.2
"""Points for two reports whose rare words are the same."""
RARE = 0.2
"""Points for each word in common that next to no other report of the run holds, and"""
MOST_RARE = 1.0
"""what they can come to."""
NEXT_DAY = -0.5
"""Points for told days of which one follows the other: half the time a statement's day is told."""
BESIDE = 0.25
"""How much of what few reports of those days say for one day they say for two that follow one another; nothing in
a handful of reports, where every day has few."""
ANOTHER_DAY = -1.5
"""Points for told days that exclude each other where one report of a small run tells the other's day as well."""
OTHER_FIGURES = -0.5
"""Points where both count people and no count is the same."""
RECALLED = -2.0
"""Points where one report gives the other's count as that of another event than its own."""


def threshold(reports: int) -> float:
    """The points from which two reports of a run of so many are one event.

    Points are evidence; what it has to outweigh is how unlikely it is that two reports taken at random tell of
    one event, and that falls with the size of the run: among forty reports that somebody put together, one pair
    in ten does, among thousands of a newspaper's stream one in ten thousand.
    """
    return round(max(LEAST_MERGE, MERGE - PRIOR * max(0.0, log(LARGE_RUN / max(1, reports)))), 4)


def _strictness(merge: float) -> float:
    """0 for a run of a hundred reports and less, 1 for a large one, by its threshold."""
    return (merge - LEAST_MERGE) / (MERGE - LEAST_MERGE)


class Feature(msgspec.Struct, frozen=True):
    """One reason for or against: a name, its points, and a sentence."""

    name: str
    points: float
    why: str


class Verdict(msgspec.Struct, frozen=True):
    """`veto` names what makes one event impossible, or is empty."""

    points: float
    features: tuple[Feature, ...]
    veto: str = ""


class Side(msgspec.Struct, frozen=True):
    """A reading to be judged: its signature, its weighed rare words, how much each word of its lead
    tells, how many readings of those days name its place, how many there are of those days, and the
    words that next to no other reading holds."""

    signature: Signature
    words: Mapping[str, float] = {}
    lead: Mapping[str, float] = {}
    crowd: int = 1
    day_crowd: int = 100
    rare: frozenset[str] = frozenset()


Told = tuple[float, Callable[[], str]]
"""Points, and what makes the sentence: most pairs are judged without anybody asking for it."""


def judge(
    left: Side, right: Side, wording: float, tell: bool = True, least: float = -99.0, merge: float = MERGE
) -> Verdict:
    """Compares two readings; symmetric. `wording` is the share of the shorter text that both hold, `merge` the
    threshold of the run.

    Points and veto are the same without the features, which only `tell` asks for. Where the points
    cannot come to `least` whatever the words are, they are what they could be at most.
    """
    a, b, strict = left.signature, right.signature, _strictness(merge)
    crowd = min(left.crowd, right.crowd)
    if (a.low is None) != (b.low is None):
        # Of one of them nobody knows how many tell of its place in its days.
        crowd = max(crowd, CROWD // 2)
    place, veto = _place(a, b, crowd)
    when: Told = (0.0, _nothing)
    if not veto or wording >= COPIED or strict < STRICT:
        place_veto = veto
        when, veto = _date(a, b, min(left.day_crowd, right.day_crowd), strict)
        if strict < STRICT and wording < COPIED:
            if place_veto and not veto:
                place = (TWO_PLACES_SMALL + STRICTER * strict, place[1])
            elif veto and not place_veto:
                when, veto = _softly(a, b, when, strict), ""
    if veto and wording < COPIED:
        return Verdict(-9.0, _features((place, when)) if tell else (), veto)
    kind = _kind(a, b)
    below = SETTING[0] + (SETTING[1] - SETTING[0]) * strict
    surplus = round(max(0.0, place[0] + when[0] + kind[0] - (merge - below)), 4)
    setting = -surplus, lambda: "one city can see two such events in a day"
    named = a.names | b.names if place[0] > 0 else _NOBODY
    found = [place, when, kind, setting, _toll(a, b), _recall(a, b), _actors(a, b)]
    found += [_rare(left, right, named), _lead(left.lead, right.lead, named), _wording(wording), _focus(a, b)]
    most = round(sum(points for points, _ in found) + WORDS, 4)
    if most < least:
        return Verdict(most, ())
    found.insert(7, _words(left.words, right.words, named))
    return Verdict(round(sum(points for points, _ in found), 4), _features(found) if tell else ())


def _softly(a: Signature, b: Signature, when: Told, strict: float) -> Told:
    """What two told days count in a small run: less where one report tells the other's day as well."""
    both = a.days & b.days
    if both:
        return ANOTHER_DAY, lambda: f"a day in common: {min(both)}"
    return TWO_DATES_SMALL + STRICTER * strict, when[1]


_NOBODY: frozenset[str] = frozenset()
_NAMES = ("place", "date", "kind", "setting", "toll", "recall", "actors", "words", "rare", "lead", "wording", "focus")


def _features(found: Sequence[Told]) -> tuple[Feature, ...]:
    told = zip(_NAMES, found, strict=False)
    return tuple(Feature(name, points, why()) for name, (points, why) in told if points)


def _nothing() -> str:
    return ""


def _focus(a: Signature, b: Signature) -> Told:
    passing, wide = a.aside + b.aside, (len(a.points) > SITES) + (len(b.points) > SITES)
    told = [(passing, "counts late in the text"), (wide, "names many sites")]
    return PASSING * passing + ROUND_UP * wide, lambda: "; ".join(f"{n} of them {what}" for n, what in told if n)


def _place(a: Signature, b: Signature, crowd: int) -> tuple[Told, str]:
    if a.points and b.points:
        wide = a.families == b.families == _NATURE
        return _points(a.points, b.points, crowd, WIDE_KM if wide else FAR_KM)
    if not a.countries or not b.countries:
        return (0.0, _nothing), ""
    if not a.countries & b.countries:
        one = len(a.countries) == len(b.countries) == 1 and not (a.actors & b.actors)
        both = a.countries, b.countries
        why = lambda: "two countries: " + " and ".join("/".join(sorted(names)) for names in both)  # noqa: E731
        return (COUNTRIES if one else COUNTRIES / 2, why), ""
    if a.provinces & b.provinces:
        return (0.8, lambda: f"same region: {min(a.provinces & b.provinces)}"), ""
    return (0.0, _nothing), ""


_NATURE = frozenset({"nature"})


def _points(one: Sequence[Point], two: Sequence[Point], crowd: int, far: float) -> tuple[Told, str]:
    if _apart(one[0], two[0]) == 0:
        points = round(0.5 + max(0.0, min(1.5, 0.5 * log2(CROWD / crowd))), 2)
        names = {one[0].place, two[0].place}
        return (points, lambda: f"same place: {_either(names)}; told of in {crowd} reports of those days"), ""
    near = [(_apart(p, q), p.place, q.place) for p in one for q in two if abs(p.lat - q.lat) <= far / DEGREE_KM]
    gap, p, q = min(near, default=(far + 1, "", ""))
    if gap > far:
        least = (haversine_km(p.lat, p.lon, q.lat, q.lon) for p in one for q in two)
        return (-9.0, lambda: f"{min(least):.0f} km apart"), "two places"
    if gap == 0:
        return (-1.1, lambda: f"a place in common: {_either({p, q})}"), ""
    return (-1.0 if gap < 30 else -1.4, lambda: f"{gap:.0f} km apart"), ""


DEGREE_KM = 110.0
"""No two places whose latitudes differ by a degree are nearer than that: it has 110.6 km and more."""


def _either(names: Iterable[str]) -> str:
    return "/".join(sorted(names))


def _apart(p: Point, q: Point) -> float:
    """Kilometres between two sites beyond what their precision allows; 0 when they may be one."""
    gap = haversine_km(p.lat, p.lon, q.lat, q.lon)
    allowed = max(NEAR_KM, min(40.0, (p.radius_m + q.radius_m) / 1000))
    return 0.0 if gap <= allowed else gap


def _date(a: Signature, b: Signature, crowd: int, strict: float) -> tuple[Told, str]:
    few = round(max(0.0, min(2.0, 0.5 * log2(DAY_CROWD / crowd))), 2)
    if a.low is None or a.high is None or b.low is None or b.high is None:
        # A weekday is one in seven: where only one of two has a year, few reports of it say nothing.
        return _yearless(a, b, few if a.low is b.low is None else 0.0)
    gap = max((a.low - b.high).days, (b.low - a.high).days, 0)
    shown = a.low, a.high, b.low, b.high

    def why(what: str) -> Callable[[], str]:
        return lambda: "{}: {}..{} and {}..{}".format(what, *shown)

    if a.told and b.told:
        if gap >= TWO_DATES:
            return (-9.0, why(f"{gap} days apart")), "two dates"
        narrow = max(a.high - a.low, b.high - b.low) <= _DAY
        points = (0.4 + few if narrow else few / 2) if gap == 0 else NEXT_DAY + few * min(BESIDE, strict)
        return (points, why("days apart" if gap else "same day")), ""
    if gap > 4:
        return (-9.0, lambda: f"published {gap} days apart or more"), "two dates"
    return (round(few / 2 - 0.6 - 0.65 * gap, 2), why("days of publication and event")), ""


_DAY = timedelta(days=1)


def _yearless(a: Signature, b: Signature, few: float) -> tuple[Told, str]:
    """Days of which one at least has no year: day and month decide, else the weekday."""
    if a.monthday and b.monthday:
        one, two = a.monthday, b.monthday
        gap = _days_between(one, two)
        shown = f"{one[1]}/{one[0]} and {two[1]}/{two[0]}"
        if gap >= TWO_DATES:
            return (-9.0, lambda: f"{gap} days apart: {shown}"), "two dates"
        return (0.4 + few if gap == 0 else -0.9, lambda: f"day and month: {shown}"), ""
    if a.weekday is not None and b.weekday is not None:
        same = a.weekday == b.weekday
        return (0.3 + few / 2 if same else -1.5, lambda: "same weekday" if same else "two weekdays"), ""
    return (0.0, _nothing), ""


def _days_between(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days between two days of a leap year, the short way round."""
    gap = abs((date(2000, *a) - date(2000, *b)).days) if _real(a) and _real(b) else 0
    return min(gap, 366 - gap)


def _real(day: tuple[int, int]) -> bool:
    return day[1] <= 29 + (day[0] != 2) + (day[0] in (1, 3, 5, 7, 8, 10, 12))


def _kind(a: Signature, b: Signature) -> Told:
    common = (a.kinds.keys() & b.kinds.keys()) - {"other"}
    if common:
        return 0.9, lambda: f"both speak of {min(common)}"
    if a.families and b.families and not a.families & b.families and "arrests" not in a.families | b.families:
        return -1.3, lambda: f"{min(a.families)} and {min(b.families)}"
    return 0.0, _nothing


def _toll(a: Signature, b: Signature) -> Told:
    points = 0.0
    same: list[tuple[int, str]] = []
    other: list[tuple[int, int, str]] = []
    for effect in sorted(a.figures.keys() & b.figures.keys()):
        left, right = a.figures[effect], b.figures[effect]
        common = left & right
        if common:
            most = max(common)
            points += 0.9 if most >= 10 else 0.65 if most >= 4 else 0.25 if most > 1 else 0.05
            same.append((most, effect))
            continue
        one, two = max(left), max(right)
        other.append((one, two, effect))
        if (effect != "arrested" and one > 4 * two + 4) or two > 4 * one + 4:
            points -= 0.6
    if other and not same:
        points += OTHER_FIGURES

    def why() -> str:
        told = [f"both count {most} {effect}" for most, effect in same]
        return "; ".join(told + [f"{one} against {two} {effect}" for one, two, effect in other])

    return round(1.3 * max(-1.4, min(1.5, points)), 2), why


def _recall(a: Signature, b: Signature) -> Told:
    """One report tells of the other's event, by its count, as of another one."""
    found = [
        (max(both), effect)
        for one, other in ((a, b), (b, a))
        for effect in sorted(one.recalled.keys() & other.figures.keys())
        if (both := one.recalled[effect] & other.figures[effect]) and not one.figures[effect] & other.figures[effect]
    ]
    if not found:
        return 0.0, _nothing
    return RECALLED, lambda: "recalls {} {} of another event".format(*found[0])


def _actors(a: Signature, b: Signature) -> Told:
    common = a.actors & b.actors
    return (0.2, lambda: f"both name {min(common)}") if common else (0.0, _nothing)


def _words(left: Mapping[str, float], right: Mapping[str, float], but: frozenset[str]) -> Told:
    def why() -> str:
        both = sorted((w for w in left if w in right and w not in but), key=lambda w: (-left[w] * right[w], w))[:5]
        return f"rare words in common: {', '.join(both)}"

    return round(WORDS * likeness(left, right, but), 3), why


def _rare(left: Side, right: Side, but: frozenset[str]) -> Told:
    both = (left.rare & right.rare) - but
    why = lambda: f"hardly anyone else has: {', '.join(sorted(both)[:5])}"  # noqa: E731
    return round(min(MOST_RARE, RARE * len(both)), 2), why


def _lead(left: Mapping[str, float], right: Mapping[str, float], but: frozenset[str]) -> Told:
    """Headline and first sentences, where a report says what it is about. Formulas that half the
    reports begin with tell nothing, however much two beginnings look alike."""
    both = (left.keys() & right.keys()) - but

    def why() -> str:
        first = sorted(both, key=lambda w: (-left[w], w))[:5]
        return f"telling words of both beginnings: {', '.join(first)}"

    return round(min(3.0, 0.48 * fsum(left[w] for w in both)), 3), why


def _wording(share: float) -> Told:
    if share < 0.12:
        return 0.0, _nothing
    points = round(1.8 * min(share, COPIED) + (0.3 if share >= COPIED else 0.0), 3)
    return points, lambda: f"{share:.0%} of the shorter text in common"
