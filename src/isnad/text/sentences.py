"""Sentence cutting on a folded text: ends of sentences, line breaks, and what does not end one."""

from __future__ import annotations

import re

_CUT = re.compile(
    r"[.!?;\r\n](?:(?<=[\r\n])[\r\n]*|(?<=[.!?;])[.!?;]*[\"')\]]*(?=\s|$)"
    r"|(?<=[^\W\d_]{3}\.)(?=[^\W\d_]{2})|(?<=\s\.)(?=[^\W\d_]{2}))"
)
"""Begins with the one sign all ends have: the search then skips what is no such sign."""
LONGEST = 1500
"""No news sentence is longer; a text that never ends one is cut at a blank, so that reading stays linear."""
_INITIAL = re.compile(r"(?:^|[\s(\"])[^\W\d_]$")


def sentences(text: str) -> list[tuple[int, int]]:
    """[start, end) of every sentence, trimmed of blanks; no sentence is empty.

    A full stop ends a sentence before a blank, or glued between two words, but not between the parts of an
    abbreviation (a part has one or two letters); not after
    a single letter (an initial) and never inside a number.
    """
    out: list[tuple[int, int]] = []
    start = 0
    for m in _CUT.finditer(text):
        if text[m.start()] == "." and _INITIAL.search(text, max(0, m.start() - 3), m.start()):
            continue
        _add(text, start, m.end(), out)
        start = m.end()
    _add(text, start, len(text), out)
    return out


def _add(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = blank if blank > 0 else start + LONGEST
        out.append((start, cut))
        start = cut + 1 if blank > 0 else cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        out.append((start, end))
