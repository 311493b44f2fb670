"""What ties a place phrase to an event: the word that governs it, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from isnad.extract import eventwords
from isnad.extract.parsed import Sentence
from isnad.extract.sites.apart import is_series, long_ago, years_after
from isnad.extract.sites.deeds import Deeds
from isnad.extract.sites.labels import behind_label
from isnad.extract.sites.phrases import Phrase
from isnad.extract.sites.words import (
    UNREAL,
    bounded,
    cares,
    in_plural,
    moving,
    of_the_hurt,
    on_road,
    phrase_is_country,
    unnamed_reference,
    unreal,
)
from isnad.extract.times.expressions import moment_of
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack

NOUNS = ("event_noun", *eventwords.NOUNS, "clash", "occur_noun", "site_event", "site_crowd")
VERBS = ("event_verb", *eventwords.VERBS, "raid_verb", "burn_verb", "kill_verb")
EVENT = (*NOUNS, *VERBS, "target_verb", "light_event", "corpses")
HARMED = ("dead_body", "hurt_people", "wounded_man", "blast", "attack", "hand_act", "hand_verb")
ELSEWHERE = ("towards", "from", "about_prep", "l", "with", "k")
"""Prepositions that lead away from the event's place."""
BODIES = ("org", "office", "body")
SPEAKS = ("say", "say_on", "according")
REACH = 26
"""How many segments an event word governs to its right."""
UPON = 12  # The same for what is struck.
RELATIVE = 5
"""How near a relative pronoun must be for the place to belong to its clause."""
SUBJECT = 8
"""Segments within which a verb, its subject and the thing it strikes stand."""
DEED = 7
"""Segments within which a noun of striking, who strikes and what is struck stand."""
INITIAL = 4
"""Segments that may stand before a phrase that opens its clause."""
OPENS = ("and", "so", "that", "but", "time")
AHEAD = 14  # How far behind an opening phrase the event word may stand.
LEAD_SENTENCES = 3
DIES = ("dies", "end_noun")  # Of a death that may come later: who dies in a hospital was hurt elsewhere.
OPENS_LAND = 4  # AHEAD of a country: "In Somalia, dozens marched against the attack".
TAKEN = 9
"""Segments between a verb of arrest or abduction and where people were taken from."""
TAKING = ("abducted", "arrested", "detained")
BACK = 80
"""Segments before a phrase in which words of the classes APART put its event apart."""
APART = ("time", "earlier", "site_backdrop", "series", "alike", "site_come", "site_after")
BEHIND = 8  # Segments behind a phrase that may still date the event.


@dataclass(slots=True, frozen=True)
class Tie:
    """`rule` says how the phrase is tied; `definite` that the event was spoken of before; `apart` that
    the words put it apart from the one the report is about."""

    rule: str
    word: Seg
    definite: bool = False
    target: bool = False
    apart: bool = False


class Ties:
    """Decides for one pack which phrases are sites of an event."""

    def __init__(self, pack: LanguagePack) -> None:
        self._article = pack.lexicon.article

    def of(self, sentence: Sentence, line: Line, phrase: Phrase, deeds: Deeds = ()) -> Tie | None:
        """The tie of a phrase, or None where it is no event's site. `deeds` are told in its sentence."""
        before = line.segs[phrase.first - 1] if phrase.first else None
        if unnamed_reference(phrase) and not (sentence.heading and _called(phrase, before)):
            return None
        struck = _struck_by_noun(line.segs, phrase) or _taken_from(line.segs, phrase)
        if (
            struck is None
            and before is not None
            and before.has(*ELSEWHERE)
            and not bounded(phrase)
            and not _part(line.segs, phrase.first)
        ):
            return None
        tie = struck or self._governed(sentence, line, phrase, before, deeds) or self._opening(sentence, line, phrase)
        tie = tie or _subject(line.segs, phrase) or (_label(line.segs, phrase) if sentence.heading else None)
        if tie is not None and tie.word.has("site_crowd") and sentence.index >= LEAD_SENTENCES:
            return None
        if tie is not None and unreal(line.segs, line.segs.index(tie.word), UNREAL):
            return None
        if tie is not None and not phrase.cores[0].wide and _afterwards(sentence, tie):
            return None
        if tie is not None and cares(phrase) and (tie.word.has(*DIES) or of_the_hurt(line.segs, tie.word)):
            return None
        apart = self._backdrop(sentence, line, phrase, tie) if tie is not None else "void"
        if tie is None or apart == "void":
            return None
        if apart and phrase_is_country(phrase) and not phrase.cores[0].directions:
            return None
        return replace(tie, apart=True) if apart else tie

    def loose(self, sentence: Sentence, line: Line, phrase: Phrase) -> Tie:
        """The tie of a phrase that no rule ties: all that stands around it."""
        word = line.segs[max(0, phrase.first - 1)]
        tie = Tie("event_site.weighed", word, word.definite)
        return replace(tie, apart=bool(self._backdrop(sentence, line, phrase, tie)))

    def _governed(self, sentence: Sentence, line: Line, phrase: Phrase, before: Seg | None, deeds: Deeds) -> Tie | None:
        segs = line.segs
        at = phrase.first - 1
        if at < 0:
            return None
        how = _how(phrase, before, segs, at) or ("name" if sentence.heading and _called(phrase, before) else None)
        if how is None:
            return None
        if how == "object":
            if segs[at].has("witness") and not _saw(segs, at, phrase):
                return None
            if segs[at].attr("shaken", "witness") and phrase_is_country(phrase):
                return None
            word = segs[at] if not segs[at].has("quote", "open") else segs[max(0, at - 1)]
            return Tie("event_site.object", word, word.definite, True)
        if how == "name":
            return Tie("event_site.name", segs[at], segs[at].definite)
        return self._scan(segs, at, phrase, how, deeds)

    def _scan(self, segs: list[Seg], at: int, phrase: Phrase, how: str, deeds: Deeds) -> Tie | None:
        """The nearest word to the left that decides: an event word, or one that bars the place."""
        crossed = carried = False
        owned = _owned(segs, at)
        for steps in range(UPON if how == "upon" else REACH):
            n = at - steps
            if n < 0:
                return None
            seg = segs[n]
            if seg.has("stop"):
                return None
            if how == "upon" and seg.attr("upon", "site_win"):
                return Tie("event_site.upon", seg, seg.definite, True)
            told = how != "upon" and not (crossed or cares(phrase)) and any(d.governs(seg, steps) for d in deeds)
            told = told and not any(s.has("dies") for s in segs[max(0, n - SUBJECT) : n + 1])
            if (
                (told or seg.has(*EVENT))
                and not seg.has("site_block", "site_link")
                and (how != "upon" or seg.has("target_noun", "target_verb"))
            ):
                if (cares(phrase) and steps > 3 and not _part(segs, phrase.first)) or (
                    (crossed or owned) and seg.definite
                ):
                    return None
                if any(s.has("site_void") and not s.pronoun for s in segs[max(0, n - 3) : n]):
                    return None
                if phrase_is_country(phrase) and steps > 9:
                    return None
                return Tie("event_site." + how, seg, seg.definite, seg.has("target_verb"))
            carried = carried or (how == "upon" and seg.has("event_verb"))
            between = segs[n + 1 : at + 1]
            if steps <= RELATIVE and seg.has("rel") and not (carried or any(s.has("site_carry") for s in between)):
                return None
            if seg.attr("way", "site_block") and any(s.has("place", "admin") for s in segs[n + 1 : at]):
                continue
            if (_bars(seg, how) and not _describes(segs, n)) or (seg.has("site_void") and not seg.pronoun):
                return None
            crossed = crossed or seg.has("comma")
        return None

    def _opening(self, sentence: Sentence, line: Line, phrase: Phrase) -> Tie | None:
        """A phrase that opens its clause and is followed by the event."""
        segs = line.segs
        at = phrase.first
        led = at > 0 and segs[at - 1].has("in", "b", "on")
        if not (led or bounded(phrase)):
            return None
        head = at - led
        start = head
        while start > 0 and head - start < INITIAL and segs[start - 1].has(*OPENS):
            start -= 1
        if start and not (segs[start - 1].has("stop", "comma") or _opens_quote(segs, start - 1)):
            return None
        for seg in segs[phrase.last : phrase.last + (OPENS_LAND if phrase_is_country(phrase) else AHEAD)]:
            if seg.has(*NOUNS, *VERBS):
                return Tie("event_site.opening", seg, False)
            if seg.has("stop", "colon", *SPEAKS, "site_block"):
                return None
        return None

    def _backdrop(self, sentence: Sentence, line: Line, phrase: Phrase, tie: Tie) -> str:
        """How the words put the event apart from the one the report is about: "apart" for another
        event, "void" for a standing fact, "" where they do not."""
        lead = sentence.index < LEAD_SENTENCES
        came = False
        found = ""
        first, chars = max(0, phrase.first - BACK), sentence.parsed.pack.chars(*APART)
        for n in line.where(chars, first, phrase.last + BEHIND):
            seg = line.segs[n]
            if long_ago(seg, sentence.parsed.report.published, lead):
                moment = moment_of(seg)
                return "void" if moment is not None and moment.bound == "since" else "apart"
            if seg.start >= phrase.start:
                continue
            if seg.has("earlier", "site_backdrop") and not lead:
                found = "apart"
            if is_series(seg) and not sentence.heading:
                found = "void"
            if seg.has("alike") and n and not line.segs[n - 1].definite and not lead:
                found = found or "apart"
            came = came or seg.has("site_come")
            if seg.start < tie.word.start and ((came and seg.has("site_after")) or years_after(seg)):
                found = found or "apart"
        return found


def _afterwards(sentence: Sentence, tie: Tie) -> bool:
    """Whether a sentence tells of raids for the suspects of an event that is no raid itself."""
    hunted = sentence.line.holds(sentence.parsed.pack.chars("suspect_word", "suspected", "attacker"))
    if not tie.word.has("police_act"):
        police = sentence.line.holds(sentence.parsed.pack.chars("police_act"))
        return hunted and police and sentence.index >= LEAD_SENTENCES and tie.word.has("hand_act")
    first = [seg for one in sentence.parsed.sentences[:2] for seg in one.line.segs]
    if sentence.index >= LEAD_SENTENCES and hunted and not any(s.has("police_act") for s in first):
        return True
    harmed = any(s.has(*HARMED) for s in first)
    return sentence.index > 1 and harmed and not any(s.has("raid", "raid_verb", "op") for s in first)


def _opens_quote(segs: list[Seg], at: int) -> bool:
    return segs[at].has("quote") and sum(s.has("quote") for s in segs[max(0, at - BACK) : at]) % 2 == 0


def _how(phrase: Phrase, before: Seg | None, segs: list[Seg], at: int) -> str | None:
    """By which kind of link the phrase hangs on what stands before it."""
    if before is None:
        return None
    if before.has("in") and at and segs[at - 1].has("from"):
        return None
    if phrase.cores[0].quarter and not (before.has("in", "b") and phrase.last - phrase.first <= 2):
        return None
    if before.has("vehicle") and at and segs[at - 1].has(*NOUNS) and phrase.sites and phrase.places:
        return "name"
    if before.has("in", "b") or bounded(phrase) or (before.has("from") and _part(segs, phrase.first)):
        return None if before.has("b") and moving(phrase) else "in"
    if before.has("deed") and on_road(phrase):
        return "in"
    if before.has("on"):
        if phrase_is_country(phrase) or (at and segs[at - 1].has("site_block")):
            return None
        things = phrase.sites[0] if phrase.sites else None
        if things is not None and (things.attr("road", "site") or things.attr("en", "site") in ON):
            return "in"
        return "upon"
    if before.has("towards") and any(s.has("target_noun", "throw_verb", "firing") for s in segs[max(0, at - 4) : at]):
        return "upon" if phrase.sites else None
    if before.has("target_verb") or (before.has("quote", "count") and at and segs[at - 1].has("target_verb")):
        return "object"
    if before.attr("take", "site_win") and not before.attr("upon", "site_win") and not before.definite:
        return "object"
    if before.has("copula") and any(s.has("target_verb") for s in segs[max(0, at - 3) : at]):
        return "object"
    if before.has("people_of") and not before.definite and at and segs[at - 1].has("on"):
        return "upon"
    if before.has("people_of", *NOUNS) and not before.definite and phrase.sites and phrase.places:
        return None if in_plural(phrase) and on_road(phrase) else "name"
    if before.has(*NOUNS) and not before.definite and not before.attr("harm", "event_noun"):
        if phrase.sites:
            return "in"
        if phrase.places and phrase.last - phrase.first <= 4:
            return "name"
    return "in" if _struck(phrase, segs, at) else None


def _struck(phrase: Phrase, segs: list[Seg], at: int) -> bool:
    """Whether a verb of striking, then its subject, stand before: "gunmen attacked a hotel"."""
    if not (phrase.sites or phrase.cores[0].admins or phrase.cores[0].capital):
        return False
    crossed = False
    for n in range(at, max(-1, at - SUBJECT), -1):
        seg = segs[n]
        if seg.has("time", "open", "close", "quote"):
            crossed = True
            continue
        taken = seg.attr("take", "site_win") and not seg.attr("upon", "site_win")
        if taken or seg.has("target_verb"):
            return n < at or crossed
        if any(s.pos in ("particle", "verb", "sign") for s in seg.senses) and not seg.has("b"):
            return False
    return False


def _label(segs: list[Seg], phrase: Phrase) -> Tie | None:
    """A heading that begins with the place and a colon or dots, and names no other: "Kabul: two killed in …"."""
    rest = behind_label(segs, phrase.first, phrase.last) if phrase.places else []
    word = next((s for s in rest if s.has("harm_noun", "harm_verb", "dead_body", *NOUNS, *VERBS)), None)
    return Tie("event_site.label", word) if word is not None else None


def _called(phrase: Phrase, before: Seg | None) -> bool:
    """Whether a heading calls the event after the place: "the … crash victims", "the museum attack"."""
    if before is None or before.definite or before.pronoun or phrase_is_country(phrase):
        return False
    core = phrase.cores[0]
    if core.bare:
        return before.has(*NOUNS) and not before.attr("harm", "event_noun") and core.definite and bool(core.sites)
    return before.has("event_name") and bool(core.places or core.sites)


def _struck_by_noun(segs: list[Seg], phrase: Phrase) -> Tie | None:
    """A place behind a noun of striking and the preposition of its object: "the shelling by … of a school"."""
    at = phrase.first - 1
    if at < 1 or not segs[at].has("l") or not (phrase.sites or phrase.places or phrase.cores[0].admins):
        return None
    for n in range(at - 1, max(-1, at - DEED), -1):
        seg = segs[n]
        if seg.has("strikes_what"):
            return Tie("event_site.object", seg, seg.definite, True)
        if any(s.pos in ("particle", "verb", "sign") for s in seg.senses) and not seg.has("quote", "b"):
            return None
    return None


def _taken_from(segs: list[Seg], phrase: Phrase) -> Tie | None:
    """A place behind people and "from" that a verb of arrest or abduction governs: "took nine men from …"."""
    at = phrase.first - 1
    if at < 1 or not segs[at].has("from") or phrase_is_country(phrase) or unnamed_reference(phrase):
        return None
    for seg in reversed(segs[max(0, at - TAKEN) : at]):
        if seg.has("stop", "comma", "say", "rel", "in", "on", "site_block"):
            return None
        if seg.has("harm_verb", "harm_noun", "police_act"):
            effect = seg.attr("effect")
            return Tie("event_site.from", seg, seg.definite) if effect in TAKING else None
    return None


def _part(segs: list[Seg], at: int) -> bool:
    """Whether a preposition before `at` belongs to a part of what follows: "on the third floor of"."""
    if at < 3 or not segs[at - 1].has("from"):
        return False
    part = at - 2 if segs[at - 2].has("part_of") else at - 3
    return segs[part].has("part_of") and part > 0 and segs[part - 1].has("in", "b", "on")


def _subject(segs: list[Seg], phrase: Phrase) -> Tie | None:
    """A place that the clause opens with and that saw or underwent the event."""
    at = phrase.first
    start = at - 1
    while start >= 0 and at - start <= 3 and segs[start].has(*OPENS, "was", "copula", "so"):
        start -= 1
    if start >= 0 and not segs[start].has("stop", "comma", "time", "quote", "rel"):
        return None
    for n, seg in enumerate(segs[phrase.last : phrase.last + 4], phrase.last):
        if seg.has("scene"):
            around = segs[max(0, at - UPON) : at] if start >= 0 and segs[start].has("rel") else segs[n : n + UPON]
            return Tie("event_site.subject", seg) if any(s.has(*NOUNS) for s in around) else None
        if start >= 0 and segs[start].has("rel"):
            continue
        if seg.has("witness", "undergo_verb"):
            told = next((s for s in segs[n + 1 : n + UPON] if s.has("stop", *NOUNS)), None)
            return Tie("event_site.subject", seg) if told is not None and told.has(*NOUNS) else None
    return None


def _saw(segs: list[Seg], at: int, phrase: Phrase) -> bool:
    """Whether what a place saw is an event that is named behind it or, "which it saw", before it."""
    before, behind = segs[max(0, at - SUBJECT) : at], segs[phrase.last : phrase.last + UPON]
    return any(s.has("occasion", *NOUNS) for s in before) or any(s.has(*NOUNS) for s in behind)


ON = frozenset({"gate of", "entrance of", "border", "bridge", "checkpoint", "junction", "crossing"})


def _bars(seg: Seg, how: str) -> bool:
    """Whether a word keeps places behind it from the events before it."""
    for sense in seg.senses:
        if sense.cls in ("say_on", "according"):
            return True
        if sense.cls == "say" and sense.attrs.get("how") == "say" and not sense.attrs.get("strict"):
            return True
        if sense.cls == "site_block" and (how != "upon" or sense.pos == "verb"):
            return True
    return False


def _describes(segs: list[Seg], n: int) -> bool:
    """Whether what may be a verb is the adjective of an event: "a treacherous ambush"."""
    return n > 0 and segs[n].has("terror_adj", "attack_adj") and segs[n - 1].has(*NOUNS) and not segs[n - 1].definite


def _owned(segs: list[Seg], at: int) -> bool:
    """Whether the preposition follows a body that acts or speaks there ("a jury in …")."""
    return at > 0 and segs[at - 1].has(*BODIES) and not segs[at - 1].has("force", "troops", "person")
