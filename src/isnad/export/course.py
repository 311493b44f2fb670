"""The course of the event: what came before, the attack, the response, who claimed it, what was said of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from isnad.export.describe import compare_key
from isnad.export.shown import around, shown
from isnad.export.views import ReportView
from isnad.model.claim import Claim
from isnad.model.record import Record
from isnad.model.values import ArrestValue, DateValue, TextValue

PHASES: Mapping[str, tuple[str, ...]] = {
    "before": ("warning",),
    "attack": ("mode", "target", "perpetrator"),
    "response": ("response", "attacker_fate", "arrests"),
    "claimed": ("responsibility",),
    "reactions": ("reaction",),
}
"""Phases in their order, each with the kinds of claims that tell of it."""
HOURS: Mapping[str, tuple[int, int]] = {
    "dawn": (3, 7),
    "morning": (6, 12),
    "noon": (11, 14),
    "afternoon": (12, 18),
    "evening": (17, 21),
    "night": (20, 28),
}
"""The hours that a part of the day may mean, wide rather than narrow; past 24 is the next day's."""


@dataclass(frozen=True)
class Moment:
    """One thing told of a phase, by one report or by several in words that compare alike."""

    first: Claim
    report: ReportView
    words: Markup
    claims: tuple[str, ...]
    origins: int


@dataclass(frozen=True)
class Phase:
    """`reports` tell of it, out of those that cover the incident."""

    name: str
    moments: tuple[Moment, ...]
    reports: int


@dataclass(frozen=True)
class Hours:
    """When in the day some reports put the event: a stretch of hours, never a false minute."""

    part: str
    start: int
    end: int
    claims: tuple[str, ...]


def course(record: Record, reports: Mapping[str, ReportView]) -> list[Phase]:
    """Every phase in order, those nobody tells of too; what more origins tell comes first."""
    told = [c for c in record.incident.claims if c.event == "main" and c.report in reports]
    return [_phase(name, [c for c in told if c.kind in kinds], reports) for name, kinds in PHASES.items()]


def hours(record: Record) -> list[Hours]:
    """The parts of the day that reports give, from early to late."""
    found: dict[str, list[str]] = {}
    for claim in record.incident.claims:
        part = claim.value.hours if isinstance(claim.value, DateValue) else None
        if part in HOURS and claim.event == "main":
            found.setdefault(str(part), []).append(claim.claim)
    return [Hours(part, *HOURS[part], tuple(found[part])) for part in HOURS if part in found]


def _phase(name: str, told: Sequence[Claim], reports: Mapping[str, ReportView]) -> Phase:
    groups: dict[Hashable, list[Claim]] = {}
    for claim in told:
        groups.setdefault(_key(claim), []).append(claim)
    moments = [_moment(group, reports) for group in groups.values()]
    moments.sort(key=lambda m: (-m.origins, -len(m.claims)))
    return Phase(name, tuple(moments), len({c.report for c in told}))


def _key(claim: Claim) -> Hashable:
    value = claim.value
    if isinstance(value, ArrestValue):
        return (claim.kind, value.low, value.high, value.role)
    summary = value.summary if isinstance(value, TextValue) else None
    return (claim.kind, claim.stance == "denied", compare_key(claim) or summary or claim.evidence.quote)


def _moment(group: Sequence[Claim], reports: Mapping[str, ReportView]) -> Moment:
    first = max(group, key=lambda c: (c.stance == "asserted", len(c.attribution)))
    view = reports[first.report]
    at = first.evidence
    text = view.report.text
    words = around(text, at.start, at.end, 110) if text else Markup("{}").format(shown(at.quote))
    origins = {reports[c.report].origin for c in group}
    return Moment(first, view, words, tuple(c.claim for c in group), len(origins))
