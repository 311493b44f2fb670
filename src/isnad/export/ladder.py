"""Who told whom: every speaker of the incident with the way his words took to the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isnad.export.views import ReportView
from isnad.model.claim import Claim, Teller
from isnad.model.record import Record


@dataclass(frozen=True)
class Way:
    """One way from a speaker to reports: through whom, and into which."""

    through: tuple[Teller, ...]
    reports: tuple[ReportView, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Speaker:
    """An innermost teller; None stands for reports that name nobody.

    `depth` is the greatest number of mouths between the words and the reader, the report counted.
    """

    teller: Teller | None
    ways: tuple[Way, ...]
    claims: tuple[str, ...]
    origins: int
    depth: int


def speakers(record: Record, reports: Mapping[str, ReportView]) -> list[Speaker]:
    """Speakers about this event; whom more origins quote comes first, reports' own words last."""
    told: dict[tuple[str, str] | None, list[Claim]] = {}
    for claim in record.incident.claims:
        if claim.event != "main" or claim.report not in reports:
            continue
        last = claim.attribution[-1] if claim.attribution else None
        told.setdefault((last.name, last.type) if last else None, []).append(claim)
    found = [_speaker(claims, reports) for claims in told.values()]
    return sorted(found, key=lambda s: (s.teller is None, -s.origins, -len(s.claims)))


def _speaker(claims: list[Claim], reports: Mapping[str, ReportView]) -> Speaker:
    ways: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        ways.setdefault(tuple(t.name for t in claim.attribution[:-1]), []).append(claim)
    return Speaker(
        teller=claims[0].attribution[-1] if claims[0].attribution else None,
        ways=tuple(_way(group, reports) for group in ways.values()),
        claims=tuple(c.claim for c in claims),
        origins=len({reports[c.report].origin for c in claims}),
        depth=max(len(c.attribution) for c in claims) + 1,
    )


def _way(claims: list[Claim], reports: Mapping[str, ReportView]) -> Way:
    names = dict.fromkeys(c.report for c in claims)
    through = claims[0].attribution[:-1]
    return Way(through, tuple(reports[name] for name in names), tuple(c.claim for c in claims))
