"""What befell whom: the reading that casualties and arrests share.

Enters a sentence whose people are groups; leaves findings (effect, figure, role,
nationality, place in the text). Refuses to know tellers, stance and events.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.extract.parsed import Sentence
from isnad.extract.people.custody import Custody
from isnad.extract.people.findings import Harm
from isnad.extract.people.fit import DOERS, own_loss
from isnad.extract.people.governed import Governed
from isnad.extract.people.groups import count_duals, reduce_groups
from isnad.extract.people.scene import STATE_ROLES
from isnad.grammar.match import Line, Match, matches
from isnad.grammar.segments import Seg

TRIGGERS = (
    "life_noun",
    "body_part",
    "harm_noun",
    "harm_verb",
    "victim",
    "death",
    "bodily",
    "trapped",
    "met",
    "of_them",
    "fate",
    "losses",
    "not_hurt",
    "did_away",
    "dismantle",
    "seized",
    "slay_him",
    "kept",
    "search",
    "search_for",
    "fallen",
    "toll_of_them",
    "held_him",
    "holding_him",
    "dies",
    "speaks",
    "gauges",
    "moves",
    "human_losses",
    "treat",
    "carried",
)


COMPOSED = ("harm.of-them", "harm.among-dead", "harm.among-harmed")
"""Rules of what the dead and wounded are: "women and children among them" without a figure is no count."""
TAKEN = 9
"""Segments from those who arrest to those whom they arrest."""
REFERRING = frozenset({"harm.victims"})
"""Rules without a verb or noun of harm: a definite pair is there a reference back."""


def find_harm(sentence: Sentence, before: str | None = None) -> list[Harm]:
    """Every finding of a sentence in the order of the text; empty without a trigger. `before` is the effect
    that the sentence before told of last, for "which makes the number seven"."""
    if not sentence.line.holds(sentence.parsed.pack.chars(*TRIGGERS)):
        return []
    parsed = sentence.parsed
    line = reduce_groups(sentence.line, parsed.pack)
    if parsed.folded.raw != parsed.folded.text and line.holds(parsed.pack.chars("plural")):
        line = count_duals(line, parsed.pack, lambda start, end: parsed.raw_span(start, end).of(parsed.report.text))
    reader = _Reader(sentence, line, before)
    held = not line.holds(parsed.pack.chars("harm_verb", "harm_noun", "kept"))
    for m in matches(parsed.pack.stage("harm"), line):
        if not held and not (m.rule.attrs.get("drop") or m.rule.attrs.get("none")):
            Custody(reader).read()
            held = True
        reader.read(m)
    if not held:
        Custody(reader).read()
    reader.rest()
    found = sorted(reader.found, key=lambda h: (h.start, h.end))
    if line.holds(sentence.parsed.pack.chars("disease")):
        # cases of an illness; people who "are hit" by it are told as people
        found = [h for h in found if h.effect != "wounded" or (h.trigger is not None and h.trigger.has("harm_verb"))]
    for harm in found:
        _all_are(harm, line)
    for n, harm in enumerate(found):
        if n and harm.parent is None and harm.index and line.segs[harm.index - 1].has("among"):
            harm.parent = next((h for h in found[n - 1 :: -1] if h.effect == harm.effect and h.parent is None), None)
    return found


class _Reader(Governed):
    """Takes matches in the order of the rules; a group and a trigger are spent once."""

    def read(self, m: Match) -> None:
        attrs = m.rule.attrs
        people = self._people(m)
        if attrs.get("drop"):
            saved = m.rule.name == "harm.saved" and any(g.attr("effect") == "wounded" for _, g in people)
            unsaid = m.rule.name == "harm.merged-between" and all(g.attr("vague") for _, g in people)
            if not saved and not unsaid:
                self.spent.update(range(m.start, m.end))
                self.used_triggers.update(range(m.start, m.end))
            return
        if attrs.get("none"):
            self._nobody(m)
            return
        if attrs.get("first") and not self.opens(m):
            return
        trigger = m.seg("t") or m.seg("of")
        if attrs.get("total") and trigger is not None and people:
            last = self.line.segs[people[0][0] - 1]
            if last.has("harm_noun") and last is not trigger:
                return
            own = people[0][1].attr("effect", "group")
            if own and trigger.attr("effect") and own != trigger.attr("effect"):
                return
        if self._special(m, people):
            return
        at = m.at("t")
        if at in self.used_triggers or not self.fits(m, trigger, people):
            return
        if attrs.get("merged"):
            self._merged(m, people)
            return
        people = [(i, g) for i, g in people if i not in self.spent]
        people = self._objects(m, people)
        if m.rule.name in COMPOSED:
            people = [(i, g) for i, g in people if not g.has("plural")]
        if not people or (m.rule.name in REFERRING and _refers(people[0][1])):
            return
        if attrs.get("members"):
            self._members(m, people, one=bool(attrs.get("one")))
            return
        made = False
        for n, (i, g) in enumerate(people):
            effect = self._effect(g, trigger, attrs, n == 0, i)
            if effect == "missing" and trigger is not None and trigger.attr("loses") and own_loss(g, trigger):
                effect = "killed"
            if effect is None:
                continue
            made = True
            harm = self._add(m, effect, i, g, trigger if n == 0 else None)
            harm.part = m.rule.name == "harm.of-them" and harm.role == "person" and not g.has("single")
            if n == 0 and trigger is not None and trigger.attr("two") and harm.low is None and len(people) == 1:
                harm.low = harm.high = 2
        if made:
            self._predicate(m, self.found[-1])
        if made and at >= 0:
            self.used_triggers.add(at)
        if attrs.get("among") and made:
            self._inner(m, self.found[-1])

    def _special(self, m: Match, people: list[tuple[int, Seg]]) -> bool:
        """Whether a match has a form of its own, which is read here."""
        form = next((read for name, read in FORMS if m.rule.attrs.get(name)), None)
        if form is not None:
            form(self, m, people)
        return form is not None

    def _people(self, m: Match) -> list[tuple[int, Seg]]:
        at = m.at("people")
        return [(at + k, seg) for k, seg in enumerate(m.segs("people")) if seg.has("group", "count", "refgroup")]

    def _objects(self, m: Match, people: list[tuple[int, Seg]]) -> list[tuple[int, Seg]]:
        """Without the subject of an active verb: "gunmen killed five soldiers"."""
        trigger = m.seg("t")
        if trigger is None or not trigger.has("harm_verb", "harm_noun") or not people:
            return people
        first_at, first = people[0]
        kin = self._kin(m, trigger, first_at, first)
        if kin:
            return kin
        if not trigger.has("harm_verb"):
            return people
        if trigger.attr("effect") == "arrested" and _acts(first):
            return self._taken(first_at)
        held = trigger.attr("effect") == "arrested"
        second = None if held or trigger.attr("passive") or m.at("t") > first_at else self.second(first_at)
        if second is not None:
            joined = self._run(second[0]) if self.line.segs[second[0]] is second[1] else [second]
            return [(i, g) for i, g in joined if i not in self.spent]
        if first.has("single") and first.attr("role") not in DOERS:
            return self._shot_by(first_at, people)
        if not first.has("counted", "count") and first.attr("role") in DOERS:
            for k in range(first_at + 1, min(first_at + 6, len(self.line))):
                seg = self.line.segs[k]
                if seg.has("and", "stop", "harm_noun", "harm_verb"):
                    break
                if seg.has("comma") and not any(s.has("time") for s in self.line.segs[k - 1 : k + 2]):
                    break
                if seg.has("counted"):
                    return [(i, g) for i, g in self._run(k) if i not in self.spent]
        return people

    def _kin(self, m: Match, trigger: Seg, at: int, first: Seg) -> list[tuple[int, Seg]]:
        """The victim of one who is told with his own: "a man killed his wife"."""
        segs = self.line.segs
        if not first.has("single") or trigger.attr("effect") != "killed" or m.at("t") > at:
            return []
        for k in range(at + 1, min(at + 4, len(segs))):
            if segs[k].has("single") and any(p.pronoun for p in segs[k].parts):
                return [(i, g) for i, g in self._run(k) if i not in self.spent]
            if not segs[k].has("trait", "quote", "open", "close", "time") and segs[k].senses:
                break
        return []

    def _taken(self, at: int) -> list[tuple[int, Seg]]:
        """Whom the force at `at`, which stands behind its verb, arrested; nobody where no people follow."""
        for k in range(at + 1, min(at + TAKEN, len(self.line))):
            seg = self.line.segs[k]
            if seg.has("stop", "that", "harm_noun", "harm_verb", "and", "refgroup"):
                break
            if seg.has("counted", "single") and seg.attr("role") not in STATE_ROLES:
                return [(i, g) for i, g in self._run(k) if i not in self.spent]
        return []

    def _shot_by(self, at: int, people: list[tuple[int, Seg]]) -> list[tuple[int, Seg]]:
        """Without the one person who is the subject: "a Tunisian shot dead two fans"."""
        for k in range(at + 1, min(at + 5, len(self.line))):
            seg = self.line.segs[k]
            if seg.has("counted") and k > at + 1:
                return [(i, g) for i, g in self._run(k) if i not in self.spent]
            if not seg.has("b", "bullets", "hurt_by", "time", "blade", "gun", "force"):
                break
        return people

    def _run(self, at: int) -> list[tuple[int, Seg]]:
        """The people joined by "and" from a place on."""
        out, segs = [(at, self.line.segs[at])], self.line.segs
        while at + 2 < len(segs) and segs[at + 1].has("and") and segs[at + 2].has("counted", "single", "plural"):
            at += 2
            out.append((at, segs[at]))
        return out

    def _effect(self, group: Seg, trigger: Seg | None, attrs: dict[str, Any], first: bool, at: int) -> str | None:
        own = group.attr("effect", "group")
        if attrs.get("harmed"):
            return str(own) if own else None
        if attrs.get("effect"):
            return "killed" if own == "killed" else str(attrs["effect"])
        if trigger is not None:
            named = trigger.attr("effect") or trigger.attr("of_effect")
            if own == "missing" and named == "killed" and first:
                return "killed"
            if own == "wounded" and named == "killed" and first and not trigger.attr("tight"):
                return "killed"
            if named == "abducted" and trigger.attr("custody") and self.police(at):
                return "arrested"
            if own and own != named and not (named and own in ("displaced", "abducted")):
                return str(own)
            if named:
                return str(named)
        return str(own) if own else None


FORMS: tuple[tuple[str, Callable[[_Reader, Match, list[tuple[int, Seg]]], None]], ...] = (
    ("bearer", lambda reader, m, _: reader._bearer(m)),
    ("made", lambda reader, m, people: reader._made_of(m, people)),
    ("again", lambda reader, m, people: reader._again(m, people)),
    ("him", lambda reader, m, _: reader._him(m)),
    ("one_arrested", lambda reader, m, _: reader._arrested(m)),
    ("himself", lambda reader, m, _: reader._himself(m)),
    ("beside", lambda reader, m, people: reader._beside(m, people)),
    ("pair", lambda reader, m, _: reader._pair(m)),
    ("one_killed", lambda reader, m, _: reader._one_killed(m)),
    ("worse", lambda reader, m, _: reader._worse(m)),
    ("unnumbered", lambda reader, m, _: reader._unnumbered(m)),
)
"""Attributes of rules whose matches have a form of their own, and who reads it."""


def _acts(people: Seg) -> bool:
    """Whether people told without a figure are a force of a state: those who arrest."""
    told = people.has("counted", "count")
    return not told and people.attr("role") in STATE_ROLES and any(p.has("force", "troops") for p in people.parts)


def _all_are(harm: Harm, line: Line) -> None:
    """What everybody of a figure is said to be: "16 dead, all of them civilians"."""
    for k in range(harm.index + 1, min(harm.index + 7, len(line))):
        seg = line.segs[k]
        if seg.attr("all", "most"):
            after = [s for s in line.segs[k + 1 : k + 3] if not s.has("from")]
            if after and after[0].has("plural", "refgroup") and harm.role == "person" and harm.low:
                harm.role = after[0].attr("role") or harm.role
                harm.nat = harm.nat or after[0].attr("nat")
            return
        if not seg.has("comma", "and", "quote", "link", "harm_verb", "hurt_by", "atleast_post"):
            return


def _refers(group: Seg) -> bool:
    """Whether a pair with its article, or one of the people harmed, refers back: "one of the captives"."""
    pair = group.attr("low") == 2 and len(group.parts) == 1
    hurt = group.attr("effect", "group") == "wounded"
    one_of = group.attr("low") == 1 and not hurt and any(p.has("victim") and p.definite for p in group.parts)
    return (group.definite and not group.has("count") and pair) or one_of
