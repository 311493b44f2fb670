"""What befell whom: the reading that casualties and arrests share.

Enters a sentence whose people are groups; leaves findings (effect, figure, role,
nationality, place in the text). Refuses to know tellers, stance and events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from isnad.extract.groups import reduce_groups
from isnad.extract.harmfit import Fitting, own_loss
from isnad.extract.kinds.clauses import begin
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Line, Match, matches
from isnad.grammar.segments import Seg, Sense

TRIGGERS = (
    "harm_noun",
    "harm_verb",
    "victim",
    "death",
    "met",
    "of_them",
    "fate",
    "losses",
    "not_hurt",
    "did_away",
    "dismantle",
    "seized",
    "slay_him",
)


COMPOSED = ("harm.of-them", "harm.of-them-are", "harm.among-dead", "harm.among-harmed")
"""Rules of what the dead and wounded are: "women and children among them" without a figure is no count."""
REFERRING = frozenset({"harm.victims"})
"""Rules without a verb or noun of harm: a definite pair is there a reference back."""


@dataclass(slots=True)
class Harm:
    """One finding. Positions are folded; `index` is the group's place in the line.

    `parent` is the finding this one is a part of ("among them"); `of` says that the
    finding repeats the nationality of the people before it ("others").
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


def find_harm(sentence: Sentence) -> list[Harm]:
    """Every finding of a sentence in the order of the text; empty without a trigger."""
    if not sentence.line.holds(sentence.parsed.pack.chars(*TRIGGERS)):
        return []
    line = reduce_groups(sentence.line, sentence.parsed.pack)
    reader = _Reader(sentence, line)
    for m in matches(sentence.parsed.pack.stage("harm"), line):
        reader.read(m)
    found = sorted(reader.found, key=lambda h: (h.start, h.end))
    if line.holds(sentence.parsed.pack.chars("disease")):
        # cases of an illness; people who "are hit" by it are told as people
        found = [h for h in found if h.effect != "wounded" or (h.trigger is not None and h.trigger.has("harm_verb"))]
    for n, harm in enumerate(found):
        if n and harm.parent is None and harm.index and line.segs[harm.index - 1].has("among"):
            harm.parent = next((h for h in found[n - 1 :: -1] if h.effect == harm.effect and h.parent is None), None)
    return found


class _Reader(Fitting):
    """Takes matches in the order of the rules; a group and a trigger are spent once."""

    def __init__(self, sentence: Sentence, line: Line) -> None:
        super().__init__(sentence, line)
        self.found: list[Harm] = []
        self.spent: set[int] = set()
        self.used_triggers: set[int] = set()

    def read(self, m: Match) -> None:
        attrs = m.rule.attrs
        people = self._people(m)
        if attrs.get("drop"):
            self.spent.update(range(m.start, m.end))
            return
        if attrs.get("none"):
            self._nobody(m)
            return
        if attrs.get("first") and not self.opens(m):
            return
        trigger = m.seg("t") or m.seg("of")
        if attrs.get("total") and trigger is not None and people:
            own = people[0][1].attr("effect", "group")
            if own and trigger.attr("effect") and own != trigger.attr("effect"):
                return
        if attrs.get("worse"):
            self._worse(m)
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
            if n == 0 and trigger is not None and trigger.attr("two") and harm.low is None and len(people) == 1:
                harm.low = harm.high = 2
        if made and at >= 0:
            self.used_triggers.add(at)
        if attrs.get("among") and made:
            self._inner(m, self.found[-1])

    def _inner(self, m: Match, parent: Harm) -> None:
        at = m.at("inner")
        for k, g in enumerate(m.segs("inner")):
            if g.has("counted", "single", "count") and at + k not in self.spent:
                part = self._add(m, parent.effect, at + k, g, None, parent)
                part.nat = part.nat or parent.nat

    def _people(self, m: Match) -> list[tuple[int, Seg]]:
        at = m.at("people")
        return [(at + k, seg) for k, seg in enumerate(m.segs("people")) if seg.has("group", "count", "refgroup")]

    def _objects(self, m: Match, people: list[tuple[int, Seg]]) -> list[tuple[int, Seg]]:
        """Without the subject of an active verb: "gunmen killed five soldiers"."""
        trigger = m.seg("t")
        if trigger is None or not trigger.has("harm_verb") or not people:
            return people
        first_at, first = people[0]
        if not first.has("counted", "count") and first.attr("role") in {"militant", "attacker", "soldier", "security"}:
            for k in range(first_at + 1, min(first_at + 6, len(self.line))):
                seg = self.line.segs[k]
                if seg.has("and", "comma", "stop", "harm_noun", "harm_verb"):
                    break
                if seg.has("counted"):
                    return [(i, g) for i, g in self._run(k) if i not in self.spent]
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
            return str(attrs["effect"])
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

    def _add(self, m: Match, effect: str, i: int, g: Seg, trigger: Seg | None, parent: Harm | None = None) -> Harm:
        start = begin(self.sentence.parsed, g.parts[0] if g.parts else g)
        end = g.end
        if trigger is not None and not m.rule.attrs.get("total") and not m.rule.attrs.get("share"):
            near = self._near(m, i)
            if near:
                start, end = min(start, trigger.start), max(end, trigger.end)
        attrs = next((s.attrs for s in g.senses if s.cls in {"group", "refgroup", "count"}), {})
        low, high = attrs.get("low"), attrs.get("high")
        if "before" in attrs and m.rule.attrs.get("total"):
            low = high = attrs["after"]
        harm = Harm(
            effect=effect,
            low=None if low is None else int(low),
            high=None if high is None else int(high),
            approx=bool(attrs.get("approx")),
            role=attrs.get("role", "person"),
            nat=attrs.get("nat"),
            start=start,
            end=end,
            index=i,
            rule=m.rule.name,
            sentence=self.sentence,
            trigger=trigger,
            group=g,
            total=bool(m.rule.attrs.get("total")),
            parent=parent,
            vague=attrs.get("vague"),
            others=bool(attrs.get("others")),
        )
        if m.rule.attrs.get("share"):
            harm.low = harm.high = None
        self.spent.add(i)
        self.found.append(harm)
        return harm

    def _near(self, m: Match, i: int) -> bool:
        at = m.at("t")
        return 0 <= at < i <= at + 4 or i < at <= i + 2

    def _merged(self, m: Match, people: list[tuple[int, Seg]]) -> None:
        """One figure for dead and wounded is no claim; people without a figure are both."""
        first, second = m.seg("t"), m.seg("t2")
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
        for i, g in people:
            own = g.attr("effect", "group")
            if g.has("plural") and not own and not one:
                continue
            part = self._add(m, own or parent.effect, i, g, None, parent)
            if one:
                part.low = part.high = 1
            part.nat = part.nat or parent.nat

    def _worse(self, m: Match) -> None:
        """ "The losses may be greater": dead without a figure."""
        segs = m.segs()
        if not self.line.holds(self.sentence.parsed.pack.chars("losses", "victim", "harm_noun", "harm_verb")):
            return
        whole = Seg(segs[0].start, segs[-1].end, segs[0].sig, (Sense("group", {}),), parts=tuple(segs))
        self._add(m, "killed", m.start, whole, None)

    def _nobody(self, m: Match) -> None:
        t = m.seg("t")
        if t is None or m.at("t") in self.used_triggers or t.pronoun or t.attr("ahead") or t.attr("owned"):
            return
        effect = t.attr("effect", "group") or t.attr("effect")
        plural = t.attr("number", "victim") == "pl" or t.attr("number", "harmed") == "pl"
        plural = plural or t.has("plural") or bool(m.rule.attrs.get("anyone"))
        if effect is None or not plural:
            return
        segs = m.segs()
        group = Seg(segs[0].start, segs[-1].end, t.sig, t.senses)
        harm = self._add(m, str(effect), m.at("t"), group, None)
        harm.low = harm.high = 0
        harm.role, harm.nat = "person", None
        self.used_triggers.add(m.at("t"))
        self.spent.update(range(m.start, m.end))


def _refers(group: Seg) -> bool:
    """Whether a pair with its article refers back: "the two martyrs"."""
    return group.definite and not group.has("count") and group.attr("low") == 2 and len(group.parts) == 1
