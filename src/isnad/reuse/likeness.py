"""How much of the shorter text two texts share, without comparing all pairs.

Texts meet through their fingerprints. Each looks back at no more than `LOOK_BACK` holders of a
fingerprint, so the work grows with the text and not with its square; a fingerprint that many hold
(boilerplate of a site) weighs little. Weights are whole numbers: sums are exact in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log2

import msgspec

from isnad.reuse.fingerprints import codes, fingerprints
from isnad.reuse.words import words

LOOK_BACK = 24
LIKE = 0.12
"""Shares below this are left out."""
_UNIT = 1 << 20


class Likeness(msgspec.Struct, frozen=True):
    """Of texts by their number: `same` maps a text to the first with the same words, `counts` are
    their fingerprints (0 for those in `same`), `shares` the weighed share of the shorter text that
    both hold, lower number first."""

    same: dict[int, int]
    counts: list[int]
    shares: dict[tuple[int, int], float]


@cache
def weight(holders: int) -> int:
    """What a fingerprint weighs that so many texts hold."""
    return round(_UNIT / log2(1 + holders))


def likeness(texts: Sequence[str]) -> Likeness:
    """What `texts` share. The numbers are those of bulk.likeness, which is made for many."""
    found = [words(text).text for text in texts]
    first: dict[tuple[str, ...], int] = {}
    same: dict[int, int] = {}
    for n, told in enumerate(found):
        if told and first.setdefault(told, n) != n:
            same[n] = first[told]
    prints = [[] if n in same else fingerprints(codes(told)) for n, told in enumerate(found)]
    return Likeness(same, [len(marks) for marks in prints], _shares(prints))


def _shares(prints: Sequence[Sequence[int]]) -> dict[tuple[int, int], float]:
    holders: dict[int, list[int]] = {}
    for n, marks in enumerate(prints):
        for mark in marks:
            holders.setdefault(mark, []).append(n)
    mass = [sum(weight(len(holders[m])) for m in marks) for marks in prints]
    shared: dict[tuple[int, int], int] = {}
    for keys in holders.values():
        for n, key in enumerate(keys):
            for other in keys[max(0, n - LOOK_BACK) : n]:
                shared[other, key] = shared.get((other, key), 0) + weight(len(keys))
    out: dict[tuple[int, int], float] = {}
    for (a, b), common in sorted(shared.items()):
        share = common / min(mass[a], mass[b])
        if share >= LIKE:
            out[a, b] = round(share, 4)
    return out
