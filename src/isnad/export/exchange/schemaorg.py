"""schemaorg: every claim as a schema.org Claim with where it appeared. No rating: that is a person's."""

from __future__ import annotations

from typing import Any

from isnad.export.exchange.annotations import urn
from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.coding import titles
from isnad.export.exchange.tables import first_line
from isnad.export.exchange.texts import json_page
from isnad.export.views import web_address
from isnad.model.claim import Claim
from isnad.model.record import Record
from isnad.model.report import Report

_ORGANISATIONS = frozenset({"group", "military", "government", "agency", "outlet", "police"})


def write_schemaorg(bundle: Bundle, options: Options) -> Files:
    """claims.jsonld: a graph of events, reports and claims.

    Claims of one statement that say the same of the same event are one Claim with several appearances,
    the earliest published first. The claim's text is in the report's own words.
    """
    graph: list[dict[str, Any]] = [_event(record) for record in bundle.records]
    graph += [_article(report) for report in bundle.reports.values()]
    told: dict[tuple[object, ...], list[Claim]] = {}
    for incident, claim in bundle.held:
        told.setdefault((incident, *_key(claim)), []).append(claim)
    graph += [_claim(key[0], claims, bundle) for key, claims in told.items()]
    return {"claims.jsonld": json_page({"@context": "https://schema.org", "@graph": graph})}


def _key(claim: Claim) -> tuple[object, ...]:
    return (claim.origin, claim.kind, claim.event, claim.stance, claim.value) if claim.origin else (claim.claim,)


def _event(record: Record) -> dict[str, Any]:
    incident = record.incident
    where = incident.site
    made: dict[str, Any] = {"@type": "Event", "@id": urn("incident", incident.id), "identifier": incident.id}
    made["name"] = [{"@language": language, "@value": title} for language, title in titles(incident).items()]
    made["additionalType"] = incident.kind
    if incident.date.low:
        made["startDate"] = incident.date.low
    if incident.date.high:
        made["endDate"] = incident.date.high
    if where.name or where.name_ar:
        names = [name for name in (where.name_ar, where.name) if name]
        place: dict[str, Any] = {"@type": "Place", "name": names}
        if where.country:
            place["address"] = {
                "@type": "PostalAddress",
                "addressCountry": where.country,
                **({"addressRegion": where.admin1} if where.admin1 else {}),
            }
        if where.lat is not None and where.lon is not None:
            place["geo"] = {
                "@type": "GeoCircle" if where.radius_m else "GeoCoordinates",
                **({"geoRadius": str(where.radius_m)} if where.radius_m else {}),
                **(
                    {"geoMidpoint": {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon}}
                    if where.radius_m
                    else {"latitude": where.lat, "longitude": where.lon}
                ),
            }
        made["location"] = place
    return made


def _article(report: Report) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "NewsArticle", "@id": urn("report", report.id), "identifier": report.id}
    headline, url = first_line(report.text), web_address(report.url)
    known = {
        "headline": headline,
        "url": url,
        "datePublished": report.published,
        "inLanguage": report.language,
        "publisher": report.outlet and {"@type": "Organization", "name": report.outlet},
    }
    return {**made, **{k: v for k, v in known.items() if v}}


def _claim(incident: object, claims: list[Claim], bundle: Bundle) -> dict[str, Any]:
    dated = sorted(claims, key=lambda c: (bundle.reports[c.report].published or "~", c.report, c.evidence.start))
    first = dated[0]
    appearances = [{"@id": urn("report", c.report)} for c in dated]
    unique = list({a["@id"]: a for a in appearances}.values())
    made: dict[str, Any] = {
        "@type": "Claim",
        "@id": urn("claim", first.claim),
        "identifier": list(dict.fromkeys(c.claim for c in dated)),
        "text": first.evidence.quote,
        "additionalType": first.kind,
        "creativeWorkStatus": first.stance,
        "appearance": unique,
    }
    if bundle.reports[first.report].published:
        made["firstAppearance"] = unique[0]
    if first.attribution:
        speaker = first.attribution[-1]
        kind = "Organization" if speaker.type in _ORGANISATIONS else "Person"
        made["author"] = {"@type": kind, "name": [n for n in dict.fromkeys((speaker.name_ar, speaker.name)) if n]}
    if incident is not None:
        made["about"] = {"@id": urn("incident", str(incident))}
    return made
