"""Who is named on a page: people, no bodies, no offices, nobody unnamed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from isnad.export.people import is_name, people
from isnad.export.views import report_view
from isnad.export.words import load_words
from isnad.model.incident import Incident, Reading, When, Where
from isnad.model.record import History, Record

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sami Hilal", True),
        ("Nour al-Din al-Baba", True),
        ("Brig. Gen. Rami Badr", True),
        ("foreign minister", False),
        ("Tunisian president", False),
        ("Reuters", False),
        ("Sami Hilal and others", False),
    ],
)
def test_a_name_is_all_capitals(text: str, name: bool) -> None:
    assert is_name(text) is name


def test_people_stand_once_with_their_offices_and_their_calls(reading: Make) -> None:
    a = reading(
        "a",
        "قال سامي هلال إن الهجوم وقع واتصل سامي برامي",
        ("mode", "الهجوم", {"_by": ("Sami Hilal, interior minister",)}),
        ("reaction", "اتصل سامي برامي", {"actor": "Sami Hilal", "recipient": "Rami Badr"}),
    )
    b = reading(
        "b", "قال الوزير وقال مصدر", ("mode", "الوزير", {"_by": ("Sami Hilal",)}), ("mode", "مصدر", {"_by": ("army",)})
    )
    incident = Incident(
        id="inc", kind="attack", title={}, date=When(), site=Where(), members=(), claims=(*a.claims, *b.claims)
    )
    record = Record(incident=incident, toll=(), rules={}, conflicts=(), statements=(), history=History())
    words = load_words()
    found = people(record, {r.report.id: report_view(r, None, {}, words) for r in (a, b)})
    assert [(p.number, p.name, p.reports, len(p.claims), len(p.calls)) for p in found] == [
        (1, "Sami Hilal", 2, 2, 1),
        (2, "Rami Badr", 1, 0, 1),
    ]
    assert [role for role, _ in found[0].roles] == ["interior minister"]
    assert found[0].names == ("Sami Hilal, interior minister", "Sami Hilal")
