"""airwars: incidents, casualties and sources in the style of Airwars' tables.

Their columns for grades stay empty, for a person to fill; what the machine proposes stands in
columns of our own.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.export.exchange.bundle import Bundle, Files, Options
from isnad.export.exchange.coding import (
    OWN_COLUMNS,
    Coded,
    answer,
    civil,
    country_name,
    covering,
    crosswalk,
    date_claims,
    groups,
    of_kind,
    perpetrators,
    precision_code,
    responsibility,
    role_code,
    site_claims,
    slug,
    style_columns,
)
from isnad.export.exchange.texts import csv_bytes
from isnad.export.facts import EVERYBODY
from isnad.export.words import load_words
from isnad.model.incident import Where
from isnad.model.record import Record, TollRow
from isnad.model.values import DateValue, TextValue

_EFFECTS = (("killed", "killed"), ("wounded", "injured"))
_CIVILIANS, _UNDETERMINED = "civilian_non_combatants", "undetermined"
_PROPOSED = (
    "isnad_proposed_status_name",
    "isnad_proposed_status_slug",
    "isnad_proposed_status_reason",
    "isnad_proposed_status_rule",
    "isnad_proposed_by",
)
_COARSE = ("near", "district", "province", "country")


def write_airwars(bundle: Bundle, options: Options) -> Files:
    """incidents.csv, casualties.csv (one row a category) and sources.csv (one row a report)."""
    most = max((len(perpetrators(r)) for r in bundle.records), default=0)
    incidents = [*style_columns("airwars_incidents"), *_category_columns(), *_belligerent_columns(most), *_PROPOSED]
    casualties, sources = style_columns("airwars_casualties"), style_columns("airwars_sources")
    tables = {
        "incidents.csv": (incidents, [_incident(r) for r in bundle.records]),
        "casualties.csv": (casualties, [row for r in bundle.records for row in _casualties(r)]),
        "sources.csv": (sources, [row for r in bundle.records for row in _sources(r, bundle)]),
    }
    return {
        name: csv_bytes([*columns, *OWN_COLUMNS], (row.row(columns) for row in rows), options)
        for name, (columns, rows) in tables.items()
    }


def _category_columns() -> list[str]:
    return [
        f"{category}_{effect}_{end}"
        for category in crosswalk()["airwars_categories"]
        for _, effect in _EFFECTS
        for end in ("min", "max")
    ]


def _belligerent_columns(count: int) -> list[str]:
    block = [c.removeprefix("belligerent_") for c in style_columns("airwars_belligerent")]
    return [f"belligerent_{n}_{name}" for n in range(1, count + 1) for name in block]


def _incident(record: Record) -> Coded:
    row = Coded(record)
    row.put("code", record.incident.id)
    _when(row, record)
    _where(row, record)
    _grade(row, record)
    kind, words = record.incident.kind, load_words()
    modes = of_kind(record, "mode")
    row.put("strike_type_name", words.term_wording("incident_kind", kind)[words.default], modes)
    row.put("strike_type_slug", slug(kind), modes)
    for effect, theirs in _EFFECTS:
        _categories(row, record, effect, theirs)
    for number, party in enumerate(perpetrators(record), 1):
        taken, _ = responsibility(record)
        known = any(isinstance(c.value, TextValue) and c.value.name == party.name for c in taken)
        row.put(f"belligerent_{number}_id", slug(party.name), party.claims)
        row.put(f"belligerent_{number}_name", party.name, party.claims)
        row.put(f"belligerent_{number}_slug", slug(party.name), party.claims)
        row.put(f"belligerent_{number}_type", "Known" if known else "Suspected", party.claims)
    told = covering(record)
    row.put("num_sources", len(told))
    row.put("num_sources_other", len(told))
    return row


def _grade(row: Coded, record: Record) -> None:
    """The grade that the machine proposes, with its reason; nothing where it proposes none."""
    for grade in record.grades:
        if grade.scheme == "airwars-like":
            told = (grade.name, grade.grade, grade.reason, grade.rule, grade.proposed_by)
            for column, value in zip(_PROPOSED, told, strict=True):
                row.put(column, value, grade.claims)


def _when(row: Coded, record: Record) -> None:
    when, claims = record.incident.date, date_claims(record)
    if when.low is None or when.high is None:
        return
    row.put("date_type", "single" if when.low == when.high else "date_range", claims)
    row.put("date", when.low, claims)
    if when.low != when.high:
        row.put("date_end", when.high, claims)
    hours = {
        c.value.hours: c.claim
        for c in record.incident.claims
        if isinstance(c.value, DateValue) and c.kind == "event_date" and c.event == "main" and c.value.hours
    }
    row.put("local_time_type", "approximate_time_of_day" if len(hours) == 1 else "unknown", hours.values())
    if len(hours) == 1:
        row.put("local_time_of_day", next(iter(hours)), hours.values())


def _where(row: Coded, record: Record) -> None:
    site, claims = record.incident.site, site_claims(record)
    country = country_name(site.country)
    row.put("country_name", country, claims)
    row.put("country_slug", slug(country), claims)
    row.put("location_name", site.name, claims)
    row.put("location_name_arabic", site.name_ar, claims)
    row.put("region", site.admin1, claims)
    row.put("geolocated", int(site.lat is not None), claims)
    row.put("latitude", site.lat, claims)
    row.put("longitude", site.lon, claims)
    accuracy = precision_code(record, "airwars")
    if accuracy is not None and site.lat is not None:
        row.put("geolocation_accuracy_name", accuracy[0], claims)
        row.put("geolocation_accuracy_slug", accuracy[1], claims)
        row.put("geolocation_notes", _generic(site), claims)


def _generic(site: Where) -> str:
    """The note that coordinates coarser than a spot cannot do without."""
    if site.precision not in _COARSE or site.radius_m is None:
        return ""
    return str(crosswalk()["sentences"]["generic_point"]).format(radius=site.radius_m)


def _categories(row: Coded, record: Record, effect: str, theirs: str) -> None:
    """Everybody under civilians where no other group is told apart, else undetermined; groups beside it.

    A category that several groups share stays empty here: they may overlap. casualties.csv has them all.
    """
    everybody = answer(record, "airwars", effect)
    whole = _CIVILIANS if civil(record) in ("yes", "unknown") else _UNDETERMINED
    by_category: dict[str, list[TollRow]] = {}
    for group in groups(record, effect):
        by_category.setdefault(role_code(group.role, "airwars"), []).append(group)
    if everybody.low is not None or everybody.high is not None:
        _ends(row, f"{whole}_{theirs}", everybody.low, everybody.high, everybody.claims)
        row.put("civilian_harm_reported", 1 if whole == _CIVILIANS else None, everybody.claims)
        by_category.pop(whole, None)
    for category, rows in by_category.items():
        if len(rows) == 1:
            _ends(row, f"{category}_{theirs}", rows[0].low, rows[0].high, rows[0].claims)


def _ends(row: Coded, column: str, low: int | None, high: int | None, claims: Sequence[str]) -> None:
    row.put(f"{column}_min", low, claims)
    row.put(f"{column}_max", high, claims)


def _casualties(record: Record) -> list[Coded]:
    """A row for each group of people with both effects in it, everybody first."""
    named = dict.fromkeys((r.role, r.nationality) for r in record.toll if r.effect in ("killed", "wounded"))
    words, out = load_words(), []
    for role, nation in named:
        row = Coded(record)
        category = "" if (role, nation) == (EVERYBODY, None) else role_code(role, "airwars")
        row.put("code", record.incident.id)
        told = [r for r in record.toll if (r.role, r.nationality) == (role, nation)]
        claims = [c for r in told for c in r.claims]
        row.put("casualty_type_name", words.term_wording("role", role)[words.default], claims)
        row.put("casualty_type_slug", category, claims)
        row.put("casualty_affiliation_name", country_name(nation), claims)
        row.put("casualty_affiliation_slug", slug(country_name(nation)), claims)
        for effect, theirs in _EFFECTS:
            found = next((r for r in told if r.effect == effect), None)
            if found is not None:
                _ends(row, theirs, found.low, found.high, found.claims)
        out.append(row)
    return out


def _sources(record: Record, bundle: Bundle) -> list[Coded]:
    out = []
    for member in covering(record):
        report = bundle.reports[member.id]
        row = Coded(record)
        row.put("code", record.incident.id)
        row.put("date", (member.published or "")[:10])
        row.put("name", member.outlet or member.id)
        row.put("language", report.language)
        row.put("url", report.url)
        out.append(row)
    return out
