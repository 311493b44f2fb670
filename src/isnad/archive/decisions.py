"""What people decided: kept in the log for good, undone by a later entry, applied after every run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from isnad.archive.choice import choice
from isnad.errors import InputError
from isnad.model.claim import Claim
from isnad.model.codec import claim_from_dict
from isnad.model.incident import Incident, Reading
from isnad.store.base import Event, Store, View

CLAIM_ACTS = ("accept", "reject", "correct")
PAIR_ACTS = ("same", "different", "unsure")
ACTS = (*CLAIM_ACTS, *PAIR_ACTS, "choose", "undo")
Group = Callable[[Sequence[Reading]], tuple[Incident, ...]]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """`seq` is its number in the log. `targets` are a claim's id, the ids of two reports, or one
    report of an incident; `value` is what a claim is corrected to, or what was chosen; `report` is
    where a claim stood when it was decided on."""

    seq: int
    at: str
    who: str
    act: str
    targets: tuple[str, ...]
    value: dict[str, Any] = {}
    reason: str = ""
    report: str = ""


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What decisions make of readings, and those that could not be applied, each with the reason.
    `standing` are those that count, `homes` the reports of the claims they are about."""

    readings: tuple[Reading, ...]
    incidents: tuple[Incident, ...]
    unapplied: tuple[tuple[Decision, str], ...]
    standing: tuple[Decision, ...]
    homes: dict[str, str]


def record_decision(
    store: Store,
    act: str,
    targets: Sequence[str],
    *,
    at: str,
    who: str,
    reason: str,
    value: dict[str, Any] | None = None,
    report: str = "",
) -> Event:
    """Appends a decision. Raises InputError where act, targets and value do not fit together."""
    value = fitting(store, act, targets, value)
    if act in CLAIM_ACTS and not report:
        report = home_of(store, targets[0])
    with store.writer() as writer:
        body = {"act": act, "targets": list(targets), "value": value, "reason": reason}
        body |= {"report": report} if report else {}
        return writer.append(at, "decision", who, body)


def fitting(view: View, act: str, targets: Sequence[str], value: dict[str, Any] | None) -> dict[str, Any]:
    """The value in its one form. Raises InputError where act, targets and value do not fit together."""
    wanted = 2 if act in PAIR_ACTS else 1
    if act not in ACTS or len(targets) != wanted or len(set(targets)) != wanted:
        raise InputError("E-decide-targets", f"{act} takes {wanted} different id(s), not {len(targets)}")
    if (act in ("correct", "choose")) != bool(value):
        raise InputError("E-decide-value", f"{act} takes {'a' if act in ('correct', 'choose') else 'no'} value")
    if act == "undo" and not any(str(d.seq) == targets[0] for d in decisions(view)):
        raise InputError("E-decide-targets", f"there is no decision {targets[0]} in force", "isnad list decisions")
    return choice(value or {}) if act == "choose" else value or {}


def home_of(view: View, claim: str) -> str:
    """The report that tells a claim, as last read; "" where none does."""
    for reading in view.readings():
        if claim.encode() in reading.data and any(c["claim"] == claim for c in reading.plain()):
            return reading.id
    return ""


def decisions(view: View, *, until: str = "", undone: bool = False) -> list[Decision]:
    """Decisions in force, oldest first; with `undone` every one there ever was."""
    every = []
    for event in view.events(kind="decision"):
        if not until or event.at <= until:
            plain = event.plain()
            told = {"seq": event.seq, "at": event.at, "who": event.who, **plain}
            every.append(msgspec.convert(told, Decision))
    if undone:
        return every
    gone: set[str] = set()
    for decision in reversed(every):
        if decision.act == "undo" and str(decision.seq) not in gone:
            gone.add(decision.targets[0])
    return [d for d in every if d.act != "undo" and str(d.seq) not in gone]


def standing(made: Sequence[Decision]) -> tuple[Decision, ...]:
    """Of several decisions on the same thing the last, in the order of the log."""
    last = {(d.act in CLAIM_ACTS, d.act == "choose", tuple(sorted(d.targets)), _field(d)): d for d in made}
    return tuple(sorted(last.values(), key=lambda d: d.seq))


def apply(readings: tuple[Reading, ...], made: tuple[Decision, ...], group: Group) -> Applied:
    """Claims first, then groups. Of two decisions on the same thing the later one counts."""
    unapplied: list[tuple[Decision, str]] = []
    inforce = standing(made)
    targets = {d.targets[0] for d in inforce if d.act in CLAIM_ACTS}
    homes = {c.claim: r.report.id for r in readings for c in r.claims if c.claim in targets}
    on_claims: dict[str, Decision] = {}
    for decision in inforce:
        if decision.act in CLAIM_ACTS:
            if decision.targets[0] in homes:
                on_claims[decision.targets[0]] = decision
            else:
                unapplied.append((decision, "the claim is no longer read"))
    settled = tuple(_decided(reading, on_claims, unapplied) for reading in readings)
    incidents = list(group(settled))
    by_id = {reading.report.id: reading for reading in settled}
    for decision in inforce:
        if decision.act in ("same", "different"):
            reason = _regroup(incidents, decision, by_id, group)
        elif decision.act in ("choose", "unsure"):
            lost = [t for t in decision.targets if _holding(incidents, t) is None]
            reason = f"report {lost[0]} is in no incident" if lost else ""
        else:
            continue
        if reason:
            unapplied.append((decision, reason))
    return Applied(
        readings=settled, incidents=tuple(incidents), unapplied=tuple(unapplied), standing=inforce, homes=homes
    )


def _field(decision: Decision) -> str:
    return ",".join(sorted(decision.value)) if decision.act == "choose" else ""


def _decided(reading: Reading, on: dict[str, Decision], unapplied: list[tuple[Decision, str]]) -> Reading:
    claims: list[Claim] = []
    for claim in reading.claims:
        decision = on.get(claim.claim)
        if decision is not None and decision.act == "reject":
            continue
        if decision is not None and decision.act == "correct":
            try:
                claims.append(corrected(claim, decision.value))
                continue
            except (msgspec.ValidationError, TypeError) as fault:
                unapplied.append((decision, f"the value does not fit the claim: {fault}"))
        claims.append(claim)
    return msgspec.structs.replace(reading, claims=tuple(claims))


def corrected(claim: Claim, value: dict[str, Any]) -> Claim:
    """The claim with fields of its value replaced. Raises msgspec.ValidationError or TypeError."""
    plain = msgspec.to_builtins(claim)
    if unknown := sorted(value.keys() - set(claim.value.__struct_fields__)):
        raise TypeError(f"a {claim.kind} has no {', '.join(unknown)}")
    return claim_from_dict({**plain, "value": {**plain["value"], **value}})


def _holding(incidents: Sequence[Incident], report: str) -> Incident | None:
    for incident in incidents:
        if any(m.id == report and m.role == "covers" for m in incident.members):
            return incident
    return None


def _regroup(incidents: list[Incident], decision: Decision, by_id: dict[str, Reading], group: Group) -> str:
    one, two = (_holding(incidents, report) for report in decision.targets)
    if one is None or two is None:
        return "a report of it is in no incident"
    if decision.act == "same" and one.id != two.id:
        first, second = sorted((one, two), key=lambda i: (-len(i.members), i.id))
        incidents[incidents.index(first)] = _joined(first, second)
        incidents.remove(second)
    elif decision.act == "different" and one.id == two.id:
        apart = decision.targets[1]
        stay = [by_id[m.id] for m in one.members if m.id != apart and m.id in by_id]
        at = incidents.index(one)
        incidents[at : at + 1] = [*group(stay), *group([by_id[apart]])]
    return ""


def _joined(first: Incident, second: Incident) -> Incident:
    """One incident of two: day, place and title of the one with more reports."""
    name = hashlib.sha256("\n".join(sorted((first.id, second.id))).encode()).hexdigest()[:12]
    have = {m.id for m in first.members}
    known = {c.claim for c in first.claims}
    return msgspec.structs.replace(
        first,
        id=f"inc-{name}",
        members=(*first.members, *(m for m in second.members if m.id not in have)),
        claims=(*first.claims, *(c for c in second.claims if c.claim not in known)),
    )
