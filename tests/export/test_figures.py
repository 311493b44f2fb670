"""Figures over time or by report: a mark where the figure is, nothing on top of one another, nothing lost."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.export.facts import answer
from isnad.export.figures import (
    MOST_MARKS,
    WIDTH,
    FigureChart,
    figure_chart,
    moment,
    nice_top,
    teller_class,
)
from isnad.model.claim import Claim, Teller
from isnad.model.incident import Incident
from isnad.model.record import Record


def killed_chart(record: Record) -> FigureChart | None:
    return figure_chart(record, answer(record)[0])


def published(record: Record, *dates: str | None) -> Record:
    members = tuple(
        msgspec.structs.replace(m, published=d) for m, d in zip(record.incident.members, dates, strict=True)
    )
    return msgspec.structs.replace(record, incident=msgspec.structs.replace(record.incident, members=members))


def test_a_mark_for_each_figure_of_a_victim(record: Record) -> None:
    chart = killed_chart(record)
    assert chart is not None
    assert sorted(m.claims[0].claim for m in chart.marks) == ["a1-1", "a2-2", "b1-1"]
    more = {m.claims[0].claim: (m.more, m.part) for m in chart.marks}
    assert more == {"a1-1": (False, False), "a2-2": (False, False), "b1-1": (True, False)}


def test_higher_figures_stand_higher_and_later_ones_further_on(record: Record) -> None:
    chart = killed_chart(record)
    assert chart is not None
    by_claim = {m.claims[0].claim: m for m in chart.marks}
    assert by_claim["b1-1"].y < by_claim["a1-1"].y
    assert by_claim["a1-1"].x < by_claim["a2-2"].x < by_claim["b1-1"].x
    assert chart.steps.startswith("M")


def test_a_hedged_figure_is_hollow(record: Record) -> None:
    hedged = [msgspec.structs.replace(c, stance="hedged") if c.claim == "b1-1" else c for c in record.incident.claims]
    incident = msgspec.structs.replace(record.incident, claims=tuple(hedged))
    chart = killed_chart(msgspec.structs.replace(record, incident=incident))
    assert chart is not None
    assert {m.claims[0].claim for m in chart.marks if m.hollow} == {"b1-1"}


@pytest.mark.parametrize("dates", [(None, None, None), ("2024-03-04", None, None), ("soon", "later", None)])
def test_without_two_times_every_report_has_a_row(record: Record, dates: tuple[str | None, ...]) -> None:
    chart = killed_chart(published(record, *dates))
    assert chart is not None
    assert [row.report for row in chart.rows] == ["a1", "a2", "b1"]
    by_report = {m.claims[0].report: m for m in chart.marks}
    assert by_report["b1"].x > by_report["a1"].x == by_report["a2"].x
    assert {by_report[row.report].y for row in chart.rows if row.report} == {row.y for row in chart.rows}


def test_an_undated_report_stands_apart_from_the_clock(record: Record) -> None:
    chart = killed_chart(published(record, "2024-03-04", None, "2024-03-05"))
    assert chart is not None
    assert chart.undated
    assert [m.claims[0].report for m in chart.marks if m.x < chart.start] == ["a2"]


def test_one_figure_is_no_chart(record: Record) -> None:
    claims = tuple(c for c in record.incident.claims if c.claim not in ("a1-1", "a2-2"))
    assert killed_chart(with_claims(record, claims)) is None


def with_claims(record: Record, claims: tuple[Claim, ...]) -> Record:
    incident: Incident = msgspec.structs.replace(record.incident, claims=claims)
    return msgspec.structs.replace(record, incident=incident)


def test_what_the_range_leaves_out_looks_left_out(record: Record) -> None:
    rows = [
        {"claim": "a2-2", "reason": "copy"},
        {"claim": "a1-1", "reason": "superseded by the same teller"},
    ]
    rules = {"range": {"killed": {"low": 7, "high": None, "set_aside": rows}}}
    chart = killed_chart(msgspec.structs.replace(record, rules=rules))
    assert chart is not None
    assert {m.claims[0].claim: (m.copy, m.crossed) for m in chart.marks} == {
        "a1-1": (False, True),
        "a2-2": (True, False),
        "b1-1": (False, False),
    }


def test_a_vague_figure_reaches_from_end_to_end(record: Record) -> None:
    first = record.incident.claims[0]
    vague = msgspec.structs.replace(first, value=msgspec.structs.replace(first.value, low=3, high=9))
    chart = killed_chart(with_claims(record, (vague, *record.incident.claims[1:])))
    assert chart is not None
    mark = next(m for m in chart.marks if m.claims[0].claim == "a1-1")
    assert mark.to is not None
    assert mark.to > mark.y
    assert chart.shows("vague")


@pytest.mark.parametrize("dates", [True, False])
def test_a_thousand_claims_of_one_figure_are_gathered_and_none_is_lost(record: Record, dates: bool) -> None:
    first = record.incident.claims[0]
    many = tuple(msgspec.structs.replace(first, claim=f"a1-{i}") for i in range(1000))
    record = record if dates else published(record, None, None, None)
    chart = killed_chart(with_claims(record, (*many, *record.incident.claims[5:])))
    assert chart is not None
    assert chart.gathered
    assert len(chart.marks) < MOST_MARKS
    shown = [c.claim for m in chart.marks for c in m.claims]
    assert len(shown) == len(set(shown)) == 1002


def test_who_says_it_is_the_innermost_teller(record: Record) -> None:
    claim = record.incident.claims[0]
    told = {
        kind: teller_class(
            msgspec.structs.replace(claim, attribution=(Teller(name="A", type="agency"), Teller(name="B", type=kind)))
        )
        for kind in ("government", "police", "medical", "group", "agency", "witness", "never heard of")
    }
    assert list(told.values()) == ["official", "force", "medical", "group", "press", "people", "people"]
    assert teller_class(claim) == "press"


def test_marks_of_one_moment_do_not_cover_one_another(record: Record) -> None:
    chart = killed_chart(published(record, "2024-03-04", "2024-03-04", "2024-03-04T00:00:30"))
    assert chart is not None
    for a, b in itertools.combinations(chart.marks, 2):
        assert abs(a.x - b.x) >= 9 or abs(a.y - b.y) >= 9
    assert all(0 < m.x < WIDTH and 0 < m.y < chart.height for m in chart.marks)


def test_times_with_and_without_a_zone_compare() -> None:
    assert moment("2024-03-04T12:00:00+03:00") == moment("2024-03-04T09:00:00")
    assert moment("4 March") is None
    assert moment(None) is None


@given(st.integers(1, 10**7))
def test_the_scale_holds_the_figure(value: int) -> None:
    top = nice_top(value)
    assert value <= top <= max(4, 2.5 * value)
    assert top % 4 == 0 or top in {1, 2, 10, 50, 5} or top % 5 == 0
