"""An incident as a few tables for people, with a number at each figure that leads to its words.

Made once here; markdown.py and wikitext.py only write it down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from isnad.export.exchange.bundle import Bundle
from isnad.export.exchange.coding import covering, date_claims, site_claims, title
from isnad.export.exchange.tables import schema
from isnad.export.facts import EFFECTS, EVERYBODY
from isnad.export.shown import shown
from isnad.export.views import web_address
from isnad.export.words import Words, amount, load_words
from isnad.model.claim import Teller
from isnad.model.incident import Incident
from isnad.model.record import Record, TollRow


class Part(NamedTuple):
    """Text and what it is: words of the interface, a number or code, or somebody's own words."""

    text: str
    kind: str = "words"


class Cell(NamedTuple):
    """`refs` are numbers of the claims that the cell rests on."""

    parts: tuple[Part, ...] = ()
    refs: tuple[int, ...] = ()


class Grid(NamedTuple):
    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


class Cited(NamedTuple):
    """A claim as it is cited: who published it, when, who says so, the words, and their place."""

    number: int
    claim: str
    outlet: str
    published: str
    tellers: tuple[str, ...]
    quote: str
    place: str
    url: str | None


class Page(NamedTuple):
    title: Part
    lead: tuple[tuple[str, Cell], ...]
    grids: tuple[Grid, ...]
    cited: tuple[Cited, ...]


class Book(NamedTuple):
    """All incidents, in one language. `head` are the headings of the list of claims."""

    rtl: bool
    pages: tuple[Page, ...]
    claims_heading: str
    head: tuple[str, ...]
    made_by: str


def book(bundle: Bundle, tongue: str) -> Book:
    """The incidents of a bundle in the words of one interface language."""
    words = load_words()
    claims = {t.name: t for t in schema()}["claims"]
    head = tuple(_heading(c, tongue) for c in ("report.outlet", "report.published", "claims.teller", "claims.quote"))
    return Book(
        words.languages[tongue]["dir"] == "rtl",
        tuple(_Writer(record, bundle, words, tongue).page() for record in bundle.records),
        claims.words[tongue],
        ("#", *head, _heading("claims.claim", tongue)),
        words.wording("method_version")[tongue].format(v=bundle.version),
    )


def _heading(path: str, tongue: str) -> str:
    """Words of "table.column" (its table may be named without its plural s)."""
    table, column = path.split(".")
    tables = {t.name: t for t in schema()}
    found = tables.get(table) or tables[f"{table}s"]
    return next(c.words[tongue] for c in found.columns if c.name == column)


class _Writer:
    """Numbers claims in the order in which they are first cited."""

    def __init__(self, record: Record, bundle: Bundle, words: Words, tongue: str) -> None:
        self._record = record
        self._bundle = bundle
        self._words = words
        self._tongue = tongue
        self._numbers: dict[str, int] = {}

    def page(self) -> Page:
        incident = self._record.incident
        lead = self._lead(incident)
        grids = tuple(g for g in (self._toll(), self._rules(), self._conflicts()) if g.rows)
        return Page(Part(shown(title(incident, self._tongue)), "quote"), lead, grids, tuple(self._cited()))

    def _term(self, section: str, code: str) -> str:
        return self._words.term_wording(section, code)[self._tongue]

    def _word(self, key: str) -> str:
        return self._words.wording(key)[self._tongue]

    def _refs(self, claims: Iterable[str]) -> tuple[int, ...]:
        known = self._bundle.claims
        cited = dict.fromkeys(c for c in claims if c in known)
        return tuple(self._numbers.setdefault(c, len(self._numbers) + 1) for c in cited)

    def _lead(self, incident: Incident) -> tuple[tuple[str, Cell], ...]:
        when, site = incident.date, incident.site
        days = " – ".join(dict.fromkeys(d for d in (when.low, when.high) if d))
        day = Part(days, "number") if days else Part(self._word("no_date"))
        names = [shown(n) for n in (site.name_ar, site.name) if n]
        names = names[:1] if site.name_ar and self._words.languages[self._tongue]["dir"] == "rtl" else names[-1:]
        place = [Part(n, "quote") for n in names] or [Part(self._word("no_place"))]
        if site.country:
            place.append(Part(self._words.country_wording(site.country).get(self._tongue, site.country)))
        if names:
            place.append(Part(self._term("precision", site.precision)))
        outlets = dict.fromkeys(shown(m.outlet or m.id) for m in covering(self._record))
        return (
            (self._word("date"), Cell((day,), self._refs(date_claims(self._record)) if days else ())),
            (self._word("place"), Cell(tuple(place), self._refs(site_claims(self._record)) if names else ())),
            (self._word("reports"), Cell(tuple(Part(o, "quote") for o in outlets))),
        )

    def _toll(self) -> Grid:
        names = ("toll.effect", "toll.role", "rules.low", "toll.status", "toll.origins")
        head = [_heading(n, self._tongue) for n in names]
        head[1], head[2] = self._word("by_group"), self._word("figure")
        rows = [
            (
                Cell((Part(self._term("effect", row.effect)),)),
                Cell(self._group(row)),
                Cell((Part(amount(row.low, row.high, row.approx), "number"),), self._refs(row.claims)),
                Cell((Part(self._term("status", row.status)),)),
                Cell((Part(str(row.origins), "number"),)),
            )
            for row in self._record.toll
        ]
        return Grid(self._word("answer"), tuple(head), tuple(rows))

    def _group(self, row: TollRow) -> tuple[Part, ...]:
        everybody = (row.role, row.nationality) == (EVERYBODY, None)
        parts = [Part(self._term("role", "all" if everybody else row.role))]
        if row.nationality:
            country = self._words.country_wording(row.nationality).get(self._tongue, row.nationality)
            parts.append(Part(country))
        return tuple(parts)

    def _rules(self) -> Grid:
        rules = self._record.rules
        told = {e for c in rules.values() for e, a in c.items() if _is_answer(e, a)}
        effects = [e for e in EFFECTS if e in told]
        rows = []
        for rule, content in rules.items():
            cells = [self._answer(content.get(e)) for e in effects]
            if any(cell.parts for cell in cells):
                rows.append((Cell((Part(self._term("counting_rule", rule)),)), *cells))
        head = (self._word("rule"), *(self._term("effect", e) for e in effects))
        unsure = any(content.get("confirmed") is False for content in rules.values())
        return Grid(self._word("rules"), head, tuple(rows), (self._word("rule_style"),) if rows and unsure else ())

    def _answer(self, found: object) -> Cell:
        if not isinstance(found, Mapping):
            return Cell()
        low, high, best = (found.get(k) if isinstance(found.get(k), int) else None for k in ("low", "high", "best"))
        figure = amount(low, high) if (low, high) != (None, None) else ""
        if best is not None and low != high:
            figure = f"{figure} ({best})" if figure else str(best)
        elif best is not None and not figure:
            figure = str(best)
        return Cell((Part(figure, "number"),), self._refs(found.get("claims", ()))) if figure else Cell()

    def _conflicts(self) -> Grid:
        head = tuple(
            _heading(n, self._tongue) for n in ("conflicts.about", "conflicts.kind", "conflict_values.reports")
        )
        script = self._words.languages[self._tongue]["field"]
        rows, notes = [], []
        for conflict in self._record.conflicts:
            notes.append(shown(conflict.note_ar if script == "arabic" else conflict.note))
            for side in conflict.values:
                value = shown(side.value_ar if script == "arabic" else side.value)
                told, _, rest = conflict.about.partition(": ")
                effect, opened, role = told.removesuffix(")").partition(" (")
                group = [Part(self._term("role", role))] if opened else []
                parts = (Part(self._term("about", effect)), *group, *([Part(shown(rest), "quote")] if rest else []))
                reports = [m.outlet or m.id for m in self._record.incident.members if m.id in side.reports]
                rows.append(
                    (
                        Cell(parts),
                        Cell((Part(self._term("conflict", conflict.kind)),)),
                        Cell((Part(value, "quote"),), self._refs(side.claims)),
                        Cell(tuple(Part(shown(r), "quote") for r in dict.fromkeys(reports))),
                    )
                )
        names = (*head[:2], self._word("figure"), head[2])
        return Grid(self._word("conflicts"), names, tuple(rows), tuple(dict.fromkeys(n for n in notes if n)))

    def _cited(self) -> Iterable[Cited]:
        held = {c.claim: c for c in self._record.incident.claims}
        for name, number in self._numbers.items():
            claim = held.get(name) or self._bundle.claims[name]
            report = self._bundle.reports[claim.report]
            yield Cited(
                number,
                name,
                shown(report.outlet or report.id),
                (report.published or "")[:10],
                tuple(shown(self._named(t)) for t in claim.attribution),
                shown(" ".join(claim.evidence.quote.split())),
                f"{claim.report} [{claim.evidence.start}, {claim.evidence.end})",
                web_address(report.url),
            )

    def _named(self, teller: Teller) -> str:
        """A teller in the script of the page's language where it is known in both."""
        arabic = self._words.languages[self._tongue]["field"] == "arabic"
        return (arabic and teller.name_ar) or teller.name


def _is_answer(name: str, content: object) -> bool:
    return name != "parameters" and isinstance(content, Mapping)
