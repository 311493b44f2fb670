"""The event that a small run of reports is about, and the reports in it that are about another.

A folder gathered on one attack holds look-alikes: what they tell of their own event is, for that folder, told of
another (gold/README.md: `event`). In a stream, and in an archive, every report's own event is its main one.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from isnad.model.claim import Claim
from isnad.model.incident import Incident, Reading, When, Where
from isnad.places.geometry import haversine_km

RUN = 60
"""The most reports a run may have that is looked at for one event."""
_FEWEST = 2
_APART_KM = 50.0
"""Kilometres beyond their radii from which two places are two."""


def subject(incidents: Sequence[Incident], reports: int) -> Incident | None:
    """The incident that half of the run's reports tell of, or more; the first of them where there are two."""
    best = max(incidents, key=lambda incident: len(_tellers(incident)), default=None)
    if best is None or len(_tellers(best)) < max(_FEWEST, reports / 2):
        return None
    return best


def beside(readings: Sequence[Reading], incidents: Sequence[Incident]) -> tuple[Reading, ...]:
    """The readings, in their order; main claims of a report whose own incident has another day or place than the
    subject of the run become `other:<id of that incident>`, and what such a report tells of the subject becomes
    main. Without a subject all stay as they are."""
    about = subject(incidents, len(readings))
    if about is None:
        return tuple(readings)
    within = set(_tellers(about))
    mentioned = frozenset(claim.claim for claim in about.claims)
    theirs: dict[str, list[Incident]] = {}
    for incident in incidents:
        for report in _tellers(incident):
            theirs.setdefault(report, []).append(incident)
    return tuple(
        _told_as(reading, theirs[reading.report.id][0], mentioned)
        if reading.report.id in theirs
        and reading.report.id not in within
        and all(_differs(about, incident) for incident in theirs[reading.report.id])
        else reading
        for reading in readings
    )


def _tellers(incident: Incident) -> list[str]:
    return [member.id for member in incident.members if member.role == "covers"]


def _told_as(reading: Reading, incident: Incident, mentioned: frozenset[str]) -> Reading:
    def event_of(claim: Claim) -> str:
        if claim.event == "main":
            return f"other:{incident.id}"
        return "main" if claim.claim in mentioned else claim.event

    claims = tuple(msgspec.structs.replace(claim, event=event_of(claim)) for claim in reading.claims)
    return msgspec.structs.replace(reading, claims=claims)


def _differs(one: Incident, two: Incident) -> bool:
    return _other_day(one.date, two.date) or _elsewhere(one.site, two.site)


def _other_day(one: When, two: When) -> bool:
    if one.low is None or two.low is None:
        return False
    return one.low > (two.high or two.low) or two.low > (one.high or one.low)


def _elsewhere(one: Where, two: Where) -> bool:
    if one.country and two.country and one.country != two.country:
        return True
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return False
    reach = _APART_KM + ((one.radius_m or 0) + (two.radius_m or 0)) / 1000
    return haversine_km(one.lat, one.lon, two.lat, two.lon) > reach
