"""Harm told of one person without a figure: by a pronoun, or of one who is named by a calling.

"The lorry's driver was arrested", "he was arrested", "led to his death", "but she died of her wounds".
Leaves findings of one person, or of the number that the pronoun tells.
"""

from __future__ import annotations

from isnad.extract.clauses import is_many
from isnad.extract.people.findings import Findings, Harm
from isnad.extract.people.fit import owned_one
from isnad.extract.people.scene import STATE_ROLES
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg, Sense

HURT = ("killed", "wounded")
LONE = ("attacker", "gunman", "suicide")
"""Words for one who did it: his death is told elsewhere."""


NAMED = ("given", "among")
"""What follows a verb whose subject is told behind it: a name, "of them"."""


class References(Findings):
    """Findings whose people are a pronoun, or one person without a figure."""

    def _him(self, m: Match) -> None:
        """ "Was arrested", of the one person before it or of a pronoun."""
        t = m.seg("t")
        if t is None or m.at("t") in self.used_triggers or self._unsure(m.at("t")):
            return
        people = m.seg("people")
        low = t.attr("low", "held_him") or t.attr("low", "holding_him")
        if people is not None and (
            people.attr("role") in STATE_ROLES or owned_one(people) or not _as_many(people, low)
        ):
            people = None
        if people is not None and m.start and self.line.segs[m.start - 1].has("they", "he"):
            return
        effect = "abducted" if t.attr("custody") and not self.police(m.at("people")) else "arrested"
        if people is None:
            if not (t.attr("manifold") or t.attr("custody")):
                self._alone(m, t, effect, low)
        elif m.at("people") not in self.spent:
            self._add(m, effect, m.at("people"), people, None).end = t.end
        self.used_triggers.add(m.at("t"))

    def _arrested(self, m: Match) -> None:
        """ "The driver was arrested", the verb behind the one person it is said of."""
        t, at, person = m.seg("t"), m.at("t"), m.seg("people")
        if t is None or person is None or at in self.used_triggers or m.at("people") in self.spent:
            return
        verb = t.has("harm_verb") and t.attr("number", "harm_verb") in ("sg", "f")
        effect = t.attr("effect", "harm_verb") if t.has("harm_verb") else t.attr("effect", "death")
        if effect == "abducted" and t.attr("custody") and self.police(m.at("people")):
            effect = "arrested"
        if effect != "arrested" or not (verb or t.has("death")) or t.pronoun or self._unsure(at):
            return
        if person.attr("low") != 1 or person.attr("effect") or person.attr("role") in STATE_ROLES or _body(person):
            return
        before = self.line.segs[m.start - 1] if m.start else None
        if before is not None and before.has("harm_verb", "harm_noun", "l"):
            return
        harm = self._add(m, "arrested", m.at("people"), person, None)
        harm.end = t.end
        self.used_triggers.add(at)

    def _one_killed(self, m: Match) -> None:
        """ "That a leader of the group was killed", alone or with others: the verb has nobody else to be done to."""
        t, at, person, beside = m.seg("t"), m.at("t"), m.seg("people"), m.seg("beside")
        if t is None or person is None or at in self.used_triggers or m.at("people") in self.spent:
            return
        effect = str(t.attr("effect", "harm_verb"))
        if effect not in HURT or t.pronoun or t.attr("tight") or t.attr("number", "harm_verb") not in ("sg", "f"):
            return
        if person.attr("effect", "group") or person.attr("role") == "attacker" or self._unsure(at):
            return
        harm = self._add(m, effect, m.at("people"), person, None)
        harm.end = t.end
        self.used_triggers.add(at)
        if beside is not None and m.at("beside") not in self.spent:
            own = beside.attr("effect", "group")
            self._add(m, own or effect, m.at("beside"), beside, None).more = own in (None, effect)

    def _beside(self, m: Match, people: list[tuple[int, Seg]]) -> None:
        """ "His death with two of his men": he and they."""
        t, at = m.seg("t"), m.at("t")
        if t is None or not people or people[0][0] in self.spent or not self.fits(m, t, people):
            return
        effect = t.attr("effect", "harm_noun") or t.attr("effect", "harm_verb")
        if effect not in HURT or not people[0][1].has("counted", "single"):
            return
        if at not in self.used_triggers:
            self._alone(m, t, str(effect), 1)
        self.used_triggers.add(at)
        for i, g in people[:1]:
            self._add(m, str(effect), i, g, None).more = True

    def _pair(self, m: Match) -> None:
        """ "The president of the court and his companion met their death"."""
        t, first, second = m.seg("t"), m.seg("people"), m.seg("inner")
        if t is None or first is None or second is None or m.at("t") in self.used_triggers:
            return
        if not t.attr("two", "death") or first.attr("low") != 1 or second.attr("low") != 1:
            return
        if first.attr("effect", "group") or m.at("people") in self.spent or m.at("inner") in self.spent:
            return
        effect = str(t.attr("effect", "death"))
        self._add(m, effect, m.at("people"), first, None)
        self._add(m, effect, m.at("inner"), second, None).end = t.end
        self.used_triggers.add(m.at("t"))

    def _himself(self, m: Match) -> None:
        """ "Led to his death", "but she died": the person is told of before."""
        t, at = m.seg("t"), m.at("t")
        settings = self.sentence.parsed.pack.settings["pronouns"]
        if t is None or at in self.used_triggers:
            return
        before = [s for s in self.sentence.line.segs if s.start < t.start]
        if any(s.has(*LONE) and not is_many(s) for s in before):
            return
        effect = t.attr("effect", "dies") or t.attr("effect", "harm_noun")
        owned = bool(t.pronoun) or bool(t.attr("owned"))
        if effect not in HURT or not (t.has("dies") or owned) or (t.has("death") and any(s.has("met") for s in before)):
            return
        if effect == "wounded" and not (at and self.line.segs[at - 1].has("until", "about_prep", "in", "b", "yield")):
            return
        if any(s.pronoun and s.has("blast", "blast_verb") for s in before):
            return
        if t.has("dies"):
            after = self.line.segs[at + 1] if at + 1 < len(self.line) else None
            if after is not None and after.has("counted", "count", "single", "refgroup", "plural", "word", *NAMED):
                return
        elif t.pronoun not in (*settings["sg"], *settings["two"]) and not self._one(t):
            return
        dual = t.pronoun in settings["two"] or bool(t.attr("two"))
        self._alone(m, t, str(effect), 2 if dual else 1)
        self.used_triggers.add(at)

    def _one(self, t: Seg) -> bool:
        """Whether a noun with a pronoun in its form is one person's."""
        return not t.pronoun and str(t.attr("number", "harm_noun") or "sg") == "sg"

    def _alone(self, m: Match, t: Seg, effect: str, low: int | None) -> Harm:
        """A finding whose evidence is the word of harm itself."""
        whole = Seg(t.start, t.end, t.sig, (Sense("group", {"low": low, "high": low, "role": "person"}),), parts=(t,))
        harm = self._add(m, effect, m.at("t"), whole, None)
        harm.start, harm.end = t.start, t.end
        return harm

    def _unsure(self, at: int) -> bool:
        """Whether what is said is denied, sought or only to come."""
        before = self.line.segs[max(0, at - 3) : at]
        return any(s.has("not", "none", "attempt", "will", "or", "past_time", "earlier", "had_been") for s in before)


def _as_many(people: Seg, low: int | None) -> bool:
    """Whether people are as many as a pronoun tells; without a figure it tells of more than one."""
    told = people.attr("low")
    return told == low if low is not None else people.has("counted") and told != 1


def _body(person: Seg) -> bool:
    """Whether a word for one person is part of a name of a body: "the public prosecutor's office"."""
    return any(p.has("force", "state_body", "troops") for p in person.parts)
