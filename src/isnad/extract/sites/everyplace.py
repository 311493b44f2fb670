"""Names of places anywhere in running text, whether or not an event took place there.

`find_places` gives the span of every name of a country, a region, a town or another place on the map,
without clitics, head words ("the town of …") or directions. What stands before a name decides how well
known it must be: a word that announces a place, a preposition, another place, or nothing. A word that
follows a given name or a title, or that the lexicon knows as something else, needs more. Which place
is meant is not decided here (`isnad.places.resolve`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.sites.countries import country_weights, named_country
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack
from isnad.model.span import Span
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer

HEADS = ("admin", "capital", "admin_many", "reach_area")
IN = ("in", "b", "from", "towards", "near", "direction", "middle", "between", "until", "l", "on", "about_prep")
ALREADY = frozenset({"country", "nation", "body", "named", "outlet", "paper", "place"})
"""Classes of words that may be names of places, too."""
SURE, KNOWN, HEADED, LONE = 500, 400, 60, 430
"""How well known a place must be: with nothing before it and not a plain name, behind a preposition
or another place, behind a word that announces it, with nothing before it where the name is nothing else."""
FAR = 560
"""The same in a country that the text does not name."""
WORD = 600
"""How well known the bearer of a name must be that is a common word as well."""
COMMON = frozenset({"admin", "direction", "homeland", "reach_area", "capital", "institution", "unit", "tunit"})
"""Classes of words that are no name of a place alone."""
MOST_WORDS = 5
LEAST = 3
QUOTES = "\"'«»“”"


class NamedPlace(msgspec.Struct, frozen=True):
    """A name in the report's text and the places that bear it, best known first; none where only the
    words around it make it a place."""

    span: Span
    entries: tuple[PlaceEntry, ...]


def _person(before: Seg) -> bool:
    """Whether a word is one after which the name of a person goes on."""
    if before.has("on", "in", "b", "l", "from", "country"):
        return False
    if before.has("rank", "office"):
        return before.definite
    return before.has("given", "name_head")


class _Finder:
    def __init__(self, pack: LanguagePack) -> None:
        self._pack = pack
        self._gazetteer = Gazetteer.load()
        clitics = pack.settings["clitics"]
        self._article: str = clitics["article"]
        self._conjunctions: tuple[str, ...] = ("", *clitics["conjunctions"])
        self._prepositions: tuple[str, ...] = tuple(clitics["prepositions"][:2])
        self._contracted: tuple[str, ...] = tuple(clitics["contracted"])
        told = pack.settings["places"]
        self._lands = frozenset(pack.folding.of(name) for name in told["lands"])
        self._not_after = frozenset(pack.folding.of(word) for word in told["not_after"])
        self._words = frozenset(pack.folding.of(word) for word in told["words"])
        self._off = frozenset(pack.folding.of(word) for word in told["off"])
        self._not_before = frozenset(pack.folding.of(word) for word in told["not_before"])

    def find(self, parsed: ParsedReport) -> Iterator[tuple[int, int, tuple[PlaceEntry, ...]]]:
        weights = country_weights(parsed)
        for sentence in parsed.sentences:
            yield from self._sentence(sentence, weights)

    def _sentence(
        self, sentence: Sentence, weights: dict[str, float]
    ) -> Iterator[tuple[int, int, tuple[PlaceEntry, ...]]]:
        toks = sentence.tokens
        segs = sentence.base.segs
        parsed_text = sentence.parsed.folded.text
        at = 0
        done = sentence.start
        place_end = -2
        for n, (start, end, word) in enumerate(toks):
            if start < done or not word[0].isalpha():
                continue
            while at < len(segs) and segs[at].end <= start:
                at += 1
            mine = [s for s in segs[at : at + 4] if s.start < end and s.end > start]
            before = segs[at - 1] if at and segs[at - 1].end <= start else None
            between = parsed_text[place_end:start] if 0 <= start - place_end <= 3 else None
            beside = between is not None and (bool(between.strip()) or word.startswith(self._conjunctions[1:]))
            found = self._name(toks, n, mine, before, beside or self._dateline(toks, n), weights)
            if found is None:
                continue
            yield found
            done = place_end = found[1]

    def _name(
        self,
        toks: list[tuple[int, int, str]],
        n: int,
        mine: list[Seg],
        before: Seg | None,
        beside: bool,
        weights: dict[str, float],
    ) -> tuple[int, int, tuple[PlaceEntry, ...]] | None:
        start, _, word = toks[n]
        rest = [t[2] for t in toks[n + 1 : n + MOST_WORDS]]
        last = n - 2 if n > 1 and toks[n - 1][2] in QUOTES else n - 1
        if last >= 0 and toks[last][2] in self._not_after:
            return None
        if word in self._off or any(s.has("direction", "admin") and not s.definite for s in mine):
            rest = []  # "South Lebanon", "the state of Qatar": the name begins behind the word.
        for cut, name, clitic in self._forms(word):
            land = next((k for k in (4, 3, 2, 1) if " ".join([name, *rest[: k - 1]]) in self._lands), 0)
            if land and land <= len(rest) + 1:
                return start + cut, toks[n + land - 1][1], self._gazetteer.lookup(" ".join([name, *rest[: land - 1]]))
            match = self._gazetteer.longest_match([name, *rest], 0)
            if match is None or (match[0] == 1 and len(name) < LEAST):
                continue
            k, entries = match
            if n + k < len(toks) and toks[n + k][2] in self._not_before:
                continue
            if self._accepts(k, name, entries, mine, before, beside, clitic, weights):
                return start + cut, toks[n + k - 1][1], entries
        return self._unknown(toks, n, mine, before)

    @staticmethod
    def _dateline(toks: list[tuple[int, int, str]], n: int) -> bool:
        """Whether a word stands before the dash or colon that a report or a line begins with."""
        return n <= 3 and n + 1 < len(toks) and toks[n + 1][2] in "-:(" and not any(len(t[2]) == 1 for t in toks[1:n])

    def _forms(self, word: str) -> Iterator[tuple[int, str, str]]:
        """(letters cut off, the name, what was cut): the word whole first, then without clitics."""
        yield 0, word, ""
        for conj in self._conjunctions:
            if not word.startswith(conj):
                continue
            rest = word[len(conj) :]
            if conj:
                yield len(conj), rest, "and"
            for prep in self._prepositions:
                if rest.startswith(prep) and len(rest) > len(prep) + LEAST - 1:
                    yield len(conj) + len(prep), rest[len(prep) :], "prep"
            for written in self._contracted:
                if rest.startswith(written) and len(rest) > len(written) + 1:
                    # The article has lost a letter: it is put back for the lookup.
                    yield len(conj) + len(written), self._article + rest[len(written) :], "prep"

    def _accepts(
        self,
        k: int,
        name: str,
        entries: tuple[PlaceEntry, ...],
        mine: list[Seg],
        before: Seg | None,
        beside: bool,
        clitic: str,
        weights: dict[str, float],
    ) -> bool:
        best = entries[0]
        headed = before is not None and before.has(*HEADS) and not before.definite
        placed = clitic == "prep" or (before is not None and before.has(*IN))
        person = not headed and clitic == "" and before is not None and _person(before)
        known = [s for s in mine if s.senses and not s.has("and", "b", "l", "k", "so")]
        if best.kind == "country":
            return self._is_country(k, known, headed or placed, clitic, person)
        here = best.country in weights
        if person:
            return False
        classes = {x.cls for s in known for x in s.senses}
        if k == 1 and (classes & COMMON or name in self._words):
            return False
        if k > 1:
            return not best.ambiguous or headed or ((placed or beside) and (here or best.rank >= SURE))
        if classes - ALREADY:
            return (headed and best.rank >= HEADED and not best.ambiguous) or (
                not best.ambiguous and best.rank >= WORD and (placed or beside)
            )
        if clitic and k == 1 and not (beside and clitic == "and"):
            return not best.ambiguous and best.rank >= (SURE if clitic == "prep" and here else WORD)
        if headed:
            return best.rank >= HEADED
        if placed or beside:
            return best.rank >= (KNOWN if not best.ambiguous else SURE if here else WORD)
        return not best.ambiguous and best.rank >= (LONE if here else FAR)

    @staticmethod
    def _is_country(k: int, known: list[Seg], expected: bool, clitic: str, person: bool) -> bool:
        if person:
            return False
        for seg in known:
            if seg.has("country"):
                return named_country(seg, expected) is not None
            if seg.has("nation"):
                return False
        return k > 1 or not known or expected

    def _unknown(
        self, toks: list[tuple[int, int, str]], n: int, mine: list[Seg], before: Seg | None
    ) -> tuple[int, int, tuple[PlaceEntry, ...]] | None:
        """A word that nobody knows behind one that announces a town or a land."""
        if before is None or before.definite or before.pronoun or not before.has("admin"):
            return None
        start, end, word = toks[n]
        if len(mine) != 1 or mine[0].senses or mine[0].pronoun or len(word) < LEAST + 1:
            return None
        return start, end, ()


@lru_cache(maxsize=4)
def _finder(pack: LanguagePack) -> _Finder:
    return _Finder(pack)


def find_places(parsed: ParsedReport) -> list[NamedPlace]:
    """Every name of a place in a text, in its order; spans lie in the text as stored and do not overlap."""
    return [
        NamedPlace(parsed.raw_span(start, end), entries) for start, end, entries in _finder(parsed.pack).find(parsed)
    ]
