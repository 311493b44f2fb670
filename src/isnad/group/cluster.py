"""From compared pairs to groups, without comparing all pairs and without order mattering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from isnad.group.features import Signature
from isnad.group.score import TWO_DATES, Side, Verdict, judge, threshold
from isnad.group.vocabulary import Vocabulary, telling, vocabulary, weigh

BLOCK = 40
"""Readings of one block that are compared with one another, nearest in rarity first."""
COUNTRY_BLOCK = 12
"""The same for readings that have only country, kind and day in common: one in two thousand such
pairs is one event."""
WINDOW = 6
"""Days between two readings of which one only has its day of publication."""
RARE = 24
"""A word that more readings of a run hold makes no block."""
RARE_WORDS = 14
HELD = 8
"""Reports, or a twelfth of a small run, that may hold a word which tells two of them to be of one event."""
SAMPLE = 12
"""Members of a large group that a candidate is compared with."""
CHECK = 0.75
"""Share of the threshold that two groups must reach on average over their members."""


NEAR_DAYS = 2
"""Days around a reading within which other readings crowd it."""


def measured(signatures: Sequence[Signature]) -> Vocabulary:
    """How rare words, days and places are in a run."""
    known = vocabulary([s.terms for s in signatures])
    days = Counter(map(_day, signatures))
    squares = Counter(f"{_square(s)} {_day(s)}" for s in signatures)
    return msgspec.structs.replace(known, days=dict(days), squares=dict(squares))


def crowd(found: Signature, known: Vocabulary) -> tuple[int, int]:
    """How many readings of those days have a reading's place (the same square of half a degree), and
    how many there are of those days at all, itself included: a place that a war is told of every
    day, and a day with hundreds of reports, say little about one event."""
    square, day = _square(found), _day(found)
    near = range(day - NEAR_DAYS, day + NEAR_DAYS + 1)
    here = sum(known.squares.get(f"{square} {n}", 0) for n in near)
    return max(1, here), max(1, sum(known.days.get(n, 0) for n in near))


def _square(found: Signature) -> str:
    return f"{round(found.points[0].lat * 2)} {round(found.points[0].lon * 2)}" if found.points else "none"


def _day(found: Signature) -> int:
    return found.low.toordinal() if found.low else 0


class Comparer:
    """Judges pairs of readings and remembers them. Pairs are asked for by digest, in any order."""

    def __init__(
        self,
        signatures: Sequence[Signature],
        likeness: Mapping[tuple[str, str], float],
        known: Vocabulary | None = None,
    ) -> None:
        self.signatures = {s.key: s for s in signatures}
        self.known = known = known or measured(signatures)
        self.words = {s.key: weigh(s.terms, known) for s in signatures}
        self.sides = {s.key: self._side(s) for s in signatures}
        self.frequency = known.frequency
        self.merge = threshold(known.reports)
        self._likeness = likeness
        self._known: dict[tuple[str, str], Verdict] = {}

    def _side(self, found: Signature) -> Side:
        few = min(HELD, self.known.reports // 12)
        rare = frozenset(w for w in self.words[found.key] if self.known.frequency.get(w, 0) <= few)
        return Side(found, self.words[found.key], telling(found.lead, self.known), *crowd(found, self.known), rare)

    def verdict(self, left: str, right: str) -> Verdict:
        pair = (left, right) if left < right else (right, left)
        found = self._known.get(pair)
        if found is None:
            a, b = pair
            found = judge(self.sides[a], self.sides[b], self._likeness.get(pair, 0.0), tell=False, merge=self.merge)
            self._known[pair] = found
        return found

    def points(self, left: str, right: str, least: float) -> float:
        """The points of a pair, or a number below `least` where they do not come to it."""
        known = self._known.get((left, right) if left < right else (right, left))
        if known is not None:
            return known.points
        a, b = (left, right) if left < right else (right, left)
        found = judge(
            self.sides[a], self.sides[b], self._likeness.get((a, b), 0.0), tell=False, least=least, merge=self.merge
        )
        if found.points >= least or found.veto:
            self._known[a, b] = found
        return found.points

    def told(self, left: str, right: str) -> Verdict:
        """The verdict with its features."""
        a, b = sorted((left, right))
        return judge(self.sides[a], self.sides[b], self._likeness.get((a, b), 0.0), merge=self.merge)


def candidates(comparer: Comparer, likeness: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """Pairs worth judging: one place in one window of days, a rare word in common, or shared wording.

    Each block lists its members by day and digest and pairs each with the `BLOCK` before it, so
    the number of pairs grows with the number of readings.
    """
    blocks: dict[tuple[object, ...], list[tuple[int, str, int]]] = {}
    for key in sorted(comparer.signatures):
        found = comparer.signatures[key]
        first = found.low.toordinal() if found.low else 0
        row = (first, key, found.high.toordinal() if found.high else first)
        for name in _blocks(found, comparer):
            blocks.setdefault(name, []).append(row)
    pairs = {p for p in likeness if p[0] in comparer.signatures and p[1] in comparer.signatures}
    for name, members in blocks.items():
        members.sort()
        look = COUNTRY_BLOCK if name[0] == "country" else BLOCK
        for n, (day, key, _) in enumerate(members):
            found = comparer.signatures[key]
            for other_day, other, last in members[max(0, n - look) : n]:
                beside = comparer.signatures[other]
                if found.told and beside.told:
                    apart = day - last >= TWO_DATES and not found.days & beside.days
                else:
                    apart = day - other_day > WINDOW
                if not day or not other_day or not apart:
                    pairs.add((key, other) if key < other else (other, key))
    return sorted(pairs)


def _blocks(found: Signature, comparer: Comparer) -> list[tuple[object, ...]]:
    out: list[tuple[object, ...]] = []
    for point in found.points[:3]:
        row, column = round(point.lat * 2), round(point.lon * 2)
        for r in (row - 1, row, row + 1):
            out += [("cell", r, c) for c in (column - 1, column, column + 1)]
    rare = [w for w in comparer.words[found.key] if 2 <= comparer.frequency.get(w, 2) <= RARE]
    out += [("word", w) for w in rare[:RARE_WORDS]]
    if found.low is None or found.high is None:
        return [*out, ("undated",)]
    first = found.low.toordinal()
    if found.told and comparer.sides[found.key].day_crowd <= BLOCK:
        out += [("day", first), ("day", first + 1)]
    for day in range(first - 1, min(found.high.toordinal() + 2, first + 8)):
        out += [("figure", day, e, n) for e, ns in found.figures.items() for n in ns if n > 2]
        out += [("country", day, c, f) for c in found.countries for f in found.families]
    return out


def clusters(comparer: Comparer, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Groups of digests, each sorted; readings that join nothing are groups of their own.

    Pairs merge from the best down. Two groups merge only where no two of their members exclude
    each other and where they are alike on average, so a chain of weak links welds nothing.
    """
    judged = [(comparer.points(a, b, comparer.merge), a, b) for a, b in pairs]
    judged = sorted(((p, a, b) for p, a, b in judged if p >= comparer.merge), key=lambda t: (-t[0], t[1], t[2]))
    group = {key: [key] for key in comparer.signatures}
    for _, a, b in judged:
        left, right = group[a], group[b]
        if left is right or not _may_join(comparer, left, right):
            continue
        joined = sorted(left + right)
        for key in joined:
            group[key] = joined
    return sorted({tuple(members) for members in group.values()})


def _may_join(comparer: Comparer, left: Sequence[str], right: Sequence[str]) -> bool:
    points: list[float] = []
    for a in _sample(left):
        for b in _sample(right):
            verdict = comparer.verdict(a, b)
            if verdict.veto:
                return False
            points.append(verdict.points)
    return sum(points) / len(points) >= CHECK * comparer.merge


RIVALS = 5
"""Days within which a figure that a third group gives as well tells no two groups to be one."""
TELLING = 20
"""A smaller figure is shared by chance."""
SHARED_FIGURES = 2
UNMISTAKABLE = 200
"""From here on a figure that is no round hundred is shared by chance so rarely that one is enough,"""
FEW = 6
"""and so many groups may hold it."""
AGAINST = -1.0
"""Points that groups with telling figures in common must reach on average."""


def grown(comparer: Comparer, groups: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Groups that are one affair whose count went on: joined where both hold at least
    `SHARED_FIGURES` telling figures of one effect that no third group of those days has.

    An affair of several days is told with 251, 297 and 590 arrested in turn, under headlines that
    have little in common; reports that tell two of the counts link the groups.
    """
    holders: dict[tuple[str, int], list[int]] = {}
    for n, members in enumerate(groups):
        found = {(e, f) for k in members for e, fs in comparer.signatures[k].figures.items() for f in fs}
        for told in sorted(found):
            if told[1] >= TELLING:
                holders.setdefault(told, []).append(n)
    days = [_middle(comparer, members) for members in groups]
    links: dict[tuple[int, int, str], int] = {}
    for (effect, figure), holding in sorted(holders.items()):
        if len(holding) > RARE:
            continue
        for a, b in combinations(holding, 2):
            near = [c for c in holding if min(abs(days[c] - days[a]), abs(days[c] - days[b])) <= RIVALS]
            own = SHARED_FIGURES if figure >= UNMISTAKABLE and figure % 100 else 1
            if abs(days[a] - days[b]) <= RIVALS and len(near) <= (FEW if own > 1 else 2):
                links[a, b, effect] = links.get((a, b, effect), 0) + own
    joined: dict[int, list[str]] = {n: list(members) for n, members in enumerate(groups)}
    for (a, b, _), count in sorted(links.items(), key=lambda item: (-item[1], groups[item[0][0]], groups[item[0][1]])):
        left, right = joined[a], joined[b]
        if count < SHARED_FIGURES or left is right or not _one_affair(comparer, left, right):
            continue
        both = sorted(left + right)
        for n, held in joined.items():
            if held is left or held is right:
                joined[n] = both
    return sorted({tuple(members) for members in joined.values()})


def _one_affair(comparer: Comparer, left: Sequence[str], right: Sequence[str]) -> bool:
    judged = [comparer.verdict(a, b) for a in _sample(left) for b in _sample(right)]
    open_pairs = [v.points for v in judged if not v.veto]
    return 4 * len(open_pairs) >= 3 * len(judged) and sum(open_pairs) / len(open_pairs) >= AGAINST


def _middle(comparer: Comparer, members: Sequence[str]) -> int:
    """The middle of the days of a group, as an ordinal; 0 where no report has a day."""
    days = sorted(s.low.toordinal() for s in (comparer.signatures[k] for k in members) if s.low)
    return days[len(days) // 2] if days else 0


def _sample(members: Sequence[str]) -> Sequence[str]:
    if len(members) <= SAMPLE:
        return members
    step = len(members) / SAMPLE
    return [members[int(n * step)] for n in range(SAMPLE)]


def reasons(comparer: Comparer, members: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each member of a group the sentences that tie it to the member it is most alike to."""
    out: dict[str, tuple[str, ...]] = dict.fromkeys(members, ())
    best: dict[str, tuple[float, str]] = {}
    for a, b in combinations(_sample(members) if len(members) > 60 else members, 2):
        verdict = comparer.verdict(a, b)
        for key, other in ((a, b), (b, a)):
            best[key] = max(best.get(key, (verdict.points, other)), (verdict.points, other))
    for key, (_, other) in best.items():
        out[key] = tuple(f"{f.name} {f.points:+.1f}: {f.why}" for f in comparer.told(key, other).features)
    return out
