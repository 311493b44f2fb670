"""schema.org claims: every node arrives, every text is a quote, and rdflib reads the graph."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from isnad.export.exchange.bundle import Bundle, Files

Written = Callable[..., Files]


def graph(bundle: Bundle, written: Written) -> list[dict[str, Any]]:
    made = json.loads(written(bundle, "schemaorg")["claims.jsonld"])
    assert made["@context"] == "https://schema.org"
    found: list[dict[str, Any]] = made["@graph"]
    return found


def test_every_claim_is_in_exactly_one_node(bundle: Bundle, written: Written) -> None:
    named = [name for node in graph(bundle, written) if node["@type"] == "Claim" for name in node["identifier"]]
    assert sorted(named) == sorted(h.claim.claim for h in bundle.held)


def test_texts_are_the_words_of_a_report(bundle: Bundle, written: Written) -> None:
    for node in graph(bundle, written):
        if node["@type"] == "Claim":
            claims = [bundle.claims[name] for name in node["identifier"]]
            quotes = [bundle.reports[c.report].text[c.evidence.start : c.evidence.end] for c in claims]
            assert node["text"] == quotes[0]
            assert len({c.report for c in claims}) == len(node["appearance"])


def test_references_arrive(bundle: Bundle, written: Written) -> None:
    nodes = graph(bundle, written)
    ids = [node["@id"] for node in nodes]
    assert len(ids) == len(set(ids))
    for node in nodes:
        pointed = [*node.get("appearance", []), *(node[k] for k in ("about", "firstAppearance") if k in node)]
        assert {p["@id"] for p in pointed} <= set(ids)


def test_nothing_is_rated(bundle: Bundle, written: Written) -> None:
    assert b"eviewRating" not in written(bundle, "schemaorg")["claims.jsonld"]


def test_rdflib_reads_the_graph(bundle: Bundle, written: Written) -> None:
    rdflib = pytest.importorskip("rdflib", reason="NOT CHECKED: JSON-LD in rdflib needs isnad[check-exports]")
    made = json.loads(written(bundle, "schemaorg")["claims.jsonld"])
    made["@context"] = {"@vocab": "https://schema.org/"}
    found = rdflib.Graph().parse(data=json.dumps(made), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    claims = set(found.subjects(rdflib.RDF.type, schema.Claim))
    assert len(claims) == sum(node["@type"] == "Claim" for node in made["@graph"])
    for claim in claims:
        assert list(found.objects(claim, schema.appearance))
        assert list(found.objects(claim, schema.text))
