"""Words, numbers and signs of a folded text, each with its place. Knows no language."""

from __future__ import annotations

import re

TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d{1,3}(?!\d))*|[^\w\s]|_+")
"""Letters run together, digits with their separators, any other sign alone."""


def tokens(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str]]:
    """(start, end, surface) of every token in text[start:end], in order."""
    stop = len(text) if end is None else end
    return [(*m.span(), m[0]) for m in TOKEN.finditer(text, start, stop)]
