"""Winnowed fingerprints of a text (Schleimer, Wilkerson and Aiken 2003).

Any run of at least `SHINGLE + WINDOW - 1` words that two texts share leaves at least one
common fingerprint; shorter runs may. Hashes are the same on every machine and in every run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from zlib import crc32

SHINGLE = 5
WINDOW = 4
_PRIME = (1 << 61) - 1
_BASE = 1_000_003


def shingles(words: Sequence[str], size: int = SHINGLE) -> list[int]:
    """The rolling hash of every run of `size` words; a shorter text gives one hash of all its words."""
    if not words:
        return []
    known: dict[str, int] = {}
    codes: list[int] = []
    for word in words:
        code = known.get(word)
        if code is None:
            code = known[word] = crc32(word.encode()) + 1
        codes.append(code)
    size = min(size, len(codes))
    top = pow(_BASE, size - 1, _PRIME)
    value = 0
    for code in codes[:size]:
        value = (value * _BASE + code) % _PRIME
    out = [value]
    for n in range(size, len(codes)):
        value = ((value - codes[n - size] * top) * _BASE + codes[n]) % _PRIME
        out.append(value)
    return out


def fingerprints(words: Sequence[str], size: int = SHINGLE, window: int = WINDOW) -> dict[int, int]:
    """The winnowed hashes of `words`, each with the index of the first word of its run.

    Of equal hashes the first place is kept.
    """
    values = shingles(words, size)
    out: dict[int, int] = {}
    if len(values) <= window:
        if values:
            least = min(values)
            out[least] = values.index(least)
        return out
    queue: deque[int] = deque()
    for n, value in enumerate(values):
        while queue and values[queue[-1]] >= value:
            queue.pop()
        queue.append(n)
        if queue[0] <= n - window:
            queue.popleft()
        if n >= window - 1:
            place = queue[0]
            out.setdefault(values[place], place)
    return out
