"""Clauses of a sentence that tell of another event than the sentence: where such a clause begins.

Enters a sentence with its drafts. Three forms: a second piece of news ("while 42 died in two blasts in …"), an event
that this one followed or answers ("in reply to the killing of two policemen", "two days after the attack that left
32 dead"), and one since which this is the worst ("the worst since April 2011, when 22 were killed"). Only figures that
the lead does not give are another event's; where there are none, there is no aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from isnad.extract.draft import Draft
from isnad.extract.events.onsets import BACK, figured
from isnad.extract.parsed import Sentence
from isnad.extract.times.expressions import moment_of
from isnad.grammar.segments import Seg
from isnad.model.values import SiteValue

HEAD = 3
"""Segments from the beginning of a clause to the people it counts."""
REACH = 6
"""Segments from "after" or "in reply to" to the event."""
DEED = 5
"""Segments from an event to what it did: "the attack that left"."""
EVENTS = ("event_noun", "attack", "blast", "incident")
MOMENTS = ("second", "minute", "hour")
"""What comes so soon after belongs to it."""
MANY = ("pl", "pl2")
DID = ("yield", "lead_to", "event_verb", "harm_verb", "harm_noun", "target_verb", "hit_verb")
Repeats = Callable[[Draft], bool]


def aside(sentence: Sentence, told: Sequence[Draft], repeats: Repeats, lead: bool) -> tuple[int, str] | None:
    """Where another event begins in a sentence, and its slug. `repeats` tells whether a draft gives a figure of the
    lead's. In the `lead`, and after a plain "after", an earlier event comes only behind one that is told."""
    if not told:
        return None
    counts = [d for d in told if figured(d) and (lead or not repeats(d))]
    second = _second(sentence, told, counts) if counts else None
    if second is not None:
        return second
    segs = sentence.line.segs
    first = min((d.start for d in told if figured(d)), default=sentence.end)
    pack = sentence.parsed.pack
    for n in sentence.line.where(pack.chars("time", "aftermath") | pack.bearing("answers")):
        seg = segs[n]
        begin = _since(segs, n) if seg.has("time") else None
        if begin is None and (first < seg.start or (not lead and _answers(seg))):
            begin = _answered(segs, n)
        if begin is not None and any(d.end > begin for d in (told if _answers(seg) else counts)):
            return begin, "other:earlier"
    if counts and not lead and _in_general(sentence):
        return sentence.start, "other:background"
    return None


def _in_general(sentence: Sentence) -> bool:
    """Whether people are harmed in events told together and for the first time: "killed in attacks by extremists"."""
    segs = sentence.line.segs
    return any(
        n and segs[n - 1].has("in") and segs[n].attr("number") in MANY and not segs[n].definite
        for n in sentence.line.where(sentence.parsed.pack.chars("attack", "op", "incident"))
    )


def _answered(segs: Sequence[Seg], n: int) -> int | None:
    """Where the event begins that a deed followed, told with whom it harmed. A toll rises "after the death of"
    people, too: killing itself is another event only where it is answered, or so many days past."""
    answers = _answers(segs[n])
    if not answers and (not segs[n].has("aftermath") or segs[n].attr("caused")):
        return None
    for k in range(n + 1, min(n + 1 + REACH, len(segs))):
        seg = segs[k]
        if seg.has("comma", "stop", "that", "say", "and") or seg.pronoun:
            return None
        if seg.has("harm_noun"):
            return seg.start if answers and not seg.definite else None
        if seg.has(*EVENTS, "op", "strike"):
            after = segs[k + 1 : k + 1 + DEED]
            related = next((m for m, s in enumerate(after) if s.has("rel")), None)
            if seg.definite and related is None:
                return None
            did = any(s.has(*DID) for s in after[related or 0 :])
            return seg.start if did and not any(s.has("comma", "stop") for s in after[: related or 1]) else None
    return None


def _answers(seg: Seg) -> bool:
    return bool(seg.attr("answers")) or follows(seg)


def follows(seg: Seg) -> bool:
    """Whether a time is that of an event before this one: "three days after"."""
    moment = moment_of(seg)
    if moment is None or moment.unit in MOMENTS:
        return False
    return moment.bound == "after" or (moment.loose and _holds(seg, "tafter"))


def _holds(seg: Seg, cls: str) -> bool:
    return any(part.has(cls) or _holds(part, cls) for part in seg.parts)


def _since(segs: Sequence[Seg], n: int) -> int | None:
    """Where the event begins since which this one is the greatest or the first: "…, when 22 were killed"."""
    moment = moment_of(segs[n])
    if moment is None or moment.bound != "since":
        return None
    after = segs[n + 1 : n + 1 + HEAD]
    return segs[n].end if any(s.has("when") for s in after) else None


def _second(sentence: Sentence, told: Sequence[Draft], counts: Sequence[Draft]) -> tuple[int, str] | None:
    """A clause with people of its own and a place or a happening of its own, behind one that has them, too."""
    everybody = [d for d in told if figured(d)]
    segs = sentence.line.segs
    for n in sentence.line.where(sentence.parsed.pack.chars("beside", "as")):
        seg = segs[n]
        if not everybody[0].end <= seg.start < counts[-1].start:
            continue
        later = [d for d in counts if d.start >= seg.end]
        before, after = [d for d in told if d.end <= seg.start], [d for d in told if d.start >= seg.end]
        own = _places(after) - _places(before)
        apart = own and _places(before) and any(d.kind == "mode" for d in after)
        back = any(s.definite and s.has(*BACK) for s in segs[n + 1 :] if s.start < later[-1].end)
        if apart and not back and sum(seg.end <= s.start < later[0].start for s in segs) <= HEAD:
            return seg.start, "other:" + _slug(min(own))
    return None


def _places(drafts: Iterable[Draft]) -> set[str]:
    return {d.value.name for d in drafts if isinstance(d.value, SiteValue)}


def _slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "elsewhere"
