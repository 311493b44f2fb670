"""airwars: lowest to highest, without figures that only the attacking side tells, in the manner of Airwars."""

from __future__ import annotations

from isnad.group.toll import COUNTED
from isnad.model.values import PerpetratorValue, TextValue
from isnad.reconcile.case import Account, Case
from isnad.reconcile.policies.base import Answer, Aside, Policy, bounds, claims_of, prepare
from isnad.reuse.statements import same_teller

ATTACKING_SIDE = "told by the attacking side only"


def decide(case: Case, effect: str) -> Answer:
    """Range of the figures that stand; those with no voice but the attacker's are context, not evidence."""
    accounts, aside = prepare(case, effect)
    attackers = _attackers(case)
    own = [a for a in accounts if _told_by(a, attackers)]
    kept = [a for a in accounts if a not in own]
    low, high = bounds(kept)
    gone = tuple(Aside(c, ATTACKING_SIDE) for a in own for c in a.claims)
    return Answer(low=low, high=high, claims=claims_of(kept), set_aside=aside + gone)


def _attackers(case: Case) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for claim in case.claims.values():
        value = claim.value
        if claim.stance not in ("asserted", "hedged"):
            continue
        if isinstance(value, PerpetratorValue) and value.type in ("group", "state"):
            names.setdefault(value.name)
        if isinstance(value, TextValue) and claim.kind == "responsibility" and value.name:
            names.setdefault(value.name)
    return tuple(names)


def _told_by(account: Account, attackers: tuple[str, ...]) -> bool:
    return bool(account.voices) and all(
        chain and any(same_teller(chain[-1], name) for name in attackers) for chain in account.voices
    )


POLICY = Policy("airwars", "1", decide, COUNTED, label="Airwars-style")
