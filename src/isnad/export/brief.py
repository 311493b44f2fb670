"""Who gives which figure: each number with its tellers and the reports that carry it, ready to be quoted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from isnad.export.facts import Effect, covering
from isnad.export.views import ReportView
from isnad.model.claim import Claim, Teller
from isnad.model.record import Record
from isnad.model.values import ArrestValue, CasualtyValue, Count


@dataclass(frozen=True)
class Voice:
    """A teller of a figure, None for reports that name nobody; `first` is when it was first published."""

    teller: Teller | None
    reports: tuple[ReportView, ...]
    claims: tuple[str, ...]
    first: str | None


@dataclass(frozen=True)
class Said:
    """One figure of one effect and its voices, the earliest first."""

    low: int | None
    high: int | None
    approx: bool
    voices: tuple[Voice, ...]


def brief(record: Record, effects: Sequence[Effect], reports: Mapping[str, ReportView]) -> dict[str, list[Said]]:
    """The figures that reports stand by, the highest first; effects with none are left out."""
    claims = {c.claim: c for c in record.incident.claims}
    found = {}
    for block in effects:
        behind = [claims[c] for c in block.claims if c in claims]
        by_figure: dict[Count, list[Claim]] = {}
        for member in covering(record.incident.members):
            own = [c for c in behind if c.report == member.id and member.id in reports]
            for count in member.toll.get(block.effect, ()) if own else ():
                if (count.low, count.high) != (None, None):
                    by_figure.setdefault(count, []).extend(_telling(own, count))
        if by_figure:
            said = [Said(c.low, c.high, c.approx, _voices(group, reports)) for c, group in by_figure.items()]
            found[block.effect] = sorted(said, key=_rank)
    return found


def _rank(said: Said) -> tuple[int, bool, int, bool]:
    return -(said.high or said.low or 0), said.high is not None, -(said.low or 0), said.approx


def _telling(own: Sequence[Claim], count: Count) -> list[Claim]:
    """The claims of one report that give a figure; all that count where it is their sum."""
    same = [c for c in own if _bounds(c) == (count.low, count.high)]
    return same or list(own)


def _bounds(claim: Claim) -> tuple[int | None, int | None]:
    value = claim.value
    return (value.low, value.high) if isinstance(value, CasualtyValue | ArrestValue) else (None, None)


def _voices(group: Sequence[Claim], reports: Mapping[str, ReportView]) -> tuple[Voice, ...]:
    """A report's own words, such as its headline, say nothing more where it names a teller of the same figure."""
    named = {c.report for c in group if c.attribution}
    by_teller: dict[str | None, list[Claim]] = {}
    for claim in group:
        if claim.attribution or claim.report not in named:
            by_teller.setdefault(claim.attribution[-1].name if claim.attribution else None, []).append(claim)
    voices = []
    for claims in by_teller.values():
        telling = [reports[name] for name in dict.fromkeys(c.report for c in claims)]
        telling.sort(key=lambda view: (view.published or "~", view.report.id))
        teller = claims[0].attribution[-1] if claims[0].attribution else None
        voices.append(Voice(teller, tuple(telling), tuple(c.claim for c in claims), telling[0].published))
    return tuple(sorted(voices, key=lambda v: (v.teller is None, v.first or "~", v.reports[0].report.id)))
