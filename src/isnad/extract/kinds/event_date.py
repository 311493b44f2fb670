"""event_date: the day on which the event itself happened.

The day of a statement, of the start of an operation, of a later death and of a count is no
event_date. Days and months of other events are taken with their event; an hour or a part of the
day that stands alone is one of the day named before. Value: `low` and `high` ISO days (None while no anchor decides),
`raw` the words, `part_of_day` morning, noon, afternoon, evening, night or day, and
`constraint` what the words alone fix (isnad.extract.times.moments).
"""

from __future__ import annotations

from datetime import date, timedelta

from isnad.extract.draft import Draft
from isnad.extract.events.calendar import Use, anchor_of, uses
from isnad.extract.events.eventdays import MORROW, EventDays, lost_since, recent
from isnad.extract.events.reach import reach
from isnad.extract.events.turns import LONG_UNITS
from isnad.extract.eventwords import ACCIDENTS, ATTACKS, HARMING, NOUNS, VERBS
from isnad.extract.parsed import ParsedReport
from isnad.extract.times.moments import Moment, constraint
from isnad.extract.times.resolve import resolve
from isnad.extract.times.spans import DAYS_AGO, HOURS_AGO
from isnad.grammar.segments import Seg
from isnad.model.claim import Step
from isnad.model.values import DateValue

KIND = "event_date"
LEAD_SENTENCES = 3
TOLD_WITHIN = 16
TOLL_WITHIN = 6
"""So near behind a telling stands the toll that it is of."""
AHEAD = 1
"""A day so many days after the report's own may be a paper's; a later one is no event's."""
SHARP = (*HARMING, *NOUNS, *VERBS, "kill_verb")
"""Words of an event that a whole month may date; a campaign lasts it."""
HAPPENINGS = (*SHARP, "fire", "event_noun", "event_verb", "target_verb")
GRAVE = (*HARMING, *ATTACKS, *ACCIDENTS, "blast_verb", "collide_verb", "kill_verb", "victim", "firing", "suicide_noun")
"""A day long past is taken only from a sentence that holds one of these."""
SURE = (
    *("attack", "blast", "blast_verb", "incident", "clash", "strike", "raid", "fire", "fall_verb", "collision"),
    *("death", "dead_body", "corpses", "suicide_noun", "lost_touch", "kill_verb", "roundup"),
)
"""Words of an event beside which they do."""
UNSURE = (
    *("occur_verb", "exec_verb", "light_event", "undergo_verb", "engage", "dies", "shut", "swerve_verb", "saved"),
    *("overturn_verb", "intrude_verb", "collide_verb", "sweep_verb", "destroy", "old_wound", "say"),
)
"""Words that at times tell of no event: "got", "carried out", "is confronted", "stopped", "slid", "a wound"."""
ONLY_OF_DAYS = "event_date.alerted-on"
"""The rule by which an hour counts only where its day was named."""
COUNTED_FROM = "event_date.so-long-after"
"""The rule of "two days after the quake": it refers back where that day is told."""
DESCRIBED = 5
"""So many segments behind an event stands the relative that tells more of it."""
GOES_BACK = "event_date.goes-back-to"
"""The rule by which a whole year is the day of an event."""
BARE_YEAR = "times.year-bare"
"""Four digits are at times a figure, and a year without the word more often one that something lasts from."""
COUNTED = ("harm_verb", "harm_noun", "kill_verb", "met", "death", "roundup", "hand_act", "hand_verb", "event_verb")
MONTHS = frozenset({"week", "month"})
AGO = (DAYS_AGO, HOURS_AGO)
FROM_START = "times.since-start"
"""The rule for "since the beginning of"."""
COUNT_NEAR = 10
"""So many segments around a stretch people are counted that it is told of."""
LATELY = {"hour": 72, "day": 10, "week": 6, "month": 6}
"""The last so many hours, days … date an event; more are a time that it lasts."""
MOST_AFTER = {"day": 10, "week": 3}
"""So long "after the quake" dates it; longer it is a round figure."""


def find(parsed: ParsedReport) -> list[Draft]:
    """The days of events that the report tells, in the order of the text."""
    known = uses(parsed)
    anchor = anchor_of(parsed, known)
    days = EventDays(parsed, known, anchor)
    told = _told_today(parsed, known, anchor)
    grave, sure = parsed.pack.chars(*GRAVE), parsed.pack.chars(*SURE)
    out: list[Draft] = []
    seen: set[tuple[str | None, str | None, str | None]] = set()
    for use in known:
        named = days.named_before()
        low, high = days.of(use)
        if told is not None and use is told[0]:
            out.append(told[1])
            seen.add((low.isoformat(), high.isoformat(), None) if low and high else (None, None, None))
        if not _is_told(use) or (use.rule == ONLY_OF_DAYS and use.moment.is_clock and not named):
            continue
        if low is None and (use.moment.is_clock or use.moment.loose):
            continue
        if anchor is not None and low is not None and low > anchor + timedelta(days=AHEAD):
            continue
        old = (use.moment.unit in LONG_UNITS and use.moment.day is None) or not recent(high, anchor)
        if old and reach(use.sentence, use.at) is not None:
            continue
        if days.of_aftermath(use, low) or (not recent(high, anchor) and not use.sentence.line.holds(grave)):
            continue
        if use.rule == COUNTED_FROM and use.sentence.index >= LEAD_SENTENCES and days.is_told(low, high):
            continue
        draft = _draft(parsed, use, (low, high))
        draft.leans = _is_unsure(use) and not use.sentence.line.holds(sure)
        value = draft.value
        if not isinstance(value, DateValue):
            continue
        key = (value.low, value.high, value.constraint if value.low is None else None)
        if key in seen and (use.refers_back or (use.moment.is_clock and use.moment.hour is None)):
            continue
        seen.add(key)
        out.append(draft)
    return out


def _is_told(use: Use) -> bool:
    """Whether a time dates an event that its sentence tells."""
    moment = use.moment
    if _lasts(moment) and not lost_since(use):
        return dates_event(moment) and _counts(use)
    if use.role != "event" or not (dates_event(moment) or (moment.day is not None and lost_since(use))):
        return False
    if use.rule == COUNTED_FROM and _goes_back(use):
        return False
    if _is_round(moment) and not _people(use):
        return False
    if _is_whole(moment) and use.rule != GOES_BACK and (use.by is None or not use.by.has(*SHARP)):
        return False
    if use.seg.rule == BARE_YEAR:
        return False
    if moment.loose and not moment.same and use.rule != COUNTED_FROM:
        return False
    if use.owns_event and moment.unit == "week":
        return False
    return not (moment.is_clock and _in_brackets(use))


def _is_unsure(use: Use) -> bool:
    """Whether what governs a time tells of no event by itself, and takes none for known."""
    return use.by is not None and use.by.has(*UNSURE) and not (use.by.definite and use.by.has("event_noun"))


def _goes_back(use: Use) -> bool:
    """Whether days are counted from an event taken for known, and nothing is told of it: "two days after the quake".
    "The day after the attack" always does; what "comes two days after the attack on …" is another event."""
    if use.by is None or not use.by.definite:
        return False
    segs = use.sentence.line.segs
    if use.seg.rule == MORROW:
        return True
    at = segs.index(use.by)
    comes = any(s.has("come", "comes_after") for s in segs[max(0, use.at - DESCRIBED) : use.at])
    return not comes and not any(s.has("rel") for s in segs[at + 1 : at + 1 + DESCRIBED])


def _lasts(moment: Moment) -> bool:
    """ "Since the beginning of the year": a stretch up to the report, longer than days."""
    short = (moment.fixes_day and not moment.names_date) or (moment.ago and moment.unit == "day")
    return moment.bound == "since" and not short and not moment.is_clock


def _counts(use: Use) -> bool:
    """Whether people are counted over a running stretch: "43 civilians were killed since the beginning of the year"."""
    running = not use.moment.ago and (use.moment.unit is not None or use.seg.rule == FROM_START)
    return running and _people(use)


def _is_round(moment: Moment) -> bool:
    """ "The last days", "within a week", "over the feast": what many were harmed in, and seldom the day of an event."""
    long = moment.back is not None and moment.unit in MONTHS
    return long or moment.hday_to is not None or (moment.span is not None and moment.span not in AGO)


def _people(use: Use) -> bool:
    """Whether people are counted as harmed or held near a time."""
    segs = use.sentence.line.segs
    at = next((n for n, seg in enumerate(segs) if seg.start == use.seg.start), 0)
    near = segs[max(0, at - COUNT_NEAR) : at + COUNT_NEAR]
    return any(s.has("count") for s in near) and any(s.has(*COUNTED) for s in near)


def _in_brackets(use: Use) -> bool:
    """Whether an hour only repeats in brackets the one before them, in another zone."""
    segs = use.sentence.line.segs
    at = next((n for n, seg in enumerate(segs) if seg.start == use.seg.start), 0)
    return at > 0 and segs[at - 1].has("open")


def _told_today(parsed: ParsedReport, known: list[Use], anchor: date | None) -> tuple[Use, Draft] | None:
    """A lead such as "police said today that a bomb had gone off": where no day is told before and no other later, that
    day. What is told of a toll, or beside the news ("while the army, which said today that …"), may be days old."""
    if any(use.role == "event" and (use.moment.same or _other_day(use, anchor)) for use in known):
        return None
    for use in known:
        if use.role == "event" and _is_today(use.moment, anchor):
            return None
        if use.sentence.index >= LEAD_SENTENCES or use.role != "statement" or not _is_today(use.moment, anchor):
            continue
        segs = use.sentence.line.segs
        if use.by is not None and (use.by.has("tally_verb") or any(s.has("rel") for s in segs[: segs.index(use.by)])):
            continue
        after = segs[use.at + 1 : use.at + 1 + TOLD_WITHIN]
        stop = next((n for n, s in enumerate(after) if s.has("rel", "stop")), len(after))
        if any(s.has("toll", "tally_verb") for s in after[:TOLL_WITHIN]):
            continue
        if any(s.has(*HAPPENINGS) and not s.definite for s in after[:stop]):
            draft = _draft(parsed, use, resolve(use.moment, anchor), "event_date.told-today")
            draft.leans = not use.sentence.line.holds(parsed.pack.chars(*SURE, "disaster"))
            return use, draft
    return None


def _is_today(moment: Moment, anchor: date | None) -> bool:
    """Whether a time names the report's own day: "today", or its weekday."""
    if moment.weekday is None or moment.part is not None:
        return moment.rel == 0
    return moment.rel == 0 or (moment.rel is None and anchor is not None and resolve(moment, anchor)[0] == anchor)


def _other_day(use: Use, anchor: date | None) -> bool:
    """Whether a time of an event names a day near the report's that is not the report's own."""
    moment = use.moment
    if moment.rel == 0 or not moment.fixes_day or not dates_event(moment):
        return False
    low, high = resolve(moment, anchor)
    return recent(high or low or anchor, anchor) and (anchor is None or low != anchor)


def dates_event(moment: Moment) -> bool:
    """A day, a night or a month, told of the past; "since" only from a day on."""
    if moment.same or moment.span is not None:
        return True
    if moment.loose and moment.shift is not None and moment.shift <= MOST_AFTER.get(moment.unit or "", 0):
        return True
    if moment.loose or moment.mod == 1 or (moment.rel or 0) > 0:
        return False
    if moment.is_clock:
        return moment.bound in {None, "during", "since"}
    if moment.bound == "since" and _lasts(moment):
        return True
    if moment.bound == "since":
        return moment.weekday is not None or moment.rel is not None or (moment.ago and moment.unit == "day")
    if moment.bound in {"before", "after"}:
        return moment.part is not None and moment.fixes_day
    if moment.bound not in {None, "during"}:
        return False
    hijri = moment.hmonth is not None and (moment.hyear is not None or moment.phase is not None)
    dated = moment.month is not None or hijri or moment.year is not None
    return moment.fixes_day or dated or _counts_back(moment)


def _is_whole(moment: Moment) -> bool:
    """A stretch and no day: "last month", "days ago", a year, and no part of it."""
    if moment.span is not None:
        return True
    if moment.year is not None or moment.unit == "year":
        return moment.month is None
    if moment.unit == "week":
        return moment.shift == 0
    return moment.unit == "month" and moment.day is None and moment.phase is None


def _counts_back(moment: Moment) -> bool:
    """ "Two days ago", "the last two days", "last week", "late last month", "earlier this year"."""
    if moment.back is not None:
        return moment.unit in LATELY and -LATELY[moment.unit] <= moment.back < 0
    if moment.ago:
        return moment.bound is None and moment.unit not in ("second", "minute", "decade", "century")
    if moment.unit == "month":
        return moment.shift in {-2, -1, 0} and (moment.day is None or moment.bound is None)
    if moment.unit == "year":
        return moment.shift in {-2, -1} or (moment.shift == 0 and moment.phase is not None)
    return moment.unit == "week" and moment.shift in {-2, -1, 0}


def _draft(parsed: ParsedReport, use: Use, days: tuple[date | None, date | None], rule: str = "") -> Draft:
    (low, high), seg, moment = days, use.seg, use.moment
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
    return Draft(KIND, value, use.sentence, start, seg.end, rule or use.rule, steps=steps)


def _with_article(parsed: ParsedReport, seg: Seg) -> int:
    """Where the evidence begins: with the article that was split off, if there is one."""
    article = parsed.pack.lexicon.article
    before = seg.start - len(article)
    if seg.definite and before >= 0 and parsed.folded.text.startswith(article, before):
        return before
    return seg.start
