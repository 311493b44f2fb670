"""Names to places: exact folded names, runs of words, and names alike in their consonants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import resources

import msgspec

from isnad.places.entry import KINDS, PlaceEntry
from isnad.places.packing import unpack

_CACHE = 20_000
_SAFE_WITHOUT_ARTICLE = 620
_LETTERS_IN_COMMON = 0.7
_CLEARLY_BETTER = 100
"""By how much a name with the article put on or taken off must outrank the name as written."""


class Gazetteer:
    """The shipped gazetteer, read-only. About 50 MB once loaded; lookups are dictionary reads.

    Names are folded words joined by one space, folded as reports are (isnad.text.fold with
    the pack's tables). Answers are ranked best first and never depend on earlier lookups.
    """

    def __init__(self, data: bytes) -> None:
        self.header, sections = unpack(data)
        names = self._names = bytes(sections["names"]).decode().split("\n")
        self._index = dict(zip(names, range(len(names)), strict=True))
        self._weak = sections["name_weak"]
        self._first = sections["name_first"].cast("I")
        self._postings = sections["postings"].cast("I")
        self._texts = sections["texts"]
        self._text_at = sections["text_at"].cast("I")
        self._lat = sections["lat"].cast("i")
        self._lon = sections["lon"].cast("i")
        self._population = sections["population"].cast("I")
        self._radius = sections["radius"].cast("I")
        self._rank = sections["rank"].cast("H")
        self._kind = sections["kind"]
        self._country = sections["country"].cast("H")
        self._admin1 = sections["admin1"].cast("H")
        self._capital = sections["capital"]
        self._alike_keys = sections["alike_keys"]
        self._alike_first = sections["alike_first"].cast("I")
        self._alike_names = sections["alike_names"].cast("I")
        self._alike: dict[str, int] | None = None
        self._article: str = self.header["article"]
        self._skip = frozenset(self.header["skeleton_drop"])
        self._same: dict[str, str] = self.header["skeleton_same"]
        self._countries: list[str] = self.header["countries"]
        self._admin1s: list[list[str]] = self.header["admin1"]
        self._by_id: dict[str, int] = self.header["country_entry"]
        self._capital_of: dict[str, int] = self.header["capital_entry"]
        self._province: dict[str, int] = self.header["province_entry"]
        heads = bytes(sections["heads"]).decode().split("\n")
        self._longest: dict[str, int] = dict(zip(heads, sections["head_words"], strict=True))
        self._found: dict[str, tuple[PlaceEntry, ...]] = {}
        self._guessed: dict[tuple[str, tuple[str, ...]], tuple[PlaceEntry, ...]] = {}

    @staticmethod
    def load() -> Gazetteer:
        """The gazetteer that ships with isnad; read once a process."""
        return _load()

    def __len__(self) -> int:
        return len(self._kind)

    def lookup(self, folded_name: str) -> tuple[PlaceEntry, ...]:
        """Every place of that name, best first; empty when there is none.

        The article in front is optional: the form with the article put on or taken off is
        asked for too, and goes first only where its place is clearly the better known.
        """
        found = self._found.get(folded_name)
        if found is None:
            if len(self._found) >= _CACHE:
                self._found.clear()
            found = self._found[folded_name] = self._read(folded_name)
        return found

    def longest(self, word: str) -> int:
        """The words of the longest name that begins with a word, with its article or without; 0 where none does."""
        known = self._longest
        return max(known.get(word, 0), known.get(self._other_form(word), 0))

    def longest_match(self, words: Sequence[str], start: int) -> tuple[int, tuple[PlaceEntry, ...]] | None:
        """The longest name that begins at words[start]: how many words it takes, and its places.

        None when no name begins there. Words are folded and stand without sign or clitic.
        """
        for n in range(min(self.longest(words[start]), len(words) - start), 0, -1):
            found = self.lookup(" ".join(words[start : start + n]))
            if found:
                return n, found
        return None

    def alike(self, folded_name: str, countries: tuple[str, ...] = ()) -> tuple[PlaceEntry, ...]:
        """Well-known places with the same consonants and most letters in common (spelling variants
        of foreign names), nearest spelling first; `countries` (alpha-3) keeps only places there.

        For names behind a head word that `lookup` does not know; never for bare words.
        """
        asked = (folded_name, countries)
        found = self._guessed.get(asked)
        if found is None:
            if len(self._guessed) >= _CACHE:
                self._guessed.clear()
            found = self._guessed[asked] = self._guess(folded_name, countries)
        return found

    def _guess(self, folded_name: str, countries: tuple[str, ...]) -> tuple[PlaceEntry, ...]:
        if self._alike is None:
            keys = bytes(self._alike_keys).decode().split("\n")
            self._alike = {key: i for i, key in enumerate(keys)}
        at = self._alike.get(skeleton(folded_name, self._skip, self._same))
        if at is None:
            return ()
        best: dict[int, float] = {}
        pairs = self._alike_names[self._alike_first[at] : self._alike_first[at + 1]]
        for n in range(0, len(pairs), 2):
            if countries and self._countries[self._country[pairs[n]]] not in countries:
                continue
            ratio = SequenceMatcher(None, folded_name, self._names[pairs[n + 1]], autojunk=False).ratio()
            if ratio >= _LETTERS_IN_COMMON:
                best[pairs[n]] = max(ratio, best.get(pairs[n], 0.0))
        found = [(ratio, self._entry(row, weak=True, alike=True)) for row, ratio in best.items()]
        return tuple(e for _, e in sorted(found, key=lambda pair: (-pair[0], -pair[1].rank, pair[1].id)))

    def country(self, alpha3: str) -> PlaceEntry | None:
        """The country of that ISO 3166 alpha-3 code."""
        row = self._by_id.get(alpha3)
        return None if row is None else self._entry(row)

    def capital(self, alpha3: str) -> PlaceEntry | None:
        """The capital of that country."""
        row = self._capital_of.get(alpha3)
        return None if row is None else self._entry(row)

    def province(self, admin1_id: str) -> PlaceEntry | None:
        """The first-level unit of that id (PlaceEntry.admin1_id)."""
        row = self._province.get(admin1_id)
        return None if row is None else self._entry(row)

    def provinces(self) -> tuple[PlaceEntry, ...]:
        """Every first-level unit that has an entry of its own, in the order of its id."""
        return tuple(self._entry(self._province[key]) for key in sorted(self._province))

    def localities(self) -> Iterator[tuple[int, float, float, tuple[int, int, int]]]:
        """Row, latitude, longitude and weight (capital, population, rank) of every town and village."""
        town = KINDS.index("locality")
        for row, kind in enumerate(self._kind):
            if kind == town:
                weight = (self._capital[row], self._population[row], self._rank[row])
                yield row, self._lat[row] / 1e5, self._lon[row] / 1e5, weight

    def at(self, row: int) -> PlaceEntry:
        """The place of a row that `localities` gave."""
        return self._entry(row)

    def _read(self, name: str) -> tuple[PlaceEntry, ...]:
        exact = self._rows(name)
        other = self._rows(self._other_form(name)) if len(name) > 2 else ()
        if other and other[0].rank < _SAFE_WITHOUT_ARTICLE:
            # Taking an article off or putting one on makes a name of many a plain word.
            other = tuple(msgspec.structs.replace(entry, ambiguous=True) for entry in other)
        if exact and other and other[0].rank >= exact[0].rank + _CLEARLY_BETTER:
            return other + exact
        ids = {entry.id for entry in exact}
        return exact + tuple(entry for entry in other if entry.id not in ids)

    def _rows(self, name: str) -> tuple[PlaceEntry, ...]:
        i = self._index.get(name)
        if i is None:
            return ()
        weak = bool(self._weak[i])
        return tuple(self._entry(row, weak=weak) for row in self._postings[self._first[i] : self._first[i + 1]])

    def _other_form(self, name: str) -> str:
        if name.startswith(self._article):
            return name[len(self._article) :]
        return self._article + name

    def _entry(self, row: int, weak: bool = False, alike: bool = False) -> PlaceEntry:
        text = bytes(self._texts[self._text_at[row] : self._text_at[row + 1]]).decode()
        ident, name, name_ar = text.split("\t")
        admin1_id, admin1 = self._admin1s[self._admin1[row]]
        return PlaceEntry(
            id=ident,
            name=name,
            name_ar=name_ar,
            kind=KINDS[self._kind[row]],
            country=self._countries[self._country[row]],
            admin1=admin1,
            admin1_id=admin1_id,
            lat=self._lat[row] / 1e5,
            lon=self._lon[row] / 1e5,
            population=self._population[row],
            radius_m=self._radius[row],
            rank=self._rank[row],
            ambiguous=weak,
            capital=bool(self._capital[row]),
            alike=alike,
        )


def skeleton(name: str, skip: frozenset[str], same: dict[str, str]) -> str:
    """The consonants newspapers agree on: letters in `skip` fall away inside a word, letters in
    `same` are one, doubled letters are single, words run together."""
    out: list[str] = []
    for word in name.split(" "):
        kept = ""
        for i, c in enumerate(word):
            if i and c in skip:
                continue
            c = same.get(c, c)
            if not kept or kept[-1] != c:
                kept += c
        out.append(kept)
    return "".join(out)


@lru_cache(maxsize=1)
def _load() -> Gazetteer:
    return Gazetteer((resources.files("isnad.places") / "data" / "places.bin").read_bytes())
