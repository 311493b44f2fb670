"""Whether somebody named beside an act is its doer: for `perpetrator`.

A doer does something; he is not killed, found or fought there, the verb agrees with him, and the
act is one, not a series that others are told of.
"""

from __future__ import annotations

from isnad.extract.clauses import is_imperfect, is_many, is_plural
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg

ACTS = ("attack", "blast", "hand_act", "strike", "incident", "blast_verb", "fire", "suicide")


def acts(m: Match, sentence: Sentence) -> bool:
    """Whether what is found does something, rather than being killed, found or fought."""
    at = m.at("actor")
    segs = m.line.segs
    if _shoots_nothing(m):
        return False
    if m.rule.name.endswith("attacker-creed"):
        return not any(s.has("or") for s in segs[max(0, m.start - 3) : m.start])
    if m.rule.name.endswith(("act-of", "attack-of-group", "shot-of")) and any(
        s.has("repel", "foil", "averted", "defused") for s in segs[max(0, m.start - 2) : m.start]
    ):
        return False
    if m.rule.name.endswith("member-acts") and any(s.has("rel") for s in m.segs()):
        last = m.segs()[-1]
        if last.has("exec_verb") and is_imperfect(sentence, last):
            return False
    if at < 0:
        if any(s.has("in", "b", "link") for s in segs[max(0, m.start - 1) : m.start]):
            return True
        return not any(s.has("defused", "harm_noun", "to_fight") for s in segs[max(0, m.start - 2) : m.start])
    before = segs[max(0, at - 2) : at]
    head, verb = m.seg("head"), m.seg("verb")
    if any(s.has("to_fight", "defused") for s in before) and not m.rule.name.endswith("charged-with"):
        return False
    if verb is not None:
        if not _is_verb(m, verb, sentence):
            return False
        man = m.seg("man")
        if (
            any(s.has(*AFTER, "adopt_verb", "announce", "own_up") for s in before[-1:])
            or any(_is_harm(s, m) for s in before)
            or _goes_off(verb)
        ):
            return False
        if man is None:
            joint = segs[max(0, m.at("verb") - 1) : m.at("verb")]
            return not any(s.has("and", "so", "link", "as", "comma") for s in joint)
        return _agree(man, verb)
    return _near_harm(m) and (head is None or _head_fits(m, head, sentence))


OPENING = 2
"""Sentences in which arrests by a state may be what a report is about."""
MASDAR = ("strike", "hand_act", "harm_noun", "end_noun")
"""Nouns of an act that are written like the verb."""


def _is_verb(m: Match, verb: Seg, sentence: Sentence) -> bool:
    """Whether a word that may be the noun of an act is the verb of the doer before it."""
    at, end = m.at("verb"), m.at("actor") + len(m.segs("actor"))
    before = m.line.segs[max(0, at - 1) : at]
    if any(
        s.has(*AFTER, "venture", "trying", "adopt_verb", "announce", "deny", "own_up") and not s.has("that")
        for s in before
    ):
        return False
    who = m.seg("who")
    state = who is not None and who.attr("type", "named") == "state"
    lawful = m.seg("troops") is not None or (state and sentence.index > OPENING)
    if lawful and verb.attr("effect", "harm_verb") == "arrested":
        return False
    return not (verb.has(*MASDAR) and at - end > 1)


def _is_harm(seg: Seg, m: Match) -> bool:
    """Whether a word makes victims of those after it; one who was arrested may be the doer of the verb beside him."""
    if seg.attr("effect") == "arrested":
        return m.at("verb") > m.at("actor") + len(m.segs("actor"))
    return seg.has("harm_noun", "harm_verb", "kill_verb", "victim")


def _goes_off(verb: Seg) -> bool:
    """Whether a verb is said of a bomb and not of who set it off."""
    return bool(verb.attr("act", "blast_verb") == "explosion")


SHOTS = ("fire", "stones", "bullets", "missile", "munition", "munit", "charge", "gun", "bullet", "gas", "strike")


def _shoots_nothing(m: Match) -> bool:
    """Whether "launched" or "opened" is said of what is no fire: a campaign, a road."""
    shots = [n for n in range(m.start, m.end) if m.line.segs[n].has("fire_verb")]
    return bool(shots) and not any(s.has(*SHOTS) for s in m.line.segs[max(0, m.start - 5) : m.end + 5])


def _near_harm(m: Match) -> bool:
    """Whether "by", "his men" and the object of a killing are told beside what they need."""
    segs, rule = m.line.segs, m.rule
    if rule.attrs.get("own"):
        return not any(s.has("harm_noun", "harm_verb", "victim") for s in segs[max(0, m.start - 5) : m.start])
    if rule.name.endswith("kills-some"):
        if m.seg("troops") is not None and m.segs()[0].attr("effect", "harm_verb") == "arrested":
            return False
        return not m.segs()[-1].has("trait")
    if rule.name.endswith("ventured"):
        led = segs[max(0, m.start - 1) : m.start]
        if m.at("actor") == m.start and any(s.has(*AFTER) and not s.has("that") for s in led):
            return False
        held = m.segs()[-1].attr("effect", "harm_noun") == "arrested"
        return not (held and m.seg("troops") is not None and m.seg("who") is None)
    return True


HARMS = ("harm_noun", "harm_verb", "death", "kill_verb", "victim", "deed_noun", "intrusion")


def _in_general(m: Match, head: Seg, sentence: Sentence) -> bool:
    """Whether attacks in the plural are spoken of, and nobody is said to have come to harm."""
    before = m.line.segs[max(0, m.at("head") - 3) : m.at("head")]
    plural = any(s.has("attack", "blast") and is_plural(s) for s in before)
    if plural and is_imperfect(sentence, head):
        return True
    return plural and not any(s.has("harm_verb", "harm_noun", "victim", "death", "count") for s in m.line.segs)


def _shot(m: Match) -> Seg | None:
    """What is shot or thrown by those whose use of it is told."""
    return next((s for s in m.line.segs[m.start : m.end + 4] if s.has(*SHOTS)), None)


def _is_blow_to(m: Match) -> bool:
    """Whether a blow is one to somebody: "a heavy blow to the organisation"."""
    at, head = m.at("actor"), m.at("head")
    between = m.line.segs[head + 1 : at]
    if not any(s.has("l") for s in between):
        return False
    return any(s.has("size_adj", "trait") for s in between) and not any(s.has("strike_adj") for s in between)


def _head_fits(m: Match, head: Seg, sentence: Sentence) -> bool:
    """Whether the verb or noun before a doer is told of him, and of one act."""
    if head.attr("use", "exec_verb") and _shot(m) is None:
        return False
    if _is_blow_to(m):
        return False
    if head.attr("adj", "charge") and not any(s.has("armed_with") for s in m.segs()):
        return False
    if head.attr("act", "intrusion") == "infiltration" or _goes_off(head):
        return False
    if head.has("exec_verb", "event_verb") and _in_general(m, head, sentence):
        return False
    if m.rule.name.endswith("sure-act") and any(s.has(*AFTER) for s in m.line.segs[max(0, m.start - 1) : m.start]):
        return False
    if m.rule.name.endswith("sure-act") and head.attr("number") in ("pl", "dual"):
        return False
    if head.has("exec_verb") and not head.pronoun:
        told = next((s for s in m.line.segs[m.end : m.end + 8] if not s.definite and s.has(*ACTS[:4])), None)
        if told is not None and told.has("attack", "blast") and is_plural(told):
            return False
    if m.rule.name.endswith("sure-act") and head.has("hit_verb"):
        return not any(s.has(*STRUCK) for s in m.line.segs[max(0, m.start - 8) : m.start])
    if m.rule.attrs.get("plenty"):
        man = m.seg("man")
        many = is_many(head)
        if many and any(s.has("hedge") for s in m.segs()) and not any(s.has(*HARMS[:5]) for s in m.line.segs):
            return False
        if many and man is not None and (man.definite or man.has("suicide", "attack_adj")):
            return False
        act = head.attr("act", "hand_act") if head.has("hand_act") else "ambush"
        if act != "ambush" or (head.has("hand_act") and man is None):
            return False
        if man is not None and (not is_many(man) or is_adjective(m, man)):
            return man.has("band")
    return True


STRUCK = ("attack", "blast", "strike", "raid", "series", "op", "missile", "vehicle", "hand_act")
"""Things that hit somebody: a verb after them is theirs."""
AFTER = ("l", "b", "on", "from", "in", "with", "until", "about_prep", "between", "k", "against", "given")
"""What stands before a noun that is no subject."""


def _agree(man: Seg, verb: Seg) -> bool:
    """Whether a verb that follows may have the people before it as its subject."""
    number = verb.attr("number")
    if man.has("band") or number is None:
        return True
    if is_many(man):
        return number in ("pl", "dual", "f")
    return number in ("sg", "f")


def is_adjective(m: Match, man: Seg) -> bool:
    """Whether "armed" or "suicide" belongs to the attack that stands before it."""
    at = next(n for n, seg in enumerate(m.line.segs) if seg is man)
    if at == 0 or is_many(man) or not man.has("gunman", "attack_adj", "aircraft_adj"):
        return False
    before = m.line.segs[at - 1]
    return before.has("attack", "op", "blast", "incident", "strike", "vehicle", "aircraft", "person", "troops", "org")
