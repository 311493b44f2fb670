"""What a sentence tells besides its people: violence or a mishap, forces of a state, whose bullets, people shut in.

Asked by the reader of harm and by that of custody; reads no figures.
"""

from __future__ import annotations

from isnad.extract.parsed import Sentence
from isnad.grammar.match import Line, Match
from isnad.grammar.segments import Seg

MISHAPS = (
    *("collision", "collide_verb", "overturn", "overturn_verb", "sink", "collapse", "disaster", "yield"),
    "hospital",
)
STATE_ROLES = ("soldier", "security")


class Scene:
    """The line of a sentence whose people are groups, and what can be asked of it."""

    def __init__(self, sentence: Sentence, line: Line) -> None:
        self.sentence = sentence
        self.line = line

    def _trapped(self, m: Match) -> bool:
        """Whether people are said to be shut in somewhere, in a report of a collapse or the like."""
        shut = any(p.has("trapped") for s in m.segs() for p in (s.parts or (s,)))
        parsed = self.sentence.parsed
        signs = parsed.pack.chars("collapse", "collapse_verb", "disaster", "sink", "sink_verb", "blast")
        return shut and any(s.line.holds(signs) for s in parsed.eventful)

    def shoots(self, at: int) -> bool:
        """Whether the bullets told of at once before people are theirs: "was killed by a soldier's bullets"."""
        fired, before = self.line.segs[at - 2 : at] if at > 1 else (None, None)
        if fired is None or before is None or fired.has("firing") or not before.has("bullets", "fire"):
            return False
        written = self.sentence.parsed.folded.text[before.start : before.end]
        return not before.definite and self.sentence.parsed.pack.lexicon.article not in written

    def _happens(self, trigger: Seg) -> bool:
        """Whether a sentence tells of violence, an accident or more people harmed: a death in it is no natural one."""
        mishap = self._violent() | self.sentence.parsed.pack.chars(*MISHAPS)
        more = any(s is not trigger and s.has("harm_verb", "harm_noun", "harmed") for s in self.line.segs)
        return more or self.line.holds(mishap)

    def _violent(self) -> frozenset[str]:
        return self.sentence.parsed.pack.chars(
            "hurt_by", "attack", "blast", "strike", "bullets", "fire", "incident", "battle", "clash"
        )

    def police(self, at: int = -1) -> bool:
        """Whether forces of a state act in the sentence: whom they hold is under arrest. Gunmen other than
        those at `at`, who are held, act themselves."""
        segs = self.line.segs
        gunmen = any(s.attr("role") in ("militant", "attacker") and k != at for k, s in enumerate(segs))
        return not gunmen and any(
            (seg.attr("role") in STATE_ROLES and (seg.has("force") or seg.definite))
            or (seg.definite and seg.has("state_body", "justice"))
            for k, seg in enumerate(segs)
            if k != at
        )
