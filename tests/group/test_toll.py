"""What a report itself stands by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from isnad.group.toll import body_start, tallies, toll
from isnad.model.incident import Reading
from isnad.model.report import Report

Make = Callable[..., Reading]


def dead(quote: str, low: int | None, high: int | str | None = "same", **more: Any) -> tuple[str, str, dict[str, Any]]:
    fields = {"effect": "killed", "low": low, "high": low if high == "same" else high, **more}
    return "casualties", quote, fields


def hurt(quote: str, low: int | None, high: int | str | None = "same", **more: Any) -> tuple[str, str, dict[str, Any]]:
    return dead(quote, low, high, **{"effect": "wounded", **more})


def final(reading: Reading) -> dict[str, list[tuple[int | None, int | None]]]:
    return {e: [(c.low, c.high) for c in counts] for e, counts in toll(reading.report, reading.claims).items()}


def test_at_least_in_the_body_beats_a_bare_headline(reading: Make) -> None:
    text = "مقتل 12 في غارة\nقتل 12 شخصا على الأقل في غارة. وأحصى المسعفون القتلى ال12."
    found = reading("a", text, dead("مقتل 12", 12), dead("12 شخصا على الأقل", 12, None), dead("القتلى ال12", 12))
    assert final(found) == {"killed": [(12, None)]}


def test_parts_of_different_people_add_up(reading: Make) -> None:
    found = reading(
        "a",
        "مقتل جنديين ومترجم واحد في كمين.",
        dead("جنديين", 2, role="soldier"),
        dead("مترجم واحد", 1, role="interpreter"),
    )
    assert final(found) == {"killed": [(3, 3)]}


def test_parts_never_add_to_a_stated_total(reading: Make) -> None:
    text = "قتل ثلاثة أشخاص بينهم جنديان ومترجم."
    found = reading(
        "a",
        text,
        dead("ثلاثة أشخاص", 3),
        dead("جنديان", 2, role="soldier", part_of="x"),
        dead("مترجم", 1, role="interpreter", part_of="x"),
    )
    assert final(found) == {"killed": [(3, 3)]}
    assert tallies(found.report, found.claims)["killed"].parts == ("a-1", "a-2")


def test_unmarked_parts_below_a_figure_for_everybody_are_parts(reading: Make) -> None:
    text = "قتل خمسة أشخاص في تفجير. وقالت الوزارة إن امرأة وطفلا بين القتلى."
    found = reading(
        "a",
        text,
        dead("خمسة أشخاص", 5),
        dead("امرأة", 1, role="woman", _by=("ministry",)),
        dead("طفلا", 1, role="child", _by=("ministry",)),
    )
    assert final(found) == {"killed": [(5, 5)]}


def test_a_breakdown_that_adds_up_supports_its_sum(reading: Make) -> None:
    text = "نحو 60 جريحا في حادث\nأصيب 52 راكبا. ونقل 20 إلى مشفى المدينة و31 إلى مشفى الطوارئ وسائق واحد."
    found = reading(
        "a",
        text,
        hurt("نحو 60 جريحا", 60, approx=True),
        hurt("52 راكبا", 52, role="passenger"),
        hurt("20", 20),
        hurt("31", 31),
        hurt("سائق واحد", 1),
    )
    assert final(found) == {"wounded": [(52, 52)]}


def test_pieces_that_fit_no_total_are_summed_and_do_not_win(reading: Make) -> None:
    text = "أصيب 52 شخصا. وقال مدير الصحة إن 40 نقلوا وإن اثنين غادرا."
    found = reading(
        "a", text, hurt("52 شخصا", 52), hurt("40", 40, _by=("director",)), hurt("اثنين", 2, _by=("director",))
    )
    assert final(found) == {"wounded": [(52, 52)]}
    wholes = tallies(found.report, found.claims)["wounded"].wholes
    assert [(f.low, f.summed) for f in wholes] == [(52, False), (42, True)]


def test_two_tellers_left_at_odds_are_both_kept(reading: Make) -> None:
    text = "قال المكتب إن 251 شخصا أوقفوا، وعدد الموقوفين 251. لكن رئيس الوزراء تحدث عن 297 موقوفا."
    found = reading(
        "a",
        text,
        ("arrests", "251 شخصا", {"low": 251, "high": 251, "_by": ("office",)}),
        ("arrests", "251.", {"low": 251, "high": 251, "_by": ("office",)}),
        ("arrests", "297 موقوفا", {"low": 297, "high": 297, "_by": ("prime minister",)}),
    )
    assert final(found) == {"arrested": [(251, 251), (297, 297)]}


def test_the_attacker_is_never_counted(reading: Make) -> None:
    found = reading("a", "قتل المهاجم وأصيب حارسان.", dead("قتل المهاجم", 1, role="attacker"), hurt("حارسان", 2))
    assert final(found) == {"wounded": [(2, 2)]}


@pytest.mark.parametrize("stance", ["denied", "questioned"])
def test_what_is_denied_or_asked_is_no_figure(reading: Make, stance: str) -> None:
    assert final(reading("a", "نفى مقتل خمسة.", dead("خمسة", 5, _stance=stance))) == {}


def test_fears_without_a_number_are_no_figure(reading: Make) -> None:
    assert final(reading("a", "مخاوف من سقوط قتلى.", dead("سقوط قتلى", None, _stance="hedged"))) == {}


def test_words_without_a_number_stand_where_no_number_does(reading: Make) -> None:
    dozens = ("عشرات القتلى", None)
    only = reading("a", "سقط عشرات القتلى.", dead(*dozens, approx=True))
    assert [c.approx for c in toll(only.report, only.claims)["killed"]] == [True]
    both = reading("a", "سقط عشرات القتلى. وأحصيت 44 جثة.", dead(*dozens, approx=True), dead("44 جثة", 44))
    assert final(both) == {"killed": [(44, 44)]}


def test_an_uncounted_group_beside_a_counted_one_opens_the_end(reading: Make) -> None:
    found = reading(
        "a", "مقتل جنود ومدني واحد.", dead("جنود", None, role="soldier"), dead("مدني واحد", 1, role="civilian")
    )
    assert final(found) == {"killed": [(1, None)]}


def test_other_events_do_not_count(reading: Make) -> None:
    found = reading("a", "قتل اثنان. وكان هجوم سابق أوقع 40.", dead("اثنان", 2), dead("40", 40, _event="other:earlier"))
    assert final(found) == {"killed": [(2, 2)]}


def test_zero_stands_only_alone(reading: Make) -> None:
    assert final(reading("a", "لم يصب أحد.", hurt("لم يصب أحد", 0))) == {"wounded": [(0, 0)]}
    both = reading("a", "لم يصب أحد أولا ثم أصيب ثلاثة.", hurt("لم يصب أحد", 0), hurt("ثلاثة", 3))
    assert final(both) == {"wounded": [(3, 3)]}


def test_where_the_headline_ends() -> None:
    assert body_start(Report(id="a", text="عنوان\nنص")) == 5
    assert body_start(Report(id="a", text="نص بلا عنوان")) == 0
    assert body_start(Report(id="a", text="ط" * 400 + "\nنص")) == 0
    assert body_start(Report(id="a", text="عنوان ونص", title_end=4)) == 4


def test_people_told_apart_in_two_sentences_are_summed_where_nobody_counts_all(reading: Make) -> None:
    found = reading(
        "a",
        "قتل جنديان في هجوم.\nوقتل في الهجوم مترجم.",
        dead("جنديان", 2, role="soldier"),
        dead("مترجم", 1, role="interpreter"),
    )
    assert final(found) == {"killed": [(3, 3)]}
    nested = reading(
        "a", "قتل مدنيان.\nوقتل مترجم.", dead("مدنيان", 2, role="civilian"), dead("مترجم", 1, role="interpreter")
    )
    assert final(nested) == {"killed": [(2, 2)]}


def test_what_nobody_asserts_does_not_win(reading: Make) -> None:
    text = "ارتفاع القتلى إلى خمسة\nوزعم التنظيم أنه قتل تسعة"
    found = reading("a", text, dead("خمسة", 5), dead("تسعة", 9, _stance="hedged", _by=("group",)))
    assert final(found) == {"killed": [(5, 5)]}


def test_what_those_who_did_it_claim_is_not_stood_by_beside_others_figures(reading: Make) -> None:
    text = "كمين في الجبل\nأعلنت الوزارة مقتل تسعة جنود. وقال التنظيم إنه قتل 14 جنديا."
    group = {"_by": ("the group",), "_type": "group"}
    official = {"_by": ("ministry",)}
    told = [dead("مقتل تسعة جنود", 9, role="soldier", **official), dead("14 جنديا", 14, role="soldier", **group)]
    assert final(reading("a", text, *told)) == {"killed": [(9, 9), (14, 14)]}
    claims = ("responsibility", "التنظيم", {"summary": "claimed", "name": "the group"})
    assert final(reading("a", text, *told, claims)) == {"killed": [(9, 9)]}
    told[1] = dead("14 جنديا", 14, role="soldier", _by=("hospital",))
    assert final(reading("a", text, *told)) == {"killed": [(9, 9), (14, 14)]}


def test_the_figure_a_report_begins_with_outweighs_early_counts(reading: Make) -> None:
    text = (
        "انفجار في سوق\nأعلنت الوزارة إصابة 80 في الانفجار.\n"
        "وكانت قناة تحدثت عن 20 جريحا.\nوقدر مسعف العدد ما بين 20 و25 جريحا."
    )
    early = [hurt("20 جريحا", 20), hurt("ما بين 20 و25 جريحا", 20, 25, _by=("medic",))]
    found = reading("a", text, hurt("إصابة 80", 80, _by=("ministry",)), *early)
    assert final(found) == {"wounded": [(80, 80)]}


def test_a_total_that_goes_beyond_it_outweighs_the_figure_a_report_begins_with(reading: Make) -> None:
    text = "قال محامون إن 22 مدنيا قتلوا.\nوأعلنت الوزارة لاحقا ارتفاع القتلى إلى 26."
    first = dead("22 مدنيا", 22, role="civilian", _by=("lawyers",))
    found = reading("a", text, first, dead("26", 26, is_total=True, _by=("ministry",)))
    assert (26, 26) in final(found)["killed"]
    assert (22, 22) not in final(found)["killed"]


def test_accounts_of_people_held_stand_side_by_side_however_far_apart(reading: Make) -> None:
    def held(quote: str, number: int, **more: Any) -> tuple[str, str, dict[str, Any]]:
        return "arrests", quote, {"low": number, "high": number, "role": "suspect", **more}

    text = "هجوم على حافلة\nأعلنت الشرطة توقيف أربعة مشتبه بهم.\nوقالت النيابة إن 15 مشتبها بهم قيد التوقيف."
    told = [held("أربعة مشتبه بهم", 4, _by=("police",)), held("15 مشتبها بهم", 15, _by=("prosecution",))]
    assert final(reading("a", text, *told)) == {"arrested": [(4, 4), (15, 15)]}


def test_the_place_of_one_person_among_all_tells_how_many_they_are(reading: Make) -> None:
    text = "جثامين ثلاثة جنود\nشيع ثلاثة جنود. وفارق جندي رابع الحياة."
    three, fourth = dead("ثلاثة جنود", 3, role="soldier"), dead("جندي رابع", 1, role="soldier", nth=4)
    assert final(reading("a", text, three, fourth)) == {"killed": [(4, 4)]}
    assert final(reading("a", text, dead("ثلاثة جنود", 5), fourth)) == {"killed": [(5, 5)]}


def test_a_toll_that_rose_overtakes_what_was_told_before(reading: Make) -> None:
    text = "مقتل 11 مدنيا\nقتل 11 مدنيا. وقال مصدر إن الحصيلة ارتفعت إلى 12 قتيلا."
    first = dead("11 مدنيا", 11, role="civilian")
    risen = dead("12 قتيلا", 12, is_total=True, _by=("source",), _rule="ar.harm.toll-reach")
    assert final(reading("a", text, first, first, risen)) == {"killed": [(12, 12)]}


def test_people_joined_by_and_are_summed_whosever_they_are(reading: Make) -> None:
    text = "توقيف\nتم توقيف اثنين من مالكي المركب والقبض على سائق."
    told = [
        ("arrests", words, {"low": many, "high": many, "role": "suspect"})
        for words, many in (("اثنين", 2), ("القبض على سائق", 1))
    ]
    assert final(reading("a", text, *told)) == {"arrested": [(3, 3)]}


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    assert body_start(Report(id="a", text="قتل جنديان في هجوم.\nوقال مصدر")) == 0
    assert body_start(Report(id="a", text="مقتل جنديين في هجوم\nوقال مصدر")) == 19
