"""Two places and two dates exclude each other; every point has its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.group.features import signature
from isnad.group.score import ANOTHER_DAY, COUNTRIES, LEAST_MERGE, MERGE, RECALLED, Side, judge
from isnad.model.incident import Reading

Make = Callable[..., Reading]


def _told(
    make: Make, name: str, lat: float, day: str | None, dead: int = 3, also: tuple[Any, ...] | None = None, **more: Any
) -> Reading:
    parts: list[Any] = [
        *([also] if also else []),
        ("casualties", "قتلى", {"effect": "killed", "low": dead, "high": dead}),
        (
            "event_site",
            "هنا",
            {
                "name": f"P{lat}",
                "name_ar": "هنا",
                "precision": "near",
                "lat": lat,
                "lon": 40.0,
                "country": "IRQ",
                **more,
            },
        ),
    ]
    if day:
        parts.append(("event_date", "أمس", {"low": day, "high": day, "raw": "أمس"}))
    return make(name, f"{name} قتلى هنا أمس", *parts, published="2020-05-06")


def _judge(a: Reading, b: Reading, wording: float = 0.0) -> Any:
    return judge(Side(signature(a)), Side(signature(b)), wording)


def test_two_precise_places_far_apart_are_two_events(reading: Make) -> None:
    found = _judge(_told(reading, "a", 33.0, "2020-05-05"), _told(reading, "b", 35.0, "2020-05-05"))
    assert found.veto == "two places"
    assert found.points < 0


def test_two_days_are_two_events(reading: Make) -> None:
    found = _judge(_told(reading, "a", 33.0, "2020-05-05"), _told(reading, "b", 33.0, "2020-04-20"))
    assert found.veto == "two dates"


def test_two_countries_speak_against_one_event(reading: Make) -> None:
    coarse = {"precision": "country"}
    a = _told(reading, "a", 33.0, None, **coarse)
    b = _told(reading, "b", 33.0, None, **{**coarse, "country": "SYR"})
    assert {f.name: f.points for f in _judge(a, b).features}["place"] == COUNTRIES
    assert _judge(a, b).points < 0


def test_shared_wording_overrules_a_misread_place(reading: Make) -> None:
    found = _judge(_told(reading, "a", 33.0, "2020-05-05"), _told(reading, "b", 35.0, "2020-05-05"), 0.9)
    assert found.veto == ""


def test_place_and_day_alone_do_not_reach_a_merge(reading: Make) -> None:
    found = _judge(_told(reading, "a", 33.0, "2020-05-05", 3), _told(reading, "b", 33.0, "2020-05-05", 40))
    assert found.veto == ""
    assert found.points < MERGE
    assert round(sum(f.points for f in found.features), 4) == found.points
    assert all(f.why for f in found.features)


def test_the_verdict_is_symmetric(reading: Make) -> None:
    a, b = _told(reading, "a", 33.0, "2020-05-05"), _told(reading, "b", 33.1, "2020-05-04", 9)
    assert _judge(a, b).points == _judge(b, a).points


def _dated(make: Make, name: str, constraint: str) -> Reading:
    value = {"low": None, "high": None, "raw": "x", "constraint": constraint}
    return make(
        name,
        f"{name} قتلى أمس",
        ("casualties", "قتلى", {"effect": "killed", "low": 3, "high": 3}),
        ("event_date", "أمس", value),
    )


def test_days_without_a_year_are_compared_by_what_they_fix(reading: Make) -> None:
    first, same = _dated(reading, "a", "weekday=5,day=13,month=12"), _dated(reading, "b", "day=13 month=12")
    later, week = _dated(reading, "c", "day=18 month=12"), _dated(reading, "d", "weekday=2")
    assert {f.name: f.points for f in _judge(first, same).features}["date"] == 0.4
    assert _judge(first, later).veto == "two dates"
    assert {f.name: f.points for f in _judge(first, week).features}["date"] == -1.5
    new_year = _judge(_dated(reading, "a", "day=31 month=12"), _dated(reading, "b", "day=1 month=1"))
    assert new_year.veto == ""


def _small(a: Reading, b: Reading) -> Any:
    return judge(Side(signature(a)), Side(signature(b)), 0.0, merge=LEAST_MERGE)


def test_a_report_that_tells_the_others_day_as_well(reading: Make) -> None:
    old = _told(reading, "a", 33.0, "2020-05-01")
    later = reading(
        "b",
        "b قتلى هنا أمس قبل",
        ("casualties", "قتلى", {"effect": "killed", "low": 3, "high": 3}),
        ("event_date", "أمس", {"low": "2020-05-05", "high": "2020-05-05", "raw": "أمس"}),
        ("event_date", "قبل", {"low": "2020-05-01", "high": "2020-05-01", "raw": "قبل"}),
        published="2020-05-06",
    )
    points = {f.name: f.points for f in _small(old, later).features}
    assert points["date"] == ANOTHER_DAY
    assert _judge(old, later).veto == "two dates"
    apart = _told(reading, "c", 33.0, "2020-05-05")
    assert {f.name: f.points for f in _small(old, apart).features}["date"] < ANOTHER_DAY


def test_one_earthquake_is_told_of_by_places_far_apart(reading: Make) -> None:
    def quake(name: str, lat: float, mode: str) -> Reading:
        return _told(reading, name, lat, "2020-05-05", also=("mode", name, {"summary": mode, "mode": mode}))

    assert _judge(quake("a", 33.0, "earthquake"), quake("b", 34.0, "earthquake")).veto == ""
    assert _judge(quake("a", 33.0, "earthquake"), quake("b", 35.0, "earthquake")).veto == "two places"
    assert _judge(quake("a", 33.0, "bombing"), quake("b", 34.0, "bombing")).veto == "two places"


def test_a_count_that_a_report_has_left_behind_is_one_of_its_figures(reading: Make) -> None:
    words = "ارتفع عدد القتلى إلى 43 قتيلا بعد أن كان 22 قتيلا"
    parts = [
        ("casualties", quote, {"effect": "killed", "low": n, "high": n, "is_total": n == 43})
        for quote, n in (("43 قتيلا", 43), ("22 قتيلا", 22))
    ]
    assert signature(reading("a", words, *parts)).figures["killed"] == {22, 43}


def test_a_report_that_recalls_the_others_event_tells_of_another(reading: Make) -> None:
    first = _told(reading, "a", 33.0, "2020-05-04", 31)
    parts: list[Any] = [
        ("casualties", "قتلى", {"effect": "killed", "low": 8, "high": 8}),
        ("casualties", "ضحايا", {"effect": "killed", "low": 31, "high": 31, "_event": "other:earlier"}),
    ]
    later = reading("b", "b قتلى بعد يوم من ضحايا", *parts, published="2020-05-06")
    points = {f.name: f.points for f in _judge(first, later).features}
    assert points["recall"] == RECALLED
    assert _judge(first, later).points == _judge(later, first).points
    same = reading("c", "c قتلى بعد يوم من ضحايا", parts[0], published="2020-05-06")
    assert "recall" not in {f.name for f in _judge(first, same).features}
    own = _told(reading, "d", 33.0, "2020-05-04", 8)
    assert "recall" not in {f.name for f in _judge(own, later).features}
