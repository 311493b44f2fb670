"""Agents of violent acts, wherever a sentence names them: beside the act, accused, or described.

Serves `perpetrator`. Enters a sentence in which the narrower rules of that kind have taken what is
theirs; leaves drafts. An agent told with an article again ("the gunmen") refers back and is no claim;
settlers, smugglers and the like are named by what they are and count each time.
"""

from __future__ import annotations

from isnad.extract.draft import Draft
from isnad.extract.kinds.clauses import Context, Taken, begin
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
from isnad.model.values import PerpetratorValue

KIND = "perpetrator"
SHOTS = ("fire", "bullets", "missile", "munition", "munit", "charge", "gun")


def doers(sentence: Sentence, context: Context, taken: Taken) -> list[Draft]:
    """The agents of one sentence that overlap nothing taken; what is found is taken."""
    out: list[Draft] = []
    for m in matches(sentence.parsed.pack.stage("doers"), sentence.line):
        if taken.overlaps(m.start, m.end) or not _fits(m, context, sentence):
            continue
        value, segs = _value(m)
        if value is None:
            continue
        taken.add(m.start, m.end)
        start = begin(sentence.parsed, segs[0])
        out.append(Draft(KIND, value, sentence, start, segs[-1].end, m.rule.name, m.rule.attrs.get("stance")))
    return out


def _fits(m: Match, context: Context, sentence: Sentence) -> bool:
    attrs = m.rule.attrs
    if attrs.get("described"):
        return _describes(m, sentence)
    if not context.has(attrs.get("context", "deadly")):
        return False
    before = m.line.segs[max(0, m.start - 2) : m.start]
    if any(s.has("defused", "to_fight", "will") for s in before):
        return False
    if _shoots_nothing(m):
        return False
    man, who = m.seg("man"), m.seg("who")
    if attrs.get("subject") and before and before[-1].has("l", "in", "from", "on", "b", "until", "and"):
        return False
    if man is not None:
        return _armed(m, man)
    if who is None or who.attr("type", "named") == "state":
        return context.has("harm") and not (who is None and attrs.get("construct"))
    return context.has("harm") or not attrs.get("verb")


def _armed(m: Match, man: Seg) -> bool:
    """Whether a word for people tells an agent here, and tells him for the first time."""
    attrs = m.rule.attrs
    owned = m.seg("who") is not None or m.seg("troops") is not None
    described = owned or any(s.has("attack_adj", "trait") and not s.has("number") for s in _after(m, man))
    if man.definite and not man.attr("group", "gunman") and not owned:
        return False
    if man.has("band") or man.attr("member", "gunman"):
        return described
    if man.attr("plain", "gunman"):
        return owned or bool(attrs.get("stance"))
    if not described and not _many(man) and not attrs.get("stance"):
        return False
    before = m.line.segs[m.start - 1] if m.start else None
    if attrs.get("subject") and before is not None and before.has("harm_noun", "harm_verb", "end_noun", "end_verb"):
        return False
    return not (man.has("suicide", "attack_adj") and _adjective(m, man))


def _many(man: Seg) -> bool:
    return man.attr("number") in ("pl", "pl2", "dual") or bool(man.attr("many", "gunman") or man.attr("lone", "gunman"))


def _shoots_nothing(m: Match) -> bool:
    """Whether "launched" or "opened" is said of something that is no fire: a campaign, a road."""
    shots = [n for n in range(m.start, m.end) if m.line.segs[n].has("fire_verb")]
    return bool(shots) and not any(s.has(*SHOTS) for s in m.line.segs[shots[-1] : m.end + 4])


def _after(m: Match, man: Seg) -> list[Seg]:
    segs = m.segs()
    at = next(n for n, seg in enumerate(segs) if seg is man)
    return segs[at + 1 : at + 3]


def _adjective(m: Match, man: Seg) -> bool:
    at = next(n for n, seg in enumerate(m.line.segs) if seg is man)
    return at > 0 and m.line.segs[at - 1].has("attack", "op", "blast", "incident", "intrusion", "hand_act")


def _describes(m: Match, sentence: Sentence) -> bool:
    kind = m.seg("kind")
    if kind is None:
        return True
    return not kind.definite and not kind.has("suicide", "attack_adj")


def _value(m: Match) -> tuple[PerpetratorValue | None, list[Seg]]:
    """The value and the segments that carry it: the agent without the word for the act."""
    if m.rule.attrs.get("described"):
        told = m.seg("kind")
        if told is None:
            return PerpetratorValue(name="unnamed attacker", type="person", alone=True), m.segs()
        return PerpetratorValue(name=f"unnamed {told.attr('en', 'gunman') or 'attacker'}", type="person"), m.segs()
    man, who, troops = m.seg("man"), m.seg("who"), m.seg("troops")
    head = next(s for s in (man, who, troops) if s is not None)
    segs = m.segs()
    at = next(n for n, seg in enumerate(segs) if seg is head)
    last = max(n for n, seg in enumerate(segs) if seg in (man, who, troops) or n <= at)
    while last + 1 < len(segs) and segs[last + 1].has("attack_adj", "trait", "nation", "named"):
        last += 1
    member = who.attr("en", "named") if who is not None else _force(m, troops)
    if man is not None:
        return _person(man, member), segs[at : last + 1]
    if who is not None:
        kind = "state" if who.attr("type", "named") == "state" else "group"
        return PerpetratorValue(name=str(member), type=kind), segs[at : last + 1]
    return PerpetratorValue(name=str(member), type="state"), segs[at : last + 1]


def _force(m: Match, troops: Seg | None) -> str | None:
    if troops is None:
        return None
    nation = next((s.attr("nat", "nation") for s in m.segs() if s.has("nation")), None)
    english = str(troops.attr("en", "troops"))
    return f"{nation_adjective(nation)} {english}" if nation else english


def _person(man: Seg, member: str | None) -> PerpetratorValue:
    english = str(man.attr("en", "gunman") or man.attr("en", "band") or "gunman")
    many = (_many(man) and not man.attr("lone", "gunman")) or man.has("band")
    lone = True if man.attr("lone", "gunman") else None
    name = f"unnamed {english}" + ("s" if many and not english.endswith(("man", "group")) else "")
    kind = "group" if many else "person"
    return PerpetratorValue(name=name, type=kind, membership=member, alone=False if many else lone)
