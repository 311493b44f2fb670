"""Incidents brought up to date: grouped again whole, or only around what is new.

A small archive, a large addition and every tenth or so of growth are grouped whole. Else only the
incidents near a new report (group/near.py) are grouped again, with the words of the whole archive
as the measure, and all others stay as they are. Both are functions of the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from isnad.archive.archive import Clock, KeptReadings, mind_clock, reader_name, told_readings
from isnad.archive.decisions import CLAIM_ACTS, Decision, decisions, standing
from isnad.archive.state import State, settled_state
from isnad.errors import InputError
from isnad.group.cluster import Comparer
from isnad.group.features import is_event, signature
from isnad.group.near import alike, asked, marks
from isnad.group.vocabulary import Vocabulary, weigh
from isnad.model.claim import Claim
from isnad.model.codec import claim_from_dict, claim_to_dict, record_from_dict, record_to_dict, to_json
from isnad.model.incident import Incident, Reading
from isnad.pipeline import iter_records, make_incidents
from isnad.reuse.families import digest as text_digest
from isnad.store.base import Event, Store, Writer
from isnad.store.chain import canonical, digest

SMALL = 400
"""An archive of so few reports with events is always grouped whole: it takes a second or two."""
MANY = 50
"""So many reports at once, or a fiftieth of those grouped, are grouped whole."""
DRIFT = 10
"""After a tenth has been added in small portions everything is grouped whole once more."""
TRIES = 5
LOOKED_AT = 60
"""Reports that one new report is compared with, those with the rarest marks in common first."""


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """What bringing up to date came to. `whole` tells whether everything was grouped."""

    incidents: int
    reconciled: int
    unapplied: tuple[tuple[Decision, str], ...] = ()
    whole: bool = True


class _Overtaken(Exception):
    """Another run brought the archive up to date meanwhile."""


class _Kept(msgspec.Struct, kw_only=True):
    """What the last update left: the log up to `upto` is in the incidents; `grouped` reports were
    grouped whole, `since` have come since."""

    reader: str
    upto: int
    grouped: int
    since: int
    incidents: int
    unapplied: list[tuple[int, str]]


def bring_up_to_date(store: Store, now: Clock, who: str, *, again: bool = False) -> Update:
    """Groups what is new, or everything (`again` asks for it), and reconciles only the incidents
    that are made of something else than before."""
    for _ in range(TRIES):
        try:
            return _brought(store, now, who, again=again)
        except _Overtaken:
            continue
    raise InputError("E-store-locked", f"{store.place} is being written by another run", "wait for it, then run again")


def _brought(store: Store, now: Clock, who: str, *, again: bool) -> Update:
    base = _Base(raw=store.derived("incidents"), head=store.head())
    kept = base.kept()
    if again or kept is None:
        return _whole(store, now, who, base)
    changed, acted = _since(store, kept.upto)
    if not changed and not acted:
        return Update(incidents=kept.incidents, reconciled=0, unapplied=_unapplied(store, kept), whole=False)
    limit = max(MANY, kept.grouped // 50)
    few = len(changed) <= limit and kept.since + len(changed) <= max(limit, kept.grouped // DRIFT)
    known = _vocabulary(store)
    homeless = any(d.act in CLAIM_ACTS and not d.report for d in decisions(store))
    if kept.grouped <= SMALL or not few or known is None or homeless:
        return _whole(store, now, who, base)
    return _near(store, now, who, base, known, changed, acted)


def state_of(store: Store, *, until: str = "") -> State:
    """The archive's readings and incidents: as last brought up to date, where nothing came since; else,
    and for a moment (`until`), grouped whole from the log up to then by the rules of today."""
    kept = None if until else kept_state(store)
    if kept is not None:
        return kept
    return settled_state(told_readings(store, until=until), decisions(store, until=until), make_incidents)


def kept_state(store: Store) -> State | None:
    """The archive's incidents as last brought up to date; None where the log has gone on since."""
    kept = _Base(raw=store.derived("incidents"), head=None).kept()
    if kept is None:
        return None
    changed, acted = _since(store, kept.upto)
    if changed or acted:
        return None
    state = settled_state(told_readings(store), tuple(decisions(store)), lambda _: ())
    claims = {c.claim: c for r in state.readings for c in r.claims}
    incidents = tuple(_incident(data, claims) for _, data in store.records().values())
    order = sorted(incidents, key=lambda i: (i.date.low or i.date.high or "~", -len(i.members), i.id))
    return msgspec.structs.replace(state, incidents=tuple(order), unapplied=_unapplied(store, kept))


class _Base(msgspec.Struct, kw_only=True):
    """What an update starts from: it is undone where another run has changed it meanwhile."""

    raw: bytes | None
    head: Event | None

    def kept(self) -> _Kept | None:
        kept = msgspec.msgpack.decode(self.raw, type=_Kept) if self.raw else None
        return kept if kept is not None and kept.reader == reader_name() else None


def behind(store: Store) -> str:
    """What the incidents do not know of yet, in words; "" where they are up to date."""
    kept = _Base(raw=store.derived("incidents"), head=None).kept()
    if kept is None:
        return "not grouped by this version" if store.head() else ""
    changed, acted = _since(store, kept.upto)
    return f"{len(changed):,} reports and the decisions on {len(acted):,} are new" if changed or acted else ""


def _whole(store: Store, now: Clock, who: str, base: _Base) -> Update:
    told = told_readings(store)
    seen: list[Comparer] = []

    def group(readings: Sequence[Reading]) -> tuple[Incident, ...]:
        return make_incidents(readings, compared=seen.append)

    state = settled_state(told, tuple(decisions(store)), group)
    known = store.records()
    texts = {r.report.id: text_digest(r.report) for r in state.readings}
    made = {i.id: _made(i, texts) for i in state.incidents}
    stale = [i for i in state.incidents if known.get(i.id, ("",))[0] != made[i.id]]
    gone = sorted(known.keys() - made.keys())
    found: dict[str, list[int]] = {}
    if seen:
        names = {key: marks(s, seen[0].words[key], seen[0].known) for key, s in seen[0].signatures.items()}
        found = {name: names[key] for name, key in texts.items() if key in names}
    words = seen[0].known if seen else Vocabulary({}, 0)
    rows, members = _rows(stale, made, state.readings)
    with store.writer() as writer:
        if writer.derived("incidents") != base.raw:
            raise _Overtaken
        writer.put_marks(found, every=True)
        writer.put_derived("vocabulary", msgspec.msgpack.encode(words))
        writer.put_records(gone, rows, members)
        rest = {"grouped": len(found), "since": 0, "unapplied": [(d.seq, why) for d, why in state.unapplied]}
        _note(writer, now, who, base, sorted(i.id for i in stale), gone, len(made), **rest)
    return Update(incidents=len(made), reconciled=len(stale), unapplied=state.unapplied)


def _near(
    store: Store, now: Clock, who: str, base: _Base, known: Vocabulary, changed: Sequence[str], acted: Sequence[str]
) -> Update:
    kept = base.kept()
    assert kept is not None
    latest = KeptReadings(store)
    new = latest.of(changed)
    telling = [r for r in new if is_event(r)]
    inforce = standing(tuple(decisions(store)))
    before = set(store.incidents_of([*changed, *acted])) | _incidents_near(store, latest, telling, known)
    part = _regrouped(store, latest, known, new, acted, before, inforce)
    if left := _left(latest, part):  # who lost its company may find other company
        more = _incidents_near(store, latest, left, known)
        if more - part.before:
            part = _regrouped(store, latest, known, new, acted, part.before | more, inforce)
    before, touching, old, aside, state = part.before, part.touching, part.old, part.aside, part.state
    readings = (*state.readings, *aside)
    texts = {r.report.id: text_digest(r.report) for r in readings}
    made = {i.id: _made(i, texts) for i in state.incidents}
    stale = [i for i in state.incidents if (old.get(i.id) or ("",))[0] != made[i.id]]
    gone = sorted(before - made.keys())
    count = kept.incidents - len(before) + len(made)
    mine = {d.seq for d in touching}
    live = {d.seq for d in inforce}
    unapplied = [(d.seq, why) for d, why in state.unapplied]
    unapplied += [(seq, why) for seq, why in kept.unapplied if seq in live - mine]
    telling_marks = {r.report.id: marks(s, weigh(s.terms, known), known) for r in telling for s in [signature(r)]}
    rows, members = _rows(stale, made, readings)
    with store.writer() as writer:
        if writer.derived("incidents") != base.raw:
            raise _Overtaken
        writer.put_marks({name: telling_marks.get(name, []) for name in changed})
        writer.put_records(gone, rows, members)
        rest = {"grouped": kept.grouped, "since": kept.since + len(changed), "unapplied": sorted(unapplied)}
        _note(writer, now, who, base, sorted(i.id for i in stale), gone, count, **rest)
    by_seq = {d.seq: d for d in inforce}
    told = tuple((by_seq[seq], why) for seq, why in sorted(unapplied))
    return Update(incidents=count, reconciled=len(stale), unapplied=told, whole=False)


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """What is grouped again: incidents as they were, the decisions that touch them, readings that are only
    mentioned in them, and what came of it."""

    before: set[str]
    touching: tuple[Decision, ...]
    old: dict[str, tuple[str, bytes] | None]
    aside: list[Reading]
    state: State


def _regrouped(
    store: Store,
    latest: KeptReadings,
    known: Vocabulary,
    new: Sequence[Reading],
    acted: Sequence[str],
    incidents: set[str],
    inforce: Sequence[Decision],
) -> _Part:
    changed = [r.report.id for r in new]
    before, touching = _with_partners(store, incidents, {*changed, *acted}, inforce)
    rows = store.records_of(sorted(before))
    old = {i: rows.get(i) for i in sorted(before)}
    covers = {m for row in old.values() for m in _members(row, "covers")}
    beside = {m for row in old.values() for m in _members(row)} - covers - set(changed)
    inside = {r.report.id: r for r in new if r.claims}
    inside |= {r.report.id: r for r in latest.of(sorted((covers | set(acted)) - inside.keys())) if r.claims}
    aside = latest.of(sorted(beside - inside.keys()))

    def group(readings: Sequence[Reading]) -> tuple[Incident, ...]:
        return make_incidents(readings, known=known, beside=aside)

    state = settled_state(tuple(inside[n] for n in sorted(inside)), touching, group)
    return _Part(before=before, touching=touching, old=old, aside=aside, state=state)


def _members(row: tuple[str, bytes] | None, role: str = "") -> list[str]:
    reports = msgspec.json.decode(row[1])["line"]["reports"] if row is not None else []
    return [m["id"] for m in reports if not role or m["role"] == role]


def _left(latest: KeptReadings, part: _Part) -> list[Reading]:
    """The reports that are no longer with most of those they were with."""
    homes = {m.id: {o.id for o in i.members if o.role == "covers"} for i in part.state.incidents for m in i.members}
    left = set()
    for row in part.old.values():
        members = set(_members(row, "covers"))
        left |= {m for m in members if len(members) > 1 and 2 * len(members & homes.get(m, set())) <= len(members)}
    return [r for r in latest.of(sorted(left)) if is_event(r)]


def _incidents_near(store: Store, latest: KeptReadings, readings: Sequence[Reading], known: Vocabulary) -> set[str]:
    """The incidents of the reports that one of these readings may meet."""
    found: set[str] = set()
    for reading in readings:
        others = latest.of(_neighbours(store, reading, known))
        found |= set(store.incidents_of(alike([reading], others, known)))
    return found


def _neighbours(store: Store, reading: Reading, known: Vocabulary) -> list[str]:
    """The reports that share the rarest marks with a reading."""
    holders: dict[int, list[str]] = {}
    for name, report in store.marked(asked(reading, known)):
        holders.setdefault(name, []).append(report)
    weight: dict[str, float] = {}
    for reports in holders.values():
        for report in reports:
            weight[report] = weight.get(report, 0.0) + 1 / (1 + len(reports))
    weight.pop(reading.report.id, None)
    return sorted(weight, key=lambda r: (-weight[r], r))[:LOOKED_AT]


def _with_partners(
    store: Store, incidents: set[str], reports: set[str], inforce: Iterable[Decision]
) -> tuple[set[str], tuple[Decision, ...]]:
    """The incidents with those that decisions tie to them, and the decisions that touch them."""
    inforce = list(inforce)
    while True:
        inside = set(reports)
        for row in store.records_of(sorted(incidents)).values():
            inside.update(_members(row))
        touching = [d for d in inforce if inside.intersection(_reports(d))]
        tied = {r for d in touching if d.act in ("same", "different") for r in d.targets} - inside
        more = set(store.incidents_of(sorted(tied))) - incidents
        if not more:
            return incidents, tuple(touching)
        incidents = incidents | more


def _reports(decision: Decision) -> tuple[str, ...]:
    return (decision.report,) if decision.act in CLAIM_ACTS else decision.targets


def _since(store: Store, seq: int) -> tuple[list[str], list[str]]:
    """Reports that were added or read after an event, and those that decisions since then are about."""
    changed: set[str] = set()
    acted: set[str] = set()
    undone: set[str] = set()
    for event in store.events(seq):
        if event.kind in ("add", "read", "redact"):
            changed.add(event.plain()["id"])
        elif event.kind == "decision":
            body = event.plain()
            if body["act"] == "undo":
                undone.add(body["targets"][0])
            else:
                acted |= {body.get("report", "")} if body["act"] in CLAIM_ACTS else set(body["targets"])
    for decision in decisions(store, undone=True) if undone else ():
        if str(decision.seq) in undone:
            acted |= set(_reports(decision))
    return sorted(changed), sorted(acted - {""})


def _rows(
    stale: Sequence[Incident], made: Mapping[str, str], readings: Sequence[Reading]
) -> tuple[dict[str, tuple[str, bytes]], dict[str, list[str]]]:
    """What is kept of the incidents that changed, and their reports; made before anything is locked."""
    own = {c.claim: c for r in readings for c in r.claims}
    rows: dict[str, tuple[str, bytes]] = {}
    for record in iter_records(stale, readings):
        told = [_difference(own.get(c.claim), c) for c in record.incident.claims]
        data = to_json({"line": record_to_dict(record), "told": told}).encode()
        rows[record.incident.id] = (made[record.incident.id], data)
    return rows, {i.id: [m.id for m in i.members] for i in stale}


def _note(
    writer: Writer, now: Clock, who: str, base: _Base, new: Sequence[str], gone: Sequence[str], count: int, **rest: Any
) -> None:
    if new or gone:
        mind_clock(writer, now(), who)
        writer.append(now(), "records", who, {"incidents": count, "made": new, "gone": gone})
    kept = _Kept(reader=reader_name(), upto=base.head.seq if base.head else 0, incidents=count, **rest)
    writer.put_derived("incidents", msgspec.msgpack.encode(kept))


def _difference(own: Claim | None, told: Claim) -> dict[str, Any]:
    """What an incident says of a claim otherwise than its reading does."""
    plain = claim_to_dict(told)
    if own is None:
        return plain
    before = claim_to_dict(own)
    return {key: value for key, value in plain.items() if before[key] != value}


def _incident(data: bytes, claims: Mapping[str, Claim]) -> Incident:
    plain = msgspec.json.decode(data)
    own = {}
    for name, told in zip(plain["line"]["claims"], plain["told"], strict=True):
        before = claim_to_dict(claims[name]) if name in claims else {}
        own[name] = claim_from_dict({**before, **told})
    return record_from_dict(plain["line"], own).incident


def _made(incident: Incident, texts: Mapping[str, str]) -> str:
    said = [reader_name(), msgspec.to_builtins(incident), [texts.get(m.id, "") for m in incident.members]]
    return digest(canonical(said).encode())


def _vocabulary(store: Store) -> Vocabulary | None:
    raw = store.derived("vocabulary")
    return msgspec.msgpack.decode(raw, type=Vocabulary) if raw else None


def _unapplied(store: Store, kept: _Kept) -> tuple[tuple[Decision, str], ...]:
    if not kept.unapplied:
        return ()
    by_seq = {d.seq: d for d in decisions(store)}
    return tuple((by_seq[seq], why) for seq, why in kept.unapplied if seq in by_seq)
