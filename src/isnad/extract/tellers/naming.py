"""From a phrase to a teller: known again or new, alone or in a chain.

Enters phrases around a verb of saying and what is remembered; leaves Known tellers with the
chain they speak in.
"""

from __future__ import annotations

from isnad.extract.clauses import begin
from isnad.extract.parsed import ParsedReport
from isnad.extract.tellers.cues import CueReader
from isnad.extract.tellers.linewords import Phrase
from isnad.extract.tellers.memory import Chain, Known, Memory
from isnad.extract.tellers.subjects import Marker
from isnad.grammar.segments import Sense
from isnad.model.claim import Teller


class Naming:
    """Names the tellers of one sentence. `speaker` is whoever spoke last in it."""

    def __init__(self, parsed: ParsedReport, cue: CueReader, memory: Memory) -> None:
        self.parsed = parsed
        self.cue = cue
        self.memory = memory
        self.speaker: Known | None = None
        self.done = 0

    def known(self, phrase: Phrase) -> tuple[Known, Chain]:
        again = self.memory.again(phrase)
        if again is not None:
            if phrase.kind == "doc":
                return again, again.chain
            teller = self.teller(phrase, again.teller)
            latest = again is self.memory.last or again.phrase.kind == "source"
            chain = (*again.chain[:-1], teller) if latest else (teller,)
            return Known(again.phrase, teller, again.words, chain), chain
        like = self._like(phrase) if phrase.others else None
        if like is not None:
            phrase.en, phrase.type = f"other {like.name}", like.type
        teller = self.teller(phrase)
        return Known(phrase, teller, frozenset(phrase.words), (teller,)), (teller,)

    def _like(self, phrase: Phrase) -> Teller | None:
        """The people of whom "others" are more: the latest who spoke unnamed and as many."""
        several = (k for k in reversed(self.memory.tellers) if k.phrase.plural and not k.phrase.others)
        return next((k.teller for k in several if k.teller.anonymous), None)

    def teller(self, phrase: Phrase, before: Teller | None = None) -> Teller:
        segs = self.cue.segs
        start, end = phrase.start, phrase.end
        while start < end - 1 and self.cue.has(start, "comma"):
            start += 1
        span = self.parsed.raw_span(begin(self.parsed, segs[start]), segs[end - 1].end)
        return Teller(
            name=before.name if before else phrase.en,
            type=before.type if before else phrase.type,
            anonymous=before.anonymous if before else phrase.anonymous,
            name_ar=span.of(self.parsed.report.text),
            start=span.start,
            end=span.end,
        )

    def own(self, phrase: Phrase) -> bool:
        """Whether a medium is the outlet that publishes the report itself."""
        outlet = (self.parsed.report.outlet or "").lower().replace("-", "").replace(" ", "")
        return bool(phrase.own) and phrase.own == outlet

    def outer(self, outer: Chain, inner: Chain) -> Chain:
        names = {t.name for t in inner}
        return (*(t for t in outer if t.name not in names), *inner)

    def chain_of(self, phrase: Phrase, verb: int) -> Known:
        known, chain = self.known(phrase)
        behind = self.cue.behind_after(phrase, verb)
        if behind is not None:
            known, inner = self.known(behind)
            chain = (*chain, *inner)
            phrase.end = max(phrase.end, behind.end)
        medium = self.cue.medium_after(phrase, verb)
        if medium is not None and not self.own(medium):
            chain = (self.teller(medium), *chain)
            phrase.end = max(phrase.end, medium.end)
        return Known(known.phrase, known.teller, known.words, chain)

    def told(self, k: int, sense: Sense, subject: Phrase | None, marker: Marker) -> tuple[Known | None, Chain]:
        """Who speaks, and through whom, in the words from the verb to what is said."""
        cue = self.cue
        how = sense.attrs.get("how")
        if subject is None:
            known = self.carry(k, sense)
            chain: Chain = known.chain if known else ()
        else:
            known, chain = self.known(subject)
        if known is None:
            return None, ()
        learns = bool(sense.attrs.get("learns"))
        behind = cue.behind(k, marker, how == "relay" or known.phrase.kind == "outlet", learns)
        if behind is not None:
            inner, inner_chain = self.known(behind)
            return inner, self.outer(chain, inner_chain)
        if how == "relay":
            return (None, ()) if marker.kind == "none" else (known, chain)
        medium = cue.medium(k, marker, subject) or cue.medium_before(self.done, k)
        if medium is not None and not self.own(medium):
            outer = self.teller(medium)
            if all(outer.name != t.name for t in chain):
                chain = (outer, *chain)
                known = Known(known.phrase, known.teller, known.words, chain)
        return known, chain

    def carry(self, k: int, sense: Sense) -> Known | None:
        if self.speaker is None and k > 3 and not sense.attrs.get("passive"):
            actor = self.cue.first_actor(self.done, k)
            if actor is not None and actor.kind != "outlet" and not self.cue.has(actor.end, "belong"):
                return self.known(actor)[0]
        number = sense.attrs.get("number")
        gender = "f" if number == "f" else "any"
        if self.speaker is not None and gender in {"any", self.speaker.phrase.female}:
            return self.speaker
        known = self.memory.speaker(gender)
        if known is not None and sense.attrs.get("passive") and number == "sg" and known.phrase.female == "f":
            return None
        return known
