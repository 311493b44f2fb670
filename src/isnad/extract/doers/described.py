"""What is said of a doer: how many, whence, whose, of what age, in what clothes: for `perpetrator`.

A doer (`doers`), one of several, the one held or the head of the band stands at the beginning of a clause;
what describes him follows, past "was", "perhaps", a name or a comma: a number, a nation, an indefinite
noun, a verb or an adjective of the list. Who is the subject of another verb ("the attacker killed a
policeman") is not described by its object.
"""

from __future__ import annotations

from typing import Any

from isnad.extract.clauses import is_many
from isnad.extract.doers.doers import Doers, plural_of
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg
from isnad.lang.nations import nation_adjective
from isnad.model.values import PerpetratorValue

BEGINS = ("that", "comma", "colon", "and", "quote", "but", "stop", "dash", "was", "they", "so", "while", "close", "say")
BESIDE = ("attack", "op", "blast", "incident", "ord", "suicide", "trait", "arm_adj", "attack_adj", "given", "word")
"""What may stand between a doer and what is said of him, as part of his name."""
LINKS = (
    "was",
    "they",
    "he",
    "maybe",
    "may",
    "adv",
    "that",
    "as",
    "comma",
    "dash",
    "and",
    "not",
    "toll_of_them",
    "quote",
)
TELLS = ("trait_verb", "bearing", "habit", "called", "origin_noun", "wear")
PREPS = ("from", "l", "b", "in", "on")
NAMES = ("anyone", "gunman", "person", "kin")
QUALIFY = ("nation", "trait", "arm_adj", "attack_adj", "named", "origin_noun", "by_birth", "given", "dress", *PREPS)
REACH = 7


def described(sentence: Sentence, doers: Doers, before: bool) -> list[Described]:
    """The descriptions of doers in a sentence. `before`: whether the one before tells of a doer."""
    line, segs = sentence.line, sentence.line.segs
    out: list[Described] = []
    done = 0
    for n in sorted({*doers.among(line), *line.where(sentence.parsed.pack.chars("victim", "band", "he", "and_he"))}):
        if n < done:
            continue
        seg = segs[n]
        start, many, found = n, False, None
        subject = _subject(segs, n, doers, sentence.index)
        if subject:
            found = _predicate(segs, n, subject)
            many = is_many(seg) and not (n and segs[n - 1].has("one_of", "some_of"))
        elif seg.has("he", "and_he"):
            found = _of_him(segs, n, doers, sentence.index, before)
            start = found[0] if found else n
        if found is None:
            continue
        first, end, stance = found
        out.append((start, end, _value(segs[first:end], many), stance))
        done = end
    return out


Described = tuple[int, int, PerpetratorValue, str | None]
"""Segments [start, end), value, and the stance where it is denied."""


def _of_him(segs: list[Seg], n: int, doers: Doers, sentence: int, before: bool) -> Told | None:
    """What is said of a doer by a pronoun: "the killer of …, and he is a young man", "that he is of the quarter"."""
    at = n + 1
    while at < len(segs) and segs[at].has("was", "not", "adv", "maybe", "may"):
        at += 1
    if at >= len(segs) or segs[at].definite or not segs[at].has(*NAMES, "nation") or segs[at].has("country", "troops"):
        return None
    if is_many(segs[at]) or segs[at].pronoun or segs[at].has("named", "office", "victim"):
        return None
    stance = "denied" if any(s.has("not") for s in segs[n:at]) else None
    for k in range(n - 1, max(-1, n - FAR), -1):
        seg = segs[k]
        if doers.has(segs, k, sentence):
            return (at, _past(segs, at), stance) if not is_many(seg) else None
        if seg.has("person", "victim", "kin", "anyone", "office", "outlet", "crowd") and not seg.has("source"):
            return None
    return (at, _past(segs, at), stance) if before and segs[n].has("and_he") and _is_of_others(segs, n) else None


def _is_of_others(segs: list[Seg], n: int) -> bool:
    """Whether "that he" is said by an office or a source, who speaks of another, or by nobody named."""
    for k in range(n - 1, max(-1, n - 6), -1):
        if segs[k].has("say", "announce"):
            return True
        if not segs[k].has(
            "source", "office", "troops", "body", "state_body", "outlet", "paper", "trait", "adv", "time"
        ):
            return False
    return False


Told = tuple[int, int, str | None]
FAR = 18
"""Segments back in which "and he is" finds the doer."""


def _subject(segs: list[Seg], n: int, doers: Doers, sentence: int) -> int:
    """The end of the words for a doer that begin at `n`, or 0."""
    seg = segs[n]
    if seg.has("chief_of") and doers.has(segs, n, sentence):
        return n + 2 - bool(seg.pronoun)
    held = seg.definite and seg.attr("effect", "victim") == "arrested"
    band = seg.definite and seg.has("band")
    if not (doers.has(segs, n, sentence) or held or band):
        return 0
    end = n + 1
    while end < min(len(segs), n + 6) and _belongs(segs[end], first=end == n + 1):
        end += 1
    tail = end
    while seg.has("attacker") and not seg.definite and end > n + 1 and tail < min(len(segs), end + 4):
        if segs[tail].has("was", "not", "he", *NAMES, "nation") or not (
            not segs[tail].senses or segs[tail].has("in", "quote", "site", "admin", "b")
        ):
            break
        tail += 1
    return tail if tail < len(segs) and segs[tail].has("was", "not", "he", "gunman", "nation", "trait") else end


def _belongs(seg: Seg, first: bool) -> bool:
    """Whether a word is part of what a doer is called: "the attacker of the church", "the second attacker"."""
    if seg.has("attack", "op", "blast", "incident", "ord", "suicide", "given", "mishap", "hand_act", "firing"):
        return True
    if seg.has("band") and seg.definite:
        return True
    if not seg.definite:
        return not first and seg.has("attack_adj", "strike_adj")
    return seg.has("trait", "arm_adj", "attack_adj", "count", "nation")


def _predicate(segs: list[Seg], n: int, at: int) -> tuple[int, int, str | None] | None:
    """Where what is said of a doer begins and ends, and the stance where it is denied."""
    led = ("one_of", "some_of", "most", "count", "adv", *(("from",) if segs[n].has("attacker") else ()))
    lead = next((s for s in reversed(segs[:n]) if not s.has(*led)), None)
    opens = lead is None or lead.has(*BEGINS)
    start, linked, denied = at, False, any(s.has("not") for s in segs[max(0, n - 2) : n])
    while start < len(segs) and start < at + 5 and segs[start].has(*LINKS) and not segs[start].has("count"):
        linked = linked or segs[start].has("he", "was", "they", "toll_of_them", "not")
        linked = linked or (segs[start].has("that") and any(s.has("describe") for s in segs[max(0, n - 4) : n]))
        denied = denied or segs[start].has("not")
        start += 1
    if start >= len(segs) or not (opens or linked):
        return None
    if any(s.has("comma", "dash", "and") for s in segs[at:start]) and not (
        linked or segs[start].has("called", "habit")
    ):
        return None
    seg = segs[start]
    if seg.has("named"):
        return None
    stance = "denied" if denied else None
    if seg.has(*TELLS) or (seg.has("from") and start + 1 < len(segs) and segs[start + 1].has("origin_noun")):
        return (start, _past(segs, start), stance) if not seg.definite else None
    after = segs[start + 1] if start + 1 < len(segs) else None
    if seg.has("from", "in") and after is not None and (after.has("kin") or after.attr("unit", "measure") == "year"):
        return start, _past(segs, start + 1), stance
    if seg.has("one_of", "some_of") and opens and after is not None and after.has("force", "troops", *NAMES):
        return start, _past(segs, start + 1), stance
    if seg.definite and not seg.pronoun:
        return None
    if seg.has("nation") and not seg.has("country", "troops"):
        dual = (seg.attr("number", "nation") == "dual") == (segs[n].attr("number") == "dual")
        return (start, _past(segs, start), stance) if dual or not seg.attr("number", "nation") else None
    if (
        seg.has("count")
        and (is_many(segs[n]) or (seg.attr("low") == 1 and opens))
        and not segs[n].has("victim")
        and not any(s.has("time", "measure") for s in segs[start + 1 : start + 2])
    ):
        return start, start + 1, stance
    if seg.has("between") and any(s.has("of_age") for s in segs[start : start + REACH]):
        return start, start + next(i for i, s in enumerate(segs[start:], 1) if s.has("of_age")), stance
    if seg.has("on", "in") and linked and any(s.has("vehicle") for s in segs[start + 1 : start + 3]):
        return start, start + next(i for i, s in enumerate(segs[start:], 1) if s.has("vehicle")), stance
    if seg.has("cell") and linked and is_many(segs[n]):
        return start, _past(segs, start), stance
    if seg.has(*NAMES) and not seg.has("troops") and (not seg.pronoun or seg.has("kin")):
        return (start, _past(segs, start), stance) if is_many(seg) == is_many(segs[n]) or seg.has("kin") else None
    return None


def _past(segs: list[Seg], at: int) -> int:
    """The end of a description: its noun or verb, and what qualifies it."""
    end = at + 1
    while end < min(len(segs), at + 4) and (segs[end].has(*QUALIFY) or not segs[end].senses):
        end += 1
    while end > at + 1 and segs[end - 1].has(*PREPS):
        end -= 1
    return end


def _value(told: list[Seg], many: bool) -> PerpetratorValue:
    nation: Any = next((s.attr("nat", "nation") for s in told if s.attr("nat", "nation")), None)
    noun: Any = next((x for s in told for x in (s.attr("en", "anyone"), s.attr("en", "gunman")) if x), None)
    group: Any = next((s.attr("en", "named") for s in told if s.has("named")), None)
    words = [nation_adjective(nation) if nation else "", str(noun or ("attacker" if not nation or noun else ""))]
    name = " ".join(w for w in ("unnamed", *words) if w)
    if many:
        name = plural_of(name)
    return PerpetratorValue(name=name, type="group" if many else "person", membership=group)
