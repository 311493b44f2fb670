"""acled: one row an event in the style of ACLED. Coded by rules, not by ACLED."""

from __future__ import annotations

from datetime import date, timedelta

from isnad.export.exchange.bundle import Bundle, Files, LeftOut, Options
from isnad.export.exchange.coding import (
    Coded,
    answer,
    civil,
    country_codes,
    country_name,
    crosswalk,
    date_claims,
    day,
    kind_code,
    note,
    of_kind,
    outlets,
    perpetrators,
    precision_code,
    role_words,
    site_claims,
    uncoded,
    victims,
    write_events,
)
from isnad.model.record import Record

_WEEK = timedelta(days=7)
_STATE, _CIVILIANS = 1, 7
"""Codes of inter1 and inter2 that follow from what a report says; the others are a coder's."""


def write_acled(bundle: Bundle, options: Options) -> Files:
    """events.csv. Incidents of kinds that ACLED does not code are left out (`left_out_acled`)."""
    return write_events("acled", bundle, options, left_out_acled(bundle), _coded)


def left_out_acled(bundle: Bundle) -> tuple[LeftOut, ...]:
    return uncoded(bundle, "acled")


def _coded(record: Record) -> Coded:
    row = Coded(record)
    incident = record.incident
    row.put("event_id_cnty", incident.id)
    _when(row, record)
    armed = civil(record) in ("no", "mixed") and kind_code(record, "acled_armed")
    event, sub_event = armed or kind_code(record, "acled")
    kinds = of_kind(record, "mode")
    row.put("disorder_type", crosswalk()["acled_disorder"][event], kinds)
    row.put("event_type", event, kinds)
    row.put("sub_event_type", sub_event, kinds)
    _parties(row, record)
    _where(row, record)
    row.put("source", "; ".join(outlets(record)))
    row.put("notes", note(record), [c for r in record.toll for c in r.claims])
    killed = answer(record, "acled", "killed")
    row.put("fatalities", killed.best, killed.claims)
    return row


def _when(row: Coded, record: Record) -> None:
    low, high = day(record.incident.date.low), day(record.incident.date.high)
    claims = date_claims(record)
    if low is None or high is None:
        return
    shown = low
    if high - low > _WEEK:
        precision, shown = 3, date.fromordinal((low.toordinal() + high.toordinal()) // 2)
    else:
        precision = 1 if low == high else 2
    row.put("event_date", shown.isoformat(), claims)
    row.put("year", shown.year, claims)
    row.put("time_precision", precision, claims)


def _parties(row: Coded, record: Record) -> None:
    codes: list[int] = []
    for party in perpetrators(record)[:1]:
        row.put("actor1", party.name, party.claims)
        others = perpetrators(record)[1:]
        row.put("assoc_actor_1", "; ".join(p.name for p in others), [c for p in others for c in p.claims])
        if party.type == "state":
            codes.append(_STATE)
            row.put("inter1", _STATE, party.claims)
    harmed = victims(record)
    claims = [c for r in harmed for c in r.claims]
    if civil(record) == "yes":
        where = country_name(record.incident.site.country)
        row.put("actor2", crosswalk()["sentences"]["civilians"].format(country=where), claims)
        row.put("inter2", _CIVILIANS, claims)
        row.put("civilian_targeting", "Civilian targeting", claims)
        codes.append(_CIVILIANS)
        if len(codes) == 2:
            row.put("interaction", "".join(map(str, sorted(codes))), claims)
    named = [
        f"{role_words(r.role)} ({country_name(r.nationality)})" if r.nationality else role_words(r.role) for r in harmed
    ]
    row.put("assoc_actor_2", "; ".join(dict.fromkeys(named)), claims)


def _where(row: Coded, record: Record) -> None:
    site, claims = record.incident.site, site_claims(record)
    row.put("iso", country_codes().get(site.country or "", (None, None))[1], claims)
    row.put("country", country_name(site.country), claims)
    row.put("admin1", site.admin1, claims)
    row.put("location", site.name, claims)
    row.put("latitude", site.lat, claims)
    row.put("longitude", site.lon, claims)
    row.put("geo_precision", precision_code(record, "acled"), claims)
