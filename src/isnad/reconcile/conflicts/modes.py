"""How it was done or came about: ways of which each report tells another."""

from __future__ import annotations

from typing import Any, NamedTuple

from isnad.model.claim import Claim
from isnad.model.record import Conflict
from isnad.model.values import TextValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.sides import HELD, Sides, made, quoted, stanced
from isnad.reconcile.conflicts.wording import Pair, named, notes

OWN = "own words"
"""The approach of a cause that no row knows."""


class Way(NamedTuple):
    """One way by its approach and, where it is told, what was used; `held` unless tellers deny or ask it."""

    approach: str
    means: str
    held: bool

    def within(self, other: Way) -> bool:
        """Whether the other one says no less: the same, or the same with means."""
        return self.approach == other.approach and self.held == other.held and self.means in ("", other.means)

    def names(self) -> frozenset[str]:
        """What pairs of ways are looked up by."""
        return frozenset((self.approach, self.means))


def mode_conflicts(case: Case) -> list[Conflict]:
    """One conflict over the ways that part reports, or none. It takes two reports of which each tells a way that the
    other does not, or a way that is told by one and denied by another; what only says less than another way ("an
    explosion") is no side."""
    sides: dict[Way, Sides] = {}
    told: dict[Way, set[str]] = {}
    for claim in case.of("mode"):
        found = _way(claim)
        if found is not None:
            way, label = found
            labelled = stanced(label, "asserted" if way.held else claim.stance)
            sides.setdefault(way, {}).setdefault(labelled, []).append(claim)
            told.setdefault(way, set()).add(claim.report)
    ways = sorted(way for way in told if not _beside(case, way, told))
    parted = [(a, b) for n, a in enumerate(ways) for b in ways[:n] if _parted(a, b, told)]
    if not parted:
        return []
    rivals = {way for two in parted for way in two}
    rivals |= {w for w in ways if any(_rivals(w, r) for r in rivals) or not any(w.within(r) for r in rivals)}
    shown: Sides = {}
    for label, claims in [row for way, own in sides.items() if way in rivals for row in own.items()]:
        shown.setdefault(label, []).extend(claims)
    odd = any(not (a.held and b.held) or _listed("apart", a, b) for a, b in parted)
    return made(case, "mode", "contradiction" if odd else "granularity", shown)


SURE = 3
"""Texts that tell a way from which it is the event's for certain."""


def _beside(case: Case, way: Way, told: dict[Way, set[str]]) -> bool:
    """Whether one text alone tells a way, beside one that others tell too: it is of another moment or another deed."""
    texts = {other: {case.family.get(r, r) for r in reports} for other, reports in told.items()}
    if not way.held or len(texts[way]) > 1:
        return False
    return any(
        other.held and other.approach != way.approach and len(found) >= SURE and texts[way] <= found
        for other, found in texts.items()
    )


def _parted(a: Way, b: Way, told: dict[Way, set[str]]) -> bool:
    return bool(told[a] - told[b] and told[b] - told[a]) and _rivals(a, b)


def _rivals(a: Way, b: Way) -> bool:
    """Whether two ways of one deed would be told of instead of each other."""
    if not (a.held or b.held) or a.within(b) or b.within(a):
        return False
    return a.approach == b.approach or _listed("alike", a, b) or _listed("apart", a, b)


def _listed(table: str, a: Way, b: Way) -> bool:
    """Whether a row of the table has both, by approach or means."""
    return any(a.names() & set(row) and b.names() & set(row) and a.names() != b.names() for row in notes()[table])


def _way(claim: Claim) -> tuple[Way, Pair] | None:
    """What a claim tells and its name; a cause that no row knows goes by its own words."""
    value = claim.value
    if not isinstance(value, TextValue):
        return None
    held = claim.stance in HELD
    text = f"{value.mode or ''} {value.summary} ".casefold()
    row = next((r for r in notes()["approaches"] if _said(r, text)), None)
    if row is None:
        return (Way(OWN, claim.evidence.quote, held), quoted(claim)) if value.mode in (None, "other") else None
    means = next((m for m in row.get("means", ()) if _said(m, text)), None)
    if means is not None:
        return Way(row["approach"], means["means"], held), named(means, "means")
    return Way(row["approach"], "", held), named(row, "approach")


def _said(row: dict[str, Any], text: str) -> bool:
    return any(words in text for words in row["words"])
