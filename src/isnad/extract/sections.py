"""The parts of a report that tell of another event: by the place they name, by the day, until it comes back.

Enters the drafts of a report. A sentence behind the lead whose every site lies elsewhere than the sites of
the lead, or whose every day is another than the lead's, begins such a part; a word that leads to another piece of
news begins one, too. It ends where a sentence names a place or a figure of the lead again, and, where it was
opened by a day, with its paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.model.values import ArrestValue, CasualtyValue, DateValue, SiteValue
from isnad.places.geometry import within_km

APART_KM = 45.0
"""Two towns farther from one another than this are two places for one event of the news."""
WIDE_M = 100_000
"""A region or province of this half-width is no round thing: a place a quarter farther may still be in it."""
APART_DAYS = 2
"""A day off may be one of publication, or of the night between."""
LEAST_NAME = 3
FINE = ("exact", "near", "district")
"""Precisions of a site whose name alone brings a sentence back to it."""
Days = tuple[date, date]


class Lead(msgspec.Struct, frozen=True):
    """What a report says of its event before anything else: sites, days, and the names in the sites."""

    sites: tuple[SiteValue, ...]
    days: tuple[Days, ...]
    names: frozenset[str]


def parts(
    parsed: ParsedReport,
    drafts: Sequence[Draft],
    leading: Callable[[Sentence], bool],
    repeats: Callable[[Draft], bool],
    leads_away: Callable[[Sentence, Sequence[Draft]], bool],
) -> dict[int, str]:
    """`other:<slug>` by index of the sentences that tell of another event than the lead.

    `leading` tells the sentences of the lead, `repeats` whether a draft gives one of the lead's figures,
    `leads_away` whether a sentence begins with a word for another piece of news.
    """
    lead = _lead(parsed, drafts, leading)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence.index, []).append(draft)
    names = lead.names
    out: dict[int, str] = {}
    current, paragraph = "", None
    for sentence in parsed.sentences:
        told = by_sentence.get(sentence.index, [])
        sites, days = [s for s in _sites(told) if s.lat is not None], days_told(told)
        if leading(sentence):
            current = ""
        elif sites and lead.sites:
            named = any(surface in names for _, _, surface in sentence.tokens) or _repeated(told, repeats)
            beside = any(_together(a, b) for a in sites for b in lead.sites)
            apart = not named and (not beside or (_counts(told) and leads_away(sentence, told)))
            current, paragraph = ("other:" + _slug(sites[0]), None) if apart else ("", None)
            if not apart:
                names |= _names(parsed, told)
        elif any(map(repeats, told)) or any(surface in names for _, _, surface in sentence.tokens):
            current = ""
        elif days and lead.days and all(_far(a, b) for a in days for b in lead.days):
            current, paragraph = f"other:{days[0][0].isoformat()}", sentence.paragraph
        elif told and leads_away(sentence, told):
            current, paragraph = "other:elsewhere", None
        elif paragraph not in (None, sentence.paragraph):
            current = ""
        if current:
            out[sentence.index] = current
    return out


def _repeated(drafts: Iterable[Draft], repeats: Callable[[Draft], bool]) -> bool:
    """Whether the drafts of a sentence count people, and every count is one of the lead's; two of them at least."""
    counts = _counts(drafts)
    return len(counts) > 1 and all(map(repeats, counts))


def _counts(drafts: Iterable[Draft]) -> list[Draft]:
    return [d for d in drafts if isinstance(d.value, CasualtyValue | ArrestValue) and d.value.low]


def _lead(parsed: ParsedReport, drafts: Sequence[Draft], leading: Callable[[Sentence], bool]) -> Lead:
    first = [d for d in drafts if leading(d.sentence)]
    return Lead(tuple(_sites(first) or _sites(drafts)[:1]), tuple(days_told(first)), _names(parsed, first))


def _sites(drafts: Iterable[Draft]) -> list[SiteValue]:
    return [d.value for d in drafts if d.event is None and isinstance(d.value, SiteValue) and d.value.country]


def days_told(drafts: Iterable[Draft]) -> list[Days]:
    """The days, first and last, of the dates whose event is not settled yet."""
    return [
        (date.fromisoformat(d.value.low), date.fromisoformat(d.value.high))
        for d in drafts
        if d.event is None and isinstance(d.value, DateValue) and d.value.low and d.value.high
    ]


def _far(a: Days, b: Days) -> bool:
    return (a[0] - b[1]).days >= APART_DAYS or (b[0] - a[1]).days >= APART_DAYS


def _together(a: SiteValue, b: SiteValue) -> bool:
    """Whether two sites may be of one event: near one another, one in the province that the other is, or in one
    country where a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a.country == b.country
    reach = APART_KM + (_half_width(a) + _half_width(b)) / 1000
    if a.admin1 and a.admin1 == b.admin1 and a.country == b.country and "province" in (a.precision, b.precision):
        return True
    return within_km((a.lat, a.lon), (b.lat, b.lon), reach)


def _half_width(site: SiteValue) -> float:
    radius = site.radius_m or 0
    return 1.25 * radius if radius >= WIDE_M else radius


def _slug(site: SiteValue) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in site.name.lower()).split()) or "elsewhere"


def _names(parsed: ParsedReport, drafts: Iterable[Draft]) -> frozenset[str]:
    """The words of sites that no list of words has: their names."""
    analyse = parsed.pack.lexicon.analyse
    return frozenset(
        surface
        for draft in drafts
        if isinstance(draft.value, SiteValue) and draft.value.precision in FINE
        for start, end, surface in draft.sentence.tokens
        if draft.start <= start and end <= draft.end and len(surface) >= LEAST_NAME
        if not any(piece.senses for piece in analyse(surface).pieces)
    )
