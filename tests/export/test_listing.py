"""The list narrows by what differs; time is drawn with its gaps; nothing is counted twice."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from markupsafe import Markup

from isnad.export.facts import answer, by_origin, families, matrix
from isnad.export.listing import Entry, bars, facets, keys_of, ranges
from isnad.export.words import load_words
from isnad.model.incident import When, Where
from isnad.model.record import Grade, Record

W = load_words()


def entry(record: Record, day: str | None = "2024-03-04", kind: str = "explosion", admin1: str | None = None) -> Entry:
    site = Where(country="SYR" if admin1 else None, admin1=admin1)
    when = When(low=day, high=day)
    incident = msgspec.structs.replace(record.incident, date=when, kind=kind, site=site)
    made = msgspec.structs.replace(record, incident=incident)
    return Entry(made, "f.html", "", tuple(answer(made)), 3, 2, "", keys_of(made, 2))


def region(site: Where) -> Markup:
    return W.pair(site.admin1, site.admin1)


def test_only_what_differs_is_a_facet_and_the_largest_choice_comes_first(record: Record) -> None:
    entries = [entry(record, kind=k) for k in ("clash", "explosion", "explosion")]
    (facet,) = facets(entries, W, region)
    assert (facet.name, [(c.code, c.count) for c in facet.choices]) == ("kind", [("explosion", 2), ("clash", 1)])
    assert facets(entries[1:], W, region) == []
    assert facets([], W, region) == []


def test_months_stand_in_their_order_and_no_date_is_a_choice(record: Record) -> None:
    entries = [entry(record, d) for d in ("2024-05-01", "2024-03-04", None, "2024-05-09")]
    (facet,) = facets(entries, W, region)
    assert [(c.code, c.count) for c in facet.choices] == [("-", 1), ("2024-03", 1), ("2024-05", 2)]
    assert "March" in facet.choices[1].label


def test_places_without_a_name_are_told_apart_from_places_with_one(record: Record) -> None:
    entries = [entry(record, admin1=a) for a in ("Homs", None, "Homs", "Aleppo")]
    (facet,) = facets(entries, W, region)
    assert [(c.code, c.count) for c in facet.choices] == [("SYR/Homs", 2), ("-/-", 1), ("SYR/Aleppo", 1)]


def test_a_grade_is_a_facet_in_its_own_words(record: Record) -> None:
    grade = Grade(
        scheme="airwars-like", about="", about_ar="", grade="weak", name="Weak", name_ar="ضعيفة", reason="",
        reason_ar="", claims=(), rule="airwars-like@1",
    )  # fmt: skip
    graded = msgspec.structs.replace(record, grades=(grade,))
    found = facets([entry(record), entry(graded)], W, region)
    assert [(f.name, [c.code for c in f.choices]) for f in found] == [("grade", ["-", "weak"])]


@pytest.mark.parametrize(
    ("days", "labels", "counts"),
    [
        (["2024-03-04", "2024-03-04", "2024-03-06"], ["2024-03-04", "2024-03-05", "2024-03-06"], [2, 0, 1]),
        (["2024-01-04", "2024-02-04", "2024-04-06"], ["2024-01", "2024-02", "2024-03", "2024-04"], [1, 1, 0, 1]),
        (["0001-01-01", "2024-02-04", "9024-04-06"], ["0001-01", "2024-02", "9024-04"], [1, 1, 1]),
        (["2024-01-01", "2030-01-01", "soon"], ["2024-01", "2030-01", "soon"], [1, 1, 1]),
        ([None], [], []),
    ],
)
def test_time_keeps_its_gaps_and_loses_no_incident(
    record: Record, days: list[str | None], labels: list[str], counts: list[int]
) -> None:
    found = bars([entry(record, d) for d in days])
    assert [b.label for b in found] == labels
    assert [b.count for b in found] == counts


def test_by_origin_every_origin_is_one_column_that_tells_all_its_reports_tell(record: Record) -> None:
    groups = families(record.incident.members)
    merged = by_origin(record)
    columns = [g.members[0] for g in groups]
    assert [m.id for m in merged.incident.members] == [m.id for m in columns] == ["a1", "b1"]
    whole = {c.claim for c in record.incident.claims}
    assert {c.claim for c in merged.incident.claims} == whole
    wounded = next(r for r in matrix(merged, columns) if r.effect == "wounded" and r.group is None)
    assert {c.claim for c in wounded.cells[0].claims} == {"a1-5", "a2-1"}
    assert wounded.cells[1].state == "silent"
    assert wounded.telling == 1


def test_the_dead_are_drawn_from_the_lowest_to_the_highest(record: Record) -> None:
    one = entry(record)
    assert ranges([one]) == []
    block = next(e for e in one.effects if e.effect == "killed")
    two = replace(one, effects=(replace(block, low=100, high=400),))
    drawn = ranges([one, two, replace(one, effects=())])
    assert [r.entry for r in drawn] == [two, one]
    assert (drawn[0].start, drawn[0].width) == (25, 75)
    assert drawn[1].start + drawn[1].width <= 100
