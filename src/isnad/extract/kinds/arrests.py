"""arrests: people arrested or detained.

Meaning: every figure for people taken into custody. People without a role of their own are
suspects. Wrong: hostages and prisoners of war (casualties, abducted).
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.derive import steps
from isnad.extract.draft import Draft
from isnad.extract.people.findings import Harm
from isnad.model.values import ArrestValue

EFFECTS = frozenset({"arrested"})
KEPT = frozenset(
    {
        "child",
        "journalist",
        "leader",
        "medic",
        "militant",
        "mixed",
        "protester",
        "security",
        "soldier",
        "student",
        "teacher",
        "woman",
    }
)
"""Roles that people keep when they are held; of other callings and of nobody in particular they are suspects."""


def draft(harm: Harm) -> Draft:
    """The draft of one finding."""
    role = harm.role if harm.role in KEPT else "suspect"
    value = ArrestValue(
        low=harm.low,
        high=harm.high,
        approx=harm.approx,
        role=role,
        nationality=harm.nat,
        is_total=harm.total,
        part_of="group" if harm.parent is not None or harm.part else None,
        of=_groups(harm),
    )
    how = steps(harm.sentence.parsed, (harm.trigger, harm.group))
    return Draft("arrests", value, harm.sentence, harm.start, harm.end, harm.rule, steps=how, period=harm.period)


def _groups(harm: Harm) -> tuple[str, ...]:
    """The armed groups named after people held, up to the next deed, harm or saying: whose men they are
    said to be."""
    out: list[str] = []
    reach = 0
    for seg in harm.sentence.line.segs:
        if seg.start < harm.end:
            continue
        reach += 1
        if reach > REACH or seg.has("stop", "say", "that", "attack", "hand_act", "harm_noun", "harm_verb", "blast"):
            break
        name = seg.attr("en", "named")
        if name and seg.attr("type", "named") == "group":
            out.append(str(name))
    return tuple(dict.fromkeys(out))


REACH = 18
"""Segments after people held in which the groups they belong to are named."""
