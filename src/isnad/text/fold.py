"""Folding for matching: always the folded text and the way back.

Lexicons and reports pass through the same Folding, so a surface matches however
it was written. The tables come from a language pack; this module knows no script.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from isnad.model.span import Span


class Folded:
    """A folded text with its offset map. Positions are code points.

    `span(start, end)` maps a half-open folded slice to the raw slice that covers the
    same letters, marks that follow the last letter included.
    """

    __slots__ = ("_at", "_shift", "_trailing", "raw", "text")

    def __init__(self, raw: str, text: str, at: list[int], shift: list[int], trailing: frozenset[str]) -> None:
        self.raw = raw
        self.text = text
        self._at = at
        self._shift = shift
        self._trailing = trailing

    def start(self, position: int) -> int:
        """Raw position of the folded code point at `position`."""
        if not self._at:
            return position
        n = bisect_right(self._at, position)
        return position + (self._shift[n - 1] if n else 0)

    def end(self, position: int) -> int:
        """Raw position just after the folded code point before `position`."""
        if not self._at or position == 0:
            return position
        raw = self.start(position - 1) + 1
        while raw < len(self.raw) and self.raw[raw] in self._trailing:
            raw += 1
        return raw

    def span(self, start: int, end: int) -> Span:
        first = self.start(start)
        return Span(first, max(first, self.end(end)) if end > start else first)


class Folding:
    """A folding: letters to letters one for one, and signs that are dropped.

    `trailing` are dropped signs that belong to the letter before them (vowel marks);
    other dropped signs (direction marks, joiners) stay outside a span's end.
    """

    def __init__(self, replace: Mapping[str, str], drop: str, trailing: str) -> None:
        if any(len(a) != 1 or len(b) != 1 for a, b in replace.items()):
            raise ValueError("a folding replaces one code point by one code point")
        self._pairs = tuple(sorted(replace.items()))
        self._table = str.maketrans(dict(replace))
        self._drop = re.compile("[" + re.escape(drop) + "]+") if drop else None
        self._trailing = frozenset(trailing)

    def fold(self, raw: str) -> Folded:
        """The folded form of `raw` with its offset map; idempotent on its own output."""
        text = raw
        for a, b in self._pairs:
            text = text.replace(a, b)
        at: list[int] = []
        shift: list[int] = []
        if self._drop is not None:
            gone = 0
            for m in self._drop.finditer(text):
                at.append(m.start() - gone)
                gone += m.end() - m.start()
                shift.append(gone)
            if at:
                text = self._drop.sub("", text)
        return Folded(raw, text, at, shift, self._trailing)

    def of(self, raw: str) -> str:
        """The folded text alone; for short texts, such as the words of a lexicon."""
        text = raw.translate(self._table)
        return self._drop.sub("", text) if self._drop is not None else text
