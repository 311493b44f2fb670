"""What speaks for and against a place phrase being where an event took place: names of features.

Meaning: a feature says how the phrase hangs on what stands before it, which words of which groups
govern it and how near they are, what follows it, what kind of place it names, and where in the report
it stands. No feature holds a word: only names of classes, so that weights of one language's reports
hold for any text that its lexicon reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from isnad.extract.parsed import Sentence
from isnad.extract.sites.core import entries, kind_of
from isnad.extract.sites.phrases import Phrase
from isnad.extract.sites.ties import Tie
from isnad.extract.sites.words import bounded, in_plural, owned_land, phrase_is_country, unnamed_reference
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("stop", ("stop",)),
    ("say", ("say", "say_on", "according")),
    ("strike", ("target_verb", "target_noun", "strikes_what", "strike_verb", "assault_verb", "raid_verb")),
    ("arrest", ("police_act", "detain_verb")),
    (
        "attack",
        ("attack", "blast", "blast_verb", "strike", "raid", "raids", "clash", "clash_verb", "battle", "hand_act"),
    ),
    ("crash", ("incident", "disaster", "collapse", "collision", "overturn", "fall", "sink", "collapse_verb")),
    ("crash", ("collide_verb", "overturn_verb", "sink_verb", "fall_verb", "burn_verb", "intrusion", "intrude_verb")),
    ("harm_verb", ("harm_verb", "kill_verb", "hit_verb", "slain_verb")),
    ("harm_noun", ("harm_noun", "victim", "dead_body", "hurt_people", "wounded_man", "death", "fallen", "hurt_by")),
    ("event_verb", ("event_verb", "occur_verb", "undergo_verb", "light_event")),
    ("event_noun", ("event_noun", "site_event", "occur_noun", "event_name")),
    ("crowd", ("site_crowd", "gathering", "gather")),
    ("way", ("on_way", "towards", "go_verb", "arrive_verb", "transfer", "treat_verb", "treat")),
    ("block", ("site_block", "visit_verb", "visit_noun", "meeting", "meet_verb", "court_noun", "funeral_verb")),
    ("office", ("site_office", "org", "body", "office", "state_body", "spokes")),
    ("find", ("find_verb", "found_dead", "lit_upon")),
    ("void", ("site_void", "threat", "plan", "prevent_verb", "fear")),
    ("past", ("earlier", "old_days", "since", "prior", "site_backdrop")),
)
STEPS = 18
"""Segments to the left that may govern a phrase."""
AHEAD = 10
"""Segments to the right that may."""
LINKS = ("in", "b", "on", "from", "towards", "l", "with", "about_prep", "between", "near", "until", "k")
SIGNS = ("comma", "colon", "quote", "open", "close", "dash", "and", "or", "rel")
NEAREST, NEAR = 3, 8


@lru_cache(maxsize=8)
def reader_of(pack: LanguagePack) -> Features:
    """The reader of a pack, which remembers what it learnt of its signs."""
    return Features()


class Features:
    """Reads the features of phrases. What hangs on the classes of a segment alone is worked out once a sign."""

    def __init__(self) -> None:
        self._groups: dict[str, tuple[str, ...]] = {}
        self._walls: dict[str, tuple[bool, bool]] = {}
        self._links: dict[str, str | None] = {}

    def of(self, sentence: Sentence, line: Line, phrase: Phrase, tie: Tie | None, seen: dict[str, int]) -> list[str]:
        """The features of one phrase, each once. `seen` tells how often names were met before."""
        out = [
            *_kind(phrase),
            *_where(sentence, phrase, seen),
            *self._before(line, phrase),
            *self._behind(line, phrase),
        ]
        out.append("tie:" + (tie.rule.partition(".")[2] if tie is not None else "none"))
        if tie is not None:
            out += ["tied"] + ["tie:definite"] * tie.definite + ["tie:apart"] * tie.apart
            out += [f"tie:{g}" for g in self._of(tie.word)]
        return list(dict.fromkeys(out))

    def _of(self, seg: Seg) -> tuple[str, ...]:
        """The groups of words that a segment belongs to, each once."""
        found = self._groups.get(seg.sig)
        if found is None:
            names = dict.fromkeys(name for name, classes in GROUPS if seg.has(*classes))
            found = self._groups[seg.sig] = tuple(names)
        return found

    def _wall(self, seg: Seg) -> tuple[bool, bool]:
        """Whether a segment parts clauses, and whether nothing beyond it governs."""
        found = self._walls[seg.sig] = seg.has("comma", "rel", "quote", "colon"), seg.has("stop")
        return found

    def _link(self, seg: Seg) -> str | None:
        """The first class that tells how a phrase hangs on the segment before it."""
        if seg.sig not in self._links:
            self._links[seg.sig] = next((c for c in (*LINKS, *SIGNS) if seg.has(c)), None)
        return self._links[seg.sig]

    def _before(self, line: Line, phrase: Phrase) -> Iterator[str]:
        segs, at = line.segs, phrase.first - 1
        if at < 0:
            yield "link:start"
            return
        link = self._link(segs[at])
        yield "link:" + (link or ("noun" if segs[at].senses else "word"))
        if link is None:
            yield from (f"head:{g}" for g in self._of(segs[at]))
            yield "head:definite" if segs[at].definite else "head:indefinite"
        elif at:
            yield from (f"hold:{g}" for g in self._of(segs[at - 1]))
            if not segs[at - 1].senses:
                yield "hold:word"
            for name in ("place", "rel", "comma", "close", "time"):
                if segs[at - 1].has(name):
                    yield "hold:" + name
        first, crossed = True, ""
        met: set[str] = set()
        for steps in range(STEPS):
            n = at - steps
            if n < 0:
                break
            seg = segs[n]
            far, stops = self._walls.get(seg.sig) or self._wall(seg)
            if far:
                crossed = ":far"
            for name in self._of(seg):
                if name not in ("office", "past") and first:
                    yield f"rule:{name}"
                    yield f"rule:{name}:" + ("nearest" if steps <= NEAREST else "near" if steps <= NEAR else "far")
                    if crossed:
                        yield f"rule:{name}:crossed"
                if name not in met:
                    met.add(name)
                    yield f"left:{name}{crossed}"
            if first and any(g not in ("office", "past") for g in self._of(seg)):
                first = False
            if stops:
                break
        if first:
            yield "rule:none"

    def _behind(self, line: Line, phrase: Phrase) -> Iterator[str]:
        segs = line.segs
        if phrase.last >= len(segs):
            yield "next:end"
            return
        after = segs[phrase.last]
        link = next((c for c in (*SIGNS, *LINKS, "stop", "time") if after.has(c)), None)
        yield "next:" + (link or "other")
        yield from (f"next:{g}" for g in self._of(after))
        for seg in segs[phrase.last : phrase.last + AHEAD]:
            found = self._of(seg)
            if found:
                yield "right:" + found[0]
                break


def _kind(phrase: Phrase) -> Iterator[str]:
    core = phrase.cores[0]
    named = [p for p in phrase.places if entries(p)]
    yield "names:" + ("known" if named else "unknown" if phrase.places or core.named else "none")
    if core.places:
        yield "first:" + (kind_of(core.places[0]) or "unmapped")
    for name, holds in (
        ("site", bool(core.sites)),
        ("admin", bool(core.admins)),
        ("wide", core.wide),
        ("capital", core.capital),
        ("nation", core.nation is not None),
        ("definite", core.definite),
        ("pronoun", any(s.pronoun for s in (*core.sites, *core.admins))),
        ("bare", all(c.bare for c in phrase.cores)),
        ("chain", len(phrase.cores) > 1),
        ("country", phrase_is_country(phrase)),
        ("near", phrase.near is not None),
        ("distance", phrase.distance is not None),
        ("direction", bool(core.directions)),
        ("bounded", bounded(phrase)),
        ("plural", in_plural(phrase)),
        ("owned", owned_land(core)),
        ("reference", unnamed_reference(phrase)),
        ("care", any(s.attr("care", "site") for s in phrase.sites)),
        ("seat", any(s.attr("seat", "site") for s in phrase.sites)),
        ("road", any(s.attr("road", "site") for s in phrase.sites)),
        ("moving", any(s.attr("moving", "site") for s in phrase.sites)),
        ("quarter", core.quarter),
        ("long", phrase.last - phrase.first > 4),
    ):
        if holds:
            yield "is:" + name


def _where(sentence: Sentence, phrase: Phrase, seen: dict[str, int]) -> Iterator[str]:
    if sentence.heading:
        yield "in:heading" if sentence.index < 2 else "in:subheading"
    yield "at:" + (
        "0" if sentence.index == 0 else "1-2" if sentence.index < 3 else "3-6" if sentence.index < 7 else "7+"
    )
    for place in phrase.places:
        if met := seen.get(key(place), 0):
            yield "met"
            if met > 1:
                yield "met:often"


def note(phrase: Phrase, seen: dict[str, int]) -> None:
    """Count the names of a phrase among those met."""
    for place in phrase.places:
        name = key(place)
        seen[name] = seen.get(name, 0) + 1


def key(place: Seg) -> str:
    """By what a place is known again."""
    known = entries(place)
    return known[0].id if known else str(place.attr("text", "place"))


@dataclass(slots=True, frozen=True)
class Known:
    """What a phrase names, to tell it from what the report has placed an event at before."""

    sentence: int
    heading: bool
    names: frozenset[str]
    thing: str | None


ALIKE = ("same", "within", "thing", "samething", "finer", "otherthing", "new")
"""How a phrase may repeat an earlier one, the closest first."""


def again(known: Known, before: Sequence[Known]) -> list[str]:
    """Whether a phrase says again where something happened. `before` are the places taken so far, in order."""
    if not before:
        return ["again:first"]
    best = min(before, key=lambda b: (ALIKE.index(_alike(known, b)), known.sentence - b.sentence))
    how, apart = _alike(known, best), known.sentence - best.sentence
    if apart == 0:
        where = "here"
    elif best.heading and not known.heading:
        where = "head"
    else:
        where = "next" if apart == 1 else "far"
    return [f"again:{how}", f"again:{how}:{where}", f"again:n{min(3, len(before))}"]


def _alike(a: Known, b: Known) -> str:
    if a.names and a.names == b.names:
        return "same" if a.thing is None or a.thing == b.thing else "samething"
    if a.names and a.names <= b.names:
        return "within"
    if a.names & b.names:
        return "finer"
    if not a.names and a.thing is not None:
        return "thing" if a.thing == b.thing else "otherthing"
    return "new"
