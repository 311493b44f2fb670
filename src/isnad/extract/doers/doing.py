"""Forms of verbs and numbers by which a doer is known, and whom an armed body fights: for `perpetrator`."""

from __future__ import annotations

from isnad.extract.clauses import is_many
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg


def verb_fits(m: Match) -> bool:
    """Whether a verb has the form that its rule asks for."""
    attrs, head = m.rule.attrs, m.seg("head")
    if attrs.get("pronoun") and not (head is not None and head.pronoun):
        return False
    return not attrs.get("unknown") or _is_sought(m)


def _is_sought(m: Match) -> bool:
    """Whether the identity that is not known is the attackers', not their victims'."""
    last = m.segs("actor")[-1]
    if not last.has("identity"):
        return True
    doers = any(s.has("attacker") or (s.has("gunman") and not is_plain(s)) for s in m.line.segs)
    return bool(last.pronoun) and doers


def same_number(m: Match, man: Seg, kind: Seg) -> bool:
    """Whether one who turns out to be somebody is spoken of in the same number."""
    if any(s.has("some_of", "one_of") for s in m.line.segs[max(0, m.start - 2) : m.start]):
        return not is_many(kind)
    many = ("pl", "pl2")
    return (man.attr("number") in many) == (kind.attr("number") in many)


GUARDS = ("police", "security forces", "guards", "gendarmerie")


def ends_it(m: Match) -> bool:
    """Whether those who fire are the police of a report that tells of an attacker: they fire at him."""
    troops = m.seg("troops")
    if troops is None or m.seg("who") is not None or troops.attr("en", "troops") not in GUARDS:
        return False
    return m.rule.name.endswith(("shot-of", "sure-act", "sure-actor", "shot-from"))


def on_attackers(m: Match) -> bool:
    """Whether those who come to harm are attackers, so that an armed body is no attacker itself."""
    segs = m.line.segs
    if any(s.has("attacker") or (s.has("gunman") and not is_plain(s)) for s in segs[m.end : m.end + 4]):
        return True
    if m.seg("actor") is None:
        return False
    if _before_he_was_killed(m):
        return True
    for n in range(max(0, m.start - 9), m.start):
        armed = segs[n].has("attacker") or (segs[n].has("gunman") and not is_plain(segs[n]))
        if armed and any(s.has("harm_verb", "harm_noun", "end_verb", "victim") for s in segs[max(0, n - 2) : n + 3]):
            return True
    return False


def _before_he_was_killed(m: Match) -> bool:
    """Whether an armed body ends the attack: "before he was killed by the police"."""
    before = m.line.segs[max(0, m.start - 4) : m.start]
    ends = [n for n, s in enumerate(before) if s.has("harm_verb", "end_verb")]
    return bool(ends) and ends[0] > 0 and before[ends[0] - 1].has("that") and not any(s.has("count") for s in before)


def is_plain(man: Seg) -> bool:
    return bool(man.attr("plain", "gunman") or man.attr("member", "gunman"))
