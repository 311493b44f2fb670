"""acled: one number of killed, the most conservative one told, in the style of ACLED.

The figure for an unknown number of dead could not be checked against ACLED's own codebook, so
the rule is ACLED-style and takes it as a parameter.
"""

from __future__ import annotations

from isnad.reconcile.case import Case
from isnad.reconcile.policies.base import Answer, Policy, claims_of, prepare

TENS = 10
UNKNOWN = 3


def decide(case: Case, effect: str) -> Answer:
    """The lowest figure that stands; without a number `TENS` for "dozens" and `UNKNOWN` for the rest."""
    accounts, aside = prepare(case, effect)
    if accounts:
        least = min(a.number or 0 for a in accounts)
        kept = [a for a in accounts if a.number == least]
        others = sorted({a.number or 0 for a in accounts} - {least})
        note = "disputed: " + ", ".join(map(str, others)) if others else ""
        return Answer(best=least, claims=claims_of(kept), set_aside=aside, note=note)
    vague = [a for a in case.accounts[effect] if a.final]
    approx = any(a.approx for a in vague)
    note = "vague words, not a number" if approx else "number unknown"
    return Answer(best=TENS if approx else UNKNOWN, claims=claims_of(vague), note=note)


POLICY = Policy(
    "acled", "1", decide, ("killed",), {"tens": TENS, "unknown": UNKNOWN}, confirmed=False, label="ACLED-style"
)
