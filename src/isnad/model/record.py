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


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """What two values of a conflict are to each other: their places in `values`, a kind (revision,
    contradiction, granularity, internal, agreement), and why."""

    left: int
    right: int
    kind: str
    note: str
    note_ar: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A disagreement that stays visible. `kind` is contradiction, revision,
    granularity, internal or arithmetic; `note` says why, in a sentence. `pairs` explain every two
    values of a conflict over a count, where there are not too many."""

    about: str
    kind: str
    values: tuple[ConflictValue, ...]
    note: str
    note_ar: str
    pairs: tuple[Between, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between two records of an incident. `about` is an effect ("killed", "killed:
    soldiers"), "incident" (a new one), "reports", "date", "place", "kind", "conflict: …" or
    "rule: …"; `kind` is first, raised, lowered, widened, narrowed, changed, settled or gone;
    `before` and `after` are words, None where there was nothing."""

    about: str
    kind: str
    before: str | None
    after: str | None
    before_ar: str | None
    after_ar: str | None
    note: str
    note_ar: str
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class DayState(msgspec.Struct, frozen=True, kw_only=True):
    """What the reports known by the end of `day` come to, and what that day changed. `reports` are
    those that came on the day, `toll` the rows for everybody; the first day has no changes."""

    day: str
    reports: tuple[str, ...]
    toll: tuple[TollRow, ...]
    changes: tuple[Change, ...] = ()


class History(msgspec.Struct, frozen=True, kw_only=True):
    """The record day by day, by the days on which reports were published (else collected).
    `undated` reports bear no such day and are part of the record only, of none of its days."""

    days: tuple[DayState, ...] = ()
    undated: tuple[str, ...] = ()


class Without(msgspec.Struct, frozen=True, kw_only=True):
    """What one effect's figure would be without one origin. `name` is the origin's teller;
    `only` are the numbers that nobody else tells; `low`, `high` and `best` are those of everybody's
    row without it, all None where nothing is left; `changes` whether they differ from the row's."""

    effect: str
    origin: str
    name: str
    name_ar: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    only: tuple[int, ...]
    low: int | None
    high: int | None
    best: int | None
    changes: bool
    note: str
    note_ar: str


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A grade that the machine proposes and nobody has set. `scheme` is "airwars-like" (one for an
    incident) or "admiralty-information" (digit 1 or 6, for claims that tell one thing, never the
    source's letter); `rule` is its name and version; `claims` are those it rests on."""

    scheme: str
    about: str
    about_ar: str
    grade: str
    name: str
    name_ar: str
    reason: str
    reason_ar: str
    claims: tuple[str, ...]
    rule: str
    proposed_by: str = "machine"


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What a person of the desk decided that touches this record. It stands beside what the reports
    say and hides none of it. `decision` is its number in the archive's log; `act` is accept, reject,
    correct, choose, same, different or unsure; `value` what a claim was corrected to or what was chosen."""

    decision: int
    at: str
    who: str
    act: str
    reason: str
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    value: dict[str, Any] = {}


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one incident. A function of its claims and a named, versioned rule.

    `desk` is empty unless the record comes from an archive in which somebody decided about it."""

    incident: Incident
    toll: tuple[TollRow, ...]
    rules: dict[str, dict[str, Any]]
    conflicts: tuple[Conflict, ...]
    statements: tuple[Statement, ...]
    history: History = History()
    sensitivity: tuple[Without, ...] = ()
    grades: tuple[Grade, ...] = ()
    desk: tuple[Ruling, ...] = ()
