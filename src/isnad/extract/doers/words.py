"""Classes of words by which the clauses of doers are read: for `clause` and what it is made of."""

from __future__ import annotations

from isnad.grammar.segments import Seg

SKIPPED = ("adv", "time", "daypart", "maybe", "tsame", "dayword", "turn")
"""What may stand between a verb and its subject."""
STARTS = (
    *("that", "comma", "colon", "stop", "but", "quote", "dash", "open", "while", "when", "was", "after", "so"),
    *("then", "close"),
)
"""What stands before the first word of a clause."""
PREPS = (
    *("l", "b", "on", "from", "in", "with", "until", "about_prep", "between", "k", "against", "by", "prep", "aside"),
    "among",
)
LEADS = (
    *STARTS,
    *PREPS,
    *("and", "time", "adv", "daypart", "may", "not", "rel", "maybe", "say", "or", "beside", "of_them", "they", "he"),
    "there",
)
"""What may stand before the first word of a phrase that is whole."""
WALLS = ("stop", "colon", "that", "but")
MODAL = ("not", "none", "will", "modal", "expect", "must", "wish_verb")
SITES = (
    *("site", "structure", "building", "vehicle", "vessel", "admin", "place", "mark", "ruined", "damaged_what"),
    *("hospital", "premises", "aircraft"),
)
VICTIMS = (
    *("count", "person", "victim", "nation", "office", "given", "anyone", "kin", "crew", "rank", "self", "agent"),
    *("suspect_word", "marked_people", "life_noun"),
)
HARMED = ("count", "victim", "dead_body", "wounded_ones")
ACTING = (
    *("attack", "blast", "strike", "op", "incident", "charge", "missile", "violent_act", "vehicle", "raid"),
    *("disaster", "series"),
)
"""Things of which a verb of violence may be told."""
BODIES = ("police", "security forces", "guards", "gendarmerie", "coast guard", "intelligence service")
"""Bodies whose violence more often ends another's."""
GUARDS = (*BODIES, "unit")
"""The same, and a unit of which no more is told."""
WEAPONS = ("aircraft", "drones", "artillery")


def is_foe(seg: Seg) -> bool:
    """Whether a word is one for armed men, and not for anybody or for soldiers."""
    return seg.has("gunman") and not any(seg.attr(name, "gunman") for name in ("plain", "member", "group"))
