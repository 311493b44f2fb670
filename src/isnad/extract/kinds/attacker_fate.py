"""attacker_fate: what became of the attacker.

Meaning: that the one who did it killed himself, was killed, neutralised, wounded, caught,
or got away; each telling once.
Wrong: a suicide that is itself the attack (`mode`); militants killed in a battle
(`casualties`); the attacker as the subject of "killed two people".
Right: "then shot himself", "the attacker was neutralised", "the gunman fled".
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.clauses import Context, Taken, begin, is_plural
from isnad.extract.doers.befallen import befallen, fate_of, fate_signs, of_him
from isnad.extract.doers.doers import Doers, is_many
from isnad.extract.draft import Draft
from isnad.extract.kinds import perpetrator
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.match import Match, matches
from isnad.grammar.segments import Seg
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
    out: list[Draft] = []
    rules = parsed.pack.stage("attacker_fate")
    opening = [sentence.line for sentence in parsed.eventful[:OPENING]]
    attacked = any(line.holds(parsed.pack.chars(*ATTACKED)) for line in opening)
    raided = any(line.holds(parsed.pack.chars(*RAIDED)) for line in opening)
    shot = any(all(line.holds(parsed.pack.chars(c)) for c in ("fire_verb", "fire")) for line in opening)
    doers = Doers(perpetrator.find(parsed), parsed) if attacked or raided or shot else None
    several = -REMEMBERED - 1
    for sentence in parsed.eventful:
        line = sentence.line
        context = Context(sentence)
        taken = Taken()
        found: list[Draft] = []
        for m in matches(rules, line):
            fate = _fate(m)
            if fate is None or taken.overlaps(m.start, m.end) or not _fits(m, context, attacked):
                continue
            if m.rule.attrs.get("counted") and _fell_fighting(m):
                continue
            if any(s.has("not", "will", "had_been") for s in line.segs[max(0, m.start - 2) : m.start]):
                continue
            taken.add(m.start, m.end)
            segs = m.segs()
            value = TextValue(summary=WORDS[fate], fate=fate)
            found.append(Draft("attacker_fate", value, sentence, begin(parsed, segs[0]), segs[-1].end, m.rule.name))
        if doers is not None:
            found += _beside(sentence, doers, taken, sentence.index - several <= REMEMBERED, raided)
            if any(is_many(line.segs[n]) for n in doers.within(line, sentence.index)):
                several = sentence.index
        out += sorted(found, key=lambda d: d.start)
    return out


def _fell_fighting(m: Match) -> bool:
    """Whether those killed are fighters of a named body, or died under fire from afar: not in an attack of theirs."""
    segs = m.line.segs
    if any(s.has("from") for s in segs[m.end : m.end + 1]) and any(
        s.has("named", "org") for s in segs[m.end : m.end + 4]
    ):
        return True
    return any(
        s.has("strike", "blast", "battle") for s in [*segs[max(0, m.start - 6) : m.start], *segs[m.end : m.end + 8]]
    )


OF_HIM = ("end_noun_of", "seize_him", "slay_him", "suicide_noun", "held_him", "holding_him")
"""Words that bear a pronoun for whom a fate befell."""


def _of_words(segs: list[Seg], at: int, raided: bool) -> str | None:
    """The fate that several words tell: "managed to flee"; in a raid, "blew himself up"."""
    after = segs[at + 1 : at + 6]
    if segs[at].has("managed") and any(s.has("flight") for s in after[:4]):
        return "fled"
    if raided and segs[at].attr("act", "blast_verb") == "bombing" and any(s.has("self") for s in after):
        return "suicide"
    return None


REMEMBERED = 2
"""Sentences after which "the second" and "three of them" may still be attackers told before."""


def _beside(sentence: Sentence, doers: Doers, taken: Taken, several: bool, raided: bool) -> list[Draft]:
    """The fates no rule has read: each word for one, and the doer whom it befell.

    `raided`: whether the report is of an action against them, in which blowing oneself up is a fate.
    """
    line, parsed = sentence.line, sentence.parsed
    out: list[Draft] = []
    for n in line.where(fate_signs(parsed.pack)):
        seg = line.segs[n]
        fate = fate_of(seg) or _of_words(line.segs, n, raided)
        if fate is None or taken.overlaps(n, n + 1):
            continue
        if seg.pronoun or seg.has(*OF_HIM):
            found = (n, n + 1) if of_him(line, n, doers, sentence.index, _number(seg, sentence)) else None
        else:
            found = befallen(line, n, doers, sentence.index, several)
        if found is None or taken.overlaps(*found):
            continue
        taken.add(*found)
        segs = line.segs[found[0] : found[1]]
        value = TextValue(summary=WORDS[fate], fate=fate)
        out.append(
            Draft("attacker_fate", value, sentence, begin(parsed, segs[0]), segs[-1].end, "attacker_fate.befell")
        )
    return out


def _number(seg: Seg, sentence: Sentence) -> str | None:
    """The number of those a pronoun at the end of a word stands for, where it is clear."""
    words = sentence.parsed.folded.text[seg.start : seg.end].split()
    endings = sentence.parsed.pack.settings["pronouns"]
    if words[-1].endswith(endings["women"][0]):
        return "f"
    for number in ("dual", "pl", "sg"):
        if words[-1].endswith(tuple(e for e in endings[number] if len(e) > 1 or number == "sg")):
            return None if words[-1].endswith(tuple(set(endings["sg"]) & set(endings["pl"]))) else number
    return None


def _fate(m: Match) -> str | None:
    own = m.rule.attrs.get("fate")
    head = m.seg("head")
    if head is not None and head.has("corpses"):
        return "killed"
    if m.rule.attrs.get("caught") and head is not None and not head.attr("fate"):
        return "arrested"
    return own or (head.attr("fate") if head is not None else None)


def _fits(m: Match, context: Context, attacked: bool) -> bool:
    attrs = m.rule.attrs
    wanted = attrs.get("context")
    if wanted and not context.has(wanted):
        return False
    if not _told(m, attacked) or not _befell(m, attacked):
        return False
    head, man = m.seg("head"), m.seg("man")
    if head is not None and head.definite and head.has("end_noun_of"):
        return False
    if attrs.get("someone") and not any(_one(s) for s in m.line.segs):
        return False
    if attrs.get("single") and head is not None and is_plural(head):
        return False
    if attrs.get("before") and not any(_one(s) for s in m.line.segs[: max(m.start, m.at("head"))]):
        return False
    if man is not None and man.has("suicide") and not man.has("attacker") and not man.definite:
        return False
    if head is not None and head.has("end_verb") and man is m.segs()[-1]:
        after = next((s for s in m.line.segs[m.end : m.end + 2] if not s.has("trait", "attack_adj")), None)
        if after is not None and after.has("count", "person", "victim", "nation", "self", "some_of", "quote"):
            return after.has("count") and after.definite
    return True


def _told(m: Match, attacked: bool) -> bool:
    """Whether the rules for attackers in numbers, in flight and under fire may speak here."""
    attrs, segs, man, head = m.rule.attrs, m.line.segs, m.seg("man"), m.seg("head")
    if attrs.get("counted"):
        counted = any(s.has("count") for s in m.segs()) or head is None or not head.has("end_verb")
        many = any(s.has("count") for s in m.segs()) or (man is not None and is_plural(man))
        several = many and man is not None and not man.attr("plain", "gunman") and not man.attr("member", "gunman")
        if any(s.has("battle") for s in segs):
            return False
        return attacked and counted and several and _fate(m) in ("killed", "neutralised")
    if attrs.get("rest"):
        return not any(s.has("person", "victim") and not s.has("gunman") for s in m.segs())
    if attrs.get("actor"):
        return man is not None and (
            man.has("attacker") or ((attacked or man.attr("plain", "gunman")) and not man.attr("member", "gunman"))
        )
    return True


def _befell(m: Match, attacked: bool) -> bool:
    """Whether the rules that name no attacker, or any people, may speak of one here."""
    attrs, segs, man, head = m.rule.attrs, m.line.segs, m.seg("man"), m.seg("head")
    after = next((s for s in segs[m.end : m.end + 2] if not s.has("trait", "attack_adj")), None)
    if attrs.get("theirs"):
        if not attacked or any(s.has("harm_verb", "kill_verb") and s.pronoun for s in segs[m.end : m.end + 1]):
            return False
        if head is not None and head.attr("armed", "seize_him"):
            return any(s.has("troops", "force") for s in [*segs[: m.start][-4:], *segs[m.end : m.end + 2]])
        ends = any(
            s.has("troops", "force", "anyone", "body") or s.attr("plain", "gunman")
            for s in [*segs[: m.start][-6:], *segs[m.end : m.end + 4]]
        )
        return ends and any(s.has("attacker", "gunman", "suicide", "suspect_word") for s in segs[: m.start])
    if attrs.get("subject") and man is not None and head is not None:
        if is_plural(man) != (head.attr("number") in ("pl", "pl2")):
            return False
        return after is None or not after.has(
            "count", "person", "victim", "nation", "self", "some_of", "quote", "office"
        )
    if attrs.get("unnamed"):
        return attacked and any(
            s.has("fire_verb", "hand_verb", "kill_verb", "attack", "attacker") for s in segs[: m.start]
        )
    if attrs.get("caught"):
        some = any(s.has("some_of", "one_of", "count", "most") for s in m.segs()[-3:])
        known = man is not None and (man.definite or man.pronoun or man.attr("named", "attacker"))
        sure = man is not None and man.has("attacker") and (known or some)
        sure = sure or (man is not None and man.has("person") and man.definite and attacked and not is_plural(man))
        return bool(sure)
    if attrs.get("many"):
        doers = [
            s for s in segs[: m.start] if s.has("attacker") or (s.has("gunman") and not s.attr("member", "gunman"))
        ]
        last = doers[-1].attr("number") if doers else None
        return head is not None and head.attr("number") in ("pl", "dual") and last in ("pl", "pl2", "dual")
    if m.rule.name.endswith("met-his-end") and man is not None and (man.attr("plain", "gunman") or _loose(man)):
        return man.has("attacker")
    if attrs.get("anybody"):
        return any(s.has("attacker", "gunman", "anyone") for s in segs[: m.start])
    if attrs.get("band"):
        return attacked or (man is not None and man.has("attacker"))
    return True


def _loose(man: Seg) -> bool:
    return is_plural(man) or any(man.attr(name, "gunman") for name in ("plain", "member", "group"))


def _one(seg: Seg) -> bool:
    """Whether a segment may be the attacker a pronoun refers to."""
    return seg.has("attacker") or (seg.has("gunman") and not _loose(seg))
