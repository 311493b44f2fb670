"""The numbers of likeness.py for many texts at once, by numpy: fifteen times as fast.

The letters of some hundred texts are one array; a table folds them, as words.py does; words,
their numbers and the runs of five are sums over that array. Every sum is of 64 bits and every
weight a whole number, so the outcome is that of likeness.py to the last bit (a test holds both together).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from isnad.reuse.fingerprints import BITS, LETTER_BASE, SHINGLE, WINDOW, WORD_BASE, codes, fingerprints, letter
from isnad.reuse.likeness import LIKE, LOOK_BACK, Likeness, weight
from isnad.reuse.words import SILENT, folded, is_letter, words

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
_TEXTS = 64 - BITS
"""Bits for the number of a text beside its fingerprint."""
_NEED = SHINGLE + WINDOW - 1
_LETTERS = 1 << 17
"""Letters of texts that are worked on together: few enough to stay in a processor's cache."""
_APART, _MARK, _UNKNOWN = 0, 1, 2
_FAR = re.compile("[\U00010000-\U0010ffff]")
_OWNER = np.uint64((1 << _TEXTS) - 1)


class _Letters:
    """The number of each code point below 65,536 by its folded letter; `_APART` for what parts words,
    `_MARK` for what stands within them unread. Filled as letters come."""

    def __init__(self) -> None:
        self.table = np.full(1 << 16, _UNKNOWN, np.uint64)

    def of(self, raw: npt.NDArray[np.uint16]) -> Numbers:
        at = raw.astype(np.intp)
        found = self.table.take(at)
        unknown = found == _UNKNOWN
        if unknown.any():
            for code in np.unique(raw[unknown]).tolist():
                sign = folded(chr(code))
                self.table[code] = _MARK if sign == SILENT else letter(sign) if is_letter(sign) else _APART
            found = self.table.take(at)
        return found


class _Powers:
    """The powers of an odd number and of its inverse, as many as are asked for."""

    def __init__(self, base: int) -> None:
        self._base = base
        self._up = self._down = np.ones(1, np.uint64)

    def up(self, count: int) -> Numbers:
        self._grow(count)
        return self._up[:count]

    def down(self, places: Places) -> Numbers:
        self._grow(int(places.max(initial=0)) + 1)
        return self._down[places]

    def _grow(self, count: int) -> None:
        if len(self._up) < count:
            rows = []
            for base in (self._base, pow(self._base, -1, 1 << 64)):
                row = np.full(max(count, _LETTERS), base, np.uint64)
                row[0] = 1
                rows.append(np.cumprod(row, dtype=np.uint64))
            self._up, self._down = rows


def likeness(texts: Sequence[str]) -> Likeness:
    """What `texts` share: likeness.likeness, for many texts. At most sixteen million."""
    if len(texts) >> _TEXTS:
        raise ValueError(f"more than {1 << _TEXTS} texts")
    letters, in_word, in_text = _Letters(), _Powers(LETTER_BASE), _Powers(WORD_BASE)
    packed: list[Numbers] = []
    whole: list[tuple[int, int]] = []
    for batch in _batches(texts):
        told, ends = _word_codes(batch, letters, in_word)
        first = np.concatenate(([0], ends[:-1])).astype(np.int64)
        packed.append(_fingerprints(told, first, ends, len(whole)))
        some = first < ends
        sums = np.zeros(len(batch), np.uint64)
        if some.any():
            sums[some] = np.add.reduceat(told * in_text.up(len(told)), first[some]) * in_text.down(first[some])
        whole += zip(sums.tolist(), (ends - first).tolist(), strict=True)
    seen: dict[tuple[int, int], int] = {}
    same = {n: m for n, key in enumerate(whole) if key[1] and (m := seen.setdefault(key, n)) != n}
    marks = np.concatenate(packed) if packed else np.zeros(0, np.uint64)
    if same:
        single = np.ones(len(texts), np.bool_)
        single[list(same)] = False
        marks = marks[single[(marks & _OWNER).astype(np.intp)]]
    marks.sort()
    counts, shares = _shares(marks[_starts(marks)], len(texts))
    return Likeness(same, counts, shares)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _LETTERS:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text) + 1
    if batch:
        yield batch


def _word_codes(batch: Sequence[str], letters: _Letters, powers: _Powers) -> tuple[Numbers, Places]:
    """The numbers of all words of a batch one after another, and where those of each text end."""
    joined = "\n".join(batch)
    data = joined.encode("utf-16-le", "surrogatepass")
    if len(data) != 2 * len(joined):
        batch = [_FAR.sub(_near, text) for text in batch]
        if any(map(_FAR.search, batch)):  # letters beyond what a table of two bytes holds: rare scripts
            each = [codes(words(text).text) for text in batch]
            joint = np.array([code for told in each for code in told], np.uint64)
            return joint, np.cumsum([len(told) for told in each])
        data = "\n".join(batch).encode("utf-16-le", "surrogatepass")
    ends = np.cumsum([len(text) + 1 for text in batch])
    found = letters.of(np.frombuffer(data, np.uint16))
    marks = np.flatnonzero(found == _MARK)
    if len(marks):
        ends = ends - np.searchsorted(marks, ends)
        found = found[found != _MARK]
    inside = (found != _APART).view(np.int8)
    starts = np.flatnonzero(np.diff(inside, prepend=np.int8(0)) > 0)
    if not len(starts):
        return np.zeros(0, np.uint64), np.zeros(len(batch), np.int64)
    found *= powers.up(len(found))
    return np.add.reduceat(found, starts) * powers.down(starts), np.searchsorted(starts, ends)


def _near(sign: re.Match[str]) -> str:
    """A sign of the upper planes that is no letter, by one of the lowest that folds alike."""
    fold = folded(sign.group())
    return "" if fold == SILENT else sign.group() if is_letter(fold) else " "


def _fingerprints(told: Numbers, first: Places, ends: Places, base: int) -> Numbers:
    """Fingerprint and number of its text in one, for every text of a batch; some may be there twice."""
    out = [np.zeros(0, np.uint64)]
    if len(told) >= _NEED:
        runs = told[: 1 - SHINGLE].copy()
        for n in range(1, SHINGLE):
            runs *= np.uint64(WORD_BASE)
            runs += told[n : len(runs) + n]
        least = runs[: 1 - WINDOW]
        for n in range(1, WINDOW):
            least = np.minimum(least, runs[n : len(least) + n])
        keep = _starts(least)
        keep[first[first < len(least)]] = True
        for n in range(1, _NEED):
            beyond = ends - n
            keep[beyond[(beyond >= 0) & (beyond < len(least))]] = False
        owner = np.repeat(np.arange(base, base + len(first), dtype=np.uint64), ends - first)[: len(least)]
        out.append(((least & ~_OWNER) | owner)[keep])
    for n in np.flatnonzero((first < ends) & (ends - first < _NEED)).tolist():
        few = fingerprints(told[first[n] : ends[n]].tolist())
        out.append(np.array([mark << _TEXTS | (base + n) for mark in few], np.uint64))
    return np.concatenate(out)


def _starts(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Where each run of equal values begins."""
    out = np.ones(len(values), np.bool_)
    out[1:] = values[1:] != values[:-1]
    return out


def _shares(marks: Numbers, texts: int) -> tuple[list[int], dict[tuple[int, int], float]]:
    """How many fingerprints each text has, and the shares of pairs. `marks` are sorted, each once."""
    holder = (marks & _OWNER).astype(np.int64)
    counts = np.bincount(holder, minlength=texts)
    starts = np.flatnonzero(_starts(marks >> np.uint64(_TEXTS)))
    sizes = np.diff(np.append(starts, len(marks)))
    several = sizes > 1
    starts, sizes = starts[several], sizes[several]
    total = int(sizes.sum())
    if not total:
        return counts.tolist(), {}
    rank = np.arange(total) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    holder = holder[np.repeat(starts, sizes) + rank]
    table = np.zeros(int(sizes.max()) + 1, np.int64)
    for size in np.unique(sizes).tolist():
        table[size] = weight(size)
    weights = np.repeat(table[sizes], sizes)
    alone = counts - np.bincount(holder, minlength=texts)
    mass = alone * weight(1) + np.bincount(holder, weights, texts).astype(np.int64)
    pairs, parts = [], []
    later = np.arange(total)
    for back in range(1, LOOK_BACK + 1):
        later = later[rank[later] >= back]
        pairs.append(holder[later - back] * texts + holder[later])
        parts.append(weights[later])
    pair, part = np.concatenate(pairs), np.concatenate(parts)
    order = np.argsort(pair)
    pair, part = pair[order], part[order]
    begins = np.flatnonzero(_starts(pair))
    common, pair = np.add.reduceat(part, begins), pair[begins]
    left, right = np.divmod(pair, texts)
    share = common / np.minimum(mass[left], mass[right])
    kept = share >= LIKE
    rows = zip(left[kept].tolist(), right[kept].tolist(), share[kept].tolist(), strict=True)
    return counts.tolist(), {(a, b): round(value, 4) for a, b, value in rows}
