"""Who is spoken of as the one who did it: attackers by their name, and anybody a report told as the doer.

Enters a report's claims of doers; answers for a noun whether it stands for one. "The driver" is one where
a driver is told to have done it before; the gunman, the suspect and any attacker always are.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.extract.draft import Draft
from isnad.grammar.segments import Seg

MANY = ("pl", "pl2", "dual")
KINDS = ("gunman", "anyone", "person", "band")
"""Classes of the nouns a doer may be called by."""
NOUNS = ("attack", "op", "blast", "incident", "strike", "vehicle", "aircraft", "person", "hand_act", "engage")
"""What "armed" or "suicide" behind it describes."""


class Doers:
    """The nouns by which doers have been told in a report, and from which sentence on."""

    __slots__ = ("_told",)

    def __init__(self, drafts: Sequence[Draft]) -> None:
        told: dict[tuple[str, bool], int] = {}
        for draft in drafts:
            if draft.stance == "denied":
                continue
            for seg in draft.sentence.line.segs:
                if not draft.start <= seg.start < draft.end:
                    continue
                sense = next((s for s in seg.senses if s.cls in KINDS), None)
                if sense is not None and not seg.attr("member", "gunman") and not seg.has("troops"):
                    told.setdefault((sense.lemma, is_many(seg)), draft.sentence.index)
        self._told = told

    def has(self, segs: Sequence[Seg], at: int, sentence: int) -> bool:
        """Whether the noun at `at` stands for a doer in the sentence of that index."""
        seg = segs[at]
        if seg.has("attacker"):
            return True
        if not seg.definite or seg.has("troops", "victim"):
            return False
        lead = segs[at - 1] if at else None
        if lead is not None and (lead.has("named", "quote", "org") or (lead.definite and lead.has(*NOUNS))):
            return False
        if seg.has("suspect_word"):
            return not seg.has("wanted")
        many = is_many(seg)
        if many and any(s.has("battle", "strike", "strike_verb", "engage") for s in segs):
            return False
        if seg.has("gunman") and not many and not _is_loose(seg):
            return True
        return any(self._told.get((s.lemma, many), sentence + 1) <= sentence for s in seg.senses if s.cls in KINDS)


def _is_loose(seg: Seg) -> bool:
    """Whether a word for a gunman is as well one for anybody, for soldiers or for a whole people."""
    return any(seg.attr(name, "gunman") for name in ("plain", "member", "group"))


def is_many(seg: Seg) -> bool:
    return seg.attr("number") in MANY


def plural_of(english: str) -> str:
    """The plural of an English word for a doer: gunmen, attackers."""
    return english[:-3] + "men" if english.endswith("man") else english + "s"
