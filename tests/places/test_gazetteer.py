"""The shipped gazetteer: its digest, its names, and what a lookup promises."""

from __future__ import annotations

import hashlib
import json
from importlib import resources

import pytest

from isnad.errors import InternalError
from isnad.places.entry import KINDS
from isnad.places.gazetteer import Gazetteer, skeleton
from isnad.places.packing import MAGIC, pack, unpack

DATA = resources.files("isnad.places") / "data"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_file_is_the_one_described() -> None:
    about = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    data = (DATA / "places.bin").read_bytes()
    assert hashlib.sha256(data).hexdigest() == about["sha256"]
    assert len(data) == about["bytes"] <= 8_000_000
    assert len(Gazetteer.load()) == about["places"]


def test_every_source_is_credited() -> None:
    about = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    assert all(source["licence"] and source["credit"] for source in about["sources"])
    assert {s["name"] for s in about["sources"]} >= {"Who's On First", "GeoNames", "Unicode CLDR", "Yemen-info"}


def test_load_is_cached() -> None:
    assert Gazetteer.load() is Gazetteer.load()


def test_lookup_is_ranked_and_pure(gazetteer: Gazetteer) -> None:
    first = gazetteer.lookup("باريس")
    assert [e.rank for e in first] == sorted((e.rank for e in first), reverse=True)
    assert (first[0].country, first[0].kind) == ("FRA", "locality")
    gazetteer.lookup("لندن")
    assert gazetteer.lookup("باريس") == first
    assert gazetteer.lookup("كلمهليستاسما") == ()


def test_every_entry_is_whole(gazetteer: Gazetteer) -> None:
    for name in ("حمص", "اليمن", "البحر الاحمر", "مطار بغداد", "معبر رفح", "لويزيانا", "التنف"):
        for e in gazetteer.lookup(name):
            assert e.kind in KINDS
            assert -90 <= e.lat <= 90
            assert -180 <= e.lon <= 180
            assert e.radius_m > 0
            assert e.name
            assert e.name_ar
            assert len(e.country) in (0, 3)


def test_article_is_optional_but_counts(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("موصل")[0].name == "Mosul"
    assert gazetteer.lookup("السراقب")[0].ambiguous


@pytest.mark.parametrize("word", ["وقف", "السلطات", "الدولي", "خليل", "العسكري", "الجديده", "محمد", "قاسم"])
def test_common_words_are_flagged(gazetteer: Gazetteer, word: str) -> None:
    assert all(e.ambiguous for e in gazetteer.lookup(word))


@pytest.mark.parametrize("word", ["دمشق", "مقديشو", "كابول", "السويس", "اليمن", "درعا", "سيناء", "نيويورك"])
def test_well_known_names_stand_alone(gazetteer: Gazetteer, word: str) -> None:
    assert not gazetteer.lookup(word)[0].ambiguous


def test_longest_match_prefers_more_words(gazetteer: Gazetteer) -> None:
    words = ["في", "دير", "الزور", "امس"]
    match = gazetteer.longest_match(words, 1)
    assert match is not None
    assert match[0] == 2
    assert match[1][0].name == "Deir ez-Zor"
    assert gazetteer.longest_match(words, 0) is None or gazetteer.longest_match(words, 0)[1][0].ambiguous  # type: ignore[index]


def test_longest_match_stops_at_the_end(gazetteer: Gazetteer) -> None:
    match = gazetteer.longest_match(["حضر", "من", "حمص"], 2)
    assert match is not None
    assert match[0] == 1


def test_alike_finds_other_spellings(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("مايدغوري") == ()
    found = gazetteer.alike("مايدغوري", ("NGA",))
    assert found
    assert (found[0].name, found[0].alike) == ("Maiduguri", True)
    assert gazetteer.alike("مايدغوري", ("SYR",)) == ()


def test_countries_capitals_provinces(gazetteer: Gazetteer) -> None:
    for iso, capital in [("SYR", "Damascus"), ("SOM", "Mogadishu"), ("YEM", "Sanaa"), ("TUR", "Ankara")]:
        country, city = gazetteer.country(iso), gazetteer.capital(iso)
        assert country is not None
        assert country.kind == "country"
        assert city is not None
        assert (city.name, city.capital) == (capital, True)
    homs = gazetteer.province(gazetteer.lookup("تدمر")[0].admin1_id)
    assert homs is not None
    assert homs.name == "Homs"
    assert gazetteer.country("ZZZ") is None


def test_arab_provinces_are_all_there(gazetteer: Gazetteer) -> None:
    names = "الحسكه,ريف دمشق,نينوي,الانبار,ذي قار,شبوه,ابين,شمال سيناء,كفر الشيخ,وسط دارفور,جنوب كردفان,عكار,قطاع غزه"
    for name in names.split(","):
        assert any(e.kind == "province" for e in gazetteer.lookup(name)), name


def test_skeleton_joins_spellings() -> None:
    skip, same = frozenset("اوي"), {"غ": "ج"}
    assert skeleton("مايدوغوري", skip, same) == skeleton("ميدوجوري", skip, same)


def test_packing_round_trip_and_damage() -> None:
    data = pack({"a": 1}, {"x": b"abc", "y": b"\x01\x02\x03\x04"})
    header, sections = unpack(data)
    assert header["a"] == 1
    assert bytes(sections["x"]) == b"abc"
    assert sections["y"].cast("I")[0] == 0x04030201
    with pytest.raises(InternalError):
        unpack(b"something else")
    with pytest.raises(InternalError):
        unpack(data[:-4])
    with pytest.raises(InternalError):
        unpack(MAGIC + b"\xff\xff\x00\x00{")


def test_alike_finds_towns_that_no_source_spells(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("بوتيمبو") == ()
    found = gazetteer.alike("بوتيمبو", ("COD",))
    assert [(e.name, e.country) for e in found[:1]] == [("Butembo", "COD")]
    assert gazetteer.longest_match(["بوتيمبو"], 0) is None
