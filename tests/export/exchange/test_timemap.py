"""timemap's own rules for events and sources (src/reducers/validate in its repository), restated as a test."""

from __future__ import annotations

import json
from collections.abc import Callable

from isnad.export.exchange.bundle import Bundle, Files
from isnad.export.exchange.timemap import left_out_timemap

Written = Callable[..., Files]
EVENT = {
    "id", "description", "date", "time", "time_precision", "location", "latitude", "longitude", "type", "category",
    "category_full", "comments", "time_display", "colour", "shape",
}  # fmt: skip
SOURCE = {"id", "title", "thumbnail", "type", "url", "description", "parent", "author", "date", "notes"}


def test_events_hold_to_the_schema(bundle: Bundle, written: Written) -> None:
    files = written(bundle, "timemap")
    sources = json.loads(files["sources.json"])
    events = json.loads(files["events.json"])
    assert events
    for event in events:
        lists = {k for k in event if isinstance(event[k], list)}
        assert lists == {"associations", "sources"}
        assert set(event) - lists <= EVENT
        assert all(isinstance(event[k], str) for k in set(event) - lists)
        assert ("latitude" in event) == ("longitude" in event)
        assert event["date"] or event.get("latitude")
        assert set(event["sources"]) <= set(sources)


def test_sources_hold_to_the_schema(bundle: Bundle, written: Written) -> None:
    sources = json.loads(written(bundle, "timemap")["sources.json"])
    assert set(sources) == set(bundle.reports)
    for name, source in sources.items():
        assert source["id"] == name
        assert set(source) == SOURCE | {"paths", "affil_s"}
        assert all(isinstance(source[k], str) for k in SOURCE)


def test_an_incident_is_an_event_or_named_as_left_out(bundle: Bundle, written: Written) -> None:
    shown = {e["id"] for e in json.loads(written(bundle, "timemap")["events.json"])}
    gone = {item.incident for item in left_out_timemap(bundle)}
    assert shown | gone == {r.incident.id for r in bundle.records}
    assert not shown & gone


def test_figures_name_their_claims(bundle: Bundle, written: Written) -> None:
    for event in json.loads(written(bundle, "timemap")["events.json"]):
        record = next(r for r in bundle.records if r.incident.id == event["id"])
        told = event["comments"].partition("; claims: ")[2].split()
        assert {c for row in record.toll for c in row.claims} <= set(told) <= set(bundle.claims)
