"""What coders of conflict events ask of a record: parties, kinds of victims, precision, notes.

Everything comes with the claims behind it, so that a coded cell can name its words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from importlib import resources
from typing import Any, NamedTuple

import msgspec
import yaml

from isnad.export.describe import ARRESTED
from isnad.export.exchange.bundle import Bundle, Files, LeftOut, Options
from isnad.export.exchange.tables import COVERS
from isnad.export.exchange.texts import csv_bytes, json_line
from isnad.export.facts import ATTACKER, EVERYBODY
from isnad.export.words import amount, load_words
from isnad.model.claim import Claim
from isnad.model.incident import Incident, Member
from isnad.model.record import Record, TollRow
from isnad.model.values import PerpetratorValue, TextValue

OWN_COLUMNS = ("isnad_incident", "isnad_trace")
"""Ours, at the end of every coded table: the incident, and for each coded column the claims behind it."""
GROUP = "group"
_HELD = ("asserted", "hedged")
_UNNAMED = "unnamed"
"""How the names of perpetrators begin that no report names."""


@functools.cache
def crosswalk() -> Mapping[str, Any]:
    """data/crosswalk.yaml."""
    return _data("crosswalk.yaml")


@functools.cache
def style_columns(name: str) -> tuple[str, ...]:
    """The columns of a table in another's style, without ours."""
    return tuple(_data("style_columns.yaml")[name])


def _data(name: str) -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


@functools.cache
def country_codes() -> Mapping[str, tuple[str, int]]:
    """ISO 3166 alpha-3 to alpha-2 and number."""
    raw = resources.files(__package__).joinpath("data", "country_codes.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, tuple[str, int]])


def country_name(code: str | None) -> str:
    """The name in the interface's default language; the code where there is none."""
    words = load_words()
    return words.country_wording(code or "").get(words.default, code or "")


def role_words(role: str) -> str:
    words = load_words()
    return words.term_wording("role", role)[words.default]


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


class Coded:
    """One row in the making. Columns that are never put stay empty."""

    def __init__(self, record: Record) -> None:
        self._values: dict[str, object] = {}
        self._trace: dict[str, list[str]] = {}
        self._incident = record.incident.id

    def put(self, column: str, value: object, claims: Iterable[str] = ()) -> None:
        """Sets a cell; `claims` are those its content was read from."""
        self._values[column] = value
        found = list(dict.fromkeys(claims))
        if value is not None and value != "" and found:
            self._trace[column] = found

    def row(self, columns: Sequence[str]) -> list[object]:
        """The cells in the order of `columns`, then ours."""
        return [*(self._values.get(c) for c in columns), self._incident, json_line(self._trace)]


class Answered(NamedTuple):
    """What a counting rule answers for one effect; all None where it does not speak of it."""

    low: int | None
    high: int | None
    best: int | None
    claims: tuple[str, ...]
    note: str


def answer(record: Record, rule: str, effect: str) -> Answered:
    """A rule's figure as the record holds it. Nothing is counted here."""
    found = record.rules.get(rule, {}).get(effect)
    if not isinstance(found, Mapping):
        return Answered(None, None, None, (), "")
    low, high, best = (found.get(k) if isinstance(found.get(k), int) else None for k in ("low", "high", "best"))
    return Answered(low, high, best, tuple(found.get("claims", ())), str(found.get("note", "")))


class Party(NamedTuple):
    """Somebody held to have done it, by every claim that says so. `sure` where one asserts it.
    `named` is false for "an unnamed gunman"."""

    name: str
    type: str
    sure: bool
    claims: tuple[str, ...]
    named: bool


def perpetrators(record: Record) -> list[Party]:
    """Who is said to have done it, the most told first; denials and questions make nobody a party.

    A person who is said to belong to a group stands for the group; somebody unnamed is given only
    where nobody is named.
    """
    told: dict[tuple[str, str], list[Claim]] = {}
    for claim in record.incident.claims:
        value = claim.value
        if isinstance(value, PerpetratorValue) and claim.event == "main" and claim.stance in _HELD:
            key = (value.membership, GROUP) if value.membership else (value.name, value.type)
            told.setdefault(key, []).append(claim)
    found = [_party(name, kind, claims) for (name, kind), claims in told.items()]
    named = [p for p in found if p.named]
    family = _families(record)
    return sorted(named or found, key=lambda p: (-len({family[c] for c in p.claims}), p.name))


def _party(name: str, kind: str, claims: Sequence[Claim]) -> Party:
    sure = any(c.stance == "asserted" for c in claims)
    named = kind != "unknown" and not name.startswith(_UNNAMED)
    return Party(name, kind, sure, tuple(c.claim for c in claims), named)


def _families(record: Record) -> dict[str, str]:
    """Claim to the family of copies of the report it stands in."""
    families = {m.id: m.origin_family for m in record.incident.members}
    return {c.claim: families.get(c.report, c.report) for c in record.incident.claims}


def responsibility(record: Record) -> tuple[list[Claim], list[Claim]]:
    """Claims that somebody took it upon himself, and claims that nobody did or that somebody denied it."""
    own = [c for c in record.incident.claims if c.kind == "responsibility" and c.event == "main"]
    taken = [c for c in own if isinstance(c.value, TextValue) and c.value.name and "denied" not in c.value.summary]
    taken = [c for c in taken if c.stance in _HELD]
    return taken, [c for c in own if c not in taken]


def groups(record: Record, effect: str) -> list[TollRow]:
    """The rows of groups told apart: neither everybody nor attackers."""
    rows = [r for r in record.toll if r.effect == effect and r.role != ATTACKER]
    return [r for r in rows if (r.role, r.nationality) != (EVERYBODY, None)]


def attackers(record: Record, effect: str) -> TollRow | None:
    return next((r for r in record.toll if r.effect == effect and r.role == ATTACKER), None)


def victims(record: Record) -> list[TollRow]:
    """Every group of people harmed: not attackers, and people arrested only where arrests are the event.

    "Persons" are left away beside groups that say more.
    """
    effects = dict.fromkeys(t.effect for t in record.toll if t.effect != ARRESTED or record.incident.kind == "arrests")
    rows = [r for effect in effects for r in groups(record, effect)]
    return [r for r in rows if r.role != EVERYBODY] or rows


def role_code(role: str, field: str) -> Any:
    """A code of a role; of `person` for a role that is not listed."""
    roles = crosswalk()["roles"]
    return roles.get(role, roles[EVERYBODY]).get(field)


def civil(record: Record) -> str:
    """Whether those harmed are civilians: yes, no, mixed, or unknown where no group is told apart."""
    told = dict.fromkeys(role_code(r.role, "civil") for r in victims(record))
    known = [c for c in told if c != "unknown"]
    if not known:
        return "unknown"
    return known[0] if len(known) == 1 else "mixed"


def kind_code(record: Record, field: str) -> Any:
    """A code of the incident's kind, None where the form does not code such a kind."""
    return crosswalk()["kinds"].get(record.incident.kind, {}).get(field)


def precision_code(record: Record, field: str) -> Any:
    """A code of the precision of the place, None where no place is known."""
    row = crosswalk()["precision"].get(record.incident.site.precision)
    return row[field] if row else None


def site_claims(record: Record) -> tuple[str, ...]:
    """The claims that fix the place, else those that tell one."""
    return record.incident.site.basis or of_kind(record, "event_site")


def date_claims(record: Record) -> tuple[str, ...]:
    """The claims that fix the day, else those that tell one."""
    return record.incident.date.basis or of_kind(record, "event_date")


def of_kind(record: Record, kind: str) -> tuple[str, ...]:
    return tuple(c.claim for c in record.incident.claims if c.kind == kind and c.event == "main" and c.stance in _HELD)


def covering(record: Record) -> list[Member]:
    return [m for m in record.incident.members if m.role == COVERS]


def outlets(record: Record) -> list[str]:
    """Names of the outlets of covering reports, each once; the report's id where it has none."""
    return list(dict.fromkeys(m.outlet or m.id for m in covering(record)))


def tellers(bundle: Bundle, claims: Iterable[str]) -> list[str]:
    """The innermost speakers of claims, each once; claims of the report itself name nobody."""
    found = [bundle.claims[c].attribution for c in claims if c in bundle.claims]
    return list(dict.fromkeys(chain[-1].name for chain in found if chain))


def note(record: Record, effects: Sequence[str] = ()) -> str:
    """Figures as told by effect, and every disagreement with its reason, in one line.

    `effects` limits the figures; conflicts are all named.
    """
    parts = []
    for row in record.toll:
        if (row.role, row.nationality) == (EVERYBODY, None) and (not effects or row.effect in effects):
            parts.append(f"{row.effect}: {amount(row.low, row.high, row.approx)} ({row.status})")
    parts += [f"{c.about} ({c.kind}): {' / '.join(v.value for v in c.values)}" for c in record.conflicts]
    return "; ".join(parts)


def titles(incident: Incident) -> dict[str, str]:
    """The titles there are by language, in the order of the interface's languages."""
    found = {language: incident.title[language] for language in load_words().languages if incident.title.get(language)}
    return {**found, **{k: v for k, v in sorted(incident.title.items()) if v}}


def title(incident: Incident, tongue: str = "") -> str:
    """The title in a language (the default one when none is named), else in another, else the id."""
    known = titles(incident)
    return known.get(tongue or load_words().default) or next(iter(known.values()), incident.id)


def day(text: str | None) -> date | None:
    """An ISO day, None for what is none."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def uncoded(bundle: Bundle, field: str) -> tuple[LeftOut, ...]:
    """The incidents whose kind a form does not code."""
    known = crosswalk()["kinds"]
    return tuple(
        LeftOut(r.incident.id, "no_kind" if r.incident.kind in ("other", "unknown") else "not_coded")
        for r in bundle.records
        if known.get(r.incident.kind, {}).get(field) is None
    )


def write_events(
    style: str, bundle: Bundle, options: Options, left_out: Iterable[LeftOut], coded: Callable[[Record], Coded]
) -> Files:
    """events.csv in a style: one coded row for each incident that is not left out, our columns last."""
    gone = {item.incident for item in left_out}
    columns = style_columns(style)
    rows = [coded(r).row(columns) for r in bundle.records if r.incident.id not in gone]
    return {"events.csv": csv_bytes([*columns, *OWN_COLUMNS], rows, options)}
