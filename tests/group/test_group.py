"""Reports of one event come together, whatever their order; others stay apart."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from isnad.group.group import group_readings
from isnad.model.incident import Incident, Reading

Make = Callable[..., Reading]
TAIZ = {"name": "Taiz", "name_ar": "تعز", "precision": "near", "country": "YEM", "lat": 13.58, "lon": 44.02}
ADEN = {"name": "Aden", "name_ar": "عدن", "precision": "near", "country": "YEM", "lat": 12.79, "lon": 45.03}


@pytest.fixture
def stream(blast: Make) -> list[Reading]:
    shop = "انفجار في متجر للأسماك قرب جامع الزهراء وسط تعز الثلاثاء يخلف قتلى بين الزبائن"
    bus = "انفجار في حافلة نقل مدرسي قرب مصفاة عدن الثلاثاء يخلف قتلى من الطلاب"
    court = "انفجار استهدف قاضيا أمام محكمة الاستئناف في تعز الثلاثاء وسقوط قتلى من حراسه"
    return [
        blast("a1", shop, 5, TAIZ, "2020-05-05", outlet="A"),
        blast(
            "a2",
            "تعز: " + "ارتفاع عدد قتلى انفجار متجر الأسماك قرب جامع الزهراء الثلاثاء",
            6,
            TAIZ,
            "2020-05-05",
            outlet="B",
        ),
        blast("b1", bus, 5, ADEN, "2020-05-05", outlet="A"),
        blast("c1", court, 2, TAIZ, "2020-05-05", outlet="C"),
        blast(
            "d1",
            "انفجار في سوق للخضار بضاحية تعز الثلاثاء يخلف قتلى من المتسوقين",
            5,
            TAIZ,
            "2020-02-04",
            outlet="D",
        ),
    ]


def _groups(found: tuple[Incident, ...]) -> list[list[str]]:
    return sorted(sorted(m.id for m in i.members if m.role == "covers") for i in found)


def test_one_event_one_incident_and_look_alikes_stay_apart(stream: list[Reading]) -> None:
    """Another city on the day, another target in the city on the day, the same place months before."""
    assert _groups(group_readings(stream)) == [["a1", "a2"], ["b1"], ["c1"], ["d1"]]


def test_order_and_company_change_neither_groups_nor_ids(stream: list[Reading]) -> None:
    whole = group_readings(stream)
    for seed in range(3):
        mixed = list(stream)
        random.Random(seed).shuffle(mixed)
        assert group_readings(mixed) == whole
    alone = group_readings(stream[:2])
    assert alone[0].id in {i.id for i in whole}


def test_an_incident_says_when_where_and_why(stream: list[Reading]) -> None:
    found = next(i for i in group_readings(stream) if len(i.members) == 2 and i.site.name == "Taiz")
    assert (found.date.low, found.date.precision, found.site.lat, found.kind) == ("2020-05-05", "day", 13.58, "bombing")
    assert found.title == {"en": "Bombing near Taiz, 5 May 2020", "ar": "تفجير قرب تعز، 5 مايو 2020"}
    assert any("same place" in reason for reason in found.members[0].reasons)
    assert {c.report for c in found.claims} == {"a1", "a2"}
    assert all(c.origin for c in found.claims)
    assert {m.id: [c.low for c in m.toll["killed"]] for m in found.members} == {"a1": [5], "a2": [6]}


def test_a_report_without_an_event_makes_no_incident(reading: Make) -> None:
    quiet = reading("q", "افتتح الوزير معرضا للكتاب", ("reaction", "افتتح", {"summary": "opened a fair"}))
    denied = reading(
        "d",
        "نفى مقتل أحد",
        ("casualties", "مقتل أحد", {"effect": "killed", "low": None, "high": None, "_stance": "denied"}),
    )
    assert group_readings([quiet, denied]) == ()
    assert group_readings([]) == ()


def test_a_thousand_copies_are_one_incident_and_one_voice(stream: list[Reading], blast: Make) -> None:
    first = stream[0]
    copies = [blast(f"k{n:04}", first.report.text, 5, TAIZ, "2020-05-05", outlet=f"O{n}") for n in range(1000)]
    found = group_readings(copies)
    assert [len(i.members) for i in found] == [1000]
    assert len({m.origin_family for m in found[0].members}) == 1


def test_a_report_that_only_mentions_an_incident_does_not_cover_it(stream: list[Reading], reading: Make) -> None:
    earlier = {"_event": "other:earlier"}
    other = reading(
        "m1",
        "احتجاج في المكلا الجمعة أوقع جريحا، بعد أيام من مقتل 5 في تعز يوم 5 مايو",
        ("casualties", "جريحا", {"effect": "wounded", "low": 1, "high": 1}),
        ("casualties", "مقتل 5", {"effect": "killed", "low": 5, "high": 5, **earlier}),
        ("event_site", "تعز", {**TAIZ, **earlier}),
        ("event_date", "5 مايو", {"low": "2020-05-05", "high": "2020-05-05", "raw": "5 مايو", **earlier}),
        published="2020-05-09",
    )
    found = next(i for i in group_readings([*stream[:2], other]) if i.site.name == "Taiz")
    assert sorted((m.id, m.role) for m in found.members) == [("a1", "covers"), ("a2", "covers"), ("m1", "mentions")]
    assert found.members[2].toll == {}
    assert found.members[2].reasons == ("names Taiz; same day; same figure: 5 killed",)


def test_reports_with_one_id_do_not_break_a_run(stream: list[Reading]) -> None:
    found = group_readings([stream[0], stream[0], stream[1]])
    assert _groups(found) == [["a1", "a2"]]


def _aside(make: Make, name: str, count: int, country: str, published: str) -> Reading:
    return make(
        name,
        f"غارات على معسكر في الشمال. وفي سياق آخر أوقفت الشرطة {count} مشتبها",
        ("arrests", str(count), {"low": count, "high": count, "role": "suspect", "_event": "other:background"}),
        ("event_site", "الشمال", {"name": "north", "name_ar": "الشمال", "precision": "country", "country": country}),
        published=published,
    )


@pytest.mark.parametrize(
    ("count", "country", "published", "role"),
    [
        (133, "SYR", "2021-03-03", "covers"),
        (133, "SYR", "2021-03-30", None),
        (134, "SYR", "2021-03-03", None),
        (45, "TUN", "2021-03-03", "covers"),
        (45, "SYR", "2021-03-03", None),
    ],
)
def test_a_round_up_covers_what_it_counts(
    reading: Make, count: int, country: str, published: str, role: str | None
) -> None:
    sweep = reading(
        "sweep",
        "حملة في تونس تنتهي بإيقاف 133 مهربا ومقتل 45 منهم الثلاثاء",
        ("event_site", "تونس", {"name": "Tunisia", "name_ar": "تونس", "precision": "country", "country": "TUN"}),
        (
            "arrests",
            "133" if count != 45 else "45",
            {"low": 133 if count != 45 else 45, "high": None, "role": "suspect"},
        ),
        ("event_date", "الثلاثاء", {"low": "2021-03-02", "high": "2021-03-02", "raw": "الثلاثاء"}),
        published="2021-03-03",
    )
    (incident,) = group_readings([sweep, _aside(reading, "aside", count, country, published)])
    assert {m.id: m.role for m in incident.members} == {"sweep": "covers"} | ({"aside": role} if role else {})
    if role:
        assert incident.members[-1].toll["arrested"][0].low == count


BANDS = ("Islamic State", "PKK")


@pytest.mark.parametrize(
    ("count", "groups", "published", "joined"),
    [
        (214, BANDS, "2021-03-03", True),
        (214, BANDS[:1], "2021-03-03", False),
        (214, BANDS, "2021-03-30", False),
        (480, BANDS, "2021-03-03", False),
    ],
)
def test_a_count_on_the_way_of_an_affair_belongs_to_it(
    reading: Make, count: int, groups: tuple[str, ...], published: str, joined: bool
) -> None:
    def held(number: int, of: tuple[str, ...], **more: Any) -> tuple[str, str, dict[str, Any]]:
        return ("arrests", str(number), {"low": number, "high": number, "role": "suspect", "of": of, **more})

    sweep = reading(
        "sweep",
        "حملة في تونس تنتهي بإيقاف 133 ثم 310 من التنظيمين الثلاثاء",
        ("event_site", "تونس", {"name": "Tunisia", "name_ar": "تونس", "precision": "country", "country": "TUN"}),
        held(133, BANDS),
        held(310, BANDS),
        ("event_date", "الثلاثاء", {"low": "2021-03-02", "high": "2021-03-02", "raw": "الثلاثاء"}),
        published="2021-03-03",
    )
    aside = reading(
        "aside",
        f"غارات على معسكر في الشمال. وفي سياق آخر أوقفت الشرطة {count} منهم",
        held(count, groups, _event="other:background"),
        published=published,
    )
    (incident,) = group_readings([sweep, aside])
    assert [m.id for m in incident.members] == ["sweep", "aside"][: 1 + joined]
    if joined:
        assert incident.members[-1].toll["arrested"][0].low == count
        assert [c.event for c in incident.claims if c.report == "aside"] == ["main"]
