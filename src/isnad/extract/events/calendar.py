"""The times of a whole report: what each of them is about, the report's own day, hints for a group."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from isnad.extract.governor import governor
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.times.expressions import moment_of, part_of_day
from isnad.extract.times.moments import Moment, as_gregorian, constraint
from isnad.extract.times.resolve import make, resolve
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg

WEEK = 7
FULL = 3
"""Votes of words that give today's whole date."""
LATEST = 60
"""Days that a page may have been collected after its report was written."""
DATELINE = 48
"""Code points of a paragraph before a date that still belongs to its dateline."""
BEFORE_TIME = ("in", "and", "on", "b", "tsame", "tduring", "about", "about_post", "quote", "open", "l", "from")
"""What may stand before a time at the head of its clause."""
NAME = 3
"""Segments before a day within which a name in marks begins that ends with it."""
DASHES = ("-", "\u2013", "\u2014")
_DIGIT = re.compile(r"\d")
_AGENCY = re.compile(r"^\([^()]{1,40}\)[ :]*")


@dataclass(frozen=True, slots=True)
class Use:
    """A time in its sentence. `role` is event, statement, other or none; `refers_back` tells of
    an event that the words take for known ("Sunday's attack") with nobody telling it anew;
    `owns_event` that an event noun stands right before the time, whoever tells it; `by` is what governs it."""

    sentence: Sentence
    seg: Seg
    moment: Moment
    role: str
    rule: str = ""
    refers_back: bool = False
    owns_event: bool = False
    by: Seg | None = None
    at: int = 0


@lru_cache(maxsize=1)
def uses(parsed: ParsedReport) -> list[Use]:
    """The times of the sentences that tell of events, and of short lines, in the order of the text."""
    holding = parsed.pack.lexicon.alphabet.holding("time", "daypart")
    told = {s.index for s in parsed.eventful}
    read = [s for s in parsed.sentences if s.index in told or (s.heading and _DIGIT.search(s.text))]
    return [use for s in read if s.line.holds(holding) for use in _of(parsed, s)]


def _of(parsed: ParsedReport, sentence: Sentence) -> list[Use]:
    line = sentence.line
    found: dict[int, tuple[str, str, int]] = {}
    for m in matches(parsed.pack.stage("event_date"), line):
        n = m.at("t")
        if n in found or (n and line.segs[n - 1].has("between")):
            continue
        if line.segs[m.at("g")].has("name_head") or not _fits(m, line.segs, n):
            continue
        found[n] = (str(m.rule.attrs["role"]), m.rule.name, m.at("g"))
    out = []
    before = -1
    for n in line.where(parsed.pack.chars("time", "daypart")):
        seg, moment = line.segs[n], _moment(sentence, n)
        if moment is None:
            continue
        if n not in found:
            found[n] = found[before] if _goes_with(line.segs, before, n) else _governed(sentence, n)
        before = n
        role, rule, governor = found[n]
        if role == "other" and governor == n - 1 and moment.is_clock and _is_phrase(line.segs[governor]):
            role = "event"
        told = any(s.has("say", "announce") for s in line.segs[:n])
        back = role == "event" and governor == n - 1 and not told and _is_noun(line.segs[governor])
        if (moment.names_date or moment.weekday is not None) and _leads(sentence, seg):
            role, rule, back = "none", "", False
        by = line.segs[governor] if governor >= 0 else None
        out.append(Use(sentence, seg, moment, role, rule, back, _possesses(line.segs, n), by, n))
    return out


def _goes_with(segs: list[Seg], before: int, n: int) -> bool:
    """Whether a time goes on where one stopped: "yesterday and at dawn today", "on Sunday, at nine"."""
    return 0 <= before < n and all(s.has(*BEFORE_TIME, "comma", "close", "moment") for s in segs[before + 1 : n])


def _leads(sentence: Sentence, seg: Seg) -> bool:
    """Whether a time stands in the dateline of a paragraph: near its head, a dash behind it."""
    if seg.start - sentence.start > DATELINE:
        return False
    behind = _AGENCY.sub("", sentence.text[seg.end - sentence.start :].lstrip(" )\u00a0"))
    return behind[:1] in DASHES


def _moment(sentence: Sentence, n: int) -> Moment | None:
    """What a time fixes; a part of the day alone counts where it needs no day ("at dawn")."""
    seg = sentence.line.segs[n]
    moment = moment_of(seg)
    if moment is not None and _is_name(sentence, n, moment):
        return None
    if (
        moment is None
        and seg.attr("adv", "daypart")
        and not any(s.has("dayword") for s in sentence.line.segs[n + 1 : n + 2])
    ):
        return part_of_day(seg)
    return moment


def _is_name(sentence: Sentence, n: int, moment: Moment) -> bool:
    """Whether a word for a day is a part of a name: of a town, of an outlet in marks ("The City Today"), of a day of
    the world or the nation."""
    segs, parsed = sentence.line.segs, sentence.parsed
    if moment == Moment(weekday=moment.weekday) and n and segs[n - 1].has("admin", "place"):
        seg = segs[n]
        return not (seg.definite or parsed.folded.text.startswith(parsed.pack.lexicon.article, seg.start))
    if moment == Moment(rel=0) and any(s.definite and s.has("qual", "nation") for s in segs[n + 1 : n + 2]):
        return True
    closed = any(s.has("quote", "close") for s in segs[n + 1 : n + 2])
    if moment.rel is None or moment.weekday is not None or not closed:
        return False
    return any(s.has("quote", "open") for s in segs[max(0, n - NAME) : n])


def _fits(m: Match, segs: list[Seg], n: int) -> bool:
    """Whether a time is of the sort that its rule is for, and stands where it has to."""
    asked = m.rule.attrs
    moment = moment_of(segs[n])
    if "dated" in asked:
        return moment is not None and moment.names_date
    return "loose" not in asked or (moment is not None and moment.loose)


def _governed(sentence: Sentence, n: int) -> tuple[str, str, int]:
    """(role, rule, place) of a time that no rule of its own knows: those of its governor; role "none" without one."""
    moment = _moment(sentence, n)
    found = governor(sentence, n, nearest=moment is not None and moment.names_date and moment.weekday is None)
    return ("none", "", -1) if found is None else (found.role, f"event_date.{found.way}", found.at)


def _possesses(segs: list[Seg], n: int) -> bool:
    """Whether a time owns the event before it ("Sunday's attack")."""
    return n > 0 and segs[n - 1].has("event_noun", "told_event") and not segs[n - 1].definite


def _is_phrase(seg: Seg) -> bool:
    """Whether a verb was read with the preposition of the hour behind it ("signed" for "happened at")."""
    sense = seg.sense("deed")
    return sense is not None and " " in sense.lemma


def _is_noun(seg: Seg) -> bool:
    return not any(s.cls.endswith("_verb") for s in seg.senses)


def anchor_of(parsed: ParsedReport, found: list[Use] | None = None) -> date | None:
    """The day that the report's words count from; None when neither the report nor its text tells.

    `published` is at times the day on which a page was collected, a day or more late, or that
    of the evening before the paper: words that name a weekday and count it ("yesterday,
    Monday") correct it, by six days back or one ahead. `found` are the uses, if known.
    """
    known = uses(parsed) if found is None else found
    published = _iso(parsed.report.published)
    if published is None:
        return _dateline(known)
    votes: Counter[date] = Counter()
    for use in known:
        m = use.moment
        if m.rel is None:
            continue
        if _is_full(m):
            day = _told_on(m)
            if day is not None and _near(day, published):
                votes[day] += FULL
            continue
        if m.weekday is None or m.month is not None:
            continue
        late = ((published + timedelta(days=m.rel)).weekday() - m.weekday) % WEEK
        votes[published - timedelta(days=late if late < WEEK - 1 else -1)] += 1
    return min(votes, key=lambda d: (-votes[d], abs(published - d))) if votes else published


def _told_on(moment: Moment) -> date | None:
    """The day of publication that "today, 16 July 2015" gives."""
    found = resolve(moment, None)[0]
    return None if found is None else found - timedelta(days=moment.rel or 0)


def _near(day: date, published: date) -> bool:
    return -1 <= (published - day).days <= LATEST


def _iso(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _dateline(found: list[Use]) -> date | None:
    """A full date that stands in a short line of its own, or at the head of a paragraph with a dash
    behind it ("city, Monday 15 December 2025 -"), nothing told with it."""
    for use in found:
        if use.role == "none" and _is_full(use.moment) and (use.sentence.heading or _leads(use.sentence, use.seg)):
            return resolve(use.moment, None)[0]
    return None


def _is_full(moment: Moment) -> bool:
    m = as_gregorian(moment)
    return m.year is not None and m.month is not None and m.day is not None and make(m.year, m.month, m.day) is not None


def time_hints(parsed: ParsedReport, found: list[Use] | None = None) -> tuple[str, ...]:
    """What the report's times fix, for a group that has to find a year: "role:constraint".

    Roles are event, statement, other and background (a time that nothing told governs, or that
    leads to the past), dateline for the report's own day where the text gives it. Each hint once.
    """
    known = uses(parsed) if found is None else found
    out = []
    day = _dateline(known)
    if day is not None:
        out.append(f"dateline:day={day.day},month={day.month},year={day.year}")
    for use in known:
        fixed = constraint(use.moment)
        if fixed:
            told = use.role in {"event", "statement"} and use.moment.fixes_day and use.moment.bound is None
            role = use.role if told else "background"
            out.append(f"{role}:{fixed}")
    return tuple(dict.fromkeys(out))
