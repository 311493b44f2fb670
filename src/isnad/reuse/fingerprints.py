"""Winnowed fingerprints of a text (Schleimer, Wilkerson and Aiken 2003).

Any run of at least `SHINGLE + WINDOW - 1` words that two texts share leaves at least one
common fingerprint; shorter runs may. Numbers are the same on every machine and in every run.
All sums are of 64 bits without sign, so that compiled code can make the same ones for many
texts at once (bulk.py); a fingerprint is the upper `BITS` bits of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

SHINGLE = 5
WINDOW = 4
BITS = 40
LETTER_BASE = 0x9E3779B97F4A7C17
WORD_BASE = 0xC2B2AE3D27D4EB4F
MASK = (1 << 64) - 1


@cache
def letter(sign: str) -> int:
    """The number of one folded letter or digit: 64 bits that look like chance (splitmix64)."""
    value = (ord(sign) + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def codes(words: Sequence[str]) -> list[int]:
    """The number of each folded word: its letters times the powers of `LETTER_BASE`, added up."""
    known: dict[str, int] = {}
    out: list[int] = []
    for word in words:
        code = known.get(word)
        if code is None:
            code, power = 0, 1
            for sign in word:
                code += letter(sign) * power
                power = power * LETTER_BASE & MASK
            code = known[word] = code & MASK
        out.append(code)
    return out


def shingles(codes: Sequence[int], size: int = SHINGLE) -> list[int]:
    """The rolling sum of every run of `size` words; a shorter text gives one of all its words."""
    if not codes:
        return []
    size = min(size, len(codes))
    top = pow(WORD_BASE, size, MASK + 1)
    value = 0
    for code in codes[:size]:
        value = (value * WORD_BASE + code) & MASK
    out = [value]
    for n in range(size, len(codes)):
        value = (value * WORD_BASE + codes[n] - codes[n - size] * top) & MASK
        out.append(value)
    return out


def fingerprints(codes: Sequence[int]) -> list[int]:
    """The fingerprints of a text by the numbers of its words: the least sum of every `WINDOW` runs
    that follow one another, each once and in rising order."""
    values = shingles(codes)
    least = [min(values[n : n + WINDOW]) for n in range(max(1, len(values) - WINDOW + 1))] if values else []
    return sorted({value >> (64 - BITS) for value in least})
