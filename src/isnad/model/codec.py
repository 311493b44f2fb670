"""Model to and from JSON: the only place that knows field names on the wire (docs/contract.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from isnad.model.claim import Claim, Evidence, Hedge, Step, Teller
from isnad.model.incident import Incident, Member, Statement, When, Where
from isnad.model.record import Change, Conflict, Grade, History, Record, Ruling, TollRow, Without
from isnad.model.values import VALUE_OF_KIND, TextValue, Value

_ENCODER = msgspec.json.Encoder(order="deterministic")


def to_json(value: object) -> str:
    """One line of JSON, keys in a fixed order, Arabic as it stands."""
    return _ENCODER.encode(value).decode()


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """The claim as design/contract.md writes it."""
    plain: dict[str, Any] = msgspec.to_builtins(claim)
    return plain


def claim_from_dict(plain: dict[str, Any]) -> Claim:
    """The claim a dictionary describes; unknown fields are ignored.

    Raises msgspec.ValidationError when a field has the wrong type.
    """
    value_type = VALUE_OF_KIND.get(plain["kind"], TextValue)
    step = plain.get("derivation")
    hedge = plain.get("hedge")
    return Claim(
        claim=plain["claim"],
        report=plain["report"],
        kind=plain["kind"],
        event=plain.get("event", "main"),
        value=cast(Value, msgspec.convert(plain["value"], value_type)),
        attribution=tuple(msgspec.convert(t, Teller) for t in plain.get("attribution") or ()),
        stance=plain.get("stance", "asserted"),
        quoted=bool(plain.get("quoted", False)),
        evidence=msgspec.convert(plain["evidence"], Evidence),
        rule=plain.get("rule", ""),
        origin=plain.get("origin", ""),
        hedge=msgspec.convert(hedge, Hedge) if hedge else None,
        derivation=msgspec.convert(step, Step) if step else None,
    )


def change_to_dict(change: Change) -> dict[str, Any]:
    """A change as `isnad changes` prints it, after the incident's id and title."""
    plain: dict[str, Any] = msgspec.to_builtins(change)
    return plain


def record_to_dict(record: Record) -> dict[str, Any]:
    """The incident line of design/contract.md: grouping and record in one object."""
    incident = record.incident
    desk = {"desk": [msgspec.to_builtins(r) for r in record.desk]} if record.desk else {}
    return {
        "incident": incident.id,
        "title": incident.title,
        "kind": incident.kind,
        "date": msgspec.to_builtins(incident.date),
        "site": msgspec.to_builtins(incident.site),
        "reports": [msgspec.to_builtins(m) for m in incident.members],
        "toll": [msgspec.to_builtins(t) for t in record.toll],
        "rules": record.rules,
        "conflicts": [msgspec.to_builtins(c) for c in record.conflicts],
        "statements": [msgspec.to_builtins(s) for s in record.statements],
        "claims": [c.claim for c in incident.claims],
        "history": msgspec.to_builtins(record.history),
        "sensitivity": [msgspec.to_builtins(w) for w in record.sensitivity],
        "grades": [msgspec.to_builtins(g) for g in record.grades],
        **desk,
    }


def record_from_dict(plain: Mapping[str, Any], claims: Mapping[str, Claim]) -> Record:
    """The record that an incident line describes; `claims` are the incident's own, by id.

    The inverse of record_to_dict, but for the order of its rules, which is that of the line.
    Unknown fields are ignored; history, sensitivity and grades may be missing (a line of an older
    version). Raises KeyError for a claim that is not given and
    msgspec.ValidationError when a field has the wrong type.
    """
    incident = Incident(
        id=plain["incident"],
        kind=plain["kind"],
        title=msgspec.convert(plain["title"], dict[str, str]),
        date=msgspec.convert(plain["date"], When),
        site=msgspec.convert(plain["site"], Where),
        members=msgspec.convert(plain["reports"], tuple[Member, ...]),
        claims=tuple(claims[c] for c in plain["claims"]),
    )
    return Record(
        incident=incident,
        toll=msgspec.convert(plain["toll"], tuple[TollRow, ...]),
        rules=msgspec.convert(plain["rules"], dict[str, dict[str, Any]]),
        conflicts=msgspec.convert(plain["conflicts"], tuple[Conflict, ...]),
        statements=msgspec.convert(plain["statements"], tuple[Statement, ...]),
        history=msgspec.convert(plain.get("history") or {}, History),
        sensitivity=msgspec.convert(plain.get("sensitivity") or (), tuple[Without, ...]),
        grades=msgspec.convert(plain.get("grades") or (), tuple[Grade, ...]),
        desk=msgspec.convert(plain.get("desk", ()), tuple[Ruling, ...]),
    )
