"""Questions in words → reports, with the places of the words in the stored text."""

from __future__ import annotations

import contextlib
import itertools
import operator
import re
from collections.abc import Iterator, Sequence

import msgspec

from isnad.archive.terms import Said, at_a_glance, sight, terms
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
    that the fields let through. Where no text holds the words, they are taken for the name of a place
    and the reports found that tell of it, by whatever name: Homs, and what is written in Arabic."""
    phrases = [run for p in _PHRASE.findall(question) if (run := Said(p).terms)]
    loose = terms(_PHRASE.sub(" ", question))
    wanted = sorted({*loose, *(t for phrase in phrases for t in phrase)})
    sights = [sight(phrase) for phrase in phrases if len(phrase) > 1]
    if question.strip() and not wanted:
        return
    told = store.traits() if fields.kind or fields.place else None
    fitting = (
        kept
        for kept in store.matching(wanted)
        if _fits(kept, fields) and (told is None or _tells(told.get(kept.id), fields))
    )
    found = 0
    while found < limit and (few := list(itertools.islice(fitting, limit))):
        texts = store.some([kept.text for kept in few])
        for kept in few:
            text = texts.get(kept.text, b"").decode("utf-8", "surrogatepass")
            if sights and not all(map(operator.methodcaller("search", at_a_glance(text)), sights)):
                continue
            spans = _spans(Said(text), loose, phrases) if wanted else []
            if wanted and not spans:
                continue
            found += 1
            yield _hit(kept, text, spans)
            if found >= limit:
                return
    if loose and not phrases and not found:
        yield from itertools.islice(_by_place(store, set(loose), fields), limit)


def _by_place(store: Store, asked: set[str], fields: Fields) -> Iterator[Hit]:
    """Reports that tell of a place of that name, in whatever script they write it; newest first, then by id."""
    traits = store.traits()
    names = [name for name, (_, places) in traits.items() if _names(places, asked)]
    some = [k for k in store.named(names) if _fits(k, fields) and _tells(traits[k.id], fields)]
    for kept in sorted(some, key=lambda kept: kept.published, reverse=True):
        yield _hit(kept, (store.blob(kept.text) or b"").decode("utf-8", "surrogatepass"), [])


def _fits(kept: Kept, fields: Fields) -> bool:
    day = kept.published[:10]
    if (fields.since or fields.until) and not day:
        return False
    if fields.outlet and fields.outlet.casefold() not in kept.outlet.casefold():
        return False
    return (not fields.since or day >= fields.since) and (not fields.until or day <= fields.until)


def _tells(traits: tuple[str, str] | None, fields: Fields) -> bool:
    kinds, places = traits or ("", "")
    if fields.kind and fields.kind not in kinds.split():
        return False
    return not fields.place or _names(places, set(terms(fields.place)))


def _names(places: str, asked: set[str]) -> bool:
    return any(asked <= set(terms(place)) for place in places.splitlines())


def _spans(said: Said, loose: Sequence[str], phrases: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where the words stand; none unless each of them and each phrase is there."""
    wanted, order = set(loose), said.terms
    if not wanted.issubset(order):
        return []
    runs_of = []
    for phrase in phrases:
        runs = _runs(order, list(phrase))
        if not runs:
            return []
        runs_of += [(n, n + len(phrase) - 1) for n in runs]
    runs_of += [(n, n) for n, found in enumerate(order) if found in wanted]
    return sorted({(said.word(first).start, said.word(last).end) for first, last in runs_of})


def _runs(order: list[str], phrase: list[str]) -> list[int]:
    """Where a run of terms begins. Looked for by its rarest term, at the speed of list.index."""
    rarest = min(range(len(phrase)), key=lambda n: order.count(phrase[n]))
    found: list[int] = []
    at = -1
    with contextlib.suppress(ValueError):
        while True:
            at = order.index(phrase[rarest], at + 1)
            if order[max(0, at - rarest) : at - rarest + len(phrase)] == phrase:
                found.append(at - rarest)
    return found


def _hit(kept: Kept, text: str, spans: list[tuple[int, int]]) -> Hit:
    first = spans[0] if spans else (0, 0)
    start = max(0, first[0] - _AROUND)
    if start:
        start = text.find(" ", start, first[0]) + 1 or start
    end = min(len(text), first[1] + _AROUND)
    if end < len(text):
        end = max(first[1], text.rfind(" ", first[1], end))
    return Hit(kept=kept, spans=tuple(spans), start=start, end=end, snippet=text[start:end])
