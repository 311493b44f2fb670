"""How far a time of the past reaches: over its sentence, or over a clause that only describes somebody or something.

"A man who has lived in Germany since 2006 killed three", "three died in the city besieged since 2013", "the gates had
been out of order for two months, so four were arrested": the year, the months are of the clause, and three were killed
today. "In the war that has gone on since 2011", "the movement attacked since 2014": what is described is an event, or
what governs the time is one, and the whole sentence is of then.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from isnad.extract.eventwords import HARMING, NOUNS, VERBS
from isnad.extract.governor import governor
from isnad.extract.parsed import Sentence
from isnad.extract.times.expressions import moment_of
from isnad.grammar.segments import Seg

LASTING = (
    *(*HARMING, *NOUNS, *VERBS, "event_noun", "told_event", "standing_noun", "feud", "op", "operation", "series"),
    *("siege", "firing", "fire", "suppress", "quarrel", "engage", "kill_verb", "hand_act", "hand_verb", "exec_verb"),
    *("assault_verb", "raid_verb", "hit_verb", "seize_verb", "sweep_verb", "foil"),
)
"""What lasts, or is counted, since a time: a war, attacks, the dead."""
PHRASE = 6
"""Segments between a verb or a participle and its time: "living in the north of Germany since"."""
ENDS = ("comma", "stop", "colon", "that", "opener")
BREAKS = (*ENDS, "rel", "and", "but", "so")
LINKS = ("in", "from", "b", "l", "on", "at", "to", "with", "until", "prep", "aside", "adv", "tafter", "tbefore")
CLAUSE = 10
"""Segments of a relative clause before its time."""
SUBJECT = 4
"""Segments before a verb in which its subject stands."""
SOMEBODY = ("attacker", "accuse", "he", "person", "anyone", "suspect")
SAYING = ("say", "announce")
NAMES = ("given", "nation", "country", "place", "tunit")


class Clause(NamedTuple):
    """A stretch of the folded text."""

    start: int
    end: int


def reach(sentence: Sentence, n: int) -> Clause | None:
    """The clause that the time at `n` is bound to; None where it dates what the sentence tells."""
    segs = sentence.line.segs
    described = _described(sentence, n)
    if described is None:
        return _relative(segs, n) or _of_a_state(sentence, n)
    at, of = described
    return None if _goes_on(segs, at, of) else Clause(segs[at].start, segs[n].end)


def dates_what_lasts(sentence: Sentence, n: int) -> bool:
    """Whether the time at `n` tells since when an event lasts: "the fighting that goes on since 2015"."""
    found = _described(sentence, n)
    return found is not None and _goes_on(sentence.line.segs, *found)


def _goes_on(segs: Sequence[Seg], at: int, of: int) -> bool:
    """Whether a noun and what describes it name an event that lasts: "the violence that goes on since"."""
    return segs[at].has("ongoing", "tthis") or _of_event(segs, of)


def _of_event(segs: Sequence[Seg], of: int) -> bool:
    named = [segs[of]] if segs[of].has(*SOMEBODY) else _chain(segs, of)
    return any(s.has(*LASTING) for s in named)


def _relative(segs: Sequence[Seg], n: int) -> Clause | None:
    """The relative clause that a time stands in, where it describes no event: "who came to the country in"."""
    for at in range(n - 1, max(-1, n - 1 - CLAUSE), -1):
        if segs[at].has(*ENDS, *LASTING):
            return None
        if segs[at].has("rel"):
            end = _end(segs, n)
            event = _of_event(segs, _antecedent(segs, at)) or any(s.has(*LASTING, "witness") for s in segs[at:end])
            return None if at + 1 == n or event else Clause(segs[at].start, segs[end - 1].end)
    return None


def _of_a_state(sentence: Sentence, n: int) -> Clause | None:
    """The clause of a verb that tells since when somebody does or is something: "the attacker has worked there for"."""
    segs = sentence.line.segs
    found = governor(sentence, n) if _lasts(segs[n]) else None
    if found is None or found.role != "other" or found.way != "before" or not _of_somebody(segs, found.at):
        return None
    begin, end = found.at, _end(segs, n)
    if any(s.has(*LASTING, "witness") for s in (*_chain(segs, max(0, begin - 1)), *segs[begin:end])):
        return None
    return Clause(segs[begin].start, segs[end - 1].end)


def _described(sentence: Sentence, n: int) -> tuple[int, int] | None:
    """Where a participle or a verb stands that the time goes with and that describes a noun, and where the noun is:
    "the city besieged since", "a leader hunted since", "a member of the guard who had joined it two months before"."""
    segs, parsed = sentence.line.segs, sentence.parsed
    pack, article = parsed.pack, parsed.pack.lexicon.article
    for k in range(n - 1, max(0, n - 1 - PHRASE), -1):
        seg = segs[k]
        if seg.has(*BREAKS, "was", "witness"):
            return None
        word, definite = _word(sentence, k), _definite(sentence, k)
        beside = definite and (k + 1 == n or segs[k + 1].has(*LINKS))
        held = not seg.has("count") and (
            _lasts(segs[n]) or beside
        )  # Or: "sixty people tied to it were held last year".
        if held and pack.is_participle(word.removeprefix(article)) and _agrees(sentence, k - 1, definite):
            return k, k - 1
        if seg.has(*LASTING, "occur_verb", "undergo_verb"):
            return None
        verb = _is_verb(seg) if seg.senses else pack.is_verb(word)
        if verb and not definite and not segs[k - 1].has(*LINKS):
            of = None if seg.has(*SAYING) else _somebody_before(segs, k)
            return None if of is None else (k, of)
    return None


def _word(sentence: Sentence, k: int) -> str:
    return sentence.parsed.folded.text[sentence.line.segs[k].start : sentence.line.segs[k].end]


def _definite(sentence: Sentence, k: int) -> bool:
    """Whether a segment bears the article; on a word that no list holds it is a part of the word."""
    seg = sentence.line.segs[k]
    return seg.definite or (not _is_verb(seg) and _word(sentence, k).startswith(sentence.parsed.pack.lexicon.article))


def _agrees(sentence: Sentence, of: int, definite: bool) -> bool:
    """Whether a participle goes with the noun before it, as its attribute or as what is said of it without a verb."""
    segs, known = sentence.line.segs, _definite(sentence, of)
    if not (segs[of].senses or known) or not _is_noun(segs[of]) or segs[of].has(*NAMES):
        return False
    if known == definite:
        return True
    first = of
    while first and (_is_noun(segs[first - 1]) or (first > 1 and segs[first - 2].has("that"))):
        first -= 1
    return known and (first == 0 or segs[first - 1].has(*BREAKS, "was"))


def _somebody_before(segs: Sequence[Seg], k: int) -> int | None:
    """Somebody whom the verb at `k` may describe: the noun before it, or the one that its phrase hangs on."""
    linked = False
    for j in range(k - 1, max(-1, k - 1 - PHRASE), -1):
        if (linked or j == k - 1) and segs[j].has(*SOMEBODY):
            return None if segs[j].definite else j
        if segs[j].has(*BREAKS) or _is_verb(segs[j]):
            return None
        linked = segs[j].has(*LINKS)
    return None


def _chain(segs: Sequence[Seg], at: int) -> list[Seg]:
    """A noun and the nouns it hangs on: "the attacks of Paris"."""
    low = at
    while low and not segs[low - 1].has(*BREAKS, *LINKS, "say") and not _only_verb(segs[low - 1]):
        low -= 1
    return list(segs[low : at + 1])


def _antecedent(segs: Sequence[Seg], g: int) -> int:
    """Where the noun stands that a verb behind "who" goes with, or its subject."""
    at = g - 1
    while at > 0 and segs[at].has("rel", "comma", "quote", "close"):
        at -= 1
    return max(0, at)


def _is_noun(seg: Seg) -> bool:
    if seg.has(*BREAKS, *LINKS, "count", "time", "say") or _is_verb(seg):
        return False
    return not seg.senses or any(s.pos != "particle" for s in seg.senses)


def _is_verb(seg: Seg) -> bool:
    return any(s.pos == "verb" for s in seg.senses)


def _only_verb(seg: Seg) -> bool:
    return bool(seg.senses) and all(s.pos == "verb" for s in seg.senses)


def _lasts(seg: Seg) -> bool:
    """Whether a time is one since which something is so."""
    moment = moment_of(seg)
    return seg.has("year") or (moment is not None and moment.bound == "since")


def _of_somebody(segs: Sequence[Seg], g: int) -> bool:
    """Whether the subject of a verb is a person, and no group or country."""
    for seg in reversed(segs[max(0, g - SUBJECT) : g]):
        if seg.has(*ENDS):
            return False
        if seg.has(*SOMEBODY):
            return True
    return any(s.has(*SOMEBODY) for s in segs[g + 1 : g + 2])


def _end(segs: Sequence[Seg], n: int) -> int:
    """Where the clause of a time ends: at a stop, a comma, or right behind the time where nothing hangs on it."""
    for k in range(n + 1, len(segs)):
        if segs[k].has(*ENDS) or (k == n + 1 and not segs[k].has(*LINKS)):
            return k
    return len(segs)
