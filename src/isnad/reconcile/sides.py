"""Whom an attack is laid to, and who claims it."""

from __future__ import annotations

from isnad.model.values import PerpetratorValue, TextValue
from isnad.reconcile.case import Case
from isnad.reuse.statements import name_words

UNNAMED = ("unnamed", "unknown", "gunman", "attacker")


def named(name: str) -> bool:
    """Whether a name is one: "an unnamed gunman" is none."""
    return not name.casefold().startswith(UNNAMED)


def side_of(value: PerpetratorValue) -> str | None:
    """The group or state that a perpetrator is or belongs to; None where none is named."""
    name = value.membership or (value.name if value.type in ("group", "state") else None)
    return name if name and (value.membership is not None or named(name)) else None


ARMS = frozenset(
    {
        *("forces", "force", "army", "police", "aircraft", "artillery", "drones", "soldiers", "troops", "military"),
        *("unit", "navy", "air", "security", "government", "gendarmerie", "snipers", "tanks", "helicopters"),
    }
)
"""Words for the armed bodies of a state: whose they are tells one side from another."""


def known_side(name: str, known: list[str]) -> str:
    """The side already met whose name this one contains or is contained in, or that is an armed body of the
    same state ("Israeli army", "Israeli forces"; "forces" alone is any), else `name`."""
    right = name_words(name)
    for other in known:
        left = name_words(other)
        if left == right or (left and right and (left <= right or right <= left)):
            return other
        if left & ARMS and right & ARMS and (left - ARMS == right - ARMS or not (left - ARMS and right - ARMS)):
            return other
    return name


def nation_of(value: PerpetratorValue) -> str | None:
    """The nation a doer without a name is said to be of: the word with a capital in "unnamed Tunisian driver"."""
    first, *rest = value.name.split() or [""]
    if value.type != "person" or first != "unnamed":
        return None
    return next((word for word in rest if word[:1].isupper()), None)


def sides(case: Case) -> dict[str, list[str]]:
    """Named sides to which asserted or hedged claims lay the attack, with these claims."""
    out: dict[str, list[str]] = {}
    for claim in case.of("perpetrator"):
        name = side_of(claim.value) if isinstance(claim.value, PerpetratorValue) else None
        if name and claim.stance in ("asserted", "hedged"):
            out.setdefault(known_side(name, list(out)), []).append(claim.claim)
    return out


def claimants(case: Case) -> dict[str, list[str]]:
    """Sides that claim responsibility, with the claims that say so; a denial is none."""
    out: dict[str, list[str]] = {}
    for claim in case.of("responsibility"):
        value = claim.value
        if isinstance(value, TextValue) and value.name and claim.stance == "asserted":
            out.setdefault(known_side(value.name, list(out)), []).append(claim.claim)
    return out
