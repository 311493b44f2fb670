"""What the builders of times ask of the segments of a match: numbers, "last" or "next", what follows."""

from __future__ import annotations

from isnad.grammar.match import Match
from isnad.grammar.segments import Seg


def value_of(seg: Seg | None) -> int | None:
    """The whole value of a number, an ordinal or a year."""
    if seg is None:
        return None
    for cls in ("number", "ordinal", "ord", "year", "hyear"):
        found = seg.attr("v", cls)
        if found is not None:
            return int(found) if found == int(found) else None
    return None


def following(m: Match) -> Seg | None:
    """The segment behind the match."""
    return m.line.segs[m.end] if m.end < len(m.line) else None


def ends(m: Match) -> bool:
    """Whether nothing follows that a figure at the end of the match could count."""
    after = following(m)
    return after is None or after.has("comma", "stop", "close", "dash", "colon", "quote", "and", "from", "in", "sign")


def mod_of(seg: Seg | None, dem: bool = False) -> int | None:
    """-1 for "last" (-2 for the one before it), 1 for "next", 0 for "this" or a demonstrative, None without a word."""
    if seg is None:
        return 0 if dem else None
    return -int(seg.attr("times", "tlast") or 1) if seg.has("tlast") else 1 if seg.has("tnext") else 0


def phase_of(seg: Seg | None) -> str | None:
    """ "early", "mid" or "late", by a word such as "the end of"; None without one."""
    return None if seg is None else seg.attr("phase", "phase")


def within(value: int | None, low: int, high: int) -> bool:
    """Whether a number is there and lies between two others."""
    return value is not None and low <= value <= high
