"""Places to the columns of the shipped file, and which names are too common to stand alone."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import Any

from isnad.places.entry import KINDS
from isnad.places.gazetteer import skeleton
from isnad.places.packing import pack
from places_build.cleaning import Names
from places_build.merging import Place

# A lone word of fewer people is a name only behind a head word or a preposition.
WELL_KNOWN = 20_000
WELL_KNOWN_FAR = 60_000
ALIKE_FROM = 30_000
MOST_PLACES = 40
MOST_ALIKE = 160
_SAFE_KINDS = frozenset({"country", "province", "camp", "base", "airport", "crossing", "sea", "site"})


def is_known(place: Place, near: frozenset[str]) -> bool:
    """Whether a bare mention may be taken for this place without any further word."""
    if place.kind in _SAFE_KINDS or place.capital or place.id.startswith("isnad:"):
        return True
    if place.kind == "region" or place.kind == "desert":
        return True
    if place.own:
        return True
    limit = WELL_KNOWN if place.country in near else WELL_KNOWN_FAR
    return place.kind in ("locality", "district") and place.population >= limit


def weak_name(name: str, holders: list[Place], stop: frozenset[str], names: Names, near: frozenset[str]) -> bool:
    """Whether a name counts only behind a head word or a preposition of place."""
    if name in stop:
        return True
    words = name.split(" ")
    known = [p for p in holders if is_known(p, near)]
    if known:
        big = any(p.kind == "country" or p.capital or p.population >= 400_000 for p in known)
        own = any(name in p.names[: p.own] for p in known)
        return len(name) < 3 or (len(name) < 5 and not (big or own or any(p.country in near for p in known)))
    if len(words) == 1:
        return True
    return not (words[0] in names.place_words and not all(w in stop or w in names.place_words for w in words))


def stop_forms(words: list[str], names: Names) -> frozenset[str]:
    """Stop words folded, with and without the article."""
    out: dict[str, None] = {}
    n = len(names.article)
    for word in words:
        folded = names.folded(str(word), "") or ""
        if folded:
            out[folded] = None
            out[folded[n:] if folded.startswith(names.article) and len(folded) > n + 1 else names.article + folded] = (
                None
            )
    return frozenset(out)


def to_bytes(
    places: list[Place],
    alpha3: dict[str, str],
    admin1_names: dict[str, str],
    stop: frozenset[str],
    near: frozenset[str],
    names: Names,
) -> tuple[bytes, dict[str, Any]]:
    """The shipped file and the figures about it."""
    places = sorted(places, key=lambda p: (-p.rank, p.id))
    by_name, ordered = name_sections(places, stop, near, names)
    alike = alike_sections(places, ordered, names)
    countries = sorted({p.country for p in places})
    codes = ["", *sorted({p.admin1 for p in places} - {""})]
    header = {
        "article": names.article,
        "skeleton_drop": "".join(sorted(names.words["skeleton_drop"])),
        "skeleton_same": names.words["skeleton_same"],
        "countries": [alpha3[c] for c in countries],
        "admin1": [[c, admin1_names.get(c, "")] for c in codes],
        "country_entry": {alpha3[p.country]: i for i, p in enumerate(places) if p.kind == "country"},
        "capital_entry": {alpha3[p.country]: i for i, p in reversed(list(enumerate(places))) if p.capital},
        "province_entry": {p.admin1: i for i, p in enumerate(places) if p.kind == "province"},
    }
    sections = {**by_name, **columns(places, countries, codes), **alike}
    figures = {
        "places": len(places),
        "names": len(ordered),
        "names_ambiguous": sum(by_name["name_weak"]),
        "by_kind": {k: n for k in KINDS if (n := sum(p.kind == k for p in places))},
        "by_country": {alpha3[c]: sum(p.country == c for p in places) for c in countries},
    }
    return pack(header, sections), figures


def name_sections(
    places: list[Place], stop: frozenset[str], near: frozenset[str], names: Names
) -> tuple[dict[str, bytes], list[str]]:
    """Every folded name, its places best first, and whether it can stand alone."""
    holders: dict[str, list[int]] = defaultdict(list)
    for row, place in enumerate(places):
        for name in place.names:
            holders[name].append(row)
    for place in places:
        for name in place.spelled:
            holders.setdefault(name, [])
    ordered = sorted(holders)
    first, postings = array("I", [0]), array("I")
    weak = bytearray()
    for name in ordered:
        rows = holders[name][:MOST_PLACES]
        postings.extend(rows)
        first.append(len(postings))
        weak.append(weak_name(name, [places[r] for r in rows], stop, names, near))
    longest: dict[str, int] = {}
    for name in (n for n in ordered if holders[n]):
        words = name.split(" ")
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    heads = sorted(longest)
    return {
        "heads": "\n".join(heads).encode(),
        "head_words": bytes(longest[head] for head in heads),
        "names": "\n".join(ordered).encode(),
        "name_weak": bytes(weak),
        "name_first": first.tobytes(),
        "postings": postings.tobytes(),
    }, ordered


def alike_sections(places: list[Place], ordered: list[str], names: Names) -> dict[str, bytes]:
    """Consonant skeletons of the names of well-known places: (place, name) pairs for each."""
    skip, same = frozenset(names.words["skeleton_drop"]), names.words["skeleton_same"]
    name_at = {name: i for i, name in enumerate(ordered)}
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row, place in enumerate(places):
        known = place.population >= ALIKE_FROM or place.kind in ("province", "country") or place.capital
        if known or place.spelled:
            for name in (*place.names, *place.spelled):
                key = skeleton(name, skip, same)
                if len(key) >= 3:
                    alike[key].append((row, name_at[name]))
    keys = sorted(alike)
    first, pairs = array("I", [0]), array("I")
    for key in keys:
        for pair in alike[key][:MOST_ALIKE]:
            pairs.extend(pair)
        first.append(len(pairs))
    return {"alike_keys": "\n".join(keys).encode(), "alike_first": first.tobytes(), "alike_names": pairs.tobytes()}


def columns(places: list[Place], countries: list[str], codes: list[str]) -> dict[str, bytes]:
    """One column a field, in the order of the places."""
    country_at = {c: i for i, c in enumerate(countries)}
    code_at = {c: i for i, c in enumerate(codes)}
    texts, text_at = bytearray(), array("I", [0])
    for p in places:
        texts += "\t".join((p.id, p.name or p.name_ar, p.name_ar)).encode()
        text_at.append(len(texts))
    return {
        "texts": bytes(texts),
        "text_at": text_at.tobytes(),
        "lat": array("i", [round(p.lat * 1e5) for p in places]).tobytes(),
        "lon": array("i", [round(p.lon * 1e5) for p in places]).tobytes(),
        "population": array("I", [p.population for p in places]).tobytes(),
        "radius": array("I", [p.radius for p in places]).tobytes(),
        "rank": array("H", [p.rank for p in places]).tobytes(),
        "kind": bytes(KINDS.index(p.kind) for p in places),
        "country": array("H", [country_at[p.country] for p in places]).tobytes(),
        "admin1": array("H", [code_at[p.admin1] for p in places]).tobytes(),
        "capital": bytes(p.capital for p in places),
    }
