"""Event sites: what cases/sites.yaml cannot say. The phrases themselves are tested there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.extract.extract import read_report
from isnad.extract.kinds import event_site
from isnad.extract.parsed import ParsedReport
from isnad.lang.pack import load_pack
from isnad.model.report import Report
from isnad.model.values import SiteValue

PACK = load_pack("ar")
PIECES = [
    "قتل خمسة أشخاص",
    "في هجوم",
    "على",
    "قرب",
    "مدينة",
    "سوق",
    "حمص",
    "«",
    "»",
    "في",
    "13",
    "محافظة",
    "العاصمة",
    "السورية",
    "شمال",
    "طريق",
    "،",
    "وانفجار",
    "بالموصل",
    "كيلومترا",
    "-",
    "(",
    ")",
    "التي تسيطر",
]


def find(text: str, published: str | None = "2025-05-12") -> list[tuple[str, SiteValue]]:
    out = []
    for claim in read_report(Report(id="t", text=text, published=published), PACK).claims:
        if isinstance(claim.value, SiteValue):
            evidence = claim.evidence
            assert evidence.quote == text[evidence.start : evidence.end]
            out.append((evidence.quote, claim.value))
    return out


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_words_give_ordered_sites_with_whole_points(text: str) -> None:
    parsed = ParsedReport(Report(id="t", text=text), PACK)
    last = 0
    for draft in event_site.find(parsed):
        value = draft.value
        assert isinstance(value, SiteValue)
        assert last <= draft.start < draft.end <= len(parsed.folded.text)
        last = draft.end
        assert (value.lat is None) == (value.lon is None)
        assert value.precision in ("exact", "near", "district", "province", "country")
        assert value.lat is None or value.precision != "country"


def test_a_report_is_read_the_same_twice() -> None:
    text = "قتل ستة في انفجار بمدينة كركوك العراقية. وأصيب سبعة في حريق قرب أربيل."
    assert find(text) == find(text)


def test_a_namesake_is_told_by_the_wider_place() -> None:
    near = find("قتل جندي في كمين ببلدة أريحا في ريف إدلب السوري.")
    far = find("قتل جندي في كمين بمدينة أريحا في الضفة الغربية المحتلة.")
    assert [v.country for _, v in near] == ["SYR"]
    assert [v.country for _, v in far] == ["PSE"]


def test_the_country_of_the_report_tells_namesakes_apart() -> None:
    text = "قالت الشرطة {} إن انفجارا وقع قرب مدينة طرابلس وأسفر عن مقتل عامل."
    assert [v.country for _, v in find(text.format("الليبية"))] == ["LBY"]
    assert [v.country for _, v in find(text.format("اللبنانية"))] == ["LBN"]


def test_no_point_for_a_place_that_no_map_knows() -> None:
    found = find("قتل راعيان في انفجار لغم بقرية زعتريبا.")
    assert [(q, v.lat, v.place_id) for q, v in found] == [("قرية زعتريبا", None, None)]


def test_a_road_between_two_towns_has_its_middle_and_half_its_length() -> None:
    (found,) = find("لقي سائق حتفه في حادث سير على طريق حمص - دمشق في سوريا.")
    value = found[1]
    assert (value.precision, value.lat, value.lon, value.radius_m) == ("near", 34.11713, 36.50843, 70385)


def test_the_ends_of_a_road_that_lie_too_far_apart_are_no_point() -> None:
    (found,) = find("لقي سائق حتفه في حادث سير على طريق القاهرة - أسوان في مصر.")
    assert (found[1].precision, found[1].lat, found[1].country) == ("near", None, "EGY")


def test_a_village_no_map_knows_lies_where_its_distance_from_a_town_says() -> None:
    (found,) = find("قتل ثلاثة أشخاص في انفجار في بلدة زعتريبا على بعد 15 كيلومترا شمال حمص في سوريا.")
    value = found[1]
    assert (value.precision, value.country) == ("near", "SYR")
    assert value.lat is not None
    assert round(value.lat - 34.72682, 2) == 0.13


def test_the_province_of_a_countrys_name_is_no_country() -> None:
    (found,) = find("خطف مسلحون أربعة مزارعين من قرية في ولاية النيجر النيجيرية.")
    assert (found[1].country, found[1].admin1) == ("NGA", "Niger")


def test_a_thing_without_a_name_gives_way_to_the_place_behind_it() -> None:
    found = find("قتل شخصان في إطلاق نار في مقهى ليل السبت في مدينة البصرة العراقية.")
    assert [q for q, _ in found] == ["مدينة البصرة العراقية"]


def test_an_old_year_leads_to_another_event() -> None:
    text = "قتل خمسة في هجوم بمدينة كركوك العراقية. وفي عام 2014 قتل سبعون في هجوم بمدينة أربيل."
    claims = read_report(Report(id="r", text=text), PACK).claims
    sites = [(c.value.name, c.event) for c in claims if isinstance(c.value, SiteValue)]
    assert sites == [("Kirkuk", "main"), ("Erbil", "other:2014")]


@pytest.mark.parametrize("published", [None, "", "gestern", "2025-05-12T10:00:00"])
def test_any_published_is_borne(published: str | None) -> None:
    assert find("قتل حارس أمس في هجوم بمدينة كركوك العراقية.", published)


def test_a_long_hostile_line_is_read_in_time() -> None:
    text = "قتل في هجوم على " + "سوق في مدينة قرب شمال " * 20_000
    parsed = ParsedReport(Report(id="t", text=text), PACK)
    assert isinstance(event_site.find(parsed), list)
