"""Questions in words → reports, with the places of the words in the stored text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from isnad.archive.terms import Said, terms
from isnad.store.base import Kept, Store

_PHRASE = re.compile(r'"([^"]+)"')
_AROUND = 70
"""Characters of a snippet on each side of its first hit."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report found. `spans` are code points of the stored text; the snippet is
    text[start:end], and `lit` are the spans within it."""

    kept: Kept
    spans: tuple[tuple[int, int], ...]
    start: int
    end: int
    snippet: str

    @property
    def lit(self) -> tuple[tuple[int, int], ...]:
        return tuple((a - self.start, b - self.start) for a, b in self.spans if self.start <= a and b <= self.end)


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """What a report must be besides holding the words. Days are ISO, both included."""

    outlet: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    place: str = ""


def search(store: Store, question: str, fields: Fields = Fields(), *, limit: int = 20) -> Iterator[Hit]:  # noqa: B008
    """Reports that hold every word, and every phrase in double quotes as a run of words; newest
    first, then by id: the same on every database. A question without words gives every report
    that the fields let through."""
    phrases = [run for p in _PHRASE.findall(question) if (run := Said(p).terms)]
    loose = terms(_PHRASE.sub(" ", question))
    wanted = sorted({*loose, *(t for phrase in phrases for t in phrase)})
    if question.strip() and not wanted:
        return
    told = {r.id: r for r in store.readings()} if fields.kind or fields.place else None
    found = 0
    for kept in store.matching(wanted):
        if found >= limit:
            return
        if not _fits(kept, fields):
            continue
        if told is not None and not _tells(told.get(kept.id), fields):
            continue
        text = (store.blob(kept.text) or b"").decode("utf-8", "surrogatepass")
        spans = _spans(Said(text), loose, phrases) if wanted else []
        if wanted and not spans:
            continue
        found += 1
        yield _hit(kept, text, spans)


def _fits(kept: Kept, fields: Fields) -> bool:
    day = kept.published[:10]
    if (fields.since or fields.until) and not day:
        return False
    if fields.outlet and fields.outlet.casefold() not in kept.outlet.casefold():
        return False
    return (not fields.since or day >= fields.since) and (not fields.until or day <= fields.until)


def _tells(reading: object, fields: Fields) -> bool:
    kinds = getattr(reading, "kinds", "").split()
    if fields.kind and fields.kind not in kinds:
        return False
    if not fields.place:
        return True
    asked = terms(fields.place)
    return any(set(asked) <= set(terms(place)) for place in getattr(reading, "places", "").splitlines())


def _spans(said: Said, loose: Sequence[str], phrases: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where the words stand; none unless each of them and each phrase is there."""
    wanted, order = set(loose), said.terms
    if not wanted.issubset(order):
        return []
    runs_of = []
    for phrase in phrases:
        size = len(phrase)
        runs = [n for n, first in enumerate(order) if first == phrase[0] and order[n : n + size] == list(phrase)]
        if not runs:
            return []
        runs_of += [(n, n + size - 1) for n in runs]
    runs_of += [(n, n) for n, found in enumerate(order) if found in wanted]
    return sorted({(said.word(first).start, said.word(last).end) for first, last in runs_of})


def _hit(kept: Kept, text: str, spans: list[tuple[int, int]]) -> Hit:
    first = spans[0] if spans else (0, 0)
    start = max(0, first[0] - _AROUND)
    if start:
        start = text.find(" ", start, first[0]) + 1 or start
    end = min(len(text), first[1] + _AROUND)
    if end < len(text):
        end = max(first[1], text.rfind(" ", first[1], end))
    return Hit(kept=kept, spans=tuple(spans), start=start, end=end, snippet=text[start:end])
