"""Figures as a text gives them: repeated mentions together, parts told from totals, pieces summed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from isnad.model.claim import Claim
from isnad.model.values import Count

CIVIL = (
    *("crew", "driver", "engineer", "farmer", "fisherman", "interpreter", "journalist", "medic", "migrant", "official"),
    *("patient", "pilgrim", "prisoner", "protester", "refugee", "sailor", "student", "tourist", "worker"),
)
"""Occupations and conditions of civilians."""
GENERIC = frozenset(
    {"person", "mixed", "suspect", "passenger", "civilian", *CIVIL} - {"interpreter", "journalist", "medic", "student"}
)
"""Roles that can stand for everybody harmed; every other role is a part wherever a larger figure stands."""
EVERYBODY = frozenset({"person", "mixed", "suspect", "civilian", "passenger"})
"""Roles that any occupation of civilians can be part of."""
WITHIN = {**dict.fromkeys(CIVIL, "civilian"), "soldier": "security", "police": "security", "leader": "militant"}
"""Roles by which people are told apart, and the wider role they belong to."""
OCCUPATIONS = frozenset({*WITHIN, *WITHIN.values(), "militant", "leader"})
_SENTENCE = re.compile(r"[.!?\u061f\n]")
_PAUSE = re.compile(r"[,;:\u060c\u061b]")
_LISTED = 50
FIRST = 0.3
"""What the figure gains with which a report begins: news tells first what it holds for the state of things."""
OPENING = 400
"""Code points of a report in which the figure stands that it begins with."""
SMALL = 20
_NEAR = 160
_REACH = 420


def holds(wide: str, narrow: str) -> bool:
    """Whether people of the role `narrow` can be among those of the role `wide`: a soldier is no civilian."""
    return wide not in OCCUPATIONS or narrow not in OCCUPATIONS or narrow == wide or WITHIN.get(narrow) == wide


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
    increment: bool = False
    nth: int | None = None


class Figure(msgspec.Struct, frozen=True):
    """A figure for the whole incident as a report gives it, stated or summed from parts. `partial`:
    the report names others besides, without a number; `hedged`: nobody asserts it."""

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
    hedged: bool = False
    nation: str | None = None

    @property
    def count(self) -> Count:
        return Count(low=self.low, high=self.high, approx=self.approx)


def units(mentions: list[Mention], text: str) -> list[Mention]:
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


def breakdowns(numbered: list[Mention], text: str) -> tuple[set[str], dict[int, float], list[Figure]]:
    """Claims that are parts; support that breakdowns lend to a figure; sums that are figures themselves."""
    parts = {m.claim.claim for m in numbered if m.part}
    supports: dict[int, float] = {}
    sums: list[Figure] = []
    roles: dict[int, list[str]] = {}
    for m in numbered:
        if not m.part and m.low is not None:
            roles.setdefault(m.low, []).append(m.role)
    totals = sorted({m.low for m in numbered if m.total and m.low is not None})
    for run in _runs(numbered):
        total = sum(m.low or 0 for m in run)
        if total in totals[:-1]:
            continue  # A toll of some among those of a greater toll, that other figures add up to by chance.
        fits = any(all(holds(role, m.role) for m in run) for role in roles.get(total, ()))
        if fits and all((m.low or 0) < total for m in run):
            supports[total] = supports.get(total, 0.0) + 0.7
            parts |= {m.claim.claim for m in run}
    for members in _by_unit(numbered):
        most = max((m.low or 0 for m in numbered if m.unit != members[0].unit), default=0)
        parts |= {m.claim.claim for m in _alike(members) if 2 * (m.low or 0) <= most}
        run = [m for m in members if m.claim.claim not in parts]
        if len(run) > 1:
            top = max(run, key=lambda m: (m.low or 0, m.total))
            rest = [m for m in run if m is not top]
            inside = all(_narrower(m, top) and holds(top.role, m.role) for m in rest)
            listed = _listed(run, text)
            if top.total or (top.role in GENERIC and inside and not listed):
                parts |= {m.claim.claim for m in rest}
            elif listed or _distinct(run):
                sums.append(_sum(run))
                parts |= {m.claim.claim for m in run}
    return parts, supports, sums


def _alike(members: Sequence[Mention]) -> list[Mention]:
    """Those of a unit that give one small number: in one sentence that is hardly twice the same people."""
    lows = [m.low for m in members]
    return [m for m in members if m.low and 1 < m.low < SMALL and lows.count(m.low) > 1]


def _narrower(part: Mention, whole: Mention) -> bool:
    """Whether a figure counts some of those whom a greater one counts: by role; civilians, half of them at most."""
    if part.role in CIVIL:
        return whole.role in EVERYBODY or part.role not in GENERIC
    half = 2 * (part.low or 0) <= (whole.low or 0)
    return part.role not in GENERIC or (part.role == "civilian" and whole.role == "person" and half)


def _by_unit(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each unit, units in order."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.unit, []).append(mention)
    return [members for _, members in sorted(found.items())]


def merge(mentions: list[Mention], supports: dict[int, float], sums: list[Figure]) -> list[Figure]:
    """One figure for each number: mentions of equal low belong together, sums among them."""
    groups: dict[tuple[int | None, int | None], list[Mention]] = {}
    for m in mentions:
        ranged = m.high is not None and m.high != m.low
        groups.setdefault((m.low, m.high if ranged else None), []).append(m)
    units = [m.unit for m in mentions]
    first = _leading(mentions)
    out: list[Figure] = []
    used: list[Figure] = []
    for (low, _), run in groups.items():
        joined = [s for s in sums if s.low == low]
        used += joined
        weight = sum((0.6 if m.headline else 1.0) * (0.3 if m.hedged else 1.0) for m in run)
        weight += 0.1 * any(not m.voice for m in run) + FIRST * (run[0] is first)
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
                hedged=all(m.hedged for m in run),
                nation=run[0].nationality if len({m.nationality for m in run}) == 1 else None,
            )
        )
    return out + [s for s in sums if s not in used]


def _leading(mentions: list[Mention]) -> Mention | None:
    """The figure a report begins with, unless it is one person's, or a total is told that goes beyond it."""
    if not mentions or any(m.total for m in mentions):
        return None
    first = mentions[0]
    return first if (first.low or 0) > 1 and first.claim.evidence.start <= OPENING else None


def joined_pieces(wholes: list[Figure], mentions: Sequence[Mention]) -> tuple[list[Figure], set[str]]:
    """Adds up small figures that one voice gives side by side, for the same people told in pieces
    ("39 in hospital and two sent home"), where the best figure is greater than each of them."""
    if not wholes:
        return wholes, set()
    best = wholes[0]
    out = list(wholes)
    joined: set[str] = set()
    for members in _by_unit(mentions):
        run = [m for m in members if m.low and m.low == m.high]
        if len(run) < 2:
            continue
        lone = [f for f in wholes if len(f.claims) == 1 and f.claims[0] in {m.claim.claim for m in run}]
        total = sum(m.low or 0 for m in run)
        small = all((m.low or 0) < (best.low or 0) for m in run) and total <= 2 * (best.low or 0)
        if len(lone) == len(run) and best not in lone and small:
            out = [f for f in out if f not in lone] + [_sum(run)]
            joined |= {m.claim.claim for m in run}
    return out, joined


def strays(wholes: list[Figure], sums: list[Figure]) -> list[Figure]:
    """Figures that count some of the people only: a narrow role, below a figure for everybody; an
    occupation that could be everybody's, at most half of it and not told more often; one nation's, at most half
    of a figure for all nations."""
    wide = [f for f in wholes if f.role in GENERIC and f.weight >= 0.6]
    top, told = max(((f.low or f.high or 0, f.weight) for f in wide), default=(0, 0.0))
    most = max((f.low or 0 for f in wide if f.nation is None and not f.hedged), default=0)
    out = []
    for f in wholes:
        number = f.low or f.high or 0
        narrow = f.role not in GENERIC or f.summed
        calling = f.role in CIVIL and 2 * number <= top and f.weight <= told
        nation = f.nation is not None and 2 * number <= most
        if nation or (number < top and (narrow or calling)):
            out.append(f)
    return out


def rank(figure: Figure, claimed: frozenset[tuple[str, ...]] = frozenset()) -> tuple[object, ...]:
    """The order of figures, the best first; `claimed` are the voices of those who did it."""
    told = set(figure.voices) <= claimed
    return (figure.hedged, told, -figure.weight, -(figure.low or figure.high or 0), figure.claims)


def compatible(a: Figure, b: Figure) -> bool:
    """Whether one number can satisfy both: "at least 12" and 15 do, 12 and 15 do not."""
    low = max(a.low or 0, b.low or 0)
    highs = [h for h in (a.high, b.high) if h is not None]
    return not highs or low <= min(highs)


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


def _listed(run: Sequence[Mention], text: str) -> bool:
    """Whether figures follow one another as a list does, with a conjunction between them and before it no more
    than whose people those told of are: "the owner of the building and two of his men"."""
    for a, b in pairwise(run):
        between = text[a.claim.evidence.end : b.claim.evidence.start]
        words = between.split()
        if not words or len(words[-1]) > 1 or between[-1].isspace() or len(between) > _LISTED or _PAUSE.search(between):
            return False
    return True


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


def across(wholes: list[Figure]) -> list[Figure]:
    """Where no figure is for everybody, the sum of what is told of each occupation, put first.

    Nothing is summed where one occupation may be part of another, or people are told by age or sex.
    """
    best: dict[str, Figure] = {}
    for figure in wholes:
        best.setdefault(figure.role, figure)
    roles = set(best)
    apart = sorted(roles & OCCUPATIONS - EVERYBODY)
    told = sum(best[role].low or 0 for role in apart)
    for figure in wholes:
        if len(apart) > 1 and figure.role in EVERYBODY and figure.low == told and not figure.hedged:
            return [figure, *(f for f in wholes if f.role not in apart and f is not figure)]
    nested = any(WITHIN.get(a) in roles for a in roles)
    summable = len(roles) > 1 and roles <= OCCUPATIONS and not nested
    if not summable or any(f.summed or f.low is None or f.hedged for f in best.values()):
        return wholes
    found = [best[role] for role in sorted(roles)]
    open_end = any(f.high is None for f in found)
    total = Figure(
        sum(f.low or 0 for f in found),
        None if open_end else sum(f.high or 0 for f in found),
        any(f.approx for f in found),
        max(f.weight for f in found),
        tuple(c for f in found for c in f.claims),
        tuple(dict.fromkeys(v for f in found for v in f.voices)),
        False,
        True,
        False,
        "person",
    )
    return [total, *(f for f in wholes if f not in found)]


def placed(wholes: list[Figure], mentions: Sequence[Mention]) -> list[Figure]:
    """Figures with what the place of one person among all tells: after "a fourth soldier died" it is four, unless
    a figure holds as many."""
    last = max((m for m in mentions if m.nth and not m.hedged), key=lambda m: m.nth or 0, default=None)
    most = max((f.low or 0 for f in wholes if not f.hedged), default=0)
    if last is None or most >= (last.nth or 0):
        return wholes
    figure = msgspec.structs.replace(_sum([last]), low=last.nth, high=last.nth)
    return [figure, *wholes]


def grown(wholes: list[Figure], increments: Sequence[Mention], place: Mapping[str, int]) -> list[Figure]:
    """Figures with what came on top of them: "3 killed … two more died" is 5, unless the text itself goes
    on to state 5, which then is the figure, or more. `place` is where each claim stands. Increments alone
    are a least number."""
    out = list(wholes)
    for more in increments:
        if not more.low:
            continue
        at = place[more.claim.claim]
        told = [f for f in out if f.low is not None and any(place[c] < at for c in f.claims)]
        if not told:
            continue
        base = told[0]
        total = (base.low or 0) + more.low
        same = next((f for f in out if f.low == total and any(place[c] > at for c in f.claims)), None)
        if same is not None:
            out = [same, *(f for f in out if f is not same)]
            continue
        if any((f.low or 0) >= total and any(place[c] > at for c in f.claims) for f in out):
            continue
        open_end = base.high is None or more.high is None
        summed = msgspec.structs.replace(
            base,
            low=total,
            high=None if open_end else (base.high or 0) + (more.high or 0),
            weight=base.weight + 0.5,
            claims=(*base.claims, more.claim.claim),
            summed=True,
            headline=False,
        )
        out = [summed, *(f for f in out if f is not base)]
    return out
