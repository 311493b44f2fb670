"""casualties: people killed, wounded, missing, abducted or displaced.

Meaning: every figure a report gives for people harmed, once for each mention, with the
words that carry it; parts of a figure apart, a total only where the text states one.
Wrong: the attacker among the victims, "dead and wounded" in one figure, a definite
reference back ("the wounded").
Right: "the killing of two soldiers and an interpreter" is two claims, 2 and 1.
Source: gold/README.md; Standards for Casualty Recording (Every Casualty Counts, 2020).
"""

from __future__ import annotations

from isnad.extract.derive import steps
from isnad.extract.draft import Draft
from isnad.extract.harm import Harm
from isnad.model.values import CasualtyValue


def draft(harm: Harm) -> Draft:
    """The draft of one finding."""
    value = CasualtyValue(
        effect=harm.effect,
        low=harm.low,
        high=harm.high,
        approx=harm.approx,
        role=harm.role,
        nationality=harm.nat,
        is_total=harm.total,
        part_of="group" if harm.parent is not None else None,
    )
    how = steps(harm.sentence.parsed, (harm.trigger, harm.group))
    return Draft("casualties", value, harm.sentence, harm.start, harm.end, harm.rule, steps=how)
