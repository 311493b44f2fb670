"""Differences about numbers: all figures shown, and the right kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.model.incident import Reading
from isnad.model.record import Conflict
from isnad.reconcile.case import Case
from isnad.reconcile.conflicts.counts import count_conflicts
from isnad.reconcile.conflicts.wording import about_words

Make = Callable[..., Reading]
MakeCase = Callable[..., Case]


def dead(quote: str, low: int | None, high: Any = "same", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return "casualties", quote, {"effect": "killed", "low": low, "high": low if high == "same" else high, **more}


def told(make: Make, name: str, low: int | None, high: Any = "same", day: str = "2020-05-06", **more: Any) -> Reading:
    return make(name, f"{name} سقط قتلى", dead("قتلى", low, high, **more), published=day)


def shown(found: list[Conflict]) -> list[tuple[str, str, list[str]]]:
    return [(c.about, c.kind, [v.value for v in c.values]) for c in found]


def test_two_tellers_at_one_time_contradict(reading: Make, case: MakeCase) -> None:
    found = count_conflicts(case(told(reading, "a", 7), told(reading, "b", 9), told(reading, "c", 9)))
    assert shown(found) == [("killed", "contradiction", ["7", "9"])]
    assert [v.reports for v in found[0].values] == [("a",), ("b", "c")]
    assert [v.origins for v in found[0].values] == [1, 2]
    assert "7, 9" in found[0].note
    assert "7" in found[0].note_ar


def test_a_count_that_grows_is_a_revision(reading: Make, case: MakeCase) -> None:
    later = told(reading, "b", 15, day="2020-05-07")
    assert shown(count_conflicts(case(told(reading, "a", 12), later))) == [("killed", "revision", ["12", "15"])]
    open_end = case(told(reading, "a", 12, None), told(reading, "b", 15))
    assert shown(count_conflicts(open_end)) == [("killed", "revision", ["at least 12", "15"])]


def test_agreement_and_finer_roles_are_no_conflict(reading: Make, case: MakeCase) -> None:
    assert count_conflicts(case(told(reading, "a", 3), told(reading, "b", 3))) == []
    assert count_conflicts(case(told(reading, "a", 3), told(reading, "b", 3, role="soldier"))) == []
    assert count_conflicts(case(told(reading, "a", 3, None), told(reading, "b", 3))) == []


def test_parts_against_a_total_are_a_difference_of_grain(reading: Make, case: MakeCase) -> None:
    parts = reading("a", "مقتل جنديين ومترجم", dead("جنديين", 2, role="soldier"), dead("مترجم", 1, role="interpreter"))
    found = count_conflicts(case(parts, told(reading, "b", 3)))
    assert shown(found) == [("killed", "granularity", ["3", "2 soldiers", "1 interpreter"])]
    assert found[0].values[1].value_ar == "جنود: 2"


def test_a_report_at_odds_with_itself(reading: Make, case: MakeCase) -> None:
    text = "مقتل 3 في صالة\nقال الضابط إن شخصين قتلا، وإن القتيلين شقيقان، شخصين قتلا"
    one = reading("a", text, dead("مقتل 3", 3), dead("شخصين قتلا", 2), dead("شخصين قتلا", 2))
    found = shown(count_conflicts(case(one, told(reading, "b", 2))))
    assert found == [("killed", "internal", ["2", "3"])]


def test_parts_that_exceed_their_total_do_not_add_up(reading: Make, case: MakeCase) -> None:
    text = "قتل 4 أشخاص، وبلغ القتلى 4. وهم 3 نساء و2 من الأطفال"
    one = reading(
        "a",
        text,
        dead("4 أشخاص", 4),
        dead("القتلى 4", 4),
        dead("3 نساء", 3, role="woman"),
        dead("2 من الأطفال", 2, role="child"),
    )
    found = [c for c in shown(count_conflicts(case(one))) if c[1] == "arithmetic"]
    assert found == [("killed", "arithmetic", ["4", "5 (3 + 2)"])]


def test_groups_of_arrested_are_shown_apart(reading: Make, case: MakeCase) -> None:
    suspects = ("arrests", "11", {"low": 11, "high": 11, "role": "suspect"})
    one = reading(
        "a",
        "اعتقال 11 مشتبها. وحبس 10 من عناصر الأمن",
        suspects,
        ("arrests", "10", {"low": 10, "high": 10, "role": "security"}),
    )
    two = reading("b", "اعتقال 5 مشتبه بهم", ("arrests", "5", {"low": 5, "high": 5, "role": "suspect"}))
    found = shown(count_conflicts(case(one, two)))
    assert found[0] == ("arrested", "contradiction", ["5 suspects", "10 security members", "11 suspects"])


def test_a_denial_is_shown_with_the_figures(reading: Make, case: MakeCase) -> None:
    denial = reading(
        "b", "مقتل 5. ونفى مقتل مدنيين", dead("مقتل 5", 5), dead("مدنيين", None, role="civilian", _stance="denied")
    )
    found = shown(count_conflicts(case(told(reading, "a", 4), denial)))
    assert found == [("killed", "contradiction", ["4", "5", "denied: civilians"])]


def test_one_person_called_two_things(reading: Make, case: MakeCase) -> None:
    def pair(name: str, role: str) -> Reading:
        return reading(name, f"{name} جنديين وآخر", dead("جنديين", 2, role="soldier"), dead("آخر", 1, role=role))

    fine = [c for c in shown(count_conflicts(case(pair("a", "interpreter"), pair("b", "civilian")))) if c[0] == "role"]
    assert fine == [("role", "granularity", ["civilians", "interpreters"])]
    clash = [c for c in shown(count_conflicts(case(pair("a", "soldier2"), pair("b", "civilian")))) if c[0] == "role"]
    assert [c[1] for c in clash] == ["contradiction"]


def test_a_report_is_at_odds_with_itself_where_it_stands_by_several_figures(reading: Make, case: MakeCase) -> None:
    by: Any = {"_by": ["Hospital"], "_type": "medical"}
    both = reading("a", "a سقط قتلى وقتيلا", dead("قتلى", 7), dead("قتيلا", 9, **by))
    other = told(reading, "b", 7)
    assert [c.about for c in count_conflicts(case(both, other))] == ["killed"]
    others = told(reading, "d", 11), told(reading, "e", 12)
    assert [c.about for c in count_conflicts(case(both, *others))] == ["killed", "killed: inside one report"]
    settled = reading("c", "c\nسقط قتيلا. ثم تحدث التقرير عن قتلى.", dead("قتلى", 9), dead("قتيلا", 7))
    assert [c.about for c in count_conflicts(case(settled, *others))] == ["killed"]


def test_a_figure_far_below_a_reports_own_is_no_rival(reading: Make, case: MakeCase) -> None:
    text = "a سقط قتلى في السوق، وقتل رجال قبل ذلك"
    own = reading("a", text, dead("قتلى", 20), dead("سقط قتلى", 20), dead("رجال", 3))
    assert shown(count_conflicts(case(own, told(reading, "b", 21)))) == [("killed", "contradiction", ["20", "21"])]


def test_a_report_that_shares_a_figure_stands_by_it(reading: Make, case: MakeCase) -> None:
    text = "a قتل رجال في بلدة. وقتل ناس. وفي المدينة سقط قتلى"
    both = reading("a", text, dead("رجال", 12), dead("ناس", 12), dead("قتلى", 2))
    made = case(both, told(reading, "b", 2), told(reading, "c", 2))
    assert count_conflicts(made) == []
    assert [(a.report, a.number) for a in made.accounts["killed"] if a.final] == [("a", 2), ("b", 2), ("c", 2)]
    near = reading("a", text, dead("رجال", 4), dead("ناس", 4), dead("قتلى", 2))
    assert [c.kind for c in count_conflicts(case(near, told(reading, "b", 2)))] == ["internal"]


def test_missing_people_who_are_found_are_a_count_that_went_on(reading: Make, case: MakeCase) -> None:
    def lost(name: str, low: int, at: str) -> Reading:
        return reading(name, f"{name} في عداد المفقودين", ("casualties", "المفقودين", _missing(low)), published=at)

    first, later = lost("a", 23, "2020-05-06T10:00+01:00"), lost("b", 17, "2020-05-06T14:30+01:00")
    assert shown(count_conflicts(case(first, later))) == [("missing", "revision", ["17", "23"])]
    at_once = lost("c", 40, "2020-05-06T15:00+01:00")
    assert shown(count_conflicts(case(first, later, at_once)))[0][1] == "contradiction"


def _missing(low: int) -> dict[str, Any]:
    return {"effect": "missing", "low": low, "high": low}


def test_as_many_called_civilians_by_one_and_fighters_by_another(reading: Make, case: MakeCase) -> None:
    def dead_of(name: str, *groups: tuple[str, str, int]) -> Reading:
        parts = [dead(quote, n, role=role) for quote, role, n in groups]
        return reading(name, f"{name} قتل قائد ومسلح، رجلان، ثلاثة", *parts, published="2020-05-06")

    civil = dead_of("a", ("رجلان", "civilian", 2))
    armed = dead_of("b", ("قائد", "leader", 1), ("مسلح", "militant", 1))
    found = [c for c in shown(count_conflicts(case(civil, armed))) if c[0] == "status"]
    assert found == [("status", "contradiction", ["1 leader + 1 militant", "2 civilians"])]
    three = dead_of("c", ("ثلاثة", "civilian", 3))
    assert not [c for c in count_conflicts(case(three, armed)) if c.about == "status"]
    people = dead_of("d", ("رجلان", "person", 2))
    assert not [c for c in count_conflicts(case(people, armed)) if c.about == "status"]


def test_one_group_of_people_counted_differently(reading: Make, case: MakeCase) -> None:
    def toll(name: str, children: int, **more: Any) -> Reading:
        text = f"{name} قتلى بينهم أطفال"
        return reading(
            name, text, dead("قتلى", 20), dead("أطفال", children, role="child", **more), published="2020-05-06"
        )

    found = count_conflicts(case(toll("a", 6, part_of="group"), toll("b", 8, part_of="group")))
    assert shown(found) == [("killed (child)", "contradiction", ["6", "8"])]
    assert about_words("killed (child)") == ("killed, children", "القتلى، أطفال")
    assert count_conflicts(case(toll("a", 6, part_of="group"), toll("b", 6, part_of="group"))) == []
    assert count_conflicts(case(toll("a", 6, part_of="group"), toll("b", 1))) == []


def test_one_person_of_many_is_no_rival(reading: Make, case: MakeCase) -> None:
    by: Any = {"_by": ["Widow"], "_type": "person"}
    own = reading("a", "a سقط قتلى، وقالت أرملة إن رجلا قتل", dead("قتلى", 22), dead("رجلا", 1, **by))
    assert shown(count_conflicts(case(own, told(reading, "b", 26)))) == [("killed", "contradiction", ["22", "26"])]
    few = reading("a", "a سقط قتلى، وقالت أرملة إن رجلا قتل", dead("قتلى", 4), dead("رجلا", 1, **by))
    assert shown(count_conflicts(case(few, told(reading, "b", 5)))) == [("killed", "contradiction", ["1", "4", "5"])]


def test_one_group_called_two_things_is_no_sum(reading: Make, case: MakeCase) -> None:
    held = ("arrests", "خمسة مسلحين", {"low": 5, "high": 5, "role": "militant"})
    named = ("arrests", "خمسة مشتبه بهم", {"low": 5, "high": 5, "role": "suspect"})
    one = reading("a", "a توقيف خمسة مسلحين. وقالت الشرطة إن خمسة مشتبه بهم أوقفوا", held, named)
    assert count_conflicts(case(one, reading("b", "b توقيف خمسة مشتبه بهم", named))) == []


def test_people_displaced(reading: Make, case: MakeCase) -> None:
    def moved(name: str, low: int) -> Reading:
        return reading(
            name, f"{name} نزحوا", ("casualties", "نزحوا", {"effect": "displaced", "low": low, "high": None})
        )

    assert shown(count_conflicts(case(moved("a", 900), moved("b", 900)))) == []
    assert shown(count_conflicts(case(moved("a", 900), moved("b", 1800)))) == [
        ("displaced", "revision", ["at least 900", "at least 1800"])
    ]


def test_one_sum_told_in_two_orders_is_one_side(reading: Make, case: MakeCase) -> None:
    soldiers, interpreter = dead("جنديين", 2, role="soldier"), dead("مترجم", 1, role="interpreter")
    a = reading("a", "مقتل جنديين ومترجم", soldiers, interpreter, published="2020-05-06")
    b = reading("b", "مقتل مترجم وإلى جانبه جنديين", interpreter, soldiers, published="2020-05-06")
    found = count_conflicts(case(a, b, told(reading, "c", 4)))
    assert [v.value for c in found if c.kind == "contradiction" for v in c.values] == ["3 (2 + 1)", "4"]
