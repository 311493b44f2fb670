"""attacker_fate: what became of the attacker.

Meaning: that the one who did it killed himself, was killed, neutralised, wounded, caught,
or got away; each telling once.
Wrong: a suicide that is itself the attack (`mode`); militants killed in a battle
(`casualties`); the attacker as the subject of "killed two people".
Right: "then shot himself", "the attacker was neutralised", "the gunman fled".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.clauses import begin
from isnad.extract.doers.antecedents import Told
from isnad.extract.doers.befallen import Befallen
from isnad.extract.doers.doers import Doers
from isnad.extract.doers.fates import fate_signs
from isnad.extract.draft import Draft
from isnad.extract.kinds import perpetrator
from isnad.extract.parsed import ParsedReport
from isnad.model.values import TextValue

WORDS = {
    "suicide": "the attacker killed himself",
    "killed": "the attacker was killed",
    "neutralised": "the attacker was neutralised",
    "arrested": "the attacker was arrested",
    "wounded": "the attacker was wounded",
    "fled": "the attacker fled",
}


OPENING = 4
"""Sentences in which a report about an attack names it."""
RAIDED = ("raid", "raid_verb", "cell", "engage")
"""Words of an action against those who attacked, or were about to."""
ATTACKED = ("assault_verb", "hand_verb", "attack", "hand_act", "suicide", "attacker", "firing", "intrusion", "blast")


def find(parsed: ParsedReport) -> list[Draft]:
    """The fates of attackers a report tells, in the order of the text."""
    chars = parsed.pack.chars
    opening = [sentence.line for sentence in parsed.eventful[:OPENING]]
    raided = any(line.holds(chars(*RAIDED)) for line in opening)
    shot = any(all(line.holds(chars(c)) for c in ("fire_verb", "fire")) for line in opening)
    attacked = any(line.holds(chars(*ATTACKED)) for line in opening)
    known = perpetrator.find(parsed)
    alone = any(line.holds(chars("self_end", "suicide_verb", "suicide_noun", "give_up")) for line in opening)
    if not (raided or shot or attacked or alone or known):
        return []
    doers, told = Doers(known, parsed), Told()
    out: list[Draft] = []
    signs = fate_signs(parsed.pack)
    for sentence in parsed.eventful:
        if not sentence.line.holds(signs) and not doers.among(sentence.line):
            continue
        segs = sentence.line.segs
        reader = Befallen(sentence, doers, told, (attacked, raided, attacked or raided or shot))
        for first, last, fate in reader.all():
            place = begin(parsed, segs[first]), segs[last - 1].end
            value = TextValue(summary=WORDS[fate], fate=fate)
            out.append(Draft("attacker_fate", value, sentence, *place, f"attacker_fate.{fate}"))
        reader.told_last.remember()
    return out
