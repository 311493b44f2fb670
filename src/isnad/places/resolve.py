"""Which place a phrase means: the names of one phrase agree with each other and with the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer
from isnad.places.geometry import haversine_km
from isnad.places.precision import precision_of, radius_of

MOST = 12
"""Candidates of one name that are weighed."""
MARGIN = 0.6
"""Two candidates closer than this in score are not decided between, unless they lie together."""
TOGETHER_KM = 30.0
"""Points this close are one place for a reader of the map."""
BESIDE = 1.5
"""What a candidate gains by a town nearby that the report names as well."""
BESIDE_KM = 120.0
FLOOR = -2.0
"""A best candidate below this score contradicts its surroundings: no point."""

GRAIN = {
    "site": 0,
    "camp": 0,
    "base": 0,
    "airport": 0,
    "crossing": 0,
    "quarter": 1,
    "locality": 2,
    "road": 3,
    "district": 3,
    "border": 4,
    "region": 4,
    "desert": 4,
    "province": 4,
    "sea": 5,
    "country": 6,
}
"""Kinds of places from fine to coarse."""

HEAD_KINDS: dict[str, frozenset[str]] = {
    "city": frozenset({"locality"}),
    "town": frozenset({"locality"}),
    "village": frozenset({"locality"}),
    "settlement": frozenset({"locality"}),
    "port": frozenset({"locality", "site"}),
    "capital": frozenset({"locality"}),
    "quarter": frozenset({"quarter", "locality", "district"}),
    "suburb": frozenset({"quarter", "locality", "district"}),
    "district": frozenset({"district", "quarter", "locality"}),
    "subdistrict": frozenset({"district", "locality"}),
    "area": frozenset({"district", "quarter", "locality", "region", "desert"}),
    "province": frozenset({"province", "region"}),
    "state": frozenset({"province", "region"}),
    "region": frozenset({"region", "province", "district"}),
    "countryside": frozenset({"province", "district", "locality"}),
    "desert": frozenset({"desert", "region", "locality", "province"}),
    "mountain": frozenset({"region"}),
    "island": frozenset({"region", "locality", "district"}),
    "sea": frozenset({"sea"}),
    "camp": frozenset({"camp", "quarter"}),
    "base": frozenset({"base", "airport"}),
    "airport": frozenset({"airport", "base"}),
    "crossing": frozenset({"crossing"}),
    "border": frozenset({"border", "country"}),
    "road": frozenset({"road", "locality"}),
    "country": frozenset({"country"}),
}
"""Classes of head words and the kinds of places they announce. Other classes announce nothing."""
LANDS = frozenset({"province", "country", "region", "district"})
"""Kinds whose middle may lie near their own seat: that says nothing for them."""
UNITS = frozenset({"city", "town", "village", "settlement", "port", "district", "subdistrict", "area", "island"})
"""Classes of head words behind which a name is a place whatever else it is."""


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True):
    """One name of a place phrase, folded, with what stands before it.

    `head` is a class of HEAD_KINDS or empty; `relation` is in, near or of; `country` the alpha-3
    code of a nationality adjective beside the name ("the Somali capital": head capital, no
    name). `thing` is True when the phrase puts the event at a thing (hotel, market) there,
    `named` when that thing has a name of its own. `entries` spares the lookup when known.
    """

    name: str = ""
    head: str = ""
    relation: str = "in"
    country: str | None = None
    thing: bool = False
    named: bool = False
    entries: tuple[PlaceEntry, ...] | None = None


class PlaceContext(msgspec.Struct, frozen=True, kw_only=True):
    """What the report speaks of: share of each country (alpha-3) and, where known, of each
    first-level unit (PlaceEntry.admin1_id); shares lie between 0 and 1. `around` are the points of
    towns that its place phrases name and that nobody can mistake; `towns` gives those it names anywhere, in
    the order of the text: asked for only where a quarter stands alone, since the whole text is searched."""

    countries: Mapping[str, float] = {}
    admin1: Mapping[str, float] = {}
    around: tuple[tuple[float, float], ...] = ()
    towns: Callable[[], Sequence[PlaceEntry]] = tuple


class ResolvedPlace(msgspec.Struct, frozen=True, kw_only=True):
    """The place a phrase means. `entry` is None when nothing decides; `lat` and `lon` are None
    then, and for whole countries. `chain` holds the place of every mention in their order, None
    where undecided. `radius_m` is the half-width the words allow, in metres."""

    entry: PlaceEntry | None
    precision: str
    lat: float | None
    lon: float | None
    radius_m: int | None
    chain: tuple[PlaceEntry | None, ...]
    reasons: tuple[str, ...]


def resolve(
    mentions: Sequence[PlaceMention], context: PlaceContext, gazetteer: Gazetteer | None = None
) -> ResolvedPlace:
    """The place meant by the mentions of one phrase, in the order of the text.

    Every candidate of a name is weighed by how well known it is, whether its kind is the one its
    head word announces, whether it lies in (or beside) a candidate of each other name, and how
    much the report speaks of its country. When the best two lie apart and weigh the same, that
    name stays undecided. The finest name that is decided gives the place; of two as fine, the first.
    """
    gaz = gazetteer or Gazetteer.load()
    candidates = [_capitals(_candidates(m, context, gaz), m, context) for m in mentions]
    chain: list[PlaceEntry | None] = []
    reasons: list[str] = []
    for i, mention in enumerate(mentions):
        entry, why = _choose(i, mention, candidates, context)
        chain.append(entry)
        reasons.extend(why)
    level = _finest(mentions, chain)
    if level is None:
        return ResolvedPlace(
            entry=None,
            precision="unknown",
            lat=None,
            lon=None,
            radius_m=None,
            chain=tuple(chain),
            reasons=tuple(reasons) or ("no name is in the gazetteer",),
        )
    entry = chain[level]
    assert entry is not None
    unknown = any(m.name and chain[i] is None for i, m in enumerate(mentions[:level]))
    precision = precision_of(entry, mentions, level, unknown)
    point = entry.kind != "country"
    radius = radius_of(entry, precision, any(m.thing for m in mentions))
    if _on_road(mentions) and entry.kind != "road":
        radius = max(radius, _half_road(chain, entry))
    return ResolvedPlace(
        entry=entry,
        precision=precision,
        lat=entry.lat if point else None,
        lon=entry.lon if point else None,
        radius_m=radius,
        chain=tuple(chain),
        reasons=tuple(reasons),
    )


def _finest(mentions: Sequence[PlaceMention], chain: Sequence[PlaceEntry | None]) -> int | None:
    """The mention that gives the point: the finest kind, the first of these; on a road between
    two places the smaller one, since the large one only says which road."""
    known = [(i, entry) for i, entry in enumerate(chain) if entry is not None]
    if not known:
        return None
    if _on_road(mentions):
        return min(known, key=lambda pair: (GRAIN[pair[1].kind], pair[1].radius_m, pair[0]))[0]
    return min(known, key=lambda pair: (1 if _in_town(pair, known) else GRAIN[pair[1].kind], pair[0]))[0]


def _in_town(pair: tuple[int, PlaceEntry], known: Sequence[tuple[int, PlaceEntry]]) -> bool:
    """Whether a district is a part of the town that the phrase goes on to name."""
    at, e = pair
    return e.kind == "district" and any(
        n > at
        and town.kind == "locality"
        and e.radius_m < town.radius_m
        and haversine_km(e.lat, e.lon, town.lat, town.lon) * 1000 <= town.radius_m
        for n, town in known
    )


def _on_road(mentions: Sequence[PlaceMention]) -> bool:
    return any(m.head == "road" for m in mentions)


def _half_road(chain: Sequence[PlaceEntry | None], entry: PlaceEntry) -> int:
    """Half the way to the farthest other place of the same country that the phrase names, in metres."""
    ends = [e for e in chain if e is not None and e.kind in ("locality", "district") and e.country == entry.country]
    return round(max((500 * haversine_km(entry.lat, entry.lon, e.lat, e.lon) for e in ends), default=0.0))


def _candidates(mention: PlaceMention, context: PlaceContext, gaz: Gazetteer) -> tuple[PlaceEntry, ...]:
    if mention.head == "capital":
        named = mention.entries if mention.entries is not None else gaz.lookup(mention.name)
        capitals = tuple(e for e in named if e.capital)
        if capitals or mention.name:
            return (capitals or named)[:MOST]
        capital = gaz.capital(mention.country) if mention.country else None
        return (capital,) if capital else ()
    if not mention.name and mention.entries is None:
        country = gaz.country(mention.country) if mention.country else None
        return (country,) if country else ()
    found = mention.entries if mention.entries is not None else gaz.lookup(mention.name)
    spoken = tuple(sorted(c for c, share in context.countries.items() if share > 0))
    if mention.name and not found and (mention.head in HEAD_KINDS or spoken):
        found = gaz.alike(mention.name, spoken)
    elif mention.name and mention.head in UNITS and spoken and not any(e.country in spoken for e in found):
        # A namesake elsewhere must not hide the town of the country that is spoken of.
        found = (*gaz.alike(mention.name, spoken), *found)
    if len(found) <= MOST:
        return found
    # A hamlet of the right country must not be cut off by namesakes elsewhere.
    here = [e for e in found if context.countries.get(e.country) or e.country == mention.country]
    rest = [e for e in found if e not in here]
    return tuple((here[: MOST - 3] + rest)[:MOST])


def _capitals(found: tuple[PlaceEntry, ...], mention: PlaceMention, context: PlaceContext) -> tuple[PlaceEntry, ...]:
    """Without a country of the same name as the capital of another, of which the report speaks more."""
    country = next((e for e in found if e.kind == "country"), None)
    capital = next((e for e in found if e.capital), None)
    if country is None or capital is None or country.country == capital.country or mention.head == "country":
        return found
    share = context.countries.get
    more = share(capital.country, 0.0) > share(country.country, 0.0)
    return tuple(e for e in found if e is not country) if more else found


def _choose(
    at: int, mention: PlaceMention, candidates: list[tuple[PlaceEntry, ...]], context: PlaceContext
) -> tuple[PlaceEntry | None, list[str]]:
    label = mention.name or mention.country or mention.head
    if not candidates[at]:
        return None, [f"{label}: not in the gazetteer"] if label else []
    others = [c for i, c in enumerate(candidates) if i != at and c]
    # A name yields to the better known one beside it: what lies in another country is another place.
    strongest = max((c[0].rank for c in others), default=0)
    agreeing = candidates[at]
    if strongest > max(e.rank for e in agreeing):
        agreeing = tuple(e for e in agreeing if all(any(_tie(e, d) > -5.0 for d in group) for group in others))
        if not agreeing:
            return None, [f"{label}: no candidate agrees with the rest of the phrase"]
    scored = sorted(
        ((_score(e, mention, others, context), e) for e in agreeing),
        key=lambda pair: (-pair[0], -pair[1].rank, pair[1].id),
    )
    top, best = scored[0]
    if top < FLOOR:
        return None, [f"{label}: no candidate agrees with the report"]
    rival = next((e for s, e in scored[1:] if top - s < MARGIN and _apart(best, e)), None)
    if rival is not None:
        return None, [f"{label}: {_described(best)} or {_described(rival)}, not decided"]
    return best, [f"{label}: {_described(best)}", *_why(best, mention, others, context)]


def _apart(a: PlaceEntry, b: PlaceEntry) -> bool:
    """Whether the two would be different answers on a map: a town and the unit it gives its name
    to differ in grain only."""
    if a.admin1_id and a.admin1_id == b.admin1_id and {a.kind, b.kind} & {"province", "district"}:
        return False
    distance = haversine_km(a.lat, a.lon, b.lat, b.lon)
    return distance > max(TOGETHER_KM, min(a.radius_m, b.radius_m) / 1000)


def _score(e: PlaceEntry, mention: PlaceMention, others: list[tuple[PlaceEntry, ...]], context: PlaceContext) -> float:
    score = e.rank / 100.0
    kinds = HEAD_KINDS.get(mention.head)
    if kinds is not None:
        score += 2.0 if e.kind in kinds else -2.5
        # The countryside of a town that gives its province its name is the province's.
        score += 2.0 if mention.head == "countryside" and e.kind == "province" else 0.0
    if mention.country is not None:
        score += 4.0 if e.country == mention.country else -5.0
    if context.countries and e.country:
        share = context.countries.get(e.country, 0.0)
        score += 1.0 + 4.0 * share if share > 0 else -2.5
    score += 2.0 * context.admin1.get(e.admin1_id, 0.0) if e.admin1_id else 0.0
    if e.ambiguous and not mention.head and not others:
        score -= 1.0
    if e.alike:
        score -= 1.0
    for group in others:
        score += max(_tie(e, d) + 0.002 * d.rank for d in group)
    return score + (BESIDE if _beside(e, context) else 0.0)


def _beside(e: PlaceEntry, context: PlaceContext) -> bool:
    """Whether a place lies near a town that the report names, and is not that town nor the land around it."""
    if e.kind in LANDS:
        return False
    distances = (haversine_km(e.lat, e.lon, lat, lon) for lat, lon in context.around)
    return any(0.0 < d <= BESIDE_KM for d in distances)


def _tie(e: PlaceEntry, d: PlaceEntry) -> float:
    """How well two names of one phrase go together, from -5 (other countries) to 5 (one in the other)."""
    if not e.country or not d.country:
        return 0.0
    if e.country != d.country:
        # Borders are drawn through regions and seas; a town beside the border may still be meant.
        return 0.0 if "sea" in (e.kind, d.kind) or "border" in (e.kind, d.kind) else -5.0
    if "country" in (e.kind, d.kind):
        return 2.0
    if e.admin1_id and e.admin1_id == d.admin1_id:
        tie = 3.5
    else:
        tie = 0.0
    distance = haversine_km(e.lat, e.lon, d.lat, d.lon)
    reach = max(e.radius_m, d.radius_m) / 1000
    if distance <= 1.3 * reach + 10:
        return max(tie, 3.0) + 1.5 * (1 - distance / (1.3 * reach + 10))
    if tie:
        return tie
    # Nested units have the same first-level unit; names of two units stand side by side.
    return -2.0 if "province" in (e.kind, d.kind) else -min(1.5, distance / 300)


def _why(
    e: PlaceEntry, mention: PlaceMention, others: list[tuple[PlaceEntry, ...]], context: PlaceContext
) -> list[str]:
    out: list[str] = []
    if e.alike:
        out.append("found by its consonants only")
    if mention.head in HEAD_KINDS and e.kind in HEAD_KINDS[mention.head]:
        out.append(f"the word before it announces a {mention.head}")
    for group in others:
        d = max(group, key=lambda d: (_tie(e, d), d.rank, d.id))
        if _tie(e, d) >= 2.0:
            out.append(f"agrees with {d.name}")
    if _beside(e, context):
        out.append("near a town that the report names")
    if context.countries.get(e.country, 0.0) > 0:
        out.append(f"the report speaks of {e.country}")
    return out


def _described(e: PlaceEntry) -> str:
    where = ", ".join(part for part in (e.name, e.admin1 if e.admin1 != e.name else "", e.country) if part)
    return f"{where} ({e.kind})"
