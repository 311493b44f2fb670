"""How a page is cited: a line of text, BibTeX and CSL JSON. No clock: the version stands for the time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from isnad.export.shown import shown
from isnad.model.codec import to_json
from isnad.model.record import Record

_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_NAMED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Citation:
    bibtex: str
    csl: str


def citation(record: Record, title: str, version: str, reports: int, origins: int) -> Citation:
    """The page of one incident as a reference manager takes it. `title` is plain text."""
    name = shown(record.incident.id)
    day = record.incident.date.low or record.incident.date.high
    rules = ", ".join(str(r.get("rule", key)) for key, r in record.rules.items())
    note = f"Incident record {name}: {reports} reports, {origins} independent origins."
    note += f" Counting rules {rules}." if rules else ""
    fields = {
        "title": title,
        "author": f"isnad {version}",
        "howpublished": f"isnad dossier, incident {name}",
        "note": note,
    }
    rows = [f"  {key} = {{{_tex(value)}}}" for key, value in fields.items()]
    rows[1] = f"  author = {{{{{_tex(fields['author'])}}}}}"
    key = re.sub(r"[^A-Za-z0-9-]+", "-", name) or "incident"
    csl: dict[str, object] = {
        "id": name,
        "type": "dataset",
        "title": title,
        "author": [{"literal": f"isnad {version}"}],
        "version": version,
        "note": note,
    }
    parts = [int(p) for p in (day or "")[:10].split("-") if p.isdigit()]
    if parts:
        csl["event-date"] = {"date-parts": [parts]}
    return Citation(f"@misc{{{key},\n" + ",\n".join(rows) + "\n}", to_json([csl]))


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda m: _NAMED.get(m.group(), f"\\{m.group()}"), text)
