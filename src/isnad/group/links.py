"""Links between incidents: what followed from what, so far as the reports themselves say so.

A raid after an attack, the burial of its dead, the trial for it, an aftershock, a later count: each is an
incident of its own. It is tied to the earlier one where a report of it tells of that as well: mentions
it, names its place, or gives its count. What kinds there are stands in sequels.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources

import msgspec

from isnad.group.dates import iso_day
from isnad.group.features import is_point
from isnad.group.kinds import kind_named
from isnad.group.score import NEAR_KM
from isnad.group.toll import effect_of
from isnad.lang.read import read_yaml
from isnad.model.incident import Incident, Reading
from isnad.model.values import CasualtyValue, SiteValue
from isnad.places.geometry import haversine_km
from isnad.reuse.words import words

RESPONSE = "response"
"""Arrests and raids in answer to an act of violence."""
SEVERAL = 3
"""A count of fewer dead or wounded is shared by chance."""
OPENING = 40
"""Words within which a report says that it tells of a burial, a trial, a later count."""
MANY = 40
"""Earlier incidents that share a count, from which on the count tells nothing."""


class Link(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """`after` followed from `before`; `reports` are those that say so. `kind` is response, aftershock,
    funeral, trial or revised toll; `why` says what ties them."""

    before: str
    after: str
    kind: str
    why: str
    reports: tuple[str, ...]


class _Sequel(msgspec.Struct, frozen=True):
    """A row of sequels.yaml."""

    kind: str
    en: str
    ar: str
    family: str
    after: tuple[str, ...]
    days: int
    reasons: int
    words: tuple[str, ...]


@cache
def _sequels() -> tuple[tuple[_Sequel, tuple[tuple[str, ...], ...]], ...]:
    raw = read_yaml(resources.files(__package__).joinpath("sequels.yaml"))
    rows = (msgspec.convert(row, _Sequel) for row in raw)
    return tuple((row, tuple(words(surface).text for surface in row.words)) for row in rows)


def links(incidents: Sequence[Incident], readings: Iterable[Reading] = ()) -> tuple[Link, ...]:
    """The links between incidents, in the order of their ids; independent of the order given.

    Of several earlier incidents that a report could mean, the one most of its evidence points to is
    taken, and none where two have the same. No incident is compared with all others: only with those that its
    reports mention, of which they name the place, or give the count. Without `readings` only what the kind of an
    incident tells is found.
    """
    texts = {r.report.id: r.report.text for r in readings}
    earlier = _Earlier(incidents)
    out: list[Link] = []
    for incident in incidents:
        day = iso_day(incident.date.low)
        if day is None:
            continue
        sequels = list(_kinds_of(incident, texts))
        if not sequels:
            continue
        near = earlier.told_of(incident)
        for sequel in sequels:
            found = _best(near, incident, day, sequel)
            if found is not None:
                out.append(found)
                break
    return tuple(sorted(out))


def by_incident(found: Iterable[Link]) -> Mapping[str, tuple[Link, ...]]:
    """The links of each incident, both those to what came before and to what came after."""
    out: dict[str, list[Link]] = {}
    for link in found:
        out.setdefault(link.before, []).append(link)
        out.setdefault(link.after, []).append(link)
    return {name: tuple(several) for name, several in sorted(out.items())}


def _kinds_of(incident: Incident, texts: Mapping[str, str]) -> Iterator[_Sequel]:
    """What an incident may be to an earlier one, by its kind and by what its reports begin with."""
    family = kind_named(incident.kind).family
    told = [texts[m.id] for m in incident.members if m.role == "covers" and m.id in texts]
    openings = [words(text[: 12 * OPENING]).text[:OPENING] for text in told]
    for sequel, surfaces in _sequels():
        if sequel.family not in ("", "same", family):
            continue
        if not surfaces or 2 * sum(_says(opening, surfaces) for opening in openings) >= max(1, len(openings)):
            yield sequel


def _says(opening: Sequence[str], surfaces: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of the phrases stands in an opening."""
    held = set(opening)
    return any(
        surface[0] in held and any(opening[n : n + len(surface)] == surface for n in range(len(opening)))
        for surface in surfaces
    )


Evidence = list[tuple[str, str]]


class _Earlier:
    """Incidents by what a later report can tell of them."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._mentioned: dict[str, list[Incident]] = {}
        self._cells: dict[tuple[int, int], list[Incident]] = {}
        self._counts: dict[tuple[str, int], list[Incident]] = {}
        for incident in incidents:
            for member in incident.members:
                self._mentioned.setdefault(member.id, []).append(incident)
            if incident.site.lat is not None and incident.site.lon is not None:
                self._cells.setdefault(_cell(incident.site.lat, incident.site.lon), []).append(incident)
            told = {(e, c.low) for m in incident.members for e, cs in m.toll.items() for c in cs if c.low}
            for effect, low in sorted((e, low) for e, low in told if low is not None and low >= SEVERAL):
                self._counts.setdefault((effect, low), []).append(incident)

    def told_of(self, later: Incident) -> list[tuple[Incident, Evidence]]:
        """What the reports of an incident tell of others: report and reason, in the order of the reports."""
        own = {m.id for m in later.members if m.role == "covers"}
        out: dict[str, tuple[Incident, set[tuple[str, str]]]] = {}

        def tell(act: Incident, report: str, why: str) -> None:
            if act.id != later.id:
                out.setdefault(act.id, (act, set()))[1].add((report, why))

        for report in own:
            for act in self._mentioned.get(report, ()):
                tell(act, report, f"mentions {act.id}")
        for claim in later.claims:
            value = claim.value
            if claim.report not in own:
                continue
            if isinstance(value, SiteValue) and value.lat is not None and value.lon is not None:
                row, column = _cell(value.lat, value.lon)
                for key in ((row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1)):
                    for act in self._cells.get(key, ()):
                        if _at(value, act):
                            tell(act, claim.report, f"names {act.site.name}")
            elif isinstance(value, CasualtyValue) and value.low is not None:
                acts = self._counts.get((effect_of(claim) or "", value.low), [])
                for act in acts if len(acts) <= MANY else ():
                    tell(act, claim.report, f"counts {value.low} {value.effect} as its reports do")
        return [(act, sorted(told)) for _, (act, told) in sorted(out.items())]


def _best(near: Sequence[tuple[Incident, Evidence]], later: Incident, day: date, sequel: _Sequel) -> Link | None:
    found: list[tuple[Incident, Evidence]] = []
    for act, evidence in near:
        before, family = iso_day(act.date.low), kind_named(act.kind).family
        if before is None or family not in sequel.after or not 0 <= (day - before).days <= sequel.days:
            continue
        if sequel.words and (act.date.low, act.id) >= (later.date.low, later.id) and before == day:
            continue
        if sequel.family == "same" and family != kind_named(later.kind).family:
            continue
        if len({why for _, why in evidence}) >= sequel.reasons or any(
            why == f"mentions {act.id}" for _, why in evidence
        ):
            found.append((act, evidence))
    found.sort(key=lambda t: (-len(t[1]), t[0].id))
    if not found or (len(found) > 1 and len(found[1][1]) == len(found[0][1])):
        return None
    act, evidence = found[0]
    told = tuple(sorted({report for report, _ in evidence}))
    why = "; ".join([sequel.en, *dict.fromkeys(reason for _, reason in evidence)])
    return Link(before=act.id, after=later.id, kind=sequel.kind, why=why, reports=told)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return round(lat * 2), round(lon * 2)


def _at(value: SiteValue, act: Incident) -> bool:
    site = act.site
    if value.lat is None or value.lon is None or site.lat is None or site.lon is None:
        return False
    if not is_point(value.precision, value.radius_m or 15_000) or not is_point(site.precision, site.radius_m or 15_000):
        return False
    return haversine_km(value.lat, value.lon, site.lat, site.lon) <= NEAR_KM
