"""What a figure would be without one origin; checked against counting anew without its reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.model.incident import Incident, Reading
from isnad.reconcile.case import Case, build
from isnad.reconcile.policies.base import bounds, prepare
from isnad.reconcile.rows import best_of
from isnad.reconcile.sensitivity import sensitivity

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]


def told(make: Make, name: str, low: int, high: Any = "same", day: str = "2020-05-06", **more: Any) -> Reading:
    outlet = more.pop("outlet", None)
    fields = {"effect": "killed", "low": low, "high": low if high == "same" else high, **more}
    return make(name, f"{name} سقط قتلى", ("casualties", "قتلى", fields), published=day, outlet=outlet)


def test_the_origin_that_alone_tells_the_highest_figure(reading: Make, case: MakeCase) -> None:
    hospital = {"_by": ("City Hospital",), "_type": "medical"}
    found = sensitivity(
        case(told(reading, "a", 7), told(reading, "b", 7, outlet="Daily"), told(reading, "c", 9, **hospital))
    )
    assert [(w.name, w.only, w.low, w.high, w.best, w.changes) for w in found] == [
        ("City Hospital", (9,), 7, 7, 7, True),
        ("the report a itself", (), 7, 9, None, True),
        ("Daily itself", (), 7, 9, None, True),
    ]
    assert found[0].note == "Without City Hospital the figure would be 7 instead of 7 to 9."
    assert found[0].reports == ("c",)
    assert found[0].claims == ("c-0",)


def test_copies_and_quotations_fall_together(reading: Make, case: MakeCase) -> None:
    army = {"_by": ("Army Command",), "_type": "military"}
    found = sensitivity(
        case(
            told(reading, "a", 5, **army),
            told(reading, "b", 5, **army),
            told(reading, "c", 8),
            told(reading, "d", 8),
            copies={"c": "x", "d": "x"},
        )
    )
    assert [(w.name, w.reports, w.low, w.high) for w in found] == [
        ("Army Command", ("a", "b"), 8, 8),
        ("the report c itself", ("c", "d"), 5, 5),
    ]


def test_nothing_is_left_without_the_only_origin(reading: Make, case: MakeCase) -> None:
    (found,) = sensitivity(case(told(reading, "a", 7)))
    assert (found.low, found.high, found.best, found.changes) == (None, None, None, True)
    assert found.note == "Without the report a itself no figure is left."


def test_what_an_origin_superseded_comes_back(reading: Make, case: MakeCase) -> None:
    by = {"_by": ("Ministry of Health",)}
    made = case(
        told(reading, "a", 4, outlet="O"),
        told(reading, "b", 6, day="2020-05-08", outlet="O"),
        told(reading, "c", 6, **by),
    )
    found = {w.reports: (w.low, w.high) for w in sensitivity(made)}
    assert found[("b",)] == (4, 6)


@given(
    st.lists(
        st.tuples(
            st.integers(1, 6),
            st.booleans(),
            st.integers(1, 3),
            st.sampled_from([None, "O", "P"]),
            st.sampled_from("xyz"),
        ),
        min_size=1,
        max_size=7,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_what_counting_without_those_reports_gives(
    reading: Make, incident: Callable[..., Incident], rows: list[tuple[int, bool, int, str | None, str]]
) -> None:
    readings = [
        told(reading, f"r{n}", low, None if open_end else "same", f"2020-05-0{day}", outlet=outlet)
        for n, (low, open_end, day, outlet, _) in enumerate(rows)
    ]
    group = incident(readings, {f"r{n}": row[4] for n, row in enumerate(rows)})
    made = build(group, {r.report.id: r for r in readings})
    for without in sensitivity(made):
        rest = tuple(a for a in made.accounts["killed"] if a.report not in without.reports)
        if not rest:
            assert without.low is None
            continue
        standing, _ = prepare(msgspec.structs.replace(made, accounts={"killed": rest}), "killed")
        assert (without.low, without.high) == bounds(standing)
        assert without.best == best_of(standing)
