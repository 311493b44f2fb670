"""A raid is tied to the attack that its reports tell of, and to no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from isnad import api
from isnad.group.group import group_readings
from isnad.group.links import RESPONSE, by_incident, links
from isnad.model.incident import Incident, Reading

Make = Callable[..., Reading]
EXAMPLES = Path(__file__).parents[2] / "examples"


def _attack(make: Make, name: str, lat: float, day: str, dead: int) -> Reading:
    site = {"name": f"T{lat}", "name_ar": "البلدة", "precision": "near", "lat": lat, "lon": 40.0, "country": "IRQ"}
    return make(
        name,
        f"{name} هجوم مسلح يقتل {dead} قرب البلدة",
        ("casualties", f"يقتل {dead}", {"effect": "killed", "low": dead, "high": dead}),
        ("mode", "هجوم مسلح", {"mode": "armed attack", "summary": "armed attack"}),
        ("event_site", "البلدة", site),
        ("event_date", f"{name}", {"low": day, "high": day, "raw": name}),
        published=day,
    )


def _raid(make: Make, day: str, told: tuple[str, int] | None) -> Reading:
    site = {"name": "U", "name_ar": "القرية", "precision": "near", "lat": 35.5, "lon": 40.0, "country": "IRQ"}
    more = [("casualties", f"مقتل {told[1]}", {"effect": "killed", "low": told[1], "high": told[1]})] if told else []
    return make(
        "raid",
        "raid حملة توقف 19 في القرية" + (f" بعد مقتل {told[1]}" if told else ""),
        ("mode", "حملة", {"mode": "raid", "summary": "raid"}),
        ("arrests", "توقف 19", {"low": 19, "high": 19, "role": "suspect"}),
        ("event_site", "القرية", site),
        ("event_date", "raid", {"low": day, "high": day, "raw": "raid"}),
        *more,
        published=day,
    )


def _linked(readings: Sequence[Reading]) -> tuple[list[tuple[str, str, str]], tuple[Incident, ...]]:
    incidents = group_readings(readings)
    name = {i.id: i.members[0].id for i in incidents}
    return [(name[link.before], name[link.after], link.kind) for link in links(incidents)], incidents


def test_a_raid_that_gives_the_count_of_an_attack_follows_from_it(reading: Make) -> None:
    attacks = [_attack(reading, "a", 33.0, "2021-03-02", 14), _attack(reading, "b", 36.9, "2021-03-03", 5)]
    found, incidents = _linked([*attacks, _raid(reading, "2021-03-04", ("killed", 14))])
    assert found == [("a", "raid", RESPONSE)]
    assert _linked(list(reversed([*attacks, _raid(reading, "2021-03-04", ("killed", 14))])))[0] == found
    (link,) = links(incidents)
    assert link.reports == ("raid",)
    assert link.why
    assert set(by_incident([link])) == {link.before, link.after}


def test_no_link_without_a_word_of_the_attack_nor_before_it_nor_long_after(reading: Make) -> None:
    attack = _attack(reading, "a", 33.0, "2021-03-02", 14)
    assert _linked([attack, _raid(reading, "2021-03-04", None)])[0] == []
    assert _linked([attack, _raid(reading, "2021-02-20", ("killed", 14))])[0] == []
    assert _linked([attack, _raid(reading, "2021-04-20", ("killed", 14))])[0] == []


def test_two_attacks_with_the_same_count_are_not_decided_between(reading: Make) -> None:
    attacks = [_attack(reading, "a", 33.0, "2021-03-02", 14), _attack(reading, "b", 36.9, "2021-03-03", 14)]
    assert _linked([*attacks, _raid(reading, "2021-03-04", ("killed", 14))])[0] == []


def test_the_examples_are_two_incidents_and_the_follow_up_is_of_the_first() -> None:
    """Its arrests are the later count of those held for the attack; the economic news only mentions it."""
    readings, _ = api.read([str(EXAMPLES)])
    incidents = api.group(readings)
    covers = [{m.id for m in i.members if m.role == "covers"} for i in incidents]
    assert sorted(covers, key=min) == [{"01", "02", "03", "04", "05", "06", "08", "09"}, {"10", "11", "12"}]


def test_the_second_incident_of_the_examples_is_one_with_three_reports() -> None:
    readings, _ = api.read([str(EXAMPLES)])
    covers = [{m.id for m in i.members if m.role == "covers"} for i in api.group(readings)]
    assert {"10", "11", "12"} in covers


SEQUELS = [
    ("funeral", "تشييع جثامين الضحايا في القرية", "other", "2021-03-04"),
    ("trial", "المحكمة تقضي بالسجن على المنفذ", "other", "2021-08-04"),
    ("revised toll", "ارتفاع حصيلة القتلى وتبدل الأرقام", "armed attack", "2021-03-05"),
]


def _sequel(make: Make, opening: str, mode: str, day: str, told: tuple[float, int] | None) -> Reading:
    """A later report with a place of its own that tells, or does not, where and how many died before."""
    parts = [
        ("mode", opening.split()[0], {"mode": mode, "summary": mode}),
        ("casualties", "مصاب", {"effect": "wounded", "low": 1, "high": 1}),
        ("event_date", "later", {"low": day, "high": day, "raw": "later"}),
    ]
    if told:
        site = {"name": f"T{told[0]}", "name_ar": "البلدة", "precision": "near", "lat": told[0], "lon": 40.0}
        parts += [
            ("casualties", f"مقتل {told[1]}", {"effect": "killed", "low": told[1], "high": told[1]}),
            ("event_site", "البلدة", {**site, "country": "IRQ"}),
        ]
    return make("later", f"{opening} later مصاب مقتل {told[1] if told else 0} البلدة", *parts, published=day)


@pytest.mark.parametrize(("kind", "opening", "mode", "day"), SEQUELS, ids=[row[0] for row in SEQUELS])
def test_what_follows_is_tied_with_its_type_and_reason(
    reading: Make, kind: str, opening: str, mode: str, day: str
) -> None:
    attacks = [_attack(reading, "a", 33.0, "2021-03-02", 14), _attack(reading, "b", 36.9, "2021-03-03", 5)]

    def found(told: tuple[float, int] | None, words: str = opening) -> list[tuple[str, str]]:
        readings = [*attacks, _sequel(reading, words, mode, day, told)]
        incidents = group_readings(readings)
        own = {i.id: sorted(m.id for m in i.members if m.role == "covers") for i in incidents}
        assert sorted(own.values()) == [["a"], ["b"], ["later"]]
        several = links(incidents, readings)
        assert several == links(tuple(reversed(incidents)), list(reversed(readings)))
        assert all(link.why.count(";") >= 1 and link.reports == ("later",) for link in several)
        return [(own[link.before][0], link.kind) for link in several]

    assert found((33.0, 14)) == [("a", kind)]
    assert found(None) == []
    assert found((33.0, 14), "كلام آخر عن شيء آخر") == []


def test_an_aftershock_follows_the_quake_whose_place_it_names(reading: Make) -> None:
    def quake(name: str, day: str, dead: int, words: str, lat: float) -> Reading:
        site = {"name": "T", "name_ar": "البلدة", "precision": "near", "lat": lat, "lon": 40.0, "country": "IRQ"}
        return make_quake(reading, name, day, dead, words, site)

    first = quake("first", "2021-03-02", 40, "زلزال يضرب البلدة", 33.0)
    after = quake("after", "2021-03-09", 2, "هزة ارتدادية تضرب البلدة", 33.0)
    far = quake("far", "2021-03-09", 2, "هزة ارتدادية تضرب البلدة", 36.0)
    incidents = group_readings([first, after])
    assert len(incidents) == 2
    (link,) = links(incidents, [first, after])
    assert link.kind == "aftershock"
    assert links(group_readings([first, far]), [first, far]) == ()


def make_quake(make: Make, name: str, day: str, dead: int, words: str, site: dict[str, object]) -> Reading:
    return make(
        name,
        f"{words} {name} يقتل {dead}",
        ("casualties", f"يقتل {dead}", {"effect": "killed", "low": dead, "high": dead}),
        ("mode", words.split()[0], {"mode": "earthquake", "summary": "earthquake"}),
        ("event_site", "البلدة", site),
        ("event_date", name, {"low": day, "high": day, "raw": name}),
        published=day,
    )
