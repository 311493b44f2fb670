"""Whom a doer belongs to: sworn to, linked with, a member of an armed body, or not: for `perpetrator`.

A tie is a noun ("his belonging to", "no link of the man with"), a verb ("joined", "pledged allegiance to",
"had fought in the ranks of") or an adjective ("linked to"); behind it, past a preposition, stands the body:
named, or any of its kind ("any organisation", "a banned group"). Its bearer stands behind the noun, is the
pronoun written onto it, or is the last one spoken of: only a doer, one held or suspected, or a cell will do.
"""

from __future__ import annotations

from isnad.extract.clauses import is_many
from isnad.extract.doers.doers import Doers
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg
from isnad.model.values import PerpetratorValue

TIES = ("tie", "belong", "joining")
LINKS = (
    "l",
    "b",
    "until",
    "in",
    "with",
    "from",
    "about_prep",
    "marked_people",
    "any",
    "any_of",
    "reach_to",
    "quote",
    "open",
    "adv",
)
"""What may stand between a tie and the body it binds to."""
KINDS = ("org", "band", "party", "cell")
BEARERS = ("attacker", "gunman", "band", "suspect_word", "wanted", "client")
OTHERS = (
    *("office", "outlet", "paper", "troops", "site", "vehicle", "aircraft", "building", "country", "named", "source"),
    *("charge", "missile", "crowd", "court_noun"),
)
"""Whoever else may be said to belong to somebody."""
STARTS = ("that", "not", "was", "and", "comma", "may", "any", "none", "believed", "deny", "they", "he")
"""What leads to a tie whose bearer is not told again."""
NOT = ("not", "none", "deny", "refuse", "disown")
REACH, BACK = 6, 14

Tied = tuple[int, int, PerpetratorValue, str | None]


def ties(sentence: Sentence, doers: Doers, before: bool) -> list[Tied]:
    """(start, end, value, stance) of every tie of a doer told in a sentence, in segments.

    `before`: whether the sentences before speak of doers, so that a pronoun may stand for one.
    """
    segs = sentence.line.segs
    out: list[Tied] = []
    done = 0
    for at in sentence.line.where(sentence.parsed.pack.chars(*TIES)):
        if at < done:
            continue
        body = _body(segs, at)
        if body is None:
            continue
        start, end, group = body
        many = _bearer(sentence, at, start, doers, before)
        if many is None:
            continue
        name = "unnamed attackers" if many else "unnamed attacker"
        value = PerpetratorValue(name=name, type="group" if many else "person", membership=group)
        out.append((at, end, value, _stance(segs, at)))
        done = end
    return out


def _body(segs: list[Seg], at: int) -> tuple[int, int, str | None] | None:
    """The start and end of the body that a tie at `at` binds to, and its English name where it has one."""
    linked = segs[at].has("joining")
    for n in range(at + 1, min(len(segs), at + 1 + REACH)):
        seg = segs[n]
        if seg.attr("en", "named"):
            return (n, n + 1, str(seg.attr("en", "named"))) if linked else None
        if seg.has("tied_name"):
            return (n, n + 1, str(seg.attr("en", "tied_name"))) if linked else None
        if seg.has(*KINDS) and not seg.has("tie"):
            if not linked or (seg.definite and segs[n - 1].has("l", "with", "from")):
                return None
            named = next((i for i in range(n + 1, min(len(segs), n + 4)) if segs[i].attr("en", "named")), None)
            if named is not None and all(s.has(*KINDS, "quote", "some_of") for s in segs[n + 1 : named]):
                return n, named + 1, str(segs[named].attr("en", "named"))
            return n, n + 1 + (n + 1 < len(segs) and segs[n + 1].has("arm_adj", "terror_adj")), None
        if seg.has(*LINKS):
            linked = linked or seg.has("any_of") or not seg.has("any", "quote", "open", "adv")
            continue
        if seg.has("stop", "colon", "comma", "that", "rel", "and", "site", "time", "not", "country"):
            return None
    return None


def _bearer(sentence: Sentence, at: int, body: int, doers: Doers, before: bool) -> bool | None:
    """Whether the bearer of a tie is one of several doers; None where it is none."""
    segs = sentence.line.segs
    inner = next((n for n in range(at + 1, body) if _is_doer(segs, n, doers, sentence.index, before)), None)
    if inner is not None and segs[at].has("tie"):
        return is_many(segs[inner])
    lead = segs[at - 1] if at else None
    if lead is not None and lead.has(*OTHERS) and not lead.has(*BEARERS):
        return None
    if lead is not None and lead.has("l") and segs[at].has("tie") and segs[at].definite:
        return None  # In order to join.
    starts = lead is None or lead.has(*STARTS)
    if segs[at].has("belong", "joining") and not any(s.pos == "verb" for s in segs[at].senses):
        starts = lead is not None and lead.has("that", "not", "was", "he", "they")
    for n in range(at - 1, max(-1, at - BACK), -1):
        seg = segs[n]
        if seg.has("org", "band") and not seg.has("cell"):
            return None
        if _is_doer(segs, n, doers, sentence.index):
            mass = ("count", "person", "most") if is_many(seg) else ("count",)
            if any(s.has(*mass) for s in segs[max(0, n - 3) : n]):
                return None  # So many were arrested for it: that is an arrest.
            if segs[at].has("belong") and n == at - 1 and not seg.definite and not seg.has("attacker", "cell"):
                return None
            return is_many(seg)
        if seg.has("victim") and seg.attr("effect", "victim") == "arrested":
            return is_many(seg) if not any(s.has("count") for s in segs[max(0, n - 2) : n + 2]) else None
        if seg.has("person", "anyone", "kin", "victim", "band", "org", "named", "count"):
            return None
        if n < at - 3 and segs[at].has("belong", "joining") and not starts:
            return None
        if seg.has("stop"):
            break
    if not before or (segs[at].has("belong", "joining") and not starts):
        return None
    own = segs[at].pronoun
    return bool(own) and own not in sentence.parsed.pack.settings["pronouns"]["sg"]


def _is_doer(segs: list[Seg], n: int, doers: Doers, sentence: int, recent: bool = False) -> bool:
    seg = segs[n]
    if seg.has("attacker", "suspect_word", "cell", "client") or doers.has(segs, n, sentence):
        return True
    return recent and seg.has("person") and seg.definite and not is_many(seg)


def _stance(segs: list[Seg], at: int) -> str | None:
    """What leads to the tie in its clause: a denial, a suspicion, or a doubt that is not ruled out."""
    for n in range(at - 1, max(-1, at - BACK), -1):
        seg = segs[n]
        if seg.has(*NOT):
            return "hedged" if n and seg.has("refuse") and segs[n - 1].has("not") else "denied"
        if seg.has("believed", "suspected", "suspect_word") and n >= at - 3 and not seg.definite:
            return "hedged"
        if seg.has("stop", "but", "comma"):
            break
    return None
