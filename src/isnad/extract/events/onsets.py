"""Where a report begins another piece of news.

Enters the drafts of a report. News is introduced by something that happened and is new to the reader ("a car bomb
went off", "two people died in an accident on …") with figures of its own; a place or a day of its own, or a word
that leads away ("also", "meanwhile", "in a separate matter") tells it from more on the event of the lead. What refers
back ("the attack", "the toll", "the second blast") goes on with what was told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.segments import Seg
from isnad.model.values import ArrestValue, CasualtyValue

OPENING = 6
"""Segments in which a sentence leads to another piece of news."""
FRAME = 3
"""Segments from a noun like "context" to what is said of it: "in a separate matter"."""
BACK = ("event_noun", "attack", "blast", "incident", "told_event", "attacker", "end_noun_of")
"""Classes that with an article lead back to what was told."""
MANY = ("dual", "pl", "pl2")
HAPPENING = frozenset({"mode"})


class Onsets:
    """Reads the beginnings of sentences and clauses of one report."""

    def __init__(self, parsed: ParsedReport, drafts: Iterable[Draft], repeats: Callable[[Draft], bool]) -> None:
        """`drafts` are those of the lead; `repeats` tells whether a draft gives one of its figures."""
        self.repeats = repeats
        self.counted = any(figured(d) for d in drafts)
        self._words = {name: frozenset(words) for name, words in parsed.pack.settings.get("news", {}).items()}

    def begins(self, sentence: Sentence, told: Sequence[Draft], own_place: bool, own_day: bool) -> bool:
        """Whether a sentence behind the lead begins another piece of news. `own_place` and `own_day` tell whether
        a site or a day of it is none of the lead's."""
        segs = sentence.line.segs
        counts = [d for d in told if figured(d)]
        back = self._refers(sentence, counts[-1].end if counts else sentence.end)
        happens = introduces(sentence, told)
        if any(s.has("elsewhere") for s in segs[:OPENING]) or self._framed(sentence, "apart"):
            return not back or own_place or happens
        if back or not counts or all(map(self.repeats, counts)) or any(map(_is_sum, told)):
            return False
        if any(s.has("meanwhile") for s in segs[:OPENING]) or self._framed(sentence, "beside"):
            return own_place or own_day or any(d.kind in HAPPENING for d in told)
        if not self.counted or self.repeats(counts[0]) or _is_told(segs) or _follows(segs, counts[0]):
            return False
        if any(map(self.repeats, counts)):
            return happens and own_place
        also = any(s.has("as") for s in segs[:2])
        placed = own_place and any(d.kind == "event_site" and d.start < segs[:OPENING][-1].end for d in told)
        return (happens and (also or own_place)) or placed or own_day

    def _framed(self, sentence: Sentence, kind: str) -> bool:
        """Whether a sentence opens with a noun that frames news and with what is said of it: "in a separate matter"."""
        words = [surface for _, _, surface in sentence.tokens[:OPENING]]
        said, frames = self._words.get(kind, frozenset()), self._words.get("frames", frozenset())
        return any(
            word in frames and any(w in said for w in (*words[max(0, n - 1) : n], *words[n + 1 : n + FRAME]))
            for n, word in enumerate(words)
        )

    def both(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of several events that were told before: "the two attacks"."""
        back = (sentence.line.segs[n] for n in sentence.line.where(sentence.parsed.pack.chars(*BACK)))
        return any(s.definite and s.attr("number") in MANY for s in back)

    def refers(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of an event that was told before."""
        return self._refers(sentence, sentence.end)

    def _refers(self, sentence: Sentence, until: int) -> bool:
        """Whether a sentence goes on with what was told, before its last count: "the attack", "the toll"."""
        segs = sentence.line.segs
        return any(
            (s.definite and s.has(*BACK) and not s.has("victim")) or s.has("toll") or of_a_pair(segs, n)
            for n in sentence.line.where(sentence.parsed.pack.chars(*BACK, "toll"))
            if (s := segs[n]).start < until
        )


def figured(draft: Draft) -> bool:
    """Whether a draft counts people, and not as part or sum of others."""
    value = draft.value
    if isinstance(value, CasualtyValue):
        return bool(value.low) and not value.is_total and value.part_of is None
    return isinstance(value, ArrestValue) and bool(value.low)


def _is_sum(draft: Draft) -> bool:
    return isinstance(draft.value, CasualtyValue) and draft.value.is_total


def _follows(segs: Sequence[Seg], count: Draft) -> bool:
    """Whether people are counted as what a deed came after: "orders were given after the killing of four"."""
    before = [s for s in segs if s.start < count.start][-FRAME:]
    return any(s.has("aftermath") or s.attr("answers") for s in before)


def _is_told(segs: Sequence[Seg]) -> bool:
    """Whether a sentence begins with somebody's saying: what follows is more often on what was told."""
    return any(s.has("say", "announce") for s in segs[:OPENING])


def introduces(sentence: Sentence, told: Sequence[Draft]) -> bool:
    """Whether a sentence tells of something that happened as new: no noun with an article, none of "the second"."""
    segs = sentence.line.segs
    for draft in told:
        if draft.kind not in HAPPENING:
            continue
        at = next((n for n, s in enumerate(segs) if s.start >= draft.start), None)
        if at is None or segs[at].definite or segs[at].pronoun or of_a_pair(segs, at):
            continue
        if segs[at].has("blast_verb") or at + 1 >= len(segs) or not segs[at + 1].definite:
            return True
    return False


def of_a_pair(segs: Sequence[Seg], n: int) -> bool:
    """Whether an event is told as the second or the other of those told: "the second explosion"."""
    return segs[n].has(*BACK) and any(s.has("ord", "other") for s in segs[n + 1 : n + 2])
