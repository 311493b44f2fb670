"""The marks of one sentence (from here on this chain holds) and the cues that are told in passing.

Enters a sentence; offers the changes of hand that scopes.py makes, and reads hearsay: what others spread,
what emerged from papers, nouns of saying.
"""

from __future__ import annotations

from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.tellers.cues import CueReader
from isnad.extract.tellers.memory import Chain, Known, Memory
from isnad.extract.tellers.naming import Naming
from isnad.grammar.segments import Sense


class Marks(Naming):
    """Marks in the order of the text, and the cue behind each."""

    def __init__(self, parsed: ParsedReport, sentence: Sentence, memory: Memory) -> None:
        super().__init__(parsed, CueReader(parsed, sentence), memory)
        self.sentence = sentence
        self.marks: list[tuple[int, Chain]] = []
        self.cues: dict[int, tuple[int, int]] = {}
        self.acts: list[tuple[int, Chain]] = []
        self.content = -1
        self.region = sentence.start

    def _mark(self, position: int, chain: Chain, cue: tuple[int, int] | None = None) -> None:
        while self.marks and self.marks[-1][0] >= position:
            self.marks.pop()
        self.marks.append((position, chain))
        self.region = position
        if cue is not None:
            self.cues[position] = cue

    @property
    def active(self) -> Chain:
        return self.marks[-1][1]

    def _label(self, k: int, chain: Chain) -> None:
        """ "in what experts called a chance": the words up to the end of the clause are theirs."""
        before = self.active
        self._mark(self.cue.segs[k].end, chain, (self.cue.segs[k].start, self.cue.segs[k].end))
        stop = self.cue.clause_end(k + 1)
        if stop is not None:
            self._mark(stop, before)
        self.done = max(self.done, k + 1)

    def _nested(self, begin: int) -> bool:
        """Whether what begins here is itself the content of the teller before."""
        return bool(self.active) and self.content >= 0 and begin - self.content <= 1

    def _resume(self, position: int, chain: Chain) -> None:
        self.marks.append((position, chain))

    def _back(self, chain: Chain, stop: int | None, span: tuple[int, int]) -> None:
        position = self.marks[-1][0]
        self.marks[-1] = (position, chain)
        self.cues[position] = span
        if stop is not None:
            self._mark(stop, ())

    def _speak(self, known: Known) -> None:
        self.speaker = known
        if not self.sentence.heading:
            self.memory.remember(known)

    # --- hearsay

    def _told_in_passing(self, k: int, sense: Sense) -> bool:
        """Whether the verb at `k` is one of hearsay; its teller, if it names one, is marked."""
        if sense.attrs.get("emerges"):
            self._emerged(k)
            return True
        if self.cue.has(k - 1, "what") and self.cue.segs[k].pronoun and not sense.attrs.get("labels"):
            return self._spread(k)
        return False

    def _emerged(self, k: int) -> None:
        """ "it emerged from the first examination that": the paper tells, else nobody."""
        cue = self.cue
        marker = cue.marker(k)
        if marker.kind != "that" or not any(cue.has(j, "from") for j in (k + 1, k + 2)):
            return
        at = k + 1 if cue.has(k + 1, "from") else k + 2
        phrase = cue.reader.read(at + 1, free=True)
        if phrase is None or phrase.kind in {"name", "doc"} or phrase.end > marker.index:
            return
        self._speak(self.known(phrase)[0])
        self._mark(cue.segs[k].end, self.known(phrase)[1], (cue.segs[k].start, cue.segs[k].end))
        self.content = self.done = marker.index + 1

    def _spread(self, k: int) -> bool:
        """ "what pages spread of twenty dead": told by them, inside the words of whoever speaks."""
        cue, before = self.cue, self.active
        j = k + 1
        while cue.has(j, "adv", "time"):
            j += 1
        phrase = cue.reader.read(j, free=True)
        if phrase is None or phrase.kind in {"name", "doc"} or cue.has(phrase.end - 1, "that"):
            return False
        end = phrase.end
        while cue.has(end, "in", "on", "social", "b", "prep") and not cue.has(end, "about_prep"):
            end += 1
        if not cue.has(end, "about_prep", "from", "that", "b"):
            return False
        self._mark(cue.segs[end].end, self.outer(before, self.known(phrase)[1]), (cue.segs[k].start, cue.segs[k].end))
        stop = cue.clause_end(end + 1)
        if stop is not None:
            self._resume(stop, before)
        self.done = max(self.done, end + 1)
        return True

    def _saying(self, k: int) -> None:
        """ "the announcement by the ministry that": a noun of saying with its subject and a clause."""
        cue = self.cue
        phrase = cue.reader.read(k + 1)
        if phrase is None or phrase.kind in {"doc", "name"} or cue.segs[k].definite or cue.segs[k].pronoun:
            return
        marker = cue.marker(k)
        if marker.kind != "that" or not phrase.end <= marker.index <= phrase.end + 3:
            return
        known, chain = self.known(phrase)
        self._speak(known)
        self._mark(cue.segs[marker.index].start, self.outer(self.active, chain) if self._nested(k) else chain)
        self.cues[cue.segs[marker.index].start] = (cue.segs[k].start, cue.segs[k].end)
        self.content = self.done = marker.index + 1
