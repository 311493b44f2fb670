"""The record as plain data: JSON lines as the contract writes them, and the toll as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from isnad.issues import Issue
from isnad.model.claim import Claim
from isnad.model.codec import claim_to_dict, record_to_dict, to_json
from isnad.model.record import Record

TOLL_COLUMNS = (
    "incident", "date_low", "date_high", "place", "place_ar", "country",
    "effect", "role", "nationality", "low", "high", "best", "approx", "status", "reports", "origins", "claims",
)  # fmt: skip
REVIEWS = {"accept": "confirmed", "correct": "corrected"}
"""What a person's act makes of a claim that stays."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def claims_lines(claims: Iterable[Claim], records: Sequence[Record] = ()) -> Iterator[str]:
    """One line of JSON a claim, without line ends, in the order given. What the desk decided on a
    claim of `records` stands in its `review`."""
    known = {c: r for record in records for r in record.desk for c in r.claims if r.act in REVIEWS}
    for claim in claims:
        plain = claim_to_dict(claim)
        if (ruling := known.get(claim.claim)) is not None:
            told = {f: getattr(ruling, f) for f in ("decision", "at", "who", "reason")}
            plain["review"] = {"state": REVIEWS[ruling.act], **told}
        yield to_json(plain)


def incident_lines(records: Iterable[Record]) -> Iterator[str]:
    """One line of JSON an incident, without line ends, in the order given."""
    return (to_json(record_to_dict(record)) for record in records)


def issue_lines(issues: Iterable[Issue]) -> Iterator[str]:
    """One line of JSON an issue, without line ends, in the order given."""
    return (to_json(msgspec.to_builtins(issue)) for issue in issues)


def toll_csv(records: Sequence[Record]) -> str:
    """The toll of every record, one row for each effect and category of people.

    UTF-8 without a byte order mark, which would become part of the first column's
    name in most readers. A cell that a spreadsheet would run as a formula is quoted
    with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TOLL_COLUMNS)
    for record in records:
        incident = record.incident
        where, when = incident.site, incident.date
        head = (incident.id, when.low, when.high, where.name, where.name_ar, where.country)
        for row in record.toll:
            figures = (row.effect, row.role, row.nationality, row.low, row.high, row.best)
            tail = (row.approx, row.status, row.reports, row.origins, " ".join(row.claims))
            writer.writerow([_cell(value) for value in (*head, *figures, *tail)])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
