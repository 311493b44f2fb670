"""Incidents along their dates; nothing drawn from no dates."""

from __future__ import annotations

import itertools

import msgspec

from isnad.export.charts import bubble_radius, time_overview
from isnad.model.incident import When
from isnad.model.record import Record


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
