"""responsibility: an act claimed, claimed by nobody, or denied.

Meaning: that a group takes an act upon itself, that no one has done so, that someone says
it was not his.
Wrong: an accusation by others (`perpetrator`); the adoption of a plan or a law.
Right: "claimed responsibility for", "adopted the attack", "no group has claimed".
Source: gold/README.md; GTD codebook (claims of responsibility).
"""

from __future__ import annotations

from isnad.extract.clauses import Context, Taken, begin, last_group
from isnad.extract.doers.claimants import Claimants
from isnad.extract.doers.deeds import ACTS
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
    claimants = Claimants(parsed)
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(sentence)
        taken = Taken()
        found: list[Draft] = []
        for m in matches(rules, line):
            if taken.overlaps(m.start, m.end) or not _fits(m, context, sentence):
                continue
            taken.add(m.start, m.end)
            segs = m.segs()
            name = claimants.name(m, group)
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


def _fits(m: Match, context: Context, sentence: Sentence) -> bool:
    wanted = m.rule.attrs.get("context")
    head = m.at("head")
    if m.line.segs[head].has("accuse"):
        return False
    none = any(s.has("none") and not s.has("not") for s in m.line.segs[max(0, head - 2) : head])
    if m.rule.attrs["claim"] == "claimed" and none and not any(s.has("party") for s in m.segs()):
        return False
    if wanted and not context.has(wanted):
        return False
    if m.rule.attrs["claim"] == "claimed" and not _of_an_act(m, sentence):
        return False
    if m.rule.attrs["claim"] == "denied" and any(s.has("tie") for s in m.segs()):
        after = m.line.segs[m.end : m.end + 4]
        part = bool(after) and after[0].has("b", "to_it") and any(s.has(*ACTS) for s in after)
        return part or any(s.has("named") for s in m.segs())
    return True


def _of_an_act(m: Match, sentence: Sentence) -> bool:
    """Whether what is claimed is an act: no plan that is adopted, no care that is a ministry's."""
    segs, head, end = m.line.segs, m.at("head"), m.end
    if segs[end - 1].has("duty") and end < len(segs) and segs[end].has("about_prep"):
        return any(s.has(*ACTS, "harm_noun", "event_noun", "exec_noun") for s in segs[end + 1 : end + 4])
    if not any(s.has("named", "org", "band") for s in m.segs()):
        return not any(s.has("body", "and") for s in segs[head + 1 : end])
    bare = (
        segs[head].pronoun
        or sentence.heading
        or end == len(segs)
        or any(s.has("not") for s in segs[max(0, head - 6) : head])
    )
    if bare or not segs[head].has("adopt_verb"):
        return True
    return any(s.has("duty", *ACTS, "harm_noun") for s in segs[max(0, head - 6) : head + ADOPTED])


ADOPTED = 15
"""Segments within which what is adopted stands behind the verb and its subject."""


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
