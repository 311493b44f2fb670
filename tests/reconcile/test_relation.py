"""Revision, contradiction, another grain, one report at odds; and when one report is later than another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.model.incident import Reading
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.counts import count_conflicts
from isnad.reconcile.relation import claims_relation, order, relation, went_on

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]


def dead(low: int | None, high: Any = "same", quote: str = "قتلى", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", quote, {"effect": "killed", "low": low, "high": low if high == "same" else high, **more}


def told(make: Make, name: str, low: int, day: str | None, high: Any = "same", **more: Any) -> Reading:
    return make(name, f"{name} سقط قتلى", dead(low, high, **more), published=day)


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("2020-05-06", "2020-05-07", -1),
        ("2020-05-07 00:10", "2020-05-06 23:50", 1),
        ("2020-05-06 10:00", "2020-05-06 12:59", 0),
        ("2020-05-06T10:00:00Z", "2020-05-06 13:00", -1),
        ("2020-05-06 10:00", "2020-05-06", 0),
        ("2020-05-06T10:00+03:00", "2020-05-06T09:30+00:00", 0),
        ("2020-05-07T00:30+03:00", "2020-05-06T22:00+00:00", 0),
        ("2020-05-06T10:00+00:00", "2020-05-06T11:30-03:00", -1),
        ("", "2020-05-06", 0),
    ],
)
def test_which_report_is_later(a: str, b: str, wanted: int) -> None:
    assert order(a, b) == wanted
    assert order(b, a) == -wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ((7, "2020-05-06", 7), (9, "2020-05-07", 9), "revision"),
        ((9, "2020-05-06", 9), (7, "2020-05-07", 7), "contradiction"),
        ((7, "2020-05-06", 7), (9, "2020-05-06", 9), "contradiction"),
        ((7, "2020-05-06 08:00", 7), (9, "2020-05-06 12:00", 9), "revision"),
        ((7, "2020-05-06", None), (9, "2020-05-06", 9), "revision"),
        ((7, "2020-05-06", None), (5, "2020-05-07", 5), "contradiction"),
        ((7, None, 7), (9, None, 9), "contradiction"),
        ((7, None, 7), (7, None, 7), "agreement"),
    ],
)
def test_two_reports(reading: Make, case: MakeCase, a: Any, b: Any, wanted: str) -> None:
    made = case(told(reading, "a", a[0], a[1], a[2]), told(reading, "b", b[0], b[1], b[2]))
    assert claims_relation(made, "a-0", "b-0") == wanted
    assert claims_relation(made, "b-0", "a-0") == wanted


def test_one_report(reading: Make, case: MakeCase) -> None:
    def both(first: str, second: str) -> str | None:
        text = "وقع الحادث اليوم\nأفاد مصدر بمقتل عدد أول. ثم مضى وقت، وقال مصدر إن العدد الثاني أكبر"
        one = reading(
            "a", text, dead(251, quote="عدد أول", _by=(first,)), dead(297, quote="العدد الثاني", _by=(second,))
        )
        return claims_relation(case(one), "a-0", "a-1")

    assert both("Health Ministry", "Health Ministry spokesman") == "revision"
    assert both("Health Ministry", "Red Crescent") == "internal"


def test_some_of_the_people_are_another_grain(reading: Make, case: MakeCase) -> None:
    one = reading("a", "أصيب 7، منهم طفل", dead(7, quote="7"), dead(1, quote="طفل", role="child", part_of="x"))
    made = case(one, told(reading, "b", 9, None))
    assert claims_relation(made, "a-0", "a-1") == "granularity"
    assert claims_relation(made, "a-1", "b-0") == "granularity"
    assert claims_relation(made, "a-0", "nowhere") is None


def test_every_two_values_of_a_conflict_are_explained(reading: Make, case: MakeCase) -> None:
    made = case(
        told(reading, "a", 7, "2020-05-06"), told(reading, "b", 9, "2020-05-07"), told(reading, "c", 8, "2020-05-06")
    )
    (found,) = count_conflicts(made)
    assert [v.value for v in found.values] == ["7", "8", "9"]
    assert [(p.left, p.right, p.kind) for p in found.pairs] == [
        (0, 1, "contradiction"),
        (0, 2, "revision"),
        (1, 2, "revision"),
    ]
    assert found.pairs[1].note == "9 came later than 7."
    assert "9" in found.pairs[1].note_ar
    assert found.pairs[0].note == "7 and 8 exclude each other and are told at the same time."


DAYS = st.sampled_from([None, "2020-05-06", "2020-05-06 09:00", "2020-05-06 15:00", "2020-05-07"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 4), st.booleans(), DAYS), min_size=2, max_size=6))
def test_relations_are_symmetric_and_agree_with_the_whole(
    reading: Make, case: MakeCase, rows: list[tuple[int, bool, str | None]]
) -> None:
    made = case(
        *(told(reading, f"r{n}", low, day, None if more else "same") for n, (low, more, day) in enumerate(rows))
    )
    accounts = made.accounts["killed"]
    kinds = set()
    for a in accounts:
        for b in accounts:
            assert relation(a, b) == relation(b, a)
            if a is not b:
                kinds.add(relation(a, b))
    if went_on(accounts) and len({a.number for a in accounts}) > 1 and len(accounts) == 2:
        assert kinds <= {"revision", "agreement"}
    assert went_on(accounts) == went_on(tuple(reversed(accounts)))
