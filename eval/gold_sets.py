"""A gold set read by the line: its reports, claims and incidents, as the scorers want them."""

from __future__ import annotations

import importlib
import json
import time
from pathlib import Path
from typing import Any, NamedTuple

from isnad import api
from isnad.model.codec import claim_to_dict, record_to_dict
from isnad.model.incident import Reading
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.pipeline import read_source

SETS = {"palmyra": "gold/palmyra-*.json", "dev": "gold/dev/*.json"}


class GoldSet(NamedTuple):
    """`claims` and `incidents` are plain lines, `texts` the reports' texts by id."""

    golds: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    incidents: list[dict[str, Any]]
    texts: dict[str, str]
    readings: tuple[Reading, ...]
    records: tuple[Record, ...]


def read_set(name: str, paths: list[Path]) -> GoldSet:
    """Read the reports of a gold set in one run. The texts come from the scorers' tools."""
    texts = importlib.import_module("gold_texts")
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    reports: dict[str, Report] = {}
    for row in (row for gold in golds for row in gold["reports"]):
        text = texts.text_of(row)
        reports.setdefault(
            row["id"],
            Report(
                id=row["id"],
                text=text,
                outlet=row.get("outlet"),
                url=row.get("url"),
                published=row.get("date_extracted", row.get("published")),
            ),
        )
    began = time.perf_counter()
    outcomes = [read_source(report) for report in reports.values()]
    readings = tuple(outcome.reading for outcome in outcomes if outcome.reading is not None)
    read = time.perf_counter() - began
    records = api.reconcile(readings)
    whole = time.perf_counter() - began
    for issue in (issue for outcome in outcomes for issue in outcome.issues):
        print(f"{issue.code} {issue.report}: {issue.reason}")
    print(f"\n{name}: {len(reports)} reports read in {read:.2f} s, incidents after {whole:.2f} s")
    claims = [json.loads(json.dumps(claim_to_dict(c))) for r in api.settled(outcomes) for c in r.claims]
    incidents = [json.loads(json.dumps(record_to_dict(record))) for record in records]
    return GoldSet(golds, claims, incidents, {r.id: r.text for r in reports.values()}, readings, records)
