"""Passages that two texts share, with their places on both sides."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from isnad.reuse.fingerprints import SHINGLE
from isnad.reuse.words import Words

LEAST = 6
GAP = 4


class Passage(msgspec.Struct, frozen=True, order=True):
    """A shared passage: half-open places in both texts (code points) and the words in common."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    words: int


class Reuse(msgspec.Struct, frozen=True):
    """What two texts share. `left` and `right` are shares of each text's words (0 to 1)."""

    passages: tuple[Passage, ...]
    left: float
    right: float


def compare(left: Words, right: Words, least: int = LEAST, gap: int = GAP) -> Reuse:
    """Shared passages of at least `least` words, in the order of the left text.

    Runs that are at most `gap` words apart on both sides are one passage, so an edited or
    inserted word does not cut it. Each word belongs to one passage at most.
    """
    runs = _runs(left.text, right.text)
    merged: list[list[int]] = []
    for a, b, n in runs:
        if merged:
            last = merged[-1]
            ahead_left, ahead_right = a - last[1], b - last[3]
            if 0 <= ahead_left <= gap and 0 <= ahead_right <= gap:
                last[1], last[3], last[4] = a + n, b + n, last[4] + n
                continue
        merged.append([a, a + n, b, b + n, n])
    kept = [m for m in merged if m[4] >= least]
    passages = tuple(
        Passage(left.start[m[0]], left.end[m[1] - 1], right.start[m[2]], right.end[m[3] - 1], m[4]) for m in kept
    )
    shared = sum(p.words for p in passages)
    return Reuse(passages, shared / max(1, len(left.text)), shared / max(1, len(right.text)))


def _runs_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Every run of `SHINGLE` words; a shorter text is one run."""
    return [tuple(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))] if words else []


def _runs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int]]:
    """Maximal equal runs (left index, right index, length), longest choice first come, no overlap."""
    places: dict[tuple[str, ...], list[int]] = {}
    for n, value in enumerate(_runs_of(right)):
        at = places.setdefault(value, [])
        if len(at) < 8:
            at.append(n)
    out: list[tuple[int, int, int]] = []
    taken_right: set[int] = set()
    n = 0
    values = _runs_of(left)
    while n < len(values):
        best = (0, 0)
        for m in places.get(values[n], ()):
            length = 0
            while (
                n + length < len(left)
                and m + length < len(right)
                and left[n + length] == right[m + length]
                and m + length not in taken_right
            ):
                length += 1
            if length > best[0]:
                best = (length, m)
        if best[0] >= 3:
            out.append((n, best[1], best[0]))
            taken_right.update(range(best[1], best[1] + best[0]))
            n += best[0]
        else:
            n += 1
    return out
