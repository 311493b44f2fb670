"""Links between incidents: what followed from what, so far as the reports themselves say so.

A raid after an attack is an incident of its own. It is tied to the attack where a report of the
raid tells of the attack as well: mentions it, names its place, or gives its count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from isnad.group.dates import iso_day
from isnad.group.features import is_point, km
from isnad.group.kinds import kind_named
from isnad.group.score import NEAR_KM
from isnad.group.toll import effect_of
from isnad.model.incident import Incident
from isnad.model.values import CasualtyValue, SiteValue

RESPONSE = "response"
"""Arrests and raids in answer to an act of violence."""
LATEST_DAYS = 14
"""How long after an act its answer is looked for."""
SEVERAL = 3
"""A count of fewer dead or wounded is shared by chance."""


class Link(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """`after` followed from `before`; `reports` are those that say so."""

    before: str
    after: str
    kind: str
    why: str
    reports: tuple[str, ...]


def links(incidents: Sequence[Incident]) -> tuple[Link, ...]:
    """The links between incidents, in the order of their ids; independent of the order given.

    Of several earlier acts that a report could mean, the one most of its evidence points to is
    taken, and none where two have the same. No incident is compared with all others: only with
    those of the days before it.
    """
    acts: dict[int, list[Incident]] = {}
    for incident in incidents:
        day = iso_day(incident.date.low)
        if day is not None and kind_named(incident.kind).family == "violence":
            acts.setdefault(day.toordinal(), []).append(incident)
    out: list[Link] = []
    for incident in incidents:
        day = iso_day(incident.date.low)
        if day is None or kind_named(incident.kind).family != "arrests":
            continue
        near = [a for n in range(LATEST_DAYS + 1) for a in acts.get(day.toordinal() - n, ())]
        found = sorted(((_evidence(act, incident), act) for act in near), key=lambda t: (-len(t[0]), t[1].id))
        if found and found[0][0] and (len(found) == 1 or len(found[1][0]) < len(found[0][0])):
            evidence, act = found[0]
            told = tuple(sorted({report for report, _ in evidence}))
            why = "; ".join(dict.fromkeys(reason for _, reason in evidence))
            out.append(Link(before=act.id, after=incident.id, kind=RESPONSE, why=why, reports=told))
    return tuple(sorted(out))


def by_incident(found: Iterable[Link]) -> Mapping[str, tuple[Link, ...]]:
    """The links of each incident, both those to what came before and to what came after."""
    out: dict[str, list[Link]] = {}
    for link in found:
        out.setdefault(link.before, []).append(link)
        out.setdefault(link.after, []).append(link)
    return {name: tuple(several) for name, several in sorted(out.items())}


def _evidence(act: Incident, answer: Incident) -> list[tuple[str, str]]:
    """What the reports of the answer tell of the act: report and reason, in the order of the reports."""
    own = {m.id for m in answer.members if m.role == "covers"}
    counts = {(e, c.low) for m in act.members for e, cs in m.toll.items() for c in cs if c.low and c.low >= SEVERAL}
    out = {(m.id, f"mentions {act.id}") for m in act.members if m.id in own}
    for claim in answer.claims:
        value = claim.value
        if claim.report not in own:
            continue
        if isinstance(value, SiteValue) and _at(value, act):
            out.add((claim.report, f"names {act.site.name}"))
        elif isinstance(value, CasualtyValue) and (effect_of(claim), value.low) in counts:
            out.add((claim.report, f"counts {value.low} {value.effect} as its reports do"))
    return sorted(out)


def _at(value: SiteValue, act: Incident) -> bool:
    site = act.site
    if value.lat is None or value.lon is None or site.lat is None or site.lon is None:
        return False
    if not is_point(value.precision, value.radius_m or 15_000) or not is_point(site.precision, site.radius_m or 15_000):
        return False
    return km(value.lat, value.lon, site.lat, site.lon) <= NEAR_KM
