"""What could tell a manner in a sentence: the pieces that the rules of modes find, those of one telling joined.

Every noun, verb and phrase of manner is a piece, wherever it stands; `mode` says which of them are tellings.
"""

from __future__ import annotations

from isnad.extract.kinds.clauses import is_plural
from isnad.extract.kinds.modepiece import Piece
from isnad.extract.parsed import Sentence
from isnad.grammar.match import Line, Match, matches
from isnad.grammar.segments import Seg

GAP = 5
"""Segments that may stand between what was done and what it was done with."""
APART = frozenset({"comma", "stop", "colon", "and", "or", "after", "series", "rel", "defused"})
SLOTS: dict[str, tuple[str, ...]] = {
    "device": ("charge", "missile", "vehicle"),
    "weapon": ("gun", "blade", "charge", "missile", "arm"),
    "adj": ("attack_adj", "strike_adj", "size_adj"),
    "size": ("size_adj",),
    "what": ("aircraft",),
    "what2": ("aircraft_adj",),
    "car": ("vehicle", "vessel", "building", "animal", "structure"),
    "car2": ("vehicle", "vessel", "animal"),
    "head": (
        *("clash", "intrusion", "suppress", "burn_verb", "blast", "blast_verb", "strike", "strike_verb", "hand_act"),
        *("hand_verb", "fall", "fall_verb", "attack", "drown", "slain_verb", "mishap", "brawl", "beat", "siege"),
        *("siege_verb", "a_head", "disaster", "manner", "manner_verb"),
    ),
}
"""Which class of a slot's word gives its English."""
OWN = (
    *("blast", "strike", "hand_act", "clash", "disaster", "brawl", "raid", "roundup", "intrusion", "suppress", "siege"),
    *("collision", "drown", "mishap", "blast_verb", "strike_verb", "hand_verb", "slain_verb", "intrude_verb"),
    *("raid_verb", "siege_verb", "collide_verb", "smuggle", "burn_verb", "a_head", "manner", "manner_verb"),
)
"""The classes whose words are a manner by themselves, and name it."""
VERBS = (
    *("blast_verb", "strike_verb", "hand_verb", "slain_verb", "assault_verb", "intrude_verb", "raid_verb"),
    *("siege_verb", "manner_verb", "collide_verb", "burn_verb", "fall_verb", "overturn_verb", "sink_verb"),
    *("collapse_verb", "swerve_verb", "sweep_verb", "leak_verb", "fire_verb", "undergo_verb", "hit_verb"),
)
NAMED = {"massacre": "massacre", "combat": "clashes", "assault_verb": "attack"}
"""The manner of words that name none themselves."""


def clusters(sentence: Sentence) -> list[Piece]:
    """The pieces of one sentence, those of one telling joined."""
    line = sentence.line
    pack = sentence.parsed.pack
    text = sentence.parsed.folded.text
    found = [_piece(m, pack.lexicon.article, text) for m in matches(pack.stage("mode"), line)]
    found.sort(key=lambda p: (p.first, -p.last))
    out: list[Piece] = []
    for piece in found:
        if out and _joins(out[-1], piece, line):
            _join(out[-1], piece)
        else:
            out.append(piece)
    return [p for p in out if p.solo]


def _piece(m: Match, article: str, text: str) -> Piece:
    attrs = m.rule.attrs
    head = m.seg("head")
    it = m.segs("it")
    first = m.at("it") if it and head is None else m.start
    last = m.end if it and head is not None else first + len(it) if it else m.end
    piece = Piece(first, last, m.rule.name, attrs.get("solo", True), clause=bool(attrs.get("clause")))
    piece.rules = [m.rule.name.rpartition(".")[2]]
    piece.apart, piece.arms = bool(attrs.get("apart")), bool(attrs.get("arms"))
    own = _own(head) if head is not None else None
    act = attrs.get("act") or own
    if act:
        piece.acts.append(act)
    piece.suicide = any(s.has("suicide") for s in m.segs())
    for slot, classes in SLOTS.items():
        for seg in m.segs(slot):
            english = next((e for c in classes if (e := seg.attr("en", c))), None)
            if english and not (slot == "head" and attrs.get("act") and not own):
                piece.words.setdefault(slot, []).append(english)
    piece.at = m.at("head") if head is not None else first
    if head is not None:
        piece.definite = _definite(m, head, article, text)
        piece.verb = any(head.has(cls) for cls in VERBS)
        piece.plural = is_plural(head) and not piece.verb
    return piece


def _own(head: Seg) -> str | None:
    for cls in OWN:
        act: str | None = head.attr("act", cls)
        if act is not None:
            return act
    return next((act for cls, act in NAMED.items() if head.has(cls)), None)


def _definite(m: Match, head: Seg, article: str, text: str) -> bool:
    """Whether a noun has the article, a pronoun, or a definite word that it stands to: "the bombing of the hotel"."""
    if head.definite or (head.end - head.start > len(article) + 2 and text.startswith(article, head.start)):
        return True
    return bool(head.pronoun)


def _joins(a: Piece, b: Piece, line: Line) -> bool:
    if a.apart or b.apart:
        return False
    if b.first < a.last:
        return True
    between = line.segs[a.last : b.first]
    if not between:
        return not (a.clause and b.clause)
    if len(between) == 1 and between[0].has("and") and (b.arms or a.acts == b.acts):
        return True
    if len(between) > GAP or any(s.has(*APART) for s in between):
        return False
    return not (a.solo and b.solo) or a.arms or b.arms or len(between) <= 1


def _join(a: Piece, b: Piece) -> None:
    a.last = max(a.last, b.last)
    if not a.solo or a.arms:
        a.rule, a.definite, a.plural, a.verb, a.at = b.rule, b.definite, b.plural, b.verb, b.at
    a.arms = a.arms and b.arms
    a.rules += [r for r in b.rules if r not in a.rules]
    a.solo = a.solo or b.solo
    a.clause = a.clause or b.clause
    a.suicide = a.suicide or b.suicide
    a.acts += [x for x in b.acts if x not in a.acts]
    for slot, words in b.words.items():
        kept = a.words.setdefault(slot, [])
        kept += [w for w in words if w not in kept]
