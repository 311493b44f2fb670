"""attacker_fate: what became of the attacker.

Meaning: that the one who did it killed himself, was killed, neutralised, wounded, caught,
or got away; each telling once.
Wrong: a suicide that is itself the attack (`mode`); militants killed in a battle
(`casualties`); the attacker as the subject of "killed two people".
Right: "then shot himself", "the attacker was neutralised", "the gunman fled".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import Context, Taken, begin, is_plural
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
from isnad.model.values import TextValue

WORDS = {
    "suicide": "the attacker killed himself",
    "killed": "the attacker was killed",
    "neutralised": "the attacker was neutralised",
    "arrested": "the attacker was arrested",
    "wounded": "the attacker was wounded",
    "fled": "the attacker fled",
}


def find(parsed: ParsedReport) -> list[Draft]:
    """The fates of attackers a report tells, in the order of the text."""
    out: list[Draft] = []
    rules = parsed.pack.stage("attacker_fate")
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(line)
        taken = Taken()
        found: list[Draft] = []
        for m in matches(rules, line):
            fate = _fate(m)
            if fate is None or taken.overlaps(m.start, m.end) or not _fits(m, context):
                continue
            taken.add(m.start, m.end)
            segs = m.segs()
            value = TextValue(summary=WORDS[fate], fate=fate)
            found.append(Draft("attacker_fate", value, sentence, begin(parsed, segs[0]), segs[-1].end, m.rule.name))
        out += sorted(found, key=lambda d: d.start)
    return out


def _fate(m: Match) -> str | None:
    own = m.rule.attrs.get("fate")
    head = m.seg("head")
    return own or (head.attr("fate") if head is not None else None)


def _fits(m: Match, context: Context) -> bool:
    attrs = m.rule.attrs
    wanted = attrs.get("context")
    if wanted and not context.has(wanted):
        return False
    head, man, defined = m.seg("head"), m.seg("man"), m.seg("defman")
    if head is not None and head.definite and head.has("end_noun_of"):
        return False
    if attrs.get("defined") and (man is None or not man.definite or _loose(man)):
        return False
    if attrs.get("someone") and not any(_one(s) for s in m.line.segs):
        return False
    if attrs.get("single") and head is not None and is_plural(head):
        return False
    if attrs.get("before") and not any(_one(s) for s in m.line.segs[: max(m.start, m.at("head"))]):
        return False
    if defined is not None and not defined.definite:
        return False
    if man is not None and man.has("suicide") and not man.has("attacker"):
        return False
    if attrs.get("intransitive") or (head is not None and head.has("end_verb") and man is m.segs()[-1]):
        after = next((s for s in m.line.segs[m.end : m.end + 2] if not s.has("trait", "attack_adj")), None)
        if after is not None and after.has("count", "person", "victim", "nation", "self", "some_of", "quote"):
            return after.has("count") and after.definite
    return True


def _loose(man: Seg) -> bool:
    return is_plural(man) or any(man.attr(name, "gunman") for name in ("plain", "member", "group"))


def _one(seg: Seg) -> bool:
    """Whether a segment may be the attacker a pronoun refers to."""
    return seg.has("attacker") or (seg.has("gunman") and not _loose(seg))
