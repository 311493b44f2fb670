"""What a match of a rule of harm becomes: a finding with its figure and place, and the odd forms it may take.

Asked by the reader of harm, which decides which match is read; leaves findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from isnad.extract.clauses import begin
from isnad.extract.parsed import Sentence
from isnad.extract.people.fit import DOERS, Fitting
from isnad.grammar.match import Line, Match
from isnad.grammar.segments import Seg, Sense

NAMED = ("killed", "arrested", "abducted")
"""Effects that are told of a person by name alone."""
MANY = 10
"""The least figure of which "most of them" tells anything as a count of its own."""
RENOWNED = frozenset({"leader", "official", "militant", "soldier", "security", "journalist"})
"""Callings that tell of the words before them, between "the killing of" and a comma, that they are a name."""


@dataclass(slots=True)
class Harm:
    """One finding. Positions are folded; `index` is the group's place in the line.

    `parent` is the finding this one is a part of ("among them"); `part` tells that it counts some of those told
    of elsewhere ("two of the dead"); `nth` is the place of one person among all ("the third to die"); `more` says
    that the people come on top of those told before ("was killed with two of his men"); `period` that the figure
    counts a month, a year or a war and no event.
    """

    effect: str
    low: int | None
    high: int | None
    approx: bool
    role: str
    nat: str | None
    start: int
    end: int
    index: int
    rule: str
    sentence: Sentence
    trigger: Seg | None
    group: Seg
    total: bool = False
    parent: Harm | None = None
    vague: str | None = None
    others: bool = False
    stance: str | None = None
    more: bool = False
    part: bool = False
    nth: int | None = None
    period: bool = False


class Findings(Fitting):
    """The findings of one line so far, and the groups and triggers they have spent."""

    def __init__(self, sentence: Sentence, line: Line, before: str | None) -> None:
        super().__init__(sentence, line)
        self.before = before
        self.found: list[Harm] = []
        self.spent: set[int] = set()
        self.used_triggers: set[int] = set()

    def _inner(self, m: Match, parent: Harm) -> None:
        at = m.at("inner")
        for k, g in enumerate(m.segs("inner")):
            if g.has("counted", "single", "count") and at + k not in self.spent:
                part = self._add(m, parent.effect, at + k, g, None, parent)
                part.nat = part.nat or parent.nat

    def _add(self, m: Match, effect: str, i: int, g: Seg, trigger: Seg | None, parent: Harm | None = None) -> Harm:
        attrs = m.rule.attrs
        apart = attrs.get("total") or attrs.get("share")
        beside = not apart and (self._near(m, i) or m.rule.name == "harm.people-name-verb")
        harm = self.finding(effect, i, g, m.rule.name, trigger, beside=beside)
        harm.total, harm.parent = bool(attrs.get("total")), parent
        told = _told(g)
        if "before" in told and harm.total:
            harm.low = harm.high = int(told["after"])
        if attrs.get("share"):
            harm.low = harm.high = None
        return harm

    def finding(self, effect: str, i: int, g: Seg, rule: str, trigger: Seg | None, *, beside: bool = True) -> Harm:
        """A finding of the group at `i`, kept, the group spent. Its words reach to a trigger that is `beside` it."""
        start, end = begin(self.sentence.parsed, g.parts[0] if g.parts else g), g.end
        if trigger is not None and beside:
            start, end = min(start, trigger.start), max(end, trigger.end)
        told = _told(g)
        low, high = told.get("low"), told.get("high")
        harm = Harm(
            effect=effect,
            low=None if low is None else int(low),
            high=None if high is None else int(high),
            approx=bool(told.get("approx")),
            role=told.get("role", "person"),
            nat=told.get("nat"),
            start=start,
            end=end,
            index=i,
            rule=rule,
            sentence=self.sentence,
            trigger=trigger,
            group=g,
            vague=told.get("vague"),
            others=bool(told.get("others")),
            nth=told.get("nth"),
        )
        self.spent.add(i)
        self.found.append(harm)
        return harm

    def _near(self, m: Match, i: int) -> bool:
        at = m.at("t")
        return 0 <= at < i <= at + 4 or i < at <= i + 2

    def _merged(self, m: Match, people: list[tuple[int, Seg]]) -> None:
        """One figure for dead and wounded is no claim; people without a figure are both."""
        first, second = m.seg("t"), m.seg("t2")
        if second is not None and second.has("harm_verb") and people and people[0][1].attr("others"):
            # "a soldier was killed and another wounded": the first verb has its subject before it
            self._add(m, str(second.attr("effect")), *people[0], second)
            self.used_triggers.add(m.at("t2"))
            return
        self.used_triggers.update({m.at("t"), m.at("t2")})
        if first is not None and second is not None and first.attr("effect") == second.attr("effect"):
            for i, g in people:
                if i not in self.spent:
                    self._add(m, str(first.attr("effect")), i, g, second)
            return
        for n, (i, g) in enumerate(people):
            if i in self.spent:
                continue
            if n == 0 and g.has("counted", "count"):
                if g.attr("low") is None and g.attr("high") is None and first is not None:
                    self._add(m, str(first.attr("effect")), i, g, first)
                self.spent.add(i)
                continue
            for t in (first, second) if n == 0 else (first,):
                if t is not None:
                    self._add(m, str(t.attr("effect")), i, g, t if n == 0 else None)

    def _members(self, m: Match, people: list[tuple[int, Seg]], one: bool) -> None:
        """Parts of the people last told of before "among them"; with `one` a single person."""
        of = m.seg("of")
        if of is None:
            return
        before = [h for h in self.found if h.start < of.start and h.parent is None]
        parent = max(before, key=lambda h: h.start) if before else None
        if parent is None:
            return
        if m.rule.attrs.get("most"):
            self._most(m, of, people, parent)
            return
        for i, g in people:
            own = g.attr("effect", "group")
            if g.has("plural") and not own and not one:
                continue
            part = self._add(m, own or parent.effect, i, g, None, None if own not in (None, parent.effect) else parent)
            if one:
                part.low = part.high = 1
            self._predicate(m, part)
            inner = m.seg("inner")
            if inner is not None and m.at("inner") not in self.spent and not inner.attr("effect", "group"):
                self._add(m, part.effect, m.at("inner"), inner, None, parent)
            part.nat = part.nat or parent.nat

    def _most(self, m: Match, of: Seg, people: list[tuple[int, Seg]], parent: Harm) -> None:
        """What most of the people told of before are: "most of them students", "women and children"."""
        few = parent.low is not None and parent.low < MANY
        told = any(g.attr("role") != "person" for _, g in people)
        if parent.effect == "arrested" or not of.attr("own", "most") or few or not told:
            return
        part = self._add(m, parent.effect, people[0][0], people[0][1], None, parent)
        part.low = part.high = None
        part.start, part.end = of.start, people[-1][1].end
        if any(g.attr("role") != part.role for _, g in people):
            part.role = "mixed"
        self.spent.update(i for i, _ in people)

    def _unnumbered(self, m: Match) -> None:
        """ "Many of the wounded are in a critical state": people without a figure."""
        t, segs = m.seg("t"), m.segs()
        effect = t and (t.attr("of_effect") or t.attr("effect", "refgroup"))
        if t is None or effect not in ("killed", "wounded", "missing") or m.at("t") in self.spent:
            return
        whole = Seg(segs[0].start, t.end, t.sig, (Sense("group", {}),), parts=tuple(segs))
        self._add(m, str(effect), m.at("t"), whole, None).stance = "asserted"

    def _made_of(self, m: Match, people: list[tuple[int, Seg]]) -> None:
        """The parts of a figure told before, where they add up to it."""
        of = m.seg("of")
        parent = next((h for h in self.found if of is not None and h.group is of), None)
        if parent is None or parent.low is None or len(people) < 2:
            return
        if sum(g.attr("low") or 0 for _, g in people) != parent.low or any(i in self.spent for i, _ in people):
            return
        for i, g in people:
            part = self._add(m, parent.effect, i, g, None, parent)
            part.nat = part.nat or parent.nat

    def _again(self, m: Match, people: list[tuple[int, Seg]]) -> None:
        """A figure without a word for what befell them, beside or after one that has it."""
        if not people or people[0][0] in self.spent:
            return
        at, group = people[0]
        told = [h for h in self.found if h.start < group.start]
        effect = max(told, key=lambda h: h.start).effect if told else self.before
        across = m.rule.attrs.get("total") or m.rule.attrs.get("across")
        if self._of_doers(m.start):
            return
        if effect is not None and not group.has("year") and (told or across):
            harm = self._add(m, effect, at, group, None)
            harm.role = "person"
            harm.stance = "denied" if m.rule.attrs.get("denied") else None

    def _of_doers(self, at: int) -> bool:
        """Whether a number is that of attackers told just before: "the kidnappers, seven of them"."""
        for seg in reversed(self.line.segs[max(0, at - 4) : at]):
            if seg.has("group", "refgroup"):
                return seg.attr("effect") is None and seg.attr("role") in DOERS
            if not seg.has("comma", "dash", "and", "open", "that", "was"):
                return False
        return False

    def _bearer(self, m: Match) -> None:
        """A person told by name alone is one victim; a body's leader where it says so."""
        t, at = m.seg("t"), m.at("t")
        if t is None or at in self.used_triggers or t.attr("effect") not in NAMED or t.attr("tight"):
            return
        if m.at("people") in self.spent:
            return
        killed = t.attr("effect") == "killed"
        noun = t.has("harm_noun") and not (t.definite or t.pronoun or t.attr("natural") or t.attr("owned"))
        verb = t.has("harm_verb") and t.attr("number", "harm_verb") in {"sg", "f"} and killed
        if m.rule.attrs.get("detains"):
            verb = bool(t.attr("passive")) or (t.attr("effect") == "arrested" and not t.attr("manifold"))
        if m.rule.attrs.get("held_only") and (t.attr("effect") != "arrested" or t.attr("manifold") or t.attr("penal")):
            return
        name = m.segs("people")
        if any(s.has("on", "in", "not", "until") for s in name):
            return
        if not (noun or verb) or self.unreal(t, at) or (killed and self.names_attacker(name)):
            return
        who = m.seg("who")
        if m.rule.name == "harm.noun-name-who" and (who is None or who.attr("role") not in RENOWNED):
            return
        attrs = {"low": 1, "high": 1, "role": who.attr("role") if who is not None else "person"}
        whole = Seg(name[0].start, name[-1].end, name[0].sig, (Sense("group", attrs),), parts=tuple(name))
        harm = self._add(m, str(t.attr("effect")), m.at("people"), whole, t)
        harm.start, harm.end = min(harm.start, t.start), max(whole.end, t.end if verb else 0)
        self.used_triggers.add(at)

    def _predicate(self, m: Match, part: Harm) -> None:
        """What some of them are said to be: "three of them Norwegians", "31 of them children"."""
        what = m.seg("as")
        if what is not None and part.role == "person" and what.attr("effect", "group") is None:
            part.role, part.nat = what.attr("role") or part.role, what.attr("nat") or part.nat
            self.spent.add(m.at("as"))

    def _worse(self, m: Match) -> None:
        """ "The losses may be greater": dead without a figure."""
        segs = m.segs()
        if not self.sentence.line.holds(self.sentence.parsed.pack.chars("losses", "victim", "harm_noun", "harm_verb")):
            return
        whole = Seg(segs[0].start, segs[-1].end, segs[0].sig, (Sense("group", {}),), parts=tuple(segs))
        self._add(m, "killed", m.start, whole, None).stance = "hedged"

    def _nobody(self, m: Match) -> None:
        t = m.seg("t")
        if t is None or m.at("t") in self.used_triggers or t.pronoun or t.attr("ahead") or t.attr("owned"):
            return
        of = m.seg("of")
        effect = t.attr("effect", "group") or t.attr("effect") or (of.attr("effect") if of is not None else None)
        effect = effect or m.rule.attrs.get("effect")
        plural = t.attr("number", "victim") == "pl" or t.attr("number", "harmed") == "pl"
        plural = plural or t.has("plural") or t.attr("number") == "pl" or bool(m.rule.attrs.get("anyone"))
        if effect is None or not plural:
            return
        segs = m.segs()
        group = Seg(segs[0].start, segs[-1].end, t.sig, t.senses)
        harm = self._add(m, str(effect), m.at("t"), group, None)
        harm.low = harm.high = 0
        harm.role, harm.nat = "person", None
        if any(s.attr("news", "none") for s in segs):
            harm.stance = "hedged"
        self.used_triggers.add(m.at("t"))
        self.spent.update(range(m.start, m.end))


def _told(group: Seg) -> Mapping[str, Any]:
    """What a group tells of how many it is, and of whom."""
    return next((s.attrs for s in group.senses if s.cls in {"group", "refgroup", "count"}), {})
