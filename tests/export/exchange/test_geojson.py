"""GeoJSON: valid, longitude first, no point rather than a false one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import pytest

from isnad.export.exchange.bundle import Bundle, Files
from isnad.model.values import SiteValue

Written = Callable[..., Files]


def test_one_feature_an_incident_with_its_precision(bundle: Bundle, written: Written) -> None:
    features = json.loads(written(bundle, "geojson")["incidents.geojson"])["features"]
    assert [f["id"] for f in features] == [r.incident.id for r in bundle.records]
    for feature, record in zip(features, bundle.records, strict=True):
        site = record.incident.site
        point = feature["geometry"] and feature["geometry"]["coordinates"]
        assert point == (None if site.lat is None else [site.lon, site.lat])
        assert (feature["properties"]["precision"], feature["properties"]["radius_m"]) == (
            site.precision,
            site.radius_m,
        )
        assert (feature["properties"]["start"], feature["properties"]["end"]) == (
            record.incident.date.low,
            record.incident.date.high,
        )


def test_every_place_told_is_a_mark_of_its_own(bundle: Bundle, written: Written, quotes: Mapping[str, str]) -> None:
    features = json.loads(written(bundle, "geojson")["places.geojson"])["features"]
    told = {
        c.claim for r in bundle.records for c in r.incident.claims if isinstance(c.value, SiteValue) and c.value.lat
    }
    assert {f["id"] for f in features} == told
    for feature in features:
        assert feature["properties"]["quote"] == quotes[feature["id"]]


def test_every_figure_day_and_place_is_traced(bundle: Bundle, written: Written, quotes: Mapping[str, str]) -> None:
    seen = 0
    for feature in json.loads(written(bundle, "geojson")["incidents.geojson"])["features"]:
        properties = feature["properties"]
        for key, value in properties.items():
            effect, _, end = key.rpartition("_")
            if end in ("low", "high") and value is not None:
                assert properties["trace"][effect], key
        for claims in properties["trace"].values():
            assert set(claims) <= set(quotes)
            seen += len(claims)
    assert seen


@pytest.mark.parametrize("name", ["incidents.geojson", "places.geojson"])
def test_the_geojson_package_finds_no_error(bundle: Bundle, written: Written, name: str) -> None:
    geojson = pytest.importorskip("geojson", reason="NOT CHECKED: GeoJSON needs isnad[check-exports]")
    made = geojson.loads(written(bundle, "geojson")[name])
    assert made.is_valid, made.errors()
    assert all(f.is_valid for f in made["features"])
