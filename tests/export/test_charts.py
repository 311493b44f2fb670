"""Marks where the figures are, never on top of one another; nothing drawn from no dates."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.export.charts import (
    HEIGHT,
    WIDTH,
    FigureChart,
    _nice_top,
    bubble_radius,
    figure_chart,
    moment,
    time_overview,
)
from isnad.export.facts import answer
from isnad.model.incident import When
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
    assert sorted(m.claim.claim for m in chart.marks) == ["a1-1", "a2-2", "b1-1"]
    shapes = {m.claim.claim: (m.shape, m.part) for m in chart.marks}
    assert shapes == {"a1-1": ("dot", False), "a2-2": ("dot", False), "b1-1": ("up", False)}


def test_higher_figures_stand_higher_and_later_ones_further_on(record: Record) -> None:
    chart = killed_chart(record)
    assert chart is not None
    by_claim = {m.claim.claim: m for m in chart.marks}
    assert by_claim["b1-1"].y < by_claim["a1-1"].y
    assert by_claim["a1-1"].x < by_claim["a2-2"].x < by_claim["b1-1"].x
    assert chart.steps.startswith("M")


def test_a_hedged_figure_is_hollow(record: Record) -> None:
    hedged = [msgspec.structs.replace(c, stance="hedged") if c.claim == "b1-1" else c for c in record.incident.claims]
    incident = msgspec.structs.replace(record.incident, claims=tuple(hedged))
    chart = killed_chart(msgspec.structs.replace(record, incident=incident))
    assert chart is not None
    assert {m.claim.claim for m in chart.marks if m.hollow} == {"b1-1"}


@pytest.mark.parametrize("dates", [(None, None, None), ("2024-03-04", None, None), ("soon", "later", None)])
def test_no_chart_without_two_dated_reports(record: Record, dates: tuple[str | None, ...]) -> None:
    assert killed_chart(published(record, *dates)) is None


def test_marks_of_one_moment_do_not_cover_one_another(record: Record) -> None:
    chart = killed_chart(published(record, "2024-03-04", "2024-03-04", "2024-03-04T00:00:30"))
    assert chart is not None
    for a, b in itertools.combinations(chart.marks, 2):
        assert abs(a.x - b.x) >= 9 or abs(a.y - b.y) >= 9
    assert all(0 < m.x < WIDTH and 0 < m.y < HEIGHT for m in chart.marks)


def test_times_with_and_without_a_zone_compare() -> None:
    assert moment("2024-03-04T12:00:00+03:00") == moment("2024-03-04T09:00:00")
    assert moment("4 March") is None
    assert moment(None) is None


@given(st.integers(1, 10**7))
def test_the_scale_holds_the_figure(value: int) -> None:
    top = _nice_top(value)
    assert value <= top <= max(4, 2.5 * value)
    assert top % 4 == 0 or top in {1, 2, 10, 50, 5} or top % 5 == 0


def dated(record: Record, name: str, day: str | None) -> Record:
    incident = msgspec.structs.replace(record.incident, id=name, date=When(low=day, high=day, precision="day"))
    return msgspec.structs.replace(record, incident=incident)


def test_incidents_of_one_day_stand_apart(record: Record) -> None:
    days = ["2024-03-04", "2024-03-04", "2024-03-04", "2024-05-01", None]
    records = [dated(record, f"i{i}", day) for i, day in enumerate(days)]
    view = time_overview(records, {"i0": 100, "i1": 4, "i2": 0, "i3": 1})
    assert view is not None
    assert [b.incident for b in view.bubbles] == ["i0", "i1", "i2", "i3"]
    for a, b in itertools.combinations(view.bubbles, 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (a.radius + b.radius) ** 2
    assert view.ticks[0].label == "2024-03-04"
    assert view.ticks[-1].label == "2024-05-01"


def test_one_date_is_no_timeline(record: Record) -> None:
    assert time_overview([record, dated(record, "x", "2024-03-04")], {}) is None


def test_a_circle_grows_with_the_dead() -> None:
    assert bubble_radius(0) < bubble_radius(4) < bubble_radius(100) <= bubble_radius(10**6)
