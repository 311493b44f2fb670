"""What a programmer calls. Thin: each function is one arrow of the line (pipeline.py).

readings, issues = read(["reports/"])
records = reconcile(readings)
export("out", records, readings, issues)
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from isnad import __version__
from isnad.engine.local import map_ordered
from isnad.errors import InputError
from isnad.export import publish
from isnad.export.dossier import write_dossier
from isnad.export.exchange.bundle import Bundle, Options
from isnad.export.exchange.formats import chosen
from isnad.export.exchange.write import EXPORT, write_exports
from isnad.export.pages import Pages
from isnad.group.history import former_ids
from isnad.group.known import all_known_by, known_day
from isnad.group.links import Link, by_incident, links
from isnad.group.subject import RUN
from isnad.ingest.days import iso_day
from isnad.ingest.reader import find
from isnad.ingest.source import Source
from isnad.issues import Issue
from isnad.model.claim import Claim
from isnad.model.incident import Incident, Reading
from isnad.model.record import Change, Record
from isnad.model.report import Report
from isnad.pipeline import (
    Outcome,
    has_open_date,
    iter_records,
    make_incidents,
    make_records,
    read_claims,
    read_source,
    settle_dates,
    settle_run,
)
from isnad.reconcile.changes import changes
from isnad.reconcile.choose import Choice, choose
from isnad.reconcile.compare import compare

__all__ = [
    "Choice",
    "annotated_page",
    "as_of_day",
    "changes_between",
    "check_folder",
    "choose",
    "compare",
    "exchange",
    "export",
    "extract",
    "find_claim",
    "former_ids",
    "gather",
    "gather_told",
    "group",
    "iter_outcomes",
    "links_by_incident",
    "read",
    "reconcile",
    "records",
    "settled",
]


def iter_outcomes(
    names: Sequence[str], *, published: str | None = None, jobs: int = 1, stdin: BinaryIO | None = None
) -> Iterator[Outcome]:
    """Every named folder, file or "-" read, one outcome a source, in a fixed order.

    `published` (an ISO day) is the anchor of reports that bring no date of their own.
    Nothing is held back, so memory stays level. Raises InputError for a name that does
    not exist, for a date that is none, and at the end when there was no report at all.
    """
    if published is not None and (published != published.strip() or iso_day(published) is None):
        raise InputError("E-input-date", f"{published!r} is not a day", "write YYYY-MM-DD, as in 2025-12-14")
    step = functools.partial(_outcome, published=published)
    reports = 0
    for outcome in map_ordered(step, find(names, stdin=stdin), jobs=jobs):
        reports += outcome.reading is not None
        yield outcome
    if not reports:
        hint = "give .txt, .html or .jsonl files, or a folder that holds some"
        raise InputError("E-input-nothing", "nothing could be read", hint)


def read(
    names: Sequence[str], *, published: str | None = None, jobs: int = 1
) -> tuple[tuple[Reading, ...], tuple[Issue, ...]]:
    """All readings and all issues at once. Raises InputError when nothing could be read."""
    return gather(iter_outcomes(names, published=published, jobs=jobs))


def gather(outcomes: Iterable[Outcome]) -> tuple[tuple[Reading, ...], tuple[Issue, ...]]:
    """Readings of a run, by id, and its issues."""
    readings: list[Reading] = []
    issues: list[Issue] = []
    for outcome in outcomes:
        issues += outcome.issues
        if outcome.reading is not None:
            readings.append(outcome.reading)
    return tuple(sorted(readings, key=lambda reading: reading.report.id)), tuple(issues)


def gather_told(outcomes: Iterable[Outcome]) -> tuple[Reading, ...]:
    """Readings with claims only, by id: all that incidents are made of. The texts of reports that
    tell of nothing are let go as they come."""
    told = (o.reading for o in outcomes if o.reading is not None and o.reading.claims)
    return tuple(sorted(told, key=lambda reading: reading.report.id))


def group(readings: Sequence[Reading]) -> tuple[Incident, ...]:
    """The incidents that the readings tell of."""
    return make_incidents(readings)


def as_of_day(
    incidents: Sequence[Incident], readings: Sequence[Reading], day: str
) -> tuple[tuple[Incident, ...], tuple[Reading, ...]]:
    """The incidents and readings known by the end of an ISO day: reports published, else collected,
    by then. Reports without a day are left out. Ids stay; days and places are worked out again."""
    kept = tuple(r for r in readings if "" < (known_day(r.report) or "") <= day)
    return all_known_by(incidents, {r.report.id: r for r in kept}, day), kept


def changes_between(
    incidents: Sequence[Incident], readings: Sequence[Reading], first: str, last: str
) -> Iterator[tuple[Incident, tuple[Change, ...]]]:
    """What is known by the end of `last` and was not, or was otherwise, by the end of `first` (ISO
    days), incident by incident; those without a change are left out. One that is new has a single
    change, about "incident"."""
    before = {record.incident.id: record for record in records(*as_of_day(incidents, readings, first))}
    for after in records(*as_of_day(incidents, readings, last)):
        told = changes(before.get(after.incident.id), after)
        if told:
            yield after.incident, told


def links_by_incident(
    incidents: Sequence[Incident], readings: Iterable[Reading] = ()
) -> Mapping[str, tuple[Link, ...]]:
    """What followed from what, so far as the reports say so: the links of each incident that has any."""
    return by_incident(links(incidents, readings))


def records(incidents: Sequence[Incident], readings: Sequence[Reading]) -> Iterator[Record]:
    """The record of each incident, one at a time, in the order of the incidents."""
    return iter_records(incidents, readings)


def settled(outcomes: Iterable[Outcome]) -> Iterator[Reading]:
    """Every reading of a run, with what only the others can tell.

    A small run (group/subject.py) is settled whole: open days get the day of their group, and where the run is
    about one event, claims about others say so. In a longer one dated readings come as they are read; those
    whose day only their group can tell are held back to the end and settled together.
    """
    rest = iter(outcomes)
    first = list(islice((o.reading for o in rest if o.reading is not None), RUN + 1))
    if len(first) <= RUN:
        yield from settle_run(first)
        return
    held: list[Reading] = []
    for reading in chain(first, (o.reading for o in rest if o.reading is not None)):
        if has_open_date(reading):
            held.append(reading)
        else:
            yield reading
    if held:
        yield from settle_dates(held)


def extract(report: Report) -> tuple[Reading, tuple[Issue, ...]]:
    """The claims of one report, with the language pack of `report.language`, and what was wrong with it."""
    return read_claims(report)


def reconcile(readings: Sequence[Reading]) -> tuple[Record, ...]:
    """The incidents the readings tell of, each with its record."""
    return make_records(readings)


def export(
    folder: str | Path,
    records: Sequence[Record],
    readings: Sequence[Reading],
    issues: Sequence[Issue] = (),
    *,
    overwrite: bool = False,
) -> Path:
    """Write the dossier and return the page to open. The folder appears whole or not at all."""
    by_id = {reading.report.id: reading for reading in readings}
    return write_dossier(Path(folder), records, by_id, issues, version=__version__, overwrite=overwrite)


def exchange(
    folder: str | Path,
    records: Sequence[Record],
    readings: Sequence[Reading],
    formats: str,
    options: Options = Options(),  # noqa: B008 (frozen)
    *,
    overwrite: bool = False,
) -> list[Path]:
    """Write exports ("csv,geojson" or "all", see docs/exports.md) into FOLDER/NAME/ and return their files."""
    bundle = Bundle.of(records, readings, __version__)
    return write_exports(Path(folder), chosen(formats), bundle, options, overwrite=overwrite)


def annotated_page(readings: Sequence[Reading]) -> str:
    """One self-contained HTML page with the reports in full, their claims lit in place."""
    return Pages((), {r.report.id: r for r in readings}, __version__).outside() or ""


def check_folder(folder: str | Path, *, overwrite: bool = False, exports: bool = False) -> None:
    """Raises InputError when `export` (or `exchange`) could not write there, before any long work is done."""
    publish.check_folder(Path(folder), overwrite=overwrite, what=EXPORT if exports else publish.DOSSIER)


def find_claim(readings: Iterable[Reading], claim: str) -> tuple[Reading, Claim] | None:
    """The claim of that id and its report; an unambiguous beginning of an id will do."""
    found = [(r, c) for r in readings for c in r.claims if c.claim.startswith(claim)]
    exact = [pair for pair in found if pair[1].claim == claim]
    return exact[0] if exact else found[0] if len(found) == 1 else None


def _outcome(item: Source | Report | Issue, published: str | None) -> Outcome:
    if isinstance(item, Issue):
        return Outcome(reading=None, issues=(item,))
    return read_source(item, published)
