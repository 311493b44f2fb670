"""Who called whom, and what was said in a call that several reports tell of."""

from __future__ import annotations

from isnad.lang.native import native_name
from isnad.model.claim import Claim
from isnad.model.record import Conflict
from isnad.model.values import TextValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.sides import HELD, Sides, by_wording, made, quoted
from isnad.reconcile.conflicts.wording import notes, pair
from isnad.reconcile.sides import known_side

Ends = tuple[str, str]


def calls(case: Case) -> list[Conflict]:
    """Contacts told differently, and for each call the different words that reports keep of it. Beside a call whose
    ends are named, contacts whose sides nobody names stand by their words."""
    row = notes()["contacts"]
    sides: Sides = {}
    known: list[str] = []
    ends: set[Ends] = set()
    unnamed: list[Claim] = []
    for claim in _held(case, row["kinds"]):
        value = claim.value
        assert isinstance(value, TextValue)
        told = any(words in value.summary for words in row["words"])
        if told and value.actor and value.recipient:
            pairing = _pairing(known, value.actor, value.recipient)
            ends.add(pairing)
            sides.setdefault(_label(pairing), []).append(claim)
        elif told or any(words in value.summary for words in row["beside"]):
            unnamed.append(claim)
    for claim in unnamed if ends else ():
        sides.setdefault(quoted(claim), []).append(claim)
    reports = {c.report for found in sides.values() for c in found}
    out = made(case, "calls", "granularity", sides) if len(reports) > 1 else []
    return out + [found for pairing in sorted(ends) for found in _content(case, row["said"], known, pairing)]


def _held(case: Case, kinds: list[str]) -> list[Claim]:
    found = [c for kind in kinds for c in case.of(kind) if isinstance(c.value, TextValue) and c.stance in HELD]
    return sorted(found, key=lambda c: (c.report, c.evidence.start))


def _pairing(known: list[str], actor: str, recipient: str) -> Ends:
    out = []
    for name in (actor, recipient):
        side = known_side(name, known)
        if side not in known:
            known.append(side)
        out.append(side)
    return out[0], out[1]


def _label(ends: Ends) -> tuple[str, str]:
    return pair("values", "call", a=_both(ends[0]), b=_both(ends[1]))


def _both(name: str) -> tuple[str, str]:
    return name, native_name(name) or name


def _content(case: Case, kinds: list[str], known: list[str], ends: Ends) -> list[Conflict]:
    said = [
        c
        for c in _held(case, kinds)
        if isinstance(c.value, TextValue) and len(c.value.names) == 2 and c.value.about == "call"
        if _pairing(known, *c.value.names) == ends
    ]
    if len({c.report for c in said}) < 2:
        return []
    sides = {quoted(found[0]): found for found in by_wording(said)}
    return made(case, "said in a call", "granularity", sides, name=_label(ends))
