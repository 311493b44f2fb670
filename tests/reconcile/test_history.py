"""The record day by day, the incident as known on a day, and what differs between two records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from isnad.group.known import all_known_by, days_of, known_by
from isnad.model.incident import Incident, Reading
from isnad.model.record import Change
from isnad.reconcile.changes import changes
from isnad.reconcile.reconcile import reconcile

Make = Callable[..., Reading]
MakeIncident = Callable[..., Incident]


def dead(low: int | None, high: Any = "same", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", "قتلى", {"effect": "killed", "low": low, "high": low if high == "same" else high, **more}


def told(make: Make, name: str, low: int | None, day: str | None, high: Any = "same", *more: Any) -> Reading:
    return make(name, f"{name} سقط قتلى في مأرب يوم السبت", dead(low, high), *more, published=day)


def by_id(*readings: Reading) -> dict[str, Reading]:
    return {r.report.id: r for r in readings}


def moves(found: tuple[Change, ...]) -> list[tuple[str, str, str | None, str | None]]:
    return [(c.about, c.kind, c.before, c.after) for c in found]


def test_each_day_has_its_state_and_what_it_changed(reading: Make, incident: MakeIncident) -> None:
    a, b = told(reading, "a", 4, "2020-05-06"), told(reading, "b", 6, "2020-05-07")
    c, d = told(reading, "c", 6, "2020-05-07"), told(reading, "d", 9, None)
    made = incident([a, b, c, d])
    found = reconcile(made, by_id(a, b, c, d)).history
    assert [(s.day, s.reports) for s in found.days] == [("2020-05-06", ("a",)), ("2020-05-07", ("b", "c"))]
    assert [(r.low, r.high, r.status) for s in found.days for r in s.toll] == [(4, 4, "single"), (4, 6, "revised")]
    assert found.undated == ("d",)
    assert found.days[0].changes == ()
    assert moves(found.days[1].changes) == [
        ("reports", "first", None, "b, c"),
        ("killed", "widened", "4, one origin", "4 to 6, revised"),
        ("conflict: killed", "first", None, "revision over time: 4, 6"),
    ]
    assert found.days[1].changes[1].claims == ("a-0", "b-0", "c-0")
    assert "4" in found.days[1].changes[1].note_ar


def test_a_day_knows_nothing_of_later_reports(reading: Make, incident: MakeIncident) -> None:
    site = ("event_site", "مأرب", {"name": "Marib", "name_ar": "مأرب", "precision": "near", "lat": 15.46, "lon": 45.32})
    early, late = told(reading, "a", 4, "2020-05-06"), told(reading, "b", 9, "2020-05-08", "same", site)
    made, readings = incident([early, late]), by_id(early, late)
    known = known_by(made, readings, "2020-05-07")
    assert known is not None
    assert known.id == made.id
    assert [m.id for m in known.members] == ["a"]
    assert known.site.name is None
    row = reconcile(known, readings).toll[0]
    assert (row.low, row.high, row.status) == (4, 4, "single")
    assert known_by(made, readings, "2020-05-05") is None
    assert known_by(made, readings, "2020-05-08") is made
    assert all_known_by([made], readings, "2020-05-05") == ()
    alone = incident([early])
    assert reconcile(known, readings).toll == reconcile(alone, by_id(early)).toll


def test_a_weekday_that_a_later_report_dated_is_open_again(reading: Make, incident: MakeIncident) -> None:
    open_day = ("event_date", "يوم السبت", {"low": None, "high": None, "raw": "يوم السبت", "constraint": "weekday=5"})
    early, late = told(reading, "a", 4, "2020-05-06", "same", open_day), told(reading, "b", 9, "2020-05-08")
    made = incident([early, late])
    known = known_by(made, by_id(early, late), "2020-05-07")
    assert known is not None
    days = [c.value for c in known.claims if c.kind == "event_date"]
    assert [getattr(v, "low", "?") for v in days] == [known.date.low]
    assert known.date.low != made.date.low


def test_a_report_without_a_day_is_known_by_the_day_it_was_collected(reading: Make, incident: MakeIncident) -> None:
    one = told(reading, "a", 4, None)
    one = msgspec.structs.replace(one, report=msgspec.structs.replace(one.report, retrieved="2020-05-09T10:00:00Z"))
    assert days_of(incident([one]), by_id(one)) == {"2020-05-09": ("a",)}


def test_equal_records_have_no_changes_and_an_undone_change_is_the_reverse(
    reading: Make, incident: MakeIncident
) -> None:
    a, b = told(reading, "a", 4, "2020-05-06"), told(reading, "b", 6, "2020-05-07")
    before, after = reconcile(incident([a]), by_id(a)), reconcile(incident([a, b]), by_id(a, b))
    assert changes(before, before) == ()
    there, back = changes(before, after), changes(after, before)
    assert [(c.about, c.before, c.after) for c in there] == [(c.about, c.after, c.before) for c in back]
    assert ("rule: gtd killed", "changed", "4", "6") in moves(there)
    assert ("killed", "narrowed", "4 to 6, revised", "4, one origin") in moves(back)
    assert ("reports", "gone", "b", None) in moves(back)


def test_how_a_figure_moved(reading: Make, incident: MakeIncident) -> None:
    def kind(was: tuple[Any, Any], now: tuple[Any, Any]) -> str:
        left, right = told(reading, "a", was[0], None, was[1]), told(reading, "a", now[0], None, now[1])
        found = changes(reconcile(incident([left]), by_id(left)), reconcile(incident([right]), by_id(right)))
        return next((c.kind for c in found if c.about == "killed"), "none")

    assert kind((4, 4), (6, 6)) == "raised"
    assert kind((6, 6), (4, 4)) == "lowered"
    assert kind((4, None), (6, None)) == "narrowed"
    assert kind((4, 6), (5, 5)) == "narrowed"
    assert kind((None, None), (4, 4)) == "changed"
    assert kind((4, 4), (4, 4)) == "none"


def test_nothing_to_count_and_no_day(reading: Make, incident: MakeIncident) -> None:
    bare = reading("a", "انفجار", ("mode", "انفجار", {"mode": "explosion"}))
    found = reconcile(incident([bare]), by_id(bare))
    assert found.history.days == ()
    assert found.history.undated == ("a",)
    assert found.sensitivity == ()
