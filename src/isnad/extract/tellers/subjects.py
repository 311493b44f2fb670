"""Who is named around a verb of saying: its subject, those it quotes, the outlet it was said to.

Enters one line; answers with phrases. Positions are segment indexes. Refuses to know how far
the words of a teller reach.
"""

from __future__ import annotations

from dataclasses import dataclass

from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.tellers.linewords import HEADS, Phrase
from isnad.extract.tellers.memory import Memory
from isnad.extract.tellers.tellers import TellerReader

PREPOSITIONS = ("l", "in", "with", "on", "about_prep", "from", "b", "k", "or", "among", "prep", "after")
SUBJECT_REACH = 22
INTRO = 12
NO_NAME = ("harm_noun", "told_event", "time", "adv", "harm_verb", "victim", "say", "say_on", "not", "count", "number")


@dataclass(slots=True)
class Marker:
    """What opens the words that were said: that, colon, quote or none, at a segment."""

    kind: str
    index: int


class SubjectReader:
    """Finds the tellers of one sentence."""

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
        self._accusative: str = parsed.pack.settings.get("noun", {}).get("accusative", "")

    def _quote_end(self, j: int) -> int:
        """The segment of the mark that closes the quotation opened at `j`, or -1."""
        for i in range(j + 1, min(len(self.segs), j + 9)):
            if self.has(i, "quote"):
                return i
        return -1

    def subject(self, k: int, marker: Marker) -> Phrase | None:
        """The teller named after the verb at `k`."""
        limit = marker.index if marker.kind != "none" else min(len(self.segs), k + SUBJECT_REACH)
        first = k + 1
        while first < limit and self.has(first, "adv", "turn", "comma", "time") and not self.has(first, *HEADS):
            first += 1
        found = self._scan(first, limit)
        if found is not None:
            return self._named_first(first, found) or found
        if first >= limit or self.signs[first] in self.sets.any(*PREPOSITIONS):
            return None
        if self.has(first, "quote"):
            return self._between_marks(first, limit) if marker.kind != "none" else None
        if marker.kind == "none" and not self.has(first, "given", "known", "rank", "source"):
            return self.reader.seat(first)
        person = self.reader.read(first, free=True)
        if person is None and marker.kind != "none":
            person = self.surname(first) if not self.has(first + 1, "word") else None
            person = person or self.unlisted(k, first, limit) or self.surname(first) or self._somebody(first)
        return person

    def _somebody(self, at: int) -> Phrase | None:
        """An unnamed person by what no list holds, told by where he belongs: "a bystander from the town"."""
        if not self.has(at, "word", "person") or self.has(at, *NO_NAME) or self.reader.definite(at):
            return None
        if not self.has(at + 1, "from", "in", "l", "b") or self.reader.word(at)[-1] in self._accusative:
            return None
        name = self.reader.english(at, at + 1)
        return Phrase(at, at + 1, "source", name, "other", True, self.reader.words(at, at + 1), "any") if name else None

    def _named_first(self, first: int, found: Phrase) -> Phrase | None:
        """The person whose name begins the subject, where what he is follows it: "N, who is one of the survivors"."""
        if found.start == first or not self.has(first, "word", "given"):
            return None
        person = self.reader.read(first, free=True)
        if person is None or person.kind != "name":
            return None
        set_off = self.has(person.end, "comma", "open", "he") and person.end <= found.start
        return person if set_off or person.end >= found.end else None

    def _thing(self, at: int) -> Phrase | None:
        """A single noun with an article that no list of tellers holds."""
        if not self.segs[at].definite:
            return None
        name = self.reader.english(at, at + 1)
        kind = "official" if self.has(at, "rank") else "other"
        found = Phrase(at, at + 1, "body", name, kind, False, self.reader.words(at, at + 1), "any", bare=True)
        return found if name else None

    def mute(self, k: int) -> bool:
        """Whether a figure speaks ("an official toll says"): told by nobody who could be named."""
        j = k + 1
        while self.has(j, "adv", "time"):
            j += 1
        if k > 1 and self.has(0, "and", "was"):
            j = j if self.has(j, "doc") else 1 + self.has(1, "was")
        return self.has(j, "doc") and bool(self.segs[j].attr("mute", "doc"))

    def told_by_a_thing(self, k: int, marker: Marker) -> bool:
        """Whether an event stands where a speaker would, and nothing is said: "the attack recalls another"."""
        j = k + 1
        while self.has(j, "adv", "time", "so_said"):
            j += 1
        return marker.kind == "none" and j < len(self.segs) and self.segs[j].definite and self.has(j, "told_event")

    def surname(self, at: int) -> Phrase | None:
        """A single word with an article that no list holds: a surname, most often."""
        if not (self.has(at, "word") and self.reader.definite(at)):
            return None
        end = at + 1
        while end < at + 4 and self.has(end, "word", "given") and not self.reader.definite(end):
            end += 1
        name = self.reader.english(at, end)
        found = Phrase(at, end, "name", name, "other", False, self.reader.words(at, end), "any", name=name)
        found.type = self.reader.walk_of_life(end, "other")
        return found

    def unlisted(self, k: int, at: int, limit: int) -> Phrase | None:
        """Words that no list of tellers holds but that stand where one does: right after a plain verb of
        saying, a construct or a noun with its article, up to the first word that cannot be part of a name."""
        said = self.segs[k].sense("say")
        loose = said is None or any(said.attrs.get(a) for a in ("strict", "governs", "impersonal"))
        if loose or at >= limit or not self.has(at, "word") or self.has(at, *NO_NAME):
            return None
        end = at + 1
        while (
            end < min(limit, at + 6)
            and self.has(end, "word", "qual", "nation", "place")
            and not self.has(end, *NO_NAME)
        ):
            if self.reader.definite(end - 1) and not self.reader.definite(end):
                break
            end += 1
        if end == at + 1 or not any(self.reader.definite(i) or self.has(i, "place") for i in range(at, end)):
            return self._thing(at) if end == at + 1 else None
        name = self.reader.english(at, end)
        kind = "official" if self.has(at, "rank") else "other"
        return Phrase(at, end, "body", name, kind, False, self.reader.words(at, end), "any") if name else None

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
        j, led, behind = first, -1, -1
        stops = self.sets.any("harm_noun", "stop", "say", "told_event", "rel")
        while j < limit and j - first < SUBJECT_REACH:
            sign = self.signs[j]
            if sign in self._heads or (j == first and self.has(j, "some", "count", "vague", "quote", "same")):
                lead = j - 2 if self.has(j - 1, "quote", "open") else j - 1
                governed = (
                    j == led
                    or (lead >= first and self._owns(first, lead))
                    or (lead >= first and self.has(lead, *PREPOSITIONS, "adv"))
                )
                found = None if governed else self.reader.read(j, free=j == first)
                if found is not None and (j in {first, behind} or found.kind not in {"name", "doc"}):
                    return found
                if governed:
                    inner = self.reader.read(j)
                    j, led = (inner.end, -1) if inner is not None else (j + 1, j + 1)
                    if inner is not None and inner.kind == "outlet":  # "told the paper Dr N, director of"
                        behind = j = j + self.has(j, "quote", "close")
                    continue
            elif sign in stops or self._parts(j) or (sign in self.sets.any("so_said") and j > first):
                return None
            j += 1
        return None

    def _owns(self, first: int, j: int) -> bool:
        """Whether the word at `j`, that no list holds, owns what follows: "the need of", "the remains of"."""
        if not self.has(j, "word", "begin_noun") or self.segs[j].pronoun or self.reader.definite(j):
            return False
        if self.reader.word(j)[-1] in self._accusative:
            return False
        plain = all(self.has(i, "word", "begin_noun") and not self.reader.definite(i) for i in range(first, j))
        return plain or self.has(j - 1, *PREPOSITIONS)

    def _parts(self, j: int) -> bool:
        """Whether ", and" at `j` begins the next clause."""
        return self.has(j, "comma") and self.has(j + 1, "and")

    def subject_before(self, k: int, done: int, heading: bool, weak: bool = True) -> Phrase | None:
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
        found = self.reader.read(j, free=heading or self.has(j - 1, "was"), weak=weak)
        if found is None and self.has(j, "source"):
            found = self.reader.read(j, free=True)
        if found is None or found.end > k or k - found.end > 14:
            return None
        if any(self.has(j, "call") for j in range(found.end, k)):
            return None
        near = found.end >= k - 1 or self.has(k - 1, "comma", "adv", "time", "close", "turn", "was")
        return found if near else None

    def antecedent(self, k: int) -> Phrase | None:
        """The teller that a relative clause "who said" is hung on."""
        for j in range(k - 2, max(-1, k - 12), -1):
            if self.signs[j] in self._heads:
                found = self.reader.read(j, weak=True)
                if found is not None and k - 3 <= found.end <= k - 1:
                    return found
            elif self.has(j, "stop", "say"):
                break
        return None

    def first_actor(self, start: int, k: int) -> Phrase | None:
        """The first teller of [start, k) that no preposition governs."""
        while self.has(start, "and", "so", "turn", "comma", "adv", "time", "but", "was", "beside"):
            start += 1
        for j in range(start, min(k, start + 3)):
            if self.signs[j] in self._heads and not self.has(j - 1, *PREPOSITIONS):
                found = self.reader.read(j)
                if found is not None and found.kind not in {"name", "doc"}:
                    return found
        return self._acts_after_intro(start, k)

    def _acts_after_intro(self, start: int, k: int) -> Phrase | None:
        """Who does what is told behind words that set the scene: "in an interview, the president called …"."""
        if not self.has(start, "in"):
            return None
        comma = next((j for j in range(start, min(k, start + INTRO)) if self.has(j, "comma")), k)
        for j in range(comma + 1, min(k, comma + 4)):
            if self.has(j, "office", "known", "body", "spokes") and not self.has(j - 1, *PREPOSITIONS):
                return self.reader.read(j)
        return None

    def behind(self, k: int, marker: Marker, relay: bool, learns: bool) -> Phrase | None:
        """Whom the teller quotes in turn: "quoting …", "from …"."""
        limit = marker.index if marker.kind != "none" else min(len(self.segs), k + 24)
        for j in range(k + 1, limit):
            inner = self.has(j, "according") and self.segs[j].attr("inner", "according")
            led = self.has(j, "until" if self.segs[k].attr("to", "say") else "about_prep")
            if inner or (relay and led) or (learns and self.has(j, "from")):
                found = self.reader.read(j + 1, free=True) or self.surname(j + 1)
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
            begin -= self.has(begin - 1, "institution")
            issued = self.has(begin - 1, "issued") and self.segs[begin - 1].pronoun
            told = subject is not None and begin == subject.end and self.segs[k].attr("informs", "say")
            if issued or told or self.has(begin - 1, "l", "with", "in", "on", "prep"):
                return self._medium(j if self.has(begin, "institution") else begin)
        return None

    def medium_before(self, start: int, k: int) -> Phrase | None:
        """ "in an interview with …," before the verb."""
        for j in range(start, k):
            if self.has(j, "outlet"):
                begin = j - 1 if self.has(j - 1, "quote", "open") else j
                return self._medium(begin) if self.has(begin - 1, "l", "with") else None
        return None

    def medium_after(self, phrase: Phrase, verb: int) -> Phrase | None:
        """The outlet to which a teller, named after `verb` or without one (-1), spoke."""
        i = phrase.end
        if 0 <= verb < phrase.start and self.has(verb + 1, "l", "with") and not self.has(verb + 2, "harm_noun"):
            between = self.medium(verb, Marker("named", phrase.start), None)
            if between is not None:
                return between
        if self.has(i, "say") and self.has(i + 1, "l", "with", "until") and self.has(i + 2, "outlet", "quote", "open"):
            return self._medium(i + 2)  # "witnesses who spoke to …"
        for j in range(i, min(len(self.segs), i + 6)):
            if self.has(j, "comma", "stop", "say", "and", "that", "about_prep"):
                break
            if self.has(j, "l", "with", "until", "in", "on") and self.has(j + 1, "outlet", "quote", "open"):
                return self._medium(j + 1)
        return self._medium(i) if self.has(i, "outlet") else None

    def _medium(self, j: int) -> Phrase | None:
        found = self.reader.read(j) or (self.reader.paper(j) if self.has(j - 1, "l") else None)
        if found is None or found.kind != "outlet" or found.anonymous or found.bare or self.segs[j].pronoun:
            return None
        if any(self.has(i, "social") for i in range(j, found.end)):
            return None
        return found

    def said_by(self, verb: int) -> Phrase | None:
        """The subject of a short clause of saying: "as the police said"."""
        j = verb + 1
        if self.has(j, "l", "with"):  # "what N told the agency": the agency may stand first
            medium = self.medium(verb, Marker("none", -1), None)
            j = medium.end if medium is not None else j
        while self.has(j, "adv", "comma", "time", "so_said") and not self.has(j, *HEADS):
            j += 1
        if j >= len(self.segs):
            return None
        found = self.reader.read(j, weak=True)
        if found is None and self.has(j, "from", "about_prep", "prep", "while"):
            found = self.reader.read(j + 1, free=True)
        plain = not self.segs[verb].attr("strict", "say") and not self.has(j, *NO_NAME)
        if found is None and (self.has(j, "rank", "given") or (plain and self.has(j, "word", "source"))):
            found = self.reader.read(j, free=True)
        return found or self.unlisted(verb, j, min(len(self.segs), j + 9))

    def named_after(self, k: int, memory: Memory) -> tuple[Phrase | None, int]:
        """(phrase, verb or -1) of the teller after "according to"."""
        j = k + 1
        while self.has(j, "l", "rel") or (self.has(j, "adv") and self.has(j + 1, *HEADS)):
            j += 1
        if self.has(j, "say") or (self.has(j, "issued") and self.segs[j].pronoun):
            return self.said_by(j), j
        if j >= len(self.segs):
            return None, -1
        found = self.reader.read(j, weak=True)
        if found is None and self.has(j, "word"):
            free = self.reader.read(j, free=True) or self.surname(j)
            found = free if free is not None and memory.again(free) is not None else None
        return found, -1
