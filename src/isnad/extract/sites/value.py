"""The value of an event site: its point, how fine it is, and an English name for it."""

from __future__ import annotations

import msgspec

from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.core import BUILT, Core, begin, entries, kind_of
from isnad.extract.sites.phrases import Phrase
from isnad.extract.sites.points import along, between, head_of, located, moved, precision_of_phrase
from isnad.extract.sites.words import beyond, is_road, land_of_nation, measured, side_head, way_there
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack
from isnad.lang.romanise import romanise
from isnad.model.values import SiteValue
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer
from isnad.places.geometry import within_km
from isnad.places.resolve import PlaceContext, PlaceMention, ResolvedPlace, resolve

SAID = frozenset({"countryside", "desert", "area", "valley", "mountains", "island", "camp", "beach", "mount"})
"""Units of land that an English name keeps; the others go without saying."""
SPELT = frozenset({"city", "town", "province", "state", "district", "capital", "island"})
"""Units of land whose names are known well enough to be recognised in another spelling."""
APART_KM = 60
"""A thing so far from the town that it is said to be in is not called after where it stands."""


class SiteMaker:
    """Makes values with one pack and one gazetteer."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names = pack.settings["names"]
        self._article = pack.lexicon.article

    def value(self, parsed: ParsedReport, phrase: Phrase, context: PlaceContext) -> SiteValue:
        """The site a phrase names. Without a point where nothing decides which place is meant."""
        asked, owners = _mentions(parsed, phrase, context)
        found = resolve(asked, context, self._gazetteer) if asked else None
        if found is not None and (n := _contradicted(phrase, found, owners)) is not None:
            # The finest name was taken for a namesake elsewhere: it is not on the map.
            asked[n] = msgspec.structs.replace(asked[n], name="", entries=())
            found = resolve(asked, context, self._gazetteer)
        if (town := _town_of_quarter(phrase, found, context)) is not None:
            # A quarter no map knows, or of another town than the report tells of.
            asked = [msgspec.structs.replace(a, name="", entries=()) for a in asked]
            asked.append(PlaceMention(name=town.name_ar, entries=(town,)))
            owners.append(len(phrase.cores))
            found = resolve(asked, context, self._gazetteer)
        entry = found.entry if found is not None else None
        precision = precision_of_phrase(phrase, found)
        anywhere = precision == "country" or land_of_nation(phrase.cores[0])
        point = found if not anywhere and not along(phrase, entry) else None
        at, radius = moved(phrase, point) if point is not None else ((None, None), None)
        unit = entry.admin1 or None if entry is not None and entry.kind != "country" else None
        if (way := between(phrase, found, context, self._gazetteer)) is not None:
            precision, (at, radius, unit) = "near", way
        away = at[0] is not None and (point is None or at[0] != point.lat)
        start = begin(phrase.line.segs[phrase.cores[0].first], self._article, parsed.folded.text)
        raw = parsed.raw_span(start, phrase.end).of(parsed.report.text)
        return SiteValue(
            name=self._name(parsed, phrase, _chosen(found, owners)),
            name_ar=" ".join(raw.split()),
            precision=precision,
            admin1=unit if way is not None or not away else None,
            country=(entry.country or None) if entry is not None else _nation(phrase),
            lat=at[0],
            lon=at[1],
            radius_m=radius,
            place_id=entry.id if entry is not None and not away else None,
        )

    def _name(self, parsed: ParsedReport, phrase: Phrase, chosen: dict[int, list[PlaceEntry]]) -> str:
        parts: list[str] = []
        for n, core in enumerate(phrase.cores):
            if beyond(phrase, n):
                continue
            if core.bare and core.wide and not core.directions and len(phrase.cores) > 1 and core.count is None:
                continue
            if core.bare and core.directions and not core.sites:
                if len(phrase.cores) == 1:
                    parts.append(f"{_way(core)} of the country")
                continue
            text = self._core_name(parsed, core, chosen.get(n, []))
            if text:
                parts.append(text)
        if parts:
            listed = -1 if phrase.cores[-1].many is not None else 0
            parts[listed] = _with_list(parts[listed], phrase)
        name = parts[0] if parts else ""
        for n, part in enumerate(parts[1:]):
            joint = " in " if n == 0 and phrase.cores[0].sites and not phrase.cores[0].places else ", "
            name += joint + part
        if phrase.near is not None:
            return f"{phrase.near.attr('en', 'near') or 'near'} {name}"
        return f"near {name}" if phrase.distance is not None else name

    def _core_name(self, parsed: ParsedReport, core: Core, known: list[PlaceEntry]) -> str:
        proper = ("-" if is_road(core) else ", ").join(e.name for e in known)
        if not proper:
            named = [core.named] if core.named is not None and _proper(core) else []
            spans = [(p.start, p.end) for p in core.places] or named
            proper = " ".join(self._latin(parsed.folded.text[a:b]) for a, b in spans)
        if core.many is not None or core.wide:
            return self._wide_name(core, proper)
        of_thing = [str(s.attr("en", "site")) for s in core.sites]
        if known and known[0].kind in BUILT and known[0].kind not in ("camp", "road"):
            of_thing = [t for t in of_thing if t.endswith(" of")]
        for thing in reversed(of_thing):
            proper = (
                f"{thing} {proper}" if thing.endswith(" of") and proper else f"{proper} {thing.removesuffix(' of')}"
            )
        if land_of_nation(core) and known and known[0].kind == "country":
            return f"{core.admins[0].attr('en', 'admin')} in {proper}"
        for admin in core.admins if not core.sites else []:
            unit = str(admin.attr("en", "admin") or "")
            if unit in SAID and unit not in proper.lower():
                proper = f"{proper} {unit}"
        return f"{_way(core)} {proper.strip()}".strip()

    def _latin(self, folded: str) -> str:
        return " ".join(romanise(word, self._names) for word in folded.split() if word[:1].isalnum())

    @staticmethod
    def _wide_name(core: Core, proper: str) -> str:
        unit = str(core.many.attr("en", "admin_many") or "areas") if core.many is not None else "areas"
        if core.count is not None:
            return f"{core.count} {unit}" + (f" of {proper}" if proper else "")
        return _spread(core, unit, proper)


def _mentions(parsed: ParsedReport, phrase: Phrase, context: PlaceContext) -> tuple[list[PlaceMention], list[int]]:
    """The names of a phrase as the resolver asks for them, and the core each stands in."""
    out: list[PlaceMention] = []
    owners: list[int] = []
    near = phrase.distance is not None or (phrase.near is not None and _beside(phrase.near, bool(phrase.sites)))
    for n, core in enumerate(phrase.cores):
        if beyond(phrase, n) or way_there(phrase, n):
            continue
        thing = n == 0 and bool(core.sites)
        named = thing and (core.named is not None or bool(core.places))
        abroad = any(s.attr("owned", "site") for s in core.sites)
        nation = None if abroad and not core.capital else core.nation
        far = n > 0 and measured(phrase, n)
        head = head_of(core) or ("city" if far else side_head(core))
        made: list[PlaceMention] = []
        way = "near" if far or (near and not out) else "in"
        led_to = is_road(core) and n == 0 and located(phrase)
        for place in core.places if not led_to else []:
            if abroad and kind_of(place) == "country":
                continue
            built = bool(core.sites) and kind_of(place) in BUILT
            made.append(
                PlaceMention(
                    name=str(place.attr("text", "place")),
                    head=head,
                    relation="in" if made else way,
                    country=nation,
                    thing=thing or built,
                    named=named,
                    entries=entries(place),
                )
            )
        if not made and core.named is not None and not core.sites:
            # A variant spelling is looked for only where towns and provinces are meant.
            name = parsed.folded.text[slice(*core.named)] if head in SPELT and context.countries else ""
            made.append(PlaceMention(name=name, head=head, relation=way, country=nation))
        elif n and made and _embassy(phrase.cores[0]) and _country_only(core.places[0]):
            made = [PlaceMention(head="capital", country=entries(core.places[0])[0].country)]
        elif not made and nation is not None and (core.capital or core.wide or core.admins):
            made.append(PlaceMention(head="capital" if core.capital else "", relation=way, country=nation, thing=thing))
        if thing and not made and len(phrase.cores) > 1:
            # The thing has no name a map knows; what follows says where it stands.
            out.append(PlaceMention(thing=True, named=core.named is not None, relation="near" if near else "in"))
            owners.append(n)
        out += made
        owners += [n] * len(made)
    return out, owners


def _beside(near: Seg, at_thing: bool) -> bool:
    """Whether a word of nearness puts the event outside its name: not "over …", nor "in front of" a thing."""
    return not (near.attr("within", "near") or (at_thing and near.attr("soft", "near")))


def _embassy(core: Core) -> bool:
    """Whether a core names a seat that one country has in the capital of another."""
    return any(s.attr("owned", "site") and s.attr("seat", "site") for s in core.sites)


def _country_only(place: Seg) -> bool:
    """Whether a name is that of a country and of no capital."""
    known = entries(place)
    return bool(known) and known[0].kind == "country" and not any(e.capital for e in known)


def _spread(core: Core, unit: str, proper: str) -> str:
    """ "all over …", or "several districts of …" where the unit is named."""
    if core.many is None or unit == "areas":
        return f"all over {proper}".strip()
    return f"several {unit}" + (f" of {proper}" if proper else "")


def _way(core: Core) -> str:
    """The direction a core gives: "north", "central"."""
    return next((str(d.attr("en", "direction") or d.attr("en", "middle")) for d in core.directions), "")


def _proper(core: Core) -> bool:
    """Whether the unknown words of a core are a name, not what kind of thing it is."""
    return core.named is not None and (core.quoted or core.title or not core.sites or core.named_definite)


def _town_of_quarter(phrase: Phrase, found: ResolvedPlace | None, context: PlaceContext) -> PlaceEntry | None:
    """The one town a report names, where a quarter or a street stands alone and the map has it elsewhere or not."""
    at = next((n for n, core in enumerate(phrase.cores) if _in_town(core)), None)
    if at is None or phrase.also or phrase.cores[at].bare:
        return None
    if any(c.places or c.capital for c in (*phrase.cores[:at], *phrase.cores[at + 1 :])):
        return None
    entry = found.entry if found is not None else None
    towns = context.towns()
    return towns[0] if len(towns) == 1 and (entry is None or _far(entry, towns[0])) else None


def _in_town(core: Core) -> bool:  # A part of a town: a quarter, a street.
    return head_of(core) == "quarter" or any(s.attr("en", "site") == "street" for s in core.sites)


def _contradicted(phrase: Phrase, found: ResolvedPlace, owners: list[int]) -> int | None:
    """The finest name that was found, if it lies in another country or province than the phrase goes on to name."""
    n, first = next(((n, e) for n, e in enumerate(found.chain) if e is not None), (0, None))
    if first is None or not first.admin1_id or first.kind in ("province", "region"):
        return None
    core = phrase.cores[owners[n]]
    thing = (bool(core.sites) and not is_road(core) and first.kind not in BUILT) or _in_town(core)
    for owner, entry in zip(owners[n + 1 :], found.chain[n + 1 :], strict=True):
        if entry is None:
            continue
        if entry.country and entry.country != first.country and entry.rank >= first.rank:
            return n
        # "The Euphrates hospital in …": what a thing is called after may lie anywhere.
        if thing and entry.kind in ("locality", "district") and _far(entry, first):
            return n
        if entry.kind != "province" or phrase.cores[owner].directions:
            continue
        inside = within_km((entry.lat, entry.lon), (first.lat, first.lon), entry.radius_m / 1000)
        if entry.admin1_id != first.admin1_id and not inside:
            return n
    return None


def _far(a: PlaceEntry, b: PlaceEntry) -> bool:
    return not within_km((a.lat, a.lon), (b.lat, b.lon), APART_KM)


def _nation(phrase: Phrase) -> str | None:
    return next((c.nation for c in phrase.cores if c.nation), None)


def _chosen(found: ResolvedPlace | None, owners: list[int]) -> dict[int, list[PlaceEntry]]:
    """The places meant, by the core they stand in."""
    out: dict[int, list[PlaceEntry]] = {}
    for owner, entry in zip(owners, found.chain if found is not None else (), strict=False):
        if entry is not None:
            out.setdefault(owner, []).append(entry)
    return out


def _with_list(name: str, phrase: Phrase) -> str:
    """The name of the first place with those listed behind it."""
    names = [name, *(e[0].name if (e := entries(p)) else "" for p in phrase.also)]
    names = [n for n in names if n]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else name
