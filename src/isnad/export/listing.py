"""The list of incidents: what it can be narrowed by, and where and when they lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from isnad.export.facts import Effect, covering
from isnad.export.words import Words
from isnad.model.incident import Where
from isnad.model.record import Record


@dataclass(frozen=True)
class Entry:
    """An incident in the list of the index page; `keys` are its codes by facet."""

    record: Record
    file: str
    plain: str
    effects: tuple[Effect, ...]
    covers: int
    origins: int
    haystack: str
    keys: dict[str, tuple[str, ...]]

    @property
    def first(self) -> str:
        """The first report that covers the incident, by which a decision names it."""
        return covering(self.record.incident.members)[0].id if self.record.incident.members else ""

    @property
    def grade(self) -> object:
        """The grade proposed for the incident, None when there is none."""
        return next((g for g in self.record.grades if g.scheme == "airwars-like"), None)

    def top(self, effect: str) -> int:
        """The highest figure of an effect, -1 where there is none: what the list sorts by."""
        block = next((e for e in self.effects if e.effect == effect), None)
        return max(block.low or 0, block.high or 0) if block else -1


@dataclass(frozen=True)
class Range:
    """The dead of one incident drawn from the lowest to the highest figure, in hundredths of the highest of all."""

    entry: Entry
    block: Effect
    start: float
    width: float


def ranges(entries: Sequence[Entry], most: int = 8) -> list[Range]:
    """The incidents with the most dead, each drawn as a bar; none where fewer than two have a figure."""
    told = [(e, b) for e in entries for b in e.effects if b.effect == "killed" and e.top("killed") > 0]
    top = max((e.top("killed") for e, _ in told), default=0)
    told.sort(key=lambda pair: -pair[0].top("killed"))
    drawn = []
    for entry, block in told[:most] if len(told) > 1 else ():
        start = 100 * min(block.low or 0, entry.top("killed")) / top
        width = max(1.5, 100 * entry.top("killed") / top - start)
        drawn.append(Range(entry, block, round(min(start, 98.5), 1), round(width, 1)))
    return drawn


@dataclass(frozen=True)
class Choice:
    code: str
    label: Markup
    count: int


@dataclass(frozen=True)
class Facet:
    name: str
    choices: tuple[Choice, ...]


def keys_of(record: Record, origins: int) -> dict[str, tuple[str, ...]]:
    """The codes by which the list narrows: kind, where, month, conflicts, support and grade."""
    incident = record.incident
    month = (incident.date.low or incident.date.high or "")[:7]
    grade = next((g.grade for g in record.grades if g.scheme == "airwars-like"), None)
    kinds = sorted({c.kind for c in record.conflicts})
    return {
        "kind": (incident.kind,),
        "where": (place_key(incident.site),),
        "month": (month or "-",),
        "conflict": tuple(kinds) or ("-",),
        "support": ("one" if origins <= 1 else "few" if origins <= 3 else "many",),
        "grade": (grade or "-",),
    }


def place_key(site: Where) -> str:
    return f"{site.country or '-'}/{site.admin1 or '-'}"


def facets(entries: Sequence[Entry], words: Words, region: Callable[[Where], Markup]) -> list[Facet]:
    """The facets in which the incidents differ, each choice with how many it holds, the largest first.

    Months stand in their own order. A facet with one choice would narrow nothing and is left out.
    """
    sites = {place_key(e.record.incident.site): e.record.incident.site for e in entries}
    grades = {g.grade: g for e in entries for g in e.record.grades if g.scheme == "airwars-like"}

    def label(facet: str, code: str) -> Markup:
        if facet == "where":
            return _place(sites[code], words, region)
        if code == "-":
            return words.t({"month": "no_date", "conflict": "without_conflict", "grade": "no_grade"}[facet])
        if facet == "month":
            return words.day(code)
        if facet == "grade":
            return words.pair(grades[code].name, grades[code].name_ar)
        return words.term({"kind": "incident_kind"}.get(facet, facet), code)

    found = []
    for name in entries[0].keys if entries else ():
        counts = Counter(code for e in entries for code in e.keys[name])
        ordered = sorted(counts) if name in ("month", "support") else sorted(counts, key=lambda c: (-counts[c], c))
        if len(counts) > 1:
            found.append(Facet(name, tuple(Choice(c, label(name, c), counts[c]) for c in ordered)))
    return found


def _place(site: Where, words: Words, region: Callable[[Where], Markup]) -> Markup:
    if not site.country and not site.admin1:
        return words.t("no_place")
    parts = [region(site)] if site.admin1 else []
    parts += [words.country(site.country)] if site.country else []
    return Markup('<span class="sep">·</span>').join(parts)


@dataclass(frozen=True)
class Bar:
    """A stretch of time with the incidents that fall in it."""

    x: float
    width: float
    height: float
    label: str
    count: int


def bars(entries: Sequence[Entry], width: int = 552, height: int = 120) -> list[Bar]:
    """Incidents by day, or by month where they lie in more than two; gaps are kept up to fifty years."""
    days = sorted(d[:10] for e in entries if (d := e.record.incident.date.low or e.record.incident.date.high))
    if not days:
        return []
    by_month = len({d[:7] for d in days}) > 2
    counts = Counter(d[:7] if by_month else d for d in days)
    steps = _months(sorted(counts)) if by_month else _days(sorted(counts))
    most = max(counts.values())
    each = width / len(steps)
    return [
        Bar(round(44 + i * each, 1), round(max(1.0, each - 2), 1), round(counts[s] / most * height, 1), s, counts[s])
        for i, s in enumerate(steps)
    ]


def _months(told: Sequence[str]) -> Sequence[str]:
    """Every month from the first told to the last; the told ones only where the distance is absurd."""
    try:
        low, high = (int(m[:4]) * 12 + int(m[5:7]) - 1 for m in (told[0], told[-1]))
    except ValueError:
        return told
    every = [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(low, min(high, low + 600) + 1)]
    return every if set(told) <= set(every) else told


def _days(told: Sequence[str]) -> Sequence[str]:
    """Every day from the first told to the last, which lie in two months at most."""
    try:
        low, high = (date.fromisoformat(d).toordinal() for d in (told[0], told[-1]))
    except ValueError:
        return told
    every = [date.fromordinal(n).isoformat() for n in range(low, min(high, low + 600) + 1)]
    return every if set(told) <= set(every) else told
