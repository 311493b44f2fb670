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
from isnad.extract.events.asides import aside
from isnad.extract.events.sections import Part, days_told, of_nature, parts
from isnad.extract.events.series import set_apart
from isnad.extract.events.turns import ACTOR, EVENT, LONGEST, REACH, RECALLED, STALE_DAYS, Turn, Turns, in_lead, itself
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.model.values import ArrestValue, CasualtyValue, DateValue

SUBJECT = 4
"""Segments of an opinion in which its subject stands."""
TELLING = 20
"""From here on a figure of the lead that is told again is hardly another event's."""
ANYBODY = "person"
"""The role of people of whom nothing more is told."""
AT_EVENT = frozenset({"event_site", "event_date", "mode", "perpetrator", "target"})
"""Kinds that go with the day of an event."""
LATE_DAYS = 45
"""So old may a day be that is the event's own after all."""
AFTERMATH = frozenset({"warning", "response", "reaction", "attacker_fate"})
"""Kinds that are about the event whatever days their sentence names."""

WEIGHED = "event_site.weighed"
"""The rule of places that nothing but their surroundings makes sites: they set no scene."""
PERIOD = "other:background"
"""The event of a figure that counts a period: a standing fact."""
FIRST = "background.first-since"
"""The rule of "the first … since"."""


def assign(parsed: ParsedReport, drafts: Sequence[Draft], said: Callable[[Draft], bool] = lambda _: False) -> None:
    """Set `event` on every draft that has none. `said` tells whether somebody else than the outlet says it."""
    if not drafts:
        return
    figures = _figures(parsed, drafts)
    scenes = [d for d in drafts if d.rule != WEIGHED]
    elsewhere = parts(parsed, scenes, partial(in_lead, parsed), lambda d: _figure(d) in figures)
    undated = not any(d.kind == "event_date" and d.event is None and in_lead(parsed, d.sentence) for d in drafts)
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        told.setdefault(draft.sentence.index, []).append(draft)
    reader = _Reader(parsed, told, figures, elsewhere, _days_of_lead(parsed, drafts), undated, said)
    for draft in drafts:
        if draft.event is None:
            draft.event = reader.event(draft)
        if draft.period and draft.event == "main" and _figure(draft) not in figures:
            draft.event = PERIOD
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
    found = {_figure(d) for d in drafts if in_lead(parsed, d.sentence)}
    return frozenset(f for f in found if f is not None and f[1] is not None)


def _days_of_lead(parsed: ParsedReport, drafts: Sequence[Draft]) -> tuple[tuple[date, date], ...]:
    """The spans of days that headline and lead give for the event ("early in July"); a later single day fixes them."""
    spans = days_told(d for d in drafts if in_lead(parsed, d.sentence))
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
        self.said = said
        self._read = Turns(parsed, days, undated)
        self.anchor = self._read.anchor
        self._turns: dict[int, list[Turn]] = {}
        led = (d for index, found in told.items() if in_lead(parsed, parsed.sentences[index]) for d in found)
        self.wide = of_nature(led)
        self._named: dict[int, bool] = {}
        self._passing: set[int] = set()

    def event(self, draft: Draft) -> str:
        """What is only said of the world is about the event where its sentence names it; an opinion that somebody
        gives is asked for and given on the event."""
        if draft.rule == FIRST and self._of_its_kind(draft):
            return "main"
        if draft.kind == "background":
            return "main" if itself(draft.sentence) else "other:context"
        if draft.kind == "assessment":
            mine = self._names_event(draft.sentence) or (self.said(draft) and not self._on_affairs(draft))
            return "main" if mine else "other:context"
        part = self.elsewhere.get(draft.sentence.index)
        if draft.kind == "attacker_fate":
            return part.event if part is not None else "main"
        turn = self._turn(draft)
        if part is not None and part.news and not self._told_again(draft):
            return turn.event if turn is not None else part.event
        if draft.kind in AFTERMATH or (_figure(draft) in self.figures and not self._by_chance(draft, turn)):
            passed = draft.sentence.index in self._passing and draft.kind not in AFTERMATH
            return turn.event if turn is not None and passed else "main"
        if turn is not None:
            return turn.event
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
        if turn is None or figure is None or (figure[1] or 0) >= TELLING:
            return False
        slug = turn.event.removeprefix("other:")
        if slug.isdigit() or turn.event == RECALLED:
            return True
        return slug == "earlier" and not (in_lead(self.parsed, draft.sentence) or itself(draft.sentence))

    def _same_people(self, draft: Draft) -> bool:
        """Whether those whom a figure counts may be those whom the lead counts by it."""
        figure, role = _figure(draft), _role(draft)
        led = {
            _role(d)
            for index, drafts in self.told.items()
            if in_lead(self.parsed, self.parsed.sentences[index])
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

    def _turn(self, draft: Draft) -> Turn | None:
        """The turn to another event in whose reach a draft stands."""
        sentence = draft.sentence
        if sentence.index not in self._turns:
            self._turns[sentence.index] = self._read.turns(sentence) or self._aside(sentence)
        return next((turn for turn in self._turns[sentence.index] if turn.holds(draft)), None)

    def _aside(self, sentence: Sentence) -> list[Turn]:
        """The turn of a clause; those of the lead are remembered, for its figures are told there."""
        lead = in_lead(self.parsed, sentence)
        if self.wide:
            return []
        turn = aside(sentence, self.told.get(sentence.index, ()), lambda d: _figure(d) in self.figures, lead)
        if turn is None:
            return []
        if lead:
            self._passing.add(sentence.index)
        return [Turn(*turn)]

    def _names_event(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of the event or of who did it."""
        if sentence.index not in self._named:
            chars = self.parsed.pack.chars(*EVENT, *ACTOR)
            self._named[sentence.index] = sentence.line.holds(chars)
        return self._named[sentence.index]


def _days(earlier: date, later: date) -> int:
    return (later - earlier).days
