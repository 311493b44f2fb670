"""Copies of one text: families, found without comparing all pairs (likeness.py).

Identical texts (after folding) are one before anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from isnad.model.report import Report
from isnad.reuse.likeness import LIKE, Likeness, likeness

__all__ = ["COPY", "FEWEST", "LIKE", "Families", "digest", "families"]
COPY = 0.45
"""Weighted share of the shorter text's fingerprints above which it counts as a copy."""
FEWEST = 6
"""Fingerprints below which only an identical text is a copy."""
MANY = 200
"""From so many texts on the time to load numpy is won back."""


class Families(msgspec.Struct, frozen=True):
    """`of` maps a report's digest to its family; `likeness` a pair of digests (lower first)
    to the weighted share of the shorter text that both hold, for pairs above `LIKE`."""

    of: dict[str, str]
    likeness: dict[tuple[str, str], float]


def digest(report: Report) -> str:
    """What the report is, by its text alone: the same whatever it is called."""
    return sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()


def families(reports: Sequence[Report]) -> Families:
    """Families of copies among `reports`; independent of their order.

    A family is named after its first appearance: the earliest publication, then the digest.
    """
    texts: dict[str, str] = {}
    born: dict[str, str] = {}
    for report in reports:
        key = digest(report)
        texts[key] = report.text
        born[key] = min(born.get(key, "~"), report.published or "~")
    order = sorted(texts)
    found = _likeness([texts[key] for key in order])
    parent = {key: key for key in order}
    for later, first in found.same.items():
        _join(parent, order[later], order[first])
    for (a, b), share in found.shares.items():
        if share >= COPY and min(found.counts[a], found.counts[b]) >= FEWEST:
            _join(parent, order[a], order[b])
    named: dict[str, tuple[str, str]] = {}
    for key in order:
        root = _root(parent, key)
        named[root] = min(named.get(root, ("~", "~")), (born[key], key))
    shares = {(order[a], order[b]): share for (a, b), share in found.shares.items()}
    shares |= {(order[first], order[later]): 1.0 for later, first in found.same.items()}
    return Families({key: "fam-" + named[_root(parent, key)][1][:12] for key in order}, shares)


def _likeness(texts: Sequence[str]) -> Likeness:
    """Both ways give the same numbers; the second is made for many."""
    if len(texts) < MANY:
        return likeness(texts)
    import isnad.reuse.bulk as bulk

    return bulk.likeness(texts)


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _join(parent: dict[str, str], a: str, b: str) -> None:
    low, high = sorted((_root(parent, a), _root(parent, b)))
    parent[high] = low
