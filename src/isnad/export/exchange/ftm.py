"""ftm: FollowTheMoney entities for Aleph and its kin: events, articles, parties, and what ties them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.coding import country_codes, note, perpetrators, titles
from isnad.export.exchange.tables import first_line
from isnad.export.exchange.texts import json_lines
from isnad.export.views import web_address
from isnad.export.words import amount
from isnad.model.incident import Member
from isnad.model.record import Record
from isnad.model.report import Report

_SCHEMATA = {"group": "Organization", "state": "PublicBody", "person": "Person", "unknown": "LegalEntity"}


def write_ftm(bundle: Bundle, options: Options) -> Files:
    """entities.ftm.json: one entity a line. Counts are text, in `notes`, with the ids of their claims."""
    entities: dict[str, dict[str, Any]] = {}
    for report in bundle.reports.values():
        _add(entities, _article(report))
    for record in bundle.records:
        parties = [(p, _party(p.name, p.type)) for p in perpetrators(record)]
        for _, entity in parties:
            _add(entities, entity)
        _add(entities, _event(record, [e["id"] for _, e in parties]))
        for member in record.incident.members:
            _add(entities, _documentation(record, member))
    return {"entities.ftm.json": json_lines(entities.values())}


def _add(entities: dict[str, dict[str, Any]], entity: dict[str, Any]) -> None:
    entities.setdefault(entity["id"], entity)


def _entity(schema: str, key: str, /, **properties: Iterable[object]) -> dict[str, Any]:
    """An entity whose id is a function of its schema and `key`; empty properties are left away."""
    kept = {k: [str(v) for v in dict.fromkeys(values) if v] for k, values in properties.items()}
    return {"id": _id(schema, key), "schema": schema, "properties": {k: v for k, v in kept.items() if v}}


def _id(schema: str, key: str) -> str:
    return f"isnad-{hashlib.sha1(f'{schema}:{key}'.encode(errors='replace')).hexdigest()[:20]}"


def _article(report: Report) -> dict[str, Any]:
    return _entity(
        "Article",
        report.id,
        title=[first_line(report.text) or report.id],
        fileName=[report.id],
        publisher=[report.outlet],
        publishedAt=[(report.published or "")[:10]],
        retrievedAt=[(report.retrieved or "")[:10]],
        sourceUrl=[web_address(report.url)],
        bodyText=[report.text],
    )


def _party(name: str, kind: str) -> dict[str, Any]:
    return _entity(_SCHEMATA.get(kind, "LegalEntity"), name, name=[name])


def _event(record: Record, parties: Iterable[str]) -> dict[str, Any]:
    incident = record.incident
    site, code = incident.site, country_codes().get(incident.site.country or "")
    notes = [
        f"{row.effect}, {row.role}{f' ({row.nationality})' if row.nationality else ''}: "
        f"{amount(row.low, row.high, row.approx)} [{row.status}; claims {', '.join(row.claims)}]"
        for row in record.toll
    ]
    notes += [f"{c.about} ({c.kind}): {c.note}" for c in record.conflicts]
    same_day = incident.date.low == incident.date.high
    return _entity(
        "Event",
        incident.id,
        name=titles(incident).values() or [incident.id],
        summary=[note(record)],
        notes=notes,
        recordId=[incident.id],
        date=[incident.date.low if same_day else None],
        startDate=[None if same_day else incident.date.low],
        endDate=[None if same_day else incident.date.high],
        location=[site.name_ar, site.name, site.admin1],
        country=[code[0].lower() if code else None],
        involved=parties,
    )


def _documentation(record: Record, member: Member) -> dict[str, Any]:
    """That an article speaks of an event, and whether it covers it or only mentions it."""
    return _entity(
        "Documentation",
        f"{record.incident.id}:{member.id}",
        document=[_id("Article", member.id)],
        entity=[_id("Event", record.incident.id)],
        role=[member.role],
        date=[(member.published or "")[:10]],
    )
