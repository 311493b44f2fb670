"""Which place a phrase means. Names are folded as isnad.text.fold folds them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from isnad.places.gazetteer import Gazetteer
from isnad.places.geometry import haversine_km
from isnad.places.resolve import PlaceContext, PlaceMention, ResolvedPlace, resolve
from isnad.text.fold import Folding

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
KNOWN = [
    tuple(part.strip() for part in row.split("|"))
    for row in yaml.safe_load((HERE / "known_places.yaml").read_text(encoding="utf-8"))
]
NOTHING = PlaceContext()


def folding() -> Folding:
    table = tomllib.loads((ROOT / "src/isnad/lang/ar/pack.toml").read_text(encoding="utf-8"))["fold"]
    return Folding(table["replace"], table["drop"] + table["trailing"], table["trailing"])


FOLD = folding()


def said(name: str, head: str = "", **more: object) -> PlaceMention:
    return PlaceMention(name=FOLD.of(name), head=head, **more)  # type: ignore[arg-type]


def spoken(**countries: float) -> PlaceContext:
    return PlaceContext(countries=countries)


def found(*mentions: PlaceMention, context: PlaceContext = NOTHING) -> ResolvedPlace:
    return resolve(mentions, context)


def test_known_places_are_many() -> None:
    assert len(KNOWN) > 150


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: f"{row[0]}-{row[1]}")
def test_known_places(row: tuple[str, ...]) -> None:
    name, country, point, km = row
    mentions = [said(name)]
    for joint, head in ((" بريف ", "countryside"), (" بولاية ", "state")):
        if joint in name:
            near, wide = name.split(joint)
            mentions = [said(near), said(wide, head)]
    place = found(*mentions, context=spoken(**{country: 0.8}))
    assert place.lat is not None, place.reasons
    assert place.lon is not None
    lat, lon = map(float, point.split())
    assert haversine_km(place.lat, place.lon, lat, lon) <= float(km), place.reasons


def test_wider_name_decides_between_namesakes() -> None:
    place = found(said("أريحا", "town"), said("إدلب", "countryside"))
    assert place.entry is not None
    assert (place.entry.country, place.entry.admin1, place.precision) == ("SYR", "Idlib", "exact")
    assert any("agrees with Idlib" in r for r in place.reasons)


def test_country_of_the_report_decides() -> None:
    for country in ("LBN", "LBY"):
        place = found(said("طرابلس"), context=spoken(**{country: 0.9}))
        assert place.entry is not None
        assert place.entry.country == country


def test_nothing_decides_gives_no_point() -> None:
    place = found(said("لافاييت", "city"), context=spoken(USA=0.9))
    assert place.entry is None
    assert (place.lat, place.lon, place.radius_m, place.precision) == (None, None, None, "unknown")
    assert "not decided" in place.reasons[0]


def test_province_of_the_report_decides() -> None:
    context = PlaceContext(countries={"USA": 0.9}, admin1={"US.LA": 1.0})
    place = found(said("لافاييت", "city"), context=context)
    assert place.entry is not None
    assert place.entry.admin1 == "Louisiana"


def test_contradicted_name_yields_to_the_better_known() -> None:
    place = found(said("الملتقى", "city"), said("الولاية الشمالية", "province"), context=spoken(SDN=0.9))
    assert place.chain[0] is None
    assert place.entry is not None
    assert (place.entry.country, place.precision) == ("SDN", "province")


def test_capital_by_nationality() -> None:
    place = found(PlaceMention(head="capital", country="SOM", thing=True))
    assert place.entry is not None
    assert place.entry.name == "Mogadishu"
    assert place.precision == "near"


def test_head_word_chooses_the_kind() -> None:
    state = found(said("جورجيا", "state"), context=spoken(USA=0.9))
    country = found(said("جورجيا"), context=spoken(GEO=0.9))
    assert state.entry is not None
    assert state.entry.kind == "province"
    assert country.entry is not None
    assert country.entry.kind == "country"
    assert (country.lat, country.precision) == (None, "country")


@pytest.mark.parametrize(
    ("mentions", "precision"),
    [
        ([said("تدمر", "city"), said("حمص", "countryside")], "exact"),
        ([said("تدمر", "desert")], "district"),
        ([said("تدمر", relation="near")], "near"),
        ([said("البادية السورية", "area")], "province"),
        ([said("حمص", "province")], "province"),
        ([said("سوريا")], "country"),
        ([said("التنف", "base")], "exact"),
        ([said("مقديشو")], "district"),
        ([said("مقديشو", thing=True, named=True)], "exact"),
        ([said("كلمهغيرمعروفه", "village"), said("سراقب")], "district"),
    ],
)
def test_precision(mentions: list[PlaceMention], precision: str) -> None:
    assert found(*mentions, context=spoken(SYR=0.5, SOM=0.5)).precision == precision


def test_road_between_two_places_takes_the_smaller() -> None:
    place = found(said("الرياض", "road"), said("خريص"), context=spoken(SAU=0.9))
    assert place.entry is not None
    assert place.entry.name == "Khurays"
    assert place.precision == "near"
    assert place.radius_m is not None
    assert place.radius_m > 50_000


def test_order_does_not_matter_for_grain() -> None:
    place = found(said("السعودية"), said("خريص", relation="near"), context=spoken(SAU=0.9))
    assert place.entry is not None
    assert (place.entry.name, place.precision) == ("Khurays", "near")


def test_other_spelling_is_found_in_the_right_country_only() -> None:
    there = found(said("مايدغوري", "city"), context=spoken(NGA=0.9))
    elsewhere = found(said("مايدغوري", "city"), context=spoken(SYR=0.9))
    assert there.entry is not None
    assert there.entry.name == "Maiduguri"
    assert elsewhere.entry is None


def test_nothing_given() -> None:
    place = found()
    assert place.entry is None
    assert place.reasons == ("no name is in the gazetteer",)


def test_same_answer_again() -> None:
    mentions = [said("الجديدة", "village"), said("إدلب", "countryside")]
    assert resolve(mentions, spoken(SYR=0.9)) == resolve(mentions, spoken(SYR=0.9), Gazetteer.load())


def test_a_town_that_the_report_names_decides_between_namesakes() -> None:
    asked = [PlaceMention(name="السخنه", head="town", relation="near")]
    shares = {"USA": 0.7, "SYR": 0.2, "YEM": 0.1}
    assert resolve(asked, PlaceContext(countries=shares)).entry is None
    found = resolve(asked, PlaceContext(countries=shares, around=((34.56, 38.28),)))
    assert found.entry is not None
    assert found.entry.country == "SYR"
    assert "near a town that the report names" in found.reasons
