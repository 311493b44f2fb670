"""gtd: the latest figure, then the most told, then the lowest; attackers are among the dead (GTD style)."""

from __future__ import annotations

from collections import Counter

from isnad.model.values import TextValue
from isnad.reconcile.case import Case
from isnad.reconcile.policies.base import Answer, Policy, claims_of, prepare

FATAL = ("killed", "suicide", "neutralised")


def decide(case: Case, effect: str) -> Answer:
    """One figure: of the last day of publication, told by most reports, the lowest; among the killed
    one attacker is added where a claim says that the attacker died."""
    accounts, aside = prepare(case, effect)
    if not accounts:
        return Answer(set_aside=aside, note="no number told")
    last = max(a.published[:10] for a in accounts)
    latest = [a for a in accounts if a.published[:10] == last]
    told = Counter(a.number or 0 for a in latest)
    number = min(told, key=lambda n: (-told[n], n))
    kept = [a for a in latest if a.number == number]
    dead = _dead_attackers(case) if effect == "killed" else ()
    note = "one attacker added" if dead else ""
    return Answer(best=number + bool(dead), claims=claims_of(kept) + dead, set_aside=aside, note=note)


def _dead_attackers(case: Case) -> tuple[str, ...]:
    """Claims that the attacker died."""
    found = []
    for claim in case.of("attacker_fate"):
        if isinstance(claim.value, TextValue) and claim.stance == "asserted":
            words = f"{claim.value.fate or ''} {claim.value.summary}"
            if any(word in words for word in (*FATAL, "blew himself up")):
                found.append(claim.claim)
    return tuple(found)


POLICY = Policy("gtd", "1", decide, ("killed", "wounded"), confirmed=False, label="GTD-style")
