"""Whether two readings tell of one event: explained features, hard vetoes, one number.

Positive points speak for one event. The scale is that of `MERGE`: place and day together do
not reach it without likeness in words, figures or wording, because a city sees two incidents
in a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec

from isnad.group.features import Point, Signature, km
from isnad.group.vocabulary import likeness

MERGE = 4.2
SETTING = 3.7
"""The most that place, day and kind can give together, where both reports tell the day."""
LOOSE_SETTING = 3.2
"""The same where a day of publication stands for a day that is not told."""
FAR_KM = 60.0
COUNTRIES = -3.0
"""Points for two countries where neither report tells a precise place: reports of a cross-border
affair put either country first."""
NEAR_KM = 15.0
TWO_DATES = 2
"""Days between two told intervals from which they exclude each other."""


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


def judge(
    a: Signature,
    b: Signature,
    words: tuple[Mapping[str, float], Mapping[str, float]],
    wording: float,
) -> Verdict:
    """Compares two readings; symmetric. `words` are their weighed rare words, `wording` the share
    of the shorter text that both hold."""
    place, veto = _place(a, b)
    if veto and wording < 0.45:
        return Verdict(-9.0, (place,), veto)
    when, veto = _date(a, b)
    if veto and wording < 0.45:
        return Verdict(-9.0, (place, when), veto)
    kind = _kind(a, b)
    soft = any(s.low is not None and not s.told for s in (a, b))
    limit = LOOSE_SETTING if soft else SETTING
    named = a.names | b.names if place.points > 0 else frozenset()
    surplus = round(max(0.0, place.points + when.points + kind.points - limit), 4)
    setting = Feature("setting", -surplus, "one city can see two such events in a day")
    found = (place, when, kind, setting, _toll(a, b), _actors(a, b), _words(*words, named), _wording(wording))
    features = tuple(f for f in found if f.points)
    return Verdict(round(sum(f.points for f in features), 4), features)


def _place(a: Signature, b: Signature) -> tuple[Feature, str]:
    if a.points and b.points:
        gaps = [(_apart(p, q), p, q) for p in a.points for q in b.points]
        gap, p, q = min(gaps, key=lambda g: (g[0], g[1].place, g[2].place))
        main = _apart(a.points[0], b.points[0])
        if main == 0:
            names = "/".join(sorted({a.points[0].place, b.points[0].place}))
            return Feature("place", 3.0, f"same place: {names}"), ""
        if gap == 0:
            return Feature("place", 1.6, f"a place in common: {'/'.join(sorted({p.place, q.place}))}"), ""
        if gap > FAR_KM:
            return Feature("place", -9.0, f"{gap:.0f} km apart"), "two places"
        return Feature("place", 0.4 if gap < 30 else -0.5, f"{gap:.0f} km apart"), ""
    if a.countries and b.countries:
        if not a.countries & b.countries:
            both = "/".join(sorted(a.countries)), "/".join(sorted(b.countries))
            told = f"two countries: {both[0]} and {both[1]}"
            if len(a.countries) == len(b.countries) == 1 and not (a.actors & b.actors):
                return Feature("place", COUNTRIES, told), ""
            return Feature("place", COUNTRIES / 2, told), ""
        if a.provinces & b.provinces:
            return Feature("place", 1.2, f"same region: {sorted(a.provinces & b.provinces)[0]}"), ""
        return Feature("place", 0.7, f"same country: {sorted(a.countries & b.countries)[0]}"), ""
    return Feature("place", 0.0, ""), ""


def _apart(p: Point, q: Point) -> float:
    """Kilometres between two sites beyond what their precision allows; 0 when they may be one."""
    gap = km(p.lat, p.lon, q.lat, q.lon)
    allowed = max(NEAR_KM, min(40.0, (p.radius_m + q.radius_m) / 1000))
    return 0.0 if gap <= allowed else gap


def _date(a: Signature, b: Signature) -> tuple[Feature, str]:
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return _yearless(a, b)
    gap = max((a.low - b.high).days, (b.low - a.high).days, 0)
    shown = f"{a.low}..{a.high} and {b.low}..{b.high}"
    if a.told and b.told:
        if gap >= TWO_DATES:
            return Feature("date", -9.0, f"{gap} days apart: {shown}"), "two dates"
        narrow = max(a.high - a.low, b.high - b.low) <= timedelta(days=1)
        points = (2.0 if narrow else 1.0) if gap == 0 else -1.2
        return Feature("date", points, f"{'same day' if gap == 0 else 'days apart'}: {shown}"), ""
    if gap > 4:
        return Feature("date", -9.0, f"published {gap} days apart or more"), "two dates"
    return Feature("date", 0.8 if gap == 0 else -0.6 * gap, f"days of publication and event: {shown}"), ""


def _yearless(a: Signature, b: Signature) -> tuple[Feature, str]:
    """Days of which one at least has no year: day and month decide, else the weekday."""
    if a.monthday and b.monthday:
        gap = _days_between(a.monthday, b.monthday)
        shown = f"{a.monthday[1]}/{a.monthday[0]} and {b.monthday[1]}/{b.monthday[0]}"
        if gap >= TWO_DATES:
            return Feature("date", -9.0, f"{gap} days apart: {shown}"), "two dates"
        return Feature("date", 1.5 if gap == 0 else -0.7, f"day and month: {shown}"), ""
    if a.weekday is not None and b.weekday is not None:
        same = a.weekday == b.weekday
        return Feature("date", 1.0 if same else -2.0, "same weekday" if same else "two weekdays"), ""
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
        return Feature("kind", -1.5, f"{sorted(a.families)[0]} and {sorted(b.families)[0]}")
    return Feature("kind", 0.0, "")


def _toll(a: Signature, b: Signature) -> Feature:
    points, why = 0.0, []
    for effect in sorted(a.figures.keys() & b.figures.keys()):
        left, right = a.figures[effect], b.figures[effect]
        common = left & right
        if common:
            most = max(common)
            points += 1.6 if most >= 10 else 1.1 if most >= 4 else 0.4 if most > 1 else 0.1
            why.append(f"both count {most} {effect}")
        elif (effect != "arrested" and max(left) > 4 * max(right) + 4) or max(right) > 4 * max(left) + 4:
            points -= 1.0
            why.append(f"{max(left)} against {max(right)} {effect}")
    return Feature("toll", max(-1.5, min(2.6, points)), "; ".join(why))


def _actors(a: Signature, b: Signature) -> Feature:
    common = sorted(a.actors & b.actors)
    if common:
        return Feature("actors", 0.5, f"both name {common[0]}")
    return Feature("actors", 0.0, "")


def _words(left: Mapping[str, float], right: Mapping[str, float], but: frozenset[str]) -> Feature:
    like = likeness(left, right, but)
    points = round(min(4.0, 9.0 * (like - 0.08)), 3)
    both = sorted((w for w in left if w in right and w not in but), key=lambda w: (-left[w] * right[w], w))[:5]
    return Feature("words", points, f"rare words in common: {', '.join(both)}" if both else "no rare word in common")


def _wording(share: float) -> Feature:
    if share < 0.12:
        return Feature("wording", 0.0, "")
    points = 4.5 if share >= 0.45 else round(6 * share, 3)
    return Feature("wording", points, f"{share:.0%} of the shorter text in common")
