"""Which event a claim is about: the one the report is written for, or another.

Enters the drafts of a report; leaves "main" or "other:<slug>" on each. The headline and
the lead are taken for the main event; words that lead to an earlier event, to another
place of the news or to a standing fact take their claims out of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.segments import Seg

LEAD = 0.12
"""The share of a text that is its lead: nothing there is background but by an explicit year."""


def assign(parsed: ParsedReport, drafts: Sequence[Draft]) -> None:
    """Set `event` on every draft that has none."""
    cache: dict[int, tuple[int, str] | None] = {}
    for draft in drafts:
        if draft.event is not None:
            continue
        sentence = draft.sentence
        if sentence.index not in cache:
            cache[sentence.index] = _turn(parsed, sentence)
        turn = cache[sentence.index]
        draft.event = turn[1] if turn is not None and draft.end > turn[0] else "main"


def _turn(parsed: ParsedReport, sentence: Sentence) -> tuple[int, str] | None:
    """(position, event) from where on a sentence speaks of another event, if it does."""
    in_lead = sentence.start <= LEAD * len(parsed.folded.text) or sentence.heading
    year = _other_year(parsed, sentence)
    if year is not None:
        return year
    if in_lead:
        return None
    segs = sentence.line.segs
    came = False
    for n, seg in enumerate(segs):
        if seg.has("earlier", "elsewhere"):
            return sentence.start, "other:background"
        if seg.has("series"):
            return seg.start, "other:background"
        if seg.has("alike") and n and not segs[n - 1].definite:
            return sentence.start, "other:similar"
        if seg.has("come"):
            came = True
        if came and seg.has("after"):
            return seg.start, "other:earlier"
    return None


def _other_year(parsed: ParsedReport, sentence: Sentence) -> tuple[int, str] | None:
    """A year other than that of publication, named in the sentence."""
    published = (parsed.report.published or "")[:4]
    for seg in sentence.line.segs:
        year = _year(seg)
        if year is not None and published and str(year) != published:
            return sentence.start, f"other:{year}"
        if year is not None and not published and sentence.start > LEAD * len(parsed.folded.text):
            return sentence.start, f"other:{year}"
    return None


def _year(seg: Seg) -> int | None:
    value = seg.attr("v", "year")
    if value is None:
        value = seg.attr("year", "time")
    return int(value) if value is not None else None
