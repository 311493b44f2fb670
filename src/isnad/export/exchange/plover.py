"""plover: event records of the PLOVER interchange form, each with the offsets of the words it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isnad.export.exchange.bundle import Bundle, Files, LeftOut, Options
from isnad.export.exchange.coding import (
    answer,
    country_codes,
    crosswalk,
    day,
    kind_code,
    note,
    perpetrators,
    precision_code,
    role_code,
    role_words,
)
from isnad.export.exchange.tables import first_line
from isnad.export.exchange.texts import json_lines
from isnad.export.views import web_address
from isnad.model.claim import Claim
from isnad.model.incident import Member
from isnad.model.record import Record
from isnad.model.values import ArrestValue, CasualtyValue, TextValue

_SIZES = {"killed": "dead", "wounded": "injured", "arrested": "arrested"}
_CODEBOOK = "isnad-plover-style-1"


def write_plover(bundle: Bundle, options: Options) -> Files:
    """events.jsonl: for each report the event itself, anchored where the report names it, and every
    reaction, response and arrest that has a PLOVER category. `start` and `end` are code points of the
    report's text; `size` is what that report stands by, exact numbers only."""
    return {"events.jsonl": json_lines(event for record in bundle.records for event in _events(record, bundle))}


def left_out_plover(bundle: Bundle) -> tuple[LeftOut, ...]:
    """Incidents without a day, and kinds without a category, whose main event is not written."""
    out = []
    for record in bundle.records:
        if day(record.incident.date.low) is None:
            out.append(LeftOut(record.incident.id, "no_day"))
        elif kind_code(record, "plover") is None:
            out.append(LeftOut(record.incident.id, "not_coded"))
    return tuple(out)


def _events(record: Record, bundle: Bundle) -> Iterator[dict[str, Any]]:
    if day(record.incident.date.low) is None:
        return
    code = kind_code(record, "plover")
    for member in record.incident.members:
        own = [c for c in record.incident.claims if c.report == member.id and c.event == "main"]
        anchor = _anchor(own)
        if code and anchor is not None:
            yield {**_record(record, bundle, member, anchor, code), **_main(record, member, own)}
        for claim in own:
            verbal = _code(claim)
            if verbal and claim is not anchor and not (claim.kind == "arrests" and code == verbal):
                yield _record(record, bundle, member, claim, verbal)


def _anchor(claims: list[Claim]) -> Claim | None:
    """The claim at which a report names the event: its mode, else the first people harmed or held."""
    for kind in ("mode", "casualties", "arrests"):
        for claim in claims:
            if claim.kind == kind and claim.stance in ("asserted", "hedged"):
                return claim
    return None


def _code(claim: Claim) -> list[str] | None:
    if claim.stance not in ("asserted", "hedged"):
        return None
    if isinstance(claim.value, ArrestValue):
        return ["COERCE", "arrest"]
    if not isinstance(claim.value, TextValue):
        return None
    rows = crosswalk()["plover_clauses"].get(claim.kind, ())
    found: list[str] | None = next((r["code"] for r in rows if any(w in claim.value.summary for w in r["words"])), None)
    return found


def _record(record: Record, bundle: Bundle, member: Member, claim: Claim, code: list[str]) -> dict[str, Any]:
    """What every record has: date, category, words, offsets, place and citation."""
    incident, report = record.incident, bundle.reports[claim.report]
    evidence, speaker = claim.evidence, claim.attribution[-1] if claim.attribution else None
    url = web_address(report.url)
    actor = []
    if speaker is not None and claim.kind != "mode":
        actor = [_actor(speaker.name, crosswalk()["plover_tellers"].get(speaker.type), claim)]
    made: dict[str, Any] = {
        "id": claim.claim,
        "date": incident.date.low,
        "enddate": incident.date.high,
        "actor": actor,
        "recipient": [],
        "event": [code[0]],
        "mode": code[1:],
        "context": [],
        "quad_code": crosswalk()["plover_quads"][code[0]],
        "event_text": evidence.quote,
        "event_loc": _place(record),
        "text_info": {"start": evidence.start, "end": evidence.end},
        "cite_info": {
            "title": first_line(report.text),
            "publication": member.outlet,
            "url": url,
            "language": report.language,
            "codebook": _CODEBOOK,
            "version": bundle.version,
        },
        "coder": "isnad",
        "comment": f"{claim.stance}; incident {incident.id}; report {claim.report}",
    }
    if url:
        made["link"] = url
    return made


def _main(record: Record, member: Member, own: list[Claim]) -> dict[str, Any]:
    """The event itself: who is said to have done it, who was harmed, how many by this report."""
    named = {c.claim for c in own}
    actor = [
        _actor(p.name, {"state": "GOV", "group": "UAF"}.get(p.type), next(c for c in own if c.claim in p.claims))
        for p in perpetrators(record)
        if named & set(p.claims)
    ]
    recipient: dict[tuple[str, str | None], dict[str, Any]] = {}
    for claim in own:
        value = claim.value
        if isinstance(value, CasualtyValue) and value.role not in ("person", "attacker") and claim.stance != "denied":
            entity = _actor(role_words(value.role), role_code(value.role, "plover"), claim)
            recipient.setdefault((value.role, value.nationality), {**entity, "code": value.nationality})
    size = {
        theirs: counts[0].low
        for effect, theirs in _SIZES.items()
        if len(counts := member.toll.get(effect, ())) == 1 and counts[0].low == counts[0].high is not None
    }
    killed = answer(record, "range", "killed")
    made: dict[str, Any] = {"actor": actor, "recipient": list(recipient.values())}
    if size:
        made["size"] = size
    if killed.claims or record.conflicts:
        made["comment"] = f"incident {record.incident.id}; report {member.id}; all reports: {note(record)}"
    return made


def _actor(name: str, sector: str | None, claim: Claim) -> dict[str, Any]:
    return {"code": None, "sector": sector or "UNK", "entity_text": name, "claim": claim.claim}


def _place(record: Record) -> dict[str, Any]:
    site = record.incident.site
    return {
        "extracted_place": site.name_ar,
        "resolved_place": site.name,
        "lat": site.lat,
        "lon": site.lon,
        "province": site.admin1,
        "country": site.country,
        "country_code": country_codes().get(site.country or "", (None, None))[0],
        "resolution": precision_code(record, "mordecai"),
    }
