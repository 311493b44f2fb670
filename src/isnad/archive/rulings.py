"""Decisions as the record shows them: beside what the reports say, never in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from isnad.archive.choice import choice
from isnad.archive.decisions import CLAIM_ACTS, PAIR_ACTS, Decision
from isnad.model.record import Record, Ruling


def ruled(records: Iterable[Record], made: Sequence[Decision], homes: Mapping[str, str]) -> Iterator[Record]:
    """The records with the decisions in force that touch them, in the order of the log.

    `homes` gives the report of each claim that a decision is about. A decision on a claim goes to
    every incident that its report covers; one on two reports to every incident that holds either;
    a chosen value to the incident of the report it was filed under.
    """
    by_report: dict[str, list[Decision]] = {}
    for decision in made:
        for report in dict.fromkeys(_reports(decision, homes)):
            by_report.setdefault(report, []).append(decision)
    for record in records:
        covers = [m.id for m in record.incident.members if m.role == "covers"]
        found = {d.seq: d for report in covers for d in by_report.get(report, ())}
        own = {c.claim for c in record.incident.claims}
        kept = [d for _, d in sorted(found.items()) if d.act not in ("accept", "correct") or d.targets[0] in own]
        yield msgspec.structs.replace(record, desk=tuple(_ruling(d) for d in kept)) if kept else record


def _reports(decision: Decision, homes: Mapping[str, str]) -> list[str]:
    if decision.act in CLAIM_ACTS:
        home = homes.get(decision.targets[0])
        return [home] if home else []
    return list(decision.targets)


def _ruling(decision: Decision) -> Ruling:
    of_claim = decision.act in CLAIM_ACTS
    chosen = decision.act == "choose"
    return Ruling(
        decision=decision.seq,
        at=decision.at,
        who=decision.who,
        act=decision.act,
        reason=decision.reason,
        reports=decision.targets if decision.act in PAIR_ACTS else (),
        claims=decision.targets if of_claim else (),
        value=choice(decision.value) if chosen else decision.value,
    )
