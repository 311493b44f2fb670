"""Which findings are of harm that was done, and which only of harm as such: illness, play, law, legend, a life's end.

Enters the findings of a whole report; leaves those that may be of an event, and marks those that count a period and
no event. Knows no event: which one a finding belongs to is settled later.
"""

from __future__ import annotations

import re
from functools import lru_cache

from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.people.findings import Harm
from isnad.lang.pack import LanguagePack

VIOLENT = (
    *("hurt_by", "attack", "attacker", "blast", "strike", "bullets", "fire", "incident", "battle", "clash", "gun"),
    *("collision", "collide_verb", "overturn", "overturn_verb", "sink", "sink_verb", "collapse", "collapse_verb"),
    *("disaster", "drown", "fall", "fall_verb", "poison", "hospital", "blade", "missile", "charge", "firing", "raid"),
)
"""What tells that a death or wound was done or befell: violence, a mishap, where people are brought after it."""
TOLD_BY_HARM = ("harm_noun", "harm_verb", "victim", "death", "of_them", "fate", "gun", "event_noun")
"""Words of the gate that an obituary has as well."""
EVENTFUL = ("succumb", "succumbed", "gunman", "hit_verb", "kill_verb", "scene", "treat", "attack_verb")
"""What tells besides that a death was no natural one."""
LEAD = 2
"""Sentences of a report in which it says what it is about."""
NEAR = 8
"""Segments from a word of habit to the harm that it is said of."""
AWAY = 60
"""Letters from a figure to the words on the period that it counts, no comma between."""
FEW = 1
"""The figure of those in general: one, or none told."""


class _Words:
    """The words of a pack that tell of harm as such."""

    def __init__(self, pack: LanguagePack) -> None:
        told = pack.settings.get("scenes", {})
        self.play = frozenset(told.get("play", ()))
        self.law = frozenset(told.get("law", ()))
        self.lore = frozenset(told.get("lore", ()))
        self.mind = frozenset(told.get("mind", ()))
        self.by = frozenset(told.get("by", ()))
        self.habit = frozenset(told.get("habit", ()))
        spans = told.get("periods", ())
        self.period = re.compile("|".join(spans)) if spans else None
        kind = told.get("of_its_kind", ())
        self.kind = re.compile("|".join(kind)) if kind else None
        mourning = told.get("mourning", ())
        self.mourning = re.compile("|".join(mourning)) if mourning else None
        self.violent = pack.chars(*VIOLENT)
        self.eventful = self.violent | pack.chars(
            *(c for c in pack.settings["gate"]["strong"] if c not in TOLD_BY_HARM), *EVENTFUL
        )
        self.ill = pack.chars("disease")


@lru_cache(maxsize=4)
def _words_of(pack: LanguagePack) -> _Words:
    return _Words(pack)


def done(parsed: ParsedReport, found: list[Harm]) -> list[Harm]:
    """The findings of harm that was done, in their order; those that count a period are marked as such."""
    if not found:
        return found
    words = _words_of(parsed.pack)
    asked: dict[int, frozenset[str]] = {}
    out = [h for h in found if not _as_such(h, _scene(h.sentence, words, asked), words)]
    out = _without_ends(parsed, out, words)
    for harm in out:
        harm.period = _counts_a_period(harm, words)
    return out


def _scene(sentence: Sentence, words: _Words, asked: dict[int, frozenset[str]]) -> frozenset[str]:
    """What a sentence is about besides harm: the names of the lists that have a word of it."""
    known = asked.get(sentence.index)
    if known is None:
        text, article = sentence.parsed.folded.text, sentence.parsed.pack.lexicon.article
        said = {
            w.removeprefix(article)
            for s in sentence.line.segs
            for w in (text[s.start : s.end], *text[s.start : s.end].split())
        }
        lists = {"play": words.play, "law": words.law, "lore": words.lore}
        names = {name for name, some in lists.items() if not some.isdisjoint(said)}
        names |= {"violent"} if sentence.line.holds(words.violent) else set()
        ill = sentence.line.holds(words.ill) and words.mind.isdisjoint(said)
        names |= {"ill"} if ill else set()
        known = asked[sentence.index] = frozenset(names)
    return known


def _as_such(harm: Harm, scene: frozenset[str], words: _Words) -> bool:
    """Whether a finding is of no harm done: an illness, a player's injury, what a law or a legend tells, a habit."""
    if harm.sentence.heading:
        return False
    few = harm.low in (None, FEW) and harm.high in (None, FEW)
    if few and harm.effect != "arrested" and _always(harm, words):
        return True
    if "lore" in scene:
        return True
    if few and "law" in scene:
        return True
    if "violent" in scene or harm.effect == "arrested":
        return False
    if "play" in scene and harm.effect in ("wounded", "missing", "displaced", "abducted"):
        return True
    case = harm.trigger is None or not harm.trigger.has("harm_noun", "harm_verb")
    return "ill" in scene and (
        harm.effect == "wounded" or (harm.effect == "killed" and (case or (few and _natural(harm))))
    )


def _always(harm: Harm, words: _Words) -> bool:
    """Whether a word before a finding in its clause tells of what happens always, or if: "we hear of"."""
    text = harm.sentence.parsed.folded.text
    near = [s for s in harm.sentence.line.segs if s.start < harm.start][-NEAR:]
    return any(text[s.start : s.end] in words.habit for s in near)


def _without_ends(parsed: ParsedReport, found: list[Harm], words: _Words) -> list[Harm]:
    """Without the natural end of one life, in a report that tells of nothing violent: an obituary."""
    if not any(_natural(h) for h in found):
        return found
    violent = any(not _natural(h) and h.low != 0 for h in found)
    violent = violent or any(s.line.holds(words.eventful) for s in parsed.sentences[: LEAD + 1])
    if violent:
        return found
    mourned = words.mourning is not None and words.mourning.search(parsed.folded.text) is not None
    return [h for h in found if not _natural(h) or not (mourned or h.sentence.index > LEAD) or _tells(h, words)]


def _tells(harm: Harm, words: _Words) -> bool:
    """Whether the sentence of a death tells of what it came by."""
    text = harm.sentence.parsed.folded.text
    line = harm.sentence.line
    return line.holds(words.eventful) or any(text[s.start : s.end] in words.by for s in line.segs)


def _natural(harm: Harm) -> bool:
    """Whether one person is told to have died, by a word that does not say of what."""
    if harm.effect != "killed" or harm.low != 1 or harm.trigger is None:
        return harm.effect == "killed" and harm.low == 1 and any(p.has("dies") for p in harm.group.parts)
    return bool(harm.trigger.attr("natural")) or harm.trigger.has("parting", "dies")


def _counts_a_period(harm: Harm, words: _Words) -> bool:
    """Whether a figure counts what befell people in a month, a year or a war, and not in an event."""
    if words.period is None or harm.low in (0, 1, 2) or harm.sentence.index <= LEAD:
        return False
    text, start = harm.sentence.parsed.folded.text, harm.sentence.start
    before = text[max(start, harm.start - AWAY) : harm.start].rpartition(",")[2]
    after = text[harm.end : min(harm.sentence.end, harm.end + AWAY)].partition(",")[0]
    parts = [part for part in (before, after) if words.kind is None or not words.kind.search(part)]
    return any(words.period.search(part) for part in parts)
