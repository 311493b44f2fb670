"""Whether a short text reports a violent act that happened: a weighted sum of what was read in it.

The weights are data of the pack (violence.yaml), fitted by eval/corpora_gsr.py to the judgements
of the Arabic event records of OEDA (MIT); no text of that set is in them, only names of classes.
"""

from __future__ import annotations

from isnad.extract.kinds import assessment, perpetrator, reaction, response, target, warning
from isnad.extract.kinds.mode import clusters
from isnad.extract.parsed import ParsedReport
from isnad.extract.people.settle import find_all
from isnad.extract.weights import weights_of
from isnad.grammar.segments import SILENT

EFFECTS = frozenset({"harm_verb", "harm_noun", "victim"})
MARKED = frozenset({"attack", "blast", "incident", "hand_act", "strike"})
FILE = "violence.yaml"
"""Where a pack has its weights."""


def reports_violence(parsed: ParsedReport) -> bool:
    """Whether the text tells of a violent act as something that happened. False without weights.

    Meant for one sentence or a few; over a whole article nearly any word list says yes.
    """
    weights = weights_of(parsed.pack.code, FILE)
    return weights is not None and weights.score(sorted(features(parsed))) >= weights.threshold


def features(parsed: ParsedReport) -> frozenset[str]:
    """What was read in a text: classes of its words, modes, people harmed, agents, targets, what is told beside."""
    out: set[str] = set()
    for sentence in parsed.sentences:
        for seg in sentence.line.segs:
            for sense in seg.senses:
                if SILENT in sense.attrs:
                    continue
                effect = sense.attrs.get("effect") if sense.cls in EFFECTS else None
                out.add(f"{sense.cls}:{effect}" if effect else sense.cls)
                if sense.cls in MARKED and seg.definite:
                    out.add(f"{sense.cls}|definite")
                if sense.cls in MARKED and seg.attr("number") in ("pl", "pl2"):
                    out.add(f"{sense.cls}|plural")
        for piece in clusters(sentence, opening=True):
            form = "general" if piece.plural else "referred" if piece.definite else "new"
            out.add(f"mode:{form}")
            out.update(f"mode:{act}" for act in piece.acts if form == "new")
    for harm in find_all(parsed):
        out.add(f"harm:{harm.effect}")
        out.add(f"harm:{harm.effect}:{'some' if harm.low is None else 'figure'}")
    for agent in perpetrator.agents(parsed):
        out.update(("agent", f"agent:{agent.rule}"))
    for aim in target.find(parsed):
        out.update(("target", f"target:{aim.rule}"))
    out.update(kind for kind, find in BESIDE.items() if find(parsed))
    out.update(f"shorter:{most}" for most in LENGTHS if len(parsed.folded.text) < most)
    opening = parsed.sentences[0].line.segs[:OPENING] if parsed.sentences else []
    out.update(f"opens:{s.cls}" for seg in opening for s in seg.senses if SILENT not in s.attrs)
    return frozenset(out)


BESIDE = {
    "tells-warning": warning.find,
    "tells-response": response.find,
    "tells-reaction": reaction.find,
    "tells-assessment": assessment.find,
}
"""What is told beside an act, or instead of one: what tells a report of it from a remark."""
LENGTHS = (80, 120, 180, 260, 400)
"""Code points below which a text rarely holds a whole report of an act, and above which it holds more than one."""
OPENING = 2
"""Segments at the beginning, by whose classes a report is told from a remark."""
