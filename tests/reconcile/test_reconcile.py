"""A record is a function of its claims: nothing else in it, and the same every time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from isnad.model.codec import record_to_dict, to_json
from isnad.model.incident import Incident, Reading
from isnad.reconcile.reconcile import reconcile

Make = Callable[..., Reading]
MakeIncident = Callable[..., Incident]


@pytest.fixture
def told(reading: Make) -> list[Reading]:
    army = {"_by": ("Army Command",), "_type": "military"}
    return [
        reading(
            "a",
            "قال الجيش إن 4 جنود قتلوا وأصيب 9",
            ("casualties", "4 جنود", {"effect": "killed", "low": 4, "high": 4, "role": "soldier", **army}),
            ("casualties", "أصيب 9", {"effect": "wounded", "low": 9, "high": 9, **army}),
            published="2020-05-06",
        ),
        reading(
            "b",
            "مقتل 4 عسكريين بحسب الجيش. وأصيب 12",
            ("casualties", "مقتل 4 عسكريين", {"effect": "killed", "low": 4, "high": 4, "role": "soldier", **army}),
            ("casualties", "أصيب 12", {"effect": "wounded", "low": 12, "high": 12}),
            published="2020-05-06",
        ),
    ]


def test_the_record_of_two_reports(told: list[Reading], incident: MakeIncident) -> None:
    record = reconcile(incident(told), {r.report.id: r for r in told})
    rows = {(r.effect, r.role): r for r in record.toll}
    assert (rows[("killed", "person")].status, rows[("killed", "person")].origins) == ("agreed", 1)
    assert (rows[("wounded", "person")].low, rows[("wounded", "person")].high) == (9, 12)
    assert [(c.about, c.kind) for c in record.conflicts] == [("wounded", "contradiction")]
    assert sorted(record.rules) == ["acled", "airwars", "ged", "gtd", "majority", "range", "source-hierarchy"]
    assert [len(s.passages) for s in record.statements] == [2]


def test_every_claim_that_is_cited_exists_and_spans_hold_their_quotes(
    told: list[Reading], incident: MakeIncident
) -> None:
    by_id = {r.report.id: r for r in told}
    made = incident(told)
    plain = record_to_dict(reconcile(made, by_id))
    known = {c.claim for c in made.claims}
    cited = [c for row in plain["toll"] for c in row["claims"]]
    cited += [c for conflict in plain["conflicts"] for v in conflict["values"] for c in v["claims"]]
    cited += [
        c for rule in plain["rules"].values() for a in rule.values() if isinstance(a, dict) for c in a.get("claims", ())
    ]
    proposed = [c for row in (*plain["sensitivity"], *plain["grades"]) for c in row["claims"]]
    daily = [c for day in plain["history"]["days"] for row in (*day["toll"], *day["changes"]) for c in row["claims"]]
    assert cited
    assert proposed
    assert daily
    assert {*cited, *proposed, *daily} <= known
    for statement in plain["statements"]:
        for passage in statement["passages"]:
            assert by_id[passage["report"]].report.text[passage["start"] : passage["end"]].strip()


def test_the_same_bytes_every_time(told: list[Reading], incident: MakeIncident) -> None:
    by_id = {r.report.id: r for r in told}
    first = to_json(record_to_dict(reconcile(incident(told), by_id)))
    assert first == to_json(record_to_dict(reconcile(incident(told), dict(reversed(by_id.items())))))


def test_an_incident_without_figures_or_readings_has_a_record(reading: Make, incident: MakeIncident) -> None:
    quiet = reading("a", "هجوم على حاجز", ("mode", "هجوم", {"summary": "attack"}))
    record = reconcile(incident([quiet]), {})
    assert (record.toll, record.conflicts, record.statements) == ((), (), ())
    assert all("killed" not in rule for rule in record.rules.values())
