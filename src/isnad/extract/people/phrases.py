"""Phrases of people in a line: groups, and what is people though no list says so.

A phrase is a group, or built here: a name, a noun that no list holds beside a word that only people can suffer, a
figure before such a noun, "one of" whoever. Knows nothing of what befell them.
"""

from __future__ import annotations

from typing import NamedTuple

from isnad.extract.people.fit import NAMES
from isnad.extract.people.references import References
from isnad.grammar.segments import Seg, Sense

RULE = "harm.governed"
THINGS = ("structure", "building", "site", "vehicle", "vessel", "aircraft", "institution", "hospital", "place")
PREPOSITIONS = ("in", "on", "b", "l", "from", "until", "about_prep", "with", "between", "link")
FURTHER = ("stop", "comma", "quote", "and", "or", "count", "group", "refgroup", "harm_noun", "harm_verb", "that", "rel")
"""What no noun that another is of can be."""
PEOPLE = ("group", "refgroup")
OWNER = 4
SHORT = 3
"""Letters of words that are too short to be taken for nouns of people."""
NUMBERS: dict[str, tuple[dict[str, object], str]] = {
    "sg": ({}, "single"),
    "dual": ({"low": 2, "high": 2}, "counted"),
    "pl2": ({"low": 2, "high": 2}, "counted"),
    "pl": ({"low": None, "high": None}, "plural"),
}
"""What the number of a noun says of how many they are; the ending of two and many is read as that of two."""


OWNED = ("person", "official")
"""Roles of those who are told by whose they are: "the minister's brother"."""
AFTER = ("time", "adv", "say", "link", "death", "parting")
"""What follows people without belonging to them."""


class Phrase(NamedTuple):
    """People in a line, from one segment to before another."""

    at: int
    end: int
    group: Seg


class Phrases(References):
    """Finds the people at a place of the line."""

    def phrase(self, k: int, bare: bool = False) -> Phrase | None:
        """The people told of at `k`; with `bare` also by a noun that no list holds."""
        segs = self.line.segs
        if k >= len(segs):
            return None
        seg = segs[k]
        if seg.has("group", "refgroup"):
            return Phrase(k, self._end(k), seg)
        if seg.has("some_of", "one_person"):
            return self.one_of(k)
        if seg.has("one_of_them"):
            return self._built(k, k + 1, k, kind="counted")
        if seg.attr("civil") and not seg.definite:
            return self._built(k, self._end(k), k, *NUMBERS[str(seg.attr("number", "gunman"))])
        if seg.has("count") and not seg.has("year") and k + 1 < len(segs) and self._countable(segs[k + 1], bare):
            attrs = {n: seg.attr(n, "count") for n in ("low", "high", "approx", "vague")}
            return self._built(k, self._end(k), k + 1, attrs, kind="counted")
        if seg.has("given") and not seg.has("on") and k + 1 < len(segs) and self._names(segs[k + 1]):
            return self._built(k, self._end(k), k + 1)
        if bare and not seg.senses and not seg.definite and self._stands_for_one(k):
            return self._built(k, self._end(k), k)
        return None

    def _given(self, k: int) -> Phrase | None:
        """One who is told by a given name alone."""
        known = k < len(self.line) and self.line.segs[k].has("given") and not self.line.segs[k].has("on", "name_head")
        return self._built(k, k + 1, k) if known else None

    def _names(self, seg: Seg) -> bool:
        return seg.has(*NAMES, "nation") or not seg.senses

    def _countable(self, seg: Seg, bare: bool) -> bool:
        """Whether what stands behind a figure may be people: a noun that no list holds, or what people are; with
        article only behind a word that only people suffer."""
        if not bare and self._articled(seg):
            return False
        return (seg.has("trait") or seg.attr("civil") or not seg.senses) and not seg.definite and not seg.pronoun

    def _stands_for_one(self, k: int) -> bool:
        """Whether a noun that no list holds is of one: it has none of the endings of two or many."""
        seg = self.line.segs[k]
        word = self.sentence.parsed.folded.text[seg.start : seg.end]
        noun = self.sentence.parsed.pack.settings["noun"]
        article = self.sentence.parsed.pack.lexicon.article
        return len(word) > SHORT and not word.endswith(tuple(noun["many"])) and not word.startswith(article)

    def _articled(self, seg: Seg) -> bool:
        """Whether a word that no list holds is written with the article."""
        word = self.sentence.parsed.folded.text[seg.start : seg.end]
        return not seg.senses and word.startswith(self.sentence.parsed.pack.lexicon.article)

    def _of_members(self, seg: Seg) -> bool:
        """Whether "one of" is one of the members of some body, which then stands behind it."""
        return seg.has("some_of") and " " in self.sentence.parsed.folded.text[seg.start : seg.end]

    def one_of(self, k: int) -> Phrase | None:
        """ "One of" people told of with article, whoever they are."""
        segs, j = self.line.segs, k + 1
        while j < len(segs) and segs[j].has("from"):
            j += 1
        if j >= len(segs) or (segs[j].has(*FURTHER, "time") and not segs[j].has("group", "refgroup")):
            return None
        of = segs[j]
        told = of.definite or of.pronoun or of.has("anyone", *PEOPLE) or self._articled(of) or self._of_members(segs[k])
        if of.has(*THINGS) or not told:
            return None
        role = of.attr("role", "refgroup") or of.attr("role", "group") or of.attr("role", "force")
        return self._built(k, j + 1, j, {"role": role or "person", "nat": of.attr("nat")}, kind="counted")

    def _built(
        self, k: int, end: int, last: int, attrs: dict[str, object] | None = None, kind: str = "single"
    ) -> Phrase:
        segs = self.line.segs[k : last + 1]
        nat = next((s.attr("nat", "nation") for s in self.line.segs[k:end] if s.has("nation")), None)
        known = {"low": 1, "high": 1, "role": "person", "nat": nat, **(attrs or {})}
        sign = self.sentence.parsed.pack.lexicon.alphabet.sign(frozenset({"group", kind}))
        whole = Seg(
            segs[0].start, segs[-1].end, sign, (Sense("group", known), Sense(kind)), False, "", tuple(segs), RULE
        )
        return Phrase(k, end, whole)

    def _end(self, k: int) -> int:
        """Where the words end that belong to the people at `k`: a name, whose they are, what they are."""
        segs, j = self.line.segs, k + 1
        head = segs[k]
        if j < len(segs) and segs[j].has("refgroup") and head.has("single") and head.attr("role") in OWNED:
            j += not head.definite
        while j < len(segs) and j <= k + OWNER:
            seg = segs[j]
            if seg.has(*FURTHER, *PREPOSITIONS, *AFTER) and not self._in_name(j):
                break
            if any(s.pos == "verb" for s in seg.senses) and not seg.definite:
                break
            j += 1
        return j

    def _in_name(self, j: int) -> bool:
        """Whether a word for people is the last of a name: "Ahmad al-Shaykh"."""
        segs = self.line.segs
        return segs[j].has("refgroup") and segs[j - 1].has("given") and segs[j].attr("role") in ("person", "official")

    def _is_named(self, found: Phrase) -> bool:
        """Whether a name stands in a phrase of a person told with article."""
        return any(s.has("given") or not s.senses for s in self.line.segs[found.at + 1 : found.end])
