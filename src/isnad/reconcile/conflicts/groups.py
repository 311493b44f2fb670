"""Where reports count one group of people differently: "six children" and "eight children"."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.group.toll import COUNTED, NOT_VICTIMS
from isnad.model.record import Conflict
from isnad.reconcile.case import Account, Case, compatible, groups_of
from isnad.reconcile.conflicts.figures import figure_value
from isnad.reconcile.conflicts.wording import amount, conflict, listed, pair
from isnad.reconcile.relation import REVISION, went_on
from isnad.reconcile.rows import of_report

WHOLE = frozenset({"person", "mixed", "suspect", "passenger", "migrant"})
"""Roles that stand for everybody, whose figures are compared as such."""
DISPLACED = "displaced"
"""The effect that no total is made of: people and families are counted apart."""


def group_conflicts(case: Case) -> list[Conflict]:
    """One conflict for each group of people of whom two reports stand by numbers that exclude each other, unless
    the figures for everybody are those same numbers; for people displaced, by numbers that differ."""
    out = []
    for effect in (*COUNTED, DISPLACED):
        everybody = {(a.report, a.number) for a in case.accounts.get(effect, ()) if not a.narrow}
        for (role, nation), claims in sorted(groups_of(case, effect).items(), key=lambda g: (g[0][0], g[0][1] or "")):
            if (role in WHOLE and effect != DISPLACED) or role in NOT_VICTIMS or nation:
                continue
            told = [a for m in case.members if (a := of_report(case, effect, m.id, claims)) and _counts(case, a)]
            apart = [a for a in told if (a.report, a.number) not in everybody]
            if len({a.number for a in told}) > 1 and apart and (effect == DISPLACED or not compatible(*told)):
                out.append(_conflict(effect, role, told))
    return out


def _counts(case: Case, account: Account) -> bool:
    """Whether an account counts a group; one person is counted only as one of those harmed, else told of by himself."""
    if account.number is None:
        return False
    return account.number > 1 or any(getattr(case.claims[c].value, "part_of", None) for c in account.claims)


def _conflict(effect: str, role: str, told: Sequence[Account]) -> Conflict:
    sides: dict[tuple[int, tuple[str, str]], list[Account]] = {}
    for account in told:
        label = amount(account.low, account.high, account.approx)
        sides.setdefault((account.number or 0, label), []).append(account)
    values = [figure_value(label, found) for (_, label), found in sorted(sides.items())]
    kind = REVISION if went_on(told) else "contradiction"
    note = pair("counts", kind, figures=listed((v.value, v.value_ar) for v in values))
    about = effect if role in WHOLE else f"{effect} ({role})"
    return conflict(about, kind, values, note)
