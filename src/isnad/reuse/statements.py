"""One act of telling, recognised in every report that repeats it, whatever the wording.

Five outlets that quote one army post in five wordings are one origin. Words in common cannot
show that; the teller and what is told can: the same figures, the same accusation, the same
denial. A claim that a report makes in its own voice goes back to the report's family of
copies, or to the agency whose text it says it prints.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from itertools import combinations
from math import sqrt

import msgspec

from isnad.lang.read import read_yaml
from isnad.model.claim import Claim, Teller
from isnad.model.incident import Statement
from isnad.model.values import ArrestValue, CasualtyValue, PerpetratorValue, TextValue
from isnad.reuse.outlets import is_outlet
from isnad.reuse.words import stem, words

_SENTENCE = re.compile(r"[.!?\u061f\n\u061b]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")
ALIKE = 0.3
"""Cosine of their words from which two passages of one teller are one statement."""
COPIED = 0.6
"""Share of its words from which a passage that names no teller repeats an attributed one."""


FEWEST = 6
"""Words below which such a passage is too short to be recognised."""
SAME_FACTS = 2
"""Facts told side by side in both passages that show the one to repeat the other."""
BESIDE = 120
"""Code points between two passages that go on with one another."""
PARTS = 2
"""Parts of the dead, told apart by role, that two outlets do not come by on their own."""
LONE = "lone wolf"
"""How a name ends that says that its bearer acted alone."""
_ANYBODY = frozenset({"person", "mixed", "civilian"})


class Source(msgspec.Struct, frozen=True):
    """What is known of a report besides its claims: text, family of copies, credited agency, outlet."""

    text: str
    family: str
    credit: str | None = None
    outlet: str | None = None


class _Unit(msgspec.Struct, frozen=True):
    """Claims that one teller tells together."""

    report: str
    start: int
    end: int
    teller: str
    claims: tuple[Claim, ...]
    keys: frozenset[tuple[object, ...]]
    stems: Counter[str]


@cache
def _titles() -> frozenset[str]:
    raw = read_yaml(resources.files(__package__).joinpath("tellers.yaml"))
    return frozenset(str(word) for word in raw["titles"])


@cache
def _bodies() -> frozenset[str]:
    raw = read_yaml(resources.files(__package__).joinpath("tellers.yaml"))
    return frozenset(str(word) for word in raw["bodies"])


@cache
def name_words(name: str) -> frozenset[str]:
    """The words of a teller's English name that tell who it is."""
    return frozenset(w for w in _WORD.findall(name.casefold()) if w not in _titles() and len(w) > 1)


def same_teller(a: str, b: str) -> bool:
    """Whether two English names may be one teller: a ministry and its spokesman are.

    The shorter name must stand whole in the longer; a single word must be the whole name of both,
    or an acronym. A ministry and the authorities of the same field are one.
    """
    if a == b:
        return True
    field = name_words(a) - _bodies()
    if field and field == name_words(b) - _bodies() and (name_words(a) | name_words(b)) & _bodies():
        return True
    left, right = sorted((name_words(a), name_words(b)), key=lambda w: (len(w), sorted(w)))
    if not left or not left <= right:
        return False
    acronym = any(w.upper() in a and w.upper() in b and len(w) > 2 for w in left)
    return len(left) > 1 or left == right or acronym


def origins(claims: Sequence[Claim], sources: Mapping[str, Source]) -> dict[str, str]:
    """The id of the statement that each claim goes back to, by claim id.

    `claims` are those of one incident, `sources` their reports by id. Ids depend on the texts
    and places of the passages, not on the order of the claims.
    """
    units = _units(claims, sources)
    parent = list(range(len(units)))
    by_teller: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        by_teller.setdefault(unit.teller, []).append(n)
    for name, members in sorted(by_teller.items()):
        if name.startswith(_OWN):
            for n in members[1:]:
                _join(parent, members[0], n)
            continue
        for a, b in combinations(members, 2):
            if _alike(units[a], units[b]):
                _join(parent, a, b)
    _join_quoted(units, parent, sources)
    unnamed = _join_breakdowns(units, parent)
    _attach(units, parent)
    reports = sorted({unit.report for unit in units})
    digests = {name: sha256(sources[name].text.encode("utf-8", "replace")).hexdigest() for name in reports}
    named: dict[int, list[str]] = {}
    for n, unit in enumerate(units):
        named.setdefault(_root(parent, n), []).append(f"{digests[unit.report]}:{unit.start}")
    out: dict[str, str] = {}
    for n, unit in enumerate(units):
        root = _root(parent, n)
        own = units[root].teller if units[root].teller.startswith(_OWN) and root not in unnamed else ""
        seed = own or units[root].teller + "\n" + "\n".join(sorted(named[root]))
        for claim in unit.claims:
            out[claim.claim] = "st-" + sha256(seed.encode()).hexdigest()[:12]
    return out


_OWN = "own voice: "
_UNCREDITED = _OWN + "fam-"
_UNNAMED = "unnamed: "
_SPEAKERS = frozenset({"spokesperson", "official", "government", "person", "expert"})


def statements(claims: Sequence[Claim]) -> tuple[Statement, ...]:
    """The statements behind claims whose `origin` is set, in the order of their ids.

    A passage runs from the first to the last evidence of a statement's claims that stand together
    in one report, no claim of another origin between them. Claims in a report's own voice have no
    statement row.
    """
    places = sorted((c.report, c.evidence.start, c.origin) for c in claims)
    by_origin: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.origin:
            by_origin.setdefault(claim.origin, []).append(claim)
    out: list[Statement] = []
    for origin, found in sorted(by_origin.items()):
        chains = Counter(c.attribution[-1] for c in found if c.attribution)
        if not chains:
            continue
        teller = min(chains, key=lambda t: (-chains[t], t.name, t.start or 0))
        chain = next(c.attribution for c in found if c.attribution and c.attribution[-1] == teller)
        out.append(Statement(origin=origin, teller=chain, passages=_passages(found, places)))
    return tuple(out)


def _passages(claims: Sequence[Claim], places: Sequence[tuple[str, int, str]]) -> tuple[dict[str, int | str], ...]:
    out: list[tuple[str, int, int]] = []
    for claim in sorted(claims, key=lambda c: (c.report, c.evidence.start, c.evidence.end)):
        evidence = claim.evidence
        near = bool(out) and out[-1][0] == claim.report and evidence.start - out[-1][2] <= 120
        if near:
            low = bisect_left(places, (claim.report, out[-1][2], ""))
            high = bisect_left(places, (claim.report, evidence.start, ""))
            near = all(origin == claim.origin for _, _, origin in places[low:high])
        if near:
            out[-1] = (claim.report, out[-1][1], max(out[-1][2], evidence.end))
        else:
            out.append((claim.report, evidence.start, evidence.end))
    return tuple({"report": r, "start": s, "end": e} for r, s, e in out)


def _units(claims: Sequence[Claim], sources: Mapping[str, Source]) -> list[_Unit]:
    """Claims told together: of a speaker, those of one kind in one sentence, since speech ranges over
    topics; of a written statement or an unnamed source, all in sentences that follow one another."""
    tellers = _teller_keys(claims, sources)
    breaks = {r: [m.end() for m in _SENTENCE.finditer(s.text)] for r, s in sources.items()}
    found: dict[tuple[str, str, int, str], list[Claim]] = {}
    last: dict[tuple[str, str], tuple[int, int]] = {}
    for claim in sorted(claims, key=lambda c: (c.report, c.evidence.start, c.evidence.end, c.claim)):
        sentence = bisect_right(breaks[claim.report], claim.evidence.start)
        here = (claim.report, tellers[claim.claim])
        if _speaks(claim):
            found.setdefault((*here, sentence, claim.kind), []).append(claim)
            continue
        first, previous = last.get(here, (sentence, sentence))
        first = first if sentence - previous <= 1 else sentence
        last[here] = (first, sentence)
        found.setdefault((*here, first, ""), []).append(claim)
    out: list[_Unit] = []
    for (report, teller, _, _), group in sorted(found.items()):
        start = min(c.evidence.start for c in group)
        end = max(c.evidence.end for c in group)
        inside = words(sources[report].text[start:end]).text
        stems = Counter(stem(w) for w in inside if len(w) > 2)
        keys = frozenset(k for c in group if (k := value_key(c)) is not None)
        out.append(_Unit(report, start, end, teller, tuple(group), keys, stems))
    return out


def _speaks(claim: Claim) -> bool:
    """Whether a claim is told by someone who speaks, or by the report itself; not by a written
    statement or an unnamed source."""
    if not claim.attribution:
        return True
    return claim.attribution[-1].type in _SPEAKERS and not claim.attribution[-1].anonymous


def _teller_keys(claims: Sequence[Claim], sources: Mapping[str, Source]) -> dict[str, str]:
    """Who tells each claim: one key for all names of one teller."""
    raw = {c.claim: _teller(c, sources[c.report]) for c in claims}
    names = sorted(
        {n for n in raw.values() if not n.startswith((_OWN, _UNNAMED))}, key=lambda n: (len(name_words(n)), n)
    )
    canonical: dict[str, str] = {}
    for name in (n for n in names if not name_words(n) <= _bodies()):
        canonical[name] = next((canonical[k] for k in canonical if same_teller(k, name)), name)
    for name in (n for n in names if n not in canonical):
        meant = sorted({full for known, full in canonical.items() if name_words(name) & name_words(known)})
        canonical[name] = meant[0] if len(meant) == 1 else name
    return {claim: canonical.get(name, name) for claim, name in raw.items()}


def _teller(claim: Claim, source: Source) -> str:
    """The innermost teller; an unnamed one is told apart by who quotes it."""
    chain = claim.attribution
    if not chain:
        return _OWN + (source.credit or source.family)
    last: Teller = chain[-1]
    if not last.anonymous:
        return last.name
    named = next((t.name for t in reversed(chain[:-1]) if not t.anonymous), None)
    return f"{named} quoting {last.name}" if named else f"{_UNNAMED}{last.name} in {source.family}"


def value_key(claim: Claim) -> tuple[object, ...] | None:
    """What a claim says, for recognising it in another wording; None where it is too general."""
    value = claim.value
    if isinstance(value, CasualtyValue):
        return (value.effect, value.low, value.high or value.low) if value.low is not None else None
    if isinstance(value, ArrestValue):
        return ("arrested", value.low, value.high or value.low) if value.low is not None else None
    if isinstance(value, PerpetratorValue):
        if value.alone or value.name.endswith(LONE):
            return ("alone", claim.stance)
        return ("perpetrator", value.membership or value.name, claim.stance)
    if isinstance(value, TextValue):
        if claim.kind == "attacker_fate":
            return ("fate", value.fate or value.summary)
        if claim.kind == "warning":
            return ("warning", value.heeded)
        if claim.kind == "responsibility":
            return ("responsibility", value.name or value.summary, claim.stance)
        if claim.kind == "target" and value.activity and not value.names:
            return ("activity", value.activity)
    return None


def _alike(a: _Unit, b: _Unit) -> bool:
    """Whether two tellings of one teller are one statement: they say the same, or say something of
    the same kind in like words."""
    kinds = {c.kind for c in a.claims} & {c.kind for c in b.claims}
    return bool(a.keys & b.keys) or (bool(kinds) and _cosine(a.stems, b.stems) >= ALIKE)


def _join_quoted(units: Sequence[_Unit], parent: list[int], sources: Mapping[str, Source]) -> None:
    """What a report tells and another one quotes from its outlet is one statement."""
    outlets = sorted({s.outlet for s in sources.values() if s.outlet})
    for n, unit in enumerate(units):
        named = [o for o in outlets if any(is_outlet(o, t) for t in unit.claims[0].attribution)]
        for m, other in enumerate(units if named else ()):
            if other.report != unit.report and sources[other.report].outlet in named and unit.keys & other.keys:
                _join(parent, n, m)


def _attach(units: Sequence[_Unit], parent: list[int]) -> None:
    """Passages without a teller that repeat another report's attributed words, or tell the same
    facts side by side, take its statement; so does the passage next to one that tells one of them."""
    told = [n for n, u in enumerate(units) if not u.teller.startswith(_OWN)]
    loose = [n for n, u in enumerate(units) if u.teller.startswith(_OWN) and not _counts(u)]
    moved: dict[int, int] = {}
    for n in loose:
        scores = [(_repeats(units[n], units[m]), -m) for m in told if units[m].report != units[n].report]
        if scores and max(scores)[0] >= COPIED:
            moved[n] = -max(scores)[1]
    for n in [n for n in loose if n not in moved]:
        beside = [m for k, m in moved.items() if _continues(units[n], units[k]) and _facts(units[n]) & _facts(units[m])]
        if beside:
            moved[n] = min(beside)
    for n, m in moved.items():
        _detach(units, parent, n)
        parent[n] = _root(parent, m)


def _repeats(own: _Unit, told: _Unit) -> float:
    """How surely a passage repeats a told one: by the share of its words, or by its facts."""
    if len(_facts(own) & _facts(told)) >= SAME_FACTS:
        return 1.0
    return _share(own.stems, told.stems) if len(own.stems) >= FEWEST else 0.0


def _facts(unit: _Unit) -> frozenset[tuple[str, str]]:
    """What was done, as far as a claim says it in a summary of its own."""
    return frozenset(
        (c.kind, c.value.summary)
        for c in unit.claims
        if c.kind == "response" and isinstance(c.value, TextValue) and c.value.summary
    )


def _continues(one: _Unit, other: _Unit) -> bool:
    """Whether two passages of one report stand side by side."""
    return one.report == other.report and max(one.start - other.end, other.start - one.end) <= BESIDE


def _join_breakdowns(units: Sequence[_Unit], parent: list[int]) -> frozenset[int]:
    """Passages in a report's own voice that break the dead down in the same parts go back to one
    telling that nobody names: two outlets do not come by the same parts on their own, unless each
    credits an agency. The roots of what was joined."""
    roots: set[int] = set()
    holders: dict[frozenset[tuple[object, ...]], list[int]] = {}
    for n, unit in enumerate(units):
        parts = _parts(unit)
        if unit.teller.startswith(_UNCREDITED) and len(parts) >= PARTS:
            holders.setdefault(parts, []).append(n)
    for members in holders.values():
        if len({units[n].report for n in members}) > 1:
            for n in members:
                _detach(units, parent, n)
            for n in members[1:]:
                parent[n] = members[0]
            roots.add(members[0])
    return frozenset(roots)


def _parts(unit: _Unit) -> frozenset[tuple[object, ...]]:
    """The parts of the dead that a passage tells apart by role, each with its number."""
    return frozenset(
        (value.low, value.role, value.nationality)
        for value in (c.value for c in unit.claims)
        if isinstance(value, CasualtyValue) and value.effect == "killed" and value.low and value.role not in _ANYBODY
    )


def _counts(unit: _Unit) -> bool:
    """Whether a passage tells figures: those are told in much the same words by everybody."""
    return any(isinstance(c.value, CasualtyValue | ArrestValue) for c in unit.claims)


def _share(part: Counter[str], whole: Counter[str]) -> float:
    """The share of the words of `part` that `whole` has as well."""
    return sum(1 for w in part if w in whole) / max(1, len(part))


def _detach(units: Sequence[_Unit], parent: list[int], n: int) -> None:
    """Takes one unit out of its own-voice group, giving the group another root if need be."""
    group = [m for m in range(len(units)) if _root(parent, m) == _root(parent, n) and m != n]
    for m in group:
        parent[m] = group[0]
    parent[n] = n


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    common = sum(a[w] * b[w] for w in a.keys() & b.keys())
    if not common:
        return 0.0
    return common / sqrt(sum(v * v for v in a.values()) * sum(v * v for v in b.values()))


def _root(parent: list[int], n: int) -> int:
    while parent[n] != n:
        n = parent[n]
    return n


def _join(parent: list[int], a: int, b: int) -> None:
    low, high = sorted((_root(parent, a), _root(parent, b)))
    parent[high] = low
