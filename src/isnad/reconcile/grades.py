"""Grades that the machine proposes, each with its reason; a person sets them.

An incident's is in the manner of Airwars, by the rules of docs/policies.md. A claim's is the digit
of the Admiralty scale: 1 where another independent origin tells the same, else 6; no other
digit and no letter is ever proposed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isnad.group.kinds import kind_named
from isnad.group.toll import COUNTED, NOT_VICTIMS
from isnad.lang.native import native_name
from isnad.model.claim import Claim
from isnad.model.record import Grade
from isnad.model.values import ArrestValue, CasualtyValue, DateValue, PerpetratorValue, SiteValue, TextValue
from isnad.reconcile.case import Case, groups_of, joined, origins_of
from isnad.reconcile.conflicts.wording import Pair, amount, counted, listed, pair, people
from isnad.reconcile.sides import claimants, named, sides
from isnad.reuse.statements import same_teller

INCIDENT_RULE = "airwars-like@1"
CLAIM_RULE = "admiralty-information@1"
HARM = ("killed", "wounded")
VIOLENT = ("violence", "other")
COMBATANTS = frozenset({"soldier", "security", "militant", "leader", "police"})


def grades(case: Case) -> tuple[Grade, ...]:
    """The incident's grade, if it can have one, then the claims', in the order of what they tell."""
    return (*incident_grade(case), *claim_grades(case))


def incident_grade(case: Case) -> tuple[Grade, ...]:
    """One grade for an act of violence whose reports tell of people killed or wounded; else none."""
    harm = [a for effect in HARM for a in case.accounts.get(effect, ()) if a.final]
    if not harm or kind_named(case.incident.kind).family not in VIOLENT:
        return ()
    roles = _roles(case)
    laid, claimed = sides(case), claimants(case)
    origins = max(origins_of([a for a in harm if a.effect == effect]) for effect in HARM)
    told = tuple(dict.fromkeys(c for a in harm for c in a.claims))
    if roles and set(roles) <= COMBATANTS:
        names = listed(people(role) for role in roles)
        return (_incident("discounted", told, roles=names),)
    rival = _rivals(laid, claimed)
    if len(rival) > 1:
        by = tuple(c for names in rival.values() for c in names)
        return (_incident("contested", by, sides=_written(case, rival)),)
    if claimed:
        by = tuple(c for found in claimed.values() for c in found)
        return (_incident("confirmed", by, sides=_written(case, claimed)),)
    if origins < 2:
        return (_incident("weak", told),)
    if not laid:
        return (_incident("weak", told, "unnamed", n=origins),)
    by = tuple(c for found in laid.values() for c in found)
    return (_incident("fair", (*told, *by), n=origins, sides=_written(case, laid)),)


def _written(case: Case, found: Mapping[str, Sequence[str]]) -> Pair:
    """The sides in English and as a language pack writes them; else in the words of its first claim."""
    return listed((name, native_name(name) or f"«{case.claims[ids[0]].evidence.quote}»") for name, ids in found.items())


def _rivals(laid: dict[str, list[str]], claimed: dict[str, list[str]]) -> dict[str, list[str]]:
    """All sides that the attack is laid to or that claim it, those of one name together."""
    out = {name: list(found) for name, found in laid.items()}
    for name, found in claimed.items():
        known = next((n for n in out if same_teller(n, name)), name)
        out.setdefault(known, []).extend(found)
    return out


def _roles(case: Case) -> list[str]:
    """The roles of those harmed, where every telling of harm names one; empty where one does not."""
    found: dict[str, None] = {}
    for claim in case.of("casualties"):
        value = claim.value
        if claim.stance not in ("asserted", "hedged") or not isinstance(value, CasualtyValue):
            continue
        if value.effect in HARM and value.role not in NOT_VICTIMS:
            found.setdefault(value.role)
    return list(found)


def _incident(grade: str, claims: Sequence[str], why: str = "", **filled: Pair | int) -> Grade:
    return _grade("airwars-like", INCIDENT_RULE, grade, pair("grades", "incident"), claims, why or grade, **filled)


def _grade(
    scheme: str, rule: str, grade: str, about: Pair, claims: Sequence[str], why: str, **filled: Pair | int
) -> Grade:
    name, reason = pair("grades", "names", grade), pair("grades", "reasons", why, **filled)
    return Grade(
        scheme=scheme,
        about=about[0],
        about_ar=about[1],
        grade=grade,
        name=name[0],
        name_ar=name[1],
        reason=reason[0],
        reason_ar=reason[1],
        claims=tuple(dict.fromkeys(claims)),
        rule=rule,
    )


def claim_grades(case: Case) -> tuple[Grade, ...]:
    """One grade for each thing told by asserted or hedged claims that can be told again: a figure of
    a group of people, a day, a place, a perpetrator, what became of the attacker."""
    told: dict[tuple[str, ...], tuple[Pair, list[Claim]]] = {}
    nations = {
        c.claim: nation
        for effect in (*COUNTED, "displaced")
        for (_, nation), claims in groups_of(case, effect).items()
        for c in claims
    }
    for claim in case.claims.values():
        if claim.stance in ("asserted", "hedged"):
            found = _thing(claim, nations.get(claim.claim))
            if found is not None:
                told.setdefault(found[0], (found[1], []))[1].append(claim)
    out = []
    for _, (label, claims) in sorted(told.items(), key=lambda item: item[0]):
        n = independent(case, claims)
        digit = "1" if n > 1 else "6"
        names = [c.claim for c in claims]
        out.append(_grade("admiralty-information", CLAIM_RULE, digit, label, names, digit, n=n))
    return tuple(out)


def independent(case: Case, claims: Sequence[Claim]) -> int:
    """How many independent origins stand behind claims: reports that share a statement or copy one
    another are one."""
    family = {m.id: m.origin_family for m in case.members}
    marks = []
    for claim in claims:
        own = [claim.origin or "own " + claim.report, "report " + claim.report]
        if not claim.attribution:
            own.append("family " + family.get(claim.report, claim.report))
        marks.append(own)
    return len(joined(claims, marks))


def _thing(claim: Claim, nation: str | None) -> tuple[tuple[str, ...], Pair] | None:
    """What a claim tells, as a key that equal tellings share and in words."""
    value = claim.value
    if isinstance(value, CasualtyValue | ArrestValue):
        if value.low is None and value.high is None:
            return None
        effect = value.effect if isinstance(value, CasualtyValue) else "arrested"
        number = amount(value.low, value.high, value.approx)
        label = counted(number, value.role, nation, value.low if value.low is not None else value.high)
        words = pair("changes", "about", effect)
        key = (effect, value.role, nation or "", number[0])
        return key, pair("changes", "named", about=words, name=label)
    if isinstance(value, DateValue):
        if value.low is None or claim.kind != "event_date":
            return None
        day = value.low if value.low == value.high else f"{value.low}..{value.high or ''}"
        return ("~date", day), pair("changes", "named", about=pair("changes", "about", "date"), name=day)
    if isinstance(value, SiteValue):
        words = pair("changes", "about", "place")
        return ("~place", value.name), pair("changes", "named", about=words, name=(value.name, value.name_ar))
    if isinstance(value, PerpetratorValue) and named(value.name):
        words = pair("topics", "attacker identity")
        return ("~who", value.name), pair("changes", "named", about=words, name=value.name)
    if isinstance(value, TextValue) and claim.kind == "attacker_fate" and value.fate:
        words = pair("topics", "attacker's fate")
        return ("~fate", value.fate), pair("changes", "named", about=words, name=value.fate)
    return None
