"""What a group or an army says of its own act: for `responsibility`.

Whoever speaks (says, announces, admits, denies, disowns) is looked for beside the verb; what he tells of
himself ("that its fighters stormed", "that it had fired", "carrying out the strike", "any part in it")
makes the act his, or not.
"""

from __future__ import annotations

from itertools import pairwise

from isnad.extract.doers.deeds import ACTS, LEADS, is_deed
from isnad.extract.doers.words import BODIES
from isnad.extract.parsed import Sentence
from isnad.grammar.segments import Seg

SAYS = ("say", "announce", "own_up", "deny", "disown")
ENDS = ("stop", "colon")
NO_PART = ("tie", "involve", "duty", "behind", "backing", "join_verb", "exec_noun", "responsible", "suspect_word")
STRUCK = ("strike", "strike_verb", "hand_act", "firing", "deed_noun", "intrusion", "suppress")
SPEAKER, TOLD = 8, 17
PLAIN_THAT = 2
"""Letters of a "that" which bears no pronoun."""

Owned = tuple[int, int, str, str | None]


def owned(sentence: Sentence, group: str | None) -> list[Owned]:
    """(start, end, "claimed" or "denied", name) of each telling in a sentence; `group`: the one named last."""
    segs = sentence.line.segs
    out: list[Owned] = []
    done = 0
    for verb in sentence.line.where(sentence.parsed.pack.chars(*SAYS)):
        if verb < done:
            continue
        who = _speaker(segs, verb)
        if who is None or any(s.has("not", "none") for s in segs[max(0, verb - 2) : verb]):
            continue
        name = segs[who].attr("en", "named") or (group if segs[who].definite else None)
        found = _told(sentence, verb, who)
        if found is None:
            continue
        start, end, claim = found
        out.append((start, end, claim, str(name) if name else None))
        done = end
    return out


def _speaker(segs: list[Seg], verb: int) -> int | None:
    """The group or armed body that is the subject of a verb of saying."""
    for n in range(verb + 1, min(len(segs), verb + SPEAKER)):
        if segs[n].has("that", "comma", *ENDS, "person", "office"):
            break
        if _speaks(segs, n):
            return n
    if verb and segs[verb - 1].has("and", "so"):
        return None
    for n in range(verb - 1, max(-1, verb - SPEAKER), -1):
        if segs[n].has("that", *ENDS, "say", "person", "office"):
            return None
        if _speaks(segs, n):
            return n
    return None


def _speaks(segs: list[Seg], n: int) -> bool:
    seg = segs[n]
    if not seg.has("named", "org", "band", "troops", "gunman"):
        return False
    lead = segs[n - 1] if n else None
    if lead is not None and lead.has("quote", "org", "band") and n > 1:
        lead = segs[n - 2] if lead.has("quote") else lead
    if lead is not None and (lead.has(*LEADS, "by", "belong") or lead.has("person", "office", "site", "attack")):
        return False
    if seg.has("named") or (seg.has("org") and seg.definite):
        return True
    if seg.has("band"):
        return seg.definite or any(s.has("arm_adj", "trait") or not s.senses for s in segs[n + 1 : n + 3])
    if seg.attr("en", "troops") in BODIES:
        return False
    return seg.definite and (seg.has("troops") or (seg.has("gunman") and seg.attr("number") in ("pl", "pl2")))


def _told(sentence: Sentence, verb: int, who: int) -> tuple[int, int, str] | None:
    segs = sentence.line.segs
    head, first = segs[verb], min(verb, who)
    last = max(verb, who)
    end = next((n for n in range(last + 1, len(segs)) if segs[n].has(*ENDS)), len(segs))
    end = min(end, last + TOLD)
    if head.has("disown"):
        return first, last + 1, "denied"
    if head.has("deny"):
        return _denied(sentence, first, last, end)
    state = segs[who].has("troops") or segs[who].attr("type", "named") == "state"
    if head.has("announce", "own_up"):
        near = segs[last + 1 : min(end, last + 7)]
        act = next((n for n, s in enumerate(near) if s.has(*ACTS, "harm_noun")), None)
        done = next((n for n, s in enumerate(near) if s.has("exec_noun")), None)
        if act is not None and (done is not None and done < act) and not near[act].has("op"):
            return first, last + act + 2, "claimed"
        if head.has("own_up") and near and any(s.has(*STRUCK) for s in near[:3]):
            return first, last + 3, "claimed"
    return None if state and not head.has("own_up") else _by_clause(sentence, first, last, end)


def _denied(sentence: Sentence, first: int, last: int, end: int) -> tuple[int, int, str] | None:
    """What is denied, where it is a part in the act."""
    segs = sentence.line.segs
    for n in range(last + 1, min(end, last + 9)):
        if segs[n].has(*NO_PART):
            return first, n + 1, "denied"
        if segs[n].has(*STRUCK) and n <= last + 2:
            return first, n + 1, "denied"
        if segs[n].has("that"):
            for k in range(n + 1, min(end, n + 6)):
                if is_deed(sentence, k) or segs[k].has(*NO_PART):
                    return first, k + 1, "denied"
            return None
    return None


def _by_clause(sentence: Sentence, first: int, last: int, end: int) -> tuple[int, int, str] | None:
    """What "that" leads to, where the speakers or their men are said to have done it, or to have no part in it."""
    segs = sentence.line.segs
    at = next((n for n in range(last + 1, min(end, last + 11)) if segs[n].has("that")), None)
    if at is None:
        return None
    after = segs[at + 1 : at + 7]
    if any(a.has("not", "none") and b.has("tie") for a, b in pairwise(after)):
        return first, at + 1 + next(n for n, s in enumerate(after, 1) if s.has("tie")), "denied"
    own = next((n for n, s in enumerate(after[:3]) if s.pronoun and s.has("troops", "gunman")), None)
    of_itself = segs[at].end - segs[at].start > PLAIN_THAT or (after and after[0].definite and after[0].has(*ACTS))
    if own is None and not of_itself:
        return None
    for n, seg in enumerate(after[:6] if own is not None else after[:2]):
        if (own is None or n > own) and (is_deed(sentence, at + 1 + n) or (own is not None and seg.has("managed"))):
            return (at + 1, at + 2 + n, "claimed") if own is not None else (first, at + 2 + n, "claimed")
        if own is None and seg.has("responsible"):
            return first, at + 2 + n, "claimed"
    reply = next((n for n, s in enumerate(after) if s.has("aftermath", "reply") and n), None)
    if reply is not None and any(s.definite and s.has(*ACTS) for s in after[:reply]):
        return at + 1, at + 2 + reply, "claimed"
    return None
