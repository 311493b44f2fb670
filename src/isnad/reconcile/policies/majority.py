"""majority: the figure that more independent origins give than any other; none on a tie."""

from __future__ import annotations

from isnad.group.toll import COUNTED
from isnad.reconcile.case import Case
from isnad.reconcile.policies.base import Answer, Policy, backing, claims_of, prepare


def decide(case: Case, effect: str) -> Answer:
    """The number with the most origins; `best` is None where two have as many."""
    accounts, aside = prepare(case, effect)
    behind = backing(accounts)
    if not behind:
        return Answer(set_aside=aside, note="no number told")
    most = max(behind.values())
    first = sorted(n for n, count in behind.items() if count == most)
    if len(first) > 1:
        return Answer(claims=claims_of(accounts), set_aside=aside, note="tie: " + ", ".join(map(str, first)))
    kept = [a for a in accounts if a.number == first[0]]
    return Answer(best=first[0], claims=claims_of(kept), set_aside=aside)


POLICY = Policy("majority", "1", decide, COUNTED)
