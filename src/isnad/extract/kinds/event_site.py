"""event_site: where the event took place, as finely as the words say.

Meaning: the place phrase of an assertion about the event: "a crowded market in the town of …",
"near …", "13 provinces". A phrase is taken only where a word of the event governs it.
Wrong: where the wounded were taken, where a statement was made, datelines, the origin of people,
the reach of an organisation, where suspects were sought afterwards, a reference back that adds nothing.
The place of another event stands under that event; a name that the report itself calls a town or a
district is a place wherever it stands.
Right: each new place, finer or coarser; the same place again under another teller.
Source: gold/README.md; precision after the gold and the ACLED geo-precision codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.extract.countries import country_weights
from isnad.extract.draft import Draft
from isnad.extract.everyplace import find_places
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.placenames import SHARE, PlaceTagger
from isnad.extract.sitechoice import FILE, Candidate, choose
from isnad.extract.sitecore import LEAST_NAME, entries
from isnad.extract.sitefeatures import Known, note, reader_of
from isnad.extract.sites import Phrase, PhraseReader
from isnad.extract.siteties import Tie, Ties
from isnad.extract.sitevalue import SiteMaker
from isnad.extract.sitewords import cares, owned_land, unreal
from isnad.extract.weights import weights_of
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack
from isnad.model.claim import Claim
from isnad.model.values import SiteValue
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer
from isnad.places.resolve import PlaceContext

DEEDS = frozenset(
    {"site_win", "site_save", "site_wrong", "site_rally", "site_lost", "found", "protest", "rescue", "saved"}
)
"""Words of deeds and mishaps in sentences that the gate of the pack does not let through."""
PRECISIONS = ("exact", "near", "district", "province", "country")
"""Finest first."""
MOST = 300
MOST_WORDS = 20_000
"""Places, and words of sentences on events, that are looked into in one text; no news report
comes near either."""
EARLY = 2
"""Sentences with which a report begins and that may tell a place in few words."""
RIVAL = 150
"""How much less known a place of another country with the same name must be not to count."""
KNOWN_TOWN = 500
PLACE_VOTE = 0.15
"""What a well-known place adds to the share of its country."""


class Tied(NamedTuple):
    """A phrase, where it stands, and what a rule ties it to."""

    sentence: Sentence
    line: Line
    phrase: Phrase
    tie: Tie | None


class SiteFinder:
    """Reads event sites with one pack and one gazetteer. Holds no state between reports."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._tagger = PlaceTagger(pack, gazetteer)
        self._reader = PhraseReader(pack)
        self._ties = Ties(pack)
        self._maker = SiteMaker(pack, gazetteer)
        self._deeds = frozenset(pack.lexicon.alphabet.signs(DEEDS))

    def find(self, parsed: ParsedReport) -> list[Draft]:
        """The sites of a report, in the order of the text."""
        ties, weights = self._tie(parsed)
        if not ties:
            return []
        context = _context(parsed, [t.phrase for t in ties], weights)
        out: list[Draft] = []
        for one in choose(_candidates(parsed, ties), weights_of(parsed.pack.code, FILE)):
            tie = one.tie or self._ties.loose(one.sentence, one.line, one.phrase)
            rule = "event_site.placed" if one.tie is None and one.sure else tie.rule
            value = self._maker.value(parsed, one.phrase, context)
            if _says(one.phrase, value):
                event = "other:background" if tie.apart else None
                start, end = one.phrase.start, one.phrase.end
                out.append(Draft("event_site", value, one.sentence, start, end, rule, event=event))
        return out

    def candidates(self, parsed: ParsedReport) -> list[Candidate]:
        """Every place phrase of sentences on events with what speaks for it: what weights are fitted to."""
        return list(_candidates(parsed, self._tie(parsed)[0]))

    def _tie(self, parsed: ParsedReport) -> tuple[list[Tied], dict[str, float]]:
        """The place phrases of a report, each with what a rule ties it to, and the shares of countries."""
        sentences = self._sentences(parsed)
        if not sentences:
            return [], {}
        named = country_weights(parsed)
        read = self._read(sentences, named)
        weights = _with_places(named, [p for _, _, ps in read for p in ps])
        if any(w >= SHARE and c not in named for c, w in weights.items()):
            read = self._read(sentences, weights)
        learned = _learned(parsed, [p for _, _, ps in read for p in ps])
        if learned:
            read = self._read(sentences, weights, learned)
        out = [Tied(s, line, p, self._ties.of(s, line, p)) for s, line, ps in read for p in ps]
        return out[:MOST], weights

    def _sentences(self, parsed: ParsedReport) -> list[Sentence]:
        """The sentences in which a place may be told: those on events, headings and openings, and further deeds."""
        told = {s.index for s in parsed.eventful}
        if not told:
            return []
        early = (s for s in parsed.sentences if s.index < EARLY or s.heading)
        told.update(s.index for s in early)
        deeds = self._deeds
        return [s for s in parsed.sentences if s.index in told or not deeds.isdisjoint(s.line.signs)]

    def _read(
        self, sentences: list[Sentence], weights: dict[str, float], learned: tuple[str, ...] = ()
    ) -> list[tuple[Sentence, Line, list[Phrase]]]:
        out: list[tuple[Sentence, Line, list[Phrase]]] = []
        left = MOST_WORDS
        for sentence in sentences:
            left -= len(sentence.line)
            if left < 0 and out:
                break
            line = self._tagger.line(sentence, weights, learned)
            out.append((sentence, line, self._reader.phrases(sentence, line)))
        return out


def find(parsed: ParsedReport) -> list[Draft]:
    """The sites a report gives for its event, in the order of the text."""
    return finder(parsed.pack).find(parsed)


@lru_cache(maxsize=4)
def finder(pack: LanguagePack) -> SiteFinder:
    """The finder of a pack with the gazetteer that ships."""
    return SiteFinder(pack, Gazetteer.load())


def finest_first(claims: Iterable[Claim]) -> list[Claim]:
    """The sites of the main event, best for a map first.

    Asserted before hedged, a point before none, then the finer precision, the narrower
    half-width, and the earlier words.
    """
    sites = [(c, c.value) for c in claims if c.event == "main" and isinstance(c.value, SiteValue)]
    return [
        c
        for c, _ in sorted(
            sites,
            key=lambda t: (
                t[0].stance != "asserted",
                t[1].lat is None,
                PRECISIONS.index(t[1].precision),
                t[1].radius_m or 0,
                t[0].evidence.start,
            ),
        )
    ]


def _says(phrase: Phrase, value: SiteValue) -> bool:
    """Whether it names a thing, a unit of land, or a place that can be told from its namesakes."""
    if value.place_id is not None or phrase.sites or (phrase.near is not None and phrase.near.attr("border")):
        return True
    core = phrase.cores[0]
    if core.places and not core.admins and not core.wide:
        known = entries(core.places[0])
        return not known or not known[0].ambiguous
    return True


def _learned(parsed: ParsedReport, phrases: list[Phrase]) -> tuple[str, ...]:
    """Names that the report itself calls a town, a district or a province, longest first."""
    out: set[str] = set()
    for phrase in phrases:
        for core in phrase.cores:
            if core.sites or core.wide or core.capital or (core.admins and core.admins[0].definite):
                continue
            if not core.admins and core.named is None:
                continue
            spans = [core.named] if core.named is not None else [(p.start, p.end) for p in core.places]
            out |= {name for a, b in spans if len(name := parsed.folded.text[a:b]) >= LEAST_NAME}
    return tuple(sorted(out, key=lambda name: (-len(name), name)))


def _called(parsed: ParsedReport, phrase: Phrase) -> tuple[frozenset[str], str | None]:
    """The names in a phrase, and the thing it puts the event at."""
    thing = str(phrase.sites[0].attr("en", "site")) if phrase.sites else None
    cores = phrase.cores
    names = {_label(p) for p in phrase.places}
    names |= {str(d.attr("en", "middle")) for c in cores for d in c.directions if d.has("middle") and c.sites}
    names |= {str(c.count) for c in cores if c.count is not None}
    names |= {parsed.folded.text[c.named[0] : c.named[1]] for c in cores if c.named is not None}
    names |= {c.nation for c in cores if c.nation and (owned_land(c) or (c.capital and not c.places))}
    return frozenset(names), thing


def _candidates(parsed: ParsedReport, ties: list[Tied]) -> Iterator[Candidate]:
    """The phrases in the order of the text; without those that cannot be places of events."""
    seen: dict[str, int] = {}
    reader = reader_of(parsed.pack)
    ties = [t for n, t in enumerate(ties) if not _never(t, ties[n - 1] if n else None)]
    for n, (sentence, line, phrase, tie) in enumerate(ties):
        known = Known(sentence.index, sentence.heading, *_called(parsed, phrase))
        beside = [t.phrase if t is not None and t.line is line else None for t in _neighbours(ties, n)]
        features = reader.of(sentence, line, phrase, tie, seen, beside[0], beside[1])
        yield Candidate(sentence, line, phrase, tie, known, features)
        note(phrase, seen)


def _never(t: Tied, before: Tied | None) -> bool:
    """Whether a phrase cannot be a place of its own: where the hurt are cared for and what is only planned, if no
    rule ties it; "southern" behind a noun; "on the border with …" behind a place that lies there."""
    line, phrase, tie = t.line, t.phrase, t.tie
    if tie is None and (cares(phrase) or unreal(line.segs, phrase.first)):
        return True
    if tie is None and phrase.cores[0].quarter and phrase.first and not line.segs[phrase.first - 1].has("in", "b"):
        return True
    beyond = phrase.near is not None and phrase.near.attr("border", "near")
    return bool(beyond) and before is not None and before.line is line and phrase.first - before.phrase.last <= 1


def _neighbours(ties: list[Tied], n: int) -> tuple[Tied | None, Tied | None]:
    return (ties[n - 1] if n else None), (ties[n + 1] if n + 1 < len(ties) else None)


def _context(parsed: ParsedReport, phrases: list[Phrase], weights: dict[str, float]) -> PlaceContext:
    return PlaceContext(
        countries=_shares(weights),
        admin1=_units(phrases, weights),
        around=_around(phrases),
        towns=cache(lambda: _towns(parsed)),
    )


def _label(place: Seg) -> str:
    known = entries(place)
    return known[0].name if known else str(place.attr("text", "place"))


def _with_places(weights: dict[str, float], phrases: list[Phrase]) -> dict[str, float]:
    """The shares of countries, with those of the well-known places of the phrases added."""
    out = dict(weights)
    for place in _known(phrases):
        out[place.country] = out.get(place.country, 0.0) + PLACE_VOTE
    return out


def _towns(parsed: ParsedReport) -> list[PlaceEntry]:
    """The towns that a text names anywhere and that nobody can mistake, each once."""
    found = [p.entries for p in find_places(parsed) if p.entries]
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
