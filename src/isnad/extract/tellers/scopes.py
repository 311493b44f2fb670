"""How far a teller's words reach in one sentence.

Enters a sentence and what is remembered of the ones before; leaves marks: from here on
this chain holds. A verb of saying opens a scope that runs to the next teller or the end;
a quotation ends with its mark; "according to" after a statement covers it backwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from isnad.extract.tellers.linewords import Phrase
from isnad.extract.tellers.marks import Marks
from isnad.extract.tellers.memory import Chain, Known, Memory
from isnad.extract.tellers.subjects import Marker
from isnad.extract.tellers.tellers import ISSUERS
from isnad.grammar.segments import Sense

OUTLETS = ("agency", "outlet")
RUN_ON = 3
"""Sentences that a speech opened by a colon, without quotation marks, may run on for."""
ASIDE = ("and", "so", "but", "turn", "comma", "was", "as", "stop", "dash")


@dataclass(slots=True)
class Lead:
    """The words before the colon of a headline, segments [0, end)."""

    end: int
    words: tuple[str, ...]


class SentenceReading(Marks):
    """One sentence's marks, (folded position, chain) in order, and the cue behind each."""

    unknown_lead: Lead | None = None

    def run(self) -> None:
        """Read the sentence."""
        self.marks = [(self.sentence.start, self._carried())]
        if self.sentence.heading:
            self._lead()
        for k in self.cue.places():
            if k < self.done or (self.cue.segs[k].start < self.memory.open_until and not self._lost_mark(k)):
                continue
            self._cue(k)
        if self.sentence.heading:
            self._tail()
        self._leave()

    def _lost_mark(self, k: int) -> bool:
        """Whether an open quotation must have ended: the sentence begins with a verb of saying."""
        if k > 4 or not self.cue.has(k, "say") or self.memory.open_until <= self.sentence.start:
            return False
        self.memory.open_until = -1
        self.marks = [(self.sentence.start, ())]
        return True

    def _carried(self) -> Chain:
        """The chain of speech that runs on from the sentences before."""
        memory, start = self.memory, self.sentence.start
        if memory.open_until > start:
            return memory.open_chain
        if memory.run_paragraph == self.sentence.paragraph and memory.run_left and not self.cue.has(0, "but", "turn"):
            memory.run_left -= 1
            return memory.run_chain
        memory.run_paragraph = -1
        return memory.tail if memory.tail and self.cue.goes_on_from_before() else ()

    def _leave(self) -> None:
        """What goes on beyond the sentence: after a semicolon, and in an open quotation."""
        memory = self.memory
        memory.tail = self.marks[-1][1]
        if memory.open_until > self.sentence.start and memory.open_until <= self.sentence.end:
            if self.marks[-1][0] <= memory.open_until and self.marks[-1][1] == memory.open_chain:
                self._mark(memory.open_until, ())
            memory.open_until = -1
        elif memory.open_until <= self.sentence.start and self.active:
            memory.open_chain, memory.open_until = self.active, self.cue.left_open(self.region)
        if self.parsed.folded.text[self.sentence.end - 1] == ";" and not memory.run_left:
            memory.run(self.marks[-1][1], self.sentence.paragraph, 1)
        elif memory.run_paragraph == self.sentence.paragraph and memory.run_chain != self.marks[-1][1]:
            memory.run_paragraph = -1

    def _cue(self, k: int) -> None:
        cue = self.cue
        if k and self.memory.run_paragraph == self.sentence.paragraph and not cue.has(k, "as"):
            self.memory.run_paragraph = -1
        if cue.has(k, "own"):
            self._mark(cue.segs[k].start, ())
            self.memory.run_paragraph = -1
        elif cue.has(k, "say"):
            self._say(k)
        elif cue.has(k, "saying"):
            self._saying(k)
        elif cue.has(k, "say_on"):
            self._say_on(k)
        elif cue.has(k, "according"):
            self._according(k)
        elif cue.has(k + 1, "say"):
            self._as(k)

    # --- verbs of saying

    def _say(self, k: int) -> None:
        cue = self.cue
        sense = cue.segs[k].sense("say")
        if sense is None or (cue.has(k - 1, "not") and not (sense.attrs.get("rejects") or cue.saves(k))):
            return
        if self._told_in_passing(k, sense):
            return
        if self.active and self._of_the_speaker(k):
            return
        rel = cue.has(k - 1, "rel") or (cue.has(k - 2, "rel") and cue.has(k - 1, "adv"))
        labels = bool(sense.attrs.get("labels")) and bool(cue.segs[k].pronoun)
        if cue.segs[k].pronoun and (sense.attrs.get("counts") or not (rel or labels)):
            return
        if sense.attrs.get("impersonal") and cue.has(k + 1, "that") and not cue.has(k - 1, "and") and k:
            return
        marker = cue.marker(k)
        if marker.kind == "none" and (cue.has(k + 1, "so_said") or cue.after_speech(k)) and self._said_so(k):
            return
        loose = labels or (sense.attrs.get("counts") and cue.counts(k))
        if sense.attrs.get("strict") and not loose and marker.kind == "none":
            return
        if (sense.attrs.get("blames") and not cue.blames(k)) or (
            sense.attrs.get("to") and not cue.quotes_him(k, marker)
        ):
            return
        if sense.attrs.get("near") and marker.index > k + 4:
            return
        subject, before = cue.subject(k, marker), False
        if labels and subject is None and cue.has(k - 1, "what") and self.speaker is not None:
            rel = False
        elif not cue.has(k - 1, "and") and (subject is None or self.content >= 0 or sense.attrs.get("informs")):
            near = cue.antecedent(k) if rel else cue.subject_before(k, self.done, self.sentence.heading)
            if near is not None and (subject is None or near.end >= k - 1):
                subject, before = near, True
        if sense.attrs.get("urges") and self._urged(k, subject):
            subject = None
        if subject is None and marker.kind == "none":
            subject = self._known_by_surname(k)
        if sense.attrs.get("how") == "doc" and subject is None:
            return
        if subject is None and (
            cue.mute(k) or cue.told_by_a_thing(k, marker) or (sense.attrs.get("governs") and cue.governs_nothing(k))
        ):
            return
        if subject is None and not cue.may_carry(k, rel and self.speaker is not None):
            return
        if before and subject is not None and cue.segs[subject.end - 1].pronoun and subject.kind != "source":
            return
        known, chain = self.told(k, sense, subject, marker)
        if known is None:
            return
        begin = subject.start if before and subject is not None else k
        if self._nested(begin):
            chain = self.outer(self.active, chain)
        if labels and marker.kind == "none":
            self._label(k, chain)
            return
        self._open(k, chain, known, marker, sense, rel)

    def _of_the_speaker(self, k: int) -> bool:
        """Whether "that she", "that they had" stands before the verb at `k`: whoever speaks, speaks of himself."""
        that = k - 2 if self.cue.has(k - 1, "may") else k - 1
        plain = self.parsed.pack.settings["stance"]["plain_that"]
        return self.cue.has(that, "that") and self.cue.reader.word(that) not in plain

    def _known_by_surname(self, k: int) -> Phrase | None:
        """Whoever spoke before, named again by a surname that no list holds right behind the verb at `k`."""
        phrase = self.cue.surname(k + 1)
        return phrase if phrase is not None and self.memory.again(phrase) is not None else None

    def _urged(self, k: int, subject: Phrase | None) -> bool:
        """Whether the one name after "and urged" is whom the speaker before urges, not who does."""
        if subject is None or self.speaker is None or not self.cue.has(k - 1, "and"):
            return False
        if self.cue.has(subject.end, "b"):
            return self.cue.reader.seat(subject.start) is not None
        return self.cue.has(subject.end, "on", "prep", "l") and not any(
            self.cue.has(j, *ISSUERS) for j in range(subject.end + 1, min(subject.end + 2, len(self.cue.segs)))
        )

    def _open(self, k: int, chain: Chain, known: Known, marker: Marker, sense: Sense, rel: bool) -> None:
        """Mark the scope that a cue at `k` opens."""
        cue, before = self.cue, self.active
        self._speak(Known(known.phrase, known.teller, known.words, chain))
        span = (cue.segs[k].start, cue.segs[k].end)
        self.acts.append((span[0], chain))
        self.done = max(self.done, k + 1)
        if marker.kind == "none":
            self._object(k, chain, sense, span)
            return
        self._mark(cue.segs[k].end, chain, span)
        aside_at = cue.relative_between(k, marker.index)
        if aside_at is not None:
            self._mark(aside_at, ())
            self._mark(cue.segs[marker.index].start, chain, span)
        self.content = marker.index + 1
        self.done = max(self.done, marker.index + 1)
        quote = self._quoted(marker)
        if quote is not None:
            self._until(quote, marker, chain, before if rel else ())
        elif marker.kind == "colon" and not self.sentence.heading:
            self.memory.run(chain, self.sentence.paragraph, RUN_ON)
        aside = cue.begins_aside(k)
        if (rel or aside) and quote is None:
            comma = cue.next_comma(marker.index + 1)
            if comma is not None and before != chain:
                self._resume(comma, before)

    def _quoted(self, marker: Marker) -> tuple[int, int] | None:
        """The quotation that is, or directly follows, the marker."""
        index = marker.index if marker.kind == "quote" else marker.index + 1
        if not self.cue.has(index, "quote"):
            return None
        return self.cue.speech_at(index)

    def _until(self, quote: tuple[int, int], marker: Marker, chain: Chain, after: Chain) -> None:
        """The scope of a quotation; after a clause that only begins with one it may go on."""
        end = quote[1] + 1
        if end > self.sentence.end:
            self.memory.open_chain, self.memory.open_until = chain, end
            return
        self.done = max(self.done, self.cue.index_at(end))
        if marker.kind == "that" and self.cue.goes_on(end):
            return
        self._resume(end, after)
        self.region = end

    def _object(self, k: int, chain: Chain, sense: Sense, span: tuple[int, int]) -> None:
        """A verb of saying with a noun for its content: "announced the death of five"."""
        full: bool | None
        stop: int | None
        if sense.attrs.get("blames") or sense.attrs.get("mourns"):
            full, stop = False, self.cue.next_comma(k + 1) or self.sentence.end
        elif sense.attrs.get("claims") and self.cue.claims_harm(k):
            full, stop = True, None
        elif sense.attrs.get("how") in {"act", "doc"}:
            full, stop = None, None
        else:
            full, stop = self.cue.noun_content(k)
        if full is None:
            if self.active and not self._nested(k):
                self._mark(span[0], ())
            return
        full = full or bool(sense.attrs.get("further"))
        self._mark(self.cue.segs[k].end, chain, span)
        self.content = -1
        if full and self.cue.begins_aside(k):
            full, stop = False, self.cue.next_comma(k + 1)
        if not full and stop is not None:
            self._resume(stop, ())

    def _said_so(self, k: int) -> bool:
        """ "…, the spokesman said": a short clause that covers all before it."""
        phrase = self.cue.said_by(k)
        if phrase is None or not self.cue.stands_after_words(k, self.region, ASIDE):
            return False
        if not self.cue.has(k + 1, "so_said") and not self.cue.closes(phrase.end):
            return False
        self._cover(k, phrase, self.chain_of(phrase, k), inner=False)
        return True

    # --- going on, according to, as

    def _say_on(self, k: int) -> None:
        cue = self.cue
        marker = cue.marker(k, 16)
        if marker.kind == "none" and not cue.noun_follows(k):
            return
        known = self.speaker
        if known is None:
            subject = cue.first_actor(self.done, k)
            known = self.known(subject)[0] if subject is not None else self.memory.last
        if known is None:
            return
        chain = known.chain
        medium = cue.medium(k, marker, None)
        if medium is not None and not self.own(medium):
            outer = self.teller(medium)
            chain = (outer, *(t for t in chain if t.name != outer.name))
        sense = cue.segs[k].sense("say_on")
        if sense is not None:
            self._open(k, chain, known, marker, sense, False)

    def _as(self, k: int) -> None:
        """ "…, as the police said": a clause that covers what stands before it."""
        cue = self.cue
        if not cue.stands_after_words(k, self.region, ASIDE) or cue.segs[k + 1].attr("how", "say") == "act":
            return
        phrase = cue.said_by(k + 1)
        if phrase is None:
            return
        known = self.chain_of(phrase, k + 1)
        if cue.closes(phrase.end):
            self._cover(k, phrase, known, inner=False)

    def _according(self, k: int) -> None:
        cue = self.cue
        attrs = cue.segs[k].attr("self", "according"), cue.segs[k].attr("inner", "according")
        if attrs[0]:
            known = self.speaker or self.memory.last
            if known is not None and not self.active:
                self._back(known.chain, cue.segs[k].start, (cue.segs[k].start, cue.segs[k].end))
            return
        phrase, verb = cue.named_after(k, self.memory)
        if phrase is None or (phrase.kind == "doc" and self.active):
            return
        known = self.chain_of(phrase, verb)
        self.done = max(self.done, phrase.end)
        if attrs[1] or cue.stands_after_words(k, self.region, ASIDE):
            self._cover(k, phrase, known, inner=bool(attrs[1]))
            return
        chain = self.outer(self.active, known.chain) if self._nested(k) else known.chain
        self._speak(known)
        self._mark(cue.segs[phrase.end - 1].end, chain, (cue.segs[k].start, cue.segs[phrase.end - 1].end))
        self.content = phrase.end

    def _cover(self, k: int, phrase: Phrase, known: Known, inner: bool) -> None:
        """Attribution that follows what it attributes."""
        chain = known.chain
        cue, active = self.cue, self.active
        end = cue.segs[phrase.end - 1].end
        span = (cue.segs[k].start, end)
        self.done = max(self.done, phrase.end)
        if active and chain[-1].name in {t.name for t in active}:
            return
        if active:
            break_at = cue.last_break(self.region, k)
            if break_at is not None and not inner:
                self._mark(break_at, chain, span)
            else:
                inner = inner or (active[-1].type in OUTLETS and chain[-1].type not in OUTLETS)
                self._back((*active, *chain) if inner else (*chain, *active), None, span)
        else:
            self._back(chain, None, span)
        if not active:
            self._speak(known)
        if not cue.resumes(phrase.end):
            self._mark(end, ())

    # --- headlines

    def _lead(self) -> None:
        end = self.cue.lead()
        if end is None:
            return
        phrase = self.cue.leader(end)
        if phrase is not None:
            chain = self.known(phrase)[1]
            if phrase.kind == "outlet" and self.cue.has(phrase.end, "about_prep"):  # "Reuters, citing an official:"
                inner = self.cue.reader.read(phrase.end + 1, free=True)
                chain = self.outer(chain, self.known(inner)[1]) if inner is not None else chain
            self._mark(self.cue.segs[end].end, chain, (self.sentence.start, self.cue.segs[end].start))
            self.done = self.content = end + 1
        elif end <= 3 and (self.cue.reader.place_at(0, end, True) or (0,))[0] < end:
            self.unknown_lead = Lead(end, self.cue.lead_words(end))

    def _tail(self) -> None:
        """ "… (police)" or "…: sources" at the end of a headline."""
        phrase = self.cue.tail()
        if phrase is not None and not self.active and len(self.marks) == 1:
            self.marks[0] = (self.marks[0][0], self.known(phrase)[1])


def late_heading(reading: SentenceReading, lead: Lead, memory: Memory) -> None:
    """Give the words after "Name:" to the teller of that name in the report, if there is one."""
    for known in memory.tellers:
        phrase = known.phrase
        words = phrase.words[-1:] if phrase.kind in {"office", "spokes"} else known.words
        if (phrase.name or phrase.kind in {"body", "institution", "office", "spokes"}) and set(words) & set(lead.words):
            seg = reading.cue.segs[lead.end]
            reading.marks = [m for m in reading.marks if m[0] < seg.end] + [(seg.end, (known.teller,))]
            return
