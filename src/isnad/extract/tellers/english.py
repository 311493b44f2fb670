"""English names for tellers, from the English of the words where a list holds it.

A place that the gazetteer knows is called as it calls it, whatever else its name may mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack
from isnad.lang.romanise import romanise
from isnad.places.entry import PlaceEntry
from isnad.places.gazetteer import Gazetteer

GLOSSES = (
    *("known", "body", "outlet", "institution", "office", "spokes"),
    *("source", "field", "qual", "given", "rank", "country"),
)

KNOWN = 300
"""The rank of a place that is called by its name without a head word."""
WELL_KNOWN = 540
"""The rank of a place whose name means the place and not what else it may mean."""


class Namer:
    """Knows the English of words, names and places for one language pack."""

    def __init__(self, pack: LanguagePack, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names = pack.settings["names"]
        self._demonyms = self._names["demonym"]
        shape = self._names["shape"]
        self.no_name_with: str = shape["no_name_with"]
        self.seats: dict[str, str] = self._names["seats"]
        self.article: str = shape["article"]
        self.adjective_ends: tuple[str, ...] = tuple(shape["adjective_ends"])
        self.adjective_starts: tuple[str, ...] = tuple(shape["adjective_starts"])
        self.written_in: str = shape["written_in"]
        self.adverb_end: tuple[str, ...] = tuple(shape["adverb_ends"])
        self.kin: frozenset[str] = frozenset(shape["kin"])
        self._servant: str = shape["servant"]
        self._servant_en: str = shape["servant_en"]
        glosses = pack.settings["glosses"]
        fold = pack.folding.of
        self.units, self.nouns, self.adjectives, self.toward = (
            {fold(word): str(en) for word, en in glosses[table].items()}
            for table in ("unit", "noun", "adjective", "toward")
        )
        self.prefixes, self.idle, self.first, self.beside, self.sent_to, self.ministers = (
            frozenset[str](glosses["shape"][key])
            for key in ("prefixes", "idle", "first", "beside", "sent_to", "ministers")
        )
        self.acting, self.seat = (frozenset(map(fold, glosses["shape"][key])) for key in ("acting", "seat"))
        self._states: dict[str, Any] = glosses["states"]
        self.female: str = shape["female"]
        self._plurals: tuple[str, ...] = tuple(shape["plurals"])

    def english(self, seg: Seg, word: str) -> str:
        """The English of one segment: a listed gloss, else the word in English letters."""
        if (nation := self.nation(seg, word)) is not None:
            return nation
        if (listed := self.listed(seg)) is not None:
            return listed
        if not word[:1].isalpha():
            return ""
        return romanise(self.article + word if seg.definite and seg.has("word") else word, self._names)

    def nation(self, seg: Seg, word: str) -> str | None:
        """The English adjective of a nationality."""
        sense = seg.sense("nation")
        if sense is None or " " in word:
            return None
        return str(self._demonyms.get(sense.attrs.get("nat"), sense.attrs.get("nat", "")))

    def listed(self, seg: Seg) -> str | None:
        """The English that the lexicon holds."""
        for cls in GLOSSES:
            sense = seg.sense(cls)
            if sense is not None and "en" in sense.attrs:
                return str(sense.attrs["en"])
        return None

    def plainly(self, word: str, table: dict[str, str]) -> str | None:
        """The English of a word without article in a table of glosses, of its masculine singular too."""
        found = table.get(word)
        if found is None and len(word) > 3:
            if word.endswith(self.female):
                found = table.get(word[: -len(self.female)])
            for end in self._plurals:
                if found is None and word.endswith(end):
                    found = table.get(word[: -len(end)]) or table.get(word[: -len(end)] + end[0])
        return found

    def place(self, words: Sequence[str], led: bool = False) -> tuple[int, PlaceEntry] | None:
        """(how many words, place) of the name of a place that begins `words`. Where no head word ("governorate of")
        has `led` to it, only a well-known place is meant."""
        found = self._gazetteer.longest_match(words, 0)
        if found is None:
            return None
        best = found[1][0]
        known = best.rank >= (WELL_KNOWN if best.ambiguous else KNOWN)
        return (found[0], best) if led or known else None

    def unit(self, name: str, place: PlaceEntry) -> str:
        """The English of a head word of a place ("governorate"), none where the place's own name has one."""
        en = self.units[name]
        if en == self._states["of"] and place.country in self._states["countries"]:
            en = str(self._states["en"])
        return "" if place.kind == "country" or _has_unit(place.name, tuple(self.units.values())) else en

    def name(self, seg: Seg, word: str, first: bool) -> str:
        """The English of a part of a person's name; only its first part can be a known person."""
        sense = (seg.sense("known") if first else None) or seg.sense("given") or seg.sense("rank")
        if sense is not None:
            return str(sense.attrs.get("en", ""))
        if not word[:1].isalpha():
            return ""
        if word.startswith(self._servant) and len(word) > len(self._servant) + 1:
            return self._servant_en + self.romanised(word[len(self._servant) :]).lower()
        return romanise(self.article + word if seg.definite else word, self._names)

    def romanised(self, word: str) -> str:
        """A word in English letters."""
        return romanise(word, self._names)

    def serves(self, word: str) -> bool:
        """Whether a word is the first of two that are one name, "servant of …"."""
        return word + self.article == self._servant

    def served(self, word: str) -> str:
        """The English of a name "servant of …" that is written as two words, from the second."""
        return self._servant_en + self.romanised(word.removeprefix(self.article)).lower()

    def plain(self, word: str) -> list[str]:
        """The words of a segment without their article, for telling whether two names are one."""
        return [w.removeprefix(self.article) if len(w) > 4 else w for w in word.split() if w[:1].isalnum()]

    def is_nation(self, en: str) -> bool:
        """Whether an English adjective is of a nationality."""
        return en in self._demonyms.values()


@lru_cache(maxsize=512)
def _has_unit(name: str, units: tuple[str, ...]) -> bool:
    return any(unit and name.lower().endswith(unit) for unit in (*units, "strip", "city", "state"))


@lru_cache(maxsize=8)
def namer_of(pack: LanguagePack) -> Namer:
    """The namer of a pack, made once."""
    return Namer(pack, Gazetteer.load())
