"""The words that tell a fate, alone or parted, and whether it is one that came true: for `befallen`."""

from __future__ import annotations

from isnad.extract.clauses import PLANNED
from isnad.extract.doers.fates import fate_of
from isnad.extract.doers.standing import Standing
from isnad.extract.parsed import Sentence

REACH = 9
WILLING = ("venture", "do_verb", "managed", "tbefore", "light_event")


class FateWords:
    """Reads those of one sentence. `raided`: its report is of an action against doers."""

    def __init__(self, sentence: Sentence, standing: Standing, raided: bool) -> None:
        self.segs, self.standing, self.raided = sentence.line.segs, standing, raided

    def at(self, n: int) -> tuple[str, int] | None:
        """The fate that the words at `n` tell, and where they end."""
        seg, segs = self.segs[n], self.segs
        if seg.has("managed"):
            return self._closed(n, "flight", "fled")
        if seg.has("met") and (found := self._closed(n, "death", "killed")):
            return found
        if seg.has("surrender_noun") and not any(s.has(*WILLING) for s in segs[max(0, n - 3) : n]):
            return None  # What somebody is urged to.
        if seg.has("surrender", "surrender_noun"):
            return self._closed(n, "self", "arrested") if not seg.pronoun else None
        if seg.attr("act", "blast_verb") == "bombing":
            return self._closed(n, "self", "suicide") if self.raided else None
        if seg.has("seize_verb", "overpower") and not any(s.has("on", "b") for s in segs[n + 1 : n + REACH]):
            return None
        if seg.has("fire_verb", "kill_verb") and any(s.has("self") for s in segs[n + 1 : n + 6]):
            found = self._closed(n, "self", "suicide")
            if found is not None and (seg.has("kill_verb") or segs[found[1] - 1].has("on")):
                return found
        if (
            seg.has("detain_verb")
            and not seg.attr("fate")
            and not any(s.has("troops", "force") for s in segs[n + 1 : n + 2])
        ):
            return None  # Hostages are detained as well.
        fate = fate_of(seg) if not (seg.definite and all(x.pos == "verb" for x in seg.senses)) else None
        return (fate, n) if fate else None

    def _closed(self, n: int, cls: str, fate: str) -> tuple[str, int] | None:
        """A fate whose words are parted: "managed … to flee", with nobody but its subject between."""
        for k in range(n + 1, min(len(self.segs), n + 7)):
            seg = self.segs[k]
            if seg.has(cls):
                lead = self.segs[k - 1]
                same = cls == "self" and k > n + 1 and lead.definite and not self.standing.at(k - 1)
                return None if same else (fate, k)
            if seg.has("stop", "comma", "colon", "that", "rel") or (cls == "self" and seg.has("then", "kin", "victim")):
                return None
        return None

    def unreal(self, n: int) -> bool:
        """Whether a fate is denied, vowed, or what something is done for."""
        segs, at = self.segs, self.segs[n]
        before = segs[max(0, n - 3) : n]
        if any(s.has("not", "none", "had_been", "earlier_on", "refuse", "trying") for s in before):
            return True
        if before and before[-1].has("l") and not at.has("flee"):
            return True
        if at.attr("fate") == "neutralised" and at.has("end_noun_of", "end_noun") and before:
            led = before[-2:] if before[-1].has("quote") else before[-1:]
            if led[0].has("b") or (at.has("end_noun_of") and not before[-1].has("achieved")):
                return True
        for seg in reversed(segs[max(0, n - 9) : n]):
            if seg.has("stop", "comma"):
                return False
            if seg.has(*PLANNED):
                return True
        return False
