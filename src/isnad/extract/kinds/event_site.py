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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.sites.choice import FILE, Candidate, choose
from isnad.extract.sites.context import context_of, with_places
from isnad.extract.sites.core import LEAST_NAME, entries
from isnad.extract.sites.countries import country_weights
from isnad.extract.sites.deeds import Told, deeds_of
from isnad.extract.sites.features import Known, note, reader_of
from isnad.extract.sites.phrases import Phrase, PhraseReader
from isnad.extract.sites.placenames import SHARE, PlaceTagger
from isnad.extract.sites.ties import EVENT, Tie, Ties
from isnad.extract.sites.value import SiteMaker
from isnad.extract.sites.words import cares, land_of_nation, owned_land, unreal
from isnad.extract.weights import weights_of
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack
from isnad.model.values import SiteValue
from isnad.places.gazetteer import Gazetteer
from isnad.places.resolve import PlaceContext

GATE = frozenset(EVENT)
HARM = frozenset({"harm_verb", "harm_noun", "dead_body", "victim"})
MOST = 300
MOST_WORDS = 20_000
"""Places, and words of sentences on events, that are looked into in one text; no news report
comes near either."""
EARLY = 3
"""Sentences in which an event may take place without a word that governs it."""
COMES = 3
"""Segments within which a sentence begins with a verb of coming."""
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
        self._gate = frozenset(pack.lexicon.alphabet.signs(GATE))
        self._told = Told(pack)
        self._harm = frozenset(pack.lexicon.alphabet.signs(HARM))
        self._say = frozenset(pack.lexicon.alphabet.signs(frozenset({"say", "say_on", "according"})))

    def find(self, parsed: ParsedReport, told: Sequence[Draft] = ()) -> list[Draft]:
        """The sites of a report, in the order of the text. `told` are the harm and the deeds that it tells."""
        ties, weights = self._tie(parsed, told)
        if not ties:
            return []
        context = context_of(parsed, [t.phrase for t in ties], weights)
        taken = self._by_rule(parsed, ties, context)
        known = weights_of(parsed.pack.code, FILE)
        if known is not None:
            starts = frozenset(m.phrase.start for m in taken)
            for t in choose(_candidates(parsed, ties, starts), known):
                tie = self._ties.loose(t.sentence, t.line, t.phrase)
                taken += filter(_says, [self._mention(parsed, t.sentence, t.phrase, tie, context)])
        return [
            Draft("event_site", m.value, m.sentence, m.phrase.start, m.phrase.end, m.tie.rule, event=_event(m))
            for m in sorted(taken, key=lambda m: m.phrase.start)
        ]

    def candidates(self, parsed: ParsedReport, told: Sequence[Draft] = ()) -> list[Candidate]:
        """Every place phrase of sentences on events with what speaks for it: what weights are fitted to."""
        ties, weights = self._tie(parsed, told)
        taken = self._by_rule(parsed, ties, context_of(parsed, [t.phrase for t in ties], weights))
        return list(_candidates(parsed, ties, frozenset(m.phrase.start for m in taken), whole=True))

    def _tie(self, parsed: ParsedReport, told: Sequence[Draft]) -> tuple[list[Tied], dict[str, float]]:
        """The place phrases of a report, each with what a rule ties it to, and the shares of countries."""
        deeds = deeds_of(told)
        governed = [s for s in parsed.eventful if s.index in deeds or not self._gate.isdisjoint(s.line.signs)]
        if not governed:
            return [], {}
        taken = {s.index for s in governed}
        early = [s for s in parsed.eventful if s.index < EARLY and s.index not in taken]
        sentences = sorted([*early, *governed], key=lambda s: s.index)
        named = country_weights(parsed)
        read = self._read(sentences, named)
        weights = with_places(named, [p for _, _, ps in read for p in ps])
        if any(w >= SHARE and c not in named for c, w in weights.items()):
            read = self._read(sentences, weights)
        learned = _learned(parsed, [p for _, _, ps in read for p in ps])
        if learned:
            read = [r if not _names(r[0], learned) else self._phrases(r[0], weights, learned) for r in read]
        out = [
            Tied(s, line, p, tie)
            for s, line, ps in read
            for p in ps
            if (tie := self._ties.of(s, line, p, deeds.get(s.index, ()))) is None
            or (s.heading and tie.rule == "event_site.name")
            or self._told.holds(s, line, deeds)
        ]
        return out[:MOST], weights

    def _by_rule(self, parsed: ParsedReport, ties: list[Tied], context: PlaceContext) -> list[Mention]:
        tied: list[tuple[Sentence, Phrase, Tie]] = []
        for sentence, group in groupby(ties, key=lambda t: t.sentence):
            tied += [(sentence, p, tie) for p, tie in _kept([(t.phrase, t.tie) for t in group])]
        return self._new([m for s, p, t in tied if _says(m := self._mention(parsed, s, p, t, context))])

    def _read(self, sentences: list[Sentence], weights: dict[str, float]) -> list[tuple[Sentence, Line, list[Phrase]]]:
        out: list[tuple[Sentence, Line, list[Phrase]]] = []
        left = MOST_WORDS
        for sentence in sentences:
            left -= len(sentence.line)
            if left < 0 and out:
                break
            out.append(self._phrases(sentence, weights))
        return out

    def _phrases(
        self, sentence: Sentence, weights: dict[str, float], learned: tuple[str, ...] = ()
    ) -> tuple[Sentence, Line, list[Phrase]]:
        line = self._tagger.line(sentence, weights, learned)
        return sentence, line, self._reader.phrases(sentence, line)

    def _mention(
        self, parsed: ParsedReport, sentence: Sentence, phrase: Phrase, tie: Tie, context: PlaceContext
    ) -> Mention:
        value = self._maker.value(parsed, phrase, context)
        return Mention(sentence, phrase, tie, value, *_called(parsed, phrase))

    def _new(self, mentions: list[Mention]) -> list[Mention]:
        """Without those that only refer back to what the text has said before."""
        out: list[Mention] = []
        for m in mentions:
            if not any(self._repeats(m, e) for e in out):
                out.append(m)
        return out

    def _repeats(self, m: Mention, earlier: Mention) -> bool:
        if m.tie.apart != earlier.tie.apart:
            return False
        if (
            land_of_nation(m.phrase.cores[0])
            and m.phrase.cores[0].definite
            and m.value.country == earlier.value.country
        ):
            return True  # "The Turkish town" is one that was named.
        if m.sentence.index > earlier.sentence.index and not _refers(m) and self._harms(m):
            return False  # A new assertion of the event, if at a known place.
        if earlier.sentence.heading and not m.sentence.heading and earlier.sentence.index == 0:
            told = not self._say.isdisjoint(m.sentence.line.signs)
            return m.tie.definite and m.names == earlier.names and m.thing == earlier.thing and not told
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

    def _harms(self, m: Mention) -> bool:
        return not self._harm.isdisjoint(m.sentence.line.signs)


def _refers(m: Mention) -> bool:
    """Whether it names an event that was spoken of, instead of telling it: "The attacks in … come after …"."""
    if m.tie.rule == "event_site.name":
        return True
    return m.tie.definite and any(s.has("site_come", "comes_after") for s in m.sentence.line.segs[:COMES])


def _event(m: Mention) -> str | None:
    return "other:background" if m.tie.apart else None


def find(parsed: ParsedReport, told: Sequence[Draft] = ()) -> list[Draft]:
    """The sites a report gives for its event, in the order of the text. `told` are its drafts of other kinds."""
    return finder(parsed.pack).find(parsed, told)


@lru_cache(maxsize=4)
def finder(pack: LanguagePack) -> SiteFinder:
    """The finder of a pack with the gazetteer that ships."""
    return SiteFinder(pack, Gazetteer.load())


def _kept(ties: list[tuple[Phrase, Tie | None]]) -> list[tuple[Phrase, Tie]]:
    """Governed phrases; a thing without a name gives way to the named place close behind it."""
    taken = [(p, t) for p, t in ties if t is not None]
    out: list[tuple[Phrase, Tie]] = []
    for n, (phrase, tie) in enumerate(taken):
        if n + 1 < len(taken) and all(core.bare for core in phrase.cores):
            after = taken[n + 1][0]
            if after.first - phrase.last <= NEAR_BY and any(
                c.places or c.capital or (c.named and c.admins) for c in after.cores
            ):
                continue
        if out and _goes_on(out[-1], phrase, tie):
            continue
        out.append((phrase, tie))
    return out


def _goes_on(earlier: tuple[Phrase, Tie], phrase: Phrase, tie: Tie) -> bool:
    """Whether a phrase only says where the one close before it lies."""
    before, same = earlier
    if (
        same.word is not tie.word
        or tie.rule == "event_site.upon"
        or phrase.first - before.last > CLOSE
        or (phrase.sites and not owned_land(phrase.cores[0]))
    ):
        return False
    named = bool(before.places) or (bool(phrase.cores[0].admins) and any(c.named and c.sites for c in before.cores))
    return named and not any(s.has("and", "or") for s in phrase.line.segs[before.last : phrase.first])


def _says(m: Mention) -> bool:
    """Whether it names a thing, a unit of land, or a place that can be told from its namesakes."""
    if m.value.place_id is not None or m.phrase.sites or (m.phrase.near is not None and m.phrase.near.attr("border")):
        return True
    core = m.phrase.cores[0]
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


def _names(sentence: Sentence, learned: tuple[str, ...]) -> bool:
    """Whether a sentence holds one of the names that the report has taught: all others are read already."""
    text = sentence.text
    return any(name in text for name in learned)


def _called(parsed: ParsedReport, phrase: Phrase) -> tuple[frozenset[str], str | None]:
    """The names in a phrase, and the thing it puts the event at."""
    thing = str(phrase.sites[0].attr("en", "site")) if phrase.sites else None
    cores = phrase.cores
    names = {_label(p) for p in phrase.places}
    names |= {str(d.attr("en", "middle")) for c in cores for d in c.directions if d.has("middle") and c.sites}
    names |= {str(c.count) for c in cores if c.count is not None}
    names |= {parsed.folded.text[c.named[0] : c.named[1]] for c in cores if c.named is not None}
    names |= {
        c.nation for c in cores if c.nation and (owned_land(c) or land_of_nation(c) or (c.capital and not c.places))
    }
    return frozenset(names), thing


def _candidates(
    parsed: ParsedReport, ties: list[Tied], taken: frozenset[int], whole: bool = False
) -> Iterator[Candidate]:
    """The phrases in the order of the text. Features of those that a rule settles are worked out only for `whole`."""
    seen: dict[str, int] = {}
    reader = reader_of(parsed.pack)
    for t in ties:
        phrase, tie = t.phrase, t.tie
        known = Known(t.sentence.index, t.sentence.heading, *_called(parsed, phrase))
        settled = tie is not None or cares(phrase) or unreal(t.line.segs, phrase.first)
        found = reader.of(t.sentence, t.line, phrase, tie, seen) if whole or not settled else []
        yield Candidate(t.sentence, t.line, phrase, known, found, settled, phrase.start in taken)
        note(phrase, seen)


def _label(place: Seg) -> str:
    known = entries(place)
    return known[0].name if known else str(place.attr("text", "place"))
