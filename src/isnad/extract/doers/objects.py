"""What a verb of violence is done to, shot with or made of, by which it is known for one: for `clause`.

A verb that is written like its passive is active where its object follows its subject, or stands in the verb.
"""

from __future__ import annotations

from isnad.extract.clauses import is_imperfect
from isnad.extract.doers.phrases import ADJECTIVES, Phrase, Phrases
from isnad.extract.doers.words import HARMED, PREPS, SITES, SKIPPED, VICTIMS
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg


class Objects:
    """Reads what follows the verbs of one sentence; places are those of its wide line."""

    def __init__(self, sentence: Sentence, phrases: Phrases) -> None:
        self.sentence = sentence
        self.segs = sentence.wide.segs
        self.phrases = phrases

    def acts_on(self, v: int, subject: Phrase) -> bool:
        """Whether the verb has what makes it one of violence, and not its passive."""
        sense = self.segs[v].sense("violent")
        assert sense is not None
        of, segs = sense.attrs["of"], self.segs
        start = self._past_aside(subject.end) if subject.start > v else v + 1
        after = self.after(start)
        if after and after[0].has("no_deed"):
            return False
        if sense.attrs.get("loose") and subject.kind == "unknown":
            return False
        if of == "upon":
            return any(s.has("on", "b", "in", "with", "aside", "over") for s in after[:5])
        if of == "shot":
            return self._shoots(v, after)
        if of == "act":
            return self._commits(v, after)
        if of == "effect":
            return any(s.has(*HARMED) for s in after[:2])
        if segs[v].pronoun:
            return not any(s.has("no_deed") for s in segs[max(0, v - 3) : v])
        thing = self.thing(start, of == "people")
        if thing is None:
            return (
                of == "site"
                and subject.start < v
                and self.number(v) in ("sg", "f")
                and is_imperfect(self.sentence, segs[v])
            )
        activity = sense.attrs.get("patient") and thing.has("activity")
        if thing.has("no_deed") and not activity:
            return False
        human = thing.has(*VICTIMS, "named", "troops", "gunman", "crowd", "band", "violent_man")
        if of == "people":
            near = self.next_to(start, thing)
            return (human and (near or subject.start > v)) or (not thing.senses and near)
        if sense.attrs.get("loose") or sense.attrs.get("patient"):
            return human or thing.has(*SITES) or self.next_to(start, thing) or bool(activity)
        return True

    def _past_aside(self, start: int) -> int:
        """Where the clause goes on behind an aside on its subject: "X, who is a student, opened fire"."""
        segs = self.segs
        if start + 1 >= len(segs) or not segs[start].has("comma", "dash", "open"):
            return start
        if not segs[start].has("open") and not segs[start + 1].has("he", "and_he", "rel", "they", "aged", "count"):
            return start
        ends = ("close",) if segs[start].has("open") else ("comma", "dash")
        close = next((n for n in range(start + 2, min(len(segs), start + 16)) if segs[n].has("stop", *ends)), start)
        return close + 1 if segs[close].has(*ends) and close > start else start

    def next_to(self, start: int, thing: Seg) -> bool:
        """Whether nothing but a time stands before the object."""
        return all(s.has(*SKIPPED, "quote", "open") for s in self.segs[start : self.segs.index(thing)])

    def after(self, start: int) -> list[Seg]:
        """What follows in the clause."""
        out: list[Seg] = []
        for s in self.segs[start : start + 10]:
            if s.has("stop", "colon", "that", "comma") and len(out) > 1:
                break
            if not s.has(*SKIPPED, "quote", "open"):
                out.append(s)
        return out

    def thing(self, start: int, people: bool = False) -> Seg | None:
        """The object that follows: the first noun that no preposition governs."""
        n, segs, skipped = start, self.segs, 0
        end = min(len(segs), start + 12)
        while n < end:
            s = segs[n]
            if s.has(
                "stop", "colon", "that", "comma", "and", "rel", "opener", "after", "so", "then", "they", "he"
            ) and not s.has("time"):
                return None
            if s.has(*SKIPPED, "quote", "open", "close"):
                n += 1
                continue
            if s.has(*PREPS, "near", "towards", "owing", "tduring", "facing", "at_moment", "link") and not s.has(
                *SITES, "count"
            ):
                own = s.has("from") and n + 1 < end and segs[n + 1].has("aged")  # "In his thirties".
                skipped += not own
                if skipped > 1 or (people and not own and s.has("b", "by", "from", "owing")):
                    return None
                inner = self.phrases.at(n + 1)
                n = inner.end if inner is not None and inner.end > n + 1 else self._past(n + 1)
                continue
            if any(x.pos == "verb" for x in s.senses) and not any(x.pos != "verb" for x in s.senses):
                return None
            if not s.senses and self.sentence.parsed.pack.is_verb(self.phrases.word(n), first=False):
                return None
            return s
        return None

    def _past(self, n: int) -> int:
        """The end of the noun that a preposition governs: itself, a genitive, adjectives."""
        while n < len(self.segs) and self.segs[n].has(*PREPS):
            n += 1
        n += 1
        while n < len(self.segs) and (
            self.phrases.known(n) or self.segs[n].has("place", "nation", "qual", "named", *ADJECTIVES)
        ):
            n += 1
        return n

    def _shoots(self, v: int, after: list[Seg]) -> bool:
        if self.bears(v):
            return any(
                s.has("violent_shot", "violent_act", "charge", "missile", "fire", "attack")
                for s in self.segs[max(0, v - 6) : v]
            )
        far = 3 if self.segs[v].attr("near", "violent") else 6
        near = after[: next((n for n, s in enumerate(after[:7]) if s.has("no_deed")), far)]
        return any(
            s.has("violent_shot", "stones", "charge", "missile", "fire", "bullets", "munition", "gas") for s in near
        )

    def _commits(self, v: int, after: list[Seg]) -> bool:
        if self.bears(v) or self.returns(v):
            near = [*self.segs[max(0, v - 7) : v], *(after[:8] if self.returns(v) else ())]
            acts = [s for s in near if s.has("violent_act", "massacre", "hand_act", "deed_noun", "attack", "raid")]
            return bool(acts) and not self._many_acts(v, acts[-1])
        for n, s in enumerate(after[:7]):
            if s.has("no_deed"):
                return False
            if (
                s.has("violent_act", "massacre")
                and (not s.definite or n <= 1)
                and (n == 0 or not after[n - 1].has("about_prep"))
            ):
                general = (
                    s.pronoun and is_imperfect(self.sentence, self.segs[v]) and self.segs[v].attr("stands", "violent")
                )
                return not general and not self._many_acts(v, s)
            if s.has("op") and not s.definite and any(x.has("against", "revenge", "suicide") for x in after[n : n + 4]):
                return True
        answers = self.segs[v].has("answer_verb") and any(s.has("fire", "violent_shot", "bullets") for s in after[:4])
        return bool(answers)

    def _many_acts(self, v: int, act: Seg) -> bool:
        """Whether attacks in the plural are told of, and nobody as harmed: what somebody does in general."""
        if not act.has("attack", "blast") or act.attr("number") not in ("pl", "pl2"):
            return False
        return is_imperfect(self.sentence, self.segs[v]) or not any(
            s.has("victim", "harm_noun", "harm_verb", "count") for s in self.segs
        )

    def bears(self, v: int) -> bool:
        """Whether a verb bears its object."""
        return bool(self.segs[v].pronoun or self.segs[v].attr("borne", "violent"))

    def returns(self, v: int) -> bool:
        """Whether a pronoun behind a preposition stands for the act: "the attack that … carried out"."""
        return any(s.has("back_to") for s in self.segs[v + 1 : v + 2])

    def number(self, v: int) -> str:
        return str(self.segs[v].attr("number", "violent") or "sg")
