"""gtd: one row an incident in the style of the Global Terrorism Database. Coded by rules, not by START."""

from __future__ import annotations

from isnad.export.exchange.bundle import Bundle, Files, LeftOut, Options
from isnad.export.exchange.coding import (
    Coded,
    answer,
    attackers,
    country_name,
    covering,
    crosswalk,
    date_claims,
    day,
    groups,
    kind_code,
    note,
    of_kind,
    perpetrators,
    precision_code,
    responsibility,
    role_code,
    role_words,
    site_claims,
    title,
    uncoded,
    victims,
    write_events,
)
from isnad.export.exchange.tables import first_line
from isnad.model.claim import Claim
from isnad.model.record import Record
from isnad.model.values import TextValue

UNKNOWN = -9
_FIREARMS = 5
_OTHER_TARGET = 20
_CITATIONS = 3
_AMERICAN = "USA"
"""nkillus and nwoundus are columns of their own."""


def write_gtd(bundle: Bundle, options: Options) -> Files:
    """events.csv. Incidents that are no attack, or that only states are said to have done, are left out."""
    return write_events("gtd", bundle, options, left_out_gtd(bundle), lambda record: _coded(record, bundle))


def left_out_gtd(bundle: Bundle) -> tuple[LeftOut, ...]:
    gone = {item.incident: item for item in uncoded(bundle, "gtd_attack")}
    for record in bundle.records:
        parties = perpetrators(record)
        if parties and all(p.type == "state" for p in parties):
            gone.setdefault(record.incident.id, LeftOut(record.incident.id, "state_only"))
    return tuple(gone[r.incident.id] for r in bundle.records if r.incident.id in gone)


def _coded(record: Record, bundle: Bundle) -> Coded:
    row = Coded(record)
    row.put("eventid", record.incident.id)
    _when(row, record)
    _where(row, record)
    _attack(row, record)
    _targets(row, record)
    _perpetrators(row, record)
    _counts(row, record)
    words = [c for r in record.toll for c in r.claims]
    row.put("summary", "; ".join(part for part in (title(record.incident), note(record)) if part), words)
    row.put("addnotes", " ".join(c.note for c in record.conflicts if c.kind != "granularity"), words)
    for number, citation in enumerate(_citations(record, bundle), 1):
        row.put(f"scite{number}", citation)
    row.put("dbsource", "isnad")
    return row


def _when(row: Coded, record: Record) -> None:
    low, high = day(record.incident.date.low), day(record.incident.date.high)
    claims = date_claims(record)
    if low is None or high is None:
        return
    row.put("iyear", low.year, claims)
    row.put("imonth", low.month if (low.year, low.month) == (high.year, high.month) else 0, claims)
    row.put("iday", low.day if low == high else 0, claims)
    if low != high:
        row.put("approxdate", f"{low.isoformat()}/{high.isoformat()}", claims)


def _where(row: Coded, record: Record) -> None:
    site, claims = record.incident.site, site_claims(record)
    row.put("country_txt", country_name(site.country), claims)
    row.put("provstate", site.admin1, claims)
    row.put("city", site.name, claims)
    row.put("location", site.name_ar, claims)
    row.put("latitude", site.lat, claims)
    row.put("longitude", site.lon, claims)
    row.put("specificity", precision_code(record, "gtd"), claims)
    if site.name:
        row.put("vicinity", int(site.precision == "near"), claims)


def _attack(row: Coded, record: Record) -> None:
    table, claims = crosswalk(), of_kind(record, "mode")
    attack, weapon, suicide = (kind_code(record, f) for f in ("gtd_attack", "gtd_weapon", "suicide"))
    clauses = [c.value.summary for c in record.incident.claims if c.claim in claims and isinstance(c.value, TextValue)]
    if weapon == 13 and any(word in clause for clause in clauses for word in table["firearms"]):
        weapon = _FIREARMS
    row.put("suicide", suicide, claims)
    row.put("attacktype1", attack, claims)
    row.put("attacktype1_txt", table["gtd_attack_txt"][attack], claims)
    row.put("weaptype1", weapon, claims)
    row.put("weaptype1_txt", table["gtd_weapon_txt"][weapon], claims)
    row.put("weapdetail", "; ".join(dict.fromkeys(clauses)), claims)


def _targets(row: Coded, record: Record) -> None:
    """The kinds of people harmed, known kinds first; three at most."""
    table = crosswalk()["gtd_target_txt"]
    rows = sorted(victims(record), key=lambda r: role_code(r.role, "gtd") == _OTHER_TARGET)
    found: dict[tuple[int, str | None], list[str]] = {}
    names: dict[tuple[int, str | None], str] = {}
    for group in rows:
        key = (int(role_code(group.role, "gtd")), group.nationality)
        found.setdefault(key, []).extend(group.claims)
        names.setdefault(key, role_words(group.role))
    for number, ((code, nation), claims) in enumerate(list(found.items())[:3], 1):
        row.put(f"targtype{number}", code, claims)
        row.put(f"targtype{number}_txt", table.get(code, table[_OTHER_TARGET]), claims)
        row.put(f"target{number}", names[(code, nation)], claims)
        row.put(f"natlty{number}_txt", country_name(nation), claims)


def _perpetrators(row: Coded, record: Record) -> None:
    parties = perpetrators(record)
    if not parties or not parties[0].named:
        row.put("gname", "Unknown", [c for p in parties for c in p.claims])
        parties = []
    for column, party in zip(("gname", "gname2", "gname3"), parties, strict=False):
        row.put(column, party.name, party.claims)
    for number, party in enumerate(parties[:3], 1):
        row.put(f"guncertain{number}", int(not party.sure), party.claims)
    taken, others = responsibility(record)
    names = list(dict.fromkeys(c.value.name for c in taken if isinstance(c.value, TextValue)))
    row.put("claimed", 1 if taken else 0 if others else UNKNOWN, _ids(taken or others))
    if taken:
        row.put("compclaim", int(len(names) > 1), _ids(taken))


def _counts(row: Coded, record: Record) -> None:
    for effect, total, american, own in (
        ("killed", "nkill", "nkillus", "nkillter"),
        ("wounded", "nwound", "nwoundus", "nwoundte"),
    ):
        told = answer(record, "gtd", effect)
        row.put(total, told.best, told.claims)
        nation = [r for r in groups(record, effect) if r.nationality == _AMERICAN]
        if len(nation) == 1:
            row.put(american, nation[0].best, nation[0].claims)
        attacker = attackers(record, effect)
        if attacker is not None:
            row.put(own, attacker.best, attacker.claims)
    held = next((r for r in record.toll if r.effect == "abducted" and r.role == "person" and not r.nationality), None)
    if held is not None:
        row.put("ishostkid", 1, held.claims)
        row.put("nhostkid", held.best if held.best is not None else held.low, held.claims)


def _citations(record: Record, bundle: Bundle) -> list[str]:
    """Three reports of three different families of copies, as far as there are so many."""
    first = {m.origin_family: m for m in reversed(covering(record))}
    chosen = [m for m in covering(record) if first[m.origin_family] is m][:_CITATIONS]
    out = []
    for member in chosen:
        report = bundle.reports[member.id]
        parts = (first_line(report.text), member.outlet or member.id, (member.published or "")[:10], report.url)
        out.append(", ".join(part for part in parts if part))
    return out


def _ids(claims: list[Claim]) -> list[str]:
    return [c.claim for c in claims]
