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


def words(text: str) -> Iterator[Word]:
    """The words of a text in order. Folding and stemming are those of all packs, one after the
    other, so that a question need not say its language."""
    tables = _tables()
    if not tables:
        yield from (Word(m.start(), m.end(), m.group().casefold()) for m in TOKEN.finditer(text) if m.group().isalnum())
        return
    folded = tables[0][0].fold(text)
    for match in TOKEN.finditer(folded.text):
        if match.group()[0].isalnum():
            span = folded.span(match.start(), match.end())
            yield Word(span.start, span.end, term(match.group()))


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
    return sorted({word.term for word in words(text) if word.term})
