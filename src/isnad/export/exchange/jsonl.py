"""jsonl: everything there is, one JSON object a line, with JSON Schema; read back it gives the same records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.texts import json_lines, json_page
from isnad.model.claim import Claim
from isnad.model.codec import claim_from_dict, claim_to_dict, record_from_dict, record_to_dict
from isnad.model.incident import Member, Reading, Statement, When, Where
from isnad.model.record import Conflict, Grade, History, TollRow, Without
from isnad.model.report import Report
from isnad.model.values import VALUE_OF_KIND, TextValue

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DEFS = "#/$defs/{name}"
INCIDENTS, CLAIMS, REPORTS = "incidents.jsonl", "claims.jsonl", "reports.jsonl"
_REPORT_FIELDS = ("id", "text", "outlet", "url", "published", "retrieved", "language", "title_end")


def write_jsonl(bundle: Bundle, options: Options) -> Files:
    """incidents.jsonl, claims.jsonl and reports.jsonl with their schemas.

    Incident and claim lines are those of `isnad incidents` and `isnad claims`; a claim line also
    names its `incident` (null for none), and stands once for each incident that holds it.
    reports.jsonl can be read by isnad again.
    """
    return {
        INCIDENTS: json_lines(record_to_dict(record) for record in bundle.records),
        CLAIMS: json_lines({**claim_to_dict(h.claim), "incident": h.incident} for h in bundle.held),
        REPORTS: json_lines(_report(report) for report in bundle.reports.values()),
        **write_schema(bundle, options),
    }


def write_schema(bundle: Bundle, options: Options) -> Files:
    """JSON Schema (2020-12) of the three kinds of lines, made from the model itself."""
    made = {"incident": incident_schema(), "claim": claim_schema(), "report": report_schema()}
    return {f"{name}.schema.json": json_page(schema) for name, schema in made.items()}


def read_jsonl(files: Mapping[str, bytes], version: str) -> Bundle:
    """The bundle that `write_jsonl` was given: written again it is the same bytes.

    A report's claims are in the order in which the lines stand. Raises msgspec.DecodeError or
    msgspec.ValidationError on lines that are not of this form, KeyError where a claim is missing.
    """
    lines = {name: [msgspec.json.decode(line) for line in files[name].splitlines()] for name in _FILES}
    own: dict[str | None, dict[str, Claim]] = {}
    by_report: dict[str, dict[str, Claim]] = {}
    for plain in lines[CLAIMS]:
        claim = claim_from_dict(plain)
        own.setdefault(plain["incident"], {})[claim.claim] = claim
        by_report.setdefault(claim.report, {}).setdefault(claim.claim, claim)
    reports = [msgspec.convert(plain, Report) for plain in lines[REPORTS]]
    readings = [Reading(report=r, claims=tuple(by_report.get(r.id, {}).values())) for r in reports]
    records = [record_from_dict(plain, own.get(plain["incident"], {})) for plain in lines[INCIDENTS]]
    return Bundle.of(records, readings, version)


_FILES = (INCIDENTS, CLAIMS, REPORTS)


def _report(report: Report) -> dict[str, Any]:
    """A report without the name of the file it was read from, which is nobody else's business."""
    return {name: getattr(report, name) for name in _REPORT_FIELDS}


def claim_schema() -> dict[str, Any]:
    """Schema of a claim line; the kind decides the shape of the value."""
    fields = [f for f in msgspec.structs.fields(Claim) if f.name != "value"]
    values = dict.fromkeys([*VALUE_OF_KIND.values(), TextValue])
    shapes, defs = msgspec.json.schema_components([*(f.type for f in fields), *values], ref_template=_DEFS)
    value_of = dict(zip(values, shapes[len(fields) :], strict=True))
    properties = {f.name: s for f, s in zip(fields, shapes, strict=False)}
    properties["value"] = {"type": "object"}
    properties["incident"] = {"type": ["string", "null"]}
    known = [
        {"if": {"properties": {"kind": {"const": kind}}}, "then": {"properties": {"value": value_of[shape]}}}
        for kind, shape in VALUE_OF_KIND.items()
    ]
    rest = {"properties": {"kind": {"enum": list(VALUE_OF_KIND)}}}
    known.append({"if": {"not": rest}, "then": {"properties": {"value": value_of[TextValue]}}})
    required = [f.name for f in fields if f.required] + ["value", "origin", "incident"]
    about = (Claim.__doc__ or "").strip()
    return _schema("claim", about, properties, required, dict(defs), allOf=known)


def incident_schema() -> dict[str, Any]:
    """Schema of an incident line: the grouping and the record in one object."""
    parts: dict[str, Any] = {
        "incident": str,
        "title": dict[str, str],
        "kind": str,
        "date": When,
        "site": Where,
        "reports": list[Member],
        "toll": list[TollRow],
        "rules": dict[str, dict[str, Any]],
        "conflicts": list[Conflict],
        "statements": list[Statement],
        "claims": list[str],
        "history": History,
        "sensitivity": list[Without],
        "grades": list[Grade],
    }
    shapes, defs = msgspec.json.schema_components(list(parts.values()), ref_template=_DEFS)
    properties = dict(zip(parts, shapes, strict=True))
    about = "An incident: the reports that tell of it, and what they come to under named rules."
    required = [name for name in parts if name not in ("history", "sensitivity", "grades")]
    return _schema("incident", about, properties, required, dict(defs))


def report_schema() -> dict[str, Any]:
    """Schema of a report line."""
    fields = {f.name: f for f in msgspec.structs.fields(Report)}
    shapes, defs = msgspec.json.schema_components([fields[n].type for n in _REPORT_FIELDS], ref_template=_DEFS)
    properties = dict(zip(_REPORT_FIELDS, shapes, strict=True))
    return _schema("report", (Report.__doc__ or "").strip(), properties, ["id", "text"], dict(defs))


def _schema(
    name: str,
    about: str,
    properties: Mapping[str, Any],
    required: Iterable[str],
    defs: Mapping[str, Any],
    **more: Any,
) -> dict[str, Any]:
    """Further fields are allowed: a later version may add some."""
    head = {"$schema": _DRAFT, "$id": f"urn:isnad:schema:{name}", "title": name, "description": " ".join(about.split())}
    return {**head, "type": "object", "properties": dict(properties), "required": list(required), **more, "$defs": defs}
