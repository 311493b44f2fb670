"""Which passages go back to one act of telling: pairs of passages of the gold's shared statements.

A gold passage has the origins of our claims whose evidence lies in it. A pair of passages is found
to be one statement where they have an origin in common; it is one where the gold lists both under
one origin. Precision and recall are over all pairs of listed passages of different reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

Passage = tuple[int, str, int, int]


def passages(gold: Mapping[str, Any]) -> list[Passage]:
    """Number of the statement, report, start and end of every passage that the gold lists."""
    return [
        (n, span["report"], span["start"], span["end"])
        for n, told in enumerate(gold.get("shared_statements", ()))
        for span in told["spans"]
    ]


def pairs(golds: Sequence[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Any, bool, bool]]:
    """Every pair of passages of different reports with whether it is one statement and whether it was found."""
    for gold in golds:
        held: dict[Passage, set[str]] = {}
        for passage in passages(gold):
            _, report, start, end = passage
            held[passage] = {
                c["origin"]
                for c in claims
                if c["report"] == report
                and c.get("origin")
                and c["evidence"]["start"] < end
                and start < c["evidence"]["end"]
            }
        for a, b in combinations(held, 2):
            if a[1] != b[1]:
                yield (a, b), a[0] == b[0], bool(held[a] & held[b])


def figures(golds: Sequence[Mapping[str, Any]], claims: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Precision and recall; empty where the gold lists no shared statement."""
    found = list(pairs(golds, claims))
    right = sum(true and ours for _, true, ours in found)
    true, ours = sum(t for _, t, _ in found), sum(o for _, _, o in found)
    if not true:
        return {}
    return {"statements.precision": right / max(1, ours), "statements.recall": right / true}
