"""The straight line, from bytes to dossier. Read this first.

    bytes → Report → ParsedReport → Claims → Incident → Record → dossier
            ingest   text           extract   group      reconcile  export

Every step is a pure function over frozen values. Storage, processes and progress
wrap the line and never enter it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from isnad.extract.extract import read_report
from isnad.group.cluster import Comparer
from isnad.group.group import group_readings
from isnad.group.settle import is_open, settle, settle_readings
from isnad.group.subject import beside
from isnad.group.vocabulary import Vocabulary
from isnad.ingest.reader import load
from isnad.ingest.source import Source
from isnad.issues import Issue
from isnad.lang.pack import load_pack, packs
from isnad.model.incident import Incident, Reading
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.reconcile.reconcile import reconcile

_UNKNOWN = "und"
"""What a language tag begins with where the language was not recognised."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one source: a reading, or None where it is no report; and the issues."""

    reading: Reading | None
    issues: tuple[Issue, ...] = ()


def read_source(item: Source | Report, published: str | None = None) -> Outcome:
    """Bytes → Report → Claims. Never raises on what a report says: a report that trips
    a step is kept without claims, with an issue."""
    line = load(item, published=published)
    if line.report is None:
        return Outcome(reading=None, issues=line.issues)
    reading, issues = read_claims(line.report)
    return Outcome(reading=reading, issues=(*line.issues, *issues))


def read_claims(report: Report) -> tuple[Reading, tuple[Issue, ...]]:
    """Report → Claims, with the pack of the report's language."""
    nothing = Reading(report=report, claims=())
    code = (report.language or "").partition("-")[0]
    if code not in packs():
        told = f"in {report.language}" if code not in ("", _UNKNOWN) else "in a language that was not recognised"
        reason = f"the text is {told}: it is kept and shown, its claims were not read"
        hint = f"isnad reads {', '.join(packs())}; docs/language-packs.md says how a language is added"
        return nothing, (_issue("I-ingest-language", report, reason, hint),)
    pack = load_pack(code)  # a broken pack is no report's fault: PackError ends the run
    try:
        reading = read_report(report, pack)
    except Exception as fault:
        reason = f"{type(fault).__name__}: {fault}"
        return nothing, (_issue("I-extract-failed", report, reason, "a fault of isnad: please report it"),)
    if not reading.claims:
        return reading, (_issue("I-extract-nothing", report, "no event was found in this report"),)
    return reading, ()


def make_incidents(
    readings: Sequence[Reading],
    *,
    known: Vocabulary | None = None,
    beside: Sequence[Reading] = (),
    compared: Callable[[Comparer], None] | None = None,
) -> tuple[Incident, ...]:
    """Claims → Incidents, independent of the order of the readings. The options are those of
    group_readings, for an archive that groups a part of what it holds."""
    by_id = {reading.report.id: reading for reading in sorted(readings, key=lambda r: r.report.id)}
    return settle(group_readings(tuple(by_id.values()), known=known, beside=beside, compared=compared))


def iter_records(incidents: Sequence[Incident], readings: Sequence[Reading]) -> Iterator[Record]:
    """Incidents → Records, one at a time."""
    by_id = {reading.report.id: reading for reading in sorted(readings, key=lambda r: r.report.id)}
    return (reconcile(incident, by_id) for incident in incidents)


def make_records(readings: Sequence[Reading]) -> tuple[Record, ...]:
    """Claims → Incidents → Records, independent of the order of the readings."""
    return tuple(iter_records(make_incidents(readings), readings))


def has_open_date(reading: Reading) -> bool:
    """Whether only the group can tell the day that a reading's claims leave open."""
    return any(is_open(claim) for claim in reading.claims)


def settle_dates(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with the days that they fix together; those they do not fix stay open."""
    return settle_readings(readings, settle(group_readings(tuple(readings))))


def settle_run(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of a whole small run, in their order: days that they fix together are filled in, and claims about
    another event than the one the run is about are told as such."""
    incidents = settle(group_readings(tuple(readings)))
    return beside(settle_readings(readings, incidents), incidents)


def _issue(code: str, report: Report, reason: str, hint: str = "") -> Issue:
    return Issue(code=code, report=report.id, place=report.source or "", reason=reason, hint=hint)
