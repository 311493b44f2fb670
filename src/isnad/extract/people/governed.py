"""The people whom a word of harm governs, in whatever voice and order, where no rule of a phrase has read them.

A verb looks behind it, past its adverbials, for its subject and its object, or before it for
the subject of its clause; a noun of harm has its people at once behind it. People joined by "and" suffer the same.
Leaves findings of the rules `harm.governed` and `harm.pronoun`.
"""

from __future__ import annotations

from isnad.extract.people.findings import Harm
from isnad.extract.people.fit import DOERS, owned_one
from isnad.extract.people.phrases import PREPOSITIONS, RULE, THINGS, Phrase, Phrases
from isnad.extract.people.references import HURT
from isnad.grammar.segments import Seg

PRONOUN = "harm.pronoun"
WALLS = ("stop", "that", "rel", "but", "colon", "harm_noun", "harm_verb", "not", "none", "will", "or", "yield", "toll")
"""What ends the clause of a verb."""
LIGHT = ("time", "adv", "quote", "open", "close", "maybe", "hurt_by")
"""What may stand anywhere in a clause."""
CAUSES = (
    "strike",
    "blast",
    "bullets",
    "fire",
    "attack",
    "fall",
    "collision",
    "event_noun",
    "missile",
    "force",
    "gunman",
)
"""Nouns that may be the subject of an active verb: "a raid killed a young man"."""
ONLY_PEOPLE = ("killed",)
"""Effects that only people suffer, so that a noun which no list holds is one of people."""
AFTER_PRONOUN = (*LIGHT, "in", "b", "l", "stop", "comma", "succumb", "succumbed", "and", "bullets", "link", "after")
"""What may follow a verb that has nobody beside it."""
REACH = 9
FAR = 14


class Governed(Phrases):
    """Reads the words of harm that the rules have left."""

    def rest(self) -> None:
        """Findings of every word of harm that is not spent, and of the people joined to those found."""
        for harm in list(self.found):
            if harm.parent is None and not harm.total and harm.trigger is not None and harm.low != 0:
                self._joined(harm.effect, self._end(harm.index), harm)
        chars = self.sentence.parsed.pack.chars("harmed", "met", "harm_noun", "harm_verb")
        for at in self.line.where(chars):
            seg = self.line.segs[at]
            if seg.has("harmed") and seg.definite and at:
                self._participle(at, seg)
            if seg.has("met") and at not in self.used_triggers:
                self._met(at)
            if at in self.used_triggers or not seg.has("harm_noun", "harm_verb"):
                continue
            effect = str(seg.attr("effect", "harm_verb") or seg.attr("effect", "harm_noun"))
            if effect == "arrested" or seg.definite or seg.pronoun or seg.attr("owned") or seg.attr("mourns"):
                continue
            if seg.attr("own_only") or (effect == "missing" and seg.attr("tight")):
                continue
            if self._vain(at, seg):
                continue
            found = self._of_verb(at, seg, effect) if seg.has("harm_verb") else None
            if found is None and seg.has("harm_noun") and not seg.attr("ahead"):
                found = self._of_noun(at, seg, effect)
            if found is None and seg.has("harm_verb") and effect in HURT:
                found = self._of_pronoun(at, seg)
            if found is not None and self._told(seg, found):
                self._take(at, seg, effect, found)

    def _participle(self, at: int, seg: Seg) -> None:
        """ "The two wounded policemen": what befell a pair told with article."""
        pair, effect = self.line.segs[at - 1], seg.attr("effect")
        two = pair.attr("low") == seg.attr("low") == 2 and pair.has("counted") and pair.definite
        if two and not pair.has("harmed") and effect in HURT and at - 1 not in self.spent:
            self._governed_by(None, str(effect), Phrase(at - 1, at, pair), near=False)
            self.spent.add(at)

    def _met(self, at: int) -> None:
        """ "Met, this morning, a broker his death"."""
        segs, k = self.line.segs, at + 1
        while k < len(segs) and segs[k].has(*LIGHT) and not segs[k].has("group"):
            k += 1
        found = self.phrase(k, bare=True) or self._nation(k)
        if found is None or found.at in self.spent or found.group.attr("role") == "attacker":
            return
        for n in range(found.end, min(len(segs), found.end + REACH)):
            if segs[n].has("stop", "harm_verb", "harm_noun", "group", "count", "that", "rel"):
                return
            if segs[n].has("death", "parting") and segs[n].attr("effect") == "killed" and n not in self.used_triggers:
                harm = self._governed_by(segs[n], "killed", found, near=True)
                self.used_triggers.add(n)
                self._joined("killed", found.end, harm)
                return

    def _nation(self, k: int) -> Phrase | None:
        """A person told by nation alone: "a Palestinian"."""
        seg = self.line.segs[k] if k < len(self.line) else None
        alone = seg is not None and seg.has("nation") and not seg.definite and seg.attr("number", "nation") != "pl"
        return self._built(k, k + 1, k) if alone else None

    def _told(self, trigger: Seg, found: Phrase) -> bool:
        """Whether a phrase tells of people who are victims: no attacker, nobody in general, no country."""
        group = found.group
        if self._is_no_event(trigger, (found.at, group), total=False):
            return False
        if group.attr("role") == "attacker" or (group.attr("effect") not in (None, "wounded", "missing")):
            return False
        if group.has("refgroup") and group.attr("role") == "militant" and not self._is_named(found):
            return False
        if found.end < len(self.line) and self.line.segs[found.end].has("self"):
            return False
        if group.has("refgroup") and group.attr("low") not in (1, 2):
            return group.rule == "counted-after" or group.has("counted")
        if group.parts and group.parts[0].has("one_of_them"):
            before = [s for s in self.line.segs[: found.at] if s.has("attacker", "gunman", "suspected")]
            armed = [s for s in self.line.segs[: found.at] if s.attr("role") in ("attacker", "militant")]
            return not before and not armed
        if trigger.attr("foe"):
            return group.has("group") and group.rule != RULE
        lone = len(group.parts) == 1 and group.parts[0].has("nation") and not group.parts[0].has("person")
        return not (trigger.attr("tight") and lone)

    def _vain(self, at: int, seg: Seg) -> bool:
        """Whether harm is denied, feared, sought or only to come."""
        before = self.line.segs[max(0, at - 2) : at]
        if any(s.has("not", "none", "will", "attempt", "or") for s in before) or self.unreal(seg, at):
            return True
        return bool(before) and before[-1].has("l") and seg.has("harm_noun")

    def _take(self, at: int, trigger: Seg, effect: str, found: Phrase) -> None:
        harm = self._governed_by(trigger, effect, found, near=abs(found.at - at) <= 4 or found.end == at)
        self.used_triggers.add(at)
        self._joined(effect, found.end, harm)

    def _joined(self, effect: str, at: int, first: Harm) -> None:
        """The people joined by "and" to those told before `at`."""
        segs = self.line.segs
        while at + 1 < len(segs) and segs[at].has("and", "comma"):
            k = at + 1 if segs[at].has("and") or not segs[at + 1].has("and") else at + 2
            if segs[at].has("comma") and k == at + 1:
                return
            phrase = self.phrase(k)
            if phrase is None or phrase.at in self.spent or not self._may_join(phrase):
                return
            own = phrase.group.attr("effect", "group")
            self._governed_by(None, str(own or effect), phrase, near=False).others = bool(phrase.group.attr("others"))
            at = phrase.end

    def _may_join(self, phrase: Phrase) -> bool:
        """Whether people behind "and" are no subject of a clause of their own."""
        group, segs = phrase.group, self.line.segs
        if group.has("refgroup") and not any(p.pronoun for p in group.parts):
            return False
        after = segs[phrase.end] if phrase.end < len(segs) else None
        if after is not None and any(s.pos == "verb" for s in after.senses) and not after.has("link", "time", "and"):
            return False
        return group.has("single", "counted", "refgroup")

    def _governed_by(self, trigger: Seg | None, effect: str, phrase: Phrase, near: bool) -> Harm:
        rule = PRONOUN if phrase.group.parts == (trigger,) else RULE
        return self.finding(effect, phrase.at, phrase.group, rule, trigger, beside=near)

    # what governs

    def _of_noun(self, at: int, seg: Seg, effect: str) -> Phrase | None:
        """The people at once behind a noun of harm."""
        if seg.attr("campaign") or seg.attr("judged") or (at and self.line.segs[at - 1].has("any")):
            return None
        bare = effect in ONLY_PEOPLE and not seg.attr("tight") and not seg.has("harm_verb")
        quoted = at + 1 < len(self.line) and self.line.segs[at + 1].has("quote")
        found = self.phrase(at + 1 + quoted, bare=bare) or (self._given(at + 1 + quoted) if bare else None)
        if found is None or found.at in self.spent:
            return None
        named = found.group.has("refgroup") and self._is_named(found)
        if found.group.has("refgroup") and not named:
            return None
        if found.group.has("plural") or found.group.attr("role") == "attacker":
            return None
        return None if seg.attr("natural") and owned_one(found.group) else found

    def _of_verb(self, at: int, seg: Seg, effect: str) -> Phrase | None:
        """The people whom a verb is said of: behind it, or before it in its clause."""
        number = seg.attr("number", "harm_verb")
        passive = bool(seg.attr("passive", "harm_verb"))
        behind = self._behind(at, seg, effect, passive)
        if behind is not None or number == "we":
            return behind if behind is not None and behind.at not in self.spent else None
        if seg.attr("tight") and not passive and effect != "killed":
            return None
        after = self.line.segs[at + 1] if at + 1 < len(self.line) else None
        if seg.attr("tight") and after is not None and after.has("time", "count", "measure"):
            return None
        if not passive and after is not None and not after.has(*AFTER_PRONOUN, "on"):
            return None
        before = self._subject(at, number) or (self._far_subject(at, number) if passive else None)
        return before if before is not None and before.at not in self.spent else None

    def _behind(self, at: int, seg: Seg, effect: str, passive: bool) -> Phrase | None:
        segs, k = self.line.segs, at + 1
        active = seg.attr("number", "harm_verb") in ("pl", "dual")
        bare = effect in ONLY_PEOPLE and not seg.attr("tight") and (self._begins(at) or (passive and not active))
        while k < min(len(segs), at + REACH):
            here = segs[k]
            if here.has(*WALLS) or here.has("and") or (here.has("comma") and not self._aside(k)):
                return None
            near = all(s.has(*LIGHT) for s in segs[at + 1 : k])
            found = self.phrase(k, bare=bare and near and not active)
            if found is None and near and here.has("nation") and (passive or self._accusative(here)):
                found = self._nation(k)
            if found is not None and not self.shoots(found.at):
                if not passive and not active and not near and self._caused(at, k):
                    return found if found.group.has("single", "counted") or self._is_named(found) else None
                if not (near or self._may_follow(k, seg)):
                    return None
                if active:
                    return found if near and found.group.has("single", "counted", "refgroup") else None
                return found if passive else self._object(at, seg, found)
            k += 1
        return None

    def _caused(self, at: int, k: int) -> bool:
        """Whether what stands between a verb and people is a raid, a bullet or a force that is its subject."""
        between = self.line.segs[at + 1 : k]
        known = all(s.has(*CAUSES, *LIGHT, "qual", "trait", "nation") or not s.senses for s in between)
        return known and between[0].has(*CAUSES) and not any(s.has(*THINGS, *PREPOSITIONS) for s in between)

    def _begins(self, at: int) -> bool:
        """Whether a word that may be a verb begins a clause, and what follows is no noun of another noun."""
        segs = self.line.segs
        opens = at == 0 or segs[at - 1].has("that", "stop", "colon", "and", "comma", "so", "dash", "quote", "opener")
        return opens and not (at + 2 < len(segs) and segs[at + 2].definite and not segs[at + 2].has("given"))

    def _may_follow(self, k: int, verb: Seg) -> bool:
        """Whether people behind other words are the verb's and no part of what stands before them."""
        before = self.line.segs[k - 1]
        told = self.line.segs[k].has("single", "counted", "count")
        if before.definite or before.pronoun or before.has(*LIGHT, "place", "comma", "force"):
            return told
        return told and before.has("trait", "qual") and not before.has("group")

    def _aside(self, k: int) -> bool:
        """Whether a comma only sets off a time."""
        return any(s.has("time") for s in self.line.segs[max(0, k - 1) : k + 2])

    def _object(self, at: int, seg: Seg, first: Phrase) -> Phrase | None:
        """The victim of a verb that may be active: who stands behind the doer, else the first."""
        second = self.second(first.at)
        if second is not None:
            return Phrase(second[0], self._end(second[0]), second[1])
        if seg.attr("tight") or seg.attr("effect", "harm_verb") == "abducted":
            told = first.group.attr("role") not in DOERS or self._accusative(first.group)
            return first if told or self._doer_before(at) else None
        return first

    def second(self, at: int) -> tuple[int, Seg] | None:
        """The victim behind a doer who stands at `at`, behind a verb that may be active."""
        segs = self.line.segs
        if segs[at].has("counted", "count"):
            return None
        first = Phrase(at, self._end(at), segs[at])
        k = first.end
        while k < len(segs) and segs[k].has("time", "adv", "quote", "close", "trait") and not segs[k].has("group"):
            k += 1
        if any(s.has(*PREPOSITIONS) for s in segs[at + 1 : k]):
            return None
        found = self.phrase(k)
        taken = found is not None and found.at not in self.spent and self._takes(first, found)
        return (found.at, found.group) if found is not None and taken else None

    def _takes(self, doer: Phrase, second: Phrase) -> bool:
        """Whether of two people at once behind a verb the second is its object."""
        group = second.group
        if group.has("counted") or (group.has("single") and (self._accusative(group) or owned_one(group))):
            return True
        armed = doer.group.attr("role") in DOERS or doer.group.has("plural")
        return armed and (group.has("single") or self._is_named(second))

    def _accusative(self, group: Seg) -> bool:
        """Whether the first word of a phrase bears the ending of an object."""
        head = group.parts[0] if group.parts else group
        word = self.sentence.parsed.folded.text[head.start : head.end]
        return word.endswith(self.sentence.parsed.pack.settings["noun"]["accusative"])

    def _doer_before(self, at: int) -> bool:
        """Whether the doer of a verb stands before it in its clause."""
        for seg in reversed(self.line.segs[max(0, at - 6) : at]):
            if seg.has("stop", "comma", "and"):
                return False
            if seg.has("group", "refgroup", *CAUSES):
                return True
        return False

    def _far_subject(self, at: int, number: object) -> Phrase | None:
        """The one person who opens the clause of a verb, whatever names and titles stand between."""
        segs = self.line.segs
        for k in range(at - 1, max(-1, at - FAR), -1):
            if segs[k].has("that", "stop", "colon"):
                found = self.phrase(k + 1) if k + 1 < at else None
                one = found is not None and found.group.attr("low") == 1 and number in ("sg", "f")
                return Phrase(found.at, at, found.group) if found is not None and one else None
            if segs[k].has(*WALLS, "and", "l", "from", "time") or any(s.pos == "verb" for s in segs[k].senses):
                return None
        return None

    def _subject(self, at: int, number: object) -> Phrase | None:
        """The people before a verb who open its clause: "that the man was killed"."""
        segs, end = self.line.segs, at
        while end and segs[end - 1].has("maybe", "adv", "time", "quote", "close") and not segs[end - 1].has("group"):
            end -= 1
        for k in range(end - 1, max(-1, end - 7), -1):
            if segs[k].has(*WALLS, "in", "on", "b", "l", "from", "and"):
                return None
            if not segs[k].has("group", "refgroup", "given", "some_of", "one_person"):
                continue
            found = self.phrase(k)
            if found is None or found.end != end or not self._opens_clause(k):
                continue
            low = found.group.attr("low")
            fits = low == 1 if number in ("sg", "f") else low == 2 if number == "dual" else low != 1
            told = found.group.has("single", "counted") or low in (1, 2)
            return found if fits and told else None
        return None

    def _opens_clause(self, k: int) -> bool:
        """Whether a clause begins with the words at `k`."""
        if k == 0:
            return True
        before = self.line.segs[k - 1]
        return before.has("that", "stop", "colon", "was", "dash", "but", "quote", "opener")

    def _of_pronoun(self, at: int, seg: Seg) -> Phrase | None:
        """The one or two, told of before, of whom a verb tells that has nobody to be said of beside it."""
        segs = self.line.segs
        number = seg.attr("number", "harm_verb")
        if number not in ("sg", "f", "dual") or seg.attr("tight"):
            return None
        k = at - 1
        while k >= 0 and segs[k].has("maybe", "adv", "time") and not segs[k].has("and_he"):
            k -= 1
        goes_on = k == at - 1 and segs[at - 1].has("and", "so", "comma") and bool(seg.attr("passive", "harm_verb"))
        if k < 0 or not (goes_on or segs[k].has("and_he", "that")):
            return None
        text = self.sentence.parsed.folded.text[segs[k].start : segs[k].end]
        settings = self.sentence.parsed.pack.settings["pronouns"]
        if segs[k].has("that") and not text.endswith((*settings["sg"], *settings["dual"])):
            return None
        after = segs[at + 1] if at + 1 < len(segs) else None
        if after is not None and not after.has(*AFTER_PRONOUN, *(("on",) if seg.attr("passive") else ())):
            return None
        if any(
            h.effect == seg.attr("effect", "harm_verb") and h.low == (2 if number == "dual" else 1) for h in self.found
        ):
            return None
        count = 2 if number == "dual" else 1
        return self._built(at, at + 1, at, {"low": count, "high": count})
