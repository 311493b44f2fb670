"""Who does a violent act, by the syntax of its predicate: for `perpetrator`.

Every verb of violence has a subject: the phrase right behind it, or before it at the beginning of its clause, or the
noun that a relative clause hangs on, or who the verb before "and" is told of. Whether a verb that is written like its
passive is one shows by its object. Nouns of acts have theirs behind them. What the words of the phrase are does not
matter, save that they be people, an armed body, a state, or a weapon that is somebody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from isnad.extract.clauses import is_imperfect
from isnad.extract.doers.nouns import CLASHES, Nouns
from isnad.extract.doers.phrases import Phrase, Phrases
from isnad.extract.doers.verbs import Doing, Verbs
from isnad.extract.doers.words import GUARDS, WEAPONS, is_foe
from isnad.extract.parsed import Sentence


def doings(sentence: Sentence, attacked: bool, harmed: bool) -> list[Doing]:
    """Every doer that a predicate of violence has in a sentence.

    `attacked`: the report tells of an attacker; `harmed`: of people harmed near its beginning.
    """
    if not sentence.wide.holds(sentence.parsed.pack.chars("violent", "violent_act", "by", "accuse", *CLASHES)):
        return []
    reader = _Reader(sentence, attacked, harmed)
    out: list[Doing] = []
    for found in reader.all():
        if not any(d.phrase.start < found.phrase.end and found.phrase.start < d.phrase.end for d in out):
            out.append(found)
    return out


class _Reader:
    def __init__(self, sentence: Sentence, attacked: bool, harmed: bool) -> None:
        self.sentence = sentence
        self.segs = sentence.wide.segs
        self.phrases = Phrases(sentence)
        self.verbs = Verbs(sentence, self.phrases)
        self.attacked = attacked
        self.harmed = harmed

    def all(self) -> Iterator[Doing]:
        verbs = self.sentence.parsed.pack.chars("violent")
        for v, seg in enumerate(self.segs):
            if seg.sig in verbs and self.verbs.is_verb(v):
                found = self.verbs.subject(v)
                if found is not None and self.verbs.objects.acts_on(v, found.phrase) and self.doer(v, found):
                    yield found
        for phrase, at, way in Nouns(self.sentence, self.phrases).all():
            if not (phrase.kind in ("force", "state") and self._ends(phrase, at, way)):
                yield Doing(phrase, way)

    def doer(self, v: int, doing: Doing) -> bool:
        """Whether the subject is told as a doer: no lawful work, no end of an attack, nobody known already."""
        sense, found = self.segs[v].sense("violent"), doing.phrase
        assert sense is not None
        head, present = self.segs[found.head], is_imperfect(self.sentence, self.segs[v])
        bears = self.verbs.objects.bears(v)
        of_state = found.kind in ("force", "state") or head.attr("type", "named") == "state"
        if of_state and not self._unlawful(v, found, bears):
            return False
        if head.has("office") and sense.attrs["of"] == "act":
            return False
        if sense.attrs.get("stands") and present and not self.sentence.heading:
            return False
        if found.kind == "unknown" and not self.phrases.word(found.head).endswith(self.phrases.several):
            return False
        if found.end - found.start == 1 and head.definite and head.has("org", "band") and present:
            return False
        led = any(s.has("rel") for s in self.segs[found.end : v])
        if doing.way == "before" and led and present and found.definite and not self.sentence.heading:
            return False  # What somebody does in general.
        if head.pronoun and head.has("one_of", "some_of", "some", "source"):
            return False
        return not (bears and doing.way == "behind" and self._in_general(v))

    def _unlawful(self, v: int, found: Phrase, bears: bool) -> bool:
        """Whether what an armed body or a state does is violence told for its own sake."""
        head, sense = self.segs[found.head], self.segs[v].sense("violent")
        guards = found.kind == "force" and head.attr("en", "troops") in GUARDS
        of = sense.attrs["of"] if sense is not None else ""
        if head.has("named") and head.attr("type", "named") == "group":
            return True
        if sense is not None and sense.attrs.get("group"):
            return False
        if found.kind == "force" and self.attacked and not head.has("named"):
            ends = any(s.has("attacker", "suspect_word") or is_foe(s) for s in self.segs[v : v + 12])
            if ends or self.segs[v].has("answer_verb") or (guards and of == "people"):
                return False
        foes = any(s.has("attacker", "suspect_word") or is_foe(s) for s in self.segs[v : v + 8])
        if guards and of == "people" and foes:
            return False
        sided = ("nation", "named", "country", "state_body", "violent_man")
        words = self.segs[found.start : found.end]
        bare = not found.counted and not any(s.has(*sided) for s in words)
        if found.kind == "force" and bare and head.definite and head.attr("en", "troops") in (*WEAPONS, "forces"):
            return False
        if found.kind == "force" and self._at_foes(v, known=bare or of == "people"):
            return False
        return not self._at_foes(v, known=bears)

    def _in_general(self, v: int) -> bool:
        """Whether acts in the plural are told of in the present: "attacks that … launch"."""
        if not is_imperfect(self.sentence, self.segs[v]):
            return False
        acts = [
            s
            for s in self.segs[max(0, v - 7) : v]
            if s.has("violent_act", "attack", "strike", "op", "blast", "violent_shot")
        ]
        return not acts or any(s.attr("number") in ("pl", "pl2") for s in acts)

    def _ends(self, phrase: Phrase, at: int, way: str) -> bool:
        """Whether an armed body told beside a noun ends violence: police after an attack, strikes on foes."""
        guards = self.segs[phrase.head].attr("en", "troops") in GUARDS
        if way in ("by", "shot-of", "side"):
            doers = any(s.has("attacker") or is_foe(s) for s in self.segs[max(0, at - 9) : at])
            return (guards and self.attacked) or doers
        return self._at_foes(at)

    def _at_foes(self, v: int, known: bool = False) -> bool:
        """Whether a state strikes armed men and nobody is told of as harmed."""
        after = self.segs[v + 1 : v + 16]
        foes = any(s.attr("type", "named") == "group" or s.has("rebels", "org", "band") or is_foe(s) for s in after)
        return foes and (known or not self.harmed)
