"""Who does what a noun of violence tells: for `perpetrator`.

Behind the noun of an act stands who did it ("the raid of …", "an attack by …") or whom it was done to; the second
where no other thing follows, save for acts that are not done to somebody ("attack", "shelling"). The sides of a
clash stand behind "between" and "with"; who is accused, before what he is accused of.
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.extract.doers.phrases import ARMED, QUALITIES, Phrase, Phrases
from isnad.extract.doers.words import SITES, WALLS
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg

ACTS = ("violent_act", "massacre")
HARM = (
    "harm_noun",
    "harm_verb",
    "victim",
    "violent",
    "violent_act",
    "hand_act",
    "attack",
    "strike",
    "undergo_verb",
    "firing",
    "fire",
    "blast",
    "op",
    "mishap",
    "exec_verb",
    "fall_verb",
    "incident",
)
STRUCK = (*SITES, "count", "person", "victim")
"""What an act may be done to."""
SHOTS = ("missile", "bullets", "fire", "charge", "munition")
CLASHES = ("clash", "battle", "exchange", "feud", "engage", "quarrel")
SIDED = ("named", "armed", "force", "state")
KINDS = (*SIDED, "people", "weapon")
FAR = 14
ENDINGS = (0, 2, 3)
"""Letters by which a participle is longer in the plural and the dual."""
Found = tuple[Phrase, int, str]


class Nouns:
    """Reads the nouns of one sentence; `phrases` are those of its wide line."""

    def __init__(self, sentence: Sentence, phrases: Phrases) -> None:
        self.sentence = sentence
        self.segs = sentence.wide.segs
        self.phrases = phrases

    def all(self) -> Iterator[Found]:
        heads = self.sentence.parsed.pack.chars(*CLASHES, *ACTS, *SHOTS, "by", "firing", "venture", "trying", "accuse")
        for n, seg in enumerate(self.segs):
            if seg.sig not in heads:
                continue
            if seg.has(*CLASHES):
                yield from self.sides(n)
            if seg.has("by"):
                yield from self.by(n)
            elif seg.has(*ACTS):
                yield from self.of_act(n)
            elif seg.has(*SHOTS):
                yield from self.of_shot(n)
            if seg.has("firing"):
                yield from self.firing(n)
            if seg.has("venture", "trying") and not any(s.pos == "verb" for s in seg.senses):
                yield from self.doing(n)
            if seg.has("accuse"):
                yield from self.accused(n)

    # -- nouns of acts

    def _averted(self, n: int) -> bool:
        before = self.segs[max(0, n - 2) : n]
        return any(s.has("defused", "to_fight", "averted", "repel", "foil", "none", "not") for s in before)

    def of_act(self, n: int) -> Iterator[Found]:
        """ "the storming of the mosque by …", "a raid of …", "an attack by …"."""
        seg = self.segs[n]
        if self._averted(n) or seg.pronoun:
            return
        k = self._past_qualities(n)
        if k >= len(self.segs):
            return
        takes = seg.attr("takes", "violent_act") == "doer" or seg.has("massacre")
        lead = self.segs[k]
        if lead.has("from", "l"):
            found = self.phrases.at(k + 1)
            if found is None or (lead.has("l") and (not takes or seg.definite)):
                return
            if found.kind in SIDED and not self._is_place(found) and not (lead.has("l") and found.kind == "state"):
                yield found, n, "act-of"
            elif lead.has("from") and found.kind == "people" and takes and not seg.definite:
                yield found, n, "act-from"
            return
        if k > n + 1 and not seg.definite and not self.segs[k - 1].definite and not lead.has("by"):
            return  # Adjectives part an act from what is no genitive of it.
        found = self.phrases.at(k)
        if seg.definite or found is None or found.kind == "unknown" or self._is_place(found):
            return
        head = self.segs[found.head]
        if head.has(*QUALITIES) and not head.definite and not found.many:
            return  # "A suicide attack": no genitive.
        many = seg.has("attack") and seg.attr("number") in ("pl", "pl2")
        if many and not any(s.has("harm_verb", "harm_noun", "victim", "count", "end_noun") for s in self.segs[:n]):
            return
        if (takes and found.kind in ("named", "armed", "force")) or (
            found.kind in SIDED and (found.definite or found.many) and self._thing_after(found.end)
        ):
            yield found, n, "act-of"

    def _past_qualities(self, n: int) -> int:
        k = n + 1
        while (
            k < len(self.segs)
            and k < n + 4
            and self.segs[k].has(*QUALITIES)
            and not self.segs[k].has(*ARMED, "troops", "count")
        ):
            k += 1
        return k

    def _is_place(self, found: Phrase) -> bool:
        """Whether a country or a people's name is as well where it happened."""
        head = self.segs[found.head]
        return head.has("country", "place") and not head.has("named", "troops")

    def _thing_after(self, n: int) -> bool:
        """Whether the object of the act follows: so that what stands before it is the doer."""
        while n < len(self.segs) and self.segs[n].has("time", "adv", "daypart", "quote"):
            n += 1
        if n >= len(self.segs):
            return False
        if self.segs[n].has("l"):
            n += 1
            return n < len(self.segs) and self.segs[n].has(*STRUCK, "nation", "named", "troops", "gunman")
        return self.segs[n].has(*STRUCK) and not self.segs[n].has("in", "on", "and", "time")

    def of_shot(self, n: int) -> Iterator[Found]:
        """ "by the bullets of …": who shot them."""
        k = self._past_qualities(n)
        if k < len(self.segs) and self.segs[k].has("l"):
            k += 1
        found = self.phrases.at(k) if k < len(self.segs) else None
        if found is None or self._is_place(found) or self._averted(n):
            return
        shot = n > 0 and self.segs[n].has("bullets") and found.kind == "people" and found.end <= found.head + 3
        if found.kind not in SIDED and not shot:
            return
        if found.kind == "force" and not (found.definite or found.end > found.start + 1):
            return
        near = self.segs[max(0, n - 9) : n] or (self.segs[found.end : found.end + 4] if self.sentence.heading else [])
        if self.segs[n].definite or not any(s.has(*HARM) for s in near):
            return
        yield found, n, "shot-of"

    def firing(self, n: int) -> Iterator[Found]:
        """ "the opening of fire" with who did it between its words."""
        found = self.phrases.at(n + 1)
        known = found is not None and found.kind in (*SIDED, "people") and not self._averted(n)
        if known and found is not None and any(s.has("fire", "violent_shot") for s in self.segs[found.end :][:8]):
            yield found, n, "act-of"

    def by(self, n: int) -> Iterator[Found]:
        """ "by …", "at the hands of …", where harm was told."""
        found = self.phrases.at(n + 1)
        if found is None or not self._harm_before(n, found):
            return
        if found.kind == "unknown" or self.segs[found.head].has("office", "inquiry"):
            return
        before = self.segs[max(0, n - 9) : n]
        held = any(s.attr("effect") == "arrested" or s.has("defused") for s in before)
        if (held and found.kind in ("force", "state", "people")) or any(s.has("not") for s in before):
            return
        yield found, n, "by"

    def _harm_before(self, n: int, found: Phrase) -> bool:
        """Whether the nearest predicate before "by" tells of harm; another is what was done by them."""
        pack = self.sentence.parsed.pack
        for k in range(n - 1, max(-1, n - 12), -1):
            seg = self.segs[k]
            if seg.has(*HARM):
                return True
            if seg.has("stop", "that", "belong", "siege", "measure_act") or (
                seg.senses and all(s.pos == "verb" for s in seg.senses)
            ):
                return False
            beside = k == n - 1 and not seg.senses and not (k and self.segs[k - 1].has(*HARM))
            word = self.phrases.word(k)
            if beside and (
                word[-1] in self.phrases.accusative
                or any(pack.is_participle(word[: len(word) - end]) for end in ENDINGS)
            ):
                return False
        return False

    def doing(self, n: int) -> Iterator[Found]:
        """ "the doing of X that he did": X and an act behind a preposition, or right behind."""
        found = self.phrases.at(n + 1)
        if found is None or found.kind == "unknown":
            return
        after = [s for s in self.segs[found.end : found.end + 7] if not s.has("time", "adv", "daypart")]
        for s in after[:4]:
            if s.has(*ACTS) or s.has("hand_act", "firing", "deed_noun"):
                yield found, n, "doing"
                return

    # -- sides, the accused

    def sides(self, n: int) -> Iterator[Found]:
        if self.segs[n].definite or not (self.sentence.heading or self._harmed()):
            return
        if any(s.has("ongoing", "still", "remain") for s in self.segs[max(0, n - 2) : n + 5]):
            return
        for k in range(n + 1, min(len(self.segs), n + 9)):
            seg = self.segs[k]
            if seg.has(*WALLS) or (seg.has("comma") and k > n + 3):
                return
            if seg.has("between"):
                yield from self._parties(k, n)
                return
            if seg.has("with") and k <= n + 4:
                found = self.phrases.at(k + 1)
                if found is not None and found.kind in ("named", "armed", "people") and not self._is_place(found):
                    yield found, n, "side"
                return

    def _harmed(self) -> bool:
        return any(s.has("harm_noun", "harm_verb", "victim", "end_noun", "death") for s in self.segs)

    def _parties(self, k: int, n: int) -> Iterator[Found]:
        """The two sides behind "between"; one word may tell both."""
        first = self._side(k + 1)
        if first is None:
            return
        yield first, n, "side"
        m = first.end
        while m < len(self.segs) and m < first.end + 4 and not self.segs[m].has("and", *WALLS):
            m += 1
        if m + 1 < len(self.segs) and self.segs[m].has("and"):
            second = self._side(m + 1 + self.segs[m + 1].has("between"))
            if second is not None:
                yield second, n, "side"

    def _side(self, n: int) -> Phrase | None:
        if n >= len(self.segs):
            return None
        found = self.phrases.at(n)
        if found is None or self.segs[found.head].has("both"):
            return None  # "Between the two sides".
        first = next((m for m in range(found.head + 1, found.end) if self.segs[m].has("and")), None)
        return found if first is None else found._replace(end=first)

    def accused(self, n: int) -> Iterator[Found]:
        """Whoever stands before what he is accused of: "accused … X of the shelling"."""
        for b in range(n + 2, min(len(self.segs), n + FAR)):
            seg = self.segs[b]
            if seg.has(*WALLS):
                return
            charge = seg.has("blame_on") or (seg.has("b", "carry") and self._charged(b))
            if not charge and not (seg.has("duty") and self.segs[n].has("means_verb")):
                continue
            last = b - 1 if self.segs[b - 1].has("quote") else b
            best = None
            for start in range(last - 1, max(n, last - 8), -1):
                found = self.phrases.at(start)
                if found is not None and found.end == last and found.kind in (SIDED if seg.has("duty") else KINDS):
                    best = found
                elif best is not None:
                    break
            if best is not None:
                yield best, n, "accused"
            return

    def _charged(self, b: int) -> bool:
        near: list[Seg] = [s for s in self.segs[b + 1 : b + 6] if not s.has("quote")][:4]
        if near and near[0].has("that"):
            return any(s.has("violent") for s in near)
        return any(s.has(*ACTS, "hand_act", "backing", "behind", "duty", "deed_noun") for s in near)
