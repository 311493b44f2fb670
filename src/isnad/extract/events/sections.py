"""The parts of a report that tell of another event: by the place they name, by the day, until it comes back.

Enters the drafts of a report. A sentence behind the lead whose every site lies elsewhere than the sites of
the lead, or whose every day is another than the lead's, begins such a part; news of its own begins one, too
(onsets.py). It ends where a sentence names a place of the lead or gives its figures again, and, where it was
opened by a day, with its paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from isnad.extract.draft import Draft
from isnad.extract.events.asides import aside
from isnad.extract.events.onsets import Onsets, figured
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.model.values import ArrestValue, CasualtyValue, DateValue, SiteValue, TextValue
from isnad.places.geometry import within_km

APART_KM = 45.0
"""Two towns farther from one another than this are two places for one event of the news."""
WIDE_M = 100_000
"""A region or province of this half-width is no round thing: a place a quarter farther may still be in it."""
APART_DAYS = 2
"""A day off may be one of publication, or of the night between."""
LONGEST_DAY = 2
"""A date may be wider than a day by so much and still tell one event from another."""
LEAST_NAME = 3
FINE = ("exact", "near", "district")
"""Precisions of a site whose name alone brings a sentence back to it."""
Days = tuple[date, date]


NATURE = frozenset({"flood", "storm", "earthquake", "heat", "landslide", "avalanche", "lightning", "weather"})
"""Events that befall many places at once,"""
OF_NATURE = NATURE | {"drowning", "collapse", "electrocution", "fire", "other"}
"""and what they do there."""


class Lead(msgspec.Struct, frozen=True):
    """What a report says of its event before anything else: sites, days, the names in the sites, and whether it
    is one of nature, which is in many places at once."""

    sites: tuple[SiteValue, ...]
    days: tuple[Days, ...]
    names: frozenset[str]
    wide: bool


class Part(msgspec.Struct, frozen=True):
    """What a sentence belongs to other than the lead: `other:<slug>`. `news` where it is news of its own and not
    only told with another place or day: then all that it tells is of that event."""

    event: str
    news: bool = False


def parts(
    parsed: ParsedReport,
    drafts: Sequence[Draft],
    leading: Callable[[Sentence], bool],
    repeats: Callable[[Draft], bool],
) -> dict[int, Part]:
    """The part of each sentence that tells of another event than the lead, by the index of the sentence.

    `leading` tells the sentences of the lead, `repeats` whether a draft gives one of the lead's figures.
    """
    reader = _Parts(parsed, drafts, leading, repeats)
    out: dict[int, Part] = {}
    for sentence in parsed.sentences:
        part = reader.part(sentence)
        if part is not None:
            out[sentence.index] = part
    return out


class _Parts:
    """Asked for one sentence after another; remembers what the last one was about."""

    def __init__(
        self,
        parsed: ParsedReport,
        drafts: Sequence[Draft],
        leading: Callable[[Sentence], bool],
        repeats: Callable[[Draft], bool],
    ) -> None:
        self.parsed, self.leading, self.repeats = parsed, leading, repeats
        self.known: list[tuple[Part, frozenset[str]]] = []
        self.lead = _lead(parsed, drafts, leading)
        self.names = self.lead.names - self._beside_the_lead(drafts)
        self.onsets = Onsets(parsed, [d for d in drafts if leading(d.sentence)], repeats)
        self.by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.by_sentence.setdefault(draft.sentence.index, []).append(draft)
        self.current: Part | None = None
        self.paragraph: int | None = None
        self.begun = 0

    def part(self, sentence: Sentence) -> Part | None:
        told = self.by_sentence.get(sentence.index, [])
        if self.leading(sentence) or (self.lead.wide and all(_mode(d) in OF_NATURE for d in told if d.kind == "mode")):
            self._now(None)
            return None
        sites = [s for s in _sites(told) if s.lat is not None]
        days = _narrow(days_told(told))
        named = bool(self.names) and not self.names.isdisjoint([surface for _, _, surface in sentence.tokens])
        far = bool(days and self.lead.days) and all(_far(a, b) for a in days for b in self.lead.days)
        again = None if named else self._told_before(told)
        if told and self.onsets.begins(sentence, told, not named and self._own_place(told), far):
            self.begun += 1
            slug = days[0][0].isoformat() if far else _slug(sites[0]) if sites else f"part-{self.begun + 1}"
            news = any(d.kind == "mode" or figured(d) for d in told)
            part = again or Part("other:" + slug, news)
            self._now(part, sentence.paragraph if far else None)
            self._know(part, told)
        elif again is not None:
            self._now(again)
        elif self.paragraph is not None and (self.paragraph != sentence.paragraph or self._comes_back(sentence, days)):
            self._now(None)
        elif self.current is not None and self.current.news:
            if named or _repeated(told, self.repeats) or (self.begun == 1 and self.onsets.both(sentence)):
                self._now(None)
        elif sites and self.lead.sites:
            self._by_place(sites, told, named)
        elif any(map(self.repeats, told)) or named:
            self._now(None)
        elif far:
            self._now(Part(f"other:{days[0][0].isoformat()}"), sentence.paragraph)
        return self.current

    def _comes_back(self, sentence: Sentence, days: Sequence[Days]) -> bool:
        """Whether a sentence behind one of another day speaks of the event again, or of a day of the lead."""
        if any(not _far(a, b) for a in days for b in self.lead.days):
            return True
        return self.onsets.refers(sentence)

    def _beside_the_lead(self, drafts: Sequence[Draft]) -> frozenset[str]:
        """The names in clauses of the lead that tell of another event, which are remembered as that event's."""
        out: frozenset[str] = frozenset()
        led = sorted({d.sentence.index for d in drafts if self.leading(d.sentence)})
        for index in led:
            told = [d for d in drafts if d.sentence.index == index]
            turn = aside(told[0].sentence, told, self.repeats, lead=True)
            if turn is not None:
                after = [d for d in told if d.start >= turn[0]]
                before = _names(self.parsed, [d for d in drafts if self.leading(d.sentence) and d not in after])
                self._know(Part(turn[1], news=True), after, before)
                out |= _names(self.parsed, after) - before
        return out

    def _know(self, part: Part, told: Sequence[Draft], other: frozenset[str] = frozenset()) -> None:
        names = _names(self.parsed, told) - other
        if names:
            self.known.append((part, names))

    def _told_before(self, told: Sequence[Draft]) -> Part | None:
        """The part that a sentence goes back to by the name of its place."""
        names = _names(self.parsed, told)
        return next((part for part, known in reversed(self.known) if names & known), None)

    def _now(self, part: Part | None, paragraph: int | None = None) -> None:
        self.current, self.paragraph = part, paragraph

    def _by_place(self, sites: Sequence[SiteValue], told: Sequence[Draft], named: bool) -> None:
        beside = any(_together(a, b) for a in sites for b in self.lead.sites)
        if named or beside or _repeated(told, self.repeats):
            self._now(None)
            self.names |= _names(self.parsed, told)
        else:
            self._now(Part("other:" + _slug(sites[0])))

    def _own_place(self, told: Sequence[Draft]) -> bool:
        """Whether a sentence names a place of its own: one whose name is known, and is none of the lead's."""
        return bool(_names(self.parsed, told) - self.names)


def _repeated(drafts: Iterable[Draft], repeats: Callable[[Draft], bool]) -> bool:
    """Whether the drafts of a sentence count people, and every count is one of the lead's; two of them at least."""
    counts = _counts(drafts)
    return len(counts) > 1 and all(map(repeats, counts))


def _counts(drafts: Iterable[Draft]) -> list[Draft]:
    return [d for d in drafts if isinstance(d.value, CasualtyValue | ArrestValue) and d.value.low]


def _lead(parsed: ParsedReport, drafts: Sequence[Draft], leading: Callable[[Sentence], bool]) -> Lead:
    first = [d for d in drafts if leading(d.sentence)]
    wide = of_nature(first)
    return Lead(
        tuple(_sites(first) or _sites(drafts)[:1]), tuple(_narrow(days_told(first))), _names(parsed, first), wide
    )


def of_nature(drafts: Iterable[Draft]) -> bool:
    """Whether drafts tell of an event of nature in a whole region or country."""
    told = list(drafts)
    coarse = [d.value.precision not in FINE for d in told if isinstance(d.value, SiteValue)]
    modes = [_mode(d) for d in told if d.kind == "mode"]
    return bool(coarse and modes) and all(coarse) and all(m in NATURE for m in modes)


def _mode(draft: Draft) -> str | None:
    return draft.value.mode if isinstance(draft.value, TextValue) else None


def _sites(drafts: Iterable[Draft]) -> list[SiteValue]:
    return [d.value for d in drafts if d.event is None and isinstance(d.value, SiteValue) and d.value.country]


def days_told(drafts: Iterable[Draft]) -> list[Days]:
    """The days, first and last, of the dates whose event is not settled yet."""
    return [
        (date.fromisoformat(d.value.low), date.fromisoformat(d.value.high))
        for d in drafts
        if d.event is None and isinstance(d.value, DateValue) and d.value.low and d.value.high
    ]


def _narrow(days: Iterable[Days]) -> list[Days]:
    """Those that are days, and no stretches that only surround one."""
    return [(low, high) for low, high in days if (high - low).days <= LONGEST_DAY]


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
