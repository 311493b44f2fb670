"""mode: how it happened: a bombing, a shooting, a crash, and with what.

Meaning: each telling of the way in which people came to harm, once a mention: what stands
together in one clause ("a suicide attack with a car bomb") is one mode.
Wrong: a bare "attack"; devices found or defused; attacks in general (a plural); a definite
reference back ("the explosion") to a mode the report has told before.
Right: "a powerful explosion", "an attack on a post", "with machine guns", "the bus hit a truck".
Source: gold/README.md; ACLED and GTD codebooks for the distinctions.
"""

from __future__ import annotations

from isnad.extract.clauses import begin, is_plural
from isnad.extract.draft import Draft
from isnad.extract.kinds.modefit import AROUND, is_apt, is_harmful
from isnad.extract.kinds.modepiece import Piece, act_of, summary
from isnad.extract.kinds.modereal import Reality
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.grammar.match import Line, Match, matches
from isnad.grammar.segments import Seg
from isnad.model.values import TextValue

GAP = 5
"""Segments that may stand between two pieces of one mode."""
APART = frozenset({"comma", "stop", "colon", "and", "or", "after", "series"})
FAMILY = {"explosion": "blast", "bombing": "blast", "suicide": "blast"}
"""Acts that refer to each other: a bombing is afterwards called the explosion."""


def find(parsed: ParsedReport) -> list[Draft]:
    """The modes a report tells, in the order of the text."""
    out: list[Draft] = []
    told: set[str] = set()
    opening: set[str] = set()
    raided = False
    found = [(s, clusters(s, opening=s.index < OPENING)) for s in parsed.eventful]
    body = next((s for s in parsed.sentences if not s.heading), None)
    for sentence, pieces in found:
        reality = Reality(sentence) if pieces else None
        for piece in pieces:
            by_people = piece.clause and THINGS.isdisjoint(piece.words)
            if reality is None or not reality.happened(piece.first, piece.last, clause=by_people):
                continue
            keys = _keys(piece)
            raided = raided or (piece.raid and sentence.index < OPENING and not opening)
            if piece.raid and not raided and any(k not in BESIDE_RAIDS for k in opening):
                continue
            if piece.once and told:
                continue
            lead = sentence.heading or sentence is body
            if _at_attacker(piece, sentence.line) or not _counts(piece, sentence, keys, told, lead=lead):
                continue
            told.update(keys)
            if sentence.index < OPENING:
                opening.update(keys)
            start, end = begin(parsed, sentence.line.segs[piece.first]), sentence.line.segs[piece.last - 1].end
            value = TextValue(summary=summary(piece), mode=act_of(piece))
            out.append(Draft("mode", value, sentence, start, end, piece.rule))
    return out


THINGS = frozenset({"what", "car"})
"""Slots of what moves, breaks or falls by itself."""
OPENING = 3
"""Sentences in which a report says what it is about."""
BESIDE_RAIDS = ("raids", "arrest campaign", "security operation", "air strike", "shelling", "clashes")
"""What raids may be told beside; after any other mode they are the search for those who did it."""


def _at_attacker(piece: Piece, line: Line) -> bool:
    """Whether shots are those that ended the attack: "before he was shot dead"."""
    if piece.acts[:1] != ["shooting"]:
        return False
    first = max(0, piece.first - 7)
    before = line.segs[first : piece.first]
    if any(s.has("seize_him", "slay_him") for s in before[-5:]):
        return True
    for n, seg in enumerate(before):
        if not seg.has("end_verb"):
            continue
        after = line.segs[first + n + 1]
        earlier = before[n - 1] if n else None
        if after.has("attacker") or (earlier is not None and earlier.has("attacker")) or before[-1].has("attacker"):
            return True
        if earlier is not None and earlier.has("that") and not after.has("count", "person", "victim", "nation"):
            return True
    return False


def clusters(sentence: Sentence, *, opening: bool) -> list[Piece]:
    """The modes of one sentence: pieces that stand close together in a clause are one. In the `opening` of a report
    those too that are modes where nothing else is told."""
    line = sentence.line
    out: list[Piece] = []
    for piece in _pieces(sentence, "mode"):
        if out and _joins(out[-1], piece, line):
            _join(out[-1], piece)
        else:
            out.append(piece)
    for piece in _pieces(sentence, "mode_first") if opening else ():
        piece.once = True
        if not any(_joins(min(piece, o, key=_place), max(piece, o, key=_place), line) for o in out):
            out.append(piece)
    return sorted((p for p in out if p.solo), key=_place)


def _pieces(sentence: Sentence, stage: str) -> list[Piece]:
    pack, text = sentence.parsed.pack, sentence.parsed.folded.text
    found = matches(pack.stage(stage), sentence.line)
    return sorted((_piece(m, pack.lexicon.article, text) for m in found if is_apt(m, sentence)), key=_place)


def _place(piece: Piece) -> tuple[int, int]:
    return piece.first, -piece.last


def _piece(m: Match, article: str, text: str) -> Piece:
    attrs = m.rule.attrs
    head = m.seg("head")
    it = m.segs("it")
    first = m.at("it") if it else m.at("head") if attrs.get("headed") else m.start
    last = first + len(it) if it else m.end
    piece = Piece(first, last, m.rule.name, attrs.get("solo", True), clause=bool(attrs.get("clause")))
    piece.raid, piece.apart, piece.arms = bool(attrs.get("raid")), bool(attrs.get("apart")), bool(attrs.get("arms"))
    named = m.seg("act") or head
    own = named.attr("act") if named is not None else None
    act = (_act_within(it) if attrs.get("act") == "other" else None) or attrs.get("act") or own
    if act:
        piece.acts.append(act)
    piece.suicide = any(s.has("suicide") for s in m.segs())
    for slot in m.rule.slots:
        for seg in m.segs(slot):
            english = next((e for c in SLOTS.get(slot, ()) if (e := seg.attr("en", c))), None)
            if english and not (slot == "head" and attrs.get("act") and not own):
                piece.words.setdefault(slot, []).append(english)
    if head is not None:
        piece.definite = _definite(m, head, article, text)
        piece.plural = is_plural(head) if head.has("op") else _plural(m, head) and not attrs.get("raid")
    return piece


def _act_within(it: list[Seg]) -> str | None:
    """The act that the words of a cause name, where they name one."""
    for seg in it:
        act = next((str(s.attrs["act"]) for s in seg.senses if s.cls in CAUSES and "act" in s.attrs), None)
        if act or seg.has("attack"):
            return act or "attack"
    return None


CAUSES = frozenset({"clash", "combat", "brawl", "unrest", "disaster", "mishap", "collision", "blast", "strike", "ruin"})
SLOTS: dict[str, tuple[str, ...]] = {
    "device": ("charge", "missile", "vehicle"),
    "weapon": ("gun", "blade", "charge", "missile", "arm"),
    "adj": ("attack_adj", "strike_adj"),
    "size": ("size_adj",),
    "what": ("aircraft",),
    "what2": ("aircraft_adj",),
    "car": ("vehicle", "vessel", "building", "animal", "structure"),
    "car2": ("vehicle", "vessel", "animal"),
    "head": (
        "clash",
        "intrusion",
        "suppress",
        "burn_verb",
        "blast",
        "blast_verb",
        "strike",
        "strike_verb",
        "hand_act",
        "fall",
        "fall_verb",
        "attack",
        "drown",
        "slain_verb",
        "mishap",
        "brawl",
        "beat",
        "siege",
        "siege_verb",
        *("a_head", "wrong_verb", "wrong", "self_harm", "takeover", "march_verb", "combat", "grapple"),
        *("sink_caused", "ruin", "unrest"),
    ),
}
"""Which class of a slot's word gives its English."""


def _definite(m: Match, head: Seg, article: str, text: str) -> bool:
    if m.rule.attrs.get("clause") and not head.has("fall", "strike", "blast", "hand_act"):
        return False
    if m.rule.attrs.get("svo"):
        first = m.segs()[0]
        return first.definite or any(s.has("rel") for s in m.segs())
    if m.rule.name.endswith(".shooting") and any(s.has("on") for s in m.line.segs[m.end : m.end + 1]):
        return any(s.has("attacker", "gunman") and s.definite for s in m.line.segs[m.end + 1 : m.end + 2])
    if _related(m) or (_in_series(m) and m.line.segs[m.start - 1].has("from")):
        return False
    if head.pronoun and (head.has("hand_act", "strike") or head.attr("act", "blast") == "explosion"):
        return True
    if head.definite or (text.startswith(article, head.start) and head.end - head.start > 4):
        return True
    after = m.line.segs[m.at("head") + 1 : m.at("head") + 2]
    suicide = m.seg("suicide")
    return bool(after and after[0].definite) or (suicide is not None and suicide.definite)


SEVERAL = ("attack", "blast", "hand_act", "incident", "strike", "disaster")
"""Classes of which a plural may be said in general."""


def _plural(m: Match, head: Seg) -> bool:
    if head.attr("number") not in ("pl", "pl2") or not head.has(*SEVERAL):
        return False
    if head.has("strike"):
        return head.definite
    return not (_in_series(m) or any(s.has("count") for s in m.line.segs[max(0, m.start - 1) : m.start]))


def _in_series(m: Match) -> bool:
    """Whether the words before a match make it one of a series: "a series of bombings"."""
    before = m.line.segs[max(0, m.start - 2) : m.start]
    if any(s.has("from") for s in before[-1:]):
        before = before[:-1]
    return any(s.has("series") for s in before[-1:])


def _joins(a: Piece, b: Piece, line: Line) -> bool:
    if a.apart or b.apart:
        return False
    if b.first < a.last:
        return True
    between = line.segs[a.last : b.first]
    if len(between) == 1 and between[0].has("and") and (b.arms or a.acts == b.acts):
        return True
    if len(between) > GAP or any(s.has(*APART) for s in between):
        return False
    return not (a.solo and b.solo and a.clause and b.clause)


def _join(a: Piece, b: Piece) -> None:
    a.last = max(a.last, b.last)
    a.definite = a.definite and b.definite if a.solo and b.solo else (a.definite if a.solo else b.definite)
    a.plural = a.plural and b.plural if a.solo and b.solo else (a.plural if a.solo else b.plural)
    if not a.solo:
        a.rule = b.rule
    a.solo = a.solo or b.solo
    a.clause = a.clause or b.clause
    a.suicide = a.suicide or b.suicide
    a.acts += [x for x in b.acts if x not in a.acts]
    for slot, words in b.words.items():
        kept = a.words.setdefault(slot, [])
        kept += [w for w in words if w not in kept]


def _with_toll(piece: Piece, line: Line) -> bool:
    """Whether harm that is counted stands in the clause of a mode: then even several acts are told, not spoken of."""
    segs, low, high = line.segs, piece.first, piece.last
    while low > 0 and piece.first - low < AROUND and not segs[low - 1].has("comma", "stop", "colon", "rel"):
        low -= 1
    while high < len(segs) and high - piece.last < AROUND and not segs[high].has("comma", "stop", "colon", "rel"):
        high += 1
    clause = segs[low:high]
    return any(s.has("harm_noun", "harm_verb", "victim", "yield") for s in clause) and any(
        s.has("number") or s.attr("low", "count") is not None for s in clause
    )


def _keys(piece: Piece) -> list[str]:
    keys = [*piece.acts, *piece.words.get("device", ()), *piece.words.get("weapon", ())]
    return list(dict.fromkeys(FAMILY.get(k, k) for k in keys)) + (["suicide"] if piece.suicide else [])


def _counts(piece: Piece, sentence: Sentence, keys: list[str], told: set[str], *, lead: bool) -> bool:
    """Whether a mention is a claim: no generality, nothing prevented, nothing merely referred to.

    Headings and the first sentence (`lead`) refer to nothing: what they name, they tell.
    """
    if piece.acts == ["armed"] and not piece.words:
        return False
    line = sentence.line
    if piece.plural and piece.definite and not sentence.heading and not is_harmful(line):
        return False
    if piece.plural and (not lead or any(s.has("often") for s in line.segs)) and not _with_toll(piece, line):
        return False
    around = line.segs[max(0, piece.first - 4) : piece.first]
    if any(s.has("defused", "cease") for s in around) and not (
        "smuggling" in piece.acts or any(s.has("victim", "harm_noun", "harm_verb") for s in around)
    ):
        return False
    if piece.raid and any(s.has("attack") for s in line.segs):
        return False
    if piece.definite and piece.acts == ["attack"] and not piece.words and not piece.suicide:
        return False
    if piece.definite:
        if any(s.attr("answers", "aftermath") for s in around):
            return False
        new = [k for k in keys if k not in told]
        return (bool(new) and (lead or new == keys or "suicide" in new)) or (lead and _with_toll(piece, line))
    return True


def _related(m: Match) -> bool:
    """Whether a relative clause behind a match tells what it was: "the bombing that struck"."""
    after = m.line.segs[m.end : m.end + 4]
    at = next((n for n, s in enumerate(after) if s.has("rel")), None)
    if m.rule.attrs.get("raid") or at is None or any(s.has("comma", "stop") for s in after[:at]):
        return False
    return any(s.has("hit_verb", "exec_verb", "occur_verb", "rage") for s in after[at + 1 : at + 2])
