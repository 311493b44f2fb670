"""Regions have their Arabic names; windows hold what lies in them, the largest first."""

from __future__ import annotations

import pytest

from isnad.places.atlas import Atlas


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def test_a_region_is_known_in_both_scripts(atlas: Atlas) -> None:
    homs = atlas.region("SYR", "Homs")
    assert homs is not None
    assert homs.name_ar == "حمص"
    assert atlas.region("JOR", "Homs") is None
    assert atlas.region(None, None) is None


def test_towns_of_a_window_lie_in_it_and_the_largest_comes_first(atlas: Atlas) -> None:
    towns = atlas.towns(34.0, 36.0, 35.5, 39.0, 12)
    assert len(towns) == 12
    assert all(34.0 <= t.lat <= 35.5 and 36.0 <= t.lon <= 39.0 for t in towns)
    assert "Homs" in [t.name for t in towns[:2]]
    people = [t.population for t in towns if not t.capital]
    assert people == sorted(people, reverse=True)


def test_the_sea_has_no_towns(atlas: Atlas) -> None:
    assert atlas.towns(33.0, 30.0, 33.5, 31.0, 5) == []
