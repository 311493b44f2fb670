"""What a report tells in its sentences, as the reader of places asks: which words govern places, and whether
an event is told at all.

Words of events are used for much else: a club meets another, a price falls, a text touches on a subject. A place
is where something happened only in a sentence in which harm, an arrest or a deed was read, or which has a word that is
used for little else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from isnad.extract import eventwords
from isnad.extract.draft import Draft
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Line
from isnad.grammar.segments import Seg
from isnad.lang.pack import LanguagePack

STRONG = (
    *eventwords.ATTACKS,
    *eventwords.ACCIDENTS,
    *eventwords.ATTACK_VERBS,
    "collide_verb",
    "overturn_verb",
    "sink_verb",
    "clash",
    "battle",
    "ambush",
    "kill_verb",
    "firing",
    "raid_verb",
    "police_act",
    "corpses",
    "charge",
    "site_event",
)
"""Words that tell an event even where no reader of harm or deeds found one in their sentence."""
TOGETHER = (
    (("fall", "fall_verb"), ("aircraft", "missile", "vehicle")),
    (("occur_verb",), ("op", "operation", "op_act")),
)
"""Words that do so only together: what falls, an operation that took place."""
TELLING = frozenset({"casualties", "arrests", "mode", "attacker_fate", "responsibility", "perpetrator"})
"""Kinds of claims that tell an event."""
GOVERNING = {"casualties": 26, "mode": 2}
"""Those whose words govern places, too, and how many segments to their right."""


@dataclass(slots=True, frozen=True)
class Deed:
    """Where a sentence tells harm or how it was done: folded [start, end), and its kind."""

    start: int
    end: int
    kind: str

    def governs(self, seg: Seg, steps: int) -> bool:
        """Whether a segment is one of its words, near enough to what stands `steps` segments behind it."""
        return self.start <= seg.start < self.end and steps <= GOVERNING[self.kind]


Deeds = tuple[Deed, ...]


def deeds_of(drafts: Iterable[Draft]) -> dict[int, Deeds]:
    """The sentences that tell an event, by their numbers, each with those whose words govern places."""
    out: dict[int, list[Deed]] = {}
    for draft in drafts:
        if draft.kind in TELLING:
            deeds = out.setdefault(draft.sentence.index, [])
            deeds += [Deed(draft.start, draft.end, draft.kind)] * (draft.kind in GOVERNING)
    return {n: tuple(deeds) for n, deeds in out.items()}


class Told:
    """Tells for one pack which sentences tell an event."""

    def __init__(self, pack: LanguagePack) -> None:
        self._strong = pack.chars(*STRONG)
        self._together = [(pack.chars(*verbs), pack.chars(*nouns)) for verbs, nouns in TOGETHER]

    def holds(self, sentence: Sentence, line: Line, deeds: Mapping[int, Deeds]) -> bool:
        """Whether a sentence tells one; `deeds` are those of its report, by the sentence."""
        if sentence.index in deeds or line.holds(self._strong):
            return True
        return any(line.holds(verbs) and line.holds(nouns) for verbs, nouns in self._together)
