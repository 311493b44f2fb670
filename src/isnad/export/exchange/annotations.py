"""annotations: every claim as a W3C Web Annotation on the words that carry it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from isnad.export.exchange.bundle import Bundle, Files, Held, Options
from isnad.export.exchange.texts import Offsets, around, json_page
from isnad.export.views import web_address
from isnad.model.claim import Claim
from isnad.model.codec import claim_to_dict
from isnad.model.report import Report

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:isnad:term:"
"""For what the annotation vocabulary has no word for."""
_INCIDENT_FIELDS = ("kind", "event", "value", "attribution", "stance", "quoted", "rule", "origin")


def write_annotations(bundle: Bundle, options: Options) -> Files:
    """annotations.jsonld: one collection with all annotations in its first page.

    The first target is the text as stored, by position (code points, end exclusive, as the standard
    counts) and by quote with about 32 code points on each side; where the report has a web address a
    second target finds the quote in that page.
    """
    offsets = {name: Offsets(report.text) for name, report in bundle.reports.items()}
    items = [_annotation(h, bundle.reports[h.claim.report], offsets[h.claim.report]) for h in bundle.held]
    page = {"id": "urn:isnad:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": [CONTEXT, {"isnad": NAMESPACE}],
        "id": "urn:isnad:annotations",
        "type": "AnnotationCollection",
        "label": f"isnad {bundle.version}",
        "total": len(items),
        "first": page,
    }
    return {"annotations.jsonld": json_page(collection)}


def urn(kind: str, name: str) -> str:
    """A name for a thing of ours: report, claim or incident."""
    return f"urn:isnad:{kind}:{quote(name, safe='', errors='replace')}"


def _annotation(held: Held, report: Report, offsets: Offsets) -> dict[str, Any]:
    claim = held.claim
    plain = claim_to_dict(claim)
    name = urn("annotation", claim.claim if held.incident is None else f"{held.incident}/{claim.claim}")
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": claim.kind},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _words(claim)},
        ],
        "target": _targets(claim, report, offsets),
        **{f"isnad:{field}": plain[field] for field in _INCIDENT_FIELDS},
        "isnad:incident": held.incident,
    }


def _words(claim: Claim) -> str:
    """The value and who says so, as plain text of codes and names."""
    value = {k: v for k, v in claim_to_dict(claim)["value"].items() if v not in (None, False, [])}
    said = " ← ".join(t.name for t in claim.attribution)
    told = f"; said by {said}" if said else ""
    return "; ".join(f"{k}: {v}" for k, v in value.items()) + f"; {claim.stance}{told}"


def _targets(claim: Claim, report: Report, offsets: Offsets) -> list[dict[str, Any]]:
    evidence = claim.evidence
    prefix, suffix = around(report.text, evidence.start, evidence.end)
    words = {"type": "TextQuoteSelector", "exact": evidence.quote, "prefix": prefix, "suffix": suffix}
    position = {
        "type": "TextPositionSelector",
        "start": evidence.start,
        "end": evidence.end,
        "isnad:startUTF16": offsets.utf16(evidence.start),
        "isnad:endUTF16": offsets.utf16(evidence.end),
    }
    targets: list[dict[str, Any]] = [{"source": urn("report", report.id), "selector": [position, words]}]
    url = web_address(report.url)
    if url:
        targets.append({"source": url, "selector": words})
    return targets
