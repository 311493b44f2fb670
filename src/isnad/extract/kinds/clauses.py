"""What several kinds ask of a sentence: its context, places already taken, clauses."""

from __future__ import annotations

from isnad.grammar.match import Line, Match
from isnad.grammar.segments import Seg

CONTEXTS: dict[str, tuple[str, ...]] = {
    "attack": ("attack", "blast", "hand_act", "strike", "firing", "fire", "suicide", "incident", "op", "harm_noun"),
    "attacker": ("attacker", "gunman", "attack", "suicide"),
    "the_attacker": ("attacker",),
    "harm": ("harm_noun", "harm_verb", "victim"),
    "violent": ("attack", "attacker", "gunman", "fire", "kill_verb", "blast", "blast_verb", "suicide", "harm_noun"),
}
"""Names of contexts and the classes of which a sentence needs one."""


class Context:
    """Answers once for a line whether it holds what a rule asks for."""

    __slots__ = ("_known", "_line")

    def __init__(self, line: Line) -> None:
        self._line = line
        self._known: dict[str, bool] = {}

    def has(self, name: str) -> bool:
        found = self._known.get(name)
        if found is None:
            classes = CONTEXTS[name]
            found = self._known[name] = any(s.has(*classes) for s in self._line.segs)
        return found


class Taken:
    """Ranges of segments that belong to a claim already."""

    __slots__ = ("_ranges",)

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        self._ranges.append((start, end))

    def overlaps(self, start: int, end: int) -> bool:
        return any(start < b and a < end for a, b in self._ranges)


def near(m: Match, classes: tuple[str, ...], reach: int) -> bool:
    """Whether one of the classes stands in the match or within `reach` segments of it."""
    return any(s.has(*classes) for s in around(m, reach))


def around(m: Match, reach: int) -> list[Seg]:
    """The segments of a match and those within `reach` of it."""
    return m.line.segs[max(0, m.start - reach) : m.end + reach]


def is_plural(seg: Seg | None) -> bool:
    return seg is not None and seg.attr("number") in ("pl", "pl2")


def last_group(line: Line, end: int) -> str | None:
    """The English name of the last armed group named before segment `end`."""
    for seg in reversed(line.segs[:end]):
        name: str | None = seg.attr("en", "named")
        if name:
            return name
    return None
