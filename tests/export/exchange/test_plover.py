"""PLOVER-style records: what the form requires, and offsets that end at the words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from isnad.export.exchange.bundle import Bundle, Files
from isnad.export.exchange.coding import crosswalk
from isnad.export.exchange.plover import left_out_plover

Written = Callable[..., Files]
MODES = {
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ACCUSE": "disapprove investigate allege",
}


def events(bundle: Bundle, written: Written) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(bundle, "plover")["events.jsonl"].splitlines()]


def test_every_record_has_what_the_form_requires(bundle: Bundle, written: Written) -> None:
    found = events(bundle, written)
    assert found
    assert len({e["id"] for e in found}) == len(found)
    for event in found:
        assert {"id", "date", "actor", "event"} <= event.keys()
        (category,) = event["event"]
        assert event["quad_code"] == crosswalk()["plover_quads"][category]
        assert set(event["mode"]) <= set(MODES.get(category, "").split())


def test_offsets_end_at_the_words(bundle: Bundle, written: Written) -> None:
    for event in events(bundle, written):
        claim = bundle.claims[event["id"]]
        text = bundle.reports[claim.report].text
        info = event["text_info"]
        assert text[info["start"] : info["end"]] == event["event_text"] == claim.evidence.quote
        for entity in [*event["actor"], *event["recipient"]]:
            assert entity["claim"] in bundle.claims


def test_size_is_what_the_report_stands_by_and_exact(bundle: Bundle, written: Written) -> None:
    sized = 0
    for event in events(bundle, written):
        report = bundle.claims[event["id"]].report
        tolls = [m.toll for r in bundle.records for m in r.incident.members if m.id == report]
        for name, effect in (("dead", "killed"), ("injured", "wounded"), ("arrested", "arrested")):
            if name in event.get("size", {}):
                sized += 1
                assert any((c.low, c.high) == (event["size"][name],) * 2 for t in tolls for c in t[effect])
    assert sized


def test_at_least_is_no_size(edges: Bundle, written: Written) -> None:
    assert next(e for e in events(edges, written) if e["id"].startswith("n:"))["size"] == {"dead": 3}


def test_what_has_no_day_or_no_category_is_named(bundle: Bundle, written: Written) -> None:
    gone = {item.incident for item in left_out_plover(bundle)}
    told = {e["comment"].split("incident ")[1].split(";")[0] for e in events(bundle, written) if "size" in e}
    assert told.isdisjoint(gone)
    assert told
