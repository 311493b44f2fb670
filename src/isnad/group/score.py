"""Whether two readings tell of one event: explained features, hard vetoes, one number.

Positive points speak for one event. The points are those of a logistic regression over pairs of
July reports that people put together or kept apart, rounded: what a report begins with and the
rare words of its text tell more than place and day, which a city shares with every event of its
day; a report that counts people in passing, or names many sites, tells of no event of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import log2

import msgspec

from isnad.group.features import Point, Signature, km
from isnad.group.vocabulary import likeness

MERGE = 2.9
SETTING = 2.5
"""The most that place, day and kind can give together: a city can see two such events in a day."""
FAR_KM = 60.0
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
OTHER_FIGURES = -0.5
"""Points where both count people and no count is the same."""


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
    tells, how many readings of those days name its place, and how many there are of those days."""

    signature: Signature
    words: Mapping[str, float] = {}
    lead: Mapping[str, float] = {}
    crowd: int = 1
    day_crowd: int = 100


def judge(left: Side, right: Side, wording: float) -> Verdict:
    """Compares two readings; symmetric. `wording` is the share of the shorter text that both hold."""
    a, b = left.signature, right.signature
    crowd = min(left.crowd, right.crowd)
    if (a.low is None) != (b.low is None):
        # Of one of them nobody knows how many tell of its place in its days.
        crowd = max(crowd, CROWD // 2)
    place, veto = _place(a, b, crowd)
    if veto and wording < COPIED:
        return Verdict(-9.0, (place,), veto)
    when, veto = _date(a, b, min(left.day_crowd, right.day_crowd))
    if veto and wording < COPIED:
        return Verdict(-9.0, (place, when), veto)
    kind = _kind(a, b)
    surplus = round(max(0.0, place.points + when.points + kind.points - SETTING), 4)
    setting = Feature("setting", -surplus, "one city can see two such events in a day")
    named = a.names | b.names if place.points > 0 else frozenset()
    about = (_words(left.words, right.words, named), _lead(left.lead, right.lead, named), _wording(wording))
    found = (place, when, kind, setting, _toll(a, b), _actors(a, b), *about, _focus(a, b))
    features = tuple(f for f in found if f.points)
    return Verdict(round(sum(f.points for f in features), 4), features)


def _focus(a: Signature, b: Signature) -> Feature:
    passing, wide = a.aside + b.aside, (len(a.points) > SITES) + (len(b.points) > SITES)
    why = [f"{passing} of them counts late in the text"] if passing else []
    why += [f"{wide} of them names many sites"] if wide else []
    return Feature("focus", round(PASSING * passing + ROUND_UP * wide, 2), "; ".join(why))


def _place(a: Signature, b: Signature, crowd: int) -> tuple[Feature, str]:
    if a.points and b.points:
        gaps = [(_apart(p, q), p, q) for p in a.points for q in b.points]
        gap, p, q = min(gaps, key=lambda g: (g[0], g[1].place, g[2].place))
        main = _apart(a.points[0], b.points[0])
        if main == 0:
            names = "/".join(sorted({a.points[0].place, b.points[0].place}))
            points = round(0.5 + max(0.0, min(1.5, 0.5 * log2(CROWD / crowd))), 2)
            return Feature("place", points, f"same place: {names}; told of in {crowd} reports of those days"), ""
        if gap == 0:
            return Feature("place", -0.6, f"a place in common: {'/'.join(sorted({p.place, q.place}))}"), ""
        if gap > FAR_KM:
            return Feature("place", -9.0, f"{gap:.0f} km apart"), "two places"
        return Feature("place", -0.5 if gap < 30 else -0.9, f"{gap:.0f} km apart"), ""
    if a.countries and b.countries:
        if not a.countries & b.countries:
            both = "/".join(sorted(a.countries)), "/".join(sorted(b.countries))
            told = f"two countries: {both[0]} and {both[1]}"
            if len(a.countries) == len(b.countries) == 1 and not (a.actors & b.actors):
                return Feature("place", COUNTRIES, told), ""
            return Feature("place", COUNTRIES / 2, told), ""
        if a.provinces & b.provinces:
            return Feature("place", 0.8, f"same region: {sorted(a.provinces & b.provinces)[0]}"), ""
        return Feature("place", 0.0, f"same country: {sorted(a.countries & b.countries)[0]}"), ""
    return Feature("place", 0.0, ""), ""


def _apart(p: Point, q: Point) -> float:
    """Kilometres between two sites beyond what their precision allows; 0 when they may be one."""
    gap = km(p.lat, p.lon, q.lat, q.lon)
    allowed = max(NEAR_KM, min(40.0, (p.radius_m + q.radius_m) / 1000))
    return 0.0 if gap <= allowed else gap


def _date(a: Signature, b: Signature, crowd: int) -> tuple[Feature, str]:
    few = round(max(0.0, min(2.0, 0.5 * log2(DAY_CROWD / crowd))), 2)
    if a.low is None or a.high is None or b.low is None or b.high is None:
        # A weekday is one in seven: where only one of two has a year, few reports of it say nothing.
        return _yearless(a, b, few if a.low is b.low is None else 0.0)
    gap = max((a.low - b.high).days, (b.low - a.high).days, 0)
    shown = f"{a.low}..{a.high} and {b.low}..{b.high}"
    if a.told and b.told:
        if gap >= TWO_DATES:
            return Feature("date", -9.0, f"{gap} days apart: {shown}"), "two dates"
        narrow = max(a.high - a.low, b.high - b.low) <= timedelta(days=1)
        points = (0.4 + few if narrow else few / 2) if gap == 0 else -0.9
        return Feature("date", points, f"{'same day' if gap == 0 else 'days apart'}: {shown}"), ""
    if gap > 4:
        return Feature("date", -9.0, f"published {gap} days apart or more"), "two dates"
    return Feature("date", round(few / 2 - 0.6 - 0.45 * gap, 2), f"days of publication and event: {shown}"), ""


def _yearless(a: Signature, b: Signature, few: float) -> tuple[Feature, str]:
    """Days of which one at least has no year: day and month decide, else the weekday."""
    if a.monthday and b.monthday:
        gap = _days_between(a.monthday, b.monthday)
        shown = f"{a.monthday[1]}/{a.monthday[0]} and {b.monthday[1]}/{b.monthday[0]}"
        if gap >= TWO_DATES:
            return Feature("date", -9.0, f"{gap} days apart: {shown}"), "two dates"
        return Feature("date", 0.4 + few if gap == 0 else -0.9, f"day and month: {shown}"), ""
    if a.weekday is not None and b.weekday is not None:
        same = a.weekday == b.weekday
        return Feature("date", 0.3 + few / 2 if same else -1.5, "same weekday" if same else "two weekdays"), ""
    return Feature("date", 0.0, ""), ""


def _days_between(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Days between two days of a leap year, the short way round."""
    gap = abs((date(2000, *a) - date(2000, *b)).days) if _real(a) and _real(b) else 0
    return min(gap, 366 - gap)


def _real(day: tuple[int, int]) -> bool:
    return day[1] <= 29 + (day[0] != 2) + (day[0] in (1, 3, 5, 7, 8, 10, 12))


def _kind(a: Signature, b: Signature) -> Feature:
    common = sorted((set(a.kinds) & set(b.kinds)) - {"other"})
    if common:
        return Feature("kind", 0.9, f"both speak of {common[0]}")
    if a.families and b.families and not a.families & b.families and "arrests" not in a.families | b.families:
        return Feature("kind", -1.3, f"{sorted(a.families)[0]} and {sorted(b.families)[0]}")
    return Feature("kind", 0.0, "")


def _toll(a: Signature, b: Signature) -> Feature:
    points, why, other = 0.0, [], []
    for effect in sorted(a.figures.keys() & b.figures.keys()):
        left, right = a.figures[effect], b.figures[effect]
        common = left & right
        if common:
            most = max(common)
            points += 0.9 if most >= 10 else 0.65 if most >= 4 else 0.25 if most > 1 else 0.05
            why.append(f"both count {most} {effect}")
            continue
        other.append(f"{max(left)} against {max(right)} {effect}")
        if (effect != "arrested" and max(left) > 4 * max(right) + 4) or max(right) > 4 * max(left) + 4:
            points -= 0.6
    if other and not why:
        points += OTHER_FIGURES
    return Feature("toll", round(1.3 * max(-1.4, min(1.5, points)), 2), "; ".join(why + other))


def _actors(a: Signature, b: Signature) -> Feature:
    common = sorted(a.actors & b.actors)
    if common:
        return Feature("actors", 0.2, f"both name {common[0]}")
    return Feature("actors", 0.0, "")


def _words(left: Mapping[str, float], right: Mapping[str, float], but: frozenset[str]) -> Feature:
    like = likeness(left, right, but)
    both = sorted((w for w in left if w in right and w not in but), key=lambda w: (-left[w] * right[w], w))[:5]
    return Feature(
        "words", round(3.2 * like, 3), f"rare words in common: {', '.join(both)}" if both else "no rare word in common"
    )


def _lead(left: Mapping[str, float], right: Mapping[str, float], but: frozenset[str]) -> Feature:
    """Headline and first sentences, where a report says what it is about. Formulas that half the
    reports begin with tell nothing, however much two beginnings look alike."""
    both = sorted((w for w in left if w in right and w not in but), key=lambda w: (-left[w], w))
    points = round(min(3.0, 0.48 * sum(left[w] for w in both)), 3)
    return Feature("lead", points, f"telling words of both beginnings: {', '.join(both[:5])}")


def _wording(share: float) -> Feature:
    if share < 0.12:
        return Feature("wording", 0.0, "")
    points = round(1.8 * min(share, COPIED) + (0.3 if share >= COPIED else 0.0), 3)
    return Feature("wording", points, f"{share:.0%} of the shorter text in common")
