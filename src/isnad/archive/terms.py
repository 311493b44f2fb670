"""Words of a text as search knows them: folded by the pack of its language, lightly stemmed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from isnad.lang.pack import pack_settings, packs
from isnad.text.fold import Folding
from isnad.text.tokens import TOKEN


class Word(msgspec.Struct, frozen=True):
    """A word's place in the text as stored (code points) and the term it is found by."""

    start: int
    end: int
    term: str


class _Stems(msgspec.Struct, frozen=True):
    least: int
    prefixes: tuple[str, ...]
    endings: tuple[str, ...]


@functools.cache
def _tables() -> tuple[tuple[Folding, _Stems | None], ...]:
    made = []
    for code in packs():
        settings, folding = pack_settings(code)
        plain = settings.get("search")
        made.append((folding, msgspec.convert(plain, _Stems) if plain else None))
    return tuple(made)


class Said:
    """The words of a text in order, as their terms; where one stands is worked out when asked. Folding
    and stemming are those of all packs, one after the other, so that a question need not say its language."""

    def __init__(self, text: str) -> None:
        tables = _tables()
        folding = tables[0][0] if tables else Folding({}, "", "")
        self._folded = folding.fold(text)
        self._tokens = TOKEN.findall(self._folded.text)
        self.terms: list[str] = [found for found in map(_KNOWN.__getitem__, self._tokens) if found is not None]

    @functools.cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Between two tokens there is white space only, so the next one is the first that looks like it."""
        places: list[tuple[int, int]] = []
        find, known, at = self._folded.text.find, _KNOWN, 0
        for token in self._tokens:
            start = find(token, at)
            at = start + len(token)
            if known[token] is not None:
                places.append((start, at))
        return places

    def word(self, number: int) -> Word:
        """The word of that number, from 0."""
        span = self._folded.span(*self._places[number])
        return Word(span.start, span.end, self.terms[number])


def words(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    said = Said(text)
    return (said.word(n) for n in range(len(said.terms)))


def sight(phrase: Sequence[str]) -> re.Pattern[str]:
    """What `at_a_glance` finds in every text in which those terms stand one after the other, and in few others."""
    stems = [stems for _, stems in _tables() if stems is not None]
    more = sum(max(map(len, (*s.prefixes, *s.endings)), default=0) for s in stems)
    within = rf"\w{{0,{more}}}"
    said = ["[.,]?".join(term) if any(map(str.isdigit, term)) else re.escape(term) for term in phrase]
    return re.compile(rf"{within}[\W_]*{within}".join(said))


def at_a_glance(text: str) -> str:
    """A text folded as its terms are, but neither cut into words nor stemmed."""
    tables, found = _tables(), text
    for folding, _ in tables[:1]:
        found = folding.fold(found).text
    lower = found.casefold()
    if lower != found or len(tables) > 1:
        for folding, _ in tables:
            lower = folding.fold(lower).text
    return lower


class _Known(dict[str, str | None]):
    """The term of every surface met so far, None for a sign that is no word; it begins anew when it is full."""

    def __missing__(self, surface: str) -> str | None:
        if len(self) >= _FULL:
            self.clear()
        found = self[surface] = term(surface) if surface[0].isalnum() else None
        return found


_FULL = 250_000
_KNOWN = _Known()


def term(surface: str) -> str:
    """What a folded word is found by: case, joined particles and common endings left out."""
    found = surface.casefold()
    for folding, stems in _tables():
        found = folding.of(found)
        if stems is not None and found.isalpha():
            found = _stem(found, stems)
    return "".join(sign for sign in found if sign.isalnum())


def _stem(word: str, stems: _Stems) -> str:
    for prefix in stems.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= stems.least:
            word = word.removeprefix(prefix)
            break
    for ending in stems.endings:
        if word.endswith(ending) and len(word) - len(ending) >= stems.least:
            return word.removesuffix(ending)
    return word


def terms(text: str) -> list[str]:
    """Every term of a text once, sorted."""
    return sorted(set(Said(text).terms) - {""})
