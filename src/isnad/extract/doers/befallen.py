"""What befell a doer, wherever he stands beside the word for it: for `attacker_fate`.

A word for a fate (killed, caught, hurt, fled, gave up) has somebody it befell. He stands after it, as
its subject, object or construct ("the killing of …", "the police stopped the driver"), with those who
did it to him between; or before it, as the subject of its clause; or he is meant by a pronoun, or by
nothing; or he is one of several told before ("three of them", "the second"). Only a doer (`doers`) is
taken, and only where nobody else stands nearer.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.extract.clauses import PLANNED
from isnad.extract.doers.doers import Doers, is_many
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg, Sense
from isnad.lang.pack import LanguagePack

REACH = 9
BREAKS = ("stop", "colon", "that", "rel", "but", "say", "after", "so")
PEOPLE = ("person", "victim", "anyone", "nation", "group", "crowd", "kin", "office")
QUANTITY = ("count", "number", "some_of", "one_of", "some", "most")
ARMED = ("troops", "force")
LEADS = ("b", "l", "in", "with", "by", "about_prep", "against", "given", "bullets", "fire")
"""What stands before those who did it to others, or with whom it was done."""
DEEDS = ("kill_verb", "hand_verb", "fire_verb", "assault_verb", "burn_verb", "exec_verb", "blast_verb", "join_verb")
DONE_TO = ("person", "kin", "fire", "victim", "count", "attack", "blast", "op", "bullets", "harm_noun", "self")
CHARGED = ("attack", "blast", "hand_act", "harm_noun", "firing", "fire", "deed_noun", "op", "end_noun")
SUBJECTS = (
    "end_verb",
    "flee",
    "managed",
    "blast_verb",
    "in_hands",
    "found_dead",
    "give_up",
    "corpses",
    "self_end",
    "withdraw",
    "at_large",
)
OBJECTS = ("count", "person", "victim", "nation", "some_of", "office", "self", "quote")
FATES = (
    *("self_end", "suicide_verb", "suicide_noun", "flee", "withdraw", "at_large", "in_hands", "give_up"),
    *("corpses", "found_dead", "held_him", "holding_him"),
)
EFFECTS = ("killed", "wounded", "arrested")


def fate_of(seg: Seg) -> str | None:
    """The fate a word tells of somebody, if it does."""
    return _fate_told(seg.senses) if seg.senses else None


@lru_cache(maxsize=8)
def fate_signs(pack: LanguagePack) -> frozenset[str]:
    """The signs of words that may tell a fate, alone or with others."""
    return pack.bearing("fate") | pack.chars(*FATES, "harm_verb", "harm_noun", "managed", "blast_verb")


@lru_cache(maxsize=20_000)
def _fate_told(senses: tuple[Sense, ...]) -> str | None:
    seg = Seg(0, 0, "", senses)
    told = seg.attr("fate")
    if told:
        return str(told)
    if seg.has("self_end", "suicide_verb", "suicide_noun"):
        return "suicide"
    if seg.has("flee", "withdraw", "at_large"):
        return "fled"
    if seg.has("in_hands", "give_up"):
        return "arrested"
    if seg.has("corpses", "found_dead"):
        return "killed"
    if seg.has("held_him", "holding_him"):
        return "arrested"
    effect = seg.attr("effect", "harm_verb") or seg.attr("effect", "harm_noun")
    return effect if effect in EFFECTS else None


def befallen(line: Line, at: int, doers: Doers, sentence: int, before: bool) -> tuple[int, int] | None:
    """The segments [start, end) that tell the fate at `at` and whom it befell, or None.

    `before`: whether the sentences before speak of several doers.
    """
    segs = line.segs
    if _is_unreal(segs, at):
        return None
    end = 0 if segs[at].has("in_hands", "found_dead", "at_large") else _behind(segs, at, doers, sentence, before)
    if end:
        return at, end
    start = _ahead(segs, at, doers, sentence)
    if start is not None:
        return start, at + 1
    return (at, at + 1) if _is_meant(line, at, doers, sentence) else None


def of_him(line: Line, at: int, doers: Doers, sentence: int, number: str | None) -> bool:
    """Whether the pronoun on the word at `at` ("his killing", "they arrested him") stands for a doer:
    the nearest people before it in the sentence, of the same number ("f": of a woman, a thing or many)."""
    segs = line.segs
    if segs[at].has("held_him", "holding_him"):
        number = number or "sg"
    by_them = segs[at].has("held_him", "seize_him") and any(s.definite for s in segs[at + 1 : at + 2])
    if _is_unreal(segs, at) or (
        not by_them and any(s.has("count", "person", "victim", "nation") for s in segs[at + 1 : at + 2])
    ):
        return False
    for n in range(at - 1, -1, -1):
        seg = segs[n]
        if doers.has(segs, n, sentence) or doers.told_at(seg):
            if number == "f":
                return is_many(seg) or seg.has("band")
            one = any(s.has("one_of", "some_of") for s in segs[max(0, n - 1) : n]) or not is_many(seg)
            return number is None or (number == "sg") == one
        if seg.has("person", "victim", "kin", "given", "refgroup") and not seg.has(*ARMED):
            if n and segs[n - 1].has("he", "as", "person"):
                continue  # What he is: "the killer, who is a man of thirty".
            if number == "sg" and (is_many(seg) or (n and segs[n - 1].has("count", "from"))):
                continue  # He is none of them: "killed four people before they caught him".
            return False
    return False


def _is_unreal(segs: list[Seg], at: int) -> bool:
    """Whether a fate is denied, vowed, or what something is done for."""
    before = segs[max(0, at - 3) : at]
    if any(s.has("not", "none", "had_been", "earlier_on") for s in before):
        return True
    if before and before[-1].has("l") and not segs[at].has("flee"):
        return True
    if segs[at].attr("fate") == "neutralised" and (segs[at].has("end_noun_of") or (before and before[-1].has("b"))):
        return True
    for seg in reversed(segs[max(0, at - 9) : at]):
        if seg.has("stop", "comma"):
            return False
        if seg.has(*PLANNED):
            return True
    return False


def _behind(segs: list[Seg], at: int, doers: Doers, sentence: int, before: bool) -> int:
    """The end of the one a fate befell who stands behind its word, or 0."""
    head = segs[at]
    verb = head.attr("number", "end_verb") or head.attr("number", "harm_verb") or head.has("flee")
    if head.definite and not verb and not (at + 1 < len(segs) and segs[at + 1].has("on")):
        return 0
    counted, unknown = False, 0
    for j in range(at + 1, min(len(segs), at + REACH)):
        seg = segs[j]
        if seg.has("rest") or (_is_one_of_several(seg, head) and _stands_alone(segs, j)):
            return j + 1 if _several(segs, at, doers, sentence, before) else 0
        if seg.has("of_them", "one_of_them", "among"):
            known = counted or seg.has("one_of_them")
            return j + 1 if known and _several(segs, at, doers, sentence, before) else 0
        if seg.has("band") and seg.definite and counted and segs[j - 1].has("from", "some_of"):
            return _with_adjectives(segs, j)
        if seg.attr("member", "gunman") and seg.pronoun and counted and _several(segs, at, doers, sentence, False):
            return j + 1
        if doers.has(segs, j, sentence) or _is_caught(segs, at, j):
            return _with_adjectives(segs, j) if _is_patient(segs, at, j, counted) else 0
        if seg.has(*QUANTITY):
            counted = True
            continue
        unknown += not seg.senses
        if unknown > 1:
            return 0
        if seg.has(*BREAKS) or (seg.has("comma") and j > at + 1) or fate_of(seg):
            return 0
        if seg.has("person") and seg.attr("member", "gunman"):
            continue
        if seg.has("and") and not segs[min(j + 1, len(segs) - 1)].has(*ARMED):
            return 0
        if seg.has(*PEOPLE) and not seg.has(*ARMED):
            if seg.has("nation") and segs[j - 1].has(*ARMED, "nation"):
                continue
            return _with_deed(segs, at, j) if j <= at + 2 else 0
    return 0


def _stands_alone(segs: list[Seg], at: int) -> bool:
    """Whether an ordinal or "other" stands for somebody: it describes no noun before it, and none follows."""
    before, after = segs[at - 1], segs[at + 1 : at + 2]
    if before.has("person", "victim", "site", "time", "attack", "blast", "in", "b"):
        return False
    return not after or not after[0].has("person", "victim", "attack", "site", "time")


def _is_one_of_several(seg: Seg, head: Seg) -> bool:
    """Whether a word is "the second" or "others" of those told before; others hurt or killed are most often victims."""
    if seg.has("ord"):
        return bool((seg.attr("v", "ord") or 0) > 1)
    return seg.has("other") and seg.attr("gender", "other") != "f" and fate_of(head) in ("arrested", "fled")


def _several(segs: list[Seg], at: int, doers: Doers, sentence: int, before: bool) -> bool:
    """Whether the people last told of before a fate are doers, here or in the sentences before."""
    for n in range(at - 1, -1, -1):
        seg = segs[n]
        if doers.has(segs, n, sentence) or (seg.has("band") and seg.definite):
            return True
        if seg.has("victim", "person") and not seg.has(*ARMED):
            return False
    return before


def _is_caught(segs: list[Seg], at: int, j: int) -> bool:
    """Whether one person, told of before, is caught: in a report of an attack, its doer."""
    seg = segs[j]
    if fate_of(segs[at]) != "arrested" or not seg.definite or is_many(seg) or seg.has("office", "rank", *ARMED):
        return False
    if not seg.has("anyone") and not seg.attr("plain", "gunman"):
        return False
    if any(s.has("given", "ord", "rank") or not s.senses for s in segs[j + 1 : j + 2]):
        return False
    return all(s.has(*ARMED, "on", "adv", "time", "nation") or s.attr("member", "gunman") for s in segs[at + 1 : j])


def _is_patient(segs: list[Seg], at: int, j: int, counted: bool) -> bool:
    """Whether a doer behind a fate is whom it befell, and not who did it to others."""
    lead = segs[j - 1]
    if j > at + 1 and ((lead.has("from") and not counted) or (lead.has(*LEADS) and not lead.has("on"))):
        return False
    if j > at + 1 and not lead.definite and (not lead.senses or lead.has("kin", "person")) and not lead.has(*QUANTITY):
        return False
    if j == at + 1 and segs[at].has("kill_verb", "detain_verb", "end_verb", "hand_verb", "hit_verb"):
        return not any(s.has(*OBJECTS) for s in segs[j + 1 : j + 2])
    return True


def _with_adjectives(segs: list[Seg], j: int) -> int:
    end = j + 1
    while end < len(segs) and end < j + 3 and segs[end].has("trait", "attack_adj", "arm_adj", "suicide", "alone"):
        end += 1
    return end


def _with_deed(segs: list[Seg], at: int, j: int) -> int:
    """The end of somebody told with what he did or is charged with: "a man who had killed …"."""
    if fate_of(segs[at]) == "wounded" or segs[j].has("victim", "troops"):
        return 0
    end = _with_adjectives(segs, j)
    while end < len(segs) and (segs[end].has("nation", "word") or not segs[end].senses) and end < j + 3:
        end += 1
    led = end < len(segs) and segs[end].has("rel", "after")
    verbs = [s for s in segs[end + led : end + led + 1 + led] if s.has(*DEEDS)]
    if verbs and any(s.has(*DONE_TO) for s in segs[end + 1 : end + 8]):
        return end
    if is_many(segs[j]) or any(s.has("count") for s in segs[at:j]):
        return 0
    if any(
        s.has("on_charge", "suspected", "suspect_word", "involve") and not s.has("attacker")
        for s in segs[end : end + 2]
    ):
        return end if any(s.has(*CHARGED) for s in segs[end : end + 9]) else 0
    return 0


def _ahead(segs: list[Seg], at: int, doers: Doers, sentence: int) -> int | None:
    """The start of the one a fate befell who is the subject of its clause, or None."""
    verb = segs[at]
    if not verb.has(*SUBJECTS):
        return None
    if any(s.has("person", "victim", "count", *ARMED, "office", "some_of", "self") for s in segs[at + 1 : at + 3]):
        return None
    for j in range(at - 1, max(-1, at - REACH), -1):
        seg = segs[j]
        lead = segs[j - 1] if j else None
        if verb.has("at_large") and seg.has("ord", "other") and _stands_alone(segs, j):
            return j
        if doers.has(segs, j, sentence):
            if lead is not None and lead.has("b", "l", "in", "on", "with", "by", "from", "against", "about_prep"):
                return None
            if verb.has("end_verb", "flee") and is_many(seg) != (verb.attr("number") in ("pl", "dual")):
                return j if lead is not None and lead.has("one_of", "some_of") else None
            return j
        if seg.has(*BREAKS) or seg.has("comma", *DEEDS) or fate_of(seg) or seg.has(*PEOPLE, "count"):
            return None
    return None


def _is_meant(line: Line, at: int, doers: Doers, sentence: int) -> bool:
    """Whether a verb without a subject tells of the doer before it: "… and was killed by bullets"."""
    verb, after = line.segs[at], line.segs[at + 1 : at + 2]
    if verb.attr("number") in ("pl", "dual", "f"):
        return False
    if verb.has("end_verb") and after and after[0].has("he") and at and line.segs[at - 1].has("that"):
        return True  # "Before he himself was killed".
    if verb.has("in_hands"):
        return of_him(line, at, doers, sentence, "sg")
    if not verb.attr("number", "end_verb") or verb.has("flee") or not after:
        return False
    return after[0].has("he", "bullets", "by", "b", "hurt_by") and of_him(line, at, doers, sentence, "sg")
