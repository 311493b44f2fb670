"""Filters keep what they say and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from isnad.model.incident import Incident, Reading, When, Where
from isnad.model.record import Record
from isnad.reconcile.choose import Choice, choose, origins_behind
from isnad.reconcile.reconcile import reconcile


@pytest.fixture
def records(reading: Callable[..., Reading], incident: Callable[..., Incident]) -> list[Record]:
    told = {"effect": "killed", "low": 4, "high": 4}
    one = reading("r1", "مقتل أربعة في انهيار منجم", ("casualties", "مقتل أربعة", told))
    two = reading("r2", "أربعة عمال قضوا تحت أنقاض المنجم", ("casualties", "أربعة عمال", told))
    both = reconcile(incident([one, two]), {"r1": one, "r2": two})
    lone = msgspec.structs.replace(
        incident([one]),
        id="lone",
        kind="accident",
        date=When(low="2020-06-01", high="2020-06-02", precision="range"),
        site=Where(name="Al-Qatif", name_ar="القطيف", admin1="Eastern Province", country="SAU"),
    )
    undated = msgspec.structs.replace(lone, id="undated", date=When(low=None, high="2020-06-02"), claims=())
    return [both, reconcile(lone, {"r1": one}), reconcile(undated, {})]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["inc", "lone", "undated"]),
        ({"since": "2020-06-02"}, ["lone"]),
        ({"until": "2020-05-05"}, ["inc"]),
        ({"since": "2020-05-06", "until": "2020-05-31"}, []),
        ({"kinds": ("Bombing", "riot")}, ["inc"]),
        ({"place": "taiz"}, ["inc"]),
        ({"place": "قطيف"}, []),
        ({"place": "القَطيف"}, ["lone", "undated"]),
        ({"place": "eastern province"}, ["lone", "undated"]),
        ({"place": "sau"}, ["lone", "undated"]),
        ({"place": "..."}, []),
        ({"min_origins": 2}, ["inc"]),
        ({"min_origins": 1}, ["inc", "lone", "undated"]),
    ],
)
def test_only_what_is_asked_for_is_kept(records: list[Record], wanted: dict[str, Any], ids: list[str]) -> None:
    assert [r.incident.id for r in choose(records, Choice(**wanted))] == ids


def test_copies_are_one_origin(reading: Callable[..., Reading], incident: Callable[..., Incident]) -> None:
    told = ("casualties", "أربعة", {"effect": "killed", "low": 4, "high": 4})
    pair = [reading(name, "مقتل أربعة في انهيار منجم", told) for name in ("a", "b")]
    by_id = {r.report.id: r for r in pair}
    assert origins_behind(reconcile(incident(pair, {"a": "f", "b": "f"}), by_id)) == 1
    assert origins_behind(reconcile(incident(pair), by_id)) == 2
