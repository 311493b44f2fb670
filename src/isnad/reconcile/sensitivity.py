"""Which origin carries a figure, and what the figure would be without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from isnad.model.record import Without
from isnad.reconcile.case import Account, Case, by_origin
from isnad.reconcile.conflicts.wording import Pair, amount, pair
from isnad.reconcile.policies.base import backing, bounds, claims_of, prepare
from isnad.reconcile.rows import most_backed

Figure = tuple[int | None, int | None, int | None]


def sensitivity(case: Case) -> tuple[Without, ...]:
    """By effect, one entry for each independent origin of its figures, the one that carries most first.

    Accounts that share a statement, a family of copies or a report are one origin. Taking one away
    takes away all its accounts; what is left is counted as the row for everybody is.
    """
    out: list[Without] = []
    for effect in case.accounts:
        whole = _Whole(case, effect)
        told = [whole.without(group) for group in by_origin(whole.final)]
        out += sorted(told, key=lambda w: (not w.changes, -len(w.only), -len(w.reports), w.origin))
    return tuple(out)


class _Whole:
    """One effect's figure as it is, from which origins are taken away one at a time."""

    def __init__(self, case: Case, effect: str) -> None:
        self.case, self.effect = case, effect
        self.final = [a for a in case.accounts[effect] if a.final]
        self.standing = self._standing(self.final)
        self.behind = backing(self.standing)
        low, high = bounds(self.standing or self.final)
        self.figure: Figure = (low, high, most_backed(self.behind))

    def _standing(self, final: Sequence[Account]) -> list[Account]:
        part = msgspec.structs.replace(self.case, accounts={self.effect: tuple(final)})
        return list(prepare(part, self.effect)[0])

    def _left(self, group: Sequence[Account], rest: Sequence[Account]) -> Figure:
        """The figure of `rest`. An account set aside can come back only where one of the group stood for it."""
        gone = {id(a) for a in group}
        stood = [a for a in self.standing if id(a) in gone]
        if not stood:
            return self.figure
        kept = [a for a in self.standing if id(a) not in gone]
        if not kept or len(self.standing) < len(self.final):
            kept = self._standing(rest)
            low, high = bounds(kept or rest)
            return low, high, most_backed(backing(kept))
        behind = dict(self.behind)
        for number, origins in backing(stood).items():
            behind[number] -= origins
        return *bounds(kept), most_backed({n: origins for n, origins in behind.items() if origins})

    def without(self, group: Sequence[Account]) -> Without:
        """What is left without one origin."""
        gone = {id(a) for a in group}
        rest = [a for a in self.final if id(a) not in gone]
        left: Figure = self._left(group, rest) if rest else (None, None, None)
        only = {a.number for a in group if a.number is not None and not a.partial} - {a.number for a in rest}
        name = _name(self.case, group)
        before, after = amount(*self.figure[:2], False), amount(*left[:2], False)
        if rest:
            kind = "same" if left[:2] == self.figure[:2] else "moved"
            note = pair("without", kind, name=name, before=before, after=after)
        else:
            note = pair("without", "nothing", name=name)
        return Without(
            effect=self.effect,
            origin=min(o for a in group for o in a.origins or (a.family,)),
            name=name[0],
            name_ar=name[1],
            reports=tuple(sorted({a.report for a in group})),
            claims=claims_of(group),
            only=tuple(sorted(n for n in only if n is not None)),
            low=left[0],
            high=left[1],
            best=left[2],
            changes=left != self.figure,
            note=note[0],
            note_ar=note[1],
        )


def _name(case: Case, group: Sequence[Account]) -> Pair:
    """Who the origin is: the innermost teller named most often, else the outlet, else the report."""
    told: Counter[Pair] = Counter()
    for claim in claims_of(group):
        if claim in case.claims and case.claims[claim].attribution:
            last = case.claims[claim].attribution[-1]
            told[(last.name, last.name_ar or last.name)] += 1
    if told:
        return min(told, key=lambda name: (-told[name], name))
    first = min(group, key=lambda a: (a.published, a.report))
    if first.outlet:
        return pair("without", "outlet", outlet=first.outlet)
    return pair("without", "own", report=first.report)
