"""The dossier: a folder of pages that open from the disk, and the data beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from isnad.export.exchange.bundle import Bundle, Options
from isnad.export.exchange.write import DOWNLOADS, light, put, render
from isnad.export.lines import claims_lines, incident_lines, issue_lines, toll_csv
from isnad.export.pages import INDEX_FILE, OUTSIDE_FILE, Pages
from isnad.export.publish import whole_folder
from isnad.issues import Issue
from isnad.model.incident import Reading
from isnad.model.record import Record

__all__ = ["claims_lines", "incident_lines", "write_dossier"]


def write_dossier(
    folder: Path,
    records: Sequence[Record],
    readings: Mapping[str, Reading],
    issues: Sequence[Issue],
    *,
    version: str,
    overwrite: bool,
) -> Path:
    """Writes the dossier and returns the path of its index page.

    `readings` maps report ids to readings, those of reports outside every incident
    too; records and issues appear in the order given, readings in that of their ids. The folder appears
    whole or not at all (publish.py). With `overwrite` an existing dossier is replaced;
    a folder that holds anything else never is: InputError. Same arguments, same bytes.
    """
    readings = dict(sorted(readings.items()))
    pages = Pages(records, readings, version)
    bundle = Bundle.of(records, readings, version)
    claims = [claim for reading in readings.values() for claim in reading.claims]
    with whole_folder(folder, overwrite=overwrite) as building:
        _write(building / "claims.jsonl", _joined(claims_lines(claims, records)))
        _write(building / "incidents.jsonl", _joined(incident_lines(records)))
        _write(building / "issues.jsonl", _joined(issue_lines(issues)))
        _write(building / "toll.csv", toll_csv(records))
        for made in light():
            put(building / DOWNLOADS / made.name, render(made, bundle, Options()))
        for name, page in pages.incidents().items():
            _write(building / name, page)
        outside = pages.outside()
        if outside is not None:
            _write(building / OUTSIDE_FILE, outside)
        _write(building / INDEX_FILE, pages.index(issues))
    return folder / INDEX_FILE


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
