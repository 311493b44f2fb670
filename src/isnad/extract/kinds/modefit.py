"""Whether a match of a rule of `mode` is a manner: words that mean something else alone need what makes them one."""

from __future__ import annotations

from isnad.extract.clauses import is_imperfect, is_plural
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Line, Match


def is_harmful(line: Line) -> bool:
    """Whether people came to harm in a sentence."""
    return any(s.has("harm_noun", "harm_verb", "victim") for s in line.segs)


def _anew(m: Match, sentence: Sentence) -> bool:
    """Whether a verb tells what was done, not what is so: no present tense but in headings; and its noun is no
    reference, nor is what it tells done after something else."""
    head, verb = m.seg("head"), m.seg("verb")
    if not sentence.heading and any(is_imperfect(sentence, s) for s in (head, verb) if s is not None):
        return False
    if head is not None and head.definite and m.rule.attrs["anew"] != "verb":
        return False
    return m.rule.attrs["anew"] != "alone" or not any(s.has(*ACTS) for s in m.line.segs[: m.start])


def is_apt(m: Match, sentence: Sentence) -> bool:
    """Whether words that mean something else alone have beside them what makes them a mode."""
    if m.rule.attrs.get("violent") and not _beside_harm(m):
        return False
    at = m.at("suicide")
    if at > 0 and m.line.segs[at - 1].has("drone_adj", "aircraft", "vessel"):
        return False  # It is a craft that blows itself up, and no person.
    if m.rule.attrs.get("anew") and not _anew(m, sentence):
        return False
    unless = m.rule.attrs.get("unless")
    if unless and any(s.has(*unless.split()) for s in m.line.segs):
        return False
    act = m.seg("act")
    if act is not None and (act.definite or is_plural(m.seg("head"))):
        return False
    craft = m.seg("craft")
    if craft is not None and craft.attr("number") != "f":
        return False  # What is named after it is no drone but a march, which is no doer.
    it = m.seg("it")
    if it is not None and it.definite and it.has("attack", "incident", "strike", "blast", "disaster", "clash", "fire"):
        return False
    head, device = m.seg("head"), m.seg("device")
    if device is not None and device.definite and m.rule.name.endswith(".device"):
        return False
    if device is not None and device.attr("adj", "charge") and not any(s.has("armed_with", "blast") for s in m.segs()):
        return False
    weapon = m.seg("weapon")
    if weapon is not None and m.rule.name.endswith("carrying") and weapon.definite and is_plural(weapon):
        return False
    if head is None:
        return True
    if head.attr("adj", "strike") and m.seg("adj") is None:
        return False
    if m.rule.attrs.get("blaze") and head.attr("bullet", "fire"):
        return False
    if head.attr("act", "hand_verb") == "stabbing" and any(s.has("in") for s in m.line.segs[m.end : m.end + 1]):
        return False
    if head.attr("town", "disaster") and not (head.definite or _flows(m)):
        return False
    if head.attr("loose", "suppress"):
        return any(s.has("on") for s in m.line.segs[m.end : m.end + 2])
    if head.attr("weak", "hand_act") and not _violent(m):
        return False
    if head.has("clash"):
        foe = any(s.has("gunman", "attacker") for s in m.line.segs[m.end : m.end + 3])
        several = is_plural(head) or not (head.definite or foe)
        if head.definite and head.attr("en", "clash") == "battle":
            return False
        begun = m.seg("verb") is not None or (m.seg("size") is not None and not head.definite)
        return not head.pronoun and (m.seg("adj") is not None or (several and (begun or is_harmful(m.line))))
    if head.attr("act", "blast_verb") == "explosion" and (head.pronoun or m.rule.name.endswith("blown-up-place")):
        return False
    if head.attr("act", "intrusion") == "infiltration" and m.rule.name.endswith("storming"):
        return False
    if head.has("hand_act") and head.pronoun and head.attr("act") == "ambush":
        return False
    return not (head.attr("loose", "incident") and m.rule.name.endswith("accident-of"))


AROUND = 10
"""Segments before and after a weapon in which an act or a harm must be told."""
ACTS = (
    "harm_noun",
    "harm_verb",
    "victim",
    "death",
    "attack",
    "blast",
    "blast_verb",
    "strike",
    "strike_verb",
    "assault_verb",
    "hand_act",
    "hand_verb",
    "hit_verb",
    "target_verb",
    "throw_verb",
    "fire_verb",
    "firing",
    "intrude_verb",
    "clash",
    "fate",
    "met",
    "arrive_verb",
)
IDLE = ("defused", "cease", "forewarned", "seize", "seized", "warn_verb")
"""Words after which a weapon was found, made or kept, not used."""


def _beside_harm(m: Match) -> bool:
    """Whether a weapon is told of where an act or a harm is, and was not merely found or kept."""
    before, after = m.line.segs[max(0, m.start - AROUND) : m.start], m.line.segs[m.end : m.end + AROUND]
    if any(s.has(*IDLE) for s in before[-8:]) or any(s.has("defused") for s in after[:3]):
        return False
    head = m.seg("head")
    if m.rule.name.endswith("shots") and not (head is not None and head.attr("bullet", "fire")):
        return False
    return any(s.has(*ACTS) for s in (*before, *after))


def _flows(m: Match) -> bool:
    """Whether what may be the name of a town is water: something swept, or fell, or was the cause."""
    around = [*m.line.segs[max(0, m.start - 4) : m.start], *m.line.segs[m.end : m.end + 3]]
    return any(s.has("sweep_verb", "owing", "disaster", "water", "leaked", "harm_noun", "size_adj") for s in around)


def _violent(m: Match) -> bool:
    """Whether a word that is also one of the courts stands beside an act, a blade or a victim."""
    beside = [*m.line.segs[max(0, m.start - 2) : m.start], *m.line.segs[m.end : m.end + 3]]
    head = m.seg("head")
    after = m.line.segs[m.end : m.end + 1]
    if head is not None and not head.definite and any(s.has("count", "person") and not s.definite for s in after):
        return True
    return any(s.has("incident", "op", "attack", "blade", "undergo_verb", "harm_noun", "harm_verb") for s in beside)
