"""range: from the lowest credible figure to the highest; no single figure (Every Casualty Counts, IBC)."""

from __future__ import annotations

from isnad.group.toll import COUNTED
from isnad.reconcile.case import Case
from isnad.reconcile.policies.base import Answer, Policy, bounds, claims_of, prepare


def decide(case: Case, effect: str) -> Answer:
    """Lowest and highest of the figures that reports stand by; `high` is None for "at least"."""
    accounts, aside = prepare(case, effect)
    low, high = bounds(accounts)
    return Answer(low=low, high=high, claims=claims_of(accounts), set_aside=aside)


POLICY = Policy("range", "1", decide, COUNTED)
