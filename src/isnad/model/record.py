"""The record of one incident: what the claims come to under a named rule."""

from __future__ import annotations

from typing import Any

import msgspec

from isnad.model.incident import Incident, Statement


class TollRow(msgspec.Struct, frozen=True, kw_only=True):
    """One effect for one category of people. `status` is agreed, single, revised or contested."""

    effect: str
    role: str
    nationality: str | None
    low: int | None
    high: int | None
    best: int | None
    approx: bool
    status: str
    reports: int
    origins: int
    claims: tuple[str, ...]


class ConflictValue(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a disagreement and who stands behind it."""

    value: str
    value_ar: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    origins: int = 0


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A disagreement that stays visible. `kind` is contradiction, revision,
    granularity, internal or arithmetic; `note` says why, in a sentence."""

    about: str
    kind: str
    values: tuple[ConflictValue, ...]
    note: str
    note_ar: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one incident. A function of its claims and a named, versioned rule."""

    incident: Incident
    toll: tuple[TollRow, ...]
    rules: dict[str, dict[str, Any]]
    conflicts: tuple[Conflict, ...]
    statements: tuple[Statement, ...]
