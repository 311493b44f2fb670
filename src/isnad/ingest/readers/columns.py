"""Rows of a table → reports: which column is which field, for CSV and workbooks alike.

A sheet of auto-archiver is known by its own column names. Cells are text: a formula is
never worked out, and a cell that looks like one stays as it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from isnad.ingest.days import iso_day, settle, written_days
from isnad.ingest.identity import content_digest
from isnad.ingest.jsonl import report_of
from isnad.ingest.source import Ask, Piece, skipped
from isnad.issues import Issue
from isnad.model.report import DateFound

FIELDS = ("text", "id", "outlet", "url", "title", "published", "retrieved", "language")
_DATES = ("published", "retrieved")
_ARCHIVER = {
    "text": "text content",
    "title": "upload title",
    "url": "link",
    "published": "upload timestamp",
    "retrieved": "archive date",
}
_ARCHIVER_MARKS = {"link", "archive status"}
_ARCHIVER_GIVEN = ("archive status", "archive location", "hash", "wacz")
_MAP = "isnad add FILE --map text=COLUMN"
MAX_COLUMNS = 2_000


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Where each field stands in a row; `given` are columns that speak of custody."""

    fields: dict[str, int]
    given: dict[str, int]
    joined: bool = False


def plan_of(header: Sequence[str], place: str, ask: Ask) -> Plan | Issue:
    """The plan for a header, or why there is none."""
    names: dict[str, int] = {}
    for number, name in enumerate(header[:MAX_COLUMNS]):
        names.setdefault(name, number)
        names.setdefault(_bare(name), number)
    archiver = names.keys() >= _ARCHIVER_MARKS
    wanted: Mapping[str, str] = {**{f: f for f in FIELDS}, **(_ARCHIVER if archiver else {}), **ask.columns}
    fields: dict[str, int] = {}
    for field, column in wanted.items():
        found = names.get(column, names.get(_bare(column)))
        if found is not None:
            fields[field] = found
        elif field in ask.columns or field == "text":
            shown = ", ".join(header[:40])[:200]
            if not ask.named and not ask.columns:
                reason = f"a table without {column!r}; its columns: {shown}"
                return Issue(code="I-ingest-skipped", report="", place=place, reason=reason, hint=_MAP)
            reason = f"no column {column!r} among: {shown}"
            return Issue(code="I-ingest-field", report="", place=place, reason=reason, hint=_MAP)
    given = {name: names[name] for name in _ARCHIVER_GIVEN if archiver and name in names}
    return Plan(fields=fields, given=given, joined=archiver)


def pieces_of(
    plan: Plan, rows: Iterator[tuple[int, Sequence[object]]], raw: bytes, form: str, place: str
) -> Iterator[Piece | Issue]:
    """The report of each numbered row; `raw` are the bytes of the whole table."""
    empty = 0
    for number, row in rows:
        piece = _piece(plan, row, raw, form, f"{place}:{number}")
        if piece is None:
            empty += any(_cell(value) for value in row)
        else:
            yield piece
    yield from skipped(place, empty, "row(s) without a text")


def _piece(plan: Plan, row: Sequence[object], raw: bytes, form: str, where: str) -> Piece | None:
    fields = {f: text for f, n in plan.fields.items() if n < len(row) and (text := _cell(row[n]))}
    text, title = fields.get("text", ""), fields.get("title", "")
    if plan.joined and not text.startswith(title):
        text = f"{title}\n{text}"
    text = text or (title if plan.joined else "")
    if not text.strip():
        return None
    dates: tuple[DateFound, ...] = ()
    for field in _DATES:
        value = fields.get(field)
        if value and iso_day(value) is None and (day := next(iter(written_days(value)), None)) and not day.doubt:
            fields[field] = day.value
            if field == "published":
                found = DateFound(value=day.value, source="column", evidence=value[:120])
                dates = settle([found], retrieved=None)[1]
    fields["id"] = fields.get("id") or content_digest(fields.get("url") or text)
    line = report_of(fields, text, where, "")
    if line.report is None:
        return None
    given = {name: text for name, n in plan.given.items() if n < len(row) and (text := _cell(row[n]))}
    report = msgspec.structs.replace(line.report, dates=dates)
    return Piece(item=report, raw=raw, form=form, name=report.id, given=given, issues=line.issues)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time() and value.tzinfo is None:
        return value.date().isoformat()
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()
