"""Where a sentence turns to another event: by a time of the past, by a word that leads away, for a clause or for good.

Enters a sentence; answers with turns, each a stretch of the sentence and the event it tells of. A time of the past
turns the whole sentence where it dates what is told; in a clause that only describes somebody or something ("who has
lived there since 2006") no more than that clause (reach.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from isnad.extract.draft import Draft
from isnad.extract.events.asides import follows
from isnad.extract.events.calendar import anchor_of
from isnad.extract.events.reach import dates_what_lasts, reach
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.times.expressions import moment_of
from isnad.extract.times.moments import Moment
from isnad.extract.times.resolve import SHORT, resolve
from isnad.grammar.segments import Seg

LEAD = 0.12
"""The share of a text that is its lead: nothing there is background but by an explicit year."""
STALE_DAYS = 9
"""A day named in the text and this much older than the report belongs to an earlier event."""
LONGEST = 31
"""A lead that tells of more days than this does not date its event."""
REACH = 5
"""Segments that may stand between "comes" and "after"."""
LONG_UNITS = frozenset({"week", "month", "year", "decade", "century"})
EVENT = ("event_noun", "attack", "blast", "incident", "told_event")
HARM = ("harm_noun", "harm_verb", "victim")
TURNS = ("series", "come", "comes_after", "after", "time", "earlier", "elsewhere", "past_time", "alike")
"""Classes without which no word turns a sentence to another event."""
ACTOR = ("attacker", "end_noun_of")
RECALLED = "other:recalled"
Span = tuple[date, date]


class Turn(NamedTuple):
    """A stretch of a sentence, in places of the folded text, that tells of another event; to the end without `end`."""

    start: int
    event: str
    end: int | None = None

    def holds(self, draft: Draft) -> bool:
        """Whether a draft stands in it."""
        return draft.end > self.start if self.end is None else self.start <= draft.start < self.end


class Turns:
    """Reads the sentences of one report. `days` are the spans that its lead gives for the event; `undated` tells that
    its lead names no day at all."""

    def __init__(self, parsed: ParsedReport, days: Sequence[Span], undated: bool) -> None:
        self.parsed, self.days, self.undated = parsed, days, undated
        self.anchor = anchor_of(parsed)

    def turns(self, sentence: Sentence) -> list[Turn]:
        """The stretches from which on, or in which, a sentence speaks of another event."""
        out = self._by_time(sentence)
        recalled = self._recalled(sentence)
        if recalled is not None:
            return [recalled, *(turn for turn in out if turn.end is not None)]
        if in_lead(self.parsed, sentence) or any(turn.end is None for turn in out):
            return out
        turn = self._by_word(sentence)
        return out if turn is None else [*out, turn]

    def _recalled(self, sentence: Sentence) -> Turn | None:
        """The turn to an event that this one, or somebody, calls to mind: it begins behind the word."""
        segs = sentence.line.segs
        for n in sentence.line.where(self.parsed.pack.chars("to_mind", "calls_up", "recall", "befell")):
            if segs[n].has("to_mind", "calls_up") or _reminds(segs, n):
                return Turn(segs[n].end, RECALLED)
        return None

    def _by_word(self, sentence: Sentence) -> Turn | None:
        segs = sentence.line.segs
        away = not itself(sentence)
        came = -REACH - 1
        for n in sentence.line.where(self.parsed.pack.chars(*TURNS)):
            seg = segs[n]
            if seg.has("series"):
                return Turn(seg.start, "other:background")
            if seg.has("come", "comes_after"):
                came = n
            if n - came <= REACH and (seg.has("after") or follows(seg) or _soon(seg)):
                return Turn(seg.start, "other:earlier")
            if not away or (seg.has("time") and reach(sentence, n) is not None):
                continue
            if seg.has("earlier", "elsewhere", "past_time") and not _told_before(segs, n):
                return Turn(sentence.start, "other:background")
            if seg.has("alike") and n and not segs[n - 1].definite and not _former(segs, n):
                return Turn(sentence.start, "other:similar")
        return None

    def _by_time(self, sentence: Sentence) -> list[Turn]:
        """The turns that older times make: from the sentence's beginning, from "years after", or of a clause."""
        lead, back = in_lead(self.parsed, sentence), itself(sentence)
        counts = sentence.line.holds(self.parsed.pack.chars("toll", *(() if back else HARM)))
        fresh, out = False, list[Turn]()
        for n in sentence.line.where(self.parsed.pack.chars("time", "year")):
            seg = sentence.line.segs[n]
            moment = moment_of(seg)
            if moment is None:
                slug = "other:background" if not lead and not back and self._since_year(sentence.line.segs, n) else None
            elif (moment.loose or moment.bound == "after") and moment.unit in LONG_UNITS:
                return [*out, Turn(seg.start, "other:earlier")]
            elif moment.bound == "since" and back and not self._lasts(sentence, n, moment, counts):
                continue
            else:
                slug = self._older(moment, lead)
                if slug is None and counts and not lead and moment.bound == "since" and self._stale(moment, begun=True):
                    slug = "other:earlier"
            if slug:
                clause = reach(sentence, n)
                if clause is None:
                    start = seg.start if fresh and moment is not None else sentence.start
                    return [*out, Turn(start, slug)]
                out.append(Turn(clause.start, slug, clause.end))
            fresh = fresh or (moment is not None and moment.fixes_day and moment.bound is None)
        return out

    def _lasts(self, sentence: Sentence, n: int, moment: Moment, counts: bool) -> bool:
        """Whether what has lasted since a time is another thing than the event that the sentence names."""
        if counts and self._stale(moment, begun=True):
            return True
        return (moment.year is not None or moment.unit in ("month", "year")) and dates_what_lasts(sentence, n)

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
        return (self.anchor - last).days > (LONGEST if of_this_month else STALE_DAYS)


def in_lead(parsed: ParsedReport, sentence: Sentence) -> bool:
    """Whether a sentence is a heading or of the lead."""
    if sentence.heading or sentence.start <= LEAD * len(parsed.folded.text):
        return True
    return sentence is next(s for s in parsed.sentences if not s.heading)


def itself(sentence: Sentence) -> bool:
    """Whether a sentence refers back to the event or to its attacker: "the attack"."""
    segs = sentence.line.segs
    return any(
        segs[n].definite and not (n and segs[n].has("victim") and segs[n - 1].has("count"))
        for n in sentence.line.where(sentence.parsed.pack.chars(*EVENT, *ACTOR))
    )


def _reminds(segs: Sequence[Seg], n: int) -> bool:
    """Whether the event reminds of another ("the attack recalls the killing of"), or somebody had it happen before."""
    after = segs[n + 1 : n + 1 + REACH]
    if segs[n].has("befell"):
        return bool(after) and after[0].has("l") and any(s.has("that") for s in after)
    return bool(after) and after[0].definite and after[0].has(*EVENT) and any(s.has("b") for s in after[1:3])


def _soon(seg: Seg) -> bool:
    """Whether a time is one so soon after something: "it came hours after"."""
    moment = moment_of(seg)
    return moment is not None and moment.loose and moment.unit in SHORT


def _told_before(segs: Sequence[Seg], n: int) -> bool:
    """Whether what went before is a telling: "the ministry had already announced"."""
    return any(s.has("say", "announce") for s in segs[n + 1 : n + 3])


def _former(segs: Sequence[Seg], n: int) -> bool:
    """Whether "former" is said of a person or of a telling, and not of another event."""
    return segs[n].attr("former", "alike") and not segs[n - 1].has(*EVENT)
