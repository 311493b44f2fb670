"""arrests: people arrested or detained.

Meaning: every figure for people taken into custody. People without a role of their own are
suspects. Wrong: hostages and prisoners of war (casualties, abducted).
Source: gold/README.md.
"""

from __future__ import annotations

from isnad.extract.derive import steps
from isnad.extract.draft import Draft
from isnad.extract.harm import Harm
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
        part_of="group" if harm.parent is not None else None,
    )
    how = steps(harm.sentence.parsed, (harm.trigger, harm.group))
    return Draft("arrests", value, harm.sentence, harm.start, harm.end, harm.rule, steps=how)
