"""What every two figures of a conflict are to each other, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.model.record import Between
from isnad.reconcile.case import Account, Case, compatible
from isnad.reconcile.conflicts.wording import Pair, pair
from isnad.reconcile.relation import (
    AGREEMENT,
    CONTRADICTION,
    GRANULARITY,
    INTERNAL,
    REVISION,
    died_later,
    order,
    relation,
)

MOST = 8
"""Values up to which all pairs are explained."""
MANY = 120
"""Accounts up to which they are."""


def between(
    case: Case, sides: Sequence[tuple[Pair, Sequence[Account]]], heavy: Sequence[Account]
) -> tuple[Between, ...]:
    """One entry for every two sides, in their order; none where there are more than MOST, or more than
    MANY accounts behind them. `heavy`
    are the accounts that can be rival figures; the others count some of the people."""
    if len(sides) > MOST or sum(len(found) for _, found in sides) > MANY:
        return ()
    weigh = {id(a) for a in heavy}
    out = []
    for n, (name, left) in enumerate(sides):
        for m in range(n + 1, len(sides)):
            other, right = sides[m]
            kind, why = _relation(case, [a for a in left if id(a) in weigh], [a for a in right if id(a) in weigh])
            note = pair("between", why, left=name, right=other)
            out.append(Between(left=n, right=m, kind=kind, note=note[0], note_ar=note[1]))
    return tuple(out)


def _relation(case: Case, left: Sequence[Account], right: Sequence[Account]) -> tuple[str, str]:
    """The gravest relation of any two accounts, and its reason."""
    if not left or not right:
        return GRANULARITY, "part"
    found = {relation(a, b) for a in left for b in right}
    if found == {CONTRADICTION} and all(died_later(case, a, b) for a in left for b in right):
        return REVISION, "died"
    if CONTRADICTION in found:
        return CONTRADICTION, _at_odds(left, right)
    if INTERNAL in found:
        return INTERNAL, "one report"
    if REVISION in found:
        fits = all(compatible(a, b) for a in left for b in right)
        return REVISION, "fits" if fits else "later"
    return AGREEMENT, "same"


def _at_odds(left: Sequence[Account], right: Sequence[Account]) -> str:
    low, high = sorted((left, right), key=lambda side: min(a.number or 0 for a in side))
    if any(order(a.published, b.published) > 0 for a in low for b in high):
        return "fell"
    known = all(a.published for a in (*left, *right))
    return "at once" if known else "undated"
