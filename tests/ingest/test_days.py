"""Dates are copied where they are dates, and never repaired."""

from __future__ import annotations

from importlib import resources

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from isnad.ingest.days import apart, iso_day, settle, written_days
from isnad.model.report import DateFound


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-12-14", "2025-12-14"),
        ("2025-12-14T10:00:00+03:00", "2025-12-14T10:00:00+03:00"),
        (" 2025-12-14 10:00 ", "2025-12-14 10:00"),
        ("Sun, 14 Dec 2025 10:00:00 GMT", "2025-12-14T10:00:00+00:00"),
        ("2025-02-30", None),
        ("2025-12-1٤", None),
        ("2025-12-14٥", None),
        ("2025-1-4", None),
        ("14/12/2025", None),
        ("1734170400", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_iso_or_mail_dates_only(written: str, day: str | None) -> None:
    assert iso_day(written) == day


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("28 آب/اغسطس 2013", ["2013-08-28"]),
        ("نُشر الأحد ١٤ كانون الأول ٢٠٢٥، 10:22", ["2025-12-14"]),
        ("5 تشرين الثاني (نوفمبر) 2020", ["2020-11-05"]),
        ("\u200f3 شباط 2021\u200e", ["2021-02-03"]),
        ("12 جويلية 2022 و7 غشت 2022", ["2022-07-12", "2022-08-07"]),
        ("March 10, 2024", ["2024-03-10"]),
        ("le 1 août 2023", ["2023-08-01"]),
        ("2024/3/10", ["2024-03-10"]),
        ("23.03.2024", ["2024-03-23"]),
        ("31 شباط 2020", []),
        ("14 كانون الأول", []),
        ("15 رجب 1445", []),
        ("123/12/2024", []),
    ],
)
def test_days_in_words_and_figures(written: str, days: list[str]) -> None:
    found = list(written_days(written))
    assert [day.value for day in found] == days
    assert [day.doubt for day in found] == [""] * len(days)
    assert all(0 <= day.start < day.end <= len(written) for day in found)


def test_a_day_that_may_be_read_two_ways_is_doubted() -> None:
    (day,) = written_days("10/03/2024")
    assert "other way round" in day.doubt


def found(value: str, source: str = "meta date", verdict: str = "") -> DateFound:
    return DateFound(value=value, source=source, evidence=value, verdict=verdict)


def test_the_first_one_to_trust_is_chosen_and_each_says_why() -> None:
    days = [
        found("2024-01-01"),
        found("2024-03-12", verdict="the day of a change"),
        found("2024-03-10"),
        found("2024-03-11"),
    ]
    published, told = settle(days, retrieved="2024-03-15T00:00:00Z")
    assert published == "2024-03-10"
    assert [d.verdict.partition(":")[0] for d in told] == ["not chosen", "not chosen", "chosen", "not chosen"]
    assert "1 January" in told[0].verdict
    assert "a change" in told[1].verdict
    assert apart(told) is None
    _, wide = settle([found("2024-03-10"), found("2024-03-01")])
    assert apart(wide) == wide[1]


def test_a_day_after_the_visit_is_not_trusted() -> None:
    published, told = settle([found("2024-03-20"), found("2024-03-10")], retrieved="2024-03-15")
    assert published == "2024-03-10"
    assert "after the day" in told[0].verdict
    assert settle([found("2024-03-20")], retrieved="2024-03-15")[0] is None


def test_the_names_of_months_are_those_of_the_pack() -> None:
    """ingest stands below the packs and has names of its own; they must not part company."""
    lexicon = yaml.safe_load((resources.files("isnad.lang") / "ar/lexicon/dates.yaml").read_text(encoding="utf-8"))
    rows = [w for part in lexicon if part["class"] in ("month", "wmonth") for w in part["words"]]
    for row in rows:
        for name in row["w"].split(" | "):
            (day,) = written_days(f"7 {name} 2021")
            assert day.value == f"2021-{row['m']:02}-07", name


@given(st.text(max_size=200))
def test_no_text_trips_it(text: str) -> None:
    for day in written_days(text):
        assert iso_day(day.value) == day.value
