"""The day of an event, from what all reports say together; never a guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.group.dates import Constraint, Dated, interval, iso_day, parse, solve
from isnad.model.values import DateValue


def told(report: str, constraint: str | None = None, low: str | None = None, high: str | None = None) -> Dated:
    value = DateValue(low=low, high=high or low, raw="", constraint=constraint)
    return Dated(f"{report}:{constraint or low}", report, value)


def test_constraints_are_read_and_nonsense_is_left_out() -> None:
    assert parse("weekday=5, day=13 month=12") == Constraint(weekday=5, day=13, month=12)
    assert parse("relative=-1") == Constraint(relative=-1)
    assert parse("weekday=9 month=13 day=x colour=red") == Constraint()
    assert parse(None) == Constraint()


@pytest.mark.parametrize(
    ("constraint", "day"),
    [
        ("relative=-1", "2021-03-09"),
        ("weekday=0", "2021-03-08"),
        ("weekday=2", "2021-03-10"),
        ("weekday=3", "2021-03-04"),
        ("day=27 month=2", "2021-02-27"),
        ("day=24 month=12", "2020-12-24"),
    ],
)
def test_one_report_with_its_day_of_publication(constraint: str, day: str) -> None:
    value = DateValue(low=None, high=None, raw="", constraint=constraint)
    assert interval(value, date(2021, 3, 10)) == (date.fromisoformat(day),) * 2


def test_most_reports_win_and_one_report_has_one_vote() -> None:
    main = [told("a", low="2021-03-08")] * 5 + [told("b", low="2021-03-09"), told("c", low="2021-03-09")]
    found = solve(main)
    assert (found.low, found.high, found.precision) == ("2021-03-09", "2021-03-09", "day")
    assert found.basis == ("b:2021-03-09", "c:2021-03-09")


def test_several_days_stay_several() -> None:
    found = solve([told("a", low="2021-03-08", high="2021-03-09")])
    assert (found.low, found.high, found.precision) == ("2021-03-08", "2021-03-09", "range")


def test_a_day_after_publication_or_long_before_it_does_not_decide() -> None:
    main = [told("a", low="2021-04-20"), told("a", low="2021-03-09"), told("b", low="2019-01-01")]
    found = solve(main, published={"a": "2021-03-10", "b": "2021-03-10T08:00:00"})
    assert found.low == "2021-03-09"


def test_weekday_statement_and_past_year_give_the_year() -> None:
    """Monday in four reports, a statement of 5 March in one, 2015 spoken of as past."""
    main = [told(r, "weekday=0") for r in "abcd"]
    others = [told("a", "day=5 month=3")]
    found = solve(main, others, years=[2011, 2015])
    assert (found.low, found.precision) == ("2018-03-05", "day")
    assert found.basis == ("a:day=5 month=3", "a:weekday=0", "b:weekday=0", "c:weekday=0", "d:weekday=0")


def test_two_years_that_fit_are_undecided_until_the_day_of_retrieval_decides() -> None:
    main, others = [told("a", "weekday=1")], [told("a", "day=5 month=3")]
    assert solve(main, others, years=[2015]).precision == "unknown"
    assert solve(main, others, years=[2015], retrieved=["2024-06-01"]).low == "2024-03-05"


def test_the_day_that_lies_nearest_after_the_other_days_told_is_taken() -> None:
    main = [told(r, "weekday=5") for r in "abc"]
    others = [told("a", "day=13 month=12"), told("b", "day=24 month=11"), told("b", "day=27 month=11")]
    assert solve(main, others, years=[2019]).low == "2025-12-13"
    assert solve(main, others, years=[2019], retrieved=["2026-02-01"]).low == "2025-12-13"


def test_undecided_is_unknown() -> None:
    assert solve([told("a", "weekday=1")]).precision == "unknown"
    assert solve([told("a", "weekday=1")], [told("a", "day=5 month=3")]).precision == "unknown"
    assert solve([]).low is None
    main = [told("a", "weekday=1"), told("b", "weekday=2")]
    assert solve(main, [told("a", "day=5 month=3")], years=[2015]).precision == "unknown"


def test_without_any_date_the_day_of_publication_is_a_bound_only() -> None:
    found = solve([], published={"a": "2021-03-10", "b": "2021-03-08"})
    assert (found.low, found.high, found.precision) == (None, "2021-03-08", "unknown")


@given(st.dates(date(2001, 1, 1), date(2040, 1, 1)), st.randoms())
def test_order_does_not_matter(day: date, random: object) -> None:
    main = [told(r, low=(day + timedelta(days=n % 3)).isoformat()) for n, r in enumerate("abcdef")]
    mixed = sorted(main, key=lambda d: random.random())  # type: ignore[attr-defined]
    assert solve(main) == solve(mixed)


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    found = iso_day(text)
    assert found is None or text.startswith(found.isoformat())
