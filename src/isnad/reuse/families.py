"""Copies of one text: families, found without comparing all pairs.

Identical texts (after folding) are one before anything else. The rest meet through an index
of fingerprints in which each report looks back at no more than `LOOK_BACK` holders of a
fingerprint, so the cost grows with the text and not with its square. A fingerprint that many
hold (boilerplate of a site) weighs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import log2

import msgspec

from isnad.model.report import Report
from isnad.reuse.fingerprints import fingerprints
from isnad.reuse.words import words

LOOK_BACK = 24
COPY = 0.45
"""Weighted share of the shorter text's fingerprints above which it counts as a copy."""
FEWEST = 6
"""Fingerprints below which only an identical text is a copy."""


class Families(msgspec.Struct, frozen=True):
    """`of` maps a report's digest to its family; `likeness` a pair of digests (lower first)
    to the weighted share of the shorter text that both hold, for pairs above `LIKE`."""

    of: dict[str, str]
    likeness: dict[tuple[str, str], float]


LIKE = 0.12


def digest(report: Report) -> str:
    """What the report is, by its text alone: the same whatever it is called."""
    return sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()


def families(reports: Sequence[Report]) -> Families:
    """Families of copies among `reports`; independent of their order.

    A family is named after its first appearance: the earliest publication, then the digest.
    """
    texts = {digest(r): r for r in reports}
    born = _births(reports)
    order = sorted(texts)
    same: dict[str, str] = {}
    prints: dict[str, dict[int, int]] = {}
    leader: dict[str, str] = {}
    for key in order:
        found = words(texts[key].text)
        whole = sha256(" ".join(found.text).encode()).hexdigest()
        if found.text and whole in leader:
            same[key] = leader[whole]
            continue
        leader[whole] = key
        prints[key] = fingerprints(found.text)
    likeness = _likeness(prints)
    parent = {key: key for key in order}
    for key, other in same.items():
        _join(parent, key, other)
    for (a, b), share in sorted(likeness.items()):
        if share >= COPY and min(len(prints[a]), len(prints[b])) >= FEWEST:
            _join(parent, a, b)
    first: dict[str, tuple[str, str]] = {}
    for key in order:
        root = _root(parent, key)
        first[root] = min(first.get(root, ("~", "~")), (born[key], key))
    likeness |= {(min(a, b), max(a, b)): 1.0 for a, b in same.items()}
    return Families({key: "fam-" + first[_root(parent, key)][1][:12] for key in order}, likeness)


def _births(reports: Sequence[Report]) -> dict[str, str]:
    born: dict[str, str] = {}
    for report in reports:
        key = digest(report)
        born[key] = min(born.get(key, "~"), report.published or "~")
    return born


def _likeness(prints: dict[str, dict[int, int]]) -> dict[tuple[str, str], float]:
    """Weighted containment of every pair that shares fingerprints. `prints` is in sorted order."""
    holders: dict[int, list[str]] = {}
    for key, marks in prints.items():
        for mark in marks:
            holders.setdefault(mark, []).append(key)
    weight = {mark: 1 / log2(1 + len(keys)) for mark, keys in holders.items()}
    mass = {key: sum(weight[m] for m in marks) for key, marks in prints.items()}
    shared: dict[tuple[str, str], float] = {}
    for mark in sorted(m for m, keys in holders.items() if len(keys) > 1):
        keys = holders[mark]
        for n, key in enumerate(keys):
            for other in keys[max(0, n - LOOK_BACK) : n]:
                pair = (other, key)
                shared[pair] = shared.get(pair, 0.0) + weight[mark]
    out: dict[tuple[str, str], float] = {}
    for pair, common in sorted(shared.items()):
        share = common / max(1e-9, min(mass[pair[0]], mass[pair[1]]))
        if share >= LIKE:
            out[pair] = round(min(1.0, share), 4)
    return out


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _join(parent: dict[str, str], a: str, b: str) -> None:
    low, high = sorted((_root(parent, a), _root(parent, b)))
    parent[high] = low
