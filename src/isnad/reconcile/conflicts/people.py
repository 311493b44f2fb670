"""Where the reports differ on who the dead and wounded are: what they were, of which nation, from where."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.group.figures import CIVIL, WITHIN
from isnad.group.toll import COUNTED, effect_of
from isnad.lang.native import country_name
from isnad.model.claim import Claim
from isnad.model.record import Conflict, ConflictValue
from isnad.model.values import ArrestValue, CasualtyValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.sides import HELD, Sides, made, side_value
from isnad.reconcile.conflicts.wording import amount, conflict, counted, notes, pair, people


def nation_conflicts(case: Case) -> list[Conflict]:
    """One person or group of one size, told of by several tellers, whose nation or origin they tell
    differently; tellings that leave it open stand beside them. Where one teller tells two nations of
    as many people, they are two groups."""
    groups: dict[tuple[str, str, int], list[Claim]] = {}
    for claim in case.claims.values():
        value = claim.value
        exact = isinstance(value, CasualtyValue) and value.low is not None and value.low == value.high
        if exact and isinstance(value, CasualtyValue) and claim.stance == "asserted" and value.role in TOLD:
            groups.setdefault((value.effect, _widest(value.role), value.low or 0), []).append(claim)
    out = []
    for _, claims in sorted(groups.items()):
        tellers: dict[tuple[str, str], set[str]] = {}
        sides: Sides = {}
        for claim in claims:
            value = claim.value
            assert isinstance(value, CasualtyValue)
            if value.nationality:
                tellers.setdefault((claim.report, claim.origin), set()).add(value.nationality)
                sides.setdefault(country_name(value.nationality), []).append(claim)
            if value.origin:
                sides.setdefault(pair("values", "from land", name=country_name(value.origin)), []).append(claim)
        nations = {nation for own in tellers.values() for nation in own}
        told = {c.claim for found in sides.values() for c in found}
        silent = [c for c in claims if c.claim not in told]
        if len(sides) > 1 and all(len(own) < 2 for own in tellers.values()):
            if silent:
                sides[pair("values", "not stated")] = silent
            out += made(case, "nation", "contradiction" if len(nations) > 1 else "granularity", sides)
    return out


TOLD = frozenset({*WITHIN, *WITHIN.values()})
"""Kinds of people that a telling can be of one group of."""


def _widest(role: str) -> str:
    """The widest kind that a kind of people belongs to, short of people."""
    while WITHIN.get(role, "person") not in ("person", "mixed"):
        role = WITHIN[role]
    return role


def role_conflicts(case: Case) -> list[Conflict]:
    """People whom one telling calls one thing and another telling something else, the rest being equal."""
    within: dict[str, list[str]] = notes()["within"]
    out: list[Conflict] = []
    for effect in COUNTED:
        told = _compositions(case, effect)
        seen: dict[tuple[str, ...], dict[str, list[str]]] = {}
        for n, (left, left_claims) in enumerate(told):
            for right, right_claims in told[:n]:
                only_left, only_right = sorted(set(left) - set(right)), sorted(set(right) - set(left))
                if len(only_left) == len(only_right) == 1 and set(left) & set(right):
                    (role_a, count_a), (role_b, count_b) = only_left[0], only_right[0]
                    if count_a == count_b and role_a != role_b:
                        both = seen.setdefault(tuple(sorted((role_a, role_b))), {})
                        both.setdefault(role_a, []).append(left_claims[only_left[0]])
                        both.setdefault(role_b, []).append(right_claims[only_right[0]])
        for (a, b), found in sorted(seen.items()):
            kind = "granularity" if b in within.get(a, ()) or a in within.get(b, ()) else "contradiction"
            values = [v for role, other in ((a, b), (b, a)) for v in _role_values(case, role, other, found[role])]
            out.append(conflict("role", kind, values, pair("facts", "role", kind)))
    return out


def status_conflicts(case: Case) -> list[Conflict]:
    """As many dead or wounded as one report calls civilians, and nothing else, another calls fighters."""
    out = []
    for effect in ("killed", "wounded"):
        sides: Sides = {}
        told: dict[tuple[bool, int], set[str]] = {}
        for member in case.members:
            final = {a.number for a in case.accounts.get(effect, ()) if a.report == member.id and a.final}
            for armed, roles in ((True, FIGHTERS), (False, CIVILIANS)):
                groups = _only(case, member.id, effect, roles)
                number = sum(n for _, n in groups)
                if groups and final == {number}:
                    told.setdefault((armed, number), set()).add(member.id)
                    names = [counted(amount(n, n, False), role, None, n) for role, n in sorted(groups)]
                    label = (" + ".join(n[0] for n in names), " + ".join(n[1] for n in names))
                    sides.setdefault(label, []).extend(c for found in groups.values() for c in found)
        if any(armed and told.get((False, n), set()) - reports for (armed, n), reports in told.items()):
            out += made(case, "status", "contradiction", sides)
    return out


def _only(case: Case, report: str, effect: str, roles: frozenset[str]) -> dict[tuple[str, int], list[Claim]]:
    """The groups of people, by role and number, that a report tells of, where all are of these roles."""
    out: dict[tuple[str, int], list[Claim]] = {}
    for claim in case.claims.values():
        value = claim.value
        if claim.report != report or claim.stance not in HELD or not isinstance(value, CasualtyValue):
            continue
        if value.effect != effect or value.role in ("person", "mixed", "passenger", "man"):
            continue
        if value.role not in roles:
            return {}
        if value.low:
            out.setdefault((value.role, value.low), []).append(claim)
    return out


FIGHTERS = frozenset({"militant", "leader", "soldier"})
CIVILIANS = frozenset({"civilian", "journalist", "medical", "medic", "child", "woman", *CIVIL})


def _role_values(case: Case, role: str, other: str, claims: Sequence[str]) -> list[ConflictValue]:
    """A role with its claims, and apart those whose words call the people by the other role too."""
    out = []
    for both in (False, True):
        told = [case.claims[c] for c in claims]
        kept = [c for c in told if (getattr(c.value, "also", None) == other) is both]
        if kept:
            label = pair("values", "both roles", a=people(role), b=people(other)) if both else people(role)
            out.append(side_value(case, label, kept))
    return out


def _compositions(case: Case, effect: str) -> list[tuple[tuple[tuple[str, int], ...], dict[tuple[str, int], str]]]:
    """What each telling of two or more groups counts: role and number, with the claim of each."""
    tellings: dict[tuple[str, str], dict[tuple[str, int], str]] = {}
    for claim in case.claims.values():
        value = claim.value
        if effect_of(claim) == effect and claim.stance == "asserted":
            assert isinstance(value, CasualtyValue | ArrestValue)
            if value.low is not None and value.low == value.high and value.role not in ("person", "mixed", "attacker"):
                by = tellings.setdefault((claim.report, claim.origin), {})
                by.setdefault((value.role, value.low), claim.claim)
    return [(tuple(sorted(by)), by) for _, by in sorted(tellings.items()) if len(by) > 1]
