"""A claim is a span of a report plus who says so."""

from __future__ import annotations

import msgspec

from isnad.model.span import Span
from isnad.model.values import Value


class Teller(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain of who told whom.

    `name` is English for a known body or office, else a transliteration; `name_ar`
    is as written. `anonymous` is true where the text gives neither a name nor an
    office that would identify the teller.
    """

    name: str
    type: str
    anonymous: bool = False
    name_ar: str | None = None
    start: int | None = None
    end: int | None = None


class Evidence(msgspec.Struct, frozen=True):
    """The tightest span that carries the value; `quote` is a literal copy of it."""

    start: int
    end: int
    quote: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Hedge(msgspec.Struct, frozen=True):
    """The words that make a claim less than asserted, never a percentage."""

    start: int
    end: int
    quote: str


class Step(msgspec.Struct, frozen=True):
    """A node of a derivation tree: which rule read which words, and from what parts."""

    rule: str
    start: int
    end: int
    note: str = ""
    parts: tuple[Step, ...] = ()


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says, who it says told it, how firmly, and in which words.

    `attribution` runs from the first teller named in the text to the innermost
    speaker; empty when the report speaks for itself. `event` is "main" or
    "other:<slug>". `origin` is the id of the first teller's statement.
    """

    claim: str
    report: str
    kind: str
    event: str
    value: Value
    attribution: tuple[Teller, ...]
    stance: str
    quoted: bool
    evidence: Evidence
    rule: str
    origin: str = ""
    hedge: Hedge | None = None
    derivation: Step | None = None
