"""Credit lines: the agencies whose text a report says it prints."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec

from isnad.lang.read import read_yaml
from isnad.reuse.words import Words, words

_HEAD_WORDS = 40
_HEAD_PLACE = 260
_TAIL_WORDS = 8
_TAIL_PLACE = 140
_MARKS = "()[]-\u2013\u2014/:\u061b"


class Credit(msgspec.Struct, frozen=True, order=True):
    """An agency named as the source of the text, and where."""

    start: int
    end: int
    name: str


@cache
def _surfaces() -> dict[tuple[str, ...], str]:
    raw = read_yaml(resources.files(__package__).joinpath("credits.yaml"))
    return {words(surface).text: name for name, surfaces in raw.items() for surface in surfaces}


def credits(text: str) -> tuple[Credit, ...]:
    """Agencies credited in the dateline or the last line of `text`, in order of place.

    Within the dateline a name counts only where a bracket, dash, slash or colon sets it off,
    so an agency that is merely quoted is no credit.
    """
    out: set[Credit] = set()
    tail = max(0, len(text) - _TAIL_PLACE)
    for offset, part in ((0, text[: _HEAD_PLACE + _TAIL_PLACE]), (tail, text[tail:])):
        found = words(part)
        count = len(found.text)
        head = range(min(_HEAD_WORDS, count)) if offset == 0 else range(0)
        ending = range(max(0, count - _TAIL_WORDS), count) if offset == tail else range(0)
        for n in sorted({*(n for n in head if found.start[n] <= _HEAD_PLACE), *ending}):
            for surface, name in _surfaces().items():
                size = len(surface)
                if found.text[n : n + size] == surface and _set_off(part, found, n, size):
                    out.add(Credit(offset + found.start[n], offset + found.end[n + size - 1], name))
    return tuple(sorted(out))


def _set_off(text: str, found: Words, n: int, size: int) -> bool:
    before = text[max(0, found.start[n] - 2) : found.start[n]]
    last = found.end[n + size - 1]
    after = text[last : last + 2]
    marked = any(sign in _MARKS for sign in before + after)
    own_line = ("\n" in before or n == 0) and ("\n" in after or not after)
    return marked or own_line
