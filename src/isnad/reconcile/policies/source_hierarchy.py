"""source-hierarchy: the latest figure of the most responsible kind of teller."""

from __future__ import annotations

from isnad.group.toll import COUNTED
from isnad.reconcile.case import Account, Case
from isnad.reconcile.policies.base import Answer, Policy, claims_of, prepare

ORDER = (
    "medical",
    "government",
    "official",
    "spokesperson",
    "military",
    "agency",
    "group",
    "witness",
    "outlet",
    "expert",
    "other",
    "social_media",
)
"""Kinds of teller, the first preferred. A desk that ranks otherwise makes its own policy."""


def decide(case: Case, effect: str) -> Answer:
    """The figure of the best placed kind of teller; of several the latest, then the lowest."""
    accounts, aside = prepare(case, effect)
    if not accounts:
        return Answer(set_aside=aside, note="no number told")
    top = min(map(_rank, accounts))
    placed = [a for a in accounts if _rank(a) == top]
    last = max(a.published[:10] for a in placed)
    best = min((a for a in placed if a.published[:10] == last), key=lambda a: a.number or 0)
    kept = [a for a in placed if a.number == best.number]
    return Answer(best=best.number, claims=claims_of(kept), set_aside=aside, note=f"told by: {ORDER[top]}")


def _rank(account: Account) -> int:
    return min((ORDER.index(t) for t in account.types if t in ORDER), default=len(ORDER) - 1)


POLICY = Policy("source-hierarchy", "1", decide, COUNTED)
