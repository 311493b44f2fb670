"""The toll table: who is counted, how firmly, and on how many legs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.model.incident import Reading
from isnad.model.record import TollRow
from isnad.reconcile.case import Case
from isnad.reconcile.rows import toll_rows

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]


def dead(quote: str, low: int | None, high: Any = "same", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", quote, {"effect": "killed", "low": low, "high": low if high == "same" else high, **more}


def told(make: Make, name: str, low: int | None, high: Any = "same", day: str = "2020-05-06", **more: Any) -> Reading:
    return make(name, f"{name} سقط قتلى", dead("قتلى", low, high, **more), published=day)


def rows(case: Case) -> dict[tuple[str, str, str | None], TollRow]:
    return {(r.effect, r.role, r.nationality): r for r in toll_rows(case)}


def test_status_follows_from_who_says_what_and_when(reading: Make, case: MakeCase) -> None:
    def status(*found: Reading) -> str:
        return rows(case(*found))[("killed", "person", None)].status

    a = told(reading, "a", 7)
    assert status(a) == "single"
    assert status(a, told(reading, "b", 7)) == "agreed"
    assert status(a, told(reading, "b", 9)) == "contested"
    assert status(a, told(reading, "b", 9, day="2020-05-08")) == "revised"
    assert status(told(reading, "c", 5, None), told(reading, "b", 9)) == "revised"


def test_origins_are_counted_and_not_reports(reading: Make, case: MakeCase) -> None:
    army = {"_by": ("Army Command",), "_type": "military"}
    made = case(told(reading, "a", 5, **army), told(reading, "b", 5, **army), told(reading, "c", 5))
    row = rows(made)[("killed", "person", None)]
    assert (row.reports, row.origins, row.best) == (3, 2, 5)


def test_groups_have_rows_and_do_not_add_to_everybody(reading: Make, case: MakeCase) -> None:
    one = reading(
        "a",
        "مقتل 5 بينهم طفلان أمريكيان",
        dead("مقتل 5", 5),
        dead("طفلان", 2, role="child", nationality="USA", part_of="x"),
    )
    found = rows(case(one))
    assert (found[("killed", "person", None)].low, found[("killed", "child", "USA")].low) == (5, 2)


def test_the_same_people_without_their_nation_are_one_group(reading: Make, case: MakeCase) -> None:
    one = reading(
        "a",
        "مقتل جنديين أميركيين ومترجم. وكان الجنديان في دورية",
        dead("جنديين أميركيين", 2, role="soldier", nationality="USA"),
        dead("مترجم", 1, role="interpreter"),
        dead("الجنديان", 2, role="soldier"),
    )
    found = rows(case(one))
    assert ("killed", "soldier", None) not in found
    assert found[("killed", "soldier", "USA")].claims == ("a-0", "a-2")


def test_attackers_have_a_row_of_their_own(reading: Make, case: MakeCase) -> None:
    found = rows(case(reading("a", "مقتل 2 ومقتل المهاجم", dead("مقتل 2", 2), dead("المهاجم", 1, role="attacker"))))
    assert found[("killed", "person", None)].low == 2
    assert found[("killed", "attacker", None)].low == 1
