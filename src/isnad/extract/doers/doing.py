"""Forms of verbs, objects and numbers by which a doer is known: for `perpetrator`."""

from __future__ import annotations

from isnad.extract.clauses import is_imperfect, is_many
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Match
from isnad.grammar.segments import Seg


def verb_fits(m: Match, sentence: Sentence) -> bool:
    """Whether a verb has the form that its rule asks for, and its object is one."""
    attrs, head = m.rule.attrs, m.seg("head")
    if attrs.get("pronoun") and not (head is not None and head.pronoun):
        return False
    if attrs.get("feminine"):
        verb = head if head is not None else m.seg("verb")
        if head is None and not _opens(m, m.segs("actor")[0]):
            return False
        return verb is not None and (verb.attr("number") == "f" or is_imperfect(sentence, verb))
    if attrs.get("unknown"):
        return _is_sought(m)
    return not attrs.get("object") or _is_object(m, sentence)


def _is_sought(m: Match) -> bool:
    """Whether the identity that is not known is the attackers', not their victims'."""
    last = m.segs("actor")[-1]
    if not last.has("identity"):
        return True
    doers = any(s.has("attacker") or (s.has("gunman") and not is_plain(s)) for s in m.line.segs)
    return bool(last.pronoun) and doers


def _is_object(m: Match, sentence: Sentence) -> bool:
    """Whether the noun after a doer is what the verb is done to: counted, his own, or in the accusative."""
    thing, man = m.seg("object"), m.seg("man")
    deed = m.seg("deed")
    if thing is None or man is None or man.has("kin", "attacker"):
        return False
    if man.has("nation") and not man.has("gunman", "anyone", "person") and not _opens(m, man):
        return False
    if deed is not None and (deed.attr("number") in ("pl", "dual") or _accusative(man, sentence)):
        return False
    if thing.has("count") or thing.pronoun:
        return True
    return not thing.definite and _accusative(thing, sentence)


def _accusative(noun: Seg, sentence: Sentence) -> bool:
    """Whether an indefinite noun is written as the object of a verb."""
    endings: str = sentence.parsed.pack.settings.get("noun", {}).get("accusative", "")
    return sentence.parsed.folded.text[noun.end - 1] in endings


def _opens(m: Match, man: Seg) -> bool:
    """Whether a nation's name is a noun: it has no article, and nothing before it that it would qualify."""
    at = m.at("actor")
    before = m.line.segs[max(0, at - 1) : at]
    return not man.definite and all(s.has("that", "comma", "colon", "and", "quote", "kill_verb") for s in before)


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
    return m.rule.name.endswith(("shot-of", "by-hand", "sure-act", "sure-actor", "shot-from"))


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
