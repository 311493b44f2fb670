"""Noun phrases of people behind a word of custody: groups, figures with any noun, names, and any noun at all.

Enters a line whose people are groups, and a place in it; leaves what stands there, or nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from isnad.extract.people import phrases
from isnad.extract.people.fit import owned_one
from isnad.grammar.segments import Seg, Sense

TAKES = ("arrested", "abducted")
"""Effects of words of custody."""
BEARS = ("source", "attacker", "gunman", "office", "site_office", "client", "called", "anyone", "person")
BEARS_TOO = ("kin", "cell", "band", "crew", "event_name", "arm_adj", "terror_adj", "body", "force")
"""Classes of words that are for people, whatever else they are."""
MANY = ("cell", "band", "crew")
"""Words for a body of people, whose number is not told."""
APART = (
    *(
        "stop",
        "comma",
        "quote",
        "or",
        "count",
        "group",
        "refgroup",
        "harm_noun",
        "harm_verb",
        "that",
        "rel",
        "not",
        "but",
    ),
    *("in", "from", "on", "b", "l", "until", "about_prep", "yield", "time", "link", "with", "say", "break", "colon"),
)
"""What cannot stand between one who is taken and the "and" that joins another to him."""
ENDS = ("and", "comma", "stop", "close", "break", "dash", "colon", "that", "rel", "but")
WIDE = 5
"""Segments of a name, or of what is told of one person, before another person is joined to him."""
LONG = 5
"""Letters of the shortest noun whose ending tells that it is for many."""
SHORT = 3
"""Letters of the shortest noun that is read by its place alone."""


class Taken(NamedTuple):
    """A noun phrase of people: its segments [first, last], and what it tells."""

    first: int
    last: int
    group: Seg
    known: bool
    """Whether it is one by its own words, and not by what it stands behind."""
    back: bool
    """Whether it is definite and may be told of before."""

    @property
    def his(self) -> bool:
        """Whether one person is told as another's: "the owner and his son" are told as two."""
        return owned_one(self.group) and self.group.attr("low") == 1


class Phrases:
    """The noun phrases of one line of a reader."""

    def __init__(self, reader: phrases.Phrases) -> None:
        self.reader = reader
        self.segs = reader.line.segs
        self.parsed = reader.sentence.parsed
        told = self.parsed.pack.settings["custody"]
        self._manner, self._many = frozenset(told["manner"]), tuple(told["many"])

    def people(self, k: int) -> Taken | None:
        """A noun phrase that is for people by its own words, or a name."""
        segs = self.segs
        if k >= len(segs) or k in self.reader.spent:
            return None
        seg = segs[k]
        if seg.has("group", "refgroup"):
            if seg.attr("effect", "group") not in (None, *TAKES):
                return None
            return Taken(k, k, seg, True, seg.has("refgroup"))
        if seg.has("some_of", "one_person"):
            one = self.reader.one_of(k)
            return Taken(k, one.end - 1, one.group, True, False) if one is not None else None
        if seg.has("count"):
            return self._counted(k)
        if seg.has("rank") and k + 1 < len(segs) and not segs[k + 1].has("count"):
            return self._titled(k)
        if seg.has("given") and not seg.definite and not seg.has("on", "in"):
            return self._name(k)
        if seg.has(*MANY) and self._counted_after(k):
            return None
        if seg.has(*MANY):
            group = self._made(k, k, None)
            return Taken(k, k, group, True, seg.definite)
        if seg.has("attacker", "suspect_word") and seg.definite:
            many = seg.attr("number") == "pl" or self._is_many(seg)
            return Taken(k, k, self._made(k, k, None if many else 1), True, True)
        return None

    def _counted_after(self, k: int) -> bool:
        """Whether a body of people is followed by how many they are: they are read there."""
        near = self.segs[k + 1 : k + WIDE + 1]
        return any(s.has("from", "consists") and t.has("counted") for s, t in pairwise(near))

    def _counted(self, k: int) -> Taken | None:
        """A figure with the noun that it counts, or with "of" and a kind of people."""
        segs = self.segs
        count = segs[k]
        low = count.attr("low", "count")
        if count.has("year") or (low is None and not count.attr("vague", "count")):
            return None
        after = segs[k + 1] if k + 1 < len(segs) else None
        last = k
        if after is not None and after.has("from") and k + 2 < len(segs) and not segs[k + 2].has("count", "unit"):
            last = k + 2
        elif after is not None and after.has("bearing", "trait_verb"):
            last = min(k + 2, len(segs) - 1)
        elif after is not None and (not after.senses or after.has(*BEARS)) and not after.has("unit", "percent"):
            last = k + 1
        elif after is not None and not after.has(
            *ENDS, "in", "on", "b", "l", "link", "time", "of_them", "among", "from"
        ):
            return None
        return Taken(k, last, self._made(k, last, low, count), last != k + 1 or bool(segs[last].senses), False)

    def _name(self, k: int) -> Taken:
        """A person told by name."""
        last = k
        while last + 1 < len(self.segs) and last - k < WIDE and self._in_name(self.segs[last + 1]):
            last += 1
        return Taken(k, last, self._made(k, last, 1), True, False)

    def _titled(self, k: int) -> Taken | None:
        """A person told by title and name: "the university doctor Faysal"."""
        for n in range(k + 1, min(k + WIDE, len(self.segs))):
            if self.segs[n].has("given") and not self.segs[n].has("on"):
                name = self._name(n)
                return Taken(k, name.last, self._made(k, name.last, 1), True, False)
            if self.segs[n].has(*APART) and not self.segs[n].has("in", "b"):
                return None
        return None

    def _in_name(self, seg: Seg) -> bool:
        return not seg.has(*ENDS) and (seg.has("given", "word") or not seg.senses) and not seg.has("in", "b", "l")

    def any_noun(self, k: int) -> Taken | None:
        """Any noun: one person, or many where its ending tells so."""
        segs = self.segs
        if k >= len(segs) or k in self.reader.spent:
            return None
        seg = segs[k]
        if seg.senses and not all(s.cls in BEARS or s.cls in BEARS_TOO or s.cls == "word" for s in seg.senses):
            return None
        word = self.text(seg)
        if seg.has(*MANY) or word in self._manner or len(word) < SHORT or not word.isalpha() or seg.pronoun:
            return None
        last = k
        while last + 1 < len(segs) and last - k < 3 and not segs[last + 1].senses and segs[last + 1].definite:
            last += 1
        after = segs[k + 1] if k + 1 < len(segs) else None
        named = not seg.definite and after is not None and not after.senses and not self._is_many(after)
        many = self._is_many(seg) and not named
        return Taken(k, last, self._made(k, last, None if many else 1), False, seg.definite)

    def _is_many(self, seg: Seg) -> bool:
        word = self.text(seg)
        return len(word) >= LONG and word.endswith(self._many)

    def text(self, seg: Seg) -> str:
        """A segment as it is written, folded, without clitics."""
        return self.parsed.folded.text[seg.start : seg.end]

    def _made(self, first: int, last: int, low: object, count: Seg | None = None, role: str = "person") -> Seg:
        """A group of the people at [first, last]."""
        segs = self.segs[first : last + 1]
        attrs: dict[str, object] = {"low": low, "high": low, "role": role}
        if count is not None:
            attrs |= {n: count.attr(n, "count") for n in ("low", "high", "approx", "vague")}
            attrs["role"] = role
        return Seg(
            segs[0].start, segs[-1].end, segs[0].sig, (Sense("group", attrs),), segs[0].definite, "", tuple(segs)
        )

    def joined(self, k: int) -> Taken | None:
        """Those joined by "and" to the people that end before `k`, with what is told of these between."""
        segs, n, most = self.segs, k - 1, k + WIDE
        while (n := n + 1) < min(most, len(segs)):
            seg = segs[n]
            if seg.has("open"):
                n = next((c for c in range(n, min(n + WIDE, len(segs))) if segs[c].has("close")), n)
                most = n + 3
                continue
            if seg.has("and"):
                found = self.people(n + 1)
                if found is None or (found.group.has("plural") and not found.group.attr("others")):
                    return None
                return found
            if seg.has(*APART) or (n - k > 3 and seg.senses and not seg.has("given", "word", "named")):
                return None
        return None
