"""ged: low, high and best in the manner of UCDP GED; best is the best attested and most detailed figure."""

from __future__ import annotations

from isnad.group.toll import COUNTED
from isnad.reconcile.case import Case
from isnad.reconcile.policies.base import Answer, Policy, backing, bounds, claims_of, prepare


def decide(case: Case, effect: str) -> Answer:
    """Range as told (an open end closes at the highest number told); best is the figure with the
    most independent origins, then the latest, then one summed from named parts, then the lower."""
    accounts, aside = prepare(case, effect)
    low, high = bounds(accounts)
    if low is None:
        return Answer(set_aside=aside, note="no number told")
    behind = backing(accounts)
    best = min(
        accounts,
        key=lambda a: (-behind[a.number or 0], _reversed(a.published[:10]), not a.summed, a.number or 0),
    )
    top = high if high is not None else max(a.number or 0 for a in accounts)
    return Answer(low=low, high=top, best=best.number, claims=claims_of(accounts), set_aside=aside)


def _reversed(day: str) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in day)


POLICY = Policy("ged", "1", decide, COUNTED, confirmed=False, label="GED-style")
