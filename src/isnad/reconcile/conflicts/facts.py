"""Where the reports differ on anything but a number: who, where, when, how, and what went before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from isnad.group.dates import interval, iso_day, parse
from isnad.group.features import is_point, km
from isnad.model.claim import Claim
from isnad.model.record import Conflict, ConflictValue
from isnad.model.values import DateValue, PerpetratorValue, SiteValue, TextValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.wording import Pair, conflict, named, notes, pair
from isnad.reconcile.sides import known_side, side_of
from isnad.reuse.statements import name_words

Sides = dict[Pair, list[Claim]]
APART_KM = 40.0


def fact_conflicts(case: Case) -> list[Conflict]:
    """All such conflicts, in a fixed order; values that agree make none."""
    makers: tuple[Callable[[Case], list[Conflict]], ...] = (
        _identity,
        _number_of_attackers,
        _fate,
        _place,
        _days,
        _hours,
        _activity,
        _mode,
        _warning,
        _responsibility,
    )
    return [found for make in makers for found in make(case)]


def _value(case: Case, label: Pair, claims: Iterable[Claim]) -> ConflictValue:
    kept = list(dict.fromkeys(c.claim for c in claims))
    told = [case.claims[c] for c in kept]
    return ConflictValue(
        value=label[0],
        value_ar=label[1],
        reports=tuple(sorted({c.report for c in told})),
        claims=tuple(kept),
        origins=len({c.origin or c.report for c in told}),
    )


def _made(case: Case, about: str, kind: str, sides: Mapping[Pair, Sequence[Claim]]) -> list[Conflict]:
    """The conflict over `sides`, the best attested first; nothing for fewer than two."""
    if len(sides) < 2:
        return []
    values = [_value(case, label, claims) for label, claims in sides.items()]
    values.sort(key=lambda v: (-v.origins, -len(v.claims), v.value))
    known = notes()["facts"][about]
    reports = {r for v in values for r in v.reports}
    if len(reports) == 1 and "internal" in known:
        kind = "internal"
    return [conflict(about, kind, values, pair("facts", about, kind if kind in known else min(known)))]


def _stanced(label: Pair, stance: str) -> Pair:
    return pair("stances", stance, value=label) if stance in notes()["stances"] else label


def _identity(case: Case) -> list[Conflict]:
    """Whom the attack is laid to: by group or membership, denials and doubts apart."""
    sides: dict[str, tuple[Pair, list[Claim]]] = {}
    asserted: set[str] = set()
    for claim in case.of("perpetrator"):
        value = claim.value
        if not isinstance(value, PerpetratorValue):
            continue
        name = side_of(value)
        if name is None:
            continue
        side = known_side(name, [key.partition("|")[0] for key in sides])
        stance = claim.stance if claim.stance in ("denied", "questioned") else "asserted"
        if stance == "asserted":
            asserted.add(side)
        label = _stanced((name, claim.evidence.quote), stance)
        sides.setdefault(f"{side}|{stance}", (label, []))[1].append(claim)
    if len(sides) < 2 or not asserted:
        return []
    doubts = any(not key.endswith("|asserted") for key in sides)
    kind = "contradiction" if len(asserted) > 1 or doubts else "granularity"
    merged: Sides = {}
    for label, claims in sides.values():
        merged.setdefault(label, []).extend(claims)
    return _made(case, "attacker identity", kind, merged)


def _number_of_attackers(case: Case) -> list[Conflict]:
    sides: Sides = {}
    for claim in case.of("perpetrator"):
        value = claim.value
        if isinstance(value, PerpetratorValue) and value.alone is not None and claim.stance != "denied":
            sides.setdefault(pair("values", "alone" if value.alone else "several"), []).append(claim)
    return _made(case, "one attacker or several", "contradiction", sides)


def _fate(case: Case) -> list[Conflict]:
    sides: Sides = {}
    fates: dict[str, list[str]] = {}
    for claim in case.of("attacker_fate"):
        value = claim.value
        if not isinstance(value, TextValue) or claim.stance not in ("asserted", "hedged"):
            continue
        text = f"{value.fate or ''} {value.summary}".casefold()
        row = next((r for r in notes()["fates"] if any(w in text for w in r["words"])), None)
        if row is not None:
            fates[row["fate"]] = row["with"]
            sides.setdefault(named(row, "fate"), []).append(claim)
    agree = all(b in fates[a] or a in fates[b] for a in fates for b in fates if a < b)
    return _made(case, "attacker's fate", "granularity" if agree else "contradiction", sides)


def _place(case: Case) -> list[Conflict]:
    """Sites too far apart to be one; else sites in the place itself against near it or around it."""
    told = [
        (c, c.value)
        for c in case.of("event_site")
        if isinstance(c.value, SiteValue) and c.stance in ("asserted", "hedged")
    ]
    here = case.incident.site
    if here.lat is None or here.lon is None:
        return []
    far: Sides = {}
    near: dict[str, Sides] = {}
    for claim, value in told:
        label = (value.name, value.name_ar)
        radius = value.radius_m or 15_000
        if value.lat is None or value.lon is None or not is_point(value.precision, radius):
            continue
        gap = km(here.lat, here.lon, value.lat, value.lon)
        if gap > APART_KM + radius / 1000:
            far.setdefault(label, []).append(claim)
        else:
            near.setdefault(value.precision, {}).setdefault(label, []).append(claim)
    inside = {c.report for sides in near.values() for c in _all(sides)}
    apart = {label: kept for label, found in far.items() if (kept := [c for c in found if c.report not in inside])}
    if apart and near:
        centre = {(here.name or "", here.name_ar or ""): [c for sides in near.values() for c in _all(sides)]}
        return _made(case, "place", "contradiction", {**centre, **apart})
    if "exact" in near and len(near) > 1:
        return _made(case, "place", "granularity", {_first(near[p]): _all(near[p]) for p in sorted(near)})
    return []


def _first(sides: Sides) -> Pair:
    """The label that most claims carry."""
    return min(sides, key=lambda label: (-len(sides[label]), label))


def _all(sides: Sides) -> list[Claim]:
    return [c for found in sides.values() for c in found]


def _days(case: Case) -> list[Conflict]:
    """Reports whose every day excludes the incident's; one that also tells the incident's day agrees."""
    low, high = iso_day(case.incident.date.low), iso_day(case.incident.date.high)
    if low is None or high is None:
        return []
    agreed: list[Claim] = []
    others: dict[str, list[tuple[Pair, Claim]]] = {}
    for member in case.members:
        published = iso_day(member.published)
        for claim in case.of("event_date"):
            if claim.report != member.id or not isinstance(claim.value, DateValue) or claim.stance == "denied":
                continue
            span = interval(claim.value, published)
            if span is None or (published is not None and published - span[1] > timedelta(days=30)):
                continue
            if span[0] <= high and low <= span[1]:
                agreed.append(claim)
            else:
                others.setdefault(member.id, []).append((_span(*span), claim))
    inside = {c.report for c in agreed}
    sides: Sides = {_span(low, high): agreed} if agreed else {}
    for report, told in sorted(others.items()):
        for label, claim in told:
            if report not in inside:
                sides.setdefault(label, []).append(claim)
    return _made(case, "date", "contradiction", sides)


def _span(low: date, high: date) -> Pair:
    label = low.isoformat() if low == high else f"{low.isoformat()}..{high.isoformat()}"
    return label, label


def _of_the_day(case: Case, claim: Claim, value: DateValue) -> bool:
    """Whether a telling can mean the incident's day; so it is where neither has one."""
    low, high = iso_day(case.incident.date.low), iso_day(case.incident.date.high)
    if low is None or high is None:
        return True
    published = next((iso_day(m.published) for m in case.members if m.id == claim.report), None)
    span = interval(value, published)
    if span is not None:
        return span[0] <= high and low <= span[1]
    weekday = parse(value.constraint).weekday
    return weekday is None or weekday in {(low + timedelta(days=n)).weekday() for n in range((high - low).days + 1)}


def _hours(case: Case) -> list[Conflict]:
    parts = notes()["parts_of_day"]
    sides: Sides = {}
    plain: list[Claim] = []
    for claim in case.of("event_date"):
        value = claim.value
        if isinstance(value, DateValue) and claim.stance != "denied" and _of_the_day(case, claim, value):
            part = value.part_of_day
            if part is None:
                plain.append(claim)
            else:
                label = pair("parts_of_day", part) if part in parts else (part, part)
                sides.setdefault(label, []).append(claim)
    if len(sides) > 1 and len({c.report for found in sides.values() for c in found}) > 1:
        return _made(case, "hour", "contradiction", sides)
    told = {c.report for found in sides.values() for c in found}
    rest = [c for c in plain if c.report not in told]
    if len(sides) == 1 and rest:
        return _made(case, "hour", "granularity", {**sides, pair("values", "day only"): rest})
    return []


def _activity(case: Case) -> list[Conflict]:
    sides: dict[frozenset[str], tuple[Pair, list[Claim]]] = {}
    for claim in case.of("target"):
        value = claim.value
        if isinstance(value, TextValue) and value.activity and claim.stance in ("asserted", "hedged"):
            label = (value.activity, claim.evidence.quote)
            sides.setdefault(name_words(value.activity), (label, []))[1].append(claim)
    keys = list(sides)
    nested = all(a <= b or b <= a for n, a in enumerate(keys) for b in keys[:n])
    kind = "granularity" if nested else "contradiction"
    return _made(case, "activity under attack", kind, dict(sides.values()))


def _mode(case: Case) -> list[Conflict]:
    """Approaches that are hard to reconcile, or that differ between tellers."""
    sides: Sides = {}
    found: list[str] = []
    for claim in case.of("mode"):
        value = claim.value
        if not isinstance(value, TextValue) or claim.stance not in ("asserted", "hedged"):
            continue
        text = f"{value.mode or ''} {value.summary}".casefold()
        row = next((r for r in notes()["approaches"] if any(w in text for w in r["words"])), None)
        if row is not None:
            found.append(row["approach"])
            sides.setdefault(named(row, "approach"), []).append(claim)
    together = [frozenset(p) for p in notes()["together"]]
    kinds = sorted(set(found))
    clash = any(frozenset((a, b)) not in together for n, a in enumerate(kinds) for b in kinds[:n])
    return _made(case, "mode", "contradiction" if clash else "granularity", sides)


def _warning(case: Case) -> list[Conflict]:
    sides: Sides = {}
    stances: set[str] = set()
    heeded: set[bool] = set()
    for claim in case.of("warning"):
        value = claim.value
        if not isinstance(value, TextValue):
            continue
        name = "warned" if value.heeded is None else "heeded" if value.heeded else "unheeded"
        if value.heeded is not None:
            heeded.add(value.heeded)
        stances.add(claim.stance)
        sides.setdefault(_stanced(pair("values", name), claim.stance), []).append(claim)
    if len(heeded) > 1 or "denied" in stances:
        return _made(case, "warning", "contradiction", sides)
    return _made(case, "warning", "granularity", sides) if len(stances) > 1 else []


def _responsibility(case: Case) -> list[Conflict]:
    sides: Sides = {}
    names: set[str] = set()
    for claim in case.of("responsibility"):
        value = claim.value
        if isinstance(value, TextValue) and value.name:
            known = known_side(value.name, sorted(names))
            names.add(known)
            sides.setdefault(_stanced((known, known), claim.stance), []).append(claim)
    return _made(case, "responsibility", "contradiction", sides)
