"""Which claims stand in the record of the gold's event: main or other event as a reader of the records sees it.

A claim's own `event` is about the report: a report on another event tells that one as its main event, and
the gold, which is about one event, calls it another. Here a matched claim is main when it stands in the record
of the incident that holds most of the gold event's reports, and other when it does not; the share that agrees
with the gold is taken over the same matches as `KIND.event`.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

KINDS = ("casualties", "arrests")


def figures(
    golds: Sequence[Mapping[str, Any]],
    claims: Sequence[Mapping[str, Any]],
    incidents: Sequence[Mapping[str, Any]],
    told: Sequence[frozenset[str]],
) -> dict[str, float]:
    """`KIND.event_by_record` of the kinds that have matches. `told` are the ids of the claims of each incident."""
    scorer: Any = importlib.import_module("score_claims")
    right, of = Counter[str](), Counter[str]()
    for gold in golds:
        n = holder(gold, incidents)
        stand = told[n] if n >= 0 else frozenset[str]()
        wanted = [dict(c, report=row["id"]) for row in gold["reports"] for c in row["claims"]]
        ids = {row["id"] for row in gold["reports"]}
        for kind in KINDS:
            ours = [c for c in claims if c["kind"] == kind and c["report"] in ids]
            pairs, _, _ = scorer.match([c for c in wanted if c["kind"] == kind], ours, kind)
            of[kind] += len(pairs)
            right[kind] += sum((want["event"] == "main") == (got["claim"] in stand) for want, got in pairs)
    return {f"{kind}.event_by_record": right[kind] / of[kind] for kind in KINDS if of[kind]}


def holder(gold: Mapping[str, Any], incidents: Sequence[Mapping[str, Any]]) -> int:
    """The number of the incident that covers most of the reports about the gold's event; -1 where none does."""
    about = {row["id"] for row in gold["reports"] if row.get("about_main_event", True)}
    held = [sum(r["id"] in about and r["role"] == "covers" for r in i["reports"]) for i in incidents]
    most = max(held, default=0)
    return held.index(most) if most else -1
