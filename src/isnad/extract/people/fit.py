"""Whether a word of harm and people go together: number, article, distance, who acts.

Asked by the reader of harm for every match of a rule; decides nothing about figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from isnad.extract.people.scene import STATE_ROLES, Scene
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg

DOERS = ("attacker", "militant", "soldier", "security", "leader", "suspect")
"""Roles that are as likely the doer of an active verb as its victim."""
BETWEEN = ("force", "nation", "time", "in", "b", "place", "trait", "from", "comma", "state_body", "adv", "quote")
"""What may stand between a word of arrest and the one who is held."""
NAMES = ("word", "given", "named")
"""What may begin a person's name."""
FALLING = ("soldier", "security", "militant", "civilian", "leader")
"""Roles of whom "fell" alone means death, where there is violence."""
WHOM = ("group", "refgroup", "count", "counted", "some", "kin", "person", "crew", "given")
"""What stands behind a verb of taking whose subject stands before it: whom they took."""
ACTING = ("force", "troops", "state_body", "nation", "trait", "place", "team", "org", "institution", "justice")
"""What a definite word before one who is held may be: who holds him, or where."""
HELD_BY = 5
"""Segments from a verb of arrest within which those stand who act."""


class Fitting(Scene):
    """Asks of every match whether its word of harm and its people go together."""

    def fits(self, m: Match, trigger: Seg | None, people: list[tuple[int, Seg]]) -> bool:
        """Whether trigger and people go together by form: number, article, pronoun, distance."""
        attrs, at = m.rule.attrs, m.at("t")
        if attrs.get("sought"):
            return self._sought(people[0][1])
        if attrs.get("fallen"):
            return people[0][1].attr("role") in FALLING and self.line.holds(self._violent())
        if attrs.get("held"):
            return self._held(m, trigger, people[0])
        if attrs.get("trapped"):
            return self._trapped(m)
        if trigger is None:
            return True
        if trigger.attr("loses") and self._so(at):
            return False
        if attrs.get("far"):
            return self._held_by_force(trigger, at)
        if attrs.get("back"):
            return self._looks_back(m, trigger, people)
        if attrs.get("beside"):
            own = any(p.pronoun or p.attr("his", "person") for p in people[0][1].parts)
            verb = trigger.has("harm_verb") and trigger.attr("number", "harm_verb") == "sg"
            return own and bool(
                trigger.pronoun or trigger.attr("owned") or (verb and self.line.segs[at + 1].has("with"))
            )
        if attrs.get("bare"):
            plain = trigger.attr("effect") in ("killed", "wounded") and not trigger.attr("tight")
            return plain and not trigger.definite and not trigger.pronoun and not self.unreal(trigger, at, people)
        if attrs.get("who"):
            return self._told_by_it(trigger, at, people[0][1])
        if attrs.get("named"):
            return not self.unreal(trigger, at, people) and self._named(m, trigger, people[0])
        if trigger.attr("manifold") and people and people[0][0] > at and self._bare(people[0][1]):
            return False  # a figure alone is of people only where forces act
        if trigger.attr("jailed"):
            return False  # Custody reads it where a prison stands behind; alone it is a farewell
        looks_back = trigger.pronoun or trigger.definite or trigger.attr("owned")
        if trigger.has("harm_noun", "harm_verb") and looks_back and not (attrs.get("total") or attrs.get("met")):
            return False
        if at > 0 and self.line.segs[at - 1].has("will", "not"):
            return False
        if at >= 0 and self.unreal(trigger, at, people):
            return False
        if not people or at < 0:
            return True
        if trigger.has("death") and trigger.attr("effect") == "arrested" and people[0][1].attr("effect") == "arrested":
            return False  # "one of the former prisoners" is no new one
        if (
            trigger.has("death")
            and trigger.attr("effect") == "missing"
            and not people[0][1].has("counted", "count", "single")
        ):
            return False
        if self._is_no_event(trigger, people[0], bool(attrs.get("total"))) or self.shoots(people[0][0]):
            return False
        if not self._suits(m, trigger, people[0][1]):
            return False
        if trigger.attr("tight") and not attrs.get("verb_after"):
            return self._stands_by(trigger, at, people[0])
        return self._reaches(m, trigger, people)

    def _suits(self, m: Match, trigger: Seg, people: Seg) -> bool:
        """Whether people may be those of a word that only some can be said with."""
        told, own = people.has("counted", "count"), own_loss(people, trigger)
        if (trigger.attr("own_only") and not own) or (trigger.attr("mourns") and not told):
            return False
        if trigger.attr("loses") and not own and people.attr("low") is None:
            return False
        if trigger.attr("foe") and people.attr("others") and not people.has("counted"):
            return False
        if trigger.attr("foe") and any(not s.senses for s in self.line.segs[m.at("t") + 1 : m.at("people")]):
            return False
        return told or m.rule.name != "harm.exposed" or people.attr("low") is not None

    def _told_by_it(self, trigger: Seg, at: int, person: Seg) -> bool:
        """Whether a relative clause tells what befell one or two people: "the two policemen who were wounded"."""
        low = person.attr("low")
        if low not in (1, 2) or person.attr("role") == "attacker" or person.attr("effect"):
            return False
        if not (owned_one(person) or person.has("refgroup") or person.definite):
            return False
        if trigger.has("death", "parting"):
            return True
        after = self.line.segs[at + 1] if at + 1 < len(self.line) else None
        if after is not None and (not after.senses or after.has("group", "refgroup", "count", "given", "source")):
            return False
        number = trigger.attr("number", "harm_verb")
        plain = trigger.attr("effect") in ("killed", "wounded") and not (trigger.attr("tight") or trigger.pronoun)
        return plain and (number == "dual" if low == 2 else number in ("sg", "f"))

    def _held_by_force(self, trigger: Seg, at: int) -> bool:
        """Whether a force of a state stands behind a verb of arrest as its subject."""
        near = self.line.segs[at + 1 : at + HELD_BY]
        return trigger.attr("number", "harm_verb") in {"sg", "f"} and any(s.has("force", "state_body") for s in near)

    def _sought(self, person: Seg) -> bool:
        """Whether those who are searched for are missing and not wanted."""
        role = person.attr("role")
        if role in DOERS or role == "official" or person.attr("effect", "group") not in (None, "missing"):
            return False
        return (person.has("counted") and not self.police()) or role in (
            "child",
            "woman",
            "passenger",
            "worker",
            "migrant",
        )

    def _is_no_event(self, trigger: Seg, first: tuple[int, Seg], total: bool) -> bool:
        """Whether anyone at all is meant, a campaign of arrests, or the natural death of somebody's kin."""
        if self._hypothetical(first) or (trigger.attr("campaign") and not total):
            return True
        kin = owned_one(first[1]) or (first[1].attr("low") in (1, 2) and any(p.attr("kin") for p in first[1].parts))
        return bool(trigger.attr("natural")) and kin and not self._happens(trigger)

    def _stands_by(self, trigger: Seg, at: int, first: tuple[int, Seg]) -> bool:
        """Whether a word of many meanings has its people close enough to mean harm."""
        between = self.line.segs[at + 1 : first[0]]
        if trigger.attr("effect") == "arrested":
            acted = any(seg.has("force", "state_body") for seg in between)
            return (acted and len(between) <= 4) or all(
                seg.has("force", "nation", "time", "in", "place", "trait", "from", "comma") for seg in between
            )
        if own_loss(first[1], trigger):
            return True
        active = trigger.has("harm_verb") and trigger.attr("number") in {"pl", "we"}
        body = first[1].has("single") and first[0] == at + 1 and (active or bool(trigger.attr("body")))
        body = body or (first[1].has("single") and first[0] == at + 1 and self._hits(trigger, first[1]))
        pair = bool(trigger.attr("two")) and first[0] == at + 1 and first[1].has("plural")
        return (first[1].has("counted", "count") or body or pair) and all(
            seg.has("in", "adv", "time", "b", "comma", "by", "attacker", "among")
            or (seg.has("refgroup") and seg.attr("role") in DOERS)
            for seg in between
        )

    def _hits(self, trigger: Seg, person: Seg) -> bool:
        """Whether an active verb of wounding has its one victim at once behind it."""
        return trigger.has("harm_verb") and trigger.attr("effect") == "wounded" and person.attr("role") not in DOERS

    def _reaches(self, m: Match, trigger: Seg, people: list[tuple[int, Seg]]) -> bool:
        """Whether a plain word of harm reaches its people: near enough, agreeing in number."""
        attrs, at, first = m.rule.attrs, m.at("t"), people[0]
        counted = first[1].has("counted", "count")
        number = trigger.attr("number", "harm_verb")
        if m.rule.name == "harm.merged-verbs":
            return number in {"sg", "f"} and (counted or first[0] <= m.at("t2") + 2)
        if attrs.get("verb_after"):
            return not trigger.attr("before") and self._after(m, number, people)
        if m.rule.name == "harm.verb":
            if number in {"pl", "we"}:
                return first[0] == at + 1
            placed = self.line.segs[at + 1].has(
                "in", "time", "b", "hurt_by", "force", "comma", "succumb", "unnamed_doers"
            )
            return counted or first[0] <= at + (5 if placed else 2)
        if m.rule.name == "harm.noun":
            between = self.line.segs[at + 1 : first[0]]
            return counted or all(seg.has("any", "from", "l", "ord") for seg in between)
        return True

    def _after(self, m: Match, number: object, people: list[tuple[int, Seg]]) -> bool:
        """Whether a verb is said of the people before it and not done by them."""
        if self._governed(m.start) or (m.start and self.line.segs[m.start - 1].has("toll_of_them")):
            return False
        follows = self.line.segs[m.end] if m.end < len(self.line) else None
        some = follows is not None and follows.has("among") and number in ("sg", "f")
        if follows is not None and (some or follows.has("counted", "count", "measure") or _lasts(follows)):
            return False
        trigger = self.line.segs[m.at("t")]
        if (
            trigger.attr("tight")
            and trigger.attr("effect") == "arrested"
            and number != "pl"
            and not people[-1][1].has("counted")
        ):
            return False
        armed = people[-1][1].attr("role") in DOERS and people[-1][1].has("plural", "counted")
        if number in ("pl", "dual") and follows is not None and follows.has("plural", "single") and armed:
            return False
        if armed and number in ("pl", "sg", "f") and not self._taken_by_none(trigger, follows):
            return False
        if number == "dual":
            return len(people) > 1 or people[0][1].attr("low") == 2
        if number == "pl":
            return True
        last = people[-1]
        before = next((s for s in reversed(self.line.segs[: m.start]) if not s.has("quote")), None)
        if before is not None and self._aboard(before):
            return False  # "A ship that carried 200 migrants sank" tells of the ship.
        if number == "sg" and len(people) == 1 and before is not None and before.has("that"):
            between = self.line.segs[last[0] + 1 : m.at("t")]
            return last[1].has("single", "counted") and all(s.has("quote") for s in between)
        return last[1].has("counted", "count") and number in {"sg", "f"} and m.at("t") == last[0] + 1

    def _aboard(self, before: Seg) -> bool:
        """Whether a word says of a vehicle whom it carries; such words the wider lexicon knows."""
        return any(s.start <= before.start < s.end and s.has("bore") for s in self.sentence.wide.segs)

    def _taken_by_none(self, trigger: Seg, follows: Seg | None) -> bool:
        """Whether armed men before a verb of taking have nobody behind it, so that it is said of them."""
        if trigger.attr("effect", "harm_verb") not in ("abducted", "arrested") or follows is None:
            return True
        return bool(follows.senses) and not follows.has(*WHOM)

    def _hypothetical(self, first: tuple[int, Seg]) -> bool:
        """Whether the people are anyone at all: "the killing of any human being"."""
        at, group = first
        return group.has("single") and at > 0 and self.line.segs[at - 1].has("any")

    def _governed(self, at: int) -> bool:
        """Whether a verb of harm stands before people with nothing but time, place or comma between."""
        for k in range(at - 1, max(-1, at - 7), -1):
            seg = self.line.segs[k]
            if seg.has("harm_verb", "met"):
                return seg.attr("number") in {"sg", "f"}
            if not seg.has("time", "comma", "in", "b", "hurt_by", "place"):
                return False
        return False

    def opens(self, m: Match) -> bool:
        """Whether people stand where a heading begins or after its colon, dash or dots."""
        if any(g.attr("effect", "group") is None and not g.has("and", "comma") for g in m.segs("people")[:1]):
            return False
        if not self.sentence.heading and self.sentence.index > 1:
            return False
        if m.segs("people")[0].has("plural"):
            return False
        before = self.line.segs[m.start - 1] if m.start else None
        return before is None or before.has("colon", "stop", "dash", "sign")

    def _named(self, m: Match, trigger: Seg, who: tuple[int, Seg]) -> bool:
        """Whether a person told with article and name is a victim told for the first time: "the death
        of the driver Samir …"; an active verb has its doer there. A heading needs no name."""
        at, person = who
        if (
            trigger.definite
            or trigger.pronoun
            or person.attr("low") != 1
            or (trigger.attr("effect") == "arrested" or trigger.attr("custody"))
        ):
            return False
        follows = self.line.segs[at + 1] if at + 1 < len(self.line) else None
        name = follows is not None and follows.has(*NAMES)
        if trigger.has("harm_noun"):
            name = name or (not trigger.attr("tight") and all(map(_in_name, self.line.segs[at + 1 : at + 3])))
            if person.attr("role") == "attacker":
                return False
            return name or (self.sentence.heading and person.attr("effect", "refgroup") is None)
        if trigger.has("death", "parting", "bodily"):
            return True
        undone = person.attr("role") not in DOERS or trigger.attr("passive") or self._undone(at)
        return name and trigger.attr("number") != "pl2" and bool(undone)

    def _bare(self, people: Seg) -> bool:
        """Whether a figure stands alone, where no forces act."""
        return not people.has("group") and not self.police()

    def _so(self, at: int) -> bool:
        """Whether a word for "lost" is only the particle before another verb: "so he has said"."""
        after = self.line.segs[at + 1] if at + 1 < len(self.line) else None
        word = self.line.segs[at]
        lone = bool(word.attr("loses")) and word.attr("number", "harm_verb") == "sg"
        return lone and after is not None and any(s.pos == "verb" for s in after.senses)

    def _undone(self, at: int) -> bool:
        """Whether nobody stands behind a named person to whom he could have done it, and violence is told of."""
        after = self.line.segs[at + 1 : at + 9]
        harmed = any(s.has("counted", "count", "single", "plural", "refgroup", "given") for s in after[2:])
        return not harmed and self.line.holds(self._violent())

    def names_attacker(self, name: list[Seg]) -> bool:
        """Whether a name is that of the attacker anywhere in the report: "the gunman Samir Haddad"."""
        parsed = self.sentence.parsed
        text = parsed.folded.text
        first = text[name[0].start : name[1].end]
        chars = parsed.pack.chars("attacker")
        for sentence in parsed.eventful:
            at = text.find(first, sentence.start, sentence.end)
            if at >= 0 and sentence.line.holds(chars):
                near = [s for s in sentence.line.segs if at - 30 <= s.start < at + len(first) + 30]
                if any(s.has("attacker") for s in near):
                    return True
        return False

    def _looks_back(self, m: Match, trigger: Seg, people: list[tuple[int, Seg]]) -> bool:
        """Whether a noun with its pronoun tells what befell the people before it; of one person only death does."""
        own = bool(trigger.pronoun) or bool(trigger.attr("owned"))
        lows = {g.attr("low") for _, g in people}
        told = any(g.attr("low") or g.attr("high") for _, g in people)
        at = m.at("t")
        related = self.line.segs[at - 1].has("rel", "that", "say")
        if not own or not told or trigger.attr("ahead") or (trigger.attr("before") and not related):
            return False
        if trigger.attr("natural") and any(owned_one(g) for _, g in people) and not self.line.holds(self._violent()):
            return False
        several = len(people) > 1 or (lows != {1} and lows != {2})
        whom = "pl" if several else "sg" if lows == {1} else "dual"
        known = self.sentence.parsed.pack.settings["pronouns"][whom]
        if trigger.pronoun and trigger.pronoun not in known:
            return False
        moved = m.start > 0 and self.line.segs[m.start - 1].has("carried", "treat")
        return lows != {1} or trigger.attr("effect") == "killed" or moved

    def _held(self, m: Match, trigger: Seg | None, first: tuple[int, Seg]) -> bool:
        """Whether a person told with article is taken into custody: "arrested the driver"."""
        at, person = m.at("t"), first[1]
        if trigger is not None:
            noun = trigger.has("harm_noun") and trigger.definite
            if trigger.attr("effect") != "arrested" or trigger.pronoun or noun or self.unreal(trigger, at, [first]):
                return False
            between = self.line.segs[at + 1 : first[0]]
            if between and between[-1].has("l"):
                return False
            near = all(s.has(*BETWEEN) or s.attr("role") in STATE_ROLES for s in between)
            if trigger.attr("manifold") and not near and not self.police(first[0]):
                return False
            if trigger.attr("manifold") and between and between[-1].definite and not between[-1].has(*ACTING):
                return False  # the word for people is an adjective: "this extremist course"
        return person.attr("low") == 1 and person.attr("effect", "refgroup") is None and _is_noun(person)

    def unreal(self, trigger: Seg, at: int, people: Sequence[tuple[int, Seg]] = ()) -> bool:
        """Whether harm is only tried, threatened or meant, or a court's sentence: "threatened to kill"."""
        segs = self.line.segs
        if trigger.attr("penal") and self.line.holds(self.sentence.parsed.pack.chars("verdict")):
            return True
        before = segs[max(0, at - 2) : at]
        if before and before[-1].has("attempt"):
            return True
        if before and before[-1].has("b", "l", "on", "from", "in"):
            for seg in reversed(segs[max(0, at - 6) : at - 1]):
                if seg.has("comma", "stop", "and", "yield", "harm_noun", "harm_verb"):
                    break
                if seg.has("attempt"):
                    return True
        counted = bool(people) and people[0][1].attr("low") is not None and people[0][1].has("counted", "count")
        arrest = trigger.has("harm_noun") and trigger.attr("effect") == "arrested"
        purpose = bool(before) and before[-1].has("l") and arrest and not counted
        return purpose and not any(s.has("yield", "event_verb", "cause", "lead_to") for s in segs[max(0, at - 4) : at])


def _lasts(seg: Seg) -> bool:
    """Whether a time is a span that somebody spends: "spent fourteen years"."""
    return (
        seg.has("time") and any(p.has("number", "count") for p in seg.parts) and any(p.has("unit") for p in seg.parts)
    )


def _in_name(seg: Seg) -> bool:
    """Whether a word may be one of a name: a given name, or a word that no list knows."""
    return seg.has(*NAMES) or not seg.senses


def _is_noun(group: Seg) -> bool:
    """Whether a definite word for a person is one and no adjective of what goes before."""
    return group.attr("number") in {"sg", None} or not group.definite or bool(group.parts)


def owned_one(group: Seg) -> bool:
    """Whether one person is told by whose he is: "his mother"."""
    return group.has("single") and any(p.pronoun or p.attr("his", "person") for p in group.parts)


def own_loss(group: Seg, trigger: Seg) -> bool:
    """Whether those lost are the loser's own, told by a pronoun: "lost twenty of its soldiers"."""
    return trigger.has("harm_verb") and not trigger.attr("contact") and any(p.pronoun for p in group.parts)
