"""Expressions of time in a line: one `time` segment each, and figures that count no people.

`reduce_times` runs after numbers are joined and before counts are bent, so that "24 and 27
November", "at 12.30", "ten months ago" or "58 years old" never become counts of people.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import msgspec

from isnad.extract.times.builders import BUILDERS
from isnad.extract.times.moments import Moment, constraint, join
from isnad.extract.times.resolve import SHORT, resolve
from isnad.extract.times.spans import DAYS_AGO, HOURS_AGO, MORROW
from isnad.grammar.match import Line, Match, reduce
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack

__all__ = ["Moment", "constraint", "duration_of", "moment_of", "reduce_times", "resolve"]
TRIGGERS = (
    *("weekday", "month", "wmonth", "hmonth", "relday", "relnight", "tunit", "munit", "oclock", "daypart"),
    *("number", "ordinal", "yearword", "percent", "tago", "tearlier", "since_start", "tthen", "morrow", "feast"),
    *("feast_day", "feast_night"),
)
PLAIN = ("weekday", "day", "month", "year", "rel", "part")
"""Parts of a Moment that stand among the attributes of a `time`, too, for rules and other stages."""
BOUNDS = {"tsince": "since", "tuntil": "until", "tduring": "during", "tbefore": "before", "tafter": "after"}
GLUE = ("comma", "in", "from", "open", "matching", "dash", "slash", "until", "on", "b", "dayword")
"""What may stand between two parts of one time; the word for a day there says nothing of its own."""
LONGEST_GLUE = 3
CALENDAR = ("weekday", "weekday_bare", "month", "wmonth", "hmonth", "monthword")
"""Words of the calendar: they take no pronoun."""


def moment_of(seg: Seg) -> Moment | None:
    """What a `time` segment fixes; None for any other segment."""
    if not seg.parts:
        return None  # No word is a time before a rule has read it.
    found = seg.attr("moment", "time")
    return cast(Moment, found) if found is not None else None


def duration_of(seg: Seg) -> tuple[int, str] | None:
    """(number, unit) of a stretch of time with a number or a dual, or of the unit alone; else None."""
    if seg.attr("unit", "measure") == "time":
        n = seg.attr("n", "measure")
        return None if n is None else (n, str(seg.attr("u", "measure")))
    unit = seg.attr("u", "tunit")
    return None if unit is None or seg.attr("many", "tunit") else (seg.attr("n", "tunit") or 1, unit)


def reduce_times(line: Line, pack: LanguagePack) -> Line:
    """The line with every time joined to one `time` segment and every measure to one `measure`.

    Expects numbers joined. A `time` carries its Moment (see moment_of) and PLAIN attributes; a `measure` carries
    `unit` (length, money, weight, percent, time, age, other) and, for times, `n` and `u`.
    """
    alphabet = pack.lexicon.alphabet
    if not line.holds(alphabet.holding(*TRIGGERS)):
        return line
    sign = alphabet.sign

    def build(m: Match) -> Seg | None:
        segs = m.segs()
        if any(s.pronoun and s.has(*CALENDAR) for s in segs):
            return None  # "Her fifth month", and towns that look like "its Saturday".
        made = BUILDERS[m.rule.attrs["kind"]](m)
        if made is None:
            return None
        senses = _senses(made) if isinstance(made, Moment) else (Sense("measure", made),)
        sig = sign(frozenset(s.cls for s in senses))
        return Seg(segs[0].start, segs[-1].end, sig, senses, segs[0].definite, "", tuple(segs), m.rule.name)

    found = reduce(pack.stage("times"), line, build)
    if not found.holds(alphabet.holding("time")):
        return found
    return _join_times(found, sign, alphabet.holding("time", "daypart"))


def _senses(moment: Moment) -> tuple[Sense, ...]:
    attrs = {name: v for name in PLAIN if (v := getattr(moment, name)) is not None}
    time = Sense("time", {"moment": moment, **attrs})
    if moment.span in (DAYS_AGO, HOURS_AGO):
        return (time, Sense("earlier_on"))
    if moment == MORROW:
        return (time, Sense("after"), Sense("site_backdrop"), Sense("site_after"))
    if not is_earlier(moment):
        return (time,)
    past = not moment.ago and moment.bound is None and (moment.shift or moment.back or 0) < 0
    return (time, Sense("earlier"), Sense("past_time")) if past else (time, Sense("earlier"))


def is_earlier(moment: Moment) -> bool:
    """Whether the words lead to a stretch of the past, weeks or longer, and to no single day."""
    if moment.phase == "before" or (moment.bound == "since" and moment.month is not None and moment.day is None):
        return True
    if moment.fixes_day or moment.unit is None or moment.unit in SHORT:
        return False
    if moment.back is not None:
        return moment.back < 0
    if moment.shift is None:
        return False
    return moment.unit != "day" and (moment.shift < 0 or (moment.unit == "year" and moment.shift == 0))


def _join_times(line: Line, sign: Callable[[frozenset[str]], str], starts: frozenset[str]) -> Line:
    segs, out, i = line.segs, list[Seg](), 0
    while i < len(segs):
        found = _longest(segs, i) if segs[i].sig in starts else None
        if found is None:
            out.append(segs[i])
            i += 1
            continue
        moment, after = found
        first = segs[i]
        if out and moment.bound is None and (bound := _bound(out[-1])):
            moment = msgspec.structs.replace(moment, bound=bound)
            if bound == "since":
                first = out.pop()
        parts = tuple(segs[i:after])
        rule = next((p.rule for p in parts if p.has("time")), "")
        senses = _senses(moment)
        sig = sign(frozenset(s.cls for s in senses))
        out.append(Seg(first.start, parts[-1].end, sig, senses, first.definite, "", parts, rule))
        i = after
    return Line(out)


def _bound(seg: Seg) -> str | None:
    return next((BOUNDS[s.cls] for s in seg.senses if s.cls in BOUNDS), None)


def _read(seg: Seg) -> Moment | None:
    moment = moment_of(seg)
    if moment is None and seg.has("daypart"):
        return part_of_day(seg)
    return moment


def part_of_day(seg: Seg) -> Moment:
    """What a word for a part of the day fixes."""
    part, midnight, dark, dawn = (seg.attr(key, "daypart") for key in ("part", "midnight", "dark", "dawn"))
    return Moment(part=part, midnight=bool(midnight), dark=bool(dark), dawn=bool(dawn))


def _longest(segs: list[Seg], i: int) -> tuple[Moment, int] | None:
    """The time that begins at segs[i] and the index after it, neighbours joined as far as they fit."""
    moment = _read(segs[i])
    if moment is None:
        return None
    solid = moment_of(segs[i]) is not None
    if not solid and segs[i].definite and not segs[i].attr("adv", "daypart"):
        return None
    at = i + 1
    while at < len(segs):
        step = _extend(segs, moment, at, solid)
        if step is None:
            break
        moment, at = step
        solid = True
    return (moment, at) if solid else None


def _extend(segs: list[Seg], moment: Moment, at: int, solid: bool) -> tuple[Moment, int] | None:
    glue = _glue(segs, at)
    for count in range(len(glue), -1, -1):
        words, k = glue[:count], at + count
        if k >= len(segs) or not (solid or set(words) <= {"dayword"}):
            continue
        name = " ".join("to" if w == "until" else w for w in words if w != "dayword")
        other, after = _read(segs[k]), k + 1
        if other is not None and moment_of(segs[k]) is None and name not in {"", "in"}:
            other, after = _part_of_day(segs, k)
        if other is None or (not words and _is_bare_part(segs[k]) and moment.fixes_day | (moment.part is not None)):
            continue
        closed = name != "open" or (after < len(segs) and segs[after].has("close"))
        joined = join(moment, other, name) if closed else None
        if joined is not None:
            return joined, after + (name == "open")
    return None


def _glue(segs: list[Seg], at: int) -> list[str]:
    """What stands from a place on that could join two parts of a time."""
    found: list[str] = []
    for seg in segs[at : at + LONGEST_GLUE]:
        word = next((w for w in GLUE if seg.has(w)), None)
        if word is None:
            break
        found.append(word)
    return found


def _is_bare_part(seg: Seg) -> bool:
    """A part of the day that needs a day behind it: behind one it is another word ("he blew up" for "dawn")."""
    return seg.has("daypart") and not seg.has("time") and not seg.definite and not seg.attr("adv", "daypart")


def _part_of_day(segs: list[Seg], i: int) -> tuple[Moment | None, int]:
    """A part of the day with the day that follows it."""
    part, at = _read(segs[i]), i + 1
    if at + 1 < len(segs) and segs[at].has("dayword") and moment_of(segs[at]) is None:
        at += 1
    day = moment_of(segs[at]) if at < len(segs) else None
    return (join(part, day, ""), at + 1) if part and day else (None, i + 1)
