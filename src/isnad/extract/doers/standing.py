"""Whether words stand for a doer told before: his noun, his name, "one of them", "the second": for `befallen`."""

from __future__ import annotations

from isnad.extract.clauses import is_many
from isnad.extract.doers.doers import Doers
from isnad.extract.doers.fates import fate_of
from isnad.extract.doers.words import is_foe
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg

PARTS = ("count", "number", "some_of", "one_of", "some", "most", "all")
ADJECTIVES = ("trait", "attack_adj", "arm_adj", "suicide", "alone")
BESIDE = ("person", "victim", "site", "time", "attack", "blast", "in", "b")
NEXT = ("person", "victim", "attack", "site", "time")


class Standing:
    """Asks of one sentence. `recent`: several doers were told shortly before."""

    def __init__(self, sentence: Sentence, doers: Doers, recent: bool) -> None:
        self.segs, self.index = sentence.line.segs, sentence.index
        self.doers, self.recent = doers, recent

    def at(self, j: int, fate: str | None = None) -> int:
        """The end of the words that begin at `j` and stand for a doer, or 0. `fate`: what is told of him."""
        segs = self.segs
        n = j
        while n < len(segs) and n < j + 3 and segs[n].has(*PARTS) and not segs[n].has("other", "ord"):
            n += 1
        if n >= len(segs):
            return 0
        counted = n > j
        if counted and segs[n].has("from") and n + 1 < len(segs):
            n += 1
        seg = segs[n]
        if seg.has("rest"):
            return n + 1 if self.recent or any(self.doers.has(segs, k, self.index) for k in range(j)) else 0
        if not counted and self._is_one_of_several(n, fate):
            return n + 1 if self._several(j, fate) else 0
        if counted and seg.has("other") and fate == "fled":
            return n + 1 if self._several(j, fate) else 0
        if seg.has("one_of_them") or (counted and seg.has("of_them", "among") and fate != "arrested"):
            return n + 1 if self._several(j, fate) else 0
        if counted and seg.has("band") and seg.definite:
            return self.past_adjectives(n)
        if counted and seg.attr("member", "gunman") and self._of_band(n + 1):
            return n + 3
        if counted and seg.attr("member", "gunman") and seg.pronoun and self._told_before(j, fate) is True:
            return n + 1
        if not self.doers.has(segs, n, self.index) or self._is_adjective(n):
            return 0
        return self.past_adjectives(n)

    def is_doer(self, k: int) -> bool:
        """Whether a noun is a doer's, told before or here for the first time."""
        seg = self.segs[k]
        return self.doers.has(self.segs, k, self.index) or self.doers.told_at(seg) or (is_foe(seg) and not is_many(seg))

    def many(self, j: int) -> bool:
        """Whether the words at `j` stand for more than one."""
        segs = self.segs
        if segs[j].has("one_of_them", "one_of", "some_of") or (j and segs[j - 1].has("one_of", "some_of")):
            return False
        if segs[j].has("count"):
            return (segs[j].attr("low") or 2) > 1
        return is_many(segs[j]) or segs[j].has("rest")

    def past_adjectives(self, j: int) -> int:
        end = j + 1
        while end < len(self.segs) and end < j + 3 and self.segs[end].has(*ADJECTIVES):
            end += 1
        return end

    def _is_adjective(self, n: int) -> bool:
        """Whether "killer" is said of a thing: "a deadly infection"."""
        seg, lead = self.segs[n], self.segs[n - 1] if n else None
        if seg.definite or lead is None or not seg.has("attacker"):
            return False
        return not lead.senses or (lead.has("bullets", "fire") and not lead.definite)

    def _of_band(self, n: int) -> bool:
        segs = self.segs[n : n + 2]
        return len(segs) == 2 and segs[0].has("from") and segs[1].has("band") and segs[1].definite

    def _is_one_of_several(self, j: int, fate: str | None) -> bool:
        """Whether a word is "the second" or "others" of those told before; others killed are mostly victims."""
        seg, before, after = self.segs[j], self.segs[j - 1] if j else None, self.segs[j + 1 : j + 2]
        if (before is not None and before.has(*BESIDE)) or (after and after[0].has(*NEXT)):
            return False  # It describes a noun.
        if seg.has("ord"):
            return bool((seg.attr("v", "ord") or 0) > 1)
        fate = fate or next((f for s in after if (f := fate_of(s))), None)
        return seg.has("other") and seg.attr("gender", "other") != "f" and fate in ("arrested", "fled")

    def _several(self, j: int, fate: str | None) -> bool:
        """Whether the people last told of before are doers, here or in the sentences before."""
        told = self._told_before(j, fate)
        return self.recent if told is None else told

    def _told_before(self, j: int, fate: str | None) -> bool | None:
        for k in range(j - 1, -1, -1):
            seg: Seg = self.segs[k]
            if (
                self.doers.has(self.segs, k, self.index)
                or self.doers.told_at(seg)
                or (seg.has("band") and seg.definite)
            ):
                return True
            if is_foe(seg) and fate == "fled":
                return True
            if seg.has("victim", "person") and not seg.has("troops", "force"):
                return False
        return None
