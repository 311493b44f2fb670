"""Is a teller that one report quotes the outlet of another one?"""

from __future__ import annotations

from functools import cache

from isnad.lang.native import outlet_spellings
from isnad.model.claim import Teller
from isnad.reuse.words import stem, words


def is_outlet(name: str, teller: Teller) -> bool:
    """Whether an outlet's name and a teller's may be one: known as one, equal in either script, or the shorter,
    if it has several words, whole in the longer. Anonymous tellers are nobody's outlet."""
    if teller.anonymous:
        return False
    if teller.name in _known().get(_told(name), ()):
        return True
    return any(_within(_told(name), _told(other)) for other in (teller.name, teller.name_ar or "") if other)


@cache
def _known() -> dict[frozenset[str], frozenset[str]]:
    """English names of outlets by the words of their spellings."""
    out: dict[frozenset[str], set[str]] = {}
    for written, english in outlet_spellings():
        out.setdefault(_told(written), set()).add(english)
    return {told: frozenset(names) for told, names in out.items()}


def _told(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(name.casefold()).text)


def _within(a: frozenset[str], b: frozenset[str]) -> bool:
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) > 1 and short <= long)
