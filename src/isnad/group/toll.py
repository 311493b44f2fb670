"""What one report itself stands by at its end: one figure an effect, or several left unreconciled.

Parts are told from totals, repeated mentions are counted together, and a breakdown that adds up
to a figure supports it. The attacker is never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from isnad.group.figures import (
    GENERIC,
    Figure,
    Mention,
    across,
    breakdowns,
    compatible,
    grown,
    joined_pieces,
    merge,
    placed,
    rank,
    strays,
    units,
)
from isnad.model.claim import Claim
from isnad.model.report import Report
from isnad.model.values import ArrestValue, CasualtyValue, Count

ARRESTED = "arrested"
COUNTED = ("killed", "wounded", "missing", "abducted", ARRESTED)
"""Effects of `Member.toll`."""
ARMED_SIDE = frozenset({"militant", "leader"})
CLAIMED = ("perpetrator", "responsibility")
"""Kinds that name those who did it: what they say of their deed, a report tells and does not stand by."""
BOAST = 300
"""Code points behind a claim of responsibility within which a group's figures are of its own deed."""
NOT_VICTIMS = frozenset({"attacker"})
RISEN = ("toll-reach", "total-back", "toll-of-event")
"""Rules of tolls that are told to have grown."""
_HEADLINE = 220
NEAR = 160
"""Code points from a figure within which others are told of beside it."""


class Tally(msgspec.Struct, frozen=True):
    """All that a report says of one effect. `final` is what it stands by; `wholes` every figure
    it gives for the whole, the best first; `parts` claims that count only some of them;
    `narrow` figures of one group of people below the whole; `vague` claims without a number."""

    final: tuple[Count, ...]
    wholes: tuple[Figure, ...]
    parts: tuple[str, ...]
    narrow: tuple[Figure, ...] = ()
    vague: tuple[str, ...] = ()


def effect_of(claim: Claim) -> str | None:
    """killed, wounded, missing, abducted, displaced or arrested; None for other kinds."""
    if isinstance(claim.value, ArrestValue):
        return ARRESTED
    return claim.value.effect if isinstance(claim.value, CasualtyValue) else None


def counted(claim: Claim) -> bool:
    """Whether a claim counts people harmed by, or held after, the main event."""
    value = claim.value
    return (
        isinstance(value, CasualtyValue | ArrestValue)
        and claim.event == "main"
        and claim.stance in ("asserted", "hedged")
        and value.role not in NOT_VICTIMS
    )


def voice(claim: Claim) -> tuple[str, ...]:
    """The names of the tellers, from the first named to the innermost; empty for the report itself."""
    return tuple(t.name for t in claim.attribution)


def body_start(report: Report) -> int:
    """Where the headline ends: as markup told, else a short first line that text follows; else 0."""
    if report.title_end:
        return report.title_end
    text = report.text
    first = len(text) - len(text.lstrip())
    end = text.find("\n", first)
    sentence = text[first:end].rstrip().endswith(".")
    return end if 0 < end - first <= _HEADLINE and text[end:].strip() and not sentence else 0


def tallies(report: Report, claims: Iterable[Claim]) -> dict[str, Tally]:
    """By effect, what `report` says of its main event; effects it does not mention are left out."""
    body = body_start(report)
    told = sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end, c.claim))
    doers = frozenset(n for c in told if c.kind in CLAIMED and (n := getattr(c.value, "name", None)))
    doers |= _boasting(told)
    by_effect: dict[str, list[Mention]] = {}
    for claim in told:
        effect = effect_of(claim)
        if effect in COUNTED and counted(claim):
            by_effect.setdefault(effect, []).append(_mention(claim, effect, body))
    out: dict[str, Tally] = {}
    for effect in COUNTED:
        if effect in by_effect:
            people = by_effect[effect]
            tally = _tally(people if effect == ARRESTED else _victims(people), doers, report.text)
            if tally is not None:
                out[effect] = tally
    return out


def _boasting(claims: Iterable[Claim]) -> frozenset[str]:
    """The names of the groups that tell of people right behind a claim of responsibility: it is theirs, whatever
    name it bears there."""
    out: set[str] = set()
    last = -BOAST
    for claim in claims:
        if claim.kind == "responsibility":
            last = claim.evidence.start
        teller = claim.attribution[-1] if claim.attribution else None
        if teller is not None and teller.type == "group" and claim.evidence.start - last <= BOAST:
            out.add(teller.name)
    return frozenset(out)


def _victims(mentions: list[Mention]) -> list[Mention]:
    """Without the dead of the armed side where others are counted, too: gunmen shot by the guards they
    attacked are no victims; gunmen who are all that a strike killed, or who died with its target, are its toll."""
    others = [m for m in mentions if m.role not in ARMED_SIDE or m.total]
    numbered = [m for m in others if m.low is not None or m.high is not None]
    target = any(m.role == "leader" and m.low == 1 for m in mentions)
    if target and all(m.low == m.high == 1 for m in numbered):
        return mentions  # Others are the leader himself, told by his name, or one who was with him.
    return others if numbered else mentions


def toll(report: Report, claims: Iterable[Claim]) -> dict[str, tuple[Count, ...]]:
    """`Member.toll`: by effect, the figure or figures the report stands by at its end."""
    return {effect: tally.final for effect, tally in tallies(report, claims).items()}


def _mention(claim: Claim, effect: str, body: int) -> Mention:
    value = claim.value
    assert isinstance(value, CasualtyValue | ArrestValue)
    nth = value.nth if isinstance(value, CasualtyValue) else None
    return Mention(
        claim,
        effect,
        value.low,
        value.high,
        value.approx,
        value.role,
        value.nationality,
        value.is_total,
        value.part_of is not None or value.increment or nth is not None,
        claim.evidence.start < body,
        claim.stance == "hedged",
        voice(claim),
        increment=value.increment,
        nth=nth,
    )


def _tally(mentions: list[Mention], doers: frozenset[str], text: str) -> Tally | None:
    numbered = units([m for m in mentions if m.low is not None or m.high is not None], text)
    if any(m.low for m in numbered):
        numbered = [m for m in numbered if m.low != 0 or m.high != 0]
    if not numbered:
        vague = [m for m in mentions if m.low is None and m.high is None and not m.hedged]
        if not vague:
            return None
        approx = any(m.approx for m in vague)
        return Tally((Count(low=None, high=None, approx=approx),), (), (), (), _ids(vague))
    parts, supports, sums = breakdowns(numbered, text)
    wholes = merge([m for m in numbered if m.claim.claim not in parts], supports, sums)
    stray = strays(wholes, sums)
    parts |= {claim for figure in stray if not figure.summed for claim in figure.claims}
    claimed = frozenset(m.voice for m in mentions if m.voice and m.voice[-1] in doers)
    wholes = sorted((f for f in wholes if f not in stray), key=lambda f: rank(f, claimed))
    wholes = _overtaken(wholes, numbered)
    wholes, joined = joined_pieces(wholes, [m for m in numbered if m.claim.claim not in parts])
    parts |= joined
    wholes = across(wholes)
    increments = [m for m in numbered if m.increment]
    if increments and wholes:
        wholes = grown(wholes, increments, {m.claim.claim: m.claim.evidence.start for m in numbered})
        parts -= {c for f in wholes for c in f.claims}
    wholes = placed(wholes, numbered)
    if not wholes:
        wholes = sorted(merge(numbered, {}, []), key=rank)
        parts = set()
        if increments:
            wholes = [msgspec.structs.replace(f, high=None, partial=True) for f in wholes]
    if any(_uncounted(m, wholes) and _beside(m, numbered) for m in mentions):
        wholes = [msgspec.structs.replace(f, high=None, partial=True) for f in wholes]
    narrow = tuple(f for f in stray if not f.summed)
    unnumbered = _ids(m for m in mentions if m.low is None and m.high is None)
    held = mentions[0].effect == ARRESTED
    return Tally(_final(wholes, claimed, held), tuple(wholes), tuple(sorted(parts)), narrow, unnumbered)


def _overtaken(wholes: list[Figure], numbered: Sequence[Mention]) -> list[Figure]:
    """The figures with those last that a toll told further on has risen above."""
    at = {m.claim.claim: m.claim.evidence.start for m in numbered}
    risen = [m for m in numbered if m.total and not m.hedged and m.claim.rule.endswith(RISEN)]

    def old(figure: Figure) -> bool:
        last = max(at[c] for c in figure.claims)
        return any((figure.low or 0) < (m.low or 0) and last < m.claim.evidence.start for m in risen)

    return sorted(wholes, key=old)


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(m.claim.claim for m in mentions)


def _uncounted(mention: Mention, wholes: Sequence[Figure]) -> bool:
    """Whether a claim without a number adds people whom no figure covers: "soldiers and a civilian"."""
    if mention.low is not None or mention.high is not None or mention.part or mention.role in GENERIC:
        return False
    return all(f.role not in ("person", "mixed", mention.role) and not f.summed for f in wholes)


def _beside(mention: Mention, numbered: Sequence[Mention]) -> bool:
    """Whether a claim without a number stands beside a figure, or in the headline: further on, it may be background."""
    span = mention.claim.evidence
    apart = (max(span.start - m.claim.evidence.end, m.claim.evidence.start - span.end) for m in numbered)
    return mention.headline or min(apart, default=0) <= NEAR


def _final(wholes: Sequence[Figure], claimed: frozenset[tuple[str, ...]], held: bool) -> tuple[Count, ...]:
    """The best figure, and any higher one of another voice that contradicts it, if not that of an armed group alone.

    A lower figure of another voice is more often an unmarked part, and one more than twice as high
    belongs more often to another event: those stay visible as conflicts and are not stood by. Of people `held`
    any higher figure counts: they are taken over days, and accounts of one affair lie far apart.
    """
    best = wholes[0]
    number = best.low or best.high or 0
    out = [best]
    if not set(best.voices) <= claimed:
        wholes = [f for f in wholes if not set(f.voices) <= claimed or f is best]
    for figure in wholes[1:]:
        other_voice = bool(set(figure.voices) - set(best.voices)) and not (figure.headline or figure.summed)
        told = figure.low or figure.high or 0
        rival = number < told and (told <= 2 * number or held)
        if (
            figure.alone
            and not figure.hedged
            and figure.weight >= 1
            and other_voice
            and rival
            and not compatible(best, figure)
        ):
            out.append(figure)
    return tuple(f.count for f in out)
