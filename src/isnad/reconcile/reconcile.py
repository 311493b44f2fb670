"""Incident → Record: the toll table, every named rule's answer, every conflict, every statement."""

from __future__ import annotations

from collections.abc import Mapping

from isnad.model.incident import Incident, Reading
from isnad.model.record import Conflict, Record
from isnad.reconcile.case import build
from isnad.reconcile.conflicts.counts import count_conflicts
from isnad.reconcile.conflicts.facts import fact_conflicts
from isnad.reconcile.grades import grades
from isnad.reconcile.history import history
from isnad.reconcile.policies.registry import POLICIES
from isnad.reconcile.rows import toll_rows
from isnad.reconcile.sensitivity import sensitivity
from isnad.reuse.statements import statements


def reconcile(incident: Incident, readings: Mapping[str, Reading]) -> Record:
    """The record of one incident: a function of its claims and of named, versioned rules.

    `readings` are the incident's reports by id; others are ignored. A member without a reading
    keeps its claims but gives no figure for everybody. No side is taken: every figure stays
    visible, and each rule says what it used and what it set aside.
    """
    case = build(incident, readings)
    return Record(
        incident=incident,
        toll=toll_rows(case),
        rules={policy.name: policy.apply(case) for policy in POLICIES},
        conflicts=tuple(sorted(count_conflicts(case) + fact_conflicts(case), key=_gravity)),
        statements=statements(incident.claims),
        history=history(case, readings),
        sensitivity=sensitivity(case),
        grades=grades(case),
    )


def _gravity(conflict: Conflict) -> bool:
    """Differences of grain come after all others; otherwise the order in which they were found stays."""
    return conflict.kind == "granularity"
