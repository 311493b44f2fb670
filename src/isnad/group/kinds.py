"""What kind of incident claims speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec

from isnad.lang.read import read_yaml
from isnad.model.claim import Claim
from isnad.model.values import ArrestValue, CasualtyValue, TextValue


class Kind(msgspec.Struct, frozen=True):
    """A row of kinds.yaml."""

    kind: str
    family: str
    ar: str
    en: str
    words: tuple[str, ...]


OTHER = "other"


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, the most telling first."""
    raw = read_yaml(resources.files(__package__).joinpath("kinds.yaml"))
    return tuple(msgspec.convert(row, Kind) for row in raw)


@cache
def kind_named(name: str) -> Kind:
    """The row of a kind; of "other" when there is none."""
    return next((k for k in kinds() if k.kind == name), kinds()[-1])


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((k.kind, re.compile(r"\b(?:" + "|".join(map(re.escape, k.words)) + ")")) for k in kinds() if k.words)


@cache
def kinds_of_text(text: str) -> tuple[str, ...]:
    """The kinds whose words stand in an English clause, the most telling first."""
    low = text.casefold()
    return tuple(name for name, pattern in _patterns() if pattern.search(low))


def kind_votes(claims: Iterable[Claim]) -> dict[str, float]:
    """How strongly claims speak for each kind: one vote a mode claim, its most telling kind first.

    Without any mode the effects decide: arrests alone make arrests, anything else "other".
    """
    votes: dict[str, float] = {}
    arrests = harmed = False
    for claim in claims:
        if isinstance(claim.value, TextValue) and claim.kind == "mode" and claim.stance != "denied":
            value = claim.value
            text = " ".join(part for part in (value.mode, value.summary, value.activity) if part)
            for n, kind in enumerate(kinds_of_text(text)[:2]):
                votes[kind] = votes.get(kind, 0.0) + (1.0 if n == 0 else 0.3)
        arrests = arrests or isinstance(claim.value, ArrestValue)
        harmed = harmed or isinstance(claim.value, CasualtyValue)
    if not votes:
        votes["arrests" if arrests and not harmed else OTHER] = 0.5
    return votes


def best_kind(votes: dict[str, float]) -> str:
    """The kind with the most votes within the family with the most; ties go to the more telling.

    A more telling kind of the same family wins from half the votes of the first: reports of a
    suicide bombing also speak of a bombing.
    """
    if not votes:
        return OTHER
    order = [k.kind for k in kinds()]
    families: dict[str, float] = {}
    for kind, vote in votes.items():
        family = kind_named(kind).family
        families[family] = families.get(family, 0.0) + vote
    top = max(sorted(families), key=lambda f: families[f])
    inside = {k: v for k, v in votes.items() if kind_named(k).family == top}
    most = max(inside.values())
    return min((k for k, v in inside.items() if 2 * v >= most), key=order.index)
