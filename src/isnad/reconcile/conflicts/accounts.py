"""Where the reports differ on what was done: at whom, how, and what went before and came after."""

from __future__ import annotations

from typing import Any

from isnad.lang.native import native_name
from isnad.model.claim import Claim
from isnad.model.record import Conflict
from isnad.model.values import SiteValue, TextValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.calls import calls
from isnad.reconcile.conflicts.modes import mode_conflicts
from isnad.reconcile.conflicts.sides import HELD, Sides, by_wording, made, quoted, stanced, stems
from isnad.reconcile.conflicts.wording import Pair, listed, named, notes, pair
from isnad.reconcile.relation import order
from isnad.reconcile.sides import known_side
from isnad.reuse.statements import name_words


def account_conflicts(case: Case) -> list[Conflict]:
    """All of them, in a fixed order; values that agree make none."""
    out = [*_activity(case), *_targets(case), *mode_conflicts(case), *_warning(case), *_responsibility(case)]
    out += [found for row in notes()["topics_told"] for found in _told(case, row)]
    return [*out, *calls(case), *_outlooks(case)]


def _targets(case: Case) -> list[Conflict]:
    """At whom it was aimed, where one telling leaves out a side that another has. Targets that no
    telling names stand by their words."""
    sides: dict[frozenset[str], tuple[Pair, list[Claim]]] = {}
    unnamed: Sides = {}
    for claim in case.of("target"):
        value = claim.value
        if not isinstance(value, TextValue) or claim.stance not in HELD:
            continue
        if value.summary.startswith("during"):
            continue
        if not value.names:
            unnamed.setdefault(quoted(claim), []).append(claim)
            continue
        key = frozenset(w for name in value.names for w in name_words(name)) - _FORCES
        label = listed((name, name) for name in value.names)
        sides.setdefault(key, (label, []))[1].append(claim)
    if len(sides) < 2:
        return []
    told = {
        (label[0], min((quoted(c)[0] for c in found), key=lambda q: (len(q), q))): found
        for label, found in sides.values()
    }
    return made(case, "target", "granularity", {**told, **(unnamed if len(unnamed) <= WORDINGS else {})})


WORDINGS = 4
"""Sides told apart by their words alone up to which they are shown: more are as many sentences as reports."""
_FORCES = frozenset({"force", "forces", "army", "troops"})


def _told(case: Case, row: dict[str, Any]) -> list[Conflict]:
    """One thing that was done, told by several reports in words that differ; what has fewer than
    `share` words in common with every other report's is another thing, and so is what somebody else
    did where a row asks who. A row with `around` takes what is told beside the event too."""
    claims = [
        c
        for kind in row["kinds"]
        for c in (case.told(kind) if row.get("around") else case.of(kind))
        if isinstance(c.value, TextValue) and c.stance in HELD and any(w in c.value.summary for w in row["words"])
    ]
    claims.sort(key=lambda c: (c.report, c.evidence.start))
    own = {c.claim: stems(c) for c in claims}
    least = row["share"]
    shared = [
        c
        for c in claims
        if any(
            len(own[c.claim] & own[d.claim]) >= least and (not row.get("who") or _one_actor(c, d))
            for d in claims
            if d.report != c.report
        )
    ]
    sides = {quoted(found[0]): found for found in by_wording(shared)}
    if len(sides) > WORDINGS:
        return []
    return made(case, row["about"], "granularity", sides)


def _one_actor(a: Claim, b: Claim) -> bool:
    left, right = (getattr(c.value, "actor", None) for c in (a, b))
    return bool(left and right) and known_side(str(left), [str(right)]) == right


def _outlooks(case: Case) -> list[Conflict]:
    """Opposed views of how things stand apart from the event: at least one that they are better, and one
    that they are not."""
    out = []
    for row in notes()["outlooks"]:
        sides: Sides = {}
        views: set[bool] = set()
        for claim in [c for kind in row["kinds"] for c in case.told(kind)]:
            view = next((v for v in row["views"] if getattr(claim.value, "summary", None) == v["summary"]), None)
            if view is not None and claim.stance in HELD:
                views.add(view["good"])
                sides.setdefault(named(view, "view"), []).append(claim)
        if len(views) > 1 and len({c.report for found in sides.values() for c in found}) > 1:
            out += made(case, row["about"], "contradiction", sides)
    return out


def _activity(case: Case) -> list[Conflict]:
    """What was under way; where that is told differently, also the very spot of the attack that a
    telling gives instead."""
    sides: dict[frozenset[str], tuple[Pair, list[Claim]]] = {}
    for claim in case.of("target"):
        value = claim.value
        if isinstance(value, TextValue) and value.activity and claim.stance in HELD:
            label = (value.activity, claim.evidence.quote)
            sides.setdefault(name_words(value.activity), (label, []))[1].append(claim)
    keys = list(sides)
    nested = all(a <= b or b <= a for n, a in enumerate(keys) for b in keys[:n])
    kind = "granularity" if nested else "contradiction"
    told = dict(sides.values())
    for claim in case.of("event_site") if len(told) > 1 else ():
        if isinstance(claim.value, SiteValue) and claim.value.name.startswith(SPOT):
            told.setdefault((claim.value.name, claim.value.name_ar), []).append(claim)
    return made(case, "activity under attack", kind, told)


SPOT = "at "
"""How the name of a spot within a place begins: "at the gate of …"."""


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
        sides.setdefault(stanced(pair("values", name), claim.stance), []).append(claim)
    if len(heeded) > 1 or "denied" in stances:
        return made(case, "warning", "contradiction", sides)
    return made(case, "warning", "granularity", sides) if len(stances) > 1 else []


def _responsibility(case: Case) -> list[Conflict]:
    """Claims of responsibility by several sides, denials of them, and reports that nobody had claimed
    it: where all of these came before the claim, it is what came later."""
    sides: Sides = {}
    names: set[str] = set()
    nobody: list[Claim] = []
    for claim in case.of("responsibility"):
        value = claim.value
        if not isinstance(value, TextValue):
            continue
        if not value.name and claim.stance == "asserted":
            unnamed = not value.summary.startswith("no ")
            (sides.setdefault(pair("values", "claimed"), []) if unnamed else nobody).append(claim)
        elif value.name:
            known = known_side(value.name, sorted(names))
            names.add(known)
            sides.setdefault(stanced((known, native_name(known) or known), claim.stance), []).append(claim)
    if nobody and sides:
        published = {m.id: m.published or "" for m in case.members}
        claimed = [c for found in sides.values() for c in found]
        before = all(order(published[n.report], published[c.report]) < 0 for n in nobody for c in claimed)
        kind = "revision" if before and len(sides) == 1 else "contradiction"
        return made(case, "responsibility", kind, {**sides, pair("values", "not claimed"): nobody})
    return made(case, "responsibility", "contradiction", sides)
