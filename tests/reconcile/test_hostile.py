"""Records of what is hardly an incident: nothing to count, no day, no place, too much of one thing, odd names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.model.codec import record_from_dict, record_to_dict, to_json
from isnad.model.incident import Incident, Reading
from isnad.model.record import Record
from isnad.reconcile.reconcile import reconcile

Make = Callable[..., Reading]
MakeIncident = Callable[..., Incident]
ODD = "\u202b<b>=1+1</b> \"'\u2067"


def dead(low: int | None, quote: str = "قتلى", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", quote, {"effect": "killed", "low": low, "high": low, **more}


def whole(record: Record) -> Record:
    """The record, after a way through JSON that must not alter it."""
    claims = {c.claim: c for c in record.incident.claims}
    again = record_from_dict(record_to_dict(record), claims)
    assert to_json(record_to_dict(again)) == to_json(record_to_dict(record))
    return record


def test_a_thousand_claims_on_one_figure(reading: Make, incident: MakeIncident) -> None:
    one = reading("a", "قتلى " * 1000, *(dead(3) for _ in range(1000)))
    found = whole(reconcile(incident([one]), {"a": one}))
    assert (found.toll[0].low, found.toll[0].high, found.toll[0].status) == (3, 3, "single")
    assert len(found.toll[0].claims) == 1000
    assert found.conflicts == ()
    assert [len(g.claims) for g in found.grades if g.scheme == "admiralty-information"] == [1000]


def test_three_hundred_reports_with_three_hundred_figures(reading: Make, incident: MakeIncident) -> None:
    many = [reading(f"r{n}", f"r{n} قتلى", dead(n + 1), published=f"2020-05-{n % 28 + 1:02}") for n in range(300)]
    by_id = {r.report.id: r for r in many}
    found = whole(reconcile(incident(many), by_id))
    assert (found.toll[0].low, found.toll[0].high) == (1, 300)
    (conflict,) = found.conflicts
    assert len(conflict.values) == 300
    assert conflict.pairs == ()
    assert len(found.sensitivity) == 300
    assert len(found.history.days) == 28


def test_no_claim_no_day_no_place_no_reading(reading: Make, incident: MakeIncident) -> None:
    bare = reading("a", "خبر")
    for readings in ({"a": bare}, {}):
        found = whole(reconcile(incident([bare]), readings))
        assert (found.toll, found.conflicts, found.sensitivity, found.grades) == ((), (), (), ())
        assert found.history.days == ()


def test_names_with_markup_quotes_and_direction_marks_stay_as_they_are(reading: Make, incident: MakeIncident) -> None:
    by = {"_by": (ODD,)}
    told = [
        reading("a", f"قتلى {ODD}", dead(3, **by), outlet=ODD, published="2020-05-06"),
        reading("b", "قتلى كذا", dead(5, **by), ("perpetrator", "كذا", {"name": ODD, "type": "group"})),
    ]
    found = whole(reconcile(incident(told), {r.report.id: r for r in told}))
    assert any(ODD in w.name for w in found.sensitivity)
    assert any(ODD in g.about for g in found.grades)
