"""Who says what, over a whole report: the chain of tellers that holds at every place.

Enters a parsed report; leaves, for a folded position, the tellers from the first named
to the innermost speaker. Refuses to judge how firmly they speak (stance) or what of.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.tellers.memory import Chain, Memory
from isnad.extract.tellers.scopes import SentenceReading, late_heading
from isnad.extract.tellers.subjects import Marker


@dataclass(slots=True)
class Scope:
    """A stretch [start, end) of folded text in the words of `tellers`.

    `cue_start` and `cue_end` hold the words that brought them in.
    """

    sentence: int
    start: int
    end: int
    tellers: Chain
    cue_start: int
    cue_end: int


class Attributions:
    """The tellers of one report. Sentences are read in order, once, when first asked for."""

    def __init__(self, parsed: ParsedReport) -> None:
        self.parsed = parsed
        self._memory = Memory()
        self._readings: list[SentenceReading] = []

    @property
    def scopes(self) -> list[Scope]:
        """Every stretch told by somebody else than the outlet, in the order of the text."""
        if self.parsed.sentences:
            self._read(len(self.parsed.sentences) - 1)
        return [s for reading in self._readings for s in _scopes(reading)]

    def at(self, sentence: Sentence, position: int, end: int | None = None) -> Chain:
        """The chain that holds at a folded position; empty where the report speaks for itself.

        With `end`, a slice that begins with the verb of saying takes the chain it brings in.
        """
        marks = self._read(sentence.index).marks
        n = bisect_right(marks, position, key=lambda m: m[0]) - 1
        chain = marks[n][1] if n >= 0 else ()
        if not chain and end is not None and n + 1 < len(marks):
            start, brought = marks[n + 1]
            cue = self._readings[sentence.index].cues.get(start)
            if start < end and cue is not None and cue[0] <= position + 1:
                return brought
        return chain

    def actor(self, sentence: Sentence, start: int, end: int) -> Chain:
        """Who condemns, calls, vows or feels in a folded slice; empty where nobody is named who does."""
        self._read(sentence.index)
        acts = self._readings[sentence.index].acts
        return next((chain for position, chain in acts if start <= position < end), ())

    def subject(self, sentence: Sentence, start: int, end: int) -> Chain:
        """Who does what the first word of a folded slice tells: named after it, else right before it."""
        self._read(sentence.index)
        reading = self._readings[sentence.index]
        segs = reading.cue.segs
        k = next((n for n, seg in enumerate(segs) if seg.end > start), len(segs))
        found = None
        if k < len(segs) and not segs[k].pronoun:
            found = reading.cue.subject(k, Marker("none", -1))
            if found is not None and (segs[found.start].start >= end or found.start > k + 2):
                found = None
            found = found or reading.cue.subject_before(k, 0, sentence.heading)
        return reading.known(found)[1] if found is not None else ()

    def _read(self, index: int) -> SentenceReading:
        while len(self._readings) <= index:
            reading = SentenceReading(self.parsed, self.parsed.sentences[len(self._readings)], self._memory)
            reading.run()
            self._readings.append(reading)
        found = self._readings[index]
        if found.unknown_lead is not None:
            self._settle(found)
        return found

    def _settle(self, heading: SentenceReading) -> None:
        """A headline that begins "Name:" is known only by who speaks in the report below it."""
        lead, heading.unknown_lead = heading.unknown_lead, None
        last = min(len(self.parsed.sentences), heading.sentence.index + 25) - 1
        self._read(last)
        if lead is not None:
            late_heading(heading, lead, self._memory)


def _scopes(reading: SentenceReading) -> list[Scope]:
    out: list[Scope] = []
    for n, (start, chain) in enumerate(reading.marks):
        end = reading.marks[n + 1][0] if n + 1 < len(reading.marks) else reading.sentence.end
        if chain and end > start:
            cue = reading.cues.get(start, (start, start))
            out.append(Scope(reading.sentence.index, start, end, chain, *cue))
    return out
