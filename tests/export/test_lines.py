"""The data beside the pages is the contract's, and a spreadsheet cannot be made to run it."""

from __future__ import annotations

import csv
import io
import json

import msgspec

from isnad.export.lines import TOLL_COLUMNS, claims_lines, incident_lines, issue_lines, toll_csv
from isnad.issues import Issue
from isnad.model.claim import Claim
from isnad.model.codec import claim_from_dict
from isnad.model.record import Record


def test_a_claim_line_reads_back_as_the_claim(record: Record) -> None:
    lines = list(claims_lines(record.incident.claims))
    assert [claim_from_dict(json.loads(line)) for line in lines] == list(record.incident.claims)
    assert not any("\n" in line for line in lines)


def test_arabic_stands_as_it_is(record: Record) -> None:
    assert "ثلاثة" in next(iter(claims_lines(record.incident.claims)))


def test_an_incident_line_has_the_contracts_fields(record: Record) -> None:
    plain = json.loads(next(iter(incident_lines([record]))))
    fields = {"incident", "title", "kind", "date", "site", "reports", "toll", "rules"}
    assert fields | {"conflicts", "statements", "claims"} <= set(plain)
    assert plain["claims"] == [c.claim for c in record.incident.claims]


def test_an_issue_line() -> None:
    issue = Issue(code="I-1", report="تقرير", place="byte 3", reason='"quoted"\nreason')
    (line,) = issue_lines([issue])
    assert json.loads(line) == msgspec.to_builtins(issue)


def test_the_toll_has_a_row_for_each_row_of_the_record(record: Record) -> None:
    rows = list(csv.DictReader(io.StringIO(toll_csv([record]))))
    assert list(rows[0]) == list(TOLL_COLUMNS)
    assert [(r["effect"], r["role"], r["low"], r["high"]) for r in rows] == [
        ("killed", "person", "3", ""),
        ("killed", "worker", "3", "3"),
        ("killed", "attacker", "1", "1"),
        ("wounded", "person", "5", "5"),
    ]
    assert rows[0]["place_ar"] == "الرقة"


def test_a_cell_never_starts_a_formula(record: Record) -> None:
    site = msgspec.structs.replace(record.incident.site, name='=HYPERLINK("http://x")')
    incident = msgspec.structs.replace(record.incident, site=site)
    table = toll_csv([msgspec.structs.replace(record, incident=incident)])
    assert next(csv.DictReader(io.StringIO(table)))["place"].startswith("'=")


def test_nothing_gives_no_lines(arrest: Claim) -> None:
    assert list(claims_lines([])) == []
    assert toll_csv([]) == ",".join(TOLL_COLUMNS) + "\n"
    assert len(list(claims_lines([arrest]))) == 1
