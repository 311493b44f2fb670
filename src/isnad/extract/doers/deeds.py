"""Whether a word is the verb of one violent act that was done: for `responsibility`."""

from __future__ import annotations

from isnad.extract.clauses import is_imperfect, is_plural
from isnad.extract.parsed import Sentence

SHOTS = ("fire", "missile", "charge", "stones", "bullets", "strike", "gun", "munition", "gas", "armed_with", "blast")
ACTS = ("attack", "op", "strike", "hand_act", "raid", "massacre", "blast", "intrusion", "suppress", "incident")
VICTIMS = ("count", "person", "victim", "nation", "office", "given", "anyone")
LEADS = ("l", "b", "on", "from", "in", "with", "until", "about_prep", "between", "k", "against", "given", "of_them")


def is_deed(sentence: Sentence, at: int) -> bool:
    """Whether a word is the verb of one violent act that was done."""
    segs = sentence.line.segs
    seg = segs[at]
    if any(s.has("not", "none", "will", "modal") for s in segs[max(0, at - 3) : at]):
        return False
    if any(s.has(*LEADS) and not s.has("that") for s in segs[max(0, at - 1) : at]):
        return False
    after = segs[at + 1 : at + 9]
    if seg.has("sent_verb"):
        return any(s.has(*SHOTS) for s in segs[max(0, at - 6) : at])
    if seg.attr("number", "assault_verb") or seg.attr("number", "strike_verb") or seg.attr("number", "burn_verb"):
        return True
    if seg.attr("number", "hand_verb") in ("pl", "dual") and not any(
        s.has(*VICTIMS, *SHOTS, "on", "l") for s in after[:3]
    ):
        return False  # Written like the passive: "three engineers were abducted".
    if seg.attr("number", "hand_verb") or seg.attr("act", "intrude_verb") == "storming":
        return bool(seg.attr("number", "hand_verb") or seg.attr("number", "intrude_verb"))
    if seg.attr("number", "kill_verb") and not seg.pronoun:
        return any(s.has(*VICTIMS) for s in after[:1])
    if seg.attr("number", "hit_verb"):
        return any(s.has("person", "count", "site", "victim") for s in after[:4])
    if seg.attr("number", "deliver_verb"):
        return any(s.has(*SHOTS[:7], "gas") for s in after[:6])
    if seg.attr("number", "fire_verb") or seg.attr("number", "throw_verb"):
        far = 7 if seg.attr("number", "fire_verb") else 6
        return any(s.has(*SHOTS) for s in after[:far]) or (bool(seg.pronoun) and any(s.has(*SHOTS) for s in segs[:at]))
    if seg.attr("number", "ruin_verb"):
        return any(s.has("site", "building", "structure", "vehicle", "hospital") for s in after[:4])
    if seg.attr("number", "blast_verb") and seg.attr("act", "blast_verb") == "bombing":
        return any(s.has("self", "charge", "vehicle", "site", "count") for s in after[:5])
    if seg.attr("number", "exec_verb") and not seg.attr("use", "exec_verb"):
        acts = [s for s in (segs[max(0, at - 6) : at] if seg.pronoun else after[:7]) if s.has(*ACTS)]
        act = next((s for s in acts if not s.definite), acts[0] if acts else None)
        counted = any(s.has("count") for s in after[:7])
        general = act is None or (is_plural(act) and (is_imperfect(sentence, seg) or not counted))
        hostile = any(s.has("against", "suicide", "revenge") for s in after[:7])
        return not general and not (act is not None and act.has("op") and not act.has("attack") and not hostile)
    return False
