"""What a report speaks of, for deciding between places of one name: countries, provinces, towns, points."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.core import entries
from isnad.extract.sites.everyplace import find_places
from isnad.extract.sites.phrases import Phrase
from isnad.places.entry import PlaceEntry
from isnad.places.resolve import PlaceContext

LEAD = 5
"""Sentences that name the town of a quarter which the text goes on to speak of."""
RIVAL = 150
"""How much less known a place of another country with the same name must be not to count."""
KNOWN_TOWN = 500
PLACE_VOTE = 0.15
"""What a well-known place adds to the share of its country."""


def context_of(parsed: ParsedReport, phrases: list[Phrase], weights: dict[str, float]) -> PlaceContext:
    """What the resolver of places is told of a report. `weights` are its shares of countries."""
    return PlaceContext(
        countries=_shares(weights),
        admin1=_units(phrases, weights),
        around=_around(phrases),
        towns=cache(lambda: _towns(parsed)),
    )


def with_places(weights: dict[str, float], phrases: list[Phrase]) -> dict[str, float]:
    """The shares of countries, with those of the well-known places of the phrases added."""
    out = dict(weights)
    for place in _known(phrases):
        out[place.country] = out.get(place.country, 0.0) + PLACE_VOTE
    return out


def _towns(parsed: ParsedReport) -> list[PlaceEntry]:
    """The towns that a text begins with and that nobody can mistake, each once."""
    lead = parsed.sentences[:LEAD]
    end = parsed.raw_span(lead[0].start, lead[-1].end).end if lead else 0
    found = [p.entries for p in find_places(parsed) if p.entries and p.span.start < end]
    return list(
        dict.fromkeys(
            e[0]
            for e in found
            if e[0].kind == "locality"
            and not e[0].ambiguous
            and e[0].rank >= KNOWN_TOWN
            and not any(o.country != e[0].country and o.rank > e[0].rank - RIVAL for o in e)
        )
    )


def _around(phrases: list[Phrase]) -> tuple[tuple[float, float], ...]:
    """Where the well-known towns of the phrases lie."""
    return tuple(dict.fromkeys((p.lat, p.lon) for p in _known(phrases) if p.kind == "locality"))


def _known(phrases: list[Phrase]) -> Iterator[PlaceEntry]:
    """The places of the phrases that are known well enough to speak for their country; a name that
    places of several countries bear speaks for none of them."""
    for phrase in phrases:
        for core, place in ((c, p) for c in phrase.cores for p in c.places):
            if not entries(place):
                continue
            best = entries(place)[0]
            if any(e.country != best.country and e.rank > best.rank - RIVAL for e in entries(place)):
                continue
            if best.rank >= (350 if core.admins else 640 if best.ambiguous else 500):
                yield best


def _units(phrases: list[Phrase], weights: dict[str, float]) -> dict[str, float]:
    """The share of each province among those that the phrases name."""
    named: dict[str, float] = {}
    for place in (p for phrase in phrases for p in phrase.places):
        best = entries(place)[0] if entries(place) else None
        if best is not None and best.kind == "province" and best.admin1_id and weights.get(best.country):
            named[best.admin1_id] = named.get(best.admin1_id, 0.0) + 1.0
    return _shares(named)


def _shares(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {k: v / total for k, v in weights.items()} if total else {}
