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
from isnad.extract.people.findings import Harm
from isnad.grammar.match import matches
from isnad.model.values import CasualtyValue

REACH = 6
"""Segments that may stand between one who was harmed and the words on where they come from."""


def draft(harm: Harm) -> Draft:
    """The draft of one finding. What is told of where one person comes from belongs to the evidence."""
    origin, end = _origin(harm)
    value = CasualtyValue(
        effect=harm.effect,
        low=harm.low,
        high=harm.high,
        approx=harm.approx,
        role=harm.role,
        nationality=harm.nat,
        is_total=harm.total,
        part_of=_part_of(harm),
        increment=harm.more,
        nth=harm.nth,
        also=harm.group.attr("also"),
        origin=origin,
    )
    how = steps(harm.sentence.parsed, (harm.trigger, harm.group))
    return Draft(
        "casualties", value, harm.sentence, harm.start, end, harm.rule, harm.stance, steps=how, period=harm.period
    )


def _part_of(harm: Harm) -> str | None:
    """What the people of a finding are some of: those told of beside or before them, or the wounded."""
    if harm.parent is not None or harm.part:
        return "group"
    return "wounded" if _died_of_wounds(harm) else None


def _died_of_wounds(harm: Harm) -> bool:
    """Whether the dead are told of as some of the wounded: a later word than the toll, and a part of it."""
    if harm.effect != "killed" or harm.total:
        return False
    told = [s for s in harm.sentence.line.segs if s.start >= harm.start]
    within = [s for n, s in enumerate(told) if n == 0 or told[n - 1].end <= harm.end]
    return any(
        p.has("wounded_man") or p.attr("of_effect", "of_them") == "wounded" for s in within for p in (s, *s.parts)
    )


def _origin(harm: Harm) -> tuple[str | None, int]:
    """The country that the one person of a finding is said to come from, and where the finding then ends."""
    line = harm.sentence.line
    rules = harm.sentence.parsed.pack.stage("origin")
    if harm.low != 1 or harm.high != 1 or not line.holds(harm.sentence.parsed.pack.chars("country", "nation")):
        return None, harm.end
    for m in matches(rules, line):
        between = [s for s in line.segs[: m.start] if s.start >= harm.end]
        follows = m.segs()[0].start >= harm.end and len(between) <= REACH
        if follows and not any(s.has("comma", "stop", "colon", "and", "count") for s in between):
            land = m.seg("land")
            code = (land.attr("iso", "country") or land.attr("nat", "nation")) if land is not None else None
            return (str(code), m.segs()[-1].end) if code else (None, harm.end)
    return None, harm.end
