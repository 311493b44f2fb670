"""Words of a text as search knows them: folded by the pack of its language, lightly stemmed."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec

from isnad.lang.pack import load_pack, packs
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
        pack = load_pack(code)
        plain = pack.settings.get("search")
        made.append((pack.folding, msgspec.convert(plain, _Stems) if plain else None))
    return tuple(made)


class Said:
    """The words of a text in order, as their terms; where one stands is worked out when asked. Folding
    and stemming are those of all packs, one after the other, so that a question need not say its language."""

    def __init__(self, text: str) -> None:
        tables = _tables()
        folding = tables[0][0] if tables else Folding({}, "", "")
        self._folded = folding.fold(text)
        self._places: list[tuple[int, int]] = []
        self.terms: list[str] = []
        for match in TOKEN.finditer(self._folded.text):
            surface = match.group()
            if surface[0].isalnum():
                self._places.append(match.span())
                self.terms.append(term(surface))

    def word(self, number: int) -> Word:
        """The word of that number, from 0."""
        span = self._folded.span(*self._places[number])
        return Word(span.start, span.end, self.terms[number])


def words(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    said = Said(text)
    return (said.word(n) for n in range(len(said.terms)))


@functools.lru_cache(maxsize=100_000)
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
