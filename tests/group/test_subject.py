"""A small run about one event tells look-alikes as told of another; a run about none leaves all as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from isnad import api
from isnad.group.group import group_readings
from isnad.group.subject import RUN, beside, subject
from isnad.model.incident import Reading
from isnad.pipeline import Outcome

Make = Callable[..., Reading]
HOMS = {"name": "Homs", "name_ar": "حمص", "precision": "near", "country": "SYR", "lat": 34.73, "lon": 36.72}
MOSUL = {"name": "Mosul", "name_ar": "الموصل", "precision": "near", "country": "IRQ", "lat": 36.34, "lon": 43.13}


@pytest.fixture
def folder(blast: Make) -> list[Reading]:
    """Three reports of a blast in Homs and one of another in Mosul."""
    homs = "انفجار عبوة في سوق الحشيش وسط حمص الثلاثاء يخلف 7 قتلى بين الباعة"
    again = "سوق الحشيش في حمص: انفجار عبوة الثلاثاء وسقوط 7 قتلى من الباعة"
    third = "7 قتلى من الباعة في انفجار عبوة وسط سوق الحشيش بمدينة حمص الثلاثاء"
    mosul = "انفجار سيارة قرب جسر في الموصل الثلاثاء و4 قتلى من عمال البلدية"
    return [
        blast("h1", homs, 7, HOMS, "2020-05-05", outlet="A"),
        blast("h2", again, 7, HOMS, "2020-05-05", outlet="B"),
        blast("m1", mosul, 4, MOSUL, "2020-05-05", outlet="C"),
        blast("h3", third, 7, HOMS, "2020-05-05", outlet="D"),
    ]


def test_a_look_alike_tells_of_another_event(folder: list[Reading]) -> None:
    incidents = group_readings(tuple(folder))
    other = next(i.id for i in incidents if [m.id for m in i.members] == ["m1"])
    told = beside(folder, incidents)
    assert [r.report.id for r in told] == ["h1", "h2", "m1", "h3"]
    events = {r.report.id: {c.event for c in r.claims} for r in told}
    assert events == {"h1": {"main"}, "h2": {"main"}, "h3": {"main"}, "m1": {f"other:{other}"}}


def test_what_a_look_alike_says_of_the_event_is_the_events(folder: list[Reading]) -> None:
    look_alike = folder[2]
    mention = tuple(
        msgspec.structs.replace(c, claim=f"past-{c.claim}", report="m1", event="other:earlier")
        for c in folder[0].claims
    )
    folder[2] = msgspec.structs.replace(look_alike, claims=(*look_alike.claims, *mention))
    told = beside(folder, group_readings(tuple(folder)))
    events = {c.claim: c.event for c in told[2].claims}
    assert {events[c.claim] for c in mention} == {"main"}
    assert "main" not in {events[c.claim] for c in look_alike.claims}


def test_without_a_subject_every_report_has_its_own_event(folder: list[Reading]) -> None:
    pair = [folder[0], folder[2]]
    incidents = group_readings(tuple(pair))
    assert subject(incidents, len(pair)) is None
    assert beside(pair, incidents) == tuple(pair)


def test_a_report_of_the_same_day_and_place_stays_even_where_grouping_parts_it(
    folder: list[Reading], blast: Make
) -> None:
    near = blast("h9", "انفجار أمام منزل ضابط شرطة في حمص الثلاثاء وقتلى من أسرته", 1, HOMS, "2020-05-05")
    run = [*folder[:2], near, folder[3]]
    told = beside(run, group_readings(tuple(run)))
    assert {c.event for r in told for c in r.claims} == {"main"}


def test_a_stream_comes_as_it_is_read(folder: list[Reading]) -> None:
    asked = 0

    def outcomes() -> Any:
        nonlocal asked
        for _ in range(3 * RUN):
            asked += 1
            yield Outcome(reading=folder[2], issues=())

    first = next(iter(api.settled(outcomes())))
    assert asked == RUN + 1
    assert {c.event for c in first.claims} == {"main"}
