"""Do two short texts, two headlines for instance, agree on what they tell? With every reason against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

import msgspec

from isnad.model.claim import Claim
from isnad.model.incident import Reading
from isnad.model.values import ArrestValue, CasualtyValue, PerpetratorValue, SiteValue, TextValue
from isnad.reconcile.sides import side_of
from isnad.reuse.statements import name_words
from isnad.reuse.words import words

HELD = ("asserted", "hedged")
EVENT = frozenset({"casualties", "arrests", "mode", "perpetrator", "attacker_fate", "responsibility"})
"""Kinds of claims that make a text one about people harmed or held, an attack, or who did it."""


class Difference(msgspec.Struct, frozen=True):
    """One point on which two texts part: `about` is count, nobody, effect, nationality, country,
    perpetrator, mode, denial, numbers, negation, or "only one" (one tells what the other does not)."""

    about: str
    left: str
    right: str


def compare(
    a: Reading,
    b: Reading,
    countries: tuple[Iterable[str], Iterable[str]] = ((), ()),
    negated: tuple[Iterable[str], Iterable[str]] = ((), ()),
) -> tuple[Difference, ...]:
    """Every point on which two readings part, in a fixed order; none where they agree.

    Both are taken to tell of one thing: this does not find out whether they do. `countries` are
    the ISO codes of those that each text names anywhere, `negated` its words of negation. Silence
    is a difference only where one tells of people harmed or held, or of what happened, and the
    other does not.
    """
    left, right = _counts(a), _counts(b)
    out = [*_figures(left, right), *_nobody(left, right), *_names(a, b, countries)]
    if left and right and not left.keys() & right.keys():
        out.append(_difference("effect", left, right))
    denied = [sorted({c.kind for c in r.claims if c.kind in EVENT and c.stance == "denied"}) for r in (a, b)]
    if bool(denied[0]) != bool(denied[1]):
        out.append(_difference("denial", *denied))
    no = [sorted(found) for found in negated]
    if bool(no[0]) != bool(no[1]):
        out.append(_difference("negation", *no))
    for found in ((left, right), (_modes(a), _modes(b))):
        if bool(found[0]) != bool(found[1]):
            out.append(_difference("only one", *found))
    return tuple(out)


def about_event(reading: Reading) -> bool:
    """Whether a reading tells of people harmed or held, of an attack or accident, or of who did it."""
    return any(c.kind in EVENT for c in reading.claims)


def _difference(about: str, left: Iterable[str], right: Iterable[str]) -> Difference:
    return Difference(about, ", ".join(sorted(left)), ", ".join(sorted(right)))


Value = CasualtyValue | ArrestValue


def _counts(reading: Reading) -> dict[str, list[Value]]:
    out: dict[str, list[Value]] = {}
    for claim in reading.claims:
        value = claim.value
        if isinstance(value, CasualtyValue | ArrestValue) and claim.stance in HELD:
            effect = value.effect if isinstance(value, CasualtyValue) else "arrested"
            out.setdefault(effect, []).append(value)
    return out


def _none(value: Value) -> bool:
    return value.low == 0 and value.high == 0


def _fits(a: Value, b: Value) -> bool:
    """Whether one number can satisfy both; "nobody" and a bare plural exclude each other."""
    if _none(a) or _none(b):
        return _none(a) and _none(b)
    highs = [h for h in (a.high, b.high) if h is not None]
    return not highs or max(a.low or 0, b.low or 0) <= min(highs)


def _figures(left: Mapping[str, list[Value]], right: Mapping[str, list[Value]]) -> list[Difference]:
    out = []
    for effect in sorted(left.keys() & right.keys()):
        if not any(_fits(x, y) for x, y in product(left[effect], right[effect])):
            out.append(_difference("count", map(_number, left[effect]), map(_number, right[effect])))
        nations = [{v.nationality for v in side[effect] if v.nationality} for side in (left, right)]
        if nations[0] and nations[1] and not nations[0] & nations[1]:
            out.append(_difference("nationality", *nations))
    return out


def _number(value: Value) -> str:
    if value.low is None:
        return f"up to {value.high}" if value.high is not None else "no figure"
    return str(value.low) if value.high is not None else f"at least {value.low}"


def _nobody(left: Mapping[str, list[Value]], right: Mapping[str, list[Value]]) -> list[Difference]:
    """One says that nobody was hurt, the other that somebody was, whatever the effect."""
    sides = [[v for values in side.values() for v in values] for side in (left, right)]
    for nobody, somebody in (sides, sides[::-1]):
        if nobody and all(map(_none, nobody)) and any(not _none(v) for v in somebody):
            return [_difference("nobody", *([_number(v) for v in side] for side in sides))]
    return []


def _names(a: Reading, b: Reading, countries: tuple[Iterable[str], Iterable[str]]) -> list[Difference]:
    """Countries, perpetrators, modes and numbers of which each text has one that the other lacks."""
    out = []
    told = [set(found) for found in countries]
    where = [{c.value.country for c in r.claims if isinstance(c.value, SiteValue) and c.value.country} for r in (a, b)]
    apart = where[0] and where[1] and not where[0] & where[1]
    if apart or (told[0] - told[1] and told[1] - told[0]):
        out.append(_difference("country", *((where[0], where[1]) if apart else (told[0], told[1]))))
    who = [_sides(r.claims) for r in (a, b)]
    if who[0] and who[1] and not any(name_words(x) & name_words(y) for x, y in product(*who)):
        out.append(_difference("perpetrator", *who))
    modes = [_modes(r) for r in (a, b)]
    if modes[0] and modes[1] and not modes[0] & modes[1]:
        out.append(_difference("mode", *modes))
    digits = [{w for w in words(r.report.text).text if w.isdecimal()} for r in (a, b)]
    if digits[0] - digits[1] and digits[1] - digits[0]:
        out.append(_difference("numbers", *digits))
    return out


def _sides(claims: Iterable[Claim]) -> set[str]:
    found = {side_of(c.value) for c in claims if isinstance(c.value, PerpetratorValue) and c.stance in HELD}
    return {name for name in found if name}


def _modes(reading: Reading) -> set[str]:
    return {
        c.value.mode or c.value.summary for c in reading.claims if c.kind == "mode" and isinstance(c.value, TextValue)
    }
