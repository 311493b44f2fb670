"""The value of a claim, one frozen class for each shape (gold codebook: docs/claim-kinds.md)."""

from __future__ import annotations

import msgspec


class Count(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many: `low` and `high` are equal for an exact figure and for "about n"
    (then `approx`); "at least n" and "more than n" have `high` None; "up to n"
    has `low` None; "several" and a bare plural have both None.
    """

    low: int | None
    high: int | None
    approx: bool = False


class CasualtyValue(msgspec.Struct, frozen=True, kw_only=True):
    """People harmed. `effect` is killed, wounded, missing, abducted or displaced.

    `nth` tells of one person the place among all who suffered it ("the third to die"). `also` is a second kind
    that the same words call them ("a civilian interpreter"); `origin` the country that they are said to come
    from, which need not be their nationality (ISO code).
    """

    effect: str
    low: int | None
    high: int | None
    approx: bool = False
    role: str = "person"
    nationality: str | None = None
    is_total: bool = False
    part_of: str | None = None
    increment: bool = False
    nth: int | None = None
    also: str | None = None
    origin: str | None = None


class ArrestValue(msgspec.Struct, frozen=True, kw_only=True):
    """People arrested or detained. `of` are the groups that they are said to belong to, by English name."""

    low: int | None
    high: int | None
    approx: bool = False
    role: str = "person"
    nationality: str | None = None
    is_total: bool = False
    part_of: str | None = None
    increment: bool = False
    of: tuple[str, ...] = ()


class DateValue(msgspec.Struct, frozen=True, kw_only=True):
    """ISO days, both ends included; None while no anchor decides.

    `constraint` keeps what the words themselves fix ("weekday=5", "month=12 day=13")
    so that a group of reports can solve what one report cannot.
    """

    low: str | None
    high: str | None
    raw: str
    part_of_day: str | None = None
    constraint: str | None = None

    @property
    def hours(self) -> str | None:
        """The part of the day as words tell it: `part_of_day`, but dawn apart from the night of which it is one."""
        return "dawn" if "dawn=1" in (self.constraint or "").split(",") else self.part_of_day


class SiteValue(msgspec.Struct, frozen=True, kw_only=True):
    """Where: `precision` is exact, near, district, province or country; `lat`/`lon`
    are None rather than false; `radius_m` is the half-width the words allow."""

    name: str
    name_ar: str
    precision: str
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    place_id: str | None = None


class PerpetratorValue(msgspec.Struct, frozen=True, kw_only=True):
    """`type` is group, person, state or unknown; `alone` only where the text says so. `trait` is what
    else bears on whose man he is: "dismissed" from his body, his "creed"."""

    name: str
    type: str
    membership: str | None = None
    alone: bool | None = None
    trait: str | None = None


class TextValue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every kind told in words: one plain English clause and, where useful, its parts."""

    summary: str
    name: str | None = None
    names: tuple[str, ...] = ()
    actor: str | None = None
    recipient: str | None = None
    issuer: str | None = None
    about: str | None = None
    mode: str | None = None
    activity: str | None = None
    fate: str | None = None
    heeded: bool | None = None


Value = CasualtyValue | ArrestValue | DateValue | SiteValue | PerpetratorValue | TextValue
VALUE_OF_KIND: dict[str, type[msgspec.Struct]] = {
    "casualties": CasualtyValue,
    "arrests": ArrestValue,
    "event_date": DateValue,
    "event_site": SiteValue,
    "perpetrator": PerpetratorValue,
}
"""Kinds that are not listed carry a TextValue."""

KINDS = (
    "casualties",
    "arrests",
    "event_date",
    "event_site",
    "perpetrator",
    "attacker_fate",
    "mode",
    "target",
    "responsibility",
    "warning",
    "response",
    "reaction",
    "assessment",
    "background",
)
EFFECTS = ("killed", "wounded", "missing", "abducted", "displaced")
