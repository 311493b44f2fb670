"""A figure as one side of a disagreement."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.model.record import ConflictValue
from isnad.reconcile.case import Account, origins_of
from isnad.reconcile.conflicts.wording import Pair


def figure_value(label: Pair, accounts: Sequence[Account]) -> ConflictValue:
    """One value, with the reports, claims and origins behind it."""
    return ConflictValue(
        value=label[0],
        value_ar=label[1],
        reports=tuple(sorted({a.report for a in accounts})),
        claims=tuple(dict.fromkeys(c for a in accounts for c in a.claims)),
        origins=origins_of(accounts),
    )
