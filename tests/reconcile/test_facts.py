"""Differences on who, where, when and how; and none where the reports agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.model.incident import Reading
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.facts import fact_conflicts

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]
SITE = {"name": "Taiz", "name_ar": "تعز", "country": "YEM", "lat": 13.58, "lon": 44.02}


def one(make: Make, report: str, kind: str, **fields: Any) -> Reading:
    return make(report, f"{report} كذا وكذا", (kind, "كذا", fields))


def shown(case: Case) -> list[tuple[str, str, list[str]]]:
    return [(c.about, c.kind, [v.value for v in c.values]) for c in fact_conflicts(case)]


def test_who_did_it(reading: Make, case: MakeCase) -> None:
    a = one(reading, "a", "perpetrator", name="unnamed", type="person", membership="Islamic State")
    b = one(reading, "b", "perpetrator", name="unnamed", type="person", membership="security forces")
    found = fact_conflicts(case(a, b))
    assert [(c.about, c.kind) for c in found] == [("attacker identity", "contradiction")]
    assert {v.value: v.value_ar for v in found[0].values} == {"Islamic State": "داعش", "security forces": "كذا"}


def test_a_group_and_its_member_are_one_side(reading: Make, case: MakeCase) -> None:
    a = one(reading, "a", "perpetrator", name="Islamic State", type="group")
    b = one(reading, "b", "perpetrator", name="unnamed gunman", type="person", membership="Islamic State")
    assert shown(case(a, b)) == []


def test_armed_bodies_of_one_state_are_one_side(reading: Make, case: MakeCase) -> None:
    parts = [
        one(reading, n, "perpetrator", name=name, type="state")
        for n, name in (("a", "Israeli forces"), ("b", "Israeli army"), ("c", "aircraft"))
    ]
    assert shown(case(*parts[:2])) == []
    syrian = one(reading, "d", "perpetrator", name="Syrian army", type="state")
    rebels = one(reading, "e", "perpetrator", name="Syrian opposition", type="group")
    assert [x[0] for x in shown(case(syrian, rebels))] == ["attacker identity"]
    assert [x[0] for x in shown(case(syrian, parts[0]))] == ["attacker identity"]


def test_a_doer_told_by_what_he_is_stands_beside_the_side_that_others_name(reading: Make, case: MakeCase) -> None:
    police = one(reading, "a", "perpetrator", name="police", type="state")
    masked = one(reading, "b", "perpetrator", name="unnamed infiltrators", type="group")
    anyone = one(reading, "c", "perpetrator", name="unnamed attackers", type="group")
    assert shown(case(police, masked, anyone)) == [("attacker identity", "contradiction", ["infiltrators", "police"])]
    band = one(reading, "d", "perpetrator", name="Rock Brigades", type="group")
    assert shown(case(band, masked)) == [("attacker identity", "granularity", ["Rock Brigades", "infiltrators"])]
    gunmen = one(reading, "e", "perpetrator", name="unnamed gunmen", type="group")
    assert shown(case(police, gunmen)) == [("attacker identity", "contradiction", ["gunmen", "police"])]
    assert shown(case(band, gunmen)) == []
    assert shown(case(masked, anyone)) == []


def test_two_doers_of_one_report_are_no_difference(reading: Make, case: MakeCase) -> None:
    sides = [("Syrian army", "state"), ("Rock Brigades", "group")]
    fight = reading("a", "كذا وكذا", *(("perpetrator", "كذا", {"name": n, "type": t}) for n, t in sides))
    assert shown(case(fight)) == []
    aircraft = one(reading, "b", "perpetrator", name="aircraft", type="state")
    band = one(reading, "c", "perpetrator", name="Rapid Support Forces", type="group")
    assert [x[:2] for x in shown(case(aircraft, band))] == [("attacker identity", "contradiction")]


def test_a_claim_beside_armed_men_whom_nobody_names(reading: Make, case: MakeCase) -> None:
    gunmen = one(reading, "a", "perpetrator", name="unnamed gunmen", type="group")
    claim = one(reading, "b", "responsibility", summary="responsibility claimed", name="Rock Brigades")
    assert ("attacker identity", "granularity", ["claims it: Rock Brigades", "gunmen"]) in shown(case(gunmen, claim))
    unnamed = reading("c", "تبنت جماعة", ("responsibility", "تبنت جماعة", {"summary": "responsibility claimed"}))
    assert shown(case(gunmen, unnamed))[0][2] == ["claims it: تبنت جماعة", "gunmen"]
    police = one(reading, "d", "perpetrator", name="police", type="state")
    assert "attacker identity" not in {x[0] for x in shown(case(police, claim))}


def test_what_he_is_said_to_be_and_not_to_be(reading: Make, case: MakeCase) -> None:
    guard = one(reading, "a", "perpetrator", name="unnamed guard", type="person")
    denied = one(reading, "b", "perpetrator", name="unnamed guard", type="person", _stance="denied")
    assert shown(case(guard, denied)) == [("attacker identity", "contradiction", ["denied: guard", "guard"])]
    assert shown(case(guard, one(reading, "c", "perpetrator", name="unnamed driver", type="person"))) == []


def test_a_report_that_names_a_side_does_not_differ_from_itself(reading: Make, case: MakeCase) -> None:
    both = reading(
        "a",
        "قال كذا ثم كيت",
        ("perpetrator", "كذا", {"name": "Rock Brigades", "type": "group"}),
        ("perpetrator", "كيت", {"name": "unnamed gunmen", "type": "group"}),
    )
    assert shown(case(both)) == []


def test_one_attacker_in_one_report_and_several_in_another(reading: Make, case: MakeCase) -> None:
    a = one(reading, "a", "perpetrator", name="unnamed gunman", type="person")
    b = one(reading, "b", "perpetrator", name="unnamed gunmen", type="group")
    values = ["one attacker", "several attackers or a group"]
    assert shown(case(a, b)) == [("one attacker or several", "contradiction", values)]
    assert shown(case(a, one(reading, "c", "perpetrator", name="unnamed man", type="person"))) == []


def test_spots_that_have_no_word_in_common(reading: Make, case: MakeCase) -> None:
    site = {**SITE, "precision": "near", "radius_m": 10_000}
    market = one(reading, "a", "event_site", **{**site, "name": "market in Taiz"})
    mosque = one(reading, "b", "event_site", **{**site, "name": "near a mosque in Taiz"})
    again = one(reading, "c", "event_site", **{**site, "name": "near the old market in Taiz"})
    town = one(reading, "d", "event_site", **{**site, "name": "near Taiz"})
    found = shown(case(market, mosque, town))
    assert [(about, kind) for about, kind, _ in found] == [("place", "granularity")]
    assert {"market in Taiz", "near a mosque in Taiz"} <= set(found[0][2])
    assert shown(case(market, again)) == []
    assert shown(case(market, town)) == []


def test_nations_of_an_attacker_that_differ(reading: Make, case: MakeCase) -> None:
    a = one(reading, "a", "perpetrator", name="unnamed Tunisian driver", type="person", _stance="denied")
    b = one(reading, "b", "perpetrator", name="unnamed Italian", type="person")
    assert shown(case(a, b)) == [("attacker identity", "contradiction", ["Italian", "denied: Tunisian"])]
    assert shown(case(b, one(reading, "c", "perpetrator", name="unnamed Italian man", type="person"))) == []


def test_a_claim_or_a_denial_of_ones_own_stands_beside_the_accusation(reading: Make, case: MakeCase) -> None:
    laid = one(reading, "a", "perpetrator", name="Rock Brigades", type="group")
    denies = one(
        reading, "b", "responsibility", summary="responsibility denied", name="Rock Brigades", _stance="denied"
    )
    claims = one(reading, "c", "responsibility", summary="responsibility claimed", name="River Front")
    about = {x[0]: x[2] for x in shown(case(laid, denies, claims))}
    assert about["attacker identity"] == ["Rock Brigades", "claims it: River Front", "denied: Rock Brigades"]
    army = one(reading, "d", "perpetrator", name="Syrian army", type="state")
    assert "attacker identity" not in {x[0] for x in shown(case(army, claims))}


def test_a_denial_and_a_doubt_stand_beside_the_assertion(reading: Make, case: MakeCase) -> None:
    parts = [
        one(reading, n, "perpetrator", name="x", type="person", membership="Rock Brigades", _stance=s)
        for n, s in (("a", "asserted"), ("b", "denied"), ("c", "questioned"))
    ]
    assert shown(case(*parts)) == [
        (
            "attacker identity",
            "contradiction",
            ["Rock Brigades", "denied: Rock Brigades", "still to be established: Rock Brigades"],
        )
    ]


def test_alone_or_not(reading: Make, case: MakeCase) -> None:
    a = one(reading, "a", "perpetrator", name="unnamed", type="person", alone=True)
    b = one(reading, "b", "perpetrator", name="unnamed", type="group", alone=False)
    assert [(x[0], x[1]) for x in shown(case(a, b))] == [("one attacker or several", "contradiction")]


def test_what_became_of_the_attacker(reading: Make, case: MakeCase) -> None:
    killed = one(reading, "a", "attacker_fate", summary="the gunman was killed")
    neutralised = one(reading, "b", "attacker_fate", summary="the attacker was neutralised")
    fled = one(reading, "c", "attacker_fate", summary="the gunman fled")
    assert shown(case(killed, neutralised)) == [("attacker's fate", "granularity", ["killed", "neutralised"])]
    assert shown(case(killed, fled)) == [("attacker's fate", "contradiction", ["fled", "killed"])]
    assert shown(case(killed)) == []


def test_where(reading: Make, case: MakeCase) -> None:
    here = one(reading, "a", "event_site", precision="exact", **SITE)
    near = one(reading, "b", "event_site", precision="near", **{**SITE, "name": "near Taiz"})
    far = one(reading, "c", "event_site", precision="near", **{**SITE, "name": "Aden", "lat": 12.79, "lon": 45.03})
    assert shown(case(here, near)) == [("place", "granularity", ["Taiz", "near Taiz"])]
    assert shown(case(here, far))[0][:2] == ("place", "contradiction")
    assert shown(case(here)) == []


def test_to_which_side_of_another_place(reading: Make, case: MakeCase) -> None:
    def site(report: str, name: str, precision: str = "exact") -> Reading:
        return one(reading, report, "event_site", **{**SITE, "name": name, "precision": precision})

    west, south, bare = site("a", "Birqin, west Taiz"), site("b", "Birqin, southwest Taiz"), site("c", "Birqin")
    town = site("d", "Taiz", "district")
    assert shown(case(west, bare, town))[0][2] == ["Birqin", "Taiz"]
    assert shown(case(west, south, town))[0][2] == ["Birqin, southwest Taiz", "Birqin, west Taiz", "Taiz"]


def test_when(reading: Make, case: MakeCase) -> None:
    fifth = one(reading, "a", "event_date", low="2020-05-05", high="2020-05-05", raw="x")
    sixth = one(reading, "b", "event_date", low="2020-05-06", high="2020-05-06", raw="x")
    third = {"low": "2020-05-03", "high": "2020-05-03", "raw": "x"}
    told = ("event_date", "أمس", {"low": "2020-05-05", "high": "2020-05-05", "raw": "x"})
    both = reading("c", "أمس أو أول أمس", told, ("event_date", "أول أمس", third))
    assert shown(case(fifth, sixth)) == [("date", "contradiction", ["2020-05-05", "2020-05-06"])]
    assert shown(case(fifth, both)) == []


def test_time_of_day(reading: Make, case: MakeCase) -> None:
    day = {"low": "2020-05-05", "high": "2020-05-05", "raw": "x"}
    evening = one(reading, "a", "event_date", part_of_day="evening", **day)
    morning = one(reading, "b", "event_date", part_of_day="morning", **day)
    night = one(reading, "n", "event_date", part_of_day="night", **day)
    plain = [one(reading, name, "event_date", **day) for name in "cde"]
    assert shown(case(evening, morning)) == [("hour", "contradiction", ["evening", "morning"])]
    assert shown(case(evening, night)) == [("hour", "granularity", ["evening", "night"])]
    assert shown(case(evening, *plain[:2])) == []
    assert shown(case(evening, *plain)) == [("hour", "granularity", ["the day only", "evening"])]


def test_what_was_under_way(reading: Make, case: MakeCase) -> None:
    tour = one(reading, "a", "target", summary="during a tour", activity="tour")
    joint = one(reading, "b", "target", summary="during a joint tour", activity="joint tour")
    meeting = one(reading, "c", "target", summary="during a meeting", activity="meeting")
    assert shown(case(tour, joint))[0][1] == "granularity"
    assert shown(case(tour, meeting))[0][1] == "contradiction"


def test_how(reading: Make, case: MakeCase) -> None:
    shooting = one(reading, "a", "mode", summary="shooting")
    ambush = one(reading, "b", "mode", summary="an ambush")
    knife = one(reading, "c", "mode", summary="stabbing")
    assert shown(case(shooting, ambush)) == [("mode", "granularity", ["ambush", "shooting"])]
    assert shown(case(shooting, knife)) == [("mode", "contradiction", ["shooting", "stabbing"])]


def test_means_part_two_reports(reading: Make, case: MakeCase) -> None:
    def mode(report: str, summary: str, mode: str = "bombing", stance: str = "asserted") -> Reading:
        return one(reading, report, "mode", summary=summary, mode=mode, _stance=stance)

    car, truck = mode("a", "car bomb"), mode("b", "truck bomb")
    assert shown(case(car, truck)) == [("mode", "contradiction", ["car bomb", "truck bomb"])]
    assert shown(case(car, mode("c", "bombing"))) == []
    assert shown(case(car, mode("d", "collision involving a car", "collision"))) == []
    denied = mode("e", "car bomb", stance="denied")
    assert shown(case(car, denied)) == [("mode", "contradiction", ["car bomb", "denied: car bomb"])]


def test_causes_of_an_accident(reading: Make, case: MakeCase) -> None:
    fault = one(reading, "a", "mode", summary="technical fault", mode="technical fault")
    rain = one(reading, "b", "mode", summary="storm", mode="storm")
    assert shown(case(fault, rain)) == [("mode", "contradiction", ["technical fault", "weather"])]
    raid = one(reading, "c", "mode", summary="storming", mode="storming")
    assert shown(case(fault, raid)) == []
    own = reading("d", "الحفر العشوائي", ("mode", "الحفر العشوائي", {"summary": "other", "mode": "other"}))
    assert shown(case(fault, own)) == [("mode", "granularity", ["technical fault", "الحفر العشوائي"])]
    both = [reading(n, "كذا وكذا", *(("mode", "كذا", {"summary": m, "mode": m}) for m in WAYS)) for n in "ef"]
    assert shown(case(*both)) == []


WAYS = ("technical fault", "weather")


def test_warnings_and_responsibility(reading: Make, case: MakeCase) -> None:
    plain = one(reading, "a", "warning", heeded=False)
    distant = one(reading, "b", "warning", heeded=False, _stance="hedged")
    heeded = one(reading, "c", "warning", heeded=True)
    assert shown(case(plain, distant))[0][1] == "granularity"
    assert shown(case(plain, heeded))[0][1] == "contradiction"
    claims = [one(reading, n, "responsibility", name=who) for n, who in (("d", "Rock Brigades"), ("e", "River Front"))]
    assert shown(case(*claims)) == [("responsibility", "contradiction", ["River Front", "Rock Brigades"])]
    assert shown(case(claims[0], one(reading, "f", "responsibility", name="Rock Brigades"))) == []


def test_one_teller_who_says_it_and_leaves_it_open(reading: Make, case: MakeCase) -> None:
    who = {"name": "unnamed", "type": "person", "membership": "Islamic State"}
    both = reading(
        "a",
        "قال إنه منهم ثم قال سيتم التأكد",
        ("perpetrator", "منهم", {**who, "_by": ("Interior Ministry",)}),
        ("perpetrator", "سيتم التأكد", {**who, "_by": ("Interior Ministry",), "_stance": "questioned"}),
    )
    firm = one(reading, "b", "perpetrator", **who, _by=("Interior Ministry spokesman",))
    other = one(reading, "c", "perpetrator", **who, _by=("Army Command",))
    found = [c for c in fact_conflicts(case(both, firm, other)) if c.about == "one teller on the attacker"]
    assert [(v.value, v.reports) for c in found for v in c.values] == [
        ("Islamic State, beside the doubt in one report", ("a",)),
        ("Islamic State, without the doubt", ("b",)),
        ("still to be established: Islamic State", ("a",)),
    ]
    assert "Interior Ministry" in found[0].note
    assert not [c for c in fact_conflicts(case(firm, other)) if c.about == "one teller on the attacker"]


def test_what_is_denied_of_an_unnamed_attacker(reading: Make, case: MakeCase) -> None:
    group = one(reading, "a", "perpetrator", name="Islamic State", type="group")
    no_tie = reading("b", "لا يملك أي ارتباط", ("perpetrator", "لا يملك أي ارتباط", {**UNNAMED, "_stance": "denied"}))
    found = shown(case(group, no_tie))
    assert found == [
        ("attacker identity", "contradiction", ["Islamic State", "denied: of the attacker: لا يملك أي ارتباط"])
    ]
    assert shown(case(no_tie)) == []


UNNAMED = {"name": "unnamed attacker", "type": "person"}


def test_one_attacker_told_of_beside_a_group(reading: Make, case: MakeCase) -> None:
    group = one(reading, "a", "perpetrator", name="unnamed", type="group", alone=False)
    gunman = one(reading, "b", "perpetrator", **UNNAMED)
    assert shown(case(group, gunman)) == [
        ("one attacker or several", "contradiction", ["one attacker", "several attackers or a group"])
    ]
    assert shown(case(gunman, one(reading, "c", "perpetrator", **UNNAMED))) == []
    gunmen = one(reading, "d", "perpetrator", name="unnamed gunmen", type="group")
    lone = one(reading, "e", "perpetrator", **UNNAMED, alone=True)
    assert [c[2] for c in shown(case(lone, gunmen))] == [["a lone attacker", "several attackers or a group"]]
    assert shown(case(gunmen, gunman)) == []


def test_who_was_attacked(reading: Make, case: MakeCase) -> None:
    both = one(reading, "a", "target", names=("Syrian forces", "US forces"))
    americans = one(reading, "b", "target", names=("US",))
    same = one(reading, "c", "target", names=("US forces",))
    assert shown(case(both, americans, same)) == [("target", "granularity", ["US", "Syrian forces, US forces"])]
    assert shown(case(americans, same)) == []


def test_things_done_afterwards_in_words_that_differ(reading: Make, case: MakeCase) -> None:
    def closed(name: str, words: str) -> Reading:
        return reading(name, words, ("response", words, {"summary": "a road or service was closed"}))

    stopped, shut = closed("a", "توقفت حركة السير على الطريق"), closed("b", "أُغلق الطريق مؤقتاً")
    assert shown(case(stopped, shut)) == [("road", "granularity", ["أُغلق الطريق مؤقتاً", "توقفت حركة السير على الطريق"])]
    assert shown(case(stopped, closed("c", "توقفت حركة السير على الطريق"))) == []
    assert shown(case(stopped)) == []


def test_contacts_without_names_stand_beside_a_call_that_names_its_ends(reading: Make, case: MakeCase) -> None:
    def call(name: str, words: str, **ends: str) -> Reading:
        return reading(name, words, ("reaction", words, {"summary": "officials telephoned each other", **ends}))

    first, second = call("a", "اتصل الوزير سامي بنظيره"), call("b", "اتصل الوزير بالعقيد رامي")
    assert shown(case(first, second)) == []
    named = call("c", "هاتف سامي رامي", actor="Sami Hilal", recipient="Rami Badr")
    assert [c[0] for c in shown(case(first, named))] == ["calls"]


def test_a_claim_that_came_after_reports_that_there_was_none(reading: Make, case: MakeCase) -> None:
    def told(report: str, day: str, **value: Any) -> Reading:
        return reading(report, f"{report} كذا", ("responsibility", "كذا", value), published=day)

    none = told("a", "2020-05-06", summary="no group has claimed responsibility")
    unnamed = told("d", "2020-05-07", summary="responsibility claimed")
    assert shown(case(none, unnamed))[0][2] == ["claimed by a side without a name", "nobody had claimed it"]
    claim = told("b", "2020-05-07", name="Rock Brigades")
    assert shown(case(none, claim)) == [("responsibility", "revision", ["Rock Brigades", "nobody had claimed it"])]
    assert shown(case(none, told("c", "2020-05-05", name="Rock Brigades")))[0][1] == "contradiction"
    assert shown(case(none)) == []


def test_what_fits_every_other_way_is_no_side(reading: Make, case: MakeCase) -> None:
    def way(report: str, summary: str) -> Reading:
        return one(reading, report, "mode", summary=summary, mode="bombing")

    found = shown(case(way("a", "explosion"), way("b", "car bomb"), way("c", "explosion of an explosive belt")))
    assert found == [("mode", "contradiction", ["car bomb", "explosive belt"])]
    assert shown(case(way("a", "explosion"), way("b", "car bomb"))) == []


def test_the_night_before_and_the_dawn_may_be_one(reading: Make, case: MakeCase) -> None:
    def when(report: str, day: str, part: str | None = "night") -> Reading:
        return one(reading, report, "event_date", low=day, high=day, raw="x", part_of_day=part)

    dawn, eve = when("a", "2020-05-05"), when("b", "2020-05-04")
    assert [c[1] for c in shown(case(dawn, eve)) if c[0] == "date"] == ["granularity"]
    assert [c[1] for c in shown(case(dawn, when("c", "2020-05-04", None))) if c[0] == "date"] == ["contradiction"]
    assert [c[1] for c in shown(case(dawn, when("d", "2020-05-03"))) if c[0] == "date"] == ["contradiction"]


def test_in_a_place_and_near_it_are_one_side_against_another_place(reading: Make, case: MakeCase) -> None:
    near = one(reading, "a", "event_site", **{**SITE, "name": "near Taiz", "precision": "near"})
    inside = one(reading, "b", "event_site", **SITE, precision="district")
    far = {"name": "near Aden", "name_ar": "عدن", "country": "YEM", "lat": 12.78, "lon": 45.03}
    away = one(reading, "c", "event_site", **far, precision="near")
    south = one(reading, "d", "event_site", **{**far, "name": "near Aden, south Yemen"}, precision="near")
    found = [c for c in shown(case(near, inside, away, south)) if c[0] == "place"]
    assert [(c[1], len(c[2])) for c in found] == [("contradiction", 2)]
