"""The answer strip and the matrix: ranges from what reports stand by, attackers apart."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from isnad.export.facts import Cell, Dots, Effect, answer, attackers, covering, families, matrix
from isnad.model.claim import Claim
from isnad.model.incident import Member
from isnad.model.record import Record
from isnad.model.values import Count


def effect(record: Record, name: str) -> Effect:
    return next(block for block in answer(record) if block.effect == name)


def with_tolls(record: Record, name: str, *tolls: tuple[Count, ...]) -> Record:
    """The record with its reports standing by these figures for one effect, and no toll rows."""
    members = tuple(
        msgspec.structs.replace(m, toll={name: toll}) for m, toll in zip(record.incident.members, tolls, strict=True)
    )
    incident = msgspec.structs.replace(record.incident, members=members)
    return msgspec.structs.replace(record, incident=incident, toll=())


def exactly(count: int) -> tuple[Count, ...]:
    return (Count(low=count, high=count),)


def test_the_number_is_the_range_of_what_reports_stand_by(record: Record) -> None:
    killed = effect(record, "killed")
    assert (killed.low, killed.high, killed.more) == (3, 7, True)
    assert killed.status == "contested"
    assert effect(record, "wounded").status == "single"


def test_the_attacker_is_never_among_the_victims(record: Record) -> None:
    for block in answer(record):
        assert "attacker" not in {row.role for row in block.rows}
        assert "b1-4" not in block.claims
    assert [(row.effect, row.claims) for row in attackers(record)] == [("killed", ("b1-4",))]


def test_every_number_leads_to_claims_that_exist(record: Record) -> None:
    known = {c.claim for c in record.incident.claims}
    for block in answer(record):
        assert block.claims
        assert set(block.claims) <= known


@pytest.mark.parametrize(
    ("tolls", "low", "high", "status"),
    [
        ((exactly(3), exactly(3), exactly(3)), 3, 3, "agreed"),
        ((exactly(3), exactly(3), ()), 3, 3, "single"),
        ((exactly(3), exactly(4), exactly(5)), 3, 5, "contested"),
        ((exactly(3), (Count(low=3, high=None),), exactly(3)), 3, 3, "agreed"),
        ((exactly(9), (Count(low=3, high=None),), exactly(9)), 3, 9, "agreed"),
        (((Count(low=None, high=8),), exactly(5), exactly(5)), 5, 8, "agreed"),
        (((Count(low=None, high=None),), (), ()), None, None, "single"),
    ],
)
def test_ranges_and_status(
    record: Record,
    tolls: tuple[tuple[Count, ...], ...],
    low: int | None,
    high: int | None,
    status: str,
) -> None:
    block = effect(with_tolls(record, "killed", *tolls), "killed")
    assert (block.low, block.high, block.status) == (low, high, status)


def test_dots_stand_for_persons_up_to_a_number_one_can_count(record: Record) -> None:
    few = effect(with_tolls(record, "killed", exactly(3), exactly(5), exactly(3)), "killed")
    many = effect(with_tolls(record, "killed", exactly(3), exactly(500), exactly(3)), "killed")
    none = effect(with_tolls(record, "killed", exactly(0), exactly(0), exactly(0)), "killed")
    assert few.dots == Dots(3, 2)
    assert many.dots is None
    assert none.dots is None


def test_reports_of_one_origin_stand_together(record: Record) -> None:
    first, second, third = record.incident.members
    groups = families((first, third, second))
    assert [(g.number, [m.id for m in g.members]) for g in groups] == [(1, ["a1", "a2"]), (2, ["b1"])]


def cells(record: Record, chosen: Callable[[Record], list[Member]] | None = None) -> dict[str, list[Cell]]:
    columns = chosen(record) if chosen else list(record.incident.members)
    return {
        f"{row.effect or row.kind}:{row.group.role if row.group else ''}": list(row.cells)
        for row in matrix(record, columns)
    }


def test_a_cell_for_every_report_in_every_row(record: Record) -> None:
    for row in cells(record).values():
        assert len(row) == 3


def test_cells_tell_agreement_difference_and_silence(record: Record) -> None:
    table = cells(record)
    assert [c.state for c in table["killed:"]] == ["differ", "differ", "differ"]
    assert [c.state for c in table["wounded:"]] == ["alone", "alone", "silent"]
    assert [c.state for c in table["killed:worker"]] == ["alone", "alone", "silent"]
    assert [c.state for c in table["event_date:"]] == ["alone", "silent", "silent"]
    assert [c.state for c in table["perpetrator:"]] == ["silent", "silent", "alone"]


def test_most_origins_decide_what_differs(record: Record) -> None:
    three = with_tolls(record, "killed", exactly(3), exactly(3), exactly(4))
    members = [msgspec.structs.replace(m, origin_family=m.id) for m in three.incident.members]
    incident = msgspec.structs.replace(three.incident, members=tuple(members))
    apart = msgspec.structs.replace(three, incident=incident)
    assert [c.state for c in cells(apart)["killed:"]] == ["agree", "agree", "differ"]


def test_copies_of_one_origin_are_no_majority(record: Record) -> None:
    copies = with_tolls(record, "killed", exactly(3), exactly(3), exactly(4))
    assert {c.state for c in cells(copies)["killed:"]} == {"differ"}


def test_at_least_agrees_with_a_higher_figure(record: Record) -> None:
    three = with_tolls(record, "killed", exactly(7), (Count(low=7, high=None),), exactly(7))
    assert [c.state for c in cells(three)["killed:"]] == ["agree", "agree", "agree"]


def test_cells_hold_only_claims_of_their_report(record: Record, arrest: Claim) -> None:
    for row in matrix(record, record.incident.members):
        for member, cell in zip(record.incident.members, row.cells, strict=True):
            assert {c.report for c in cell.claims} <= {member.id}


def test_a_record_without_claims_has_no_facts(record: Record) -> None:
    incident = msgspec.structs.replace(record.incident, claims=(), members=())
    empty = msgspec.structs.replace(record, incident=incident, toll=(), conflicts=(), statements=())
    assert answer(empty) == []
    assert matrix(empty, ()) == []


def test_a_mention_is_no_report_of_the_incident(record: Record) -> None:
    first, second, third = record.incident.members
    mention = msgspec.structs.replace(first, role="mentions", origin_family="m")
    assert covering((mention, second, third)) == [second, third]
    assert covering((mention,)) == [mention]
    assert [g.members[0].id for g in families((mention, second, third))] == ["a2", "b1", "a1"]
