"""Rules at work on a line of segments: matches with named slots, and reduction to fewer segments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

from isnad.grammar.segments import Seg


class AnyRule(Protocol):
    """What matching needs of a rule."""

    @property
    def name(self) -> str: ...
    @property
    def pattern(self) -> re.Pattern[str]: ...
    @property
    def needs(self) -> frozenset[str]: ...
    @property
    def attrs(self) -> dict[str, Any]: ...
    @property
    def slots(self) -> dict[str, tuple[str, ...]]: ...


R = TypeVar("R", bound=AnyRule)
_CHOICES = 20_000


class Rules(tuple[R, ...]):
    """Rules of one stage in the order written, and which of them a line's signs can satisfy."""

    @cached_property
    def _index(self) -> tuple[int, dict[str, int], frozenset[str]]:
        """Bit sets of rules: those that need nothing, and by sign those that need it; and these signs."""
        always, by_sign = 0, dict[str, int]()
        for n, rule in enumerate(self):
            always |= 0 if rule.needs else 1 << n
            for sign in rule.needs:
                by_sign[sign] = by_sign.get(sign, 0) | 1 << n
        return always, by_sign, frozenset(by_sign)

    @cached_property
    def _chosen(self) -> dict[frozenset[str], tuple[R, ...]]:
        """The answers of `apt`, within a bound: lines of the same signs come again and again."""
        return {}

    def apt(self, signs: set[str]) -> tuple[R, ...]:
        """Those that may fit a line of these signs, in the order written."""
        chosen, by_sign, needed = self._index
        held = needed & signs
        found = self._chosen.get(held)
        if found is None:
            for sign in held:
                chosen |= by_sign[sign]
            if len(self._chosen) >= _CHOICES:
                self._chosen.clear()
            found = self._chosen[held] = tuple(rule for n, rule in enumerate(self) if chosen >> n & 1)
        return found


class Line:
    """The segments of one sentence and their signs as one string, in step."""

    __slots__ = ("present", "segs", "signs")

    def __init__(self, segs: Sequence[Seg]) -> None:
        self.segs = list(segs)
        self.signs = "".join([s.sig for s in segs])
        self.present = set(self.signs)

    def __len__(self) -> int:
        return len(self.segs)

    def holds(self, signs: frozenset[str]) -> bool:
        """Whether a segment has one of the signs (see LanguagePack.chars)."""
        return not signs.isdisjoint(self.present)

    def where(self, signs: frozenset[str], start: int = 0, end: int | None = None) -> list[int]:
        """The places in [start, end) of the segments that have one of the signs, in order."""
        if signs.isdisjoint(self.present):
            return []
        return [n for n, sign in enumerate(self.signs[start:end], start) if sign in signs]


class Match:
    """One place where a rule fits a line. `start` and `end` count segments."""

    __slots__ = ("_m", "line", "rule")

    def __init__(self, rule: AnyRule, line: Line, m: re.Match[str]) -> None:
        self.rule = rule
        self.line = line
        self._m = m

    @property
    def start(self) -> int:
        return self._m.start()

    @property
    def end(self) -> int:
        return self._m.end()

    def segs(self, slot: str | None = None) -> list[Seg]:
        """The segments of the match, or of a slot (none when the slot took no part)."""
        if slot is None:
            return self.line.segs[self._m.start() : self._m.end()]
        name = self._taken(slot)
        return self.line.segs[self._m.start(name) : self._m.end(name)] if name else []

    def _taken(self, slot: str) -> str | None:
        """The group of a slot that took part."""
        for name in self.rule.slots.get(slot, ()):
            if self._m.start(name) >= 0:
                return name
        return None

    def seg(self, slot: str) -> Seg | None:
        """The first segment of a slot."""
        found = self.segs(slot)
        return found[0] if found else None

    def at(self, slot: str) -> int:
        """The index of a slot's first segment in the line, or -1."""
        name = self._taken(slot)
        return self._m.start(name) if name else -1


def matches(rules: Rules[Any], line: Line) -> Iterator[Match]:
    """Every match of every rule, rule by rule in the order written, left to right."""
    signs = line.signs
    for rule in rules.apt(line.present):
        for m in rule.pattern.finditer(signs):
            if m.end() > m.start():
                yield Match(rule, line, m)


def reduce(rules: Rules[Any], line: Line, build: Callable[[Match], Seg | None]) -> Line:
    """The line with every match replaced by the segment `build` makes of it.

    Where matches overlap, the one that starts first wins, then the longest, then the rule
    written first. A match for which `build` answers None is left as it was.
    """
    found = sorted([(m.start, -m.end, n, m) for n, m in enumerate(matches(rules, line))])
    if not found:
        return line
    out: list[Seg] = []
    at = 0
    for start, minus_end, _, m in found:
        if start < at:
            continue
        made = build(m)
        if made is None:
            continue
        out.extend(line.segs[at:start])
        out.append(made)
        at = -minus_end
    out.extend(line.segs[at:])
    return Line(out)
