"""timemap: events.json and sources.json as Forensic Architecture's timemap reads them."""

from __future__ import annotations

from typing import Any

from isnad.export.exchange.bundle import Bundle, Files, LeftOut, Options
from isnad.export.exchange.coding import country_name, date_claims, note, site_claims, title
from isnad.export.exchange.tables import first_line
from isnad.export.exchange.texts import json_page
from isnad.export.views import web_address
from isnad.export.words import load_words
from isnad.model.record import Record
from isnad.model.report import Report


def write_timemap(bundle: Bundle, options: Options) -> Files:
    """Events have a day or a point or both, as timemap asks; numbers are strings, as its schema has them."""
    gone = {item.incident for item in left_out_timemap(bundle)}
    events = [_event(r, options.tongue) for r in bundle.records if r.incident.id not in gone]
    sources = {report.id: _source(report) for report in bundle.reports.values()}
    return {"events.json": json_page(events), "sources.json": json_page(sources)}


def left_out_timemap(bundle: Bundle) -> tuple[LeftOut, ...]:
    """Incidents without a day and without a point."""
    return tuple(
        LeftOut(r.incident.id, "no_day_no_point")
        for r in bundle.records
        if not r.incident.date.low and r.incident.site.lat is None
    )


def _event(record: Record, tongue: str) -> dict[str, Any]:
    incident, words = record.incident, load_words()
    when, site = incident.date, incident.site
    figures = note(record)
    kind = words.term_wording("incident_kind", incident.kind)[tongue]
    shown = when.low or ""
    if when.low and when.high and when.low != when.high:
        shown = f"{when.low}/{when.high}"
    traced = [*date_claims(record), *site_claims(record), *(c for row in record.toll for c in row.claims)]
    made: dict[str, Any] = {
        "id": incident.id,
        "description": ". ".join(part for part in (title(incident, tongue), figures) if part),
        "date": when.low or "",
        "time": "",
        "time_precision": when.precision,
        "time_display": shown,
        "location": ", ".join(p for p in (site.name_ar, site.name, site.admin1, country_name(site.country)) if p),
        "type": incident.kind,
        "category": kind,
        "category_full": kind,
        "associations": [],
        "sources": [m.id for m in incident.members],
        "comments": f"{site.precision}, {site.radius_m} m" if site.radius_m else site.precision,
    }
    if site.lat is not None and site.lon is not None:
        made["latitude"], made["longitude"] = str(site.lat), str(site.lon)
    made["comments"] += "; claims: " + " ".join(dict.fromkeys(traced))
    return made


def _source(report: Report) -> dict[str, Any]:
    url = web_address(report.url) or ""
    return {
        "id": report.id,
        "title": first_line(report.text),
        "thumbnail": "",
        "paths": [url] if url else [],
        "type": "article",
        "affil_s": [],
        "url": url,
        "description": "",
        "parent": "",
        "author": report.outlet or "",
        "date": (report.published or "")[:10],
        "notes": "",
    }
