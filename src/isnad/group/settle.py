"""Days that one report cannot fix and its group can: the dates of claims, once incidents stand.

A report that says only "Saturday" keeps an open date; where the reports of its incident
together fix the day, and the words agree with it, the claim is given that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from isnad.group.dates import Constraint, iso_day, parse
from isnad.model.claim import Claim
from isnad.model.incident import Incident, Reading
from isnad.model.values import DateValue


def settle(incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents with the open dates of their claims filled where the incident's day agrees."""
    return tuple(_settled(incident) for incident in incidents)


def settle_readings(readings: Sequence[Reading], incidents: Sequence[Incident]) -> tuple[Reading, ...]:
    """The readings with the same dates in their claims as in the incidents they belong to."""
    known = {claim.claim: claim for incident in incidents for claim in incident.claims}
    return tuple(msgspec.structs.replace(r, claims=tuple(known.get(c.claim, c) for c in r.claims)) for r in readings)


def is_open(claim: Claim) -> bool:
    """Whether a claim is a date that its own report leaves open."""
    return isinstance(claim.value, DateValue) and claim.value.low is None and claim.value.high is None


def _settled(incident: Incident) -> Incident:
    low, high = iso_day(incident.date.low), iso_day(incident.date.high)
    if low is None or low != high or not any(is_open(c) for c in incident.claims):
        return incident
    claims = tuple(_with_day(claim, low) for claim in incident.claims)
    return msgspec.structs.replace(incident, claims=claims)


def _with_day(claim: Claim, day: date) -> Claim:
    value = claim.value
    if not isinstance(value, DateValue) or not is_open(claim) or claim.event != "main":
        return claim
    if not _agrees(parse(value.constraint), day):
        return claim
    filled = msgspec.structs.replace(value, low=day.isoformat(), high=day.isoformat())
    return msgspec.structs.replace(claim, value=filled)


def _agrees(asked: Constraint, day: date) -> bool:
    """Whether the words fix something of the day and contradict nothing of it."""
    said = [
        (asked.weekday, day.weekday()),
        (asked.day, day.day),
        (asked.month, day.month),
        (asked.year, day.year),
    ]
    fixed = [(a, b) for a, b in said if a is not None]
    return bool(fixed) and all(a == b for a, b in fixed)
