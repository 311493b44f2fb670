"""What one report itself stands by at its end: one figure an effect, or several left unreconciled.

Parts are told from totals, repeated mentions are counted together, and a breakdown that adds up
to a figure supports it. The attacker is never counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from isnad.model.claim import Claim
from isnad.model.report import Report
from isnad.model.values import ArrestValue, CasualtyValue, Count

ARRESTED = "arrested"
COUNTED = ("killed", "wounded", "missing", "abducted", ARRESTED)
"""Effects of `Member.toll`."""
NOT_VICTIMS = frozenset({"attacker"})
GENERIC = frozenset({"person", "mixed", "suspect", "passenger", "civilian"})
"""Roles that can stand for everybody harmed; every other role is a part wherever a larger figure stands."""
_SENTENCE = re.compile(r"[.!?\u061f\n]")
_NEAR = 160
_REACH = 420
_HEADLINE = 220


class Mention(msgspec.Struct, frozen=True):
    """One claim seen as a figure. `voice` names the tellers; `unit` numbers the run of figures
    of one effect and voice that it stands in."""

    claim: Claim
    effect: str
    low: int | None
    high: int | None
    approx: bool
    role: str
    nationality: str | None
    total: bool
    part: bool
    headline: bool
    hedged: bool
    voice: tuple[str, ...]
    unit: int = -1


class Figure(msgspec.Struct, frozen=True):
    """A figure for the whole incident as a report gives it, stated or summed from parts. `partial`:
    the report names others besides, without a number."""

    low: int | None
    high: int | None
    approx: bool
    weight: float
    claims: tuple[str, ...]
    voices: tuple[tuple[str, ...], ...]
    headline: bool
    summed: bool
    alone: bool
    role: str
    partial: bool = False

    @property
    def count(self) -> Count:
        return Count(low=self.low, high=self.high, approx=self.approx)


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
    return end if 0 < end - first <= _HEADLINE and text[end:].strip() else 0


def tallies(report: Report, claims: Iterable[Claim]) -> dict[str, Tally]:
    """By effect, what `report` says of its main event; effects it does not mention are left out."""
    body = body_start(report)
    by_effect: dict[str, list[Mention]] = {}
    for claim in sorted(claims, key=lambda c: (c.evidence.start, c.evidence.end, c.claim)):
        effect = effect_of(claim)
        if effect in COUNTED and counted(claim):
            by_effect.setdefault(effect, []).append(_mention(claim, effect, body))
    out: dict[str, Tally] = {}
    for effect in COUNTED:
        if effect in by_effect:
            tally = _tally(by_effect[effect], report.text)
            if tally is not None:
                out[effect] = tally
    return out


def toll(report: Report, claims: Iterable[Claim]) -> dict[str, tuple[Count, ...]]:
    """`Member.toll`: by effect, the figure or figures the report stands by at its end."""
    return {effect: tally.final for effect, tally in tallies(report, claims).items()}


def _mention(claim: Claim, effect: str, body: int) -> Mention:
    value = claim.value
    assert isinstance(value, CasualtyValue | ArrestValue)
    return Mention(
        claim,
        effect,
        value.low,
        value.high,
        value.approx,
        value.role,
        value.nationality,
        value.is_total,
        value.part_of is not None or value.increment,
        claim.evidence.start < body,
        claim.stance == "hedged",
        voice(claim),
    )


def _tally(mentions: list[Mention], text: str) -> Tally | None:
    numbered = _units([m for m in mentions if m.low is not None or m.high is not None], text)
    if any(m.low for m in numbered):
        numbered = [m for m in numbered if m.low != 0 or m.high != 0]
    if not numbered:
        vague = [m for m in mentions if m.low is None and m.high is None and not m.hedged]
        if not vague:
            return None
        approx = any(m.approx for m in vague)
        return Tally((Count(low=None, high=None, approx=approx),), (), (), (), _ids(vague))
    parts, supports, sums = _breakdowns(numbered, text)
    wholes = _merge([m for m in numbered if m.claim.claim not in parts], supports, sums)
    stray = _strays(wholes, sums)
    parts |= {claim for figure in stray if not figure.summed for claim in figure.claims}
    wholes = sorted((f for f in wholes if f not in stray), key=_rank)
    wholes, joined = _joined(wholes, [m for m in numbered if m.claim.claim not in parts])
    parts |= joined
    if not wholes:
        wholes = sorted(_merge(numbered, {}, []), key=_rank)
        parts = set()
    if any(_uncounted(m, wholes) for m in mentions):
        wholes = [msgspec.structs.replace(f, high=None, partial=True) for f in wholes]
    narrow = tuple(f for f in stray if not f.summed)
    unnumbered = _ids(m for m in mentions if m.low is None and m.high is None)
    return Tally(_final(wholes), tuple(wholes), tuple(sorted(parts)), narrow, unnumbered)


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(m.claim.claim for m in mentions)


def _uncounted(mention: Mention, wholes: Sequence[Figure]) -> bool:
    """Whether a claim without a number adds people whom no figure covers: "soldiers and a civilian"."""
    if mention.low is not None or mention.high is not None or mention.role in GENERIC:
        return False
    return all(f.role not in ("person", "mixed", mention.role) and not f.summed for f in wholes)


def _units(mentions: list[Mention], text: str) -> list[Mention]:
    """Runs of figures of one voice that no end of a sentence and no long stretch parts."""
    out: list[Mention] = []
    unit = 0
    for mention in mentions:
        if out:
            last = out[-1].claim.evidence
            between = text[last.end : mention.claim.evidence.start]
            if len(between) > _NEAR or _SENTENCE.search(between) or out[-1].voice != mention.voice:
                unit += 1
        out.append(msgspec.structs.replace(mention, unit=unit))
    return out


def _breakdowns(numbered: list[Mention], text: str) -> tuple[set[str], dict[int, float], list[Figure]]:
    """Claims that are parts; support that breakdowns lend to a figure; sums that are figures themselves."""
    parts = {m.claim.claim for m in numbered if m.part}
    supports: dict[int, float] = {}
    sums: list[Figure] = []
    lows = {m.low for m in numbered if not m.part and m.low is not None}
    for run in _runs(numbered):
        total = sum(m.low or 0 for m in run)
        if total in lows and all((m.low or 0) < total for m in run):
            supports[total] = supports.get(total, 0.0) + 0.7
            parts |= {m.claim.claim for m in run}
    for unit in sorted({m.unit for m in numbered}):
        run = [m for m in numbered if m.unit == unit and m.claim.claim not in parts]
        if len(run) > 1:
            top = max(run, key=lambda m: (m.total, m.low or 0))
            rest = [m for m in run if m is not top]
            if top.total or (top.role in GENERIC and all(m.role not in GENERIC for m in rest)):
                parts |= {m.claim.claim for m in rest}
            elif _distinct(run):
                sums.append(_sum(run))
                parts |= {m.claim.claim for m in run}
    return parts, supports, sums


def _runs(numbered: list[Mention]) -> list[list[Mention]]:
    """Two to four figures of one voice that follow one another closely and may be a breakdown."""
    out: list[list[Mention]] = []
    for size in (4, 3, 2):
        for n in range(len(numbered) - size + 1):
            run = numbered[n : n + size]
            close = run[-1].claim.evidence.start - run[0].claim.evidence.end <= _REACH
            if close and all(m.voice == run[0].voice and m.low and not m.headline for m in run):
                out.append(run)
    return out


def _joined(wholes: list[Figure], mentions: Sequence[Mention]) -> tuple[list[Figure], set[str]]:
    """Adds up small figures that one voice gives side by side, for the same people told in pieces
    ("39 in hospital and two sent home"), where the best figure is greater than each of them."""
    if not wholes:
        return wholes, set()
    best = wholes[0]
    out = list(wholes)
    joined: set[str] = set()
    for unit in sorted({m.unit for m in mentions}):
        run = [m for m in mentions if m.unit == unit and m.low and m.low == m.high]
        lone = [f for f in wholes if len(f.claims) == 1 and f.claims[0] in {m.claim.claim for m in run}]
        total = sum(m.low or 0 for m in run)
        small = all((m.low or 0) < (best.low or 0) for m in run) and total <= 2 * (best.low or 0)
        if len(run) > 1 and len(lone) == len(run) and best not in lone and small:
            out = [f for f in out if f not in lone] + [_sum(run)]
            joined |= {m.claim.claim for m in run}
    return out, joined


def _distinct(run: Sequence[Mention]) -> bool:
    """Whether the figures count different people: no two share role and nationality, and at most
    one of the roles could stand for everybody."""
    kinds = {(m.role, m.nationality) for m in run}
    return len(kinds) == len(run) and sum(m.role in ("person", "mixed") for m in run) <= 1


def _sum(run: Sequence[Mention]) -> Figure:
    open_end = any(m.high is None for m in run)
    return Figure(
        sum(m.low or 0 for m in run),
        None if open_end else sum(m.high or 0 for m in run),
        any(m.approx for m in run),
        0.6 if run[0].headline else 1.0,
        tuple(m.claim.claim for m in run),
        (run[0].voice,),
        run[0].headline,
        True,
        True,
        "person",
    )


def _merge(mentions: list[Mention], supports: dict[int, float], sums: list[Figure]) -> list[Figure]:
    """One figure for each number: mentions of equal low belong together, sums among them."""
    groups: dict[tuple[int | None, int | None], list[Mention]] = {}
    for m in mentions:
        groups.setdefault((m.low, m.high if m.low is None else None), []).append(m)
    first = next((m.claim.claim for m in mentions if not m.headline), None)
    units = [m.unit for m in mentions]
    out: list[Figure] = []
    used: list[Figure] = []
    for (low, _), run in groups.items():
        joined = [s for s in sums if s.low == low]
        used += joined
        weight = sum((0.6 if m.headline else 1.0) * (0.3 if m.hedged else 1.0) for m in run)
        weight += 0.4 * any(m.claim.claim == first for m in run) + 0.1 * any(not m.voice for m in run)
        weight += sum(s.weight for s in joined) + supports.get(low or 0, 0.0)
        exact = [m for m in run if m.high is not None]
        at_least = low is not None and len(exact) < len(run)
        out.append(
            Figure(
                low,
                None if at_least else exact[-1].high,
                any(m.approx for m in run),
                round(weight, 3),
                tuple(m.claim.claim for m in run) + tuple(c for s in joined for c in s.claims),
                tuple(dict.fromkeys(m.voice for m in run)),
                all(m.headline for m in run),
                False,
                any(units.count(m.unit) == 1 for m in run),
                next((m.role for m in run if m.role in GENERIC), run[0].role),
            )
        )
    return out + [s for s in sums if s not in used]


def _strays(wholes: list[Figure], sums: list[Figure]) -> list[Figure]:
    """Figures that count some of the people only: a narrow role, below a figure for everybody."""
    top = max((f.low or f.high or 0 for f in wholes if f.role in GENERIC and f.weight >= 1), default=0)
    return [f for f in wholes if (f.role not in GENERIC or f.summed) and (f.low or f.high or 0) < top]


def _rank(figure: Figure) -> tuple[float, int, tuple[str, ...]]:
    return (-figure.weight, -(figure.low or figure.high or 0), figure.claims)


def _final(wholes: Sequence[Figure]) -> tuple[Count, ...]:
    """The best figure, and any higher one of another voice that contradicts it.

    A lower figure of another voice is more often an unmarked part, and one more than twice as high
    belongs more often to another event: those stay visible as conflicts and are not stood by.
    """
    best = wholes[0]
    number = best.low or best.high or 0
    out = [best]
    for figure in wholes[1:]:
        other_voice = bool(set(figure.voices) - set(best.voices)) and not (figure.headline or figure.summed)
        rival = number < (figure.low or figure.high or 0) <= 2 * number
        if figure.alone and figure.weight >= 1 and other_voice and rival and not compatible(best, figure):
            out.append(figure)
    return tuple(f.count for f in out)


def compatible(a: Figure, b: Figure) -> bool:
    """Whether one number can satisfy both: "at least 12" and 15 do, 12 and 15 do not."""
    low = max(a.low or 0, b.low or 0)
    highs = [h for h in (a.high, b.high) if h is not None]
    return not highs or low <= min(highs)
