"""Where a new report's neighbours are, so that an archive need not group everything again.

Every reading that tells of an event stands under marks: its cells of the map, its rare words, its
figures and countries by day. Reports that share a mark are worth comparing; the marks are those by
which a whole run finds its pairs (cluster.py), kept outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256

from isnad.group.cluster import RARE, RARE_WORDS, TELLING, Comparer
from isnad.group.dates import iso_day
from isnad.group.features import Signature, is_point, signature
from isnad.group.toll import effect_of
from isnad.group.vocabulary import Vocabulary, weigh
from isnad.model.incident import Reading
from isnad.model.values import ArrestValue, CasualtyValue, SiteValue
from isnad.reuse.families import digest

CLOSE = 0.5
"""Share of the threshold from which on two reports may end in one incident once others join them."""
_DAYS = 7
_BEFORE = 2
"""Days before publication in which a figure told in passing is looked for."""


def marks(found: Signature, words: Mapping[str, float], known: Vocabulary) -> list[int]:
    """The marks that a reading stands under, sorted. `words` are its weighed words."""
    names = [f"cell {row} {column}" for row, column in _cells(found)]
    names += _told(found)
    names += [f"word {w}" for w in words if known.frequency.get(w, 0) <= RARE][:RARE_WORDS]
    return sorted({_number(name) for name in names})


def asked(reading: Reading, known: Vocabulary) -> list[int]:
    """The marks under which a reading's neighbours stand, sorted: its own, the cells around them,
    and those of what it tells besides its main event."""
    found = signature(reading)
    names = [
        f"cell {row + r} {column + c}"
        for row, column in (*_cells(found), *_beside(reading))
        for r in range(-2, 3)
        for c in range(-2, 3)
    ]
    published = iso_day(reading.report.published)
    for claim in reading.claims:
        value = claim.value
        if claim.event == "main" or published is None or not isinstance(value, CasualtyValue | ArrestValue):
            continue
        if value.low and value.low >= TELLING:
            days = [(published - timedelta(days=n)).isoformat() for n in range(_BEFORE + 1)]
            names += [f"figure {day} {effect_of(claim)} {value.low}" for day in days]
    return sorted({*marks(found, weigh(found.terms, known), known), *(_number(name) for name in names)})


def alike(readings: Sequence[Reading], others: Sequence[Reading], known: Vocabulary) -> list[str]:
    """Ids of those of `others` that may share an incident with one of `readings`, in their order."""
    keys = {digest(r.report) for r in readings}
    comparer = Comparer([signature(r) for r in {digest(r.report): r for r in (*readings, *others)}.values()], {}, known)
    figures = {key: _figures(comparer.signatures[key]) for key in comparer.signatures}
    out = []
    for other in others:
        theirs = digest(other.report)
        if theirs in keys or any(_may_meet(comparer, key, theirs, figures) for key in sorted(keys)):
            out.append(other.report.id)
    return out


def _may_meet(comparer: Comparer, one: str, two: str, figures: Mapping[str, set[tuple[str, int]]]) -> bool:
    verdict = comparer.verdict(one, two)
    return (verdict.points >= CLOSE * comparer.merge and not verdict.veto) or bool(figures[one] & figures[two])


def _figures(found: Signature) -> set[tuple[str, int]]:
    return {(effect, n) for effect, numbers in found.figures.items() for n in numbers if n >= TELLING}


def _cells(found: Signature) -> Iterator[tuple[int, int]]:
    yield from ((round(point.lat * 2), round(point.lon * 2)) for point in found.points[:3])


def _beside(reading: Reading) -> Iterator[tuple[int, int]]:
    """Cells of the sites of other events that a reading tells of."""
    for claim in reading.claims:
        value = claim.value
        if claim.event == "main" or not isinstance(value, SiteValue) or value.lat is None or value.lon is None:
            continue
        if is_point(value.precision, value.radius_m or 15_000):
            yield round(value.lat * 2), round(value.lon * 2)


def _told(found: Signature) -> Iterator[str]:
    if found.low is None or found.high is None:
        yield "undated"
        return
    for n in range(-1, min((found.high - found.low).days + 2, _DAYS)):
        day = (found.low + timedelta(days=n)).isoformat()
        yield from (f"figure {day} {e} {n}" for e, ns in found.figures.items() for n in ns if n > 2)
        yield from (f"country {day} {c} {f}" for c in found.countries for f in found.families)


def _number(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)
