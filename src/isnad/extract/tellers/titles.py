"""What a body, an office or a source is called in English, put together from its words.

Enters a line and the words of a phrase; leaves one English noun phrase: what belongs to the head before it
("Aden security director"), where it is behind it ("local official in Ibb governorate").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from isnad.extract.tellers.english import WELL_KNOWN
from isnad.extract.tellers.linewords import LineWords
from isnad.places.entry import PlaceEntry

OF = ("by_name", "l", "from", "on", "about_prep")
IN = ("b", "in")
LONGEST_GLOSS = 3
LONGEST_PLACE = 4
UNGLOSSED = (
    "body",
    "institution",
    "office",
    "spokes",
    "source",
    "outlet",
    "field",
    "rank",
    "doc",
    "harm_noun",
    "told_event",
)


@dataclass(slots=True)
class Noun:
    """A noun in English with the adjectives before it."""

    en: str
    female: bool = False
    place: bool = False
    proper: bool = False
    office: bool = False
    adjectives: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Adjectives, noun."""
        return _words(*self.adjectives, self.en)


@dataclass(slots=True)
class Part:
    """Nouns in a row, and how they hang on the part before: "of", "in", "," or words ("loyal to")."""

    link: str
    nouns: list[Noun] = field(default_factory=list)
    nations: list[str] = field(default_factory=list)
    joins: bool = False

    @property
    def placed(self) -> bool:
        """Whether it names nothing but a place."""
        return bool(self.nouns) and all(n.place for n in self.nouns)


def _words(*parts: str) -> str:
    out: list[str] = []
    for word in " ".join(p for p in parts if p).split():
        if not out or out[-1] != word:
            out.append(word)
    return " ".join(out)


class TitleWriter(LineWords):
    """Writes the English of the phrases of one line."""

    def full(self, i: int) -> str:
        """The word with its article, as the gazetteer knows names."""
        word = self.word(i)
        article = self.namer.article
        return article + word if self.segs[i].definite and not word.startswith(article) else word

    def bare_word(self, i: int) -> str:
        """The word without its article."""
        word = self.word(i)
        return word.removeprefix(self.namer.article) if len(word) > 4 else word

    def place_at(self, i: int, end: int, led: bool) -> tuple[int, str] | None:
        """(end, English) of the place named at `i`, with its head word ("governorate"), before `end`.

        `led` where a preposition of place stands before it: what else the word may mean counts less then.
        """
        if i >= end or (self.has(i, "given", "rank", "nation") and not led):
            return None
        word = self.bare_word(i)
        unit = word if word in self.namer.units else None
        common = self._listed_teller(i) or (not led and self._common(i)) or (led and word in self.namer.nouns)
        if unit is None and common:
            return None
        stop = i + 1
        while stop < min(end, i + LONGEST_PLACE) and self.signs[stop] not in self.sets.stops:
            stop += 1
        words = [self.full(k) for k in range(i, stop)]
        if unit is not None:
            return self._in_unit(i, unit, words)
        found = self.namer.place(words)
        if found is not None and found[0] == 1 and self.has(i, "direction"):
            return None
        if found is None or (self.has(i, "nation") and found[1].kind != "country"):
            return None
        return i + found[0], found[1].name

    def _in_unit(self, i: int, unit: str, words: list[str]) -> tuple[int, str] | None:
        """(end, English) of the place that the head word `unit` at `i` leads to."""
        if len(words) < 2:
            return None
        common = self.has(i + 1, "given") or self._listed_teller(i + 1) or self.bare_word(i + 1) in self.namer.nouns
        found = self.namer.place(words, True)
        if found is not None and found[0] > (2 if common else 1):
            return i + found[0], self._with_unit(unit, found[1])
        if common or (self.definite(i) and unit not in self.namer.seat) or self.has(i + 1, "qual"):
            return None
        found = self.namer.place(words[1:], True)
        return (i + 1 + found[0], self._with_unit(unit, found[1])) if found is not None else None

    def _with_unit(self, unit: str, place: PlaceEntry) -> str:
        return _words(place.name, self.namer.unit(unit, place))

    def _listed_teller(self, i: int) -> bool:
        """Whether a list knows the word at `i` as part of a teller; words for relatives name places, too."""
        return self.has(i, *UNGLOSSED) and not self.segs[i].attr("person", "source")

    def _common(self, i: int) -> bool:
        """Whether a list knows the word at `i` as a common one."""
        word = self.bare_word(i)
        return word in self.namer.nouns or self._adjective_at(i) is not None

    def title(self, at: int, end: int, head: str, holder: bool = False) -> str:
        """The English of the phrase [at, end) whose first word is `head` in English. A `holder` of an office has
        what he speaks for before his own adjectives: "armed forces military spokesman"."""
        female = self.word(at).endswith(self.namer.female)
        parts = [Part("", [Noun(head, female)])]
        i = at + 1
        while i < end:
            i = self._take(parts, i, end)
        return self._written_out(parts, holder and self.has(at, "spokes"), holder)

    def noun_phrase(self, start: int, end: int) -> str:
        """The English of words [start, end) of which none is the head of a list."""
        parts = [Part("")]
        i = start
        while i < end:
            i = self._take(parts, i, end)
        return self._written_out(parts, False, False)

    # --- taking words

    def _take(self, parts: list[Part], i: int, end: int) -> int:
        part = parts[-1]
        if self.has(i, "quote", "open"):
            return self._between_marks_at(part, i, end)
        if self.has(i, "comma"):
            parts.append(Part(","))
            return i + 1
        if self.has(i, "by_name") or (self.has(i, *OF, *IN) and not self.has(i, "given", "known")):
            link = "in" if self.has(i, *IN) else "of"
            if not part.nouns and part.link in {"of", "in"}:
                part.link = link
            elif not part.nouns and part.link:
                pass  # "close to" has its preposition
            else:
                parts.append(Part(link))
            return i + 1
        if self.has(i, "and"):
            part.joins = True
            return i + 1
        place = self.place_at(i, end, part.link == "in" and not part.nouns)
        if place is not None:
            self._add(part, Noun(place[1], place=True))
            return place[0]
        return self._take_word(parts, i, end)

    def _take_word(self, parts: list[Part], i: int, end: int) -> int:
        part, seg, word = parts[-1], self.segs[i], self.word(i)
        toward = self.namer.plainly(self.bare_word(i), self.namer.toward)
        if toward is not None and i + 1 < end and part.nouns and self.has(i + 1, "l", "from"):
            parts.append(Part(toward))
            return i + 2
        if (nation := self.namer.nation(seg, word)) is not None:
            part.nations += [nation] if nation not in part.nations else []
            return i + 1
        size, en = self._gloss(i, end)
        if en is not None:
            self._add(part, Noun(en, word.endswith(self.namer.female)))
            return i + size
        unlisted = self.has(i, "qual") or self.namer.listed(seg) is None
        if unlisted and part.nouns and (adjective := self._adjective_at(i)) is not None:
            self._describe(part, adjective, word.endswith(self.namer.female))
            return i + 1
        office = self.has(i, "office", "spokes")
        if office and part.nouns and part.nouns[-1].place:
            parts.append(Part(","))
            part = parts[-1]
        if (place := self._place_written_on(i)) is not None:
            parts.append(Part("in", [Noun(place, place=True)]))
            return i + 1
        if self.bare_word(i) in self.namer.acting and part.link == "in":
            return i + 1
        if (en := self.namer.english(seg, word)) and not en[:1].isdigit():
            proper = self.namer.listed(seg) is None
            self._add(part, Noun(en, word.endswith(self.namer.female), proper=proper, office=office))
        return i + 1

    def _place_written_on(self, i: int) -> str | None:
        """The English of a well-known place whose preposition was not told from the letters of its name."""
        word, clitic = self.word(i), self.namer.written_in
        if not (self.has(i, "word") and word.startswith(clitic)) or self.definite(i):
            return None
        found = self.namer.place([word[len(clitic) :]])
        return found[1].name if found is not None and found[1].rank >= WELL_KNOWN else None

    def _between_marks_at(self, part: Part, i: int, end: int) -> int:
        """Take a name between marks; one in brackets is another name of what stands before them."""
        close = next((k for k in range(i + 1, end) if self.has(k, "quote", "close")), end)
        if close > i + 1 and not (self.has(i, "open") and part.nouns):
            body = self.segs[i + 1].attr("en", "body") if close == i + 2 else None
            if body is not None and len(part.nouns) == 1:
                part.nouns.clear()
            self._add(part, Noun(str(body) if body is not None else self._marked_name(i + 1, close)))
        return close + 1

    def _marked_name(self, start: int, end: int) -> str:
        """The English of a name between marks: put together where every word has a gloss, else in its own order."""
        glossed = all(
            self._gloss(k, end)[1] is not None or self.namer.listed(self.segs[k]) is not None for k in range(start, end)
        )
        return self.noun_phrase(start, end) if glossed else self.english(start, end)

    def _gloss(self, i: int, end: int) -> tuple[int, str | None]:
        """(words, English) of the longest gloss of a noun at `i`; the lexicon goes before a gloss of one word."""
        for size in range(min(LONGEST_GLOSS, end - i), 1, -1):
            if all(k == i or self.signs[k] not in self.sets.stops for k in range(i, i + size)):
                found = self.namer.nouns.get(" ".join(map(self.bare_word, range(i, i + size))))
                if found is not None:
                    return size, found
        word = self.word(i)
        if " " in word:
            return 1, self.namer.nouns.get(" ".join(self.namer.plain(word)))
        listed = self.namer.listed(self.segs[i]) is not None
        return 1, None if listed else self.namer.nouns.get(self.bare_word(i))

    def _adjective_at(self, i: int) -> str | None:
        """The English of the adjective at `i`, if it is one."""
        sense = self.segs[i].sense("qual")
        if sense is not None and "en" in sense.attrs:
            return str(sense.attrs["en"])
        return self.namer.plainly(self.bare_word(i), self.namer.adjectives)

    @staticmethod
    def _add(part: Part, noun: Noun) -> None:
        if part.joins and part.nouns:
            part.nouns[-1].en += f" and {noun.en}"
        elif part.nouns and part.nouns[-1].en.endswith("-"):
            part.nouns[-1].en += noun.en
        elif part.nouns and noun.proper and part.nouns[-1].proper:
            part.nouns[-1].en += f" {noun.en}"
        else:
            part.nouns.append(noun)
        part.joins = False

    @staticmethod
    def _describe(part: Part, adjective: str, female: bool) -> None:
        """Put an adjective before the noun it agrees with: the last one, or the head where its gender tells so."""
        of = [n for n in part.nouns if not n.place] or part.nouns
        noun = of[-1] if female or not of[-1].female else next((n for n in reversed(of) if not n.female), of[-1])
        if not adjective:
            return
        if part.joins and noun.adjectives:
            noun.adjectives[-1] += f" and {adjective}"
        elif adjective not in noun.adjectives:
            noun.adjectives.insert(0, adjective)
        part.joins = False

    # --- writing

    def _written_out(self, parts: list[Part], speaks: bool, holder: bool) -> str:
        front = suffix = ""
        office = False
        for part in reversed(parts[1:]):
            if not part.nouns and not part.nations:
                continue
            body = self._compose(part, front, False, office)
            if part.link == "in" and part.placed:
                joint = "to" if parts[0].nouns and parts[0].nouns[0].en in self.namer.sent_to else "in"
                front, suffix = "", f" {joint} {body}{suffix}"
            elif part.link == ",":
                front, suffix = "", f", {body}{suffix}"
            elif part.link in {"of", "in"}:
                front, office = body, bool(part.nouns) and part.nouns[0].office
            else:
                front, suffix = "", f" {part.link} {body}{suffix}"
        head = parts[0]
        if holder and not speaks and head.nouns[0].en in self.namer.ministers:
            for noun in head.nouns[1:2]:
                noun.en = noun.en if noun.proper or noun.place else noun.en.lower()
        if speaks:
            head.nouns[0].adjectives = [a for a in head.nouns[0].adjectives if a not in self.namer.idle]
        return _words(self._compose(head, front, holder, office) + suffix)

    def _compose(self, part: Part, front: str, holder: bool, office: bool) -> str:
        """Nationality, what belongs to it (`front`, an `office`?), the head last: "Iranian armed forces general staff".

        Adjectives like "senior" open the phrase, others like "general" stay beside the head.
        """
        if not part.nouns:
            return _words(*part.nations, front)
        head, rest = part.nouns[0], [n.text() for n in reversed(part.nouns[1:])]
        first = [a for a in head.adjectives if a in self.namer.first]
        then = [a for a in head.adjectives if a not in first]
        office = part.nouns[1].office if rest else office and bool(front)
        if head.en in self.namer.prefixes and office:
            return _words(*first, *part.nations, *then, head.en, front, *rest)
        beside = then if holder else [a for a in then if a in self.namer.beside]
        then = [a for a in then if a not in beside]
        return _words(*first, *part.nations, *then, front, *rest, *beside, head.en)
