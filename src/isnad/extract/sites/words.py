"""What the words of a place phrase make of it: a reference back, a country, a thing that moves or cares."""

from __future__ import annotations

from isnad.extract.sites.core import Core, entries, kind_of
from isnad.extract.sites.phrases import Phrase
from isnad.grammar.segments import Seg

CLOSE_KM = 60
"""So near to a town a village lies that the town says more of it than its province."""
UNREAL = 5
"""Segments before an event in which words may tell that it is none."""


def moving(phrase: Phrase) -> bool:
    """Whether it names only a thing that moves: "by train"."""
    return any(s.attr("moving", "site") for s in phrase.sites) and not phrase.places


def bounded(phrase: Phrase) -> bool:
    """Whether it says itself how it lies to its name: "near …", "20 kilometres from …", "north of …"."""
    return phrase.near is not None or phrase.distance is not None or bool(phrase.cores[0].directions)


def on_road(phrase: Phrase) -> bool:
    """Whether it begins with a road."""
    return bool(phrase.sites) and bool(phrase.sites[0].attr("road", "site"))


def cares(phrase: Phrase) -> bool:
    """Whether it names where the wounded are brought."""
    return any(s.attr("care") for s in (*phrase.sites, *phrase.places))


def of_the_hurt(segs: list[Seg], word: Seg) -> bool:
    """Whether the event is named only to say whose hospital follows: "the injured of the accident in …"."""
    if not word.definite:
        return False
    n = segs.index(word)
    return any(s.has("harmed", "victim") and not s.has("count") for s in segs[max(0, n - 3) : n + 1])


def in_plural(phrase: Phrase) -> bool:
    """Whether its first thing stands in the plural: "accidents on the roads of …"."""
    return bool(phrase.cores[0].sites) and _plural(phrase, phrase.cores[0].sites[0])


def unnamed_reference(phrase: Phrase) -> bool:
    """ "The market", "the area": the words of a reference back, without a name."""
    if not all(core.bare for core in phrase.cores) or owned_land(phrase.cores[0]) or land_of_nation(phrase.cores[0]):
        return False
    if phrase.cores[0].directions and phrase.sites:
        return False
    core = phrase.cores[0]
    if core.wide:
        return (
            core.count is None
            and core.nation is None
            and not core.directions
            and not any(s.has("homeland") for s in phrase.line.segs[core.first : core.last])
        )
    if core.sites and core.sites[0].attr("road", "site"):
        if any(c.sites for c in phrase.cores[1:]):
            return False  # "The road to the park".
        return core.definite or not phrase.line.segs[core.last - 1].has("site_adj")
    if core.sites and not phrase.near and _plural(phrase, core.sites[0]):
        return True
    last = core.sites[-1] if core.sites else None
    if any(s.attr("known", "site") for s in core.sites) and not core.directions:
        return True
    if core.quarter and any(d.attr("en", "direction") == "west" for d in core.directions) and phrase.near is None:
        return not phrase.places
    return (
        core.definite
        or not phrase.sites
        or (last is not None and last.definite)
        or any(s.pronoun for s in phrase.sites)
        or any(a.definite for c in phrase.cores for a in c.admins)
    )


def owned_land(core: Core) -> bool:
    """Whether a country's adjective names a thing or a land: "the Libyan coast", "the Belgian embassy"."""
    things = (*core.sites, *core.admins)
    return core.nation is not None and any(s.attr("owned") for s in things)


def land_of_nation(core: Core) -> bool:
    """Whether a unit of land has no name but its country's adjective: "an Afghan town". A coast has no other name."""
    if core.nation is None or core.sites or core.wide or not core.bare:
        return False
    return bool(core.admins) and not any(a.attr("owned", "admin") for a in core.admins)


def _plural(phrase: Phrase, thing: Seg) -> bool:
    """Whether a thing stands in another form than the one it is listed under (its plural)."""
    sense = thing.sense("site")
    return sense is not None and abs(thing.end - thing.start - len(sense.lemma)) > 1


def phrase_is_country(phrase: Phrase) -> bool:
    """Whether the phrase names nothing finer than a country."""
    if phrase.sites or any(core.admins and core.bare and not core.wide for core in phrase.cores):
        return False
    return bool(phrase.places) and all(kind_of(p) == "country" for p in phrase.places)


def side_head(core: Core) -> str:
    """The head word that a direction is worth before a name of a town and its province."""
    kinds = {e.kind for p in core.places for e in entries(p)}
    sided = any(not d.has("middle") for d in core.directions)
    return "countryside" if sided and "province" in kinds and "country" not in kinds else ""


def beyond(phrase: Phrase, n: int) -> bool:
    """Whether a core names the country on the other side of a border."""
    core = phrase.cores[n]
    if core.first == 0:
        return False
    before = phrase.line.segs[core.first - 1]
    if n and (_only_distant(phrase, n) or _beside_land(phrase, n)):
        return True
    if core.capital or not (before.has("near") and (n or before.attr("border", "near"))):
        return False
    return all(kind_of(p) == "country" for p in core.places)


def way_there(phrase: Phrase, n: int) -> bool:
    """Whether a core only names the road by which lies what other names of the phrase place better."""
    others = (c for k, c in enumerate(phrase.cores) if k != n)
    return n > 0 and is_road(phrase.cores[n]) and any(kind_of(p) != "country" for c in others for p in c.places)


def _beside_land(phrase: Phrase, n: int) -> bool:
    """Whether a core says on which side of a city the land before it lies."""
    land, core = phrase.cores[n - 1], phrase.cores[n]
    if not land.places or land.sites:
        return False
    province = any(a.attr("prec", "admin") == "province" for a in land.admins)
    if not province and kind_of(land.places[0]) not in ("province", "district", "region"):
        return False
    return any(d.has("direction") for d in core.directions) and (core.capital or cities(core))


def measured(phrase: Phrase, n: int) -> bool:
    """Whether a core says how far away the place before it lies: "…, 150 kilometres from …"."""
    return any(s.has("measure", "distance_unit") for s in gap(phrase, n))


def gap(phrase: Phrase, n: int) -> list[Seg]:
    """What stands before a core: behind the core before it, or the lead of the phrase."""
    return phrase.line.segs[phrase.cores[n - 1].last if n else phrase.first : phrase.cores[n].first]


def length(segs: list[Seg]) -> float | None:
    """The distance that is told there, in kilometres."""
    return next((km for s in segs if s.has("measure") and (km := s.attr("km", "measure"))), None)


def _only_distant(phrase: Phrase, n: int) -> bool:
    """Whether a core says how far it is from a place that the map may know better by what stands before."""
    if not measured(phrase, n):
        return False
    kinds = {kind_of(p) for c in phrase.cores[:n] for p in c.places} - {"", "country"}
    if kinds and kinds <= {"province", "region"}:
        return (length(gap(phrase, n)) or CLOSE_KM + 1) > CLOSE_KM
    return bool(kinds) or any(c.capital for c in phrase.cores[:n])


def cities(core: Core) -> bool:
    return bool(core.places) and all(kind_of(p) == "locality" for p in core.places)


def is_road(core: Core) -> bool:
    return bool(core.sites) and bool(core.sites[0].attr("road", "site"))


def unreal(segs: list[Seg], at: int, reach: int = 2 * UNREAL) -> bool:
    """Whether what stands at `at` is only planned, threatened or feared: "were planning to strike …"."""
    for seg in reversed(segs[max(0, at - reach) : at]):
        if seg.has("stop", "comma", "rel"):
            return False
        if seg.has("site_void") and not seg.pronoun:
            return True
    return False
