"""The words around a cue: its subject, what it leads to, through whom, and where it ends.

Answers questions about one line; keeps no state. Positions are segment indexes unless
a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isnad.extract.linewords import HEADS, Phrase
from isnad.extract.memory import Memory
from isnad.extract.parsed import ParsedReport, Sentence, text_is_speech
from isnad.extract.tellers import TellerReader
from isnad.lang.pack import LanguagePack, Rule

PREPOSITIONS = ("l", "in", "with", "on", "about_prep", "from", "b", "k", "or", "among", "prep", "after")
BEFORE_CARRY = ("and", "so", "but", "comma", "quote", "was", "as", "turn", "dash", "adv", "beside")
BREAKS_OFF = ("and", "but", "not", "none", "stop", "from", "as", "rel", "adv", "beside")
REACH = 45
SUBJECT_REACH = 22


@dataclass(slots=True)
class Marker:
    """What opens the words that were said: that, colon, quote or none, at a segment."""

    kind: str
    index: int


def _rule(pack: LanguagePack, name: str) -> Rule:
    return next(r for r in pack.stage("attribution") if r.name == f"attribution.{name}")


class CueReader:
    """Questions about the line of one sentence."""

    def __init__(self, parsed: ParsedReport, sentence: Sentence) -> None:
        self.parsed = parsed
        self.sentence = sentence
        line = sentence.line
        self.segs = line.segs
        self.signs = line.signs
        self.reader = TellerReader(parsed.pack, parsed.folded, line.segs, line.signs)
        self.sets = self.reader.sets
        self.has = self.reader.has
        self._heads = self.sets.any(*HEADS)

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
                end = self._quote_end(j)
                if end < 0 or (self._speech(j) and self.reader.marked(j) is None):
                    return Marker("quote", j)
                j = end
            elif self.has(j, "open"):
                j = self._closing(j)
            elif self.has(j, "say", "say_on", "own", "stop"):
                aside = self.has(j - 1, "rel") or self.segs[j].pronoun or self.segs[j].attr("strict", "say")
                if not (self.has(j, "say") and aside):
                    break
            elif self.has(j, "comma") and self.has(j + 1, "and"):
                break
            j += 1
        return Marker("none", -1)

    def _quote_end(self, j: int) -> int:
        """The segment of the mark that closes the quotation opened at `j`, or -1."""
        for i in range(j + 1, min(len(self.segs), j + 9)):
            if self.has(i, "quote"):
                return i
        return -1

    def _speech(self, j: int) -> bool:
        start = self.segs[j].end
        for s, e in self.parsed.quotes:
            if s == start:
                return text_is_speech(self.parsed.folded.text[s:e])
        return False

    def _closing(self, j: int) -> int:
        for i in range(j + 1, min(len(self.segs), j + 14)):
            if self.has(i, "close"):
                return i
        return j

    # --- who

    def subject(self, k: int, marker: Marker) -> Phrase | None:
        """The teller named after the verb at `k`."""
        limit = marker.index if marker.kind != "none" else min(len(self.segs), k + SUBJECT_REACH)
        first = k + 1
        while first < limit and self.has(first, "adv", "turn", "comma", "time") and not self.has(first, *HEADS):
            first += 1
        found = self._scan(first, limit)
        if found is not None:
            return found
        if first >= limit or self.signs[first] in self.sets.any(*PREPOSITIONS):
            return None
        if self.has(first, "quote"):
            return self._between_marks(first, limit)
        if marker.kind == "none" and not self.has(first, "given", "known", "rank"):
            return None
        person = self.reader.read(first, free=True)
        if person is None and marker.kind != "none":
            person = self._surname(first)
        return person

    def _surname(self, at: int) -> Phrase | None:
        """A single word with an article that no list holds: a surname, most often."""
        if not (self.has(at, "word") and self.reader.definite(at)):
            return None
        name = self.reader.english(at, at + 1)
        return Phrase(at, at + 1, "name", name, "other", False, self.reader.words(at, at + 1), "any", name=name)

    def _between_marks(self, first: int, limit: int) -> Phrase | None:
        """A name that no list holds, between quotation marks."""
        end = self._quote_end(first)
        if not first + 1 < end < min(limit, first + 6):
            return None
        name = self.reader.english(first + 1, end)
        found = Phrase(first, end + 1, "name", name, "other", False, self.reader.words(first + 1, end), "any")
        found.name = name
        return found if name else None

    def _scan(self, first: int, limit: int) -> Phrase | None:
        """The first teller phrase in [first, limit) that no preposition governs."""
        j = first
        stops = self.sets.any("harm_noun", "stop", "say", "told_event", "rel")
        while j < limit and j - first < SUBJECT_REACH:
            sign = self.signs[j]
            if sign in self._heads or (j == first and self.has(j, "some", "count", "vague", "quote")):
                governed = j > first and self.signs[j - 1] in self.sets.any(*PREPOSITIONS, "adv", "after")
                found = None if governed else self.reader.read(j, free=j == first)
                if found is not None and (j == first or found.kind not in {"name", "doc"}):
                    return found
                if governed:
                    inner = self.reader.read(j)
                    j = inner.end if inner is not None else j + 1
                    continue
            elif sign in stops or (sign in self.sets.any("so_said") and j > first):
                return None
            j += 1
        return None

    def subject_before(self, k: int, done: int, heading: bool) -> Phrase | None:
        """The teller that stands before its verb, at the beginning of the clause."""
        start = done
        for j in range(k - 1, max(done, k - 30) - 1, -1):
            if self.has(j, "but", "that", "say", "say_on", "own", "stop") or (
                self.has(j, "and") and self.has(j - 1, "comma")
            ):
                start = j + 1
                break
        j = start
        while (
            j < k
            and self.has(j, "and", "so", "but", "was", "adv", "turn", "comma", "as", "not")
            and not self.has(j, *HEADS)
        ):
            j += 1
        if j >= k:
            return None
        found = self.reader.read(j, free=heading or self.has(j - 1, "was"))
        if found is None or found.end > k or k - found.end > 14:
            return None
        near = found.end >= k - 1 or self.has(k - 1, "comma", "adv", "time", "close", "turn", "was")
        return found if near else None

    def antecedent(self, k: int) -> Phrase | None:
        """The teller that a relative clause "who said" is hung on."""
        for j in range(k - 2, max(-1, k - 12), -1):
            if self.signs[j] in self._heads:
                found = self.reader.read(j)
                if found is not None and k - 3 <= found.end <= k - 1:
                    return found
            elif self.has(j, "stop", "say"):
                break
        return None

    def first_actor(self, start: int, k: int) -> Phrase | None:
        """The first teller of [start, k) that no preposition governs."""
        while self.has(start, "and", "so", "turn", "comma", "adv", "time"):
            start += 1
        for j in range(start, min(k, start + 3)):
            if self.signs[j] in self._heads and not self.has(j - 1, *PREPOSITIONS):
                found = self.reader.read(j)
                if found is not None and found.kind not in {"name", "doc"}:
                    return found
        return None

    def behind(self, k: int, marker: Marker, relay: bool, learns: bool) -> Phrase | None:
        """Whom the teller quotes in turn: "quoting …", "from …"."""
        limit = marker.index if marker.kind != "none" else min(len(self.segs), k + 24)
        for j in range(k + 1, limit):
            inner = self.has(j, "according") and self.segs[j].attr("inner", "according")
            if inner or (relay and self.has(j, "about_prep")) or (learns and self.has(j, "from")):
                found = self.reader.read(j + 1, free=True) or self._surname(j + 1)
                if found is not None and found.kind != "doc":
                    return found
        return None

    def behind_after(self, phrase: Phrase, verb: int) -> Phrase | None:
        if verb < 0 or not self.has(phrase.end, "about_prep", "according"):
            return None
        return self.reader.read(phrase.end + 1, free=True)

    def medium(self, k: int, marker: Marker, subject: Phrase | None) -> Phrase | None:
        """The outlet to which, or on which, it was said."""
        limit = marker.index if marker.kind != "none" else min(len(self.segs), (subject.end if subject else k) + 6)
        for j in range(k + 1, limit):
            if not self.has(j, "outlet", "paper") or (subject is not None and subject.start <= j < subject.end):
                continue
            begin = j - 1 if self.has(j - 1, "quote", "open") else j
            if self.has(begin - 1, "l", "with", "in", "on", "prep"):
                return self._medium(begin)
        return None

    def medium_before(self, start: int, k: int) -> Phrase | None:
        """ "in an interview with …," before the verb."""
        for j in range(start, k):
            if self.has(j, "outlet"):
                begin = j - 1 if self.has(j - 1, "quote", "open") else j
                return self._medium(begin) if self.has(begin - 1, "l", "with") else None
        return None

    def medium_after(self, phrase: Phrase) -> Phrase | None:
        i = phrase.end
        if self.has(i, "l", "with") and self.has(i + 1, "outlet", "quote", "open"):
            return self._medium(i + 1)
        return self._medium(i) if self.has(i, "outlet") else None

    def _medium(self, j: int) -> Phrase | None:
        found = self.reader.read(j)
        if found is None or found.kind != "outlet" or found.anonymous or found.bare or self.segs[j].pronoun:
            return None
        if any(self.has(i, "social") for i in range(j, found.end)):
            return None
        return found

    def said_by(self, verb: int) -> Phrase | None:
        """The subject of a short clause of saying: "as the police said"."""
        j = verb + 1
        while self.has(j, "adv", "comma", "time", "so_said") and not self.has(j, *HEADS):
            j += 1
        return self.reader.read(j) if j < len(self.segs) else None

    def named_after(self, k: int, memory: Memory) -> tuple[Phrase | None, int]:
        """(phrase, verb or -1) of the teller after "according to"."""
        j = k + 1
        while self.has(j, "l", "rel"):
            j += 1
        if self.has(j, "say"):
            return self.said_by(j), j
        if j >= len(self.segs):
            return None, -1
        found = self.reader.read(j)
        if found is None and self.has(j, "word"):
            free = self.reader.read(j, free=True) or self._surname(j)
            found = free if free is not None and memory.again(free) is not None else None
        return found, -1

    # --- how far

    def noun_content(self, k: int) -> tuple[bool | None, int | None]:
        """(whether the whole sentence belongs to it, else where it stops) of a noun that is told.

        None when only "details" or "responsibility" are told.
        """
        weak: int | None = None
        for j in range(k + 1, len(self.segs)):
            if self.has(j, "about_noun"):
                return None, None
            if self.has(j, "harm_noun", "told_event", "victim") and j - k <= 18 and not self.has(j - 1, "in", "prep"):
                return True, None
            if (
                self.has(j, "stop", "say_on", "rel")
                or (self.has(j, "say") and not self.segs[j].pronoun)
                or (self.has(j, "after") and not self.has(j + 1, "adv"))
            ):
                weak = weak or j
                break
            if self.has(j, "comma") and j - k > 3 and weak is None:
                weak = j
        return False, self.segs[weak].start if weak is not None else self.sentence.end

    def noun_follows(self, k: int) -> bool:
        """Whether a participle of saying has something to say."""
        if k + 1 >= len(self.segs) or self.has(k + 1, "comma", "stop", "and", "close"):
            return False
        return self.has(k - 1, "comma", "and", "quote", "close", "adv") or self.has(k + 1, "on", "adv", "harm_noun")

    def may_carry(self, k: int, rel: bool) -> bool:
        """Whether a verb without a subject stands where it can go on with the speaker before."""
        return (
            k == 0
            or rel
            or self.has(k - 1, "and", "so", "but", "comma", "quote", "was", "as", "turn", "dash", "adv", "beside")
        )

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
        return self.has(0, "beside") or (self.has(0, "and") and self.has(1, "beside"))

    def begins_aside(self, k: int) -> bool:
        """Whether the verb at `k` stands in a clause "while …" that opens the sentence."""
        return k <= 4 and self.begins_while() and not any(self.has(j, "comma") for j in range(k))

    def clause_end(self, i: int) -> int | None:
        """The position of the comma or "while" that ends the clause at segment `i`."""
        for j in range(i, len(self.segs)):
            if self.has(j, "comma", "beside", "but", "yield", "say", "harm_verb"):
                return self.segs[j].start
        return None

    def next_comma(self, i: int) -> int | None:
        """The position of the next comma from segment `i` on."""
        for j in range(i, len(self.segs)):
            if self.has(j, "comma"):
                return self.segs[j].start
        return None

    def index_at(self, position: int) -> int:
        """The first segment that starts at or after a position."""
        for j, seg in enumerate(self.segs):
            if seg.start >= position:
                return j
        return len(self.segs)

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
        for j in range(k - 1, self.index_at(position), -1):
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

    def tail(self) -> Phrase | None:
        """The teller at the end of a headline, in brackets or after a colon."""
        n = len(self.segs)
        last = n - 1 if self.has(n - 1, "close") else n
        for j in range(last - 1, max(0, last - 6), -1):
            if self.has(j, "open" if last < n else "colon"):
                found = self.reader.read(j + 1)
                return found if found is not None and found.end == last else None
        return None
