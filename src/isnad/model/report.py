"""A report: one article of one outlet, as stored."""

from __future__ import annotations

import msgspec


class DateFound(msgspec.Struct, frozen=True, kw_only=True):
    """A day of publication that a source gives. `value` is ISO; `source` says where it stood;
    `evidence` is what stood there; `verdict` is "chosen" or "not chosen", and why."""

    value: str
    source: str
    evidence: str
    verdict: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One article of one outlet. `text` is never altered after it was read.

    `published` and `retrieved` are ISO dates or date-times as the source gave
    them, or None; nothing here guesses. `title_end` is the code point at which
    a headline known from markup ends (0 when unknown). `dates` are all days of
    publication that were found, where they had to be looked for; `published` is
    the chosen one.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    language: str | None = None
    source: str | None = None
    title_end: int = 0
    dates: tuple[DateFound, ...] = ()
