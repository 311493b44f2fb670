"""ged: one row an event in the style of UCDP GED. Coded by rules, not by UCDP."""

from __future__ import annotations

from isnad.export.exchange.bundle import Bundle, Files, LeftOut, Options
from isnad.export.exchange.coding import (
    GROUP,
    Answered,
    Coded,
    answer,
    civil,
    country_name,
    covering,
    crosswalk,
    date_claims,
    day,
    groups,
    outlets,
    perpetrators,
    precision_code,
    role_code,
    site_claims,
    tellers,
    uncoded,
    victims,
    write_events,
)
from isnad.export.exchange.tables import first_line
from isnad.export.facts import EVERYBODY
from isnad.model.record import Record

_STATE_BASED, _ONE_SIDED = 1, 3
_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4))
"""Longest span in days of each date_prec; 5 for longer ones."""


def write_ged(bundle: Bundle, options: Options) -> Files:
    """events.csv. Incidents without a death, or of kinds that are no violence, are left out."""
    return write_events("ged", bundle, options, left_out_ged(bundle), lambda record: _coded(record, bundle))


def left_out_ged(bundle: Bundle) -> tuple[LeftOut, ...]:
    """No organised violence by its kind, or no death told with a number."""
    gone = {item.incident: item for item in uncoded(bundle, "gtd_attack")}
    for record in bundle.records:
        if not answer(record, "ged", "killed").best:
            gone.setdefault(record.incident.id, LeftOut(record.incident.id, "no_death"))
    return tuple(gone[r.incident.id] for r in bundle.records if r.incident.id in gone)


def _coded(record: Record, bundle: Bundle) -> Coded:
    row = Coded(record)
    killed = answer(record, "ged", "killed")
    row.put("id", record.incident.id)
    row.put("relid", record.incident.id)
    _when(row, record)
    _sides(row, record)
    _sources(row, record, bundle, killed)
    _where(row, record)
    for column, value in zip(("low", "high", "best"), killed[:3], strict=True):
        row.put(column, value, killed.claims)
    _deaths(row, record, killed)
    return row


def _when(row: Coded, record: Record) -> None:
    low, high = day(record.incident.date.low), day(record.incident.date.high)
    claims = date_claims(record)
    if low is None or high is None:
        return
    length = (high - low).days + 1
    row.put("year", low.year, claims)
    row.put("date_start", low.isoformat(), claims)
    row.put("date_end", high.isoformat(), claims)
    row.put("date_prec", next((code for days, code in _DAYS if length <= days), 5), claims)


def _sides(row: Coded, record: Record) -> None:
    """Sides only where reports name them: a state's forces as victims, or civilians as the only ones."""
    parties = [p for p in perpetrators(record) if p.named][:1]
    harmed = victims(record)
    claims = [c for r in harmed for c in r.claims]
    status, party = civil(record), parties[0] if parties else None
    if party is not None and party.type in ("group", "state") and status == "yes":
        row.put("type_of_violence", _ONE_SIDED, (*party.claims, *claims))
        row.put("side_a", party.name, party.claims)
        row.put(
            "side_b", crosswalk()["sentences"]["civilians"].format(country=country_name(record.incident.site.country))
        )
        return
    forces = [r for r in harmed if role_code(r.role, "side") == "state" and r.nationality]
    if len({r.nationality for r in forces}) == 1:
        name = crosswalk()["sentences"]["forces"].format(country=country_name(forces[0].nationality))
        row.put("side_a", name, [c for r in forces for c in r.claims])
        if party is not None and party.type == GROUP:
            row.put("type_of_violence", _STATE_BASED, (*party.claims, *claims))
    if party is not None:
        row.put("side_b", party.name, party.claims)


def _sources(row: Coded, record: Record, bundle: Bundle, killed: Answered) -> None:
    told = covering(record)
    named = []
    for member in told:
        headline = first_line(bundle.reports[member.id].text)
        named.append((member.outlet or member.id, (member.published or "")[:10], headline))
    row.put("number_of_sources", len(told))
    row.put("source_article", "; ".join(f'"{",".join(part for part in n if part)}"' for n in named))
    row.put("source_office", "; ".join(outlets(record)))
    row.put("source_date", "; ".join(n[1] for n in named))
    row.put("source_headline", "; ".join(n[2] for n in named))
    row.put("source_original", "; ".join(tellers(bundle, killed.claims)), killed.claims)


def _where(row: Coded, record: Record) -> None:
    site, claims = record.incident.site, site_claims(record)
    code = precision_code(record, "ged")
    if code == 3 and (site.radius_m or 0) <= crosswalk()["ged_near_m"]:
        code = 2
    row.put("where_prec", code, claims)
    row.put("where_coordinates", site.name, claims)
    row.put("where_description", site.name_ar, claims)
    row.put("adm_1", site.admin1, claims)
    row.put("country", country_name(site.country), claims)
    row.put("latitude", site.lat, claims)
    row.put("longitude", site.lon, claims)
    if site.lat is not None and site.lon is not None:
        row.put("geom_wkt", f"POINT ({site.lon} {site.lat})", claims)


def _deaths(row: Coded, record: Record, killed: Answered) -> None:
    """Splits `best` where the groups told apart add up to it; otherwise all of it is unknown."""
    parts = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    rows = [r for r in groups(record, "killed") if r.role != EVERYBODY]
    if rows and sum(r.best or 0 for r in rows) == killed.best and all(r.best is not None for r in rows):
        for group in rows:
            parts[_column(group.role)] += group.best or 0
    else:
        parts["deaths_unknown"] = killed.best or 0
    for column, value in parts.items():
        row.put(column, value, killed.claims)


def _column(role: str) -> str:
    if role_code(role, "civil") == "yes":
        return "deaths_civilians"
    return {"state": "deaths_a", "group": "deaths_b"}.get(role_code(role, "side") or "", "deaths_unknown")
