"""event_site: where the event took place, as finely as the words say.

Meaning: the place phrase of an assertion about the event: "a crowded market in the town of …",
"near …", "13 provinces". A phrase is taken only where a word of the event governs it.
Wrong: where the wounded were taken, where a statement was made, datelines, the origin of people,
the reach of an organisation, places of other events, a reference back that adds nothing.
Right: each new place, finer or coarser; the same place again under another teller.
Source: gold/README.md; precision after the gold and the ACLED geo-precision codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from isnad.extract.countries import country_weights
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.placenames import SHARE, PlaceTagger
from isnad.extract.sites import Phrase, PhraseReader, entries
from isnad.extract.siteties import Tie, Ties
from isnad.extract.sitevalue import SiteMaker
from isnad.grammar.match import Line
from isnad.lang.pack import LanguagePack
from isnad.model.claim import Claim
from isnad.model.values import SiteValue
from isnad.places.gazetteer import Gazetteer
from isnad.places.resolve import PlaceContext

GATE = frozenset({"event_noun", "event_verb", "target_verb"})
PRECISIONS = ("exact", "near", "district", "province", "country")
"""Finest first."""
MOST = 300
MOST_WORDS = 20_000
"""Places, and words of sentences on events, that are looked into in one text; no news report
comes near either."""
RIVAL = 150
"""How much less known a place of another country with the same name must be not to count."""
PLACE_VOTE = 0.15
"""What a well-known place adds to the share of its country."""
CLOSE = 4
"""Segments between a named place and the wider one that it is said to lie in."""
NEAR_BY = 7
"""Segments between a thing without a name and the named place that follows it in one clause."""


@dataclass(slots=True)
class Mention:
    """A phrase that an event word governs."""

    sentence: Sentence
    phrase: Phrase
    tie: Tie
    value: SiteValue
    names: frozenset[str]
    thing: str | None


class SiteFinder:
    """Reads event sites with one pack and one gazetteer. Holds no state between reports."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._tagger = PlaceTagger(pack, gazetteer)
        self._reader = PhraseReader(pack)
        self._ties = Ties(pack)
        self._maker = SiteMaker(pack, gazetteer)
        self._gate = frozenset(pack.lexicon.alphabet.signs(GATE))
        self._say = frozenset(pack.lexicon.alphabet.signs(frozenset({"say", "say_on", "according"})))

    def find(self, parsed: ParsedReport) -> list[Draft]:
        """The sites of a report, in the order of the text."""
        sentences = [s for s in parsed.eventful if not self._gate.isdisjoint(s.line.signs)]
        if not sentences:
            return []
        named = country_weights(parsed)
        read = self._read(sentences, named)
        weights = _with_places(named, [p for _, _, ps in read for p in ps])
        if any(w >= SHARE and c not in named for c, w in weights.items()):
            read = self._read(sentences, weights)
        found: list[tuple[Sentence, Phrase, Tie]] = []
        for sentence, line, phrases in read:
            ties = [(p, self._ties.of(sentence, line, p)) for p in phrases]
            found += [(sentence, p, tie) for p, tie in _kept(ties)]
            if len(found) >= MOST:
                break
        context = PlaceContext(countries=_shares(weights))
        mentions = [m for s, p, t in found[:MOST] if _says(m := self._mention(parsed, s, p, t, context))]
        return [
            Draft("event_site", m.value, m.sentence, m.phrase.start, m.phrase.end, m.tie.rule)
            for m in self._new(mentions)
        ]

    def _read(self, sentences: list[Sentence], weights: dict[str, float]) -> list[tuple[Sentence, Line, list[Phrase]]]:
        out: list[tuple[Sentence, Line, list[Phrase]]] = []
        left = MOST_WORDS
        for sentence in sentences:
            left -= len(sentence.line)
            if left < 0 and out:
                break
            line = self._tagger.line(sentence, weights)
            out.append((sentence, line, self._reader.phrases(sentence, line)))
        return out

    def _mention(
        self, parsed: ParsedReport, sentence: Sentence, phrase: Phrase, tie: Tie, context: PlaceContext
    ) -> Mention:
        value = self._maker.value(parsed, phrase, context)
        thing = str(phrase.sites[0].attr("en", "site")) if phrase.sites else None
        middle = [
            str(d.attr("en", "middle")) for c in phrase.cores for d in c.directions if d.has("middle") and c.sites
        ]
        names = frozenset([*(entries(p)[0].name for p in phrase.places), *middle])
        counts = [str(c.count) for c in phrase.cores if c.count is not None]
        named = frozenset(counts) | frozenset(
            parsed.folded.text[c.named[0] : c.named[1]] for c in phrase.cores if c.named is not None
        )
        return Mention(sentence, phrase, tie, value, names | named, thing)

    def _new(self, mentions: list[Mention]) -> list[Mention]:
        """Without those that only refer back to what the text has said before."""
        out: list[Mention] = []
        for m in mentions:
            if not any(self._repeats(m, e) for e in out):
                out.append(m)
        return out

    def _repeats(self, m: Mention, earlier: Mention) -> bool:
        if earlier.sentence.heading and not m.sentence.heading and earlier.sentence.index == 0:
            return m.tie.definite and m.names == earlier.names and m.thing == earlier.thing
        if not (m.names <= earlier.names or (earlier.value.precision != "country" and m.value.precision == "country")):
            return False
        if m.thing is not None and m.thing != earlier.thing:
            return False
        if m.phrase.near is not None and earlier.phrase.near is None:
            return False
        if m.tie.rule == "event_site.name" and not m.sentence.heading:
            return True
        apart = m.sentence.index - earlier.sentence.index
        told = not self._say.isdisjoint(m.sentence.line.signs)
        if m.sentence.heading and not earlier.sentence.heading:
            return False
        return not (apart >= 2 and told and not m.tie.definite)


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


def _kept(ties: list[tuple[Phrase, Tie | None]]) -> list[tuple[Phrase, Tie]]:
    """Governed phrases; a thing without a name gives way to the named place close behind it."""
    taken = [(p, t) for p, t in ties if t is not None]
    out: list[tuple[Phrase, Tie]] = []
    for n, (phrase, tie) in enumerate(taken):
        if n + 1 < len(taken) and all(core.bare for core in phrase.cores):
            after = taken[n + 1][0]
            if after.first - phrase.last <= NEAR_BY and not after.sites and not all(c.bare for c in after.cores):
                continue
        if out and _goes_on(out[-1], phrase, tie):
            continue
        out.append((phrase, tie))
    return out


def _goes_on(earlier: tuple[Phrase, Tie], phrase: Phrase, tie: Tie) -> bool:
    """Whether a phrase only says where the one close before it lies."""
    before, same = earlier
    if same.word is not tie.word or phrase.first - before.last > CLOSE or phrase.sites:
        return False
    return bool(before.places) and not any(s.has("and", "or") for s in phrase.line.segs[before.last : phrase.first])


def _says(m: Mention) -> bool:
    """Whether it names a thing, a unit of land, or a place that can be told from its namesakes."""
    if m.value.place_id is not None or m.phrase.sites:
        return True
    core = m.phrase.cores[0]
    if core.places and not core.admins and not core.wide:
        return not entries(core.places[0])[0].ambiguous
    return True


def _with_places(weights: dict[str, float], phrases: list[Phrase]) -> dict[str, float]:
    """The shares of countries, with those of the well-known places of the phrases added.

    A name that places of several countries bear speaks for none of them.
    """
    out = dict(weights)
    for phrase in phrases:
        for core, place in ((c, p) for c in phrase.cores for p in c.places):
            best = entries(place)[0]
            if any(e.country != best.country and e.rank > best.rank - RIVAL for e in entries(place)):
                continue
            if best.rank >= (350 if core.admins else 640 if best.ambiguous else 500):
                out[best.country] = out.get(best.country, 0.0) + PLACE_VOTE
    return out


def _shares(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {k: v / total for k, v in weights.items()} if total else {}
