"""Sums: what fits is no conflict, what cannot fit is one; by worked examples and by properties."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isnad.model.incident import Reading
from isnad.model.record import Conflict
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.counts import count_conflicts
from isnad.reconcile.policies.registry import POLICIES
from isnad.reconcile.rows import toll_rows

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]
Part = tuple[str, int]
APART = ("soldier", "police", "civilian")
property_test = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def part(role: str, n: int, word: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", word, {"effect": "killed", "low": n, "high": n, "role": role, **more}


def telling(make: Make, name: str, total: int | None, parts: list[Part], day: str | None = None) -> Reading:
    """A report that states a total, if any, and then counts groups apart."""
    words = [f"عدد{n}" for n in range(len(parts))]
    text = f"{name} قتل كثيرون في الهجوم. والقتلى هم " + " و".join(words)
    claims = [part(role, n, word) for (role, n), word in zip(parts, words, strict=True)]
    if total is not None:
        claims.insert(0, part("person", total, "كثيرون"))
    return make(name, text, *claims, published=day)


def sums(case: Case) -> list[Conflict]:
    return [c for c in count_conflicts(case) if c.kind == "arithmetic"]


def whole(case: Case) -> tuple[int | None, int | None]:
    row = next(r for r in toll_rows(case) if (r.role, r.nationality) == ("person", None))
    return row.low, row.high


PARTS = st.lists(st.integers(1, 9), min_size=2, max_size=3)


@property_test
@given(PARTS)
def test_parts_alone_add_up(reading: Make, case: MakeCase, numbers: list[int]) -> None:
    made = case(telling(reading, "a", None, list(zip(APART, numbers, strict=False))))
    assert whole(made) == (sum(numbers), sum(numbers))
    assert sums(made) == []


@property_test
@given(PARTS, st.integers(-3, 5))
def test_a_total_is_at_odds_with_its_parts_exactly_when_it_is_below_their_sum(
    reading: Make, case: MakeCase, numbers: list[int], off: int
) -> None:
    total = sum(numbers) + off
    if total <= max(numbers):
        return
    one = telling(reading, "a", total, list(zip(APART, numbers, strict=False)))
    found = sums(case(one))
    assert bool(found) == (off < 0)
    for conflict in found:
        assert conflict.values[0].value == str(total)
        assert {c for v in conflict.values for c in v.claims} == {f"a-{n}" for n in range(len(numbers) + 1)}
    if off >= 0:
        assert whole(case(one)) == (total, total)


@property_test
@given(PARTS, st.integers(-3, 5), st.permutations(range(4)))
def test_across_reports_the_same_holds_in_any_order(
    reading: Make, case: MakeCase, numbers: list[int], off: int, order: list[int]
) -> None:
    """Each report tells one group only, another one the total."""
    total = sum(numbers) + off
    if total < max(numbers):
        return
    reports = [telling(reading, f"r{n}", None, [pair]) for n, pair in enumerate(zip(APART, numbers, strict=False))]
    reports.append(telling(reading, "t", total, []))
    ordered = [reports[n] for n in order if n < len(reports)]
    found = sums(case(*ordered))
    assert bool(found) == (off < 0)
    for conflict in found:
        assert {v.reports for v in conflict.values} == {(r.report.id,) for r in reports}


@property_test
@given(st.integers(1, 6), st.integers(1, 6), st.sampled_from([("interpreter", "civilian"), ("soldier", "security")]))
def test_a_kind_is_within_its_wider_kind(
    reading: Make, case: MakeCase, few: int, many: int, roles: tuple[str, str]
) -> None:
    narrow, wide = roles
    found = sums(case(telling(reading, "a", None, [(wide, many), (narrow, few)])))
    assert bool(found) == (few > many)


def test_two_soldiers_and_an_interpreter_are_three_americans(reading: Make, case: MakeCase) -> None:
    usa = {"nationality": "USA"}
    soldiers, interpreter = part("soldier", 2, "جنديين", **usa), part("interpreter", 1, "مترجم", **usa)
    parts = reading("a", "مقتل جنديين ومترجم", soldiers, interpreter)
    total = reading("b", "مقتل 3 أميركيين", part("person", 3, "3 أميركيين", **usa))
    made = case(parts, total)
    assert sums(made) == []
    assert whole(made) == (3, 3)
    assert {p.name: p.apply(made)["killed"]["best"] for p in POLICIES if p.name in ("ged", "acled", "gtd")} == {
        "ged": 3,
        "acled": 3,
        "gtd": 3,
    }
    more = reading("c", "مقتل مترجمين", part("interpreter", 2, "مترجمين", **usa))
    again = sums(case(total, reading("d", "مقتل جنديين", soldiers), more))
    assert [v.value for c in again for v in c.values] == [
        "3",
        "2 interpreters (United States)",
        "2 soldiers (United States)",
    ]


def test_including_is_a_part_and_cannot_be_above_its_whole(reading: Make, case: MakeCase) -> None:
    def told(n: int) -> Case:
        inside = part("child", n, "أطفال", part_of="group")
        return case(reading("a", "مقتل 3 بينهم أطفال", part("person", 3, "3"), inside))

    assert whole(told(2)) == (3, 3)
    assert sums(told(2)) == []
    assert [v.value for c in sums(told(5)) for v in c.values] == ["3", "5 children"]


def test_what_came_on_top_is_added(reading: Make, case: MakeCase) -> None:
    base, more = part("person", 3, "3"), part("person", 2, "اثنان", increment=True)
    assert whole(case(reading("a", "قتل 3 ثم مات اثنان متأثرين بجراحهما", base, more))) == (5, 5)
    stated = reading("a", "قتل 3 ثم مات اثنان فصار العدد 5", base, more, part("person", 5, "5"))
    assert whole(case(stated)) == (5, 5)
    alone = reading("b", "مات اثنان آخران", part("person", 2, "اثنان", increment=True))
    assert whole(case(alone)) == (2, None)
    known = case(telling(reading, "a", 5, []), alone)
    assert whole(known) == (5, 5)
    assert count_conflicts(known) == []


def hurt(make: Make, name: str, day: str | None, killed: int, wounded: int) -> Reading:
    injured = ("casualties", "جرحى", {"effect": "wounded", "low": wounded, "high": wounded})
    return make(name, f"{name} قتلى وجرحى", part("person", killed, "قتلى"), injured, published=day)


def kinds(case: Case) -> dict[str, str]:
    return {c.about: c.kind for c in count_conflicts(case)}


@property_test
@given(st.integers(1, 5), st.integers(5, 9), st.integers(1, 4))
def test_wounded_who_died_are_a_revision_of_both(
    reading: Make, case: MakeCase, killed: int, wounded: int, died: int
) -> None:
    first = hurt(reading, "a", "2020-05-06", killed, wounded)
    later = hurt(reading, "b", "2020-05-07", killed + died, wounded - died)
    made = case(first, later)
    assert kinds(made) == {"killed": "revision", "wounded": "revision"}
    (found,) = [c for c in count_conflicts(made) if c.about == "wounded"]
    assert [p.kind for p in found.pairs] == ["revision"]
    assert "died" in found.pairs[0].note
    fewer = hurt(reading, "c", "2020-05-07", killed, wounded - died)
    assert kinds(case(first, fewer)) == {"wounded": "contradiction"}
    shifts = {"killed": killed + died, "wounded": wounded - died}
    assert kinds(case(first, hurt(reading, "d", "2020-05-06", **shifts)))["wounded"] == "revision"
    undated = case(hurt(reading, "a", None, killed, wounded), hurt(reading, "b", None, killed + died, wounded - died))
    assert kinds(undated)["wounded"] == "contradiction"
