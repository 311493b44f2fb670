"""The record as tables that refer to one another: the one model behind CSV, XLSX, Parquet and SQLite.

Columns, types and their words are data (data/tables.yaml). A figure is never alone: toll_claims,
rule_claims, conflict_claims and their like lead from it to claims, and a claim to its words.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

import msgspec
import yaml

from isnad.export.exchange.bundle import Bundle
from isnad.export.exchange.proposed import beside
from isnad.export.exchange.texts import Offsets, whole
from isnad.export.facts import EFFECTS
from isnad.lang.pack import load_pack, packs
from isnad.model.claim import Claim
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.model.values import DateValue, SiteValue

Row = dict[str, Any]
COVERS = "covers"
HEADLINE = 240
"""Code points of a first line that are kept."""


class Column(msgspec.Struct, frozen=True):
    """`kind` is text, integer, number, boolean or list; `ref` the "table.column" it points to."""

    name: str
    kind: str
    words: Mapping[str, str]
    ref: str | None = None
    heavy: bool = False


class Table(msgspec.Struct, frozen=True):
    name: str
    words: Mapping[str, str]
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def light(self) -> tuple[Column, ...]:
        """The columns whose cells are small."""
        return tuple(c for c in self.columns if not c.heavy)


@functools.cache
def schema() -> tuple[Table, ...]:
    """The tables in the order in which they are made; one that is pointed to comes first."""
    text = resources.files(__package__).joinpath("data", "tables.yaml").read_text(encoding="utf-8")
    return tuple(
        Table(name, row["words"], tuple(row["key"]), tuple(_column(n, c) for n, c in row["columns"].items()))
        for name, row in yaml.safe_load(text).items()
    )


def _column(name: str, row: Mapping[str, Any]) -> Column:
    words = {k: v for k, v in row.items() if k not in ("type", "ref", "heavy")}
    return Column(name, row["type"], words, row.get("ref"), row.get("heavy", False))


def rows(bundle: Bundle) -> dict[str, list[Row]]:
    """The rows of every table, in a fixed order, each with every column of its table."""
    found: dict[str, list[Row]] = {table.name: [] for table in schema()}
    found["reports"] = [_report(report) for report in bundle.reports.values()]
    offsets = {name: Offsets(report.text) for name, report in bundle.reports.items()}
    for claim in bundle.claims.values():
        found["claims"].append(_claim(claim, offsets[claim.report]))
        found["tellers"] += list(_tellers(claim))
    for record in bundle.records:
        for name, row in _of_record(record, bundle):
            found[name].append(row)
    return {t.name: _complete(t, found[t.name]) for t in schema()}


def _complete(table: Table, found: Sequence[Row]) -> list[Row]:
    """Rows with the table's columns in order, each key once."""
    seen: dict[tuple[object, ...], Row] = {}
    names = [c.name for c in table.columns]
    for row in found:
        kept = {name: _clean(row.get(name)) for name in names}
        seen.setdefault(tuple(kept[k] for k in table.key), kept)
    return list(seen.values())


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list | tuple):
        return [whole(str(v)) for v in value]
    return value


def _rank(effect: str) -> tuple[int, str]:
    """Effects in the order of the answer strip, then others by name."""
    return (EFFECTS.index(effect) if effect in EFFECTS else len(EFFECTS), effect)


def first_line(text: str) -> str:
    """The first line that holds anything, cut with an ellipsis where it is no headline by its length."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= HEADLINE else line[: HEADLINE - 1].rstrip() + "…"


def _report(report: Report) -> Row:
    text = whole(report.text)
    return {
        "report": report.id,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "retrieved": report.retrieved,
        "language": report.language,
        "headline": first_line(text),
        "characters": len(text),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "text": text,
        "folded": folded(text, report.language),
    }


def folded(text: str, language: str | None) -> str:
    """`text` as reports are compared: letters that are written in several ways are one. As it is where
    no pack of the language is installed."""
    code = (language or "").partition("-")[0]
    return load_pack(code).folding.of(text) if code in packs() else text


def _claim(claim: Claim, offsets: Offsets) -> Row:
    value = msgspec.structs.asdict(claim.value)
    if isinstance(claim.value, DateValue):
        value["date_low"], value["date_high"] = value.pop("low"), value.pop("high")
    if isinstance(claim.value, SiteValue):
        value["latitude"], value["longitude"] = value.pop("lat"), value.pop("lon")
    evidence, speaker = claim.evidence, claim.attribution[-1] if claim.attribution else None
    return {
        **value,
        "claim": claim.claim,
        "report": claim.report,
        "kind": claim.kind,
        "event": claim.event,
        "stance": claim.stance,
        "quoted": claim.quoted,
        "quote": evidence.quote,
        "teller": speaker and speaker.name,
        "teller_ar": speaker and speaker.name_ar,
        "teller_type": speaker and speaker.type,
        "teller_anonymous": speaker and speaker.anonymous,
        "hedge": claim.hedge and claim.hedge.quote,
        "start": evidence.start,
        "end": evidence.end,
        "start_utf16": offsets.utf16(evidence.start),
        "end_utf16": offsets.utf16(evidence.end),
        "rule": claim.rule,
        "origin": claim.origin,
    }


def _tellers(claim: Claim) -> Iterator[Row]:
    for position, teller in enumerate(claim.attribution):
        yield {"claim": claim.claim, "position": position, **msgspec.structs.asdict(teller)}


def _of_record(record: Record, bundle: Bundle) -> Iterator[tuple[str, Row]]:
    incident = record.incident
    yield "incidents", _incident(record)
    for member in incident.members:
        own = {"incident": incident.id, "report": member.id}
        told = {"role": member.role, "origin_family": member.origin_family, "reasons": member.reasons}
        yield "members", {**own, **told}
        for effect in sorted(member.toll, key=_rank):
            for position, count in enumerate(member.toll[effect]):
                yield "report_tolls", {**own, "effect": effect, "position": position, **msgspec.structs.asdict(count)}
    for claim in incident.claims:
        yield "incident_claims", {"incident": incident.id, "claim": claim.claim}
    for number, toll in enumerate(record.toll):
        name = f"{incident.id}/toll-{number}"
        yield "toll", {**msgspec.structs.asdict(toll), "row": name, "incident": incident.id}
        for told_by in toll.claims:
            yield "toll_claims", {"row": name, "claim": told_by}
    yield from _rules(record)
    yield from _conflicts(record)
    yield from _statements(record, bundle)
    yield from beside(record)


def _incident(record: Record) -> Row:
    incident = record.incident
    when, where = incident.date, incident.site
    told = [m for m in incident.members if m.role == COVERS]
    return {
        "incident": incident.id,
        **{f"title_{language}": title for language, title in incident.title.items()},
        "kind": incident.kind,
        "date_low": when.low,
        "date_high": when.high,
        "date_precision": when.precision,
        "place": where.name,
        "place_ar": where.name_ar,
        "admin1": where.admin1,
        "country": where.country,
        "latitude": where.lat,
        "longitude": where.lon,
        "place_precision": where.precision,
        "radius_m": where.radius_m,
        "covering_reports": len(told),
        "mentioning_reports": len(incident.members) - len(told),
        "origins": len({m.origin_family for m in told}),
        "conflicts": len(record.conflicts),
        "date_claims": when.basis,
        "place_claims": where.basis,
    }


def _rules(record: Record) -> Iterator[tuple[str, Row]]:
    for rule, content in record.rules.items():
        for effect in sorted(content, key=_rank):
            answer = content[effect]
            if not isinstance(answer, Mapping) or effect == "parameters":
                continue
            name = f"{record.incident.id}/{rule}/{effect}"
            figures = {k: answer.get(k) for k in ("low", "high", "best", "note")}
            head = {"answer": name, "incident": record.incident.id, "rule": rule, "effect": effect}
            kept = {"version": content.get("rule", rule), "confirmed": content.get("confirmed", True)}
            yield "rules", {**head, **kept, **figures}
            for claim in answer.get("claims", ()):
                yield "rule_claims", {"answer": name, "claim": claim, "used": True, "reason": ""}
            for gone in answer.get("set_aside", ()):
                row = {"answer": name, "claim": gone["claim"], "used": False, "reason": gone["reason"]}
                yield "rule_claims", row


def _conflicts(record: Record) -> Iterator[tuple[str, Row]]:
    for number, conflict in enumerate(record.conflicts):
        name = f"{record.incident.id}/conflict-{number}"
        head = {"conflict": name, "incident": record.incident.id, "about": conflict.about, "kind": conflict.kind}
        yield "conflicts", {**head, "note": conflict.note, "note_ar": conflict.note_ar}
        for position, value in enumerate(conflict.values):
            side = f"{name}/{position}"
            told = {"value": value.value, "value_ar": value.value_ar, "origins": value.origins}
            row = {"side": side, "conflict": name, "position": position, **told, "reports": value.reports}
            yield "conflict_values", row
            for claim in value.claims:
                yield "conflict_claims", {"side": side, "claim": claim}


def _statements(record: Record, bundle: Bundle) -> Iterator[tuple[str, Row]]:
    for statement in record.statements:
        name = f"{record.incident.id}/{statement.origin}"
        teller = " ← ".join(t.name for t in statement.teller)
        head = {"statement": name, "incident": record.incident.id}
        yield "statements", {**head, "origin": statement.origin, "teller": teller}
        for passage in statement.passages:
            report, start, end = str(passage["report"]), int(passage["start"]), int(passage["end"])
            if report in bundle.reports:
                words = bundle.reports[report].text[start:end]
                yield "passages", {"statement": name, "report": report, "start": start, "end": end, "quote": words}
