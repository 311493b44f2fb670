"""The verbs of violence of a sentence, and the subject of each: for `clause`.

A subject stands right behind its verb where that begins the clause or bears its object, right before it, at the
beginning of the clause with an aside between, before a relative, or with the verb to which "and" joins this one.
"""

from __future__ import annotations

from typing import NamedTuple

from isnad.extract.clauses import is_imperfect
from isnad.extract.doers.objects import Objects
from isnad.extract.doers.phrases import Phrase, Phrases
from isnad.extract.doers.words import ACTING, LEADS, MODAL, PREPS, SKIPPED, STARTS, WALLS
from isnad.extract.parsed import Sentence

FAR, CHAIN = 16, 20


class Doing(NamedTuple):
    """A doer, and by which way he was found."""

    phrase: Phrase
    way: str


class Verbs:
    """Reads the verbs of one sentence; places are those of its wide line."""

    def __init__(self, sentence: Sentence, phrases: Phrases) -> None:
        self.sentence = sentence
        self.segs = sentence.wide.segs
        self.phrases = phrases
        self.objects = Objects(sentence, phrases)

    def is_verb(self, v: int) -> bool:
        """Whether a word is a verb here, of an act that was done."""
        seg = self.segs[v]
        if seg.definite or self._denied(v):
            return False
        lead = self.segs[v - 1] if v else None
        if lead is not None and lead.has("count") and seg.has("team", "unit"):
            return False  # "Six teams", written like "dispersed".
        if lead is not None and lead.has("carried_out") and seg.has("deed_noun", "hand_act", "strike"):
            return False  # "The beating of … took place".
        if lead is not None and lead.has(*PREPS) and not lead.has("that", "say", "time") and not self._relative(v - 1):
            return False
        if seg.has("violent_act", "hand_act", "strike", "harm_noun", "victim", "count") and not self.objects.bears(v):
            return self._verbal(v)
        return True

    def _relative(self, n: int) -> bool:
        return self.segs[n].has("rel")

    def _verbal(self, v: int) -> bool:
        """Whether a word that is a noun as well stands where a verb does."""
        n = v - 1
        while n >= 0 and self.segs[n].has(*SKIPPED):
            n -= 1
        if n < 0 or self.segs[n].has(*STARTS, "and", "rel", "moment", "may"):
            return True
        return self.before(v) is not None or self.opening(v) is not None

    def _denied(self, v: int) -> bool:
        before = self.segs[max(0, v - 3) : v]
        for n, s in enumerate(before):
            if s.has(*MODAL) and not (s.has("not") and n == 0 and len(before) == 3):
                return True
        may = next((s for s in before[-2:] if s.has("may") and not s.has("was")), None)
        return may is not None and is_imperfect(self.sentence, self.segs[v])

    def subject(self, v: int) -> Doing | None:
        if any(
            s.has("one_of", "some_of", "some", "source") and (s.pronoun or s.attr("others", "source"))
            for s in self.segs[v + 1 : v + 2]
        ):
            return None  # Some of those told before.
        if self._joined(v):
            behind, carried = self.behind(v), self.carried(v)
            if behind is not None and behind.counted and carried is None and v > 1 and self.segs[v - 2].has("violent"):
                return None  # "Killed and slaughtered dozens of them".
            if behind is not None and self.objects.acts_on(v, behind) and not (carried and behind.counted):
                return Doing(behind, "behind")
            return carried
        before, behind = self.before(v), self.behind(v)
        if behind is not None and (before is None or self.objects.bears(v)):
            return Doing(behind, "behind")
        if before is not None:
            return Doing(before, "before")
        first = self.opening(v)
        return Doing(first, "opening") if first is not None else None

    def initial(self, v: int) -> bool:
        """Whether a verb begins its clause, so that its subject is behind it, or an adverbial before it."""
        n = v - 1
        while n >= 0 and self.segs[n].has(*SKIPPED) and not self.segs[n].has("opener"):
            n -= 1
        if n < 0 or self.segs[n].has(*STARTS, "and", "may", "moment", "rel", "opener"):
            return True
        for k in range(n, max(-1, n - 6), -1):
            if any(x.pos == "verb" for x in self.segs[k].senses) or self.segs[k].has(*STARTS):
                return False
            if self.segs[k].has("in", "after", "tduring", "on", "during", "about_prep", "l", "b"):
                return k == 0 or self.segs[k - 1].has("and", *STARTS)
        return False

    def _joined(self, v: int) -> bool:
        return v > 0 and self.segs[v - 1].has("and", "so", "then")

    def behind(self, v: int) -> Phrase | None:
        """The phrase right behind a verb, where it can be its subject."""
        if self.objects.number(v) in ("pl", "dual", "we"):
            return None
        borne = self.objects.bears(v) or self.objects.returns(v)
        if not borne and (not self.initial(v) or (v and self.segs[v - 1].has("rel"))):
            return None
        n = v + 1
        while n < len(self.segs) and n < v + 5 and (self.segs[n].has(*SKIPPED) or self._is_of_them(n)):
            n += 1
        if n >= len(self.segs):
            return None
        found = self.phrases.at(n)
        if found is None or not self._nominative(found):
            return None
        head = self.segs[found.head]
        female = self.objects.number(v) == "f" or is_imperfect(self.sentence, self.segs[v])
        if (
            self.objects.number(v) == "f"
            and found.kind == "people"
            and found.many
            and not found.counted
            and not head.has("troops", "crowd")
        ):
            return None
        return found if female or head.attr("number") != "f" else None

    def _is_of_them(self, n: int) -> bool:
        """Whether a word is a preposition with a pronoun, behind a verb that takes it: "fell upon them"."""
        return self.segs[n].has("back_to") and self.segs[n - 1].attr("of", "violent") == "upon"

    def _nominative(self, found: Phrase) -> bool:
        """Whether the words of a phrase may be those of a subject that follows its verb."""
        if found.counted:
            return True
        word = self.phrases.word(found.head)
        head = self.segs[found.head]
        if head.pronoun and found.kind not in ("armed", "force"):
            return False
        if found.kind == "named" or head.has("country"):
            return True
        many = head.attr("number") in ("pl2", "dual") or found.kind == "unknown"
        if many and word.endswith(self.phrases.oblique) and not head.has("troops", "org", "band"):
            return False
        return head.definite or found.definite or word[-1] not in self.phrases.accusative or head.has("band", "org")

    def before(self, v: int) -> Phrase | None:
        """The phrase that ends where a verb begins, or on which its relative clause hangs."""
        n = v - 1
        while n >= 0 and self.segs[n].has(*SKIPPED, "may", "was", "close") and not self.segs[n].has("opener"):
            n -= 1
        if n >= 0 and self.segs[n].has("so") and n + 1 < v and self.segs[n + 1].has("may"):
            n -= 1
        if n >= 0 and self.segs[n].has("rel"):
            n -= 1
        elif self.objects.bears(v) and self.objects.number(v) in ("sg", "f") and self.behind(v) is not None:
            return None
        while n >= 0 and self.segs[n].has("quote", "close"):
            n -= 1
        best: Phrase | None = None
        for k in range(n, max(-1, n - 9), -1):
            if self.segs[k].has("stop", "colon", "that"):
                break
            found = self.phrases.at(k)
            if found is not None and found.end == n + 1:
                best = found
        if best is None or not self.agrees(best, v):
            return None
        if self.objects.bears(v) and v + 1 < len(self.segs) and not best.definite:
            follows = self.segs[v + 1]
            if follows.definite or not follows.senses or follows.has(*ACTING):
                return None  # It is what the verb bears.
        lead = self.segs[best.start - 1] if best.start else None
        if lead is not None and lead.has("name_head"):
            return None
        verbal = (
            lead is not None
            and any(x.pos == "verb" for x in lead.senses)
            and not lead.has("was", "may", "that", "opener")
        )
        told_of = (
            lead is not None
            and lead.has("harm_noun", "end_noun", "detain_verb", "found", "violent_act")
            and best.end < v
        )
        if lead is not None and not lead.has(*LEADS) and not verbal and not told_of:
            return None  # It is the rest of a longer phrase.
        if verbal and (
            self.segs[v].has("violent_act") or best.definite or self.segs[v].attr("of", "violent") == "people"
        ):
            return None  # It is the subject of that verb.
        relative = v > 0 and any(s.has("rel") for s in self.segs[best.end : v])
        if lead is not None and lead.has(*PREPS) and not lead.has("that", "time") and not relative:
            return best if self._asyndetic(best, v) else None
        return best

    def _asyndetic(self, found: Phrase, v: int) -> bool:
        """Whether a verb says of an unknown man what he did: "looks for a man who …", the relative left out."""
        return not found.definite and found.kind in ("armed", "people", "unknown") and v - found.end <= 2

    def opening(self, v: int) -> Phrase | None:
        """The subject at the beginning of the clause of a verb, with an aside between."""
        if self.segs[v - 1].has("rel") if v else True:
            return None
        low = v - 1
        while low > 0 and v - low < FAR and not self._wall(low - 1):
            low -= 1
        if low and not self._wall(low - 1):
            return None
        n = low
        while n < v and self.segs[n].has(*SKIPPED, "and", "so", "comma", "quote", "was", "may", "that"):
            n += 1
        found = self.phrases.at(n) if n < v else None
        if found is None or found.end >= v or not self.agrees(found, v) or found.kind == "unknown":
            return None
        between = [s for s in self.segs[found.end : v] if not s.has("was", "may")]
        if any(s.has("that", "say", "stop", "colon", "but", "then") for s in between):
            return None
        if self.objects.number(v) in ("sg", "f") and any(s.has(*ACTING) for s in between):
            return None  # It may be told of that thing.
        verbs = [i for i, s in enumerate(between) if any(x.pos == "verb" for x in s.senses) and not s.has("was", "may")]
        led = [i for i, s in enumerate(between) if s.has("rel", "open", "dash", "comma")]
        if verbs and (not led or led[0] > verbs[0]) and (found.definite or verbs[0] > 0):
            return None
        return found

    def _wall(self, n: int) -> bool:
        """Whether a clause begins behind a word."""
        was = self.segs[n].has("was") and (n == 0 or self.segs[n - 1].has(*STARTS, "and"))
        return was or self.segs[n].has(*WALLS)

    def carried(self, v: int) -> Doing | None:
        """Whom the verb before "and" is told of."""
        low = v - 1
        while low > 0 and v - low < CHAIN and not self.segs[low - 1].has(*WALLS):
            low -= 1
        for n in range(low, v - 1):
            seg = self.segs[n]
            if not self._any_verb(n) or seg.definite or seg.has("was", "may", "say"):
                continue
            if seg.has("harm_verb", "end_verb", "undergo_verb", "met", "dies") and not seg.has("violent"):
                return None
            k = n + 1
            while k < v and self.segs[k].has(*SKIPPED):
                k += 1
            alone = self.plain_number(n) in ("sg", "f", "") and self.initial(n)
            for found in (self.before(n), self.phrases.at(k) if k < v and alone else None):
                if found is None or found.end >= v or not self.agrees(found, v) or found.kind == "unknown":
                    continue
                if found.start > n and not self._nominative(found):
                    continue
                if seg.has("violent") and not self.objects.acts_on(n, found):
                    return None
                if not seg.has("violent") and self._by_a_thing(max(n + 1, found.end), v):
                    return None
                if not self._seen_active(v):
                    return None
                return Doing(found, "carried")
            return None
        return None

    def _by_a_thing(self, start: int, v: int) -> bool:
        """Whether a verb behind "and" may be told of an attack between it and the verb before."""
        return self.objects.number(v) in ("sg", "f") and any(s.has(*ACTING) for s in self.segs[start:v])

    def plain_number(self, n: int) -> str:
        """The number of a verb of any kind."""
        return next(
            (str(x.attrs["number"]) for x in self.segs[n].senses if x.pos == "verb" and "number" in x.attrs), ""
        )

    def _seen_active(self, v: int) -> bool:
        """Whether a verb behind "and" cannot be the passive of what follows it."""
        sense = self.segs[v].sense("violent")
        if (
            sense is None
            or sense.attrs["of"] != "people"
            or sense.attrs.get("plain")
            or self.objects.number(v) in ("pl", "dual")
        ):
            return True
        thing = self.objects.thing(v + 1)
        if self.objects.bears(v) or thing is None:
            return self.objects.bears(v)
        word = self.sentence.parsed.folded.text[thing.start : thing.end]
        return (
            word[-1] in self.phrases.accusative
            or word.endswith(self.phrases.oblique)
            or (thing.definite and not thing.has("count"))
        )

    def _any_verb(self, n: int) -> bool:
        """Whether a word is a verb: by a list or by its shape."""
        seg = self.segs[n]
        if seg.senses:
            return any(x.pos == "verb" for x in seg.senses)
        first = n == 0 or self.segs[n - 1].has(*STARTS, "and", "rel", "opener", "moment")
        word = self.phrases.word(n)
        return self.sentence.parsed.pack.is_verb(word, first=first) or (first and self.phrases.at(n + 1) is not None)

    def agrees(self, found: Phrase, v: int) -> bool:
        """Whether a verb that follows a phrase may be told of it."""
        number = self.objects.number(v)
        head = self.segs[found.head]
        if found.kind in ("named", "force", "state", "weapon") or head.has("band", "org", "crowd"):
            return number != "we"
        if head.attr("number") == "dual" and not found.counted:
            return number in ("dual", "f", "pl")
        if found.many:
            return number in ("pl", "f", "dual") or found.counted
        return number in ("sg", "f")
