"""The words around a cue: its subject, what it leads to, through whom, and where it ends.

Answers questions about one line; keeps no state. Positions are segment indexes unless
a name says otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from isnad.extract.parsed import text_is_speech
from isnad.extract.tellers.linewords import Phrase
from isnad.extract.tellers.subjects import INTRO, PREPOSITIONS, Marker, SubjectReader
from isnad.extract.tellers.tellers import SPEAKS_WITH
from isnad.lang.pack import LanguagePack, Rule

BEFORE_CARRY = ("and", "so", "but", "comma", "quote", "was", "as", "turn", "dash", "adv", "beside")
WATCHED = ("about_noun", "harm_noun", "told_event", "victim", "say", "stop", "say_on", "rel", "after", "comma")
COUNTERS = ("body", "institution", "office", "spokes", "source", "outlet", "known")
REACH = 45
FAR = 90


@lru_cache(maxsize=16)
def _rule(pack: LanguagePack, name: str) -> Rule:
    return next(r for r in pack.stage("attribution") if r.name == f"attribution.{name}")


class CueReader(SubjectReader):
    """Questions about the line of one sentence."""

    def places(self) -> Iterator[int]:
        """Where a cue stands, left to right."""
        return (m.start() for m in _rule(self.parsed.pack, "cue").pattern.finditer(self.signs))

    def marker(self, k: int, reach: int = REACH) -> Marker:
        """What opens the words said after the verb at `k`."""
        j, stop = k + 1, min(len(self.segs), k + 1 + reach)
        said = self.sets.any("that", "colon", "quote", "open", "say", "say_on", "own", "stop", "comma", "according")
        while j < stop:
            if self.signs[j] not in said:
                j += 1
                continue
            if self.has(j, "that") and not self.has(j - 1, "after", "but"):
                return Marker("that", j)
            if self.has(j, "colon"):
                return Marker("colon", j)
            if self.has(j, "quote"):
                if j - k > 4 and any(self.has(i, "count", "harm_noun", "victim") for i in range(k + 1, j)):
                    break
                end = self._quote_end(j)
                if end < 0 or (self._speech(j) and self.reader.marked(j) is None):
                    return Marker("quote", j)
                j = end
            elif self.has(j, "open"):
                j = self._closing(j)
            elif self.has(j, "say", "say_on", "own", "stop"):
                aside = self.has(j - 1, "rel", "he") or self.segs[j].pronoun or self.segs[j].attr("strict", "say")
                if not (self.has(j, "say") and aside) or self._own_clause(k, j):
                    break
            elif self.has(j, "comma") and self.has(j + 1, "and") and not self.has(j + 2, "rel", "he", *SPEAKS_WITH):
                break
            j += 1
        return Marker("none", -1)

    def _own_clause(self, k: int, j: int) -> bool:
        """Whether the verb at `j`, in a relative clause, has its own "that" while the one at `k` has its content."""
        governed = any(self.has(i, "about_prep", "b", "harm_noun", "told_event") for i in range(k + 1, j))
        return governed and self.has(j - 1, "rel") and self.has(j + 1, "that")

    def _speech(self, j: int) -> bool:
        return self.speech_at(j) is not None

    def speech_at(self, j: int) -> tuple[int, int] | None:
        """Folded [start, end) of the quotation of speech that the mark at `j` opens."""
        start = self.segs[j].end
        quotes = self.parsed.quotes
        n = bisect_left(quotes, (start, 0))
        if n < len(quotes) and quotes[n][0] == start and text_is_speech(self.parsed.folded.text[start : quotes[n][1]]):
            return quotes[n]
        return None

    def _closing(self, j: int) -> int:
        for i in range(j + 1, min(len(self.segs), j + 14)):
            if self.has(i, "close"):
                return i
        return j

    # --- how far

    def noun_content(self, k: int) -> tuple[bool | None, int | None]:
        """(whether the whole sentence belongs to it, else where it stops) of a noun that is told.

        None when only "details" or "responsibility" are told.
        """
        weak: int | None = None
        watch = self.sets.any(*WATCHED)
        for j in range(k + 1, min(k + FAR, len(self.segs))):
            if self.signs[j] not in watch:
                continue
            if self.has(j, "what"):
                continue
            if self.has(j, "about_noun") and not (j == k + 1 and self.has(j, "source")):
                claimed = self.has(j + 1, "about_prep") and self.has(j + 2, "harm_noun")
                return (True, None) if claimed else (None, None)
            if self.has(j, "harm_noun", "told_event", "victim") and j - k <= 18 and not self.has(j - 1, "in", "prep"):
                return True, None
            says = self.has(j, "say") and self.may_carry(j, False) and not self.segs[j].pronoun
            if says or self.has(j, "stop", "say_on", "rel") or (self.has(j, "after") and not self.has(j + 1, "adv")):
                weak = weak or j
                break
            if self.has(j, "comma") and j - k > 3 and weak is None:
                weak = j
        return False, self.segs[weak].start if weak is not None else self.sentence.end

    def claims_harm(self, k: int) -> bool:
        """Whether a harm stands in the words after a verb of claiming: "claimed the killing of two"."""
        for j in range(k + 1, min(k + 10, len(self.segs))):
            if self.has(j, "harm_noun"):
                return True
            if self.has(j, "told_event", "rel", "comma", "stop", "after"):
                break
        return False

    def saves(self, k: int) -> bool:
        """ "did not announce but the arrest of four": what comes after "but" is announced."""
        return any(self.has(j, "save") for j in range(k + 1, min(k + 9, len(self.segs))))

    def quotes_him(self, k: int, marker: Marker) -> bool:
        """Whether "ascribed to" goes on with what somebody said."""
        return any(self.has(j, "own_words") for j in range(k + 1, max(k + 1, marker.index)))

    def blames(self, k: int) -> bool:
        """Whether a verb of laying something on somebody lays responsibility there."""
        return any(self.has(j, "about_noun") for j in range(k + 1, min(k + 14, len(self.segs))))

    def counts(self, k: int) -> bool:
        """Whether a verb of counting has a listed teller for its subject and people harmed for its object."""
        teller = self.reader.read(k + 1) or self.subject_before(k, 0, self.sentence.heading, weak=False)
        if teller is None or teller.kind not in COUNTERS:
            return False
        for j in range(max(k + 1, teller.end), min(k + 16, len(self.segs))):
            if self.has(j, "harm_noun", "victim", "harm_verb"):
                return True
            if self.has(j, "stop", "comma", "that", "told_event") or (
                self.has(j, "say") and not self.has(j, "means_verb")
            ):
                break
        return False

    def after_speech(self, k: int) -> bool:
        """Whether the verb at `k` comes right after a quotation: "…", said the doctor."""
        before = k - 1
        for kind in ("adv", "comma"):
            before -= self.has(before, kind)
        return before >= 0 and self.has(before, "quote")

    def noun_follows(self, k: int) -> bool:
        """Whether a participle of saying has something to say."""
        if k + 1 >= len(self.segs) or self.has(k + 1, "comma", "stop", "and", "close"):
            return False
        return self.has(k - 1, "comma", "and", "quote", "close", "adv") or self.has(k + 1, "on", "adv", "harm_noun")

    def may_carry(self, k: int, rel: bool) -> bool:
        """Whether a verb without a subject stands where it can go on with the speaker before."""
        return rel or self.has(k - 1, *BEFORE_CARRY) or self.in_paper(k) or self._told_medium(k)

    def _told_medium(self, k: int) -> bool:
        """ "in a statement to AFP he said": the outlet ends right before the verb at `k` and begins the sentence."""
        if not (self.has(0, "in") or (self.has(0, "and") and self.has(1, "in"))) or k > INTRO:
            return False
        medium = self.medium_before(0, k)
        return medium is not None and medium.end >= k - 1

    def in_paper(self, k: int) -> bool:
        """ "issued a statement in which it said": the verb at `k` tells what stands in a paper named right before."""
        return self.has(k - 1, "doc") and not self.reader.definite(k - 1)

    def governs_nothing(self, k: int) -> bool:
        """Whether a noun that is no teller follows a verb that needs a preposition before its content."""
        j = k + 1
        while self.has(j, "adv", "time", "turn", "comma"):
            j += 1
        return self.has(j, "word") or (
            j < len(self.segs) and not self.has(j, *PREPOSITIONS, "that", "colon", "quote", "comma", "stop", "open")
        )

    def begins_while(self) -> bool:
        """Whether the sentence begins "while …": it goes on from the one before."""
        return self.has(0, "beside") or (self.has(0, "and", "so") and self.has(1, "beside"))

    def goes_on_from_before(self) -> bool:
        """Whether the sentence is a "while" clause of the one before, with no saying of its own."""
        return self.begins_while() and not self.has(1, "say") and not self.has(2, "say")

    def begins_aside(self, k: int) -> bool:
        """Whether the verb at `k` stands in a clause "while …" that opens the sentence."""
        return k <= 4 and self.begins_while() and not any(self.has(j, "comma") for j in range(k))

    def clause_end(self, i: int) -> int | None:
        """The position of the comma or "while" that ends the clause at segment `i`."""
        for j in range(i, min(i + FAR, len(self.segs))):
            if self.has(j, "comma", "beside", "but", "yield", "say", "harm_verb"):
                return self.segs[j].start
        return None

    def relative_between(self, k: int, stop: int) -> int | None:
        """Where a relative clause between a verb and what was said begins: it is told by nobody else."""
        for j in range(k + 1, stop):
            if self.has(j, "rel"):
                return self.segs[j].start
        return None

    def next_comma(self, i: int) -> int | None:
        """The position of the next comma from segment `i` on."""
        for j in range(i, min(i + FAR, len(self.segs))):
            if self.has(j, "comma"):
                return self.segs[j].start
        return None

    def index_at(self, position: int) -> int:
        """The first segment that starts at or after a position."""
        return bisect_left(self.segs, position, key=lambda s: s.start)

    def left_open(self, position: int) -> int:
        """Where speech ends whose quotation begins behind a position and is closed in the next sentence; else -1."""
        quotes, sentences = self.parsed.quotes, self.parsed.sentences
        last = sentences[min(self.sentence.index + 1, len(sentences) - 1)].end
        for start, end in quotes[bisect_left(quotes, (position, 0)) :]:
            if start >= self.sentence.end:
                break
            if self.sentence.end < end <= last and text_is_speech(self.parsed.folded.text[start:end]):
                return end + 1
        return -1

    def goes_on(self, position: int) -> bool:
        """Whether a clause goes on after a quotation inside it."""
        j = self.index_at(position)
        return j < len(self.segs) and not self.has(j, "comma", "stop", "and", "after", "but", "adv", "rel", "as")

    def stands_after_words(self, k: int, position: int, aside: tuple[str, ...]) -> bool:
        """Whether words of the clause stand between `position` and the cue at `k`."""
        j = self.index_at(position)
        return any(not self.has(i, *aside, "quote", "that", "in", "b") for i in range(j, k))

    def closes(self, i: int) -> bool:
        """Whether the clause of saying is over at segment `i`."""
        j = i
        while j < len(self.segs) and j - i < 9 and not self.has(j, "comma", "stop", "close", "that", "quote", "colon"):
            if self.has(j, "harm_noun", "told_event"):
                return False
            j += 1
        return j >= len(self.segs) or self.has(j, "comma", "stop", "close")

    def last_break(self, position: int, k: int) -> int | None:
        """Where the last clause before `k` begins, when a "beside" stands before it."""
        for j in range(k - 1, max(self.index_at(position), k - FAR), -1):
            if self.has(j, "but"):
                return self.segs[j].start
        return None

    def resumes(self, i: int) -> bool:
        """Whether the sentence goes on with the same statement after an aside of attribution."""
        if i >= len(self.segs):
            return True
        j = i + 1 if self.has(i, "comma") else i
        return j < len(self.segs) and not self.has(
            j, "and", "but", "not", "none", "stop", "from", "as", "rel", "adv", "beside"
        )

    # --- headlines

    def lead(self) -> int | None:
        """The segment of the colon after the first words of a headline."""
        m = _rule(self.parsed.pack, "lead").pattern.match(self.signs)
        return m.end() - 1 if m else None

    def leader(self, end: int) -> Phrase | None:
        """The teller whose name fills the words before the colon at `end`, or the last of them after a
        mark ("urgent | police:"); a place may follow it."""
        begins = [0] + [j + 1 for j in range(end - 1) if self.has(j, "sign", "dash", "comma", "and", "slash", "flash")]
        for j in begins:
            found = self.reader.read(j, free=self.has(j, "source"), weak=True)
            if found is None or found.kind in {"name", "doc"}:
                continue
            k = found.end
            if found.kind == "outlet" and self.has(k, "about_prep"):
                inner = self.reader.read(k + 1, free=True)
                k = inner.end if inner is not None else k
            of_it = found.kind == "source" and self.reader.definite(k)  # "the elders of the area"
            while k < end and (of_it or self.has(k, "in", "b", "from", "place", "word")):
                if self.has(k, "say", "harm_noun"):
                    break
                k += 1
            cites = self.has(found.end, "about_prep")
            if k == end and (found.end == end or of_it or cites or self.has(found.end, "in", "b", "place")):
                return found
        return None

    def lead_words(self, end: int) -> tuple[str, ...]:
        """The words before the colon at `end` by which a teller could be known; places and deeds are none."""
        plain = self.reader.namer.plain
        loose = ("place", "nation", "harm_noun", "told_event", "attack", "adv", "time")
        return tuple(w for i in range(end) if not self.has(i, *loose) for w in plain(self.reader.word(i)))

    def tail(self) -> Phrase | None:
        """The teller at the end of a headline, in brackets or after a colon."""
        n = len(self.segs)
        last = n - 1 if self.has(n - 1, "close") else n
        for j in range(last - 1, max(0, last - 6), -1):
            if self.has(j, "open" if last < n else "colon"):
                found = self.reader.read(j + 1, weak=True)
                return found if found is not None and found.end == last else None
        return None
