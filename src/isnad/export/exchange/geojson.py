"""geojson: incidents on a map, with how far off each point may be (RFC 7946)."""

from __future__ import annotations

from typing import Any

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.coding import date_claims, outlets, site_claims, titles
from isnad.export.exchange.texts import json_page
from isnad.export.facts import EVERYBODY
from isnad.model.record import Record
from isnad.model.values import SiteValue


def write_geojson(bundle: Bundle, options: Options) -> Files:
    """incidents.geojson, one feature an incident, and places.geojson, one feature a claim of place that has a point.

    An incident without a point has geometry null. `radius_m` is how far off the point may be; a reader
    that draws points only should draw a circle of that size.
    """
    incidents = [_incident(record) for record in bundle.records]
    places = [feature for record in bundle.records for feature in _places(record)]
    return {
        "incidents.geojson": json_page({"type": "FeatureCollection", "features": incidents}),
        "places.geojson": json_page({"type": "FeatureCollection", "features": places}),
    }


def _point(lat: float | None, lon: float | None) -> dict[str, Any] | None:
    return None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}


def _incident(record: Record) -> dict[str, Any]:
    incident = record.incident
    when, where = incident.date, incident.site
    trace = {"date": list(date_claims(record)), "place": list(site_claims(record))}
    properties: dict[str, Any] = {
        **{f"title_{language}": title for language, title in titles(incident).items()},
        "kind": incident.kind,
        "start": when.low,
        "end": when.high,
        "date_precision": when.precision,
        "place": where.name,
        "place_ar": where.name_ar,
        "admin1": where.admin1,
        "country": where.country,
        "precision": where.precision,
        "radius_m": where.radius_m,
        "outlets": outlets(record),
        "conflicts": [c.about for c in record.conflicts],
    }
    for row in record.toll:
        if (row.role, row.nationality) == (EVERYBODY, None):
            properties[f"{row.effect}_low"] = row.low
            properties[f"{row.effect}_high"] = row.high
            properties[f"{row.effect}_status"] = row.status
            trace[row.effect] = list(row.claims)
    properties["trace"] = trace
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _point(where.lat, where.lon),
        "properties": properties,
    }


def _places(record: Record) -> list[dict[str, Any]]:
    """Where reports say it was, each telling by itself: the accepted place and any other."""
    out = []
    for claim in record.incident.claims:
        value = claim.value
        if claim.event != "main" or not isinstance(value, SiteValue) or value.lat is None or value.lon is None:
            continue
        properties = {
            "incident": record.incident.id,
            "report": claim.report,
            "place": value.name,
            "place_ar": value.name_ar,
            "precision": value.precision,
            "radius_m": value.radius_m,
            "stance": claim.stance,
            "quote": claim.evidence.quote,
            "trace": {"place": [claim.claim]},
        }
        point = _point(value.lat, value.lon)
        out.append({"type": "Feature", "id": claim.claim, "geometry": point, "properties": properties})
    return out
