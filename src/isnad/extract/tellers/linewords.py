"""The words of one line as the readers of tellers see them: phrases, signs and personal names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from isnad.extract.clauses import MANY
from isnad.extract.tellers.english import namer_of
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack
from isnad.text.fold import Folded

HEADS = (
    "known",
    "outlet",
    "body",
    "spokes",
    "office",
    "source",
    "doc",
    "institution",
    "rank",
    "given",
    "force",
    "country",
)
STOPS = """
and so b l k in from on about_prep with that rel not or but among comma quote open close colon dash stop percent
slash sign say say_on according own turn was after adv as harm_noun harm_verb count number told_event spokes outlet
doc issued prep beside social time own_words talk
"""
LONGEST = 7


@dataclass(slots=True)
class Phrase:
    """Words [start, end) of a line that name a teller. `words` are folded, without article."""

    start: int
    end: int
    kind: str
    en: str
    type: str
    anonymous: bool
    words: tuple[str, ...]
    female: str = "m"
    plural: bool = False
    bare: bool = False
    own: str = ""
    name: str = ""
    others: bool = False


class Signs:
    """The signs of the classes that reading asks for, one string each."""

    def __init__(self, pack: LanguagePack) -> None:
        self._alphabet = pack.lexicon.alphabet
        self.known: dict[tuple[str, ...], str] = {}
        self.stops = self.any(*STOPS.split())
        self.heads = self.any(*HEADS)

    def any(self, *classes: str) -> str:
        """The signs of all sets that hold one of the classes."""
        found = self.known.get(classes)
        if found is None:
            found = self.known[classes] = self._alphabet.signs(frozenset(classes))
        return found


IN_NAMES = frozenset({"no_place", "site_title"})
"""Classes of words that may also be the second part of a name."""


@lru_cache(maxsize=8)
def signs_of(pack: LanguagePack) -> Signs:
    """The signs of a pack, worked out once."""
    return Signs(pack)


class LineWords:
    """One line of segments, its words and its personal names."""

    def __init__(self, pack: LanguagePack, folded: Folded, segs: list[Seg], line_signs: str) -> None:
        self.folded = folded
        self.text = folded.text
        self.segs = segs
        self.signs = line_signs
        self.sets = signs_of(pack)
        self.size = len(line_signs)
        self._known = self.sets.known
        self.namer = namer_of(pack)

    def word(self, i: int) -> str:
        seg = self.segs[i]
        return self.text[seg.start : seg.end]

    def definite(self, i: int) -> bool:
        """Whether the word, or the last of its words, bears the article, split off or not."""
        seg = self.segs[i]
        last = self.text.rfind(" ", seg.start, seg.end) + 1 or seg.start
        return seg.definite or (seg.end - last > 4 and self.text.startswith(self.namer.article, last))

    def alone(self, start: int, end: int) -> bool:
        """Whether [start, end) is one word with an article: a reference back, most often."""
        return end == start + 1 and self.definite(start) and " " not in self.word(start)

    def has(self, i: int, *classes: str) -> bool:
        """Whether the segment at `i`, if there is one, has a sense of one of the classes."""
        if i < 0 or i >= self.size:
            return False
        found = self._known.get(classes)
        if found is None:
            found = self.sets.any(*classes)
        return self.signs[i] in found

    def phrase(self, start: int, end: int, kind: str, sense: Sense) -> Phrase:
        attrs = sense.attrs
        return Phrase(
            start,
            end,
            kind,
            str(attrs.get("en", "")),
            str(attrs.get("type", "other")),
            bool(attrs.get("anonymous", False)),
            self.words(start, end),
            _gender(attrs.get("f")),
            str(attrs.get("en", "")).endswith("s") and kind == "source",
            self.alone(start, end),
            str(attrs.get("own", "")),
            others=bool(attrs.get("others")),
        )

    def words(self, start: int, end: int) -> tuple[str, ...]:
        out: list[str] = []
        for i in range(start, end):
            if self.has(i, "quote", "open", "close", "comma", "b", "l", "in", "from", "name_head"):
                continue
            out += self.namer.plain(self.word(i))
        return tuple(out)

    def english(self, start: int, end: int) -> str:
        parts: list[str] = []
        for k in range(start, end):
            if k > start and self.definite(k) and self.namer.serves(self.word(k - 1)) and not self.segs[k - 1].pronoun:
                parts[-1] = self.namer.served(self.word(k))
                continue
            alone = k == start or self.has(k - 1, "rank")
            parts.append(self.namer.name(self.segs[k], self.word(k), alone))
        return " ".join(p for p in parts if p)

    def name_word(self, i: int, inside: bool) -> bool:
        if i >= len(self.segs) or self._written(i).endswith(self.namer.adverb_end):
            return False
        if self.has(i, "by_name") and self.segs[i].pronoun:
            return False
        if self.has(i, "given", "known", "rank"):
            return not self.has(i, "on", "by_name") or self.namer.no_name_with not in self._written(i)
        if inside and self.word(i - 1) in self.namer.kin and self.word(i)[:1].isalpha():
            return True
        if self.signs[i] in self.sets.stops:
            return False
        if self.has(i, "office", "source", "institution", "body", "field"):
            return False
        if self.has(i, "word") or (inside and self.definite(i)):
            return True
        led = inside and self.has(i - 1, "name_head")
        return led or (inside and all(sense.cls in IN_NAMES for sense in self.segs[i].senses))

    def _written(self, i: int) -> str:
        """The word as it stands in the report."""
        seg = self.segs[i]
        return self.folded.raw[self.folded.start(seg.start) : self.folded.end(seg.end)]

    def walk_of_life(self, end: int, kind: str) -> str:
        """A plain person whose age or work follows the name saw what is told; `kind` where nothing follows."""
        if kind != "other":
            return kind
        i = end
        if self.has(i, "open") and self.has(i + 1, "count", "number", "time", "measure"):
            return "witness"
        i += self.has(i, "comma")
        if self.has(i, "and") and self.has(i + 1, "he"):
            i += 2
        elif self.has(i, "he"):
            i += 1
        elif not self.has(i, "one_of", "some", "from"):
            return kind
        i += self.has(i, "from")
        i += self.has(i, "one_of", "some")
        return "witness" if self.has(i, "person", "source", "count") else kind

    def adjective(self, i: int) -> bool:
        """Whether a word with an article has the shape of an adjective, not of a noun on its own."""
        if self.has(i, "qual", "nation", "field"):
            return True
        word = self.word(i).removeprefix(self.namer.article)
        return word.endswith(self.namer.adjective_ends) or word.startswith(self.namer.adjective_starts)

    def quoted_name(self, i: int) -> int:
        """The end of a name of at most five words between marks that begins at `i`, or `i`."""
        if not self.has(i, "quote", "open"):
            return i
        for j in range(i + 2, min(self.size, i + 7)):
            if self.has(j, "quote", "close"):
                return j + 1
            if self.has(j, "stop", "comma", "number", "count", "harm_noun", "harm_verb", "say", "that", "not"):
                break
        return i

    def beside_name(self, i: int) -> int:
        """Past what is set beside the name of a teller: brackets, a branch, whom it belongs to."""
        if self.has(i, "open"):
            for j in range(i + 1, min(self.size, i + 6)):
                if self.has(j, "close"):
                    i = j + 1
                    break
        if self.has(i, "branch") and self.has(i + 1, "place", "word"):
            i += 2
        if self.has(i, "belong") and self.definite(i) and self.has(i + 1, "l", "b"):
            i += 2
            while self.has(i, "body", "institution", "nation", "field", "office", "word", "named", "qual", "rebels"):
                i += 1
                if not self.definite(i):
                    break
        return i

    def of_somebody(self, i: int) -> bool:
        """Whether the words at `i` say whose mother a woman is: somebody harmed, not a name by which she goes."""
        return self.has(i, "person", "victim", "one_of", "kin") and not self.has(i, "given", "name_head")

    def listeners(self, at: int) -> bool:
        """Whether those to whom something is told stand at `at`: "the head of police told the journalists"."""
        return self.has(at, "source") and self.segs[at].attr("number", "person") in MANY

    def construct(self, i: int) -> int:
        """The end of what a person belongs to: "the child", "one of those killed", "a nearby shop"."""
        end, definite = i, False
        while end < len(self.segs) and end - i < LONGEST:
            kept = self.has(end, "person", "victim", "kin", "source", "one_of", "some")
            if self.has(end, "given", "known", "rank", "say", "harm_verb") or (
                not kept and self.signs[end] in self.sets.stops
            ):
                break
            if definite and not (self.definite(end) and (kept or self.adjective(end))):
                break
            definite = definite or self.definite(end)
            end += 1
        return end

    def skip(self, i: int) -> int:
        """Past "one of", "some", "a number of" and a figure before people."""
        at = i
        while at < i + 3 and self.has(at, "some", "one_of", "count", "vague"):
            at += 1
            if self.has(at, "from"):
                at += 1
        return at if at == i or self.has(at, "source", "office", "spokes", "outlet", "body", "institution") else i

    def past_comma(self, i: int) -> int:
        """Past a comma that stands at `i`."""
        return i + 1 if self.has(i, "comma") else i

    def name(self, i: int) -> int:
        """The end of a person's name that begins at `i`, or `i`."""
        end = i
        named = False
        while end < len(self.segs) and end - i < LONGEST and self.name_word(end, end > i):
            if named and self.has(end, "rank") and not self.has(end, "given") and self.definite(end):
                break
            bare = end == i and self.definite(end) and not self.has(end, "rank", "known", "given")
            if bare and not self.has(end + 1, "given"):
                break
            named = named or not self.has(end, "rank")
            end += 1
            if self.has(end - 1, "known") and " " in self.word(end - 1):
                break
        return end if named else i


def _gender(f: object) -> str:
    return "any" if f == "any" else "f" if f else "m"
