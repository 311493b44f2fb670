"""An incident: the reports that tell of one event, and what holds them together."""

from __future__ import annotations

import msgspec

from isnad.model.claim import Claim, Teller
from isnad.model.report import Report
from isnad.model.values import Count


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One report read: the report and its claims, in the order of the text.

    `time_hints` are what the report's times fix, "role:constraint" each, with the roles event,
    statement, background and dateline ("statement:day=13,month=12", "background:year=2019").
    """

    report: Report
    claims: tuple[Claim, ...]
    issues: tuple[str, ...] = ()
    time_hints: tuple[str, ...] = ()


class When(msgspec.Struct, frozen=True, kw_only=True):
    """ISO days, both ends included. `precision` is day, range, month or unknown."""

    low: str | None = None
    high: str | None = None
    precision: str = "unknown"
    basis: tuple[str, ...] = ()


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The place of an incident; no point rather than a false one."""

    name: str | None = None
    name_ar: str | None = None
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    radius_m: int | None = None
    basis: tuple[str, ...] = ()


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A report's part in an incident. `toll` is what the report itself stands by at
    its end, by effect (killed, wounded, missing, abducted, arrested)."""

    id: str
    outlet: str | None
    published: str | None
    role: str
    origin_family: str
    toll: dict[str, tuple[Count, ...]]
    reasons: tuple[str, ...] = ()


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """A group of readings about one event. The id depends on content, not on order."""

    id: str
    kind: str
    title: dict[str, str]
    date: When
    site: Where
    members: tuple[Member, ...]
    claims: tuple[Claim, ...]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One act of telling, recognised wherever it is repeated."""

    origin: str
    teller: tuple[Teller, ...]
    passages: tuple[dict[str, int | str], ...]
