"""What an incident page states: the answer strip and the matrix of who says what.

Pure functions of a record. A figure here is always a list of claim ids too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from isnad.export.describe import ARRESTED, compare_key, effect_of
from isnad.model.claim import Claim
from isnad.model.incident import Member
from isnad.model.record import Record, TollRow
from isnad.model.values import ArrestValue, CasualtyValue, Count

EFFECTS = ("killed", "wounded", "missing", "abducted", ARRESTED, "displaced")
"""The order of the answer strip."""
ATTACKER = "attacker"
COVERS = "covers"
EVERYBODY = "person"
"""The role of the toll row that counts everybody, with no nationality."""
MATRIX_KINDS = (
    "event_date",
    "event_site",
    "perpetrator",
    "responsibility",
    "attacker_fate",
    "mode",
    "target",
    "warning",
    "response",
)
"""Kinds with a row of their own; opinions and background are read in the texts."""
_MOST_DOTS = 40


@dataclass(frozen=True)
class Dots:
    """One dot a person: `sure` in every account, `more` only in the higher ones."""

    sure: int
    more: int


@dataclass(frozen=True)
class Effect:
    """One number of the answer strip and everything behind it.

    `more` is true when `high` was told as "at least". The status and the numbers of
    reports and origins are the record's for its row of everybody; where it has none,
    status compares what the reports stand by. `rows` are the groups told apart.
    """

    effect: str
    low: int | None
    high: int | None
    more: bool
    approx: bool
    best: int | None
    status: str
    reports: int
    origins: int
    rows: tuple[TollRow, ...]
    claims: tuple[str, ...]
    dots: Dots | None


@dataclass(frozen=True)
class Cell:
    """What one report says on one fact. `state` is agree, differ, alone, told or silent."""

    state: str
    claims: tuple[Claim, ...] = ()
    stands_by: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Row:
    """One fact across the reports, cells in the order of the matrix columns; `telling` origins tell it."""

    effect: str | None
    kind: str | None
    group: TollRow | None
    cells: tuple[Cell, ...]
    telling: int = 0


@dataclass(frozen=True)
class Family:
    """Reports that go back to one origin; columns that stand together."""

    number: int
    members: tuple[Member, ...]


def covering(members: Sequence[Member]) -> list[Member]:
    """The members that report the incident; all where none does more than mention it."""
    return [m for m in members if m.role == COVERS] or list(members)


def families(members: Sequence[Member]) -> list[Family]:
    """Members by origin family, families in the order of their first report that covers the incident."""
    by_family: dict[str, list[Member]] = {}
    first = covering(members)
    for member in [*first, *(m for m in members if m not in first)]:
        by_family.setdefault(member.origin_family or member.id, []).append(member)
    return [Family(i, tuple(group)) for i, group in enumerate(by_family.values(), 1)]


def answer(record: Record) -> list[Effect]:
    """The numbers of the answer strip, victims only, in the order of EFFECTS."""
    blocks = []
    for effect in EFFECTS:
        rows = tuple(r for r in record.toll if r.effect == effect and r.role != ATTACKER)
        stands = [(m.origin_family, count) for m in record.incident.members for count in m.toll.get(effect, ())]
        if rows or stands:
            blocks.append(_effect(effect, rows, stands, _claims_behind(record, effect, rows)))
    return blocks


def attackers(record: Record) -> list[TollRow]:
    """The attackers' own dead, wounded and arrested, which are nobody's victims."""
    return [row for row in record.toll if row.role == ATTACKER]


def matrix(record: Record, columns: Sequence[Member]) -> list[Row]:
    """The facts of the record as rows over `columns`."""
    by_id = {claim.claim: claim for claim in record.incident.claims}
    contested = _losing_sides(record)
    rows = []
    for block in answer(record):
        rows.append(_standing_row(block, columns, by_id))
        for group in block.rows:
            told = [by_id[c] for c in group.claims if c in by_id]
            rows.append(Row(block.effect, None, group, _cells(told, columns, frozenset(), _same_count)))
    for kind in MATRIX_KINDS:
        told = [c for c in record.incident.claims if c.kind == kind and c.event == "main"]
        if told:
            rows.append(Row(None, kind, None, _cells(told, columns, contested, _same_words)))
    return [replace(row, telling=_telling(row, columns)) for row in rows]


def by_origin(record: Record) -> Record:
    """The record with every origin as one report, its first, which tells all that any of its reports tells."""
    groups = families(record.incident.members)
    first = {m.id: group.members[0].id for group in groups for m in group.members}
    members = []
    for group in groups:
        toll: dict[str, tuple[Count, ...]] = {}
        for effect in EFFECTS:
            counts = dict.fromkeys(c for m in group.members for c in m.toll.get(effect, ()))
            if counts:
                toll[effect] = tuple(counts)
        members.append(msgspec.structs.replace(group.members[0], toll=toll))
    claims = tuple(
        msgspec.structs.replace(c, report=first[c.report]) for c in record.incident.claims if c.report in first
    )
    incident = msgspec.structs.replace(record.incident, members=tuple(members), claims=claims)
    return msgspec.structs.replace(record, incident=incident)


def _telling(row: Row, columns: Sequence[Member]) -> int:
    """How many origins tell a fact."""
    pairs = zip(row.cells, columns, strict=True)
    return len({m.origin_family for cell, m in pairs if cell.claims or cell.state != "silent"})


def _effect(
    effect: str, rows: tuple[TollRow, ...], stands: Sequence[tuple[str, Count]], claims: tuple[str, ...]
) -> Effect:
    whole = next((r for r in rows if r.role == EVERYBODY and r.nationality is None), None)
    low, high, more = _hull([count for _, count in stands] or rows)
    if whole is not None and (whole.low, whole.high) != (None, None):
        low, more = whole.low, whole.high is None
        high = whole.high if whole.high is not None else max(high or 0, low or 0)
    best = whole.best if whole else None
    return Effect(
        effect=effect,
        low=low,
        high=high,
        more=more,
        approx=any(count.approx for _, count in stands) if stands else any(row.approx for row in rows),
        best=best if low != high else None,
        status=whole.status if whole else _status(rows, stands),
        reports=whole.reports if whole else 0,
        origins=whole.origins if whole else 0,
        rows=tuple(row for row in rows if row is not whole),
        claims=claims,
        dots=_dots(low, high),
    )


def _hull(counts: Sequence[Count] | Sequence[TollRow]) -> tuple[int | None, int | None, bool]:
    """Lowest to highest of several figures, and whether the highest was told as "at least"."""
    lows = [c.low for c in counts if c.low is not None]
    ends = [c.high for c in counts if c.high is not None]
    low = min([*lows, *ends], default=None)
    top = max([*lows, *ends], default=None)
    return low, top, any(c.high is None and c.low is not None and c.low == top for c in counts)


def _status(rows: Sequence[TollRow], stands: Sequence[tuple[str, Count]]) -> str:
    statuses = {row.status for row in rows}
    values = [(count.low, count.high) for _, count in stands if (count.low, count.high) != (None, None)]
    if not values:
        return next((s for s in ("contested", "revised", "single", "agreed") if s in statuses), "single")
    if any(not _overlap(values[0], value) for value in values):
        return "revised" if "revised" in statuses and "contested" not in statuses else "contested"
    return "agreed" if len({family for family, _ in stands}) > 1 else "single"


def _dots(low: int | None, high: int | None) -> Dots | None:
    top = high if high is not None else low
    if top is None or top == 0 or top > _MOST_DOTS:
        return None
    sure = low or 0
    return Dots(sure, top - sure)


def _claims_behind(record: Record, effect: str, rows: Sequence[TollRow]) -> tuple[str, ...]:
    """Claims of the rows first, then every other claim of the effect about this event."""
    listed = dict.fromkeys(c for row in rows for c in row.claims)
    for claim in record.incident.claims:
        told = isinstance(claim.value, CasualtyValue | ArrestValue) and claim.value.role != ATTACKER
        if told and effect_of(claim) == effect and claim.event == "main":
            listed.setdefault(claim.claim)
    return tuple(listed)


def _standing_row(block: Effect, columns: Sequence[Member], by_id: Mapping[str, Claim]) -> Row:
    """What each report stands by at its end for one effect."""
    behind = [by_id[c] for c in block.claims if c in by_id]
    stands = {m.id: m.toll.get(block.effect, ()) for m in columns}
    votes = [(m, (c.low, c.high)) for m in columns for c in stands[m.id]]
    leading = _leading(votes)
    lone = len({m.origin_family for m, _ in votes}) == 1
    cells = []
    for member in columns:
        values = [(c.low, c.high) for c in stands[member.id]]
        told = tuple(c for c in behind if c.report == member.id)
        state = "silent" if not values else "alone" if lone else "differ"
        if not lone and leading is not None and any(_overlap(v, leading) for v in values):
            state = "agree"
        cells.append(Cell(state, told, stands[member.id]))
    return Row(block.effect, None, None, tuple(cells))


def _cells(
    told: Sequence[Claim],
    columns: Sequence[Member],
    contested: frozenset[str],
    same: Callable[[Hashable, Hashable], bool],
) -> tuple[Cell, ...]:
    member_of = {m.id: m for m in columns}
    keyed = [(member_of[c.report], compare_key(c)) for c in told if c.report in member_of]
    votes = [(member, key) for member, key in keyed if key is not None]
    leading = _leading(votes)
    lone = len({m.origin_family for m, _ in keyed}) == 1
    cells = []
    for member in columns:
        mine = tuple(c for c in told if c.report == member.id)
        keys = [key for c in mine if (key := compare_key(c)) is not None]
        state = "told" if mine else "silent"
        if mine and all(c.claim in contested for c in mine):
            state = "differ"
        elif mine and lone:
            state = "alone"
        elif leading is not None and any(same(key, leading) for key in keys):
            state = "agree"
        elif keys and same is _same_count:
            state = "differ"
        cells.append(Cell(state, mine))
    return tuple(cells)


def _leading(votes: Sequence[tuple[Member, Hashable]]) -> Hashable | None:
    """The value most origin families give; None when no value has two and they differ."""
    backing: dict[Hashable, set[str]] = {}
    for member, key in votes:
        backing.setdefault(key, set()).add(member.origin_family)
    if not backing:
        return None
    key = max(backing, key=lambda k: len(backing[k]))
    return key if len(backing[key]) > 1 or len(backing) == 1 else None


def _losing_sides(record: Record) -> frozenset[str]:
    """Claims on a side of a contradiction that fewer origins support than another side."""
    losing: list[str] = []
    for conflict in record.conflicts:
        if conflict.kind != "contradiction":
            continue
        most = max((value.origins for value in conflict.values), default=0)
        losing += [c for value in conflict.values if value.origins < most for c in value.claims]
    return frozenset(losing)


def _same_words(a: Hashable, b: Hashable) -> bool:
    return a == b


def _same_count(a: Hashable, b: Hashable) -> bool:
    return isinstance(a, tuple) and isinstance(b, tuple) and _overlap(a, b)


def _overlap(a: tuple[int | None, int | None], b: Hashable) -> bool:
    """Whether one number could satisfy both figures; None leaves an end open."""
    if not isinstance(b, tuple):
        return False
    (a_low, a_high), (b_low, b_high) = a, b
    return (a_low is None or b_high is None or a_low <= b_high) and (b_low is None or a_high is None or b_low <= a_high)
