"""Web Annotations: selectors that find the words, and JSON-LD that a processor reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from isnad.export.exchange.annotations import CONTEXT
from isnad.export.exchange.bundle import Bundle, Files

Written = Callable[..., Files]
OA = "http://www.w3.org/ns/oa#"
TERMS = {
    # The terms of the standard's context that the export uses; the context itself is not at hand offline.
    "oa": OA, "as": "http://www.w3.org/ns/activitystreams#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "dc": "http://purl.org/dc/elements/1.1/",
    "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "describing": "oa:describing", "tagging": "oa:tagging", "value": "rdf:value", "format": "dc:format",
    "start": "oa:start", "end": "oa:end", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "label": "rdfs:label", "total": "as:totalItems", "first": {"@id": "as:first", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "startIndex": "as:startIndex",
}  # fmt: skip


def items(bundle: Bundle, written: Written) -> list[dict[str, Any]]:
    made = json.loads(written(bundle, "annotations")["annotations.jsonld"])
    assert made["@context"][0] == CONTEXT
    assert made["total"] == len(made["first"]["items"])
    found: list[dict[str, Any]] = made["first"]["items"]
    return found


def test_every_claim_is_annotated_once_for_each_incident(bundle: Bundle, written: Written) -> None:
    found = items(bundle, written)
    assert len(found) == len(bundle.held)
    assert len({a["id"] for a in found}) == len(found)


def test_both_selectors_find_the_words(bundle: Bundle, written: Written) -> None:
    for annotation, held in zip(items(bundle, written), bundle.held, strict=True):
        text = bundle.reports[held.claim.report].text
        position, words = annotation["target"][0]["selector"]
        assert text[position["start"] : position["end"]] == words["exact"] == held.claim.evidence.quote
        assert text[: position["start"]].endswith(words["prefix"])
        assert text[position["end"] :].startswith(words["suffix"])
        units = text.encode("utf-16-le")[2 * position["isnad:startUTF16"] : 2 * position["isnad:endUTF16"]]
        assert units.decode("utf-16-le") == words["exact"]


def test_a_page_is_a_second_target_with_the_quote_alone(examples: Bundle, written: Written) -> None:
    with_page = 0
    for annotation, held in zip(items(examples, written), examples.held, strict=True):
        url = examples.reports[held.claim.report].url
        assert [t["source"] for t in annotation["target"][1:]] == ([url] if url else [])
        for target in annotation["target"][1:]:
            assert target["selector"]["type"] == "TextQuoteSelector"
            with_page += 1
    assert with_page


def test_a_json_ld_processor_reads_it_as_the_standard_means(bundle: Bundle, written: Written) -> None:
    jsonld = pytest.importorskip("pyld.jsonld", reason="NOT CHECKED: JSON-LD needs isnad[check-exports]")

    def loader(url: str, options: object) -> dict[str, Any]:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": TERMS}}

    made = json.loads(written(bundle, "annotations")["annotations.jsonld"])
    (collection,) = jsonld.expand(made, {"documentLoader": loader})
    found = collection["http://www.w3.org/ns/activitystreams#first"][0]["http://www.w3.org/ns/activitystreams#items"][
        0
    ]["@list"]
    assert len(found) == len(bundle.held)
    for annotation in found:
        assert annotation["@type"] == [f"{OA}Annotation"]
        assert annotation[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
        selector = annotation[f"{OA}hasTarget"][0][f"{OA}hasSelector"][0]
        assert selector["@type"] == [f"{OA}TextPositionSelector"]
        assert annotation["urn:isnad:term:stance"][0]["@value"]
