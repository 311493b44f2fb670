"""Sides of a disagreement put together: labels to claims, claims to values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from isnad.model.claim import Claim
from isnad.model.record import Conflict, ConflictValue
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.wording import Pair, conflict, notes, pair
from isnad.reuse.words import stem, words

Sides = dict[Pair, list[Claim]]
NEARLY = 0.75
"""Share of their words in common from which two wordings are one."""
HELD = ("asserted", "hedged")


def side_value(case: Case, label: Pair, claims: Iterable[Claim]) -> ConflictValue:
    """One side: its words, its claims each once, the reports and origins behind them."""
    kept = list(dict.fromkeys(c.claim for c in claims))
    told = [case.claim(c) for c in kept]
    return ConflictValue(
        value=label[0],
        value_ar=label[1],
        reports=tuple(sorted({c.report for c in told})),
        claims=tuple(kept),
        origins=len({c.origin or c.report for c in told}),
    )


def made(case: Case, about: str, kind: str, sides: Mapping[Pair, Sequence[Claim]], **filled: Pair) -> list[Conflict]:
    """The conflict over `sides`, the best attested first; nothing for fewer than two, nor for sides of
    different grain that no two texts part on. `filled` are words that its note needs."""
    if len(sides) < 2 or not (parted(case, sides.values()) or (kind == "contradiction" and _at_odds(case, sides))):
        return []
    values = [side_value(case, label, claims) for label, claims in sides.items()]
    values.sort(key=lambda v: (-v.origins, -len(v.claims), v.value))
    known = notes()["facts"][about]
    reports = {r for v in values for r in v.reports}
    if len(reports) == 1 and "internal" in known:
        kind = "internal"
    note = pair("facts", about, kind if kind in known else min(known), **filled)
    return [conflict(about, kind, values, note)]


def _at_odds(case: Case, sides: Mapping[Pair, Sequence[Claim]]) -> bool:
    """Whether one text holds what excludes each other: where it is denied or left open what is told, or where it quotes
    two tellers."""
    claims = [c for found in sides.values() for c in found]
    if any(c.stance not in HELD for c in claims):
        return True
    told = [
        {(case.family.get(c.report), c.attribution[-1].name if c.attribution else "") for c in found}
        for found in sides.values()
    ]
    return any(a - b and b - a for n, a in enumerate(told) for b in told[:n])


def parted(case: Case, sides: Iterable[Iterable[Claim]]) -> bool:
    """Whether of two sides each is told by a text that does not tell the other; copies are one text."""
    told = [families(case, claims) for claims in sides]
    return any(a - b and b - a for n, a in enumerate(told) for b in told[:n])


def families(case: Case, claims: Iterable[Claim]) -> frozenset[str]:
    """The texts that claims stand in; copies of one are one."""
    return frozenset(case.family.get(c.report, c.report) for c in claims)


def stanced(label: Pair, stance: str) -> Pair:
    """A side's words with the stance that its tellers take to it."""
    return pair("stances", stance, value=label) if stance in notes()["stances"] else label


def quoted(claim: Claim, what: Pair | None = None) -> Pair:
    """A side that only the report's own words tell apart: those words, after what they tell."""
    quote = claim.evidence.quote.strip(" \n\t\u060c,.:\u061b;")
    return pair("quoted", what=what, words=quote) if what else (quote, quote)


def by_wording(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims whose words are nearly the same together, in the order of their first ones. Words that
    one has and another lacks part them once they are more than a few."""
    groups: list[tuple[frozenset[str], list[Claim]]] = []
    for claim in claims:
        own = stems(claim)
        for known, found in groups:
            if own == known or _near(own, known):
                found.append(claim)
                break
        else:
            groups.append((own, [claim]))
    return [found for _, found in groups]


def stems(claim: Claim) -> frozenset[str]:
    """The stems of the words of a claim's evidence, without the shortest."""
    return frozenset(stem(w) for w in words(claim.evidence.quote).text if len(w) > 2)


def _near(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= NEARLY * max(len(a | b), 1)
