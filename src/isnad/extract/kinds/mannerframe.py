"""What stands around a word of manner, as named features: its form, what governs it, what follows, who came to harm.

The weights of these features (mode.weights.yaml of a pack, fitted by eval/fit_modes.py) say which words of manner
tell of something that happened: "seven died in clashes" does, "the fight against terror" does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from isnad.extract.findings import Harm
from isnad.extract.kinds.modepiece import Piece, act_of
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.segments import Seg

FILE = "mode.weights.yaml"
EDGES = ("stop", "comma", "colon", "rel", "quote")
REACH = 12
"""Segments of a clause that are looked at on each side."""
HARM = ("harm_noun", "harm_verb", "victim", "death", "fate", "met", "yield")
_HARM = frozenset(HARM)
GOVERNORS = (
    *("in", "b", "l", "from", "k", "owing", "brought_by", "after", "aftermath", "link", "amid", "amidst", "against"),
    *(
        "that",
        "rel",
        "and",
        "or",
        "comma",
        "colon",
        "quote",
        "open",
        "close",
        "not",
        "none",
        "on",
        "until",
        "about_prep",
    ),
    *("exec_verb", "exec_noun", "occur_verb", "occur_noun", "undergo_verb", "undergo", "exposed", "kindle", "did"),
    *("hit_verb", "throw_verb", "say", "announce", "deny", "denial", "warn_verb", "accuse", "accused", "suspected"),
    *("adopt_verb", "condemn", "yield", "series", "count", "number", "op", "incident", "attack", "told_event"),
    *("defused", "cease", "forewarned", "attempt", "trying", "to_fight", "foil", "repel", "averted", "seize", "seized"),
    *("seize_verb", "detain_verb", "end_noun", "end_verb", "harm_noun", "harm_verb", "victim", "death", "fate", "met"),
    *("was", "had", "begin_verb", "may", "if", "condition", "site_void", "owing_to_what", "deed_noun", "event_noun"),
    *(
        "activity",
        "person",
        "attacker",
        "gunman",
        "troops",
        "force",
        "suicide",
        "vehicle",
        "aircraft",
        "fire",
        "nation",
    ),
    *("site", "town_ref", "building", "site_office", "word", "time", "earlier", "adv", "crime", "charge", "name_head"),
    *("institution", "statement", "field", "body", "people", "group", "named", "org", "crowd", "mark", "structure"),
    *(
        "with",
        "between",
        "self",
        "terror_adj",
        "size_adj",
        "attack_adj",
        "site_adj",
        "wide",
        "lead_to",
        "cause",
        "stop",
    ),
    *("figurative", "similar", "firing", "bullets", "blast", "strike", "charge", "missile", "gun", "use_noun", "carry"),
)
"""The classes by which the neighbours of a word are told apart."""
_GOVERNORS = frozenset(GOVERNORS)


@dataclass
class Told:
    """What a report has told before a word: how often each act, and in which sentence the last."""

    acts: dict[str, int] = field(default_factory=dict)
    last: int = -1

    def add(self, piece: Piece, sentence: Sentence) -> None:
        for act in piece.acts:
            self.acts[act] = self.acts.get(act, 0) + 1
        self.last = sentence.index


class Frame:
    """Reads the surroundings of the pieces of one report."""

    def __init__(self, parsed: ParsedReport, harms: Sequence[Harm]) -> None:
        self.parsed = parsed
        self.body = next((s for s in parsed.sentences if not s.heading), None)
        self.by_sentence: dict[int, list[Harm]] = {}
        for harm in harms:
            self.by_sentence.setdefault(harm.sentence.index, []).append(harm)
        self.report = self._report(harms)

    def _report(self, harms: Sequence[Harm]) -> list[str]:
        counted = sum(h.low is not None for h in harms)
        lead = any(h.sentence.heading or h.sentence is self.body for h in harms)
        size = len(self.parsed.folded.text)
        return [
            f"report:harms:{_bucket(len(harms))}",
            f"report:counted:{_bucket(counted)}",
            f"report:{'led by harm' if lead else 'not led by harm'}",
            f"report:size:{'s' if size < 700 else 'm' if size < 2000 else 'l' if size < 4000 else 'xl'}",
        ]

    def features(self, piece: Piece, sentence: Sentence, told: Told) -> list[str]:
        """The names of what stands around a piece, in a fixed order."""
        line = sentence.line
        segs = line.segs
        act = act_of(piece)
        form = "verb" if piece.verb else "definite" if piece.definite else "bare"
        if piece.plural:
            form += "s"
        times = sum(told.acts.get(a, 0) for a in piece.acts)
        again = "new" if not times else "again"
        spot = self._spot(sentence)
        before, after = segs[: piece.first], segs[piece.last :]
        clause = _clause(segs, piece)
        present = {sense.cls for seg in clause for sense in seg.senses}
        harm = _harm(clause, present)
        out = [f"act:{act}", f"form:{form}", f"spot:{spot}", f"told:{again}"]
        out += [f"form:{form}:{again}", f"act:{act}:{form}", f"form:{form}:{spot}", f"told:{again}:{spot}"]
        out += [f"harm:{harm}", f"harm:{harm}:{form}", f"harm:{harm}:{again}", f"act:{act}:{harm}"]
        out += [f"rule:{r}" for r in piece.rules]
        out += [f"rule:{r}:{form}" for r in piece.rules]
        out += [f"with:{slot}" for slot in sorted(piece.words) if slot != "head"]
        out.append(f"words:{min(4, piece.last - piece.first)}")
        for side, near, next_ in (("before", before[-1:], before[-2:-1]), ("after", after[:1], after[1:2])):
            out += [f"{side}:{c}" for c in _classes(near)]
            out += [f"{side}:{c}:{form}" for c in _classes(near)]
            out += [f"{side}2:{c}" for c in _classes(next_)]
        out += [f"clause:{c}" for c in IN_CLAUSE if c in present]
        if not before:
            out.append(f"before:start:{form}")
        if not after:
            out.append(f"after:end:{form}")
        out.append(f"sentence:{self._told_harm(sentence)}:{form}")
        out += self.report
        out += [f"{name}:{form}" for name in self.report[:3]]
        out.append(f"{self.report[2]}:act:{act}")
        return out

    def _spot(self, sentence: Sentence) -> str:
        if sentence.heading:
            return "head"
        if sentence is self.body:
            return "lead"
        return "early" if sentence.index < 5 else "late" if sentence.index < 12 else "far"

    def _told_harm(self, sentence: Sentence) -> str:
        harms = self.by_sentence.get(sentence.index, ())
        return "none" if not harms else "figure" if any(h.low is not None for h in harms) else "harm"


def _clause(segs: Sequence[Seg], piece: Piece) -> list[Seg]:
    low, high = piece.first, piece.last
    while low > 0 and piece.first - low < REACH and not segs[low - 1].has(*EDGES):
        low -= 1
    while high < len(segs) and high - piece.last < REACH and not segs[high].has(*EDGES):
        high += 1
    return [*segs[low : piece.first], *segs[piece.last : high]]


IN_CLAUSE = (
    *("time", "attacker", "gunman", "troops", "force", "named", "figurative", "not", "none", "may", "if", "against"),
    *("earlier", "past_time", "site", "town_ref", "say", "exec_verb", "occur_verb", "hit_verb", "undergo_verb", "that"),
    *("site_void", "cease", "defused", "attempt", "warn_verb", "condemn", "count", "building", "vehicle", "was"),
    *("owing", "seize_verb", "person", "accuse", "forewarned", "often", "charge", "activity", "yield", "aim_verb"),
    "suspected",
)
"""Classes asked for anywhere in the clause."""


def _harm(clause: Sequence[Seg], present: set[str]) -> str:
    """Whether a clause tells of harm, and of a figure beside it."""
    if _HARM.isdisjoint(present):
        return "none"
    counted = "number" in present or any(s.attr("low", "count") is not None for s in clause)
    return "counted" if counted else "some"


def _classes(segs: Sequence[Seg]) -> list[str]:
    """The classes of a neighbour that are asked for; "word" where it has none."""
    if not segs:
        return []
    known = list(dict.fromkeys(s.cls for s in segs[0].senses if s.cls in _GOVERNORS))
    return known or ["other" if segs[0].senses else "unknown"]


def _bucket(n: int) -> str:
    return "0" if n == 0 else "1" if n == 1 else "few" if n < 5 else "many"
