"""Which event a claim is about: the one the report is written for, or another.

Enters the drafts of a report; leaves "main" or "other:<slug>" on each. The headline and
the lead are taken for the main event; older days, words that lead to an earlier event or
to another piece of news, and standing facts take their claims out of it, unless the
sentence speaks of the event itself ("the attack") or repeats the main figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from isnad.extract.draft import Draft
from isnad.extract.events.asides import aside, follows
from isnad.extract.events.calendar import anchor_of
from isnad.extract.events.sections import Part, days_told, of_nature, parts
from isnad.extract.events.series import set_apart
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.times.expressions import moment_of
from isnad.extract.times.moments import Moment
from isnad.extract.times.resolve import resolve
from isnad.grammar.segments import Seg
from isnad.model.values import ArrestValue, CasualtyValue, DateValue

LEAD = 0.12
"""The share of a text that is its lead: nothing there is background but by an explicit year."""
STALE_DAYS = 9
"""A day named in the text and this much older than the report belongs to an earlier event."""
LONGEST = 31
"""A lead that tells of more days than this does not date its event."""
REACH = 5
"""Segments that may stand between "comes" and "after"."""
SUBJECT = 4
"""Segments of an opinion in which its subject stands."""
TELLING = 20
"""From here on a figure of the lead that is told again is hardly another event's."""
ANYBODY = "person"
"""The role of people of whom nothing more is told."""
LONG_UNITS = frozenset({"week", "month", "year", "decade", "century"})
EVENT = ("event_noun", "attack", "blast", "incident", "told_event")
HARM = ("harm_noun", "harm_verb", "victim")
TURNS = ("series", "come", "comes_after", "after", "time", "earlier", "elsewhere", "past_time", "alike")
"""Classes without which no word turns a sentence to another event."""
ACTOR = ("attacker", "end_noun_of")
AT_EVENT = frozenset({"event_site", "event_date", "mode", "perpetrator", "target"})
"""Kinds that go with the day of an event."""
LATE_DAYS = 45
"""So old may a day be that is the event's own after all."""
AFTERMATH = frozenset({"warning", "response", "reaction", "attacker_fate"})
"""Kinds that are about the event whatever days their sentence names."""

WEIGHED = "event_site.weighed"
"""The rule of places that nothing but their surroundings makes sites: they set no scene."""
FIRST = "background.first-since"
"""The rule of "the first … since"."""

Turn = tuple[int, str]


def assign(parsed: ParsedReport, drafts: Sequence[Draft], said: Callable[[Draft], bool] = lambda _: False) -> None:
    """Set `event` on every draft that has none. `said` tells whether somebody else than the outlet says it."""
    if not drafts:
        return
    figures = _figures(parsed, drafts)
    scenes = [d for d in drafts if d.rule != WEIGHED]
    elsewhere = parts(parsed, scenes, partial(_in_lead, parsed), lambda d: _figure(d) in figures)
    undated = not any(d.kind == "event_date" and d.event is None and _in_lead(parsed, d.sentence) for d in drafts)
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        told.setdefault(draft.sentence.index, []).append(draft)
    reader = _Reader(parsed, told, figures, elsewhere, _days_of_lead(parsed, drafts), undated, said)
    for draft in drafts:
        if draft.event is None:
            draft.event = reader.event(draft)
    _own_day(reader, drafts)
    first = next((s for s in parsed.sentences if not s.heading), None)
    set_apart(drafts, lambda s: s.heading or s is first)
    dated = {d.sentence.index for d in drafts if d.kind == "event_date" and d.event == "main" and reader.old(d)}
    for draft in drafts:
        if draft.kind == "event_site" and draft.event == "other:background" and draft.sentence.index in dated:
            draft.event = "main"  # Put apart for a day that is the event's own.


def _own_day(reader: _Reader, drafts: Sequence[Draft]) -> None:
    """Where no day is the event's, the first old one told of "the attack" is: it came to light late."""
    days = [d for d in drafts if d.kind == "event_date"]
    if any(d.event == "main" for d in days):
        return
    first = next((d for d in days if d.event in {"other:earlier", "other:background"} and reader.late(d)), None)
    if first is not None:
        for draft in drafts:
            if draft.sentence is first.sentence and draft.event == first.event and draft.kind in AT_EVENT:
                draft.event = "main"


def _in_lead(parsed: ParsedReport, sentence: Sentence) -> bool:
    if sentence.heading or sentence.start <= LEAD * len(parsed.folded.text):
        return True
    return sentence is next(s for s in parsed.sentences if not s.heading)


def _figure(draft: Draft) -> tuple[str, int | None] | None:
    value = draft.value
    if isinstance(value, CasualtyValue):
        return value.effect, value.low
    if isinstance(value, ArrestValue):
        return "arrested", value.low
    return None


def _role(draft: Draft) -> str:
    return draft.value.role if isinstance(draft.value, CasualtyValue | ArrestValue) else ANYBODY


def _figures(parsed: ParsedReport, drafts: Sequence[Draft]) -> frozenset[tuple[str, int | None]]:
    """The figures of headline and lead."""
    found = {_figure(d) for d in drafts if _in_lead(parsed, d.sentence)}
    return frozenset(f for f in found if f is not None and f[1] is not None)


def _days_of_lead(parsed: ParsedReport, drafts: Sequence[Draft]) -> tuple[tuple[date, date], ...]:
    """The spans of days that headline and lead give for the event ("early in July"); a later single day fixes them."""
    spans = days_told(d for d in drafts if _in_lead(parsed, d.sentence))
    return tuple((low, high) for low, high in spans if 0 < _days(low, high) <= LONGEST)


class _Reader:
    """Reads each sentence once, when its first draft asks."""

    def __init__(
        self,
        parsed: ParsedReport,
        told: Mapping[int, Sequence[Draft]],
        figures: frozenset[tuple[str, int | None]],
        elsewhere: dict[int, Part],
        days: tuple[tuple[date, date], ...],
        undated: bool,
        said: Callable[[Draft], bool],
    ) -> None:
        self.parsed = parsed
        self.told = told
        self.elsewhere = elsewhere
        self.figures = figures
        self.days = days
        self.undated = undated
        self.said = said
        self.anchor = anchor_of(parsed)
        self._turns: dict[int, Turn | None] = {}
        led = (d for index, found in told.items() if _in_lead(parsed, parsed.sentences[index]) for d in found)
        self.wide = of_nature(led)
        self._named: dict[int, bool] = {}
        self._passing: set[int] = set()

    def event(self, draft: Draft) -> str:
        """What is only said of the world is about the event where its sentence names it; an opinion that somebody
        gives is asked for and given on the event."""
        if draft.rule == FIRST and self._of_its_kind(draft):
            return "main"
        if draft.kind == "background":
            return "main" if self._itself(draft.sentence) else "other:context"
        if draft.kind == "assessment":
            mine = self._names_event(draft.sentence) or (self.said(draft) and not self._on_affairs(draft))
            return "main" if mine else "other:context"
        part = self.elsewhere.get(draft.sentence.index)
        if draft.kind == "attacker_fate":
            return part.event if part is not None else "main"
        turn = self._turn(draft.sentence)
        if part is not None and part.news and not self._told_again(draft):
            return turn[1] if turn is not None and draft.end > turn[0] else part.event
        if draft.kind in AFTERMATH or (_figure(draft) in self.figures and not self._by_chance(draft, turn)):
            passed = turn is not None and draft.sentence.index in self._passing and draft.end > turn[0]
            return turn[1] if turn is not None and passed and draft.kind not in AFTERMATH else "main"
        if turn is not None and draft.end > turn[0]:
            return turn[1]
        return "main" if draft.kind == "arrests" or part is None else part.event

    def _told_again(self, draft: Draft) -> bool:
        """Whether a figure is one of the lead's, and none that two events have in common by chance."""
        figure = _figure(draft)
        return figure in self.figures and figure is not None and (figure[1] or 0) >= TELLING

    def _on_affairs(self, draft: Draft) -> bool:
        """Whether an opinion begins with what goes on without the event: relations, presence, a war."""
        segs = draft.sentence.wide.segs
        begin = next((n for n, s in enumerate(segs) if s.start >= draft.start), 0)
        inside = [n + 1 for n, s in enumerate(segs) if s.has("that") and draft.start <= s.start < draft.end]
        low = inside[0] if inside else begin
        while not inside and low and begin - low < SUBJECT and not segs[low - 1].has("that", "comma", "stop"):
            low -= 1
        first = segs[low : max(low, begin) + SUBJECT]
        return any(s.has("affair", "standing_noun", "return_noun", "remains", "trying") for s in first)

    def _by_chance(self, draft: Draft, turn: Turn | None) -> bool:
        """Whether a small figure is one of the lead's by chance: its sentence tells of another year or another
        month, without a word on the event, or of another place and other people."""
        figure = _figure(draft)
        if turn is None and figure is not None and draft.sentence.index in self.elsewhere:
            return (figure[1] or 0) < TELLING and not self._same_people(draft)
        if turn is None or figure is None or draft.end <= turn[0] or (figure[1] or 0) >= TELLING:
            return False
        slug = turn[1].removeprefix("other:")
        if slug.isdigit():
            return True
        return slug == "earlier" and not (_in_lead(self.parsed, draft.sentence) or self._itself(draft.sentence))

    def _same_people(self, draft: Draft) -> bool:
        """Whether those whom a figure counts may be those whom the lead counts by it."""
        figure, role = _figure(draft), _role(draft)
        led = {
            _role(d)
            for index, drafts in self.told.items()
            if _in_lead(self.parsed, self.parsed.sentences[index])
            for d in drafts
            if _figure(d) == figure
        }
        return role in led or ANYBODY in led or role == ANYBODY

    def _of_its_kind(self, draft: Draft) -> bool:
        """Whether a "first" is said of the event: of an attack or incident, or of its kind."""
        inside = (s for s in draft.sentence.line.segs if draft.start <= s.start < draft.end)
        return any(s.has("first_of") and s.attr("event", "first_of") for s in inside)

    def old(self, draft: Draft) -> bool:
        """Whether a date is one that would be another event's, were it not the event's own."""
        low = draft.value.low if isinstance(draft.value, DateValue) else None
        return low is not None and self.anchor is not None and _days(date.fromisoformat(low), self.anchor) > STALE_DAYS

    def late(self, draft: Draft) -> bool:
        """Whether a single day, weeks past at most, is told of the event itself: "the attack, which …"."""
        low, high = (draft.value.low, draft.value.high) if isinstance(draft.value, DateValue) else (None, None)
        if low is None or low != high or self.anchor is None:
            return False
        before = [s for s in draft.sentence.line.segs if s.start < draft.start][-REACH - 1 :]
        if not any(s.definite and s.has(*EVENT, "operation", "op") for s in before):
            return False
        return _days(date.fromisoformat(low), self.anchor) <= LATE_DAYS

    def _turn(self, sentence: Sentence) -> Turn | None:
        if sentence.index not in self._turns:
            self._turns[sentence.index] = self._read(sentence) or self._aside(sentence)
        return self._turns[sentence.index]

    def _aside(self, sentence: Sentence) -> Turn | None:
        """The turn of a clause; those of the lead are remembered, for its figures are told there."""
        lead = _in_lead(self.parsed, sentence)
        if self.wide:
            return None
        turn = aside(sentence, self.told.get(sentence.index, ()), lambda d: _figure(d) in self.figures, lead)
        if lead and turn is not None:
            self._passing.add(sentence.index)
        return turn

    def _names_event(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of the event or of who did it."""
        if sentence.index not in self._named:
            chars = self.parsed.pack.chars(*EVENT, *ACTOR)
            self._named[sentence.index] = sentence.line.holds(chars)
        return self._named[sentence.index]

    def _read(self, sentence: Sentence) -> Turn | None:
        """(position, event) from where on a sentence speaks of another event, if it does."""
        by_time = self._by_time(sentence)
        if by_time is not None or _in_lead(self.parsed, sentence):
            return by_time
        segs = sentence.line.segs
        itself = self._itself(sentence)
        came = -REACH - 1
        for n in sentence.line.where(self.parsed.pack.chars(*TURNS)):
            seg = segs[n]
            if seg.has("series"):
                return seg.start, "other:background"
            if seg.has("come", "comes_after"):
                came = n
            if n - came <= REACH and (seg.has("after") or follows(seg)):
                return seg.start, "other:earlier"
            if itself:
                continue
            if seg.has("earlier", "elsewhere", "past_time") and not _told_before(segs, n):
                return sentence.start, "other:background"
            if seg.has("alike") and n and not segs[n - 1].definite and not _former(segs, n):
                return sentence.start, "other:similar"
        return None

    def _itself(self, sentence: Sentence) -> bool:
        """Whether a sentence refers back to the event or to its attacker: "the attack"."""
        segs = sentence.line.segs
        return any(
            segs[n].definite and not (n and segs[n].has("victim") and segs[n - 1].has("count"))
            for n in sentence.line.where(self.parsed.pack.chars(*EVENT, *ACTOR))
        )

    def _by_time(self, sentence: Sentence) -> Turn | None:
        """The turn that an older time makes: from the sentence's beginning, or from "years after"."""
        lead = _in_lead(self.parsed, sentence)
        itself = self._itself(sentence)
        counts = sentence.line.holds(self.parsed.pack.chars("toll", *(() if itself else HARM)))
        fresh = False
        for n in sentence.line.where(self.parsed.pack.chars("time", "year")):
            seg = sentence.line.segs[n]
            moment = moment_of(seg)
            if moment is None:
                if not lead and not itself and self._since_year(sentence.line.segs, n):
                    return sentence.start, "other:background"
                continue
            if (moment.loose or moment.bound == "after") and moment.unit in LONG_UNITS:
                return seg.start, "other:earlier"
            if moment.bound == "since" and itself and not (counts and self._stale(moment, begun=True)):
                continue
            slug = self._older(moment, lead)
            if slug is None and counts and not lead and moment.bound == "since" and self._stale(moment, begun=True):
                slug = "other:earlier"
            if slug:
                return seg.start if fresh else sentence.start, slug
            fresh = fresh or (moment.fixes_day and moment.bound is None)
        return None

    def _since_year(self, segs: Sequence[Seg], n: int) -> bool:
        """Whether a bare year before the report's own stands behind "since"."""
        year = segs[n].attr("v", "year") if n and segs[n - 1].has("since", "tsince") else None
        return year is not None and self.anchor is not None and int(year) < self.anchor.year

    def _older(self, moment: Moment, lead: bool) -> str | None:
        """Why a time is none of the main event's, or None."""
        year = moment.year
        if year is not None and year != (self.anchor.year if self.anchor else None) and (self.anchor or not lead):
            return f"other:{year}"
        if lead or moment.loose:
            return None
        past = (moment.shift or 0) < 0 or moment.mod == -1 or (moment.back or 0) < 0 or moment.ago
        if moment.unit in LONG_UNITS and past:
            return "other:background"
        if moment.bound == "since" and not moment.fixes_day and not moment.is_clock:
            return "other:background"
        return "other:earlier" if self._stale(moment) else None

    def _stale(self, moment: Moment, *, begun: bool = False) -> bool:
        """Whether a day is long past; with `begun`, whether the days since then began long ago."""
        if self.anchor is None or not (moment.names_date or (moment.phase and moment.shift == 0)):
            return False
        low, high = resolve(moment, self.anchor)
        last = low if begun else high
        if last is None or any(a <= last <= b for a, b in self.days):
            return False  # A day of the event itself, which came to light late.
        of_this_month = self.undated and moment.unit == "month" and moment.shift == 0 and moment.day is not None
        return _days(last, self.anchor) > (LONGEST if of_this_month else STALE_DAYS)


def _told_before(segs: Sequence[Seg], n: int) -> bool:
    """Whether what went before is a telling: "the ministry had already announced"."""
    return any(s.has("say", "announce") for s in segs[n + 1 : n + 3])


def _former(segs: Sequence[Seg], n: int) -> bool:
    """Whether "former" is said of a person or of a telling, and not of another event."""
    return segs[n].attr("former", "alike") and not segs[n - 1].has(*EVENT)


def _days(earlier: date, later: date) -> int:
    return (later - earlier).days
