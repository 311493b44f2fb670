"""Differences on what is told around an event: firsts, visits, calls, outlooks; and who the dead were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.model.incident import Reading
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.counts import count_conflicts
from isnad.reconcile.conflicts.facts import fact_conflicts

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]


def shown(case: Case) -> list[tuple[str, str, list[str]]]:
    return [(c.about, c.kind, sorted(v.value for v in c.values)) for c in fact_conflicts(case)]


def people(case: Case) -> list[tuple[str, str, list[str]]]:
    return [(c.about, c.kind, sorted(v.value for v in c.values)) for c in count_conflicts(case) if c.about != "killed"]


def dead(words: str, n: int = 1, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", words, {"effect": "killed", "low": n, "high": n, **fields}


def told(make: Make, report: str, kind: str, words: str, **fields: Any) -> Reading:
    return make(report, words, (kind, words, fields))


def test_a_nationality_and_an_origin_of_one_person(reading: Make, case: MakeCase) -> None:
    known = reading("a", "مترجم فرنسي", dead("مترجم فرنسي", role="interpreter", nationality="FRA"))
    origin = reading("b", "المترجم من لبنان", dead("المترجم من لبنان", role="interpreter", origin="LBN"))
    plain = reading("c", "مدني", dead("مدني", role="civilian"))
    assert people(case(known, origin, plain)) == [
        ("nation", "granularity", ["France", "from Lebanon by origin", "not stated"])
    ]
    assert people(case(known, plain)) == []
    other = reading("d", "مترجم لبناني", dead("مترجم لبناني", role="interpreter", nationality="LBN"))
    assert people(case(known, other)) == [("nation", "contradiction", ["France", "Lebanon"])]


def test_two_people_of_two_nations_in_one_telling_are_no_conflict(reading: Make, case: MakeCase) -> None:
    both = reading(
        "a",
        "مدني فرنسي ومدني لبناني",
        dead("مدني فرنسي", role="civilian", nationality="FRA"),
        dead("مدني لبناني", role="civilian", nationality="LBN"),
    )
    one = reading("b", "مدني فرنسي", dead("مدني فرنسي", role="civilian", nationality="FRA"))
    assert people(case(both, one)) == []


def test_words_that_give_both_roles_stand_apart(reading: Make, case: MakeCase) -> None:
    soldiers = {"role": "soldier"}
    a = reading("a", "جنديان ومترجم", dead("جنديان", 2, **soldiers), dead("مترجم", role="interpreter"))
    b = reading("b", "جنديان ومدني", dead("جنديان", 2, **soldiers), dead("مدني", role="civilian"))
    c = reading(
        "c",
        "جنديان ومترجم مدني",
        dead("جنديان", 2, **soldiers),
        dead("مترجم مدني", role="interpreter", also="civilian"),
    )
    assert people(case(a, b, c)) == [
        ("role", "granularity", ["civilians", "interpreters", "interpreters, also called civilians"])
    ]


def test_a_first_over_two_spans_of_time(reading: Make, case: MakeCase) -> None:
    first = {"summary": "it is the first of its kind in a given time"}
    a = told(reading, "a", "background", "الأول منذ سنوات", **first)
    b = told(reading, "b", "background", "الأول بعد توقيع الاتفاق", **first)
    assert shown(case(a, b)) == [("first", "granularity", ["الأول بعد توقيع الاتفاق", "الأول منذ سنوات"])]
    assert shown(case(a, told(reading, "c", "background", "الأول منذ سنوات", **first))) == []


def test_what_is_told_beside_the_event(reading: Make, case: MakeCase) -> None:
    visit = {"summary": "an official visit was told", "_event": "other:visit"}
    a = told(reading, "a", "background", "زيارة رسمية إلى روما", **visit, actor="Sami Hilal")
    b = told(reading, "b", "background", "زيارة تاريخية لقصر الرئاسة", **visit, actor="Sami Hilal, president")
    c = told(reading, "c", "background", "زيارة أولى لباريس", **visit, actor="Rami Badr")
    found = fact_conflicts(case(a, b, c))
    assert [(x.about, [v.reports for v in x.values]) for x in found] == [("visit", [("b",), ("a",)])]
    assert {x for v in found[0].values for x in v.claims} == {"a-0", "b-0"}
    assert shown(case(a, c)) == []


def test_opposed_outlooks(reading: Make, case: MakeCase) -> None:
    side = {"_event": "other:context"}
    good = told(reading, "a", "background", "تحسن", **side, summary="the security situation was called better")
    bad = told(reading, "b", "assessment", "عودة", **side, summary="a group was said to be returning")
    worse = told(reading, "c", "assessment", "خطر", **side, summary="a group was called a threat")
    assert shown(case(good, bad)) == [
        ("security situation", "contradiction", ["security is getting better", "the group is coming back"])
    ]
    assert shown(case(bad, worse)) == []


def test_who_called_whom_and_what_was_said(reading: Make, case: MakeCase) -> None:
    ends = {"actor": "Sami Hilal", "recipient": "Rami Badr"}
    call = {"summary": "officials telephoned each other"}
    said = {"summary": "the attack was given a label", "about": "call", "names": ("Sami Hilal", "Rami Badr")}
    a = reading(
        "a",
        "اتصل سامي برامي ووصف الهجوم",
        ("reaction", "اتصل سامي برامي", {**call, **ends}),
        ("reaction", "ووصف الهجوم", said),
    )
    b = reading(
        "b",
        "هاتف سامي رامي وأكد التعاون",
        ("reaction", "هاتف سامي رامي", {**call, **ends}),
        ("assessment", "وأكد التعاون", said),
    )
    assert shown(case(a, b)) == [("said in a call", "granularity", ["وأكد التعاون", "ووصف الهجوم"])]
    back = reading(
        "c",
        "اتصل رامي بسامي",
        ("reaction", "اتصل رامي بسامي", {**call, "actor": "Rami Badr", "recipient": "Sami Hilal"}),
    )
    assert shown(case(a, back)) == [("calls", "granularity", ["Rami Badr to Sami Hilal", "Sami Hilal to Rami Badr"])]


def test_how_many_attackers(reading: Make, case: MakeCase) -> None:
    one = told(reading, "a", "perpetrator", "مسلح", name="unnamed gunman", type="person")
    cells = told(
        reading,
        "b",
        "perpetrator",
        "خلايا",
        name="Rock Brigades cells",
        type="group",
        membership="Rock Brigades",
        alone=False,
        _stance="hedged",
    )
    assert shown(case(one, cells)) == [
        ("one attacker or several", "contradiction", ["one attacker", "perhaps: several: Rock Brigades cells"])
    ]
    lone = told(reading, "c", "perpetrator", "مسلح منفرد", name="unnamed gunman", type="person", alone=True)
    assert shown(case(one, lone)) == []


def test_what_else_bears_on_whose_man_he_is(reading: Make, case: MakeCase) -> None:
    group = told(reading, "a", "perpetrator", "التنظيم", name="Islamic State", type="group")
    dismissed = told(
        reading, "b", "perpetrator", "إبعاده من عمله", name="unnamed attacker", type="person", trait="dismissed"
    )
    assert shown(case(group, dismissed)) == [
        ("attacker identity", "granularity", ["Islamic State", "of the attacker: إبعاده من عمله"])
    ]


def test_a_spot_beside_what_was_under_way(reading: Make, case: MakeCase) -> None:
    def way(report: str, activity: str) -> Reading:
        return told(reading, report, "target", activity, summary=f"during a {activity}", activity=activity)

    spot = told(
        reading, "c", "event_site", "عند البوابة", name="at the gate in Taiz", name_ar="عند البوابة", precision="exact"
    )
    meeting = way("a", "meeting")
    assert shown(case(meeting, way("b", "tour"), spot)) == [
        ("activity under attack", "contradiction", ["at the gate in Taiz", "meeting", "tour"])
    ]
    assert shown(case(meeting, spot)) == []
