"""The value of a claim in the reader's words, in every interface language."""

from __future__ import annotations

from collections.abc import Hashable

from markupsafe import Markup

from isnad.export.words import Words, amount, isolated, number
from isnad.model.claim import Claim
from isnad.model.values import (
    ArrestValue,
    CasualtyValue,
    DateValue,
    PerpetratorValue,
    SiteValue,
    TextValue,
)

ARRESTED = "arrested"
"""The effect under which arrests are tolled."""
_POINTING = "those named in the text"
"""How a summary ends that only points at the report's words, which say more."""
_DOT = Markup(" · ")


def effect_of(claim: Claim) -> str | None:
    """The effect a claim counts, None for a claim that counts nobody."""
    if isinstance(claim.value, CasualtyValue):
        return claim.value.effect
    return ARRESTED if isinstance(claim.value, ArrestValue) else None


def value_words(words: Words, claim: Claim) -> Markup:
    """The whole value with its labels, for a claim card, which shows the report's own words below."""
    value = claim.value
    if isinstance(value, CasualtyValue | ArrestValue):
        parts = [
            words.term("effect", effect_of(claim) or ""),
            number(amount(value.low, value.high, value.approx)),
            group_words(words, value.role, value.nationality),
            *_count_notes(words, value),
        ]
        return _DOT.join(part for part in parts if part)
    if isinstance(value, TextValue):
        return words.only("latin", "" if value.summary and value.summary.endswith(_POINTING) else value.summary)
    if isinstance(value, PerpetratorValue):
        return _perpetrator_words(words, value, words.only("latin", value.name, after=_DOT))
    return short_words(words, claim)


def short_words(words: Words, claim: Claim) -> Markup:
    """The value alone, for a cell whose row names the fact."""
    value = claim.value
    if isinstance(value, CasualtyValue | ArrestValue):
        return number(amount(value.low, value.high, value.approx))
    if isinstance(value, DateValue):
        return _date_words(words, value)
    if isinstance(value, SiteValue):
        precision = words.term("precision", value.precision)
        return _DOT.join([words.pair(value.name, value.name_ar), precision])
    if isinstance(value, PerpetratorValue):
        name = words.either({"latin": value.name, "arabic": claim.evidence.quote})
        return _perpetrator_words(words, value, name + _DOT)
    return text_words(words, value, claim.evidence.quote)


def group_words(words: Words, role: str, nationality: str | None) -> Markup:
    """A category of people: role and, where told, nationality."""
    parts = [words.term("role", role), words.country(nationality)]
    return _DOT.join(part for part in parts if part)


def text_words(words: Words, value: TextValue, quote: str) -> Markup:
    """A clause told in words: the summary, and the report's own words in their script."""
    told = quote if value.summary and value.summary.endswith(_POINTING) else value.summary
    return words.either({"latin": told or value.mode or quote, "arabic": quote})


def compare_key(claim: Claim) -> Hashable | None:
    """What two claims of one fact must share to agree; None where words cannot be compared."""
    value = claim.value
    if isinstance(value, CasualtyValue | ArrestValue):
        return (value.low, value.high)
    if isinstance(value, DateValue):
        return (value.low, value.high) if value.low else None
    if isinstance(value, PerpetratorValue):
        return value.name
    if isinstance(value, TextValue):
        return value.mode or value.fate
    return None


def _count_notes(words: Words, value: CasualtyValue | ArrestValue) -> list[Markup]:
    notes = []
    if value.is_total:
        notes.append(words.t("total"))
    if value.increment:
        notes.append(words.t("increment"))
    if value.part_of:
        notes.append(words.t("part_of"))
    return notes


def _date_words(words: Words, value: DateValue) -> Markup:
    parts = []
    if value.low or value.high:
        parts.append(words.days(value.low, value.high))
    parts.append(Markup("“{}”").format(isolated(value.raw)))
    if value.hours:
        parts.append(words.term("part_of_day", value.hours))
    return _DOT.join(parts)


def _perpetrator_words(words: Words, value: PerpetratorValue, name: Markup) -> Markup:
    """`name` brings its own separator, for a language that leaves it out has none."""
    found = name + words.term("perpetrator_type", value.type)
    if value.membership and value.membership != value.name:
        found += words.only("latin", value.membership, before=_DOT)
    if value.alone is not None:
        found += _DOT + words.t("alone" if value.alone else "not_alone")
    return found
