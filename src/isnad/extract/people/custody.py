"""Who is taken into custody: what stands behind a word of arrest or abduction, whatever noun it is.

Enters a line whose people are groups. Behind a verb stand the one who acts and the one he takes, behind its noun the
one who is taken, with those who act between them or not at all; time and place may stand anywhere. The one who is
taken is a noun phrase of people, a name, or, behind a word that has no other sense, any noun. Leaves findings.
"""

from __future__ import annotations

from isnad.extract.people import phrases
from isnad.extract.people.findings import Harm
from isnad.extract.people.scene import STATE_ROLES
from isnad.extract.people.taken import MANY, TAKES, WIDE, Phrases, Taken
from isnad.grammar.segments import Seg

RULE = "harm.custody"
MEMBERS = "harm.custody-among"
ACTS = (
    "force",
    "troops",
    "state_body",
    "justice",
    "unnamed_doers",
    "institution",
    "org",
    "party",
    "country",
    "body",
    "outlet",
)
"""Classes of those who take people into custody."""
GOES_ON = (
    "force",
    "nation",
    "trait",
    "state_body",
    "troops",
    "named",
    "country",
    "org",
    "person",
    "belong",
    "institution",
)
"""What may go on with the name of a body."""
AROUND = ("time", "adv", "quote", "place", "since")
"""What may stand anywhere in a clause."""
PREPOSED = ("in", "near", "link", "since")
"""What takes a noun with it that is not the one taken."""
STOPS = ("comma", "stop", "break", "colon", "harm_noun", "harm_verb", "yield", "that")
"""What parts a word from those that it hangs on."""
TRIED = 3
"""Segments from a word of trying to what is tried, those who try it between them."""
WISHED = 9
"""Segments from a word of wishing to what is wished."""
RULING = ("official", "leader")
"""Roles of those who are brought down without being held."""
KEPT = ("suspect", "attacker", "militant")
"""Roles of those who are held where a word that is for things as well tells so."""
DOING = ("soldier", "security", "militant", "attacker")
"""Roles of those who take people into custody."""
FAR = 8
"""Segments in which those stand who act."""


class Custody(Phrases):
    """Reads the words of custody of one line into the findings of its reader."""

    def __init__(self, reader: phrases.Phrases) -> None:
        super().__init__(reader)
        told = self.parsed.pack.settings["custody"]
        self._wishes = frozenset(told["wishes"])
        self._orders, self._against = frozenset(told["orders"]), frozenset(told["against"])
        self._traps, self._off = frozenset(told["traps"]), frozenset(told["off"])
        self._hands, self._keeps = str(told["hands"]), tuple(told["keeps"])
        self._on, self._by = str(told["on"]), str(told["by"])

    def read(self) -> None:
        """Every word of custody that has people behind it."""
        for at in self.reader.line.where(self.parsed.pack.chars("seized", "kept", "harm_verb", "harm_noun")):
            seg = self.segs[at]
            if seg.has("seized", "kept"):
                (self._idiom if seg.has("seized") else self._kept)(at, seg)
                continue
            effect = seg.attr("effect", "harm_verb") or seg.attr("effect", "harm_noun")
            if effect not in TAKES or at in self.reader.used_triggers or seg.pronoun or seg.attr("campaign"):
                continue
            if self._untold(at, seg):
                continue
            if seg.has("harm_verb"):
                people = self._behind_verb(at, seg)
            else:
                people = None if seg.definite else self._behind_noun(at, seg)
            if people is not None and not self._otherwise(seg, people):
                self._take(at, seg, str(effect), people)

    def _untold(self, at: int, seg: Seg) -> bool:
        """Whether nobody is taken by this word: it is to come, tried, wished for, or ruled."""
        before = self.segs[max(0, at - 2) : at]
        if any(s.has("will", "attempt", "none") for s in before[-1:]) or self.reader.unreal(seg, at):
            return True
        if not seg.has("harm_noun"):
            return False
        if (
            before
            and before[-1].has("l")
            and not any(s.has("yield", "lead_to") for s in self.segs[max(0, at - 4) : at])
        ):
            return True
        return any(s.has("attempt") for s in before) or self._is_wished(at)

    def _idiom(self, at: int, seg: Seg) -> None:
        """ "The police laid hands on …": a verb, those who act, and the one taken behind "on"."""
        on = next((n for n in range(at + 1, min(at + FAR, len(self.segs))) if self.segs[n].has("on")), None)
        if on is None or any(s.has(*STOPS) for s in self.segs[at:on]):
            return
        said = [self.text(s) for s in self.segs[at:on]]
        if not (seg.has("seize_verb") or said[0].endswith(self._keeps) or self._hands in said):
            return
        people = self.people(on + 1)
        people = self.any_noun(on + 1) if people is None and not said[0].endswith(self._keeps) else people
        if people is not None and not self._untold(at, seg):
            self._take(at, seg, "arrested", people)

    def _kept(self, at: int, seg: Seg) -> None:
        """ "The prosecution keeps hold of three": the Maghreb's word, which is for things and seats as well."""
        whole = self.text(seg).endswith(self._by)
        for k in range(at if whole else at + 1, min(at + FAR, len(self.segs))):
            if self.segs[k].has(*STOPS):
                return
            if self.segs[k].has("b") or whole:
                people = self.people(k + 1)
                if people is None or not people.known or self._untold(at, seg):
                    return
                role = people.group.attr("role")
                if role in KEPT or (role not in RULING and self.reader.police(people.first)):
                    self._take(at, seg, "arrested", people)
                return

    def _otherwise(self, seg: Seg, people: Taken) -> bool:
        """Whether those behind a word of many senses are trapped, or seen off by their own, and not in custody."""
        near = self.segs[people.last + 1 : people.last + WIDE]
        if seg.attr("before") and people.group.has("plural", "refgroup"):
            return True
        if seg.attr("custody") and any(self.text(s) in self._traps for s in near):
            return True
        dismissed = any(self.text(s) in self._off for s in (*near, *people.group.parts))
        if seg.attr("manifold") and dismissed:
            self.reader.spent.update(range(people.first, people.last + 1))
            return True
        if seg.attr("jailed"):
            reach = (*self.segs[max(0, people.first - WISHED) : people.first], *self.segs[people.last :][:WISHED])
            return not any(s.has("prison") or s.attr("penal") for s in reach)
        return bool(seg.attr("tight")) and any(p.pronoun for p in people.group.parts)

    def _is_wished(self, at: int) -> bool:
        """Whether a noun of custody hangs on a word of wishing, calling for or allowing."""
        tries, jails = True, bool(self.segs[at].attr("jailed"))
        for seg in reversed(self.segs[max(0, at - WISHED) : at]):
            if seg.has(*STOPS):
                return False
            tries = tries and not seg.has("and") and seg.start >= self.segs[max(0, at - TRIED)].start
            ordered = jails and self.text(seg) in self._orders
            if (self.text(seg) in self._wishes and not ordered) or (tries and seg.has("attempt")):
                self.reader.used_triggers.add(at)
                return True
        return False

    def _behind_verb(self, at: int, seg: Seg) -> Taken | None:
        """Whom a verb takes: the second of two behind it, or the only one where he is not the doer."""
        if seg.attr("number", "harm_verb") not in ("sg", "f"):
            return self.people(at + 1)
        return self._behind(seg, self._skip(at + 1))

    def _behind_noun(self, at: int, seg: Seg) -> Taken | None:
        """Whom a noun tells of: behind those who act, with "of" before him or not, or at once."""
        k = at + 1
        if self.text(seg).endswith(self._on):
            k += k < len(self.segs) and self.segs[k].has("this", "quote", "open")
            return self._object(seg, k)
        people = self._behind(seg, self._skip(k))
        return people if people is not None or not seg.attr("jailed") else self._accused(at)

    def _accused(self, at: int) -> Taken | None:
        """Those against whom a warrant of committal is: "a warrant of committal to prison against four"."""
        for k in range(at + 1, min(at + FAR, len(self.segs))):
            if self.segs[k].has(*STOPS):
                return None
            if self.text(self.segs[k]) in self._against:
                return self.people(k + 1)
        return None

    def _behind(self, seg: Seg, k: int) -> Taken | None:
        first = self._object(seg, k)
        past = self._agent(seg, k, first)
        if past is None:
            return (self._whom(seg, first) if first is not None else None) or first
        k = self._skip(past)
        k += seg.has("harm_noun") and k < len(self.segs) and self.segs[k].has("l")
        second = self.people(k)
        if second is not None and second.known:
            return second
        return first if first is not None and not self._acts(seg, first) else None

    def _whom(self, seg: Seg, first: Taken) -> Taken | None:
        """Whom a noun tells of behind "of", where who acts is a noun that no list holds: "the army's arrest of"."""
        n = first.last + 1
        if first.known or not seg.has("harm_noun") or n >= len(self.segs) or not self.segs[n].has("l"):
            return None
        second = self.people(n + 1)
        return second if second is not None and second.known else None

    def _skip(self, k: int) -> int:
        """The first place from `k` on that is neither time nor place nor a sign."""
        segs = self.segs
        while k < len(segs):
            if segs[k].has(*PREPOSED) and k + 1 < len(segs):
                k += 2
                while (
                    k < len(segs) and segs[k].definite and not segs[k].has("group", "refgroup", "person", "harm_noun")
                ):
                    k += 1
            elif segs[k].has(*AROUND):
                k += 1
            else:
                break
        return k

    def _agent(self, seg: Seg, k: int, first: Taken | None) -> int | None:
        """Where those who act end, if they stand at `k`."""
        if k >= len(self.segs) or not self._may_act(seg, k, first):
            return None
        segs, end = self.segs, k + 1
        while end < min(len(segs), k + FAR):
            s = segs[end]
            if s.has("l", "in", "from") and end + 1 < len(segs) and segs[end + 1].has(*GOES_ON, "place", "org"):
                end += 2
            elif s.has("group") or (s.has("person") and not s.has("force", "nation", "named")):
                break
            elif s.has(*GOES_ON, "place") or (s.definite and not s.senses):
                end += 1
            else:
                break
        return end

    def _may_act(self, seg: Seg, k: int, first: Taken | None) -> bool:
        """Whether those at `k` may be who acts: a body, its men, armed men; behind a verb any noun."""
        who = self.segs[k]
        parts = who.parts or (who,)
        if first is None or not first.known:
            return who.has(*ACTS, "named", "gunman") or (
                not who.senses and seg.has("harm_verb") and not seg.attr("penal")
            )
        if who.has(*MANY) and not who.has("group", "refgroup"):
            return seg.has("harm_verb") and seg.attr("effect") == "abducted"
        if who.has("attacker") and not who.has("group", "refgroup"):
            return first.group.attr("low") is None and seg.has("harm_verb")
        if seg.attr("jailed") and who.has("refgroup") and who.attr("role") == "official":
            return True
        if who.has("single", "counted"):
            return who.has("single") and any(p.has("force", "troops", "justice") for p in parts)
        doing = who.attr("role") in DOING or (seg.attr("effect") == "abducted" and who.attr("role") == "suspect")
        return who.has("plural", "refgroup") and doing and who.attr("low") is None

    def _acts(self, seg: Seg, first: Taken) -> bool:
        """Whether people that alone stand behind a word of custody are those who act and not those taken."""
        group = first.group
        if seg.has("harm_verb") and any(p.has(*MANY) for p in group.parts[:1]):
            return True
        acting = ("troops", "state_body", "justice")
        if group.has("counted", "single") and not any(p.has(*acting) for p in group.parts[:1]):
            return False
        parts = group.parts or (group,)
        if any(p.has("force", *acting) for p in parts[:1]):
            return True
        definite = group.definite and group.attr("role") in STATE_ROLES
        return definite or (
            seg.attr("effect") == "abducted" and seg.has("harm_verb") and not first.group.has("refgroup")
        )

    def _object(self, seg: Seg, k: int) -> Taken | None:
        """The people at `k`, of any kind that a word of custody may have."""
        sure = _sure(seg)
        found = self.people(k)
        if found is not None:
            return found if found.known or sure else None
        return self.any_noun(k) if sure else None

    def _take(self, at: int, seg: Seg, effect: str, people: Taken) -> None:
        """The finding of those taken, and of those joined to them."""
        reader = self.reader
        if effect == "abducted" and seg.attr("custody") and (reader.police(people.first) or self._of_state(at, seg)):
            effect = "arrested"
        if effect == "abducted" and people.back and not people.known:
            return
        self._found(effect, seg if people.first - at <= WIDE else None, people, RULE)
        reader.used_triggers.add(at)
        k = people.last + 1
        whole = reader.found[-1]
        while (joined := self.joined(k)) is not None:
            between = self.segs[k : joined.first - 1]
            told = len(between) < 2 and all(s.senses and not s.has("given", "named") for s in between)
            if joined.his and reader.found[-1].low == 1 and told and people.known:
                pair = reader.found[-1]
                pair.low, pair.high, pair.end = 2, 2, joined.group.end
                reader.spent.add(joined.first)
            else:
                self._found(effect, None, joined, RULE)
            k = joined.last + 1
        self._among(k, effect, whole)

    def _of_state(self, at: int, seg: Seg) -> bool:
        """Whether a country is the subject of a verb: "Mali holds twenty"."""
        one = seg.has("harm_verb") and seg.attr("number", "harm_verb") in ("sg", "f")
        return one and any(s.has("country") for s in (*self.segs[max(0, at - 1) : at], *self.segs[at + 1 : at + 2]))

    def _among(self, k: int, effect: str, whole: Harm) -> None:
        """Those who are named of the ones taken: "among them the leader …, his cousin and two others"."""
        segs = self.segs
        for n in range(k, min(k + REACH, len(segs))):
            if segs[n].has("stop", "harm_noun", "harm_verb", "group", "count"):
                return
            if segs[n].has("among", "one_of_them"):
                part = self.people(n + 1) or self.any_noun(n + 1)
                while part is not None and not part.group.has("plural"):
                    self._found(effect, None, part, MEMBERS).parent = whole
                    part = self.joined(part.last + 1)
                return

    def _found(self, effect: str, trigger: Seg | None, people: Taken, rule: str) -> Harm:
        harm = self.reader.finding(effect, people.first, people.group, rule, trigger)
        self.reader.spent.update(range(people.first, people.last + 1))
        return harm


def _sure(seg: Seg) -> bool:
    """Whether a word of custody has no other sense, so that any noun behind it is for people."""
    return not (seg.attr("manifold") or seg.attr("penal") or seg.attr("custody") or seg.attr("tight"))


REACH = 14
"""Segments from those taken to "among them"."""
