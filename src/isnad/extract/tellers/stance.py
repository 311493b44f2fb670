"""How firmly a statement is made: asserted, hedged, denied or questioned, and by which words.

Enters a sentence and the slice that carries a value; looks for a word of doubt, denial or
question that reaches over it. Refuses to know who speaks: a verb of saying is no hedge.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.tellers.linewords import signs_of
from isnad.grammar.match import Match, matches
from isnad.model.claim import Hedge

NEAR = 8
REACH_THAT = 20
FAR = 120
FURTHEST = 2000
"""No word reaches over more code points than this."""
ENDS_CLAUSE = ("comma", "but", "beside", "stop", "say", "say_on", "colon")
ENDS_CONTENT = ("say", "stop")
STRENGTH = {"denied": 0, "questioned": 1, "hedged": 2}


@dataclass(slots=True)
class Doubt:
    """A cue [start, end) and the folded stretch [low, high) it reaches over."""

    stance: str
    start: int
    end: int
    low: int
    high: int
    rule: str
    spares: tuple[str, ...] = ()


def stance_of(parsed: ParsedReport, sentence: Sentence, start: int, end: int, kind: str) -> tuple[str, Hedge | None]:
    """The stance of the value in folded [start, end), and the words that make it so.

    "asserted" comes with no words. Where several words reach over the slice, denial goes
    before question and question before doubt.
    """
    settings = parsed.pack.settings["stance"]
    best: Doubt | None = None
    found = doubts(parsed, sentence)
    for doubt in found[bisect_left(found, start - FURTHEST, key=lambda d: d.low) :]:
        if doubt.low > end:
            break
        if not (doubt.low <= start < doubt.high or (start <= doubt.start and doubt.end <= end)):
            continue
        if kind in settings["about_what_may_come"] and doubt.rule != "stance.guess":
            continue
        if doubt.stance in settings["of_the_content"].get(kind, ()):
            continue
        if kind in doubt.spares or (doubt.stance == "hedged" and kind in settings["never_hedged"]):
            continue
        if best is None or STRENGTH[doubt.stance] < STRENGTH[best.stance]:
            best = doubt
    if best is None and kind in settings["denied_by_not"]:
        best = _negated(parsed, sentence, start, end)
    if best is None and sentence.text.rstrip(" \"')").endswith("?") and _own_question(parsed, sentence, start):
        best = Doubt("questioned", sentence.end - 1, sentence.end, start, end, "stance.mark")
    if best is None:
        return "asserted", None
    words = parsed.evidence(best.start, best.end)
    return best.stance, Hedge(words.start, words.end, words.quote)


@lru_cache(maxsize=64)
def doubts(parsed: ParsedReport, sentence: Sentence) -> tuple[Doubt, ...]:
    """Every word of doubt, denial or question of a sentence with its reach. The latest are kept."""
    line = sentence.line
    out: list[Doubt] = []
    for m in matches(parsed.pack.stage("stance"), line):
        cue = m.seg("cue")
        if cue is None or not _holds(parsed, m):
            continue
        low, high = _reach(parsed, sentence, m)
        spares = tuple(m.rule.attrs.get("spares", ()))
        out.append(Doubt(m.rule.attrs["stance"], cue.start, cue.end, low, high, m.rule.name, spares))
    return tuple(sorted(out, key=lambda d: d.low))


def _holds(parsed: ParsedReport, m: Match) -> bool:
    """Whether "may" stands before an imperfect, and "that" is of the kind the rule wants."""
    settings, text = parsed.pack.settings["stance"], parsed.folded.text
    at, segs = m.at("cue"), m.line.segs
    if m.rule.attrs.get("imperfect"):
        if at + 1 >= len(segs):
            return False
        word = text[segs[at + 1].start : segs[at + 1].end]
        if word[0] in settings["imperfect"]:
            return True
        if word[0] not in settings["either"] or word in settings["perfect"]:
            return False
        return not word.endswith(tuple(settings["perfect_ends"]))
    if m.rule.name == "stance.guess" and text[segs[at].start : segs[at].end] in settings["needs_that"]:
        return any(s.has("that") for s in segs[at + 1 : at + 3])
    if m.rule.name == "stance.believed":
        that = next(s for s in segs[at + 1 : at + 3] if s.has("that"))
        return text[that.start : that.end] in settings["plain_that"]
    return True


def _reach(parsed: ParsedReport, sentence: Sentence, m: Match) -> tuple[int, int]:
    """The folded stretch that the cue of a match reaches over."""
    signs, segs, at = m.line.signs, m.line.segs, m.at("cue")
    sets = signs_of(parsed.pack)
    reach = m.rule.attrs["reach"]
    low, stop = segs[at].start, at + 1
    ends = sets.any(*(ENDS_CONTENT if reach == "content" else ENDS_CLAUSE))
    if reach == "content" and not any(c in sets.any("that") for c in signs[at : at + REACH_THAT]):
        ends += sets.any("rel", "comma")
    limit = min(len(signs), at + 1 + (NEAR if reach == "near" else FAR))
    spread = sets.any("what")
    while stop < limit and (
        signs[stop] not in ends or (stop == at + 1 and reach != "near") or signs[stop - 1] in spread
    ):
        stop += 1
    if reach in {"around", "before"}:
        first, that = at, sets.any("that")
        halt = ends + that if reach == "before" else ends
        while first > max(0, at - FAR) and (signs[first - 1] not in halt or signs[max(0, first - 2)] in spread):
            first -= 1
        if reach == "around" or signs[first - 1] in that or not m.rule.attrs.get("imperfect"):
            low = segs[first].start
    high = segs[stop].start if stop < len(segs) else sentence.end
    return low, high


def _negated(parsed: ParsedReport, sentence: Sentence, start: int, end: int) -> Doubt | None:
    """ "not" in the slice, or right before it."""
    settings = parsed.pack.settings["stance"]
    still = settings["still"]
    segs = sentence.line.segs
    first = max(0, bisect_left(segs, start, key=lambda s: s.start) - 2)
    for i in range(first, len(segs)):
        seg = segs[i]
        if seg.start >= end:
            break
        if seg.has("not") and (start <= seg.start < end or _just_before(parsed, seg.end, start)):
            after = segs[i + 1] if i + 1 < len(segs) else seg
            if parsed.folded.text[seg.start : seg.end] in settings["not_only_of"]:
                continue
            if parsed.folded.text[after.start : after.end] not in still:
                return Doubt("denied", seg.start, seg.end, start, end, "stance.not")
    return None


def _just_before(parsed: ParsedReport, position: int, start: int) -> bool:
    return position <= start and parsed.folded.text[position:start].strip() == ""


def _own_question(parsed: ParsedReport, sentence: Sentence, start: int) -> bool:
    """Whether the question mark at the end asks what stands at `start` (same clause)."""
    del parsed
    segs = sentence.line.segs
    return not any(s.has("say") for s in segs[bisect_left(segs, start + 1, key=lambda s: s.start) :])
