"""Rows of what a record holds beside its figures: pairs of sides, proposed grades, what figures lean on, its days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from isnad.model.record import Record

Told = tuple[str, dict[str, Any]]


def beside(record: Record) -> Iterator[Told]:
    """Table and row, one after another; every row of claims points to a row of figures before it."""
    yield from _pairs(record)
    yield from _grades(record)
    yield from _without(record)
    yield from _days(record)


def _pairs(record: Record) -> Iterator[Told]:
    for number, conflict in enumerate(record.conflicts):
        for found in conflict.pairs:
            name = f"{record.incident.id}/conflict-{number}"
            yield "conflict_pairs", {"conflict": name, **msgspec.structs.asdict(found)}


def _grades(record: Record) -> Iterator[Told]:
    for number, grade in enumerate(record.grades):
        name = f"{record.incident.id}/grade-{number}"
        yield "grades", {**msgspec.structs.asdict(grade), "grading": name, "incident": record.incident.id}
        for claim in grade.claims:
            yield "grade_claims", {"grading": name, "claim": claim}


def _without(record: Record) -> Iterator[Told]:
    for number, found in enumerate(record.sensitivity):
        name = f"{record.incident.id}/without-{number}"
        yield "without", {**msgspec.structs.asdict(found), "leaning": name, "incident": record.incident.id}
        for claim in found.claims:
            yield "without_claims", {"leaning": name, "claim": claim}


def _days(record: Record) -> Iterator[Told]:
    incident = record.incident.id
    for state in record.history.days:
        for row in state.toll:
            name = f"{incident}/{state.day}/{row.effect}"
            yield "days", {**msgspec.structs.asdict(row), "state": name, "incident": incident, "day": state.day}
            for claim in row.claims:
                yield "day_claims", {"state": name, "claim": claim}
        for number, change in enumerate(state.changes):
            name = f"{incident}/{state.day}/change-{number}"
            told = msgspec.structs.asdict(change)
            yield "changes", {**told, "change": name, "incident": incident, "day": state.day}
            for claim in change.claims:
                yield "change_claims", {"change": name, "claim": claim}
