"""Arabic spellings of foreign towns that no data set spells, guessed from their Latin names.

A guess is never a name by itself: it only lets the gazetteer recognise a town by its consonants, behind a
word such as "the town of" and in a country that the report speaks of (Gazetteer.alike).
"""

from __future__ import annotations

import re
from typing import Any

from places_build import merging
from places_build.cleaning import Names
from places_build.merging import Place
from places_build.sources import Raw

FEWEST = 2_000
"""People from which a town is spelled where wars and disasters are reported from; `FEWEST_FAR` elsewhere."""
FEWEST_FAR = 30_000


def spell(places: list[Place], cities: list[Raw], names: Names) -> list[Place]:
    """Gives towns their guessed spellings, and returns those towns that have nothing else."""
    words: dict[str, Any] = names.words["spelling"]
    known = {p.geonames: p for p in places if p.geonames and p.kind == "locality"}
    out: list[Place] = []
    for city in cities:
        if city.country in words["arab"] or city.lat is None or city.lon is None:
            continue
        if city.population < (FEWEST if city.country in words["watched"] else FEWEST_FAR):
            continue
        guessed = spellings(city.name, city.country, names)
        place = known.get(city.geonames)
        if place is not None:
            place.spelled = [n for n in guessed if n not in place.names]
        elif guessed:
            out.append(_place(city, guessed, names))
    return out


def _place(city: Raw, guessed: list[str], names: Names) -> Place:
    return Place(
        id=city.id,
        kind="locality",
        country=city.country,
        name=merging.plain_latin(city.name),
        name_ar="",
        names=[],
        lat=city.lat or 0.0,
        lon=city.lon or 0.0,
        population=city.population,
        admin1=city.admin1,
        known=True,
        geonames=city.geonames,
        spelled=guessed,
    )


def spellings(name: str, country: str, names: Names) -> list[str]:
    """The folded spellings that a newspaper might give a Latin name, the plainest first."""
    words: dict[str, Any] = names.words["spelling"]
    text = name.lower()
    for a, b in words["own_letters"].get(country, {}).items():
        text = text.replace(a, b)
    text = re.sub(r"[^a-z \-#]", "", merging.plain_latin(text).replace("'", "").lower()).replace("-", " ")
    found: list[str] = []
    for table in (words["letters"], {**words["letters"], **words["otherwise"]}):
        spelled = _respell(text, table)
        for form in (spelled, spelled[:-1] + words["final"] if spelled.endswith(words["long_a"]) else spelled):
            folded = names.folded(form, country)
            if folded and folded not in found:
                found.append(folded)
    return found


def _respell(text: str, table: dict[str, str]) -> str:
    longest = max(map(len, table))
    out: list[str] = []
    at = 0
    while at < len(text):
        for n in range(min(longest, len(text) - at), 0, -1):
            piece = text[at : at + n]
            if piece in table:
                if not (out and table[piece] and out[-1] == table[piece]):
                    out.append(table[piece])
                at += n
                break
        else:
            at += 1
    return "".join(out)
