"""The finest place that reports agree on, and no false point."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.group.place import solve_site
from isnad.model.claim import Claim
from isnad.model.incident import Reading, Where

Make = Callable[..., Reading]
HOMS = {"name": "Homs", "name_ar": "حمص", "country": "SYR", "lat": 34.73, "lon": 36.71}
DARAA = {"name": "Daraa", "name_ar": "درعا", "country": "SYR", "lat": 32.62, "lon": 36.1}


def _claims(reading: Make, *sites: tuple[str, dict[str, Any]]) -> list[Claim]:
    return [
        c
        for n, (report, fields) in enumerate(sites)
        for c in reading(
            f"{report}", f"{report} هنا {n}", ("event_site", "هنا", {"precision": "near", **fields})
        ).claims
    ]


def _solve(claims: list[Claim]) -> Where:
    return solve_site(claims, {})


def test_most_reports_decide(reading: Make) -> None:
    found = _solve(_claims(reading, ("a", HOMS), ("b", DARAA), ("c", HOMS)))
    assert (found.name, found.lat, found.country, found.precision) == ("Homs", 34.73, "SYR", "near")
    assert found.basis == ("a-0", "c-0")


def test_a_family_of_copies_has_one_vote(reading: Make) -> None:
    claims = _claims(reading, ("a", HOMS), ("b", HOMS), ("c", DARAA), ("d", DARAA), ("e", HOMS))
    assert solve_site(claims, {"a": "f", "b": "f", "e": "f"}).name == "Daraa"


def test_a_region_alone_gives_its_middle_and_half_width_marked_as_a_region(reading: Make) -> None:
    region = {"name": "Homs province", "name_ar": "ريف حمص", "precision": "province", "country": "SYR"}
    found = _solve(_claims(reading, ("a", {**region, "lat": 34.5, "lon": 38.0, "radius_m": 90_000})))
    assert (found.name, found.lat, found.radius_m, found.precision) == ("Homs province", 34.5, 90_000, "province")


def test_a_region_told_of_two_namesakes_has_no_point(reading: Make) -> None:
    region = {"name": "Homs province", "name_ar": "ريف حمص", "precision": "province", "country": "SYR"}
    here, there = {**region, "lat": 34.5, "lon": 38.0}, {**region, "lat": 31.5, "lon": 35.0}
    assert _solve(_claims(reading, ("a", here), ("b", there))).lat is None


def test_one_lone_exact_site_does_not_make_the_place_exact(reading: Make) -> None:
    sites = [(r, HOMS) for r in "abcd"]
    found = _solve(_claims(reading, *sites, ("e", {**HOMS, "precision": "exact", "name": "market"})))
    assert found.precision == "near"


def test_nothing_told_is_nowhere() -> None:
    assert _solve([]) == Where()
