"""target: what an attack aimed at, or what was under way when it came.

Meaning: the people, body or place an attack is said to have been aimed at; the tour,
patrol, meeting or prayer during which it came.
Wrong: the aim of an operation against the attackers; places as mere location (`event_site`).
Right: "targeted Syrian and American forces", "during a joint patrol".
Source: gold/README.md; GTD codebook (target).
"""

from __future__ import annotations

from functools import lru_cache

from isnad.extract.clauses import Context, Taken, around, begin
from isnad.extract.draft import Draft
from isnad.extract.parsed import ParsedReport
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
from isnad.model.values import TextValue, Value

ARMED = ("charge", "missile", "armed_with", "gun", "blade", "bullets")
VIOLENT = ("attacker", "attack", "hand_act", "blast", "blast_verb", "fire", "strike", "suicide", *ARMED)


def find(parsed: ParsedReport) -> list[Draft]:
    """The targets and occasions a report tells, in the order of the text."""
    return list(_read(parsed))


@lru_cache(maxsize=1)
def _read(parsed: ParsedReport) -> tuple[Draft, ...]:
    """The same, worked out once a report: background asks for the targets as well."""
    out: list[Draft] = []
    rules = parsed.pack.stage("target")
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(sentence)
        taken = Taken()
        found: list[Draft] = []
        for m in matches(rules, line):
            slot = m.segs("what") if m.rule.attrs.get("occasion") else m.segs("who")
            while slot and slot[-1].has("and", "until", "l", "b", "from"):
                slot = slot[:-1]
            if not slot or not _fits(m, context) or (m.rule.attrs.get("unnamed") and _in_general(parsed, m, slot)):
                continue
            first = m.at("what") if m.rule.attrs.get("occasion") else m.at("who")
            last = m.end if m.rule.attrs.get("occasion") else first + len(slot)
            if taken.overlaps(first, last):
                continue
            taken.add(first, last)
            start, end = begin(parsed, line.segs[first]), line.segs[last - 1].end
            found.append(Draft("target", _value(m), sentence, start, end, m.rule.name))
        out += sorted(found, key=lambda d: d.start)
    return tuple(out)


def _in_general(parsed: ParsedReport, m: Match, who: list[Seg]) -> bool:
    """Whether those aimed at are known or a kind of thing, as in speech of aims in general: no weapon is told."""
    if any(s.has(*ARMED) for s in around(m, AIMED)):
        return False
    text, article = parsed.folded.text, parsed.pack.lexicon.article
    return any(s.definite or s.has("named") or text.startswith(article, s.start) for s in who[:3])


def _fits(m: Match, context: Context) -> bool:
    """Whether an attack is meant, not an operation of those who fight the attackers."""
    if m.rule.attrs.get("occasion"):
        return context.has("assault") or context.has("act_or_harm")
    who = m.segs("who")
    if who and ((m.rule.attrs.get("victim") and who[0].has("source")) or any(s.has("armed_with") for s in who)):
        return False
    if who and (_of_a_band(m) or _is_drone(m, who[0])):
        return False
    before = m.line.segs[max(0, m.start - 4) : m.start]
    if m.rule.attrs.get("struck") and any(s.has("op", "security_adj", "raid") for s in before):
        return any(s.has("gunman", "attacker") for s in before)
    if m.rule.attrs.get("attack"):
        before = m.line.segs[max(0, m.start - 8) : m.start]
        if any(s.has("op", "security_adj", "raid") for s in before[-4:]):
            return False
        return any(s.has(*VIOLENT) for s in around(m, 10)) and not (m.segs() and m.segs()[0].pronoun)
    head = m.seg("head")
    act = m.rule.attrs.get("act")
    if act:
        return head is not None and head.attr("act") == act and not head.pronoun
    return head is None or head.attr("number") not in ("pl", "pl2") or not head.has("attack")


def _of_a_band(m: Match) -> bool:
    """Whether what is struck first is a place that an armed group holds."""
    first = next((n for n in range(m.start, m.at("who") + 1) if m.line.segs[n].has("stronghold")), None)
    if first is None:
        return False
    after = m.line.segs[first : first + HELD]
    return any((s.has("named") and s.attr("type", "body") == "group") or s.has("gunman", "org", "band") for s in after)


def _is_drone(m: Match, who: Seg) -> bool:
    """Whether a word that is also a march is the drone that strikes: "a drone raided", "shelling by a drone"."""
    before = m.line.segs[m.at("who") - 1 : m.at("who")]
    return who.has("drone_adj") and any(s.has("strike_verb", "aircraft") for s in before)


AIMED = 6
"""Segments within which the weapon of an attack is named."""
HELD = 6
"""Segments within which the holder of a place is named."""


def _value(m: Match) -> TextValue:
    what = m.seg("what")
    if what is not None:
        activity = what.attr("en", "activity")
        if activity is None:
            return TextValue(summary="during what those it hit were doing")
        return TextValue(summary=f"during a {activity}" if activity != "prayer" else "during prayer", activity=activity)
    names: list[str] = []
    for seg in m.segs("who"):
        named, nat = seg.attr("en", "named"), seg.attr("nat", "nation") or seg.attr("iso", "country")
        if named:
            names.append(named)
        elif nat:
            country = None if _forces(m) else seg.attr("en", "country")
            names.append(f"{nation_adjective(nat)} forces" if _forces(m) else str(country or nation_adjective(nat)))
    names = list(dict.fromkeys(names))
    thing = next(
        (
            str(s.attr("en", "vehicle") or s.attr("en", "building"))
            for s in m.segs("who")
            if s.has("vehicle", "building")
        ),
        "",
    )
    about = " and ".join(names) or (f"a {thing}" if thing else "those named in the text")
    first = next((s for s in m.segs("who") if not s.has("quote")), None)
    under_way = first.attr("en", "activity") if first is not None and first.has("troops") else None
    return TextValue(summary=f"aimed at {about}", names=tuple(names), activity=under_way)


def occasion(value: Value) -> bool:
    """Whether a value tells what was under way, and not what was aimed at."""
    return isinstance(value, TextValue) and value.summary.startswith("during")


def _forces(m: Match) -> bool:
    return any(s.has("troops", "force") for s in m.segs("who"))
