"""responsibility: an act claimed, claimed by nobody, or denied.

Meaning: that a group takes an act upon itself, that no one has done so, that someone says
it was not his.
Wrong: an accusation by others (`perpetrator`); the adoption of a plan or a law.
Right: "claimed responsibility for", "adopted the attack", "no group has claimed".
Source: gold/README.md; GTD codebook (claims of responsibility).
"""

from __future__ import annotations

from isnad.extract.clauses import Context, Taken, begin, last_group
from isnad.extract.doers.owning import owned
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
from isnad.model.values import TextValue


def find(parsed: ParsedReport) -> list[Draft]:
    """The claims of responsibility a report tells, in the order of the text."""
    out: list[Draft] = []
    rules = parsed.pack.stage("responsibility")
    group: str | None = None
    named = parsed.pack.chars("named")
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(sentence)
        taken = Taken()
        found: list[Draft] = []
        for m in matches(rules, line):
            if taken.overlaps(m.start, m.end) or not _fits(m, context):
                continue
            taken.add(m.start, m.end)
            segs = m.segs()
            name = _name(m) or last_group(line, m.start) or group
            value, stance = _value(m, name), m.rule.attrs.get("stance")
            found.append(_draft(sentence, segs, value, m.rule.name, stance))
        for first, last, claim, who in owned(sentence, group):
            if not taken.overlaps(first, last):
                taken.add(first, last)
                said = f"responsibility {claim}" + (f" by {who}" if who else "")
                value = TextValue(summary=said, name=who)
                found.append(_draft(sentence, line.segs[first:last], value, "responsibility.owned", None))
        if line.holds(named):
            group = last_group(line, len(line)) or group
        out += sorted(found, key=lambda d: d.start)
    return out


def _draft(sentence: Sentence, segs: list[Seg], value: TextValue, rule: str, stance: str | None) -> Draft:
    """A claim; whoever denies an act is its teller, whose words begin behind the verb."""
    place = begin(sentence.parsed, segs[0]), segs[-1].end
    if not value.summary.startswith(DENIED):
        return Draft("responsibility", value, sentence, *place, rule, stance)
    return Draft("responsibility", value, sentence, *place, rule, "denied", speaker=segs[-1].start)


DENIED = "responsibility denied"


def _fits(m: Match, context: Context) -> bool:
    wanted = m.rule.attrs.get("context")
    head = m.at("head")
    none = any(s.has("none") and not s.has("not") for s in m.line.segs[max(0, head - 2) : head])
    if m.rule.attrs["claim"] == "claimed" and none and not any(s.has("party") for s in m.segs()):
        return False
    if wanted and not context.has(wanted):
        return False
    if m.rule.attrs["claim"] == "denied" and any(s.has("tie") for s in m.segs()):
        return any(s.has("named") for s in m.segs())
    return True


def _name(m: Match) -> str | None:
    who = m.seg("who")
    return who.attr("en", "named") if who is not None else None


def _value(m: Match, name: str | None) -> TextValue:
    claim = m.rule.attrs["claim"]
    if claim == "doubted":
        return TextValue(summary="a claim of responsibility is doubted" + (f": {name}" if name else ""), name=name)
    before = m.line.segs[max(0, m.at("head") - 2) : m.at("head")]
    if claim == "claimed" and any(s.has("not") for s in before):
        claim = "none"
    if claim == "none":
        return TextValue(summary="no group has claimed responsibility")
    verb = "denied" if claim == "denied" else "claimed"
    return TextValue(summary=f"responsibility {verb}" + (f" by {name}" if name else ""), name=name)
