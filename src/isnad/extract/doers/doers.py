"""Who is spoken of as the one who did it: attackers by their name, and anybody a report told as the doer.

Enters a report's claims of doers; answers for a noun whether it stands for one. "The driver" is one where
a driver is told to have done it before; the gunman, the suspect and any attacker always are.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.extract.clauses import is_many
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg

KINDS = ("gunman", "anyone", "person", "band")
"""Classes of the nouns a doer may be called by."""
NOUNS = ("attack", "op", "blast", "incident", "strike", "vehicle", "aircraft", "person", "hand_act", "engage")
"""What "armed" or "suicide" behind it describes."""


class Doers:
    """The nouns and names by which doers have been told in a report, and from which sentence on."""

    __slots__ = ("_bands", "_first", "_may", "_names", "_one", "_text", "_told")

    def __init__(self, drafts: Sequence[Draft], parsed: ParsedReport) -> None:
        told: dict[tuple[str, bool], int] = {}
        names: dict[str, int] = {}
        first: set[int] = set()
        cell = parsed.pack.chars("cell")
        bands = [s.index for s in parsed.eventful if s.line.holds(cell)][:1]
        self._text = text = parsed.folded.text
        for draft in drafts:
            if draft.stance == "denied":
                continue
            words = [seg for seg in draft.sentence.line.segs if draft.start <= seg.start < draft.end]
            named = draft.rule.endswith(NAMED) or bool(words and words[0].has("given"))
            for seg in words:
                if seg.has("band"):
                    bands.append(draft.sentence.index)
                sense = next((s for s in seg.senses if s.cls in KINDS), None)
                if sense is not None and not seg.attr("member", "gunman") and not seg.has("troops"):
                    told.setdefault((sense.lemma, is_many(seg)), draft.sentence.index)
                    first.add(seg.start)
                elif named and not seg.has("nation") and not seg.has(*NO_NAME) and seg.end - seg.start >= SHORTEST:
                    names.setdefault(text[seg.start : seg.end], draft.sentence.index)
        self._may = parsed.pack.chars("attacker", "suspect_word", "chief_of", *KINDS)
        self._told = told
        self._one = min([*(n for (_, many), n in told.items() if not many), *names.values()], default=FAR)
        self._names = names
        self._first = frozenset(first)
        self._bands = min(bands, default=-1)

    def told_at(self, seg: Seg) -> bool:
        """Whether a noun is the very one by which a doer is told."""
        return seg.start in self._first

    def _is_likely(self, seg: Seg) -> bool:
        """Whether a segment has the class or the name of one who may be a doer."""
        return seg.sig in self._may or (bool(self._names) and self._text[seg.start : seg.end] in self._names)

    def among(self, line: Line) -> list[int]:
        """The places of a line whose segments may stand for a doer; none of the others does."""
        if not self._names:
            return line.where(self._may)
        return [n for n, seg in enumerate(line.segs) if self._is_likely(seg)]

    def within(self, line: Line, sentence: int) -> list[int]:
        """The places of a line whose nouns stand for a doer in the sentence of that index."""
        return [n for n in self.among(line) if self.has(line.segs, n, sentence)]

    def has(self, segs: Sequence[Seg], at: int, sentence: int) -> bool:
        """Whether the noun at `at` stands for a doer in the sentence of that index."""
        seg = segs[at]
        if not self._is_likely(seg):
            return False
        if seg.has("attacker"):
            return True
        lead = segs[at - 1] if at else None
        if self._names and self._names.get(self._text[seg.start : seg.end], sentence + 1) <= sentence:
            return lead is None or not lead.has("rank", "office")
        if 0 <= self._bands <= sentence and _of_band(segs, at):
            return True
        after = segs[at + 1] if at + 1 < len(segs) else None
        foe = seg.has("suspect_word", "suicide") or (seg.has("gunman") and not _is_loose(seg))
        if foe and after is not None and not seg.definite and not seg.has("wanted", "troops"):
            return after.has("other", "ord")
        if seg.attr("member", "gunman") and seg.definite and after is not None and not is_many(seg):
            return after.definite and after.has("gunman") and not _is_loose(after)
        of_thing = seg.has("anyone") and any(s.definite and s.has("vehicle") for s in segs[at + 1 : at + 2])
        if not (seg.definite or of_thing) or seg.has("troops", "victim"):
            return False
        if lead is not None and (lead.has("named", "quote", "org") or (lead.definite and lead.has(*NOUNS))):
            return False
        if seg.has("suspect_word"):
            return not seg.has("wanted")
        many = is_many(seg)
        if seg.has("gunman") and not many and not _is_loose(seg):
            return True
        if not many and seg.attr("plain", "gunman") and not seg.pronoun and self._one <= sentence:
            return after is None or (not after.has("given", "nation", "trait", "named") and bool(after.senses))
        told = any(self._told.get((s.lemma, many), sentence + 1) <= sentence for s in seg.senses if s.cls in KINDS)
        return told and not (many and any(s.has("battle", "strike", "strike_verb", "engage") for s in segs))


NAMED = ("named-attacker", "identified-as", "named-acts", "named")
"""Rules whose evidence holds a doer's name."""
NO_NAME = (
    "attacker",
    "suspect_word",
    "comma",
    "quote",
    "open",
    "close",
    "count",
    "unit",
    "measure",
    "aged",
    "in",
    "and",
)
LED = ("cell", "gang", "network", "armed group", "group")
"""Bands whose head is told of as a doer."""
FAR = 1_000_000
SHORTEST = 4
"""Letters of a name by which somebody is told again."""


def _of_band(segs: Sequence[Seg], at: int) -> bool:
    """Whether a noun is one for the head or for members of a band told before: "its leader", "one of its men"."""
    seg = segs[at]
    if seg.has("band") and seg.definite and at and segs[at - 1].has("some_of", "one_of"):
        return True
    after = segs[at + 1] if at + 1 < len(segs) else None
    named = after is not None and after.has("band", "cell") and (after.definite or bool(after.pronoun))
    if seg.has("troops") or not (named or seg.pronoun):
        return False
    if seg.has("chief_of"):
        led = after is not None and named and (after.has("cell") or after.attr("en", "band") in LED)
        return led or bool(seg.pronoun and seg.attr("led", "chief_of"))
    return (
        bool(seg.attr("member", "gunman")) and at > 0 and segs[at - 1].has("one_of", "some_of", "from", "count", "most")
    )


def _is_loose(seg: Seg) -> bool:
    """Whether a word for a gunman is as well one for anybody, for soldiers or for a whole people."""
    return any(seg.attr(name, "gunman") for name in ("plain", "member", "group"))


def plural_of(english: str) -> str:
    """The plural of an English word for a doer: gunmen, attackers."""
    return english[:-3] + "men" if english.endswith("man") else english + "s"
