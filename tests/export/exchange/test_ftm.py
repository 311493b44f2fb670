"""FollowTheMoney entities, checked by FollowTheMoney."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from isnad.export.exchange.bundle import Bundle, Files

Written = Callable[..., Files]


def entities(bundle: Bundle, written: Written) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(bundle, "ftm")["entities.ftm.json"].splitlines()]


def test_every_event_and_article_is_there_once(bundle: Bundle, written: Written) -> None:
    found = entities(bundle, written)
    assert len({e["id"] for e in found}) == len(found)
    events = [e["properties"]["recordId"][0] for e in found if e["schema"] == "Event"]
    assert events == [r.incident.id for r in bundle.records]
    assert sum(e["schema"] == "Article" for e in found) == len(bundle.reports)


def test_figures_name_their_claims(bundle: Bundle, written: Written) -> None:
    rows = sum(len(r.toll) for r in bundle.records)
    notes = [n for e in entities(bundle, written) for n in e["properties"].get("notes", ()) if "; claims " in n]
    assert len(notes) == rows
    for note in notes:
        assert set(re.split(", ", note.rpartition("; claims ")[2].rstrip("]"))) <= set(bundle.claims)


def test_followthemoney_takes_every_property_as_it_is(bundle: Bundle, written: Written) -> None:
    """Cleaned by the library's own types, nothing is dropped and every reference arrives."""
    ftm = pytest.importorskip("followthemoney", reason="NOT CHECKED: entities need isnad[check-exports]")
    found = entities(bundle, written)
    ids = {e["id"] for e in found}
    for plain in found:
        schema = ftm.model.get(plain["schema"])
        assert schema is not None
        proxy = ftm.model.get_proxy(plain, cleaned=False)
        schema.validate(plain)
        for name, values in plain["properties"].items():
            prop = schema.get(name)
            assert prop is not None, (plain["schema"], name)
            assert len(proxy.get(name)) == len({prop.type.clean(v) for v in values}), (plain["schema"], name, values)
            assert None not in [prop.type.clean(v) for v in values], (plain["schema"], name, values)
            if prop.type.name == "entity":
                assert set(values) <= ids
        assert not [p for p in schema.required if not proxy.get(p)], plain
