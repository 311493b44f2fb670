"""An incident as it was known on a day: without the reports that came later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from isnad.group.group import COVERS, day_told
from isnad.group.kinds import best_kind, kind_votes
from isnad.group.place import solve_site
from isnad.group.settle import settle
from isnad.group.titles import title
from isnad.model.incident import Incident, Reading
from isnad.model.report import Report


def known_day(report: Report) -> str | None:
    """The ISO day by which a report was known: of its publication, else of its collection."""
    day = (report.published or report.retrieved or "")[:10]
    return day or None


def days_of(incident: Incident, readings: Mapping[str, Reading]) -> dict[str, tuple[str, ...]]:
    """The days on which reports that cover the incident came, in order, with those reports; a
    report without a day, or without a reading, is on none."""
    out: dict[str, list[str]] = {}
    for member in incident.members:
        day = known_day(readings[member.id].report) if member.id in readings else None
        if day is not None and member.role == COVERS:
            out.setdefault(day, []).append(member.id)
    return {day: tuple(sorted(out[day])) for day in sorted(out)}


def known_by(incident: Incident, readings: Mapping[str, Reading], day: str) -> Incident | None:
    """The incident as the reports known by the end of `day` tell it; None where none covers it yet.

    Which reports belong together, its id and its origins are today's; its day, place, kind and
    title, and the days of claims, are worked out again from those reports alone. Reports without
    a day of their own are left out.
    """
    known = {
        m.id for m in incident.members if m.id in readings and "" < (known_day(readings[m.id].report) or "") <= day
    }
    if len(known) == len(incident.members):
        return incident
    members = tuple(m for m in incident.members if m.id in known)
    if not any(m.role == COVERS for m in members):
        return None
    raw = {c.claim: c for name in sorted(known) for c in readings[name].claims}
    claims = tuple(
        msgspec.structs.replace(raw[c.claim], event=c.event, origin=c.origin) if c.claim in raw else c
        for c in incident.claims
        if c.report in known
    )
    main = [c for c in claims if c.event == "main"]
    own = {c.report for c in main}
    when = day_told([readings[m.id] for m in members if m.id in own])
    where = solve_site(main, {m.id: m.origin_family for m in members})
    kind = best_kind(kind_votes(main))
    made = msgspec.structs.replace(
        incident, kind=kind, title=title(kind, where, when), date=when, site=where, members=members, claims=claims
    )
    return settle([made])[0]


def all_known_by(incidents: Iterable[Incident], readings: Mapping[str, Reading], day: str) -> tuple[Incident, ...]:
    """Every incident that was known by the end of `day`, as it was known, in their order."""
    found = (known_by(incident, readings, day) for incident in incidents)
    return tuple(incident for incident in found if incident is not None)
