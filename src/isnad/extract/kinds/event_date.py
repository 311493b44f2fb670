"""event_date: the day on which the event itself happened.

The day of a statement, of the start of an operation and of what is only mentioned as
background is no event_date. Value: `low` and `high` ISO days (None while no anchor decides),
`raw` the words, `part_of_day` morning, noon, afternoon, evening, night or day, and
`constraint` what the words alone fix (isnad.extract.moments).
"""

from __future__ import annotations

from datetime import date

from isnad.extract.calendar import Use, anchor_of, uses
from isnad.extract.draft import Draft
from isnad.extract.moments import Moment, constraint
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.resolve import resolve
from isnad.grammar.segments import Seg
from isnad.model.claim import Step
from isnad.model.values import DateValue

KIND = "event_date"
RECENT_DAYS = 30
"""What lies longer before publication is background, unless the report begins with it."""
LEAD_SENTENCES = 3
TOLD_WITHIN = 10
HAPPENINGS = ("harm_verb", "blast", "blast_verb", "attack", "incident", "fall_verb", "collide_verb", "met")


def find(parsed: ParsedReport) -> list[Draft]:
    """The days of events that the report tells, in the order of the text."""
    known = uses(parsed)
    anchor = anchor_of(parsed, known)
    out: list[Draft] = []
    seen: set[tuple[str | None, str | None, str | None]] = set()
    for use in known:
        if use.role != "event" or not dates_event(use.moment):
            continue
        draft = _draft(parsed, use.sentence, use.seg, use.moment, anchor, use.rule)
        value = draft.value
        if not isinstance(value, DateValue) or _is_stale(use.sentence, value, anchor):
            continue
        key = (value.low, value.high, value.constraint if value.low is None else None)
        if key in seen and use.refers_back:
            continue
        seen.add(key)
        out.append(draft)
    return out or _told_today(parsed, known, anchor)


def _told_today(parsed: ParsedReport, known: list[Use], anchor: date | None) -> list[Draft]:
    """A lead such as "police said today that a bomb had gone off": with no other day, that day."""
    for use in known:
        if use.sentence.index >= LEAD_SENTENCES or use.role != "statement" or use.moment.rel != 0:
            continue
        after = [s for s in use.sentence.line.segs if s.start > use.seg.end]
        that = next((n for n, s in enumerate(after) if s.has("that")), None)
        if that is not None and any(s.has(*HAPPENINGS) for s in after[that : that + TOLD_WITHIN]):
            return [_draft(parsed, use.sentence, use.seg, use.moment, anchor, "event_date.told-today")]
    return []


def dates_event(moment: Moment) -> bool:
    """A day or a night, told of the past; "since" only from a day of these days on."""
    if not moment.fixes_day or moment.mod == 1 or (moment.rel or 0) > 0:
        return False
    if moment.bound == "since":
        return moment.weekday is not None or moment.rel is not None
    return moment.bound in {None, "during"}


def _is_stale(sentence: Sentence, value: DateValue, anchor: date | None) -> bool:
    if anchor is None or value.high is None or sentence.index < LEAD_SENTENCES:
        return False
    return (anchor - date.fromisoformat(value.high)).days > RECENT_DAYS


def _draft(parsed: ParsedReport, sentence: Sentence, seg: Seg, moment: Moment, anchor: date | None, rule: str) -> Draft:
    low, high = resolve(moment, anchor)
    start = _with_article(parsed, seg)
    evidence = parsed.evidence(start, seg.end)
    value = DateValue(
        low=low.isoformat() if low else None,
        high=high.isoformat() if high else None,
        raw=evidence.quote,
        part_of_day=moment.part,
        constraint=constraint(moment),
    )
    steps = (Step(seg.rule or "time", evidence.start, evidence.end, evidence.quote),)
    return Draft(KIND, value, sentence, start, seg.end, rule, steps=steps)


def _with_article(parsed: ParsedReport, seg: Seg) -> int:
    """Where the evidence begins: with the article that was split off, if there is one."""
    article = parsed.pack.lexicon.article
    before = seg.start - len(article)
    if seg.definite and before >= 0 and parsed.folded.text.startswith(article, before):
        return before
    return seg.start
