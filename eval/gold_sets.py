"""A gold set read by the line: its reports, claims and incidents, as the scorers want them."""

from __future__ import annotations

import importlib
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from isnad import api
from isnad.model.codec import claim_to_dict, record_to_dict
from isnad.model.incident import Reading
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.pipeline import read_source

SETS = {"palmyra": "gold/palmyra-*.json", "dev": "gold/dev/*.json"}
OWN = {
    "own-dev": "own/dev/*.json",
    "own-held": "own/held/*.json",
    "july": "july/dev/*.json",
    "july-held": "july/held/*.json",
    "single": "single/dev/*.json",
    "single-held": "single/held/*.json",
}
"""Sets of our own (README in eval/own, eval/july and eval/single). Nobody reads the errors of the held ones."""
HERE = Path(__file__).resolve().parent


class GoldSet(NamedTuple):
    """`claims` and `incidents` are plain lines of all reports in one run, `texts` the reports' texts by id. `runs` are,
    for each gold file, the claims that `isnad claims` prints of its reports alone, as somebody gathers them."""

    golds: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    runs: list[list[dict[str, Any]]]
    incidents: list[dict[str, Any]]
    texts: dict[str, str]
    readings: tuple[Reading, ...]
    records: tuple[Record, ...]


def paths_of(name: str, shared: Path) -> list[Path]:
    """The gold files of a set; none where the set has none yet."""
    return sorted(HERE.glob(OWN[name])) if name in OWN else sorted(shared.glob(SETS[name]))


def read_golds(paths: list[Path]) -> list[tuple[dict[str, Any], dict[str, Report]]]:
    """Gold files with the reports they annotate, by id."""
    out: list[tuple[dict[str, Any], dict[str, Report]]] = []
    for path in paths:
        gold, reports = json.loads(path.read_text(encoding="utf-8")), dict[str, Report]()
        for row in gold["reports"]:
            _take(row, path.parent, reports)
        out.append((gold, reports))
    return out


def read_set(name: str, paths: list[Path]) -> GoldSet:
    """Read the reports of a gold set in one run. Texts lie where `file` says, else the scorers' tools know them."""
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    reports: dict[str, Report] = {}
    for path, gold in zip(paths, golds, strict=True):
        for row in gold["reports"]:
            _take(row, path.parent, reports)
    return _scored(name, golds, reports)


def _take(row: dict[str, Any], folder: Path, reports: dict[str, Report]) -> None:
    own = folder / str(row.get("file"))
    if own.is_file():
        text = own.read_bytes().decode("utf-8")
    else:
        text = importlib.import_module("gold_texts").text_of(row)
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


def _scored(name: str, golds: list[dict[str, Any]], reports: dict[str, Report]) -> GoldSet:
    began = time.perf_counter()
    outcomes = [read_source(report) for report in reports.values()]
    readings = tuple(outcome.reading for outcome in outcomes if outcome.reading is not None)
    read = time.perf_counter() - began
    records = api.reconcile(readings)
    whole = time.perf_counter() - began
    for issue in (issue for outcome in outcomes for issue in outcome.issues):
        print(f"{issue.code} {issue.report}: {issue.reason}")
    print(f"\n{name}: {len(reports)} reports read in {read:.2f} s, incidents after {whole:.2f} s")
    claims = _lines(api.settled(outcomes))
    by_id = {outcome.reading.report.id: outcome for outcome in outcomes if outcome.reading is not None}
    runs = [_lines(api.settled([by_id[r["id"]] for r in gold["reports"] if r["id"] in by_id])) for gold in golds]
    incidents = [json.loads(json.dumps(record_to_dict(record))) for record in records]
    return GoldSet(golds, claims, runs, incidents, {r.id: r.text for r in reports.values()}, readings, records)


def _lines(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    return [json.loads(json.dumps(claim_to_dict(claim))) for reading in readings for claim in reading.claims]
