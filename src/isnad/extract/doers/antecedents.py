"""Whom a word without a subject, or a pronoun, stands for: the doer told last: for `befallen`."""

from __future__ import annotations

from isnad.extract.clauses import is_many
from isnad.extract.doers.doers import Doers
from isnad.extract.doers.fates import number_meant
from isnad.extract.doers.standing import Standing
from isnad.extract.doers.words import PREPS, is_foe
from isnad.extract.parsed import Sentence

ARMED = ("troops", "force")
DEEDS = ("kill_verb", "hand_verb", "fire_verb", "assault_verb", "burn_verb", "exec_verb", "blast_verb", "join_verb")
LEADS = (*PREPS, "bullets", "fire", "munition", "hurt_by", "given", "charge")
"""What stands before those who did it to others, or with whom it was done."""


class Told:
    """When several doers and when one were told last: indexes of sentences."""

    __slots__ = ("one", "several")

    def __init__(self) -> None:
        self.one = self.several = -9


class Antecedents:
    """Finds those of one sentence."""

    def __init__(self, sentence: Sentence, doers: Doers, standing: Standing, told: Told) -> None:
        self.sentence, self.segs = sentence, sentence.line.segs
        self.doers, self.standing, self.told = doers, standing, told
        self.accusative: str = sentence.parsed.pack.settings["noun"]["accusative"]

    def before(self, n: int, number: str | None, subject: bool = True) -> bool | None:
        """Whether who was told last before `n` is a doer of that number ("f": a woman, a thing or many); None: nobody
        was. A subject is passed over by nobody who stands behind a preposition or is an object."""
        segs = self.segs
        for k in range(n - 1, -1, -1):
            seg = segs[k]
            lead = segs[k - 1] if k else None
            if self.standing.is_doer(k) or (subject and is_foe(seg)):
                if subject and lead is not None and lead.has(*LEADS) and not lead.has("given"):
                    continue
                if number == "f":
                    return is_many(seg) or seg.has("band")
                one = not self.standing.many(k)
                return number is None or (number == "sg") == one
            if not seg.has("person", "victim", "kin", "given", "refgroup") or seg.has(*ARMED, "on"):
                continue
            if (
                number == "pl"
                and seg.attr("member", "gunman")
                and any(s.has("org", "band", "named") for s in segs[k + 1 : k + 2])
            ):
                return True
            if lead is not None and lead.has("he", "as", "person"):
                continue  # What he is: "the killer, who is a man of thirty".
            if number == "sg" and (is_many(seg) or (lead is not None and lead.has("count", "from"))):
                continue  # He is none of them: "killed four people before they caught him".
            if number == "pl" and not is_many(seg) and not (lead is not None and lead.has("count")):
                continue
            if subject and self._is_object(k):
                continue
            return False
        return None

    def _is_object(self, k: int) -> bool:
        """Whether a noun is the object of a verb, or stands behind a preposition."""
        segs, seg = self.segs, self.segs[k]
        word = self.sentence.parsed.folded.text[seg.start : seg.end]
        if not seg.definite and word[-1] in self.accusative:
            return True
        lead, before = (segs[k - 1] if k else None), (segs[k - 2] if k > 1 else None)
        if lead is None:
            return False
        if lead.has(*LEADS, "vehicle", "site", "building", "harm_noun", "end_noun"):
            return True
        return lead.has(*DEEDS) and before is not None and bool(self.doers.has(segs, k - 2, self.sentence.index))

    def recent(self, number: str | None) -> bool:
        """Whether a doer, or several, were told in the sentence before."""
        last = self.told.one if number == "sg" else self.told.several
        return self.sentence.index - last <= 1

    def remember(self) -> None:
        """Note the doers that the sentence tells of."""
        for n in self.doers.among(self.sentence.line):
            if self.standing.is_doer(n):
                if self.standing.many(n):
                    self.told.several = self.sentence.index
                else:
                    self.told.one = self.sentence.index

    def of_him(self, n: int) -> bool:
        """Whether the pronoun on a word ("his killing", "they arrested him") stands for a doer."""
        segs, seg = self.segs, self.segs[n]
        number = number_meant(seg, self.sentence)
        if seg.has("held_him", "holding_him"):
            number = number or "sg"
        by_them = seg.has("held_him", "seize_him") and any(s.definite for s in segs[n + 1 : n + 2])
        if n and self.standing.is_doer(n - 1):
            return False  # He did it.
        after = segs[n + 1 : n + 2]
        if (
            not by_them
            and not seg.has("slay_him")
            and after
            and after[0].has("count", "person", "victim", "nation")
            and not after[0].has(*ARMED)
        ):
            return False
        if seg.has("suicide_noun"):
            return any(self.standing.is_doer(k) for k in range(n)) or self.recent("sg")
        found = self.before(n, number, subject=False)
        return self.recent(number) if found is None and number == "sg" else bool(found)
