"""Templates, words, style and script made into pages that need nothing but themselves."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from isnad.export.brief import brief
from isnad.export.charts import time_overview
from isnad.export.cite import citation
from isnad.export.course import course, hours
from isnad.export.describe import group_words, short_words
from isnad.export.exchange.write import downloads
from isnad.export.facts import answer, attackers, by_origin, covering, families, matrix
from isnad.export.figures import CLASSES, figure_chart
from isnad.export.ladder import speakers
from isnad.export.lineage import trees
from isnad.export.lines import REVIEWS
from isnad.export.listing import Entry, bars, facets, keys_of, ranges
from isnad.export.maps import close_up, dot_map, locator, spot
from isnad.export.people import people
from isnad.export.shown import anchor, shown
from isnad.export.sites import told_sites
from isnad.export.views import ReportView, conflict_views, report_view, rule_views, statement_views
from isnad.export.words import Words, amount, load_words, number
from isnad.issues import Issue
from isnad.model.claim import Claim
from isnad.model.incident import Reading, Where
from isnad.model.record import Record
from isnad.model.report import Report
from isnad.places.atlas import Atlas
from isnad.reconcile.choose import origins_behind

INDEX_FILE = "index.html"
OUTSIDE_FILE = "reports.html"
_STYLES = ("style.css", "blocks.css", "list.css", "print.css")
_SCRIPTS = ("page.js", "claims.js", "review.js", "index.js")
_FEATURES = ("hollow", "more", "vague", "part", "copy", "crossed")
_FEW = 60
"""Incidents up to which each has a circle of its own along time."""
_WIDE = 24
"""Reports above which the matrix has a column for each origin instead of each report."""
_LABELS = ("in_text", "back_to_facts", "information")
_SIGNS = {"agree": "●", "differ": "◆", "alone": "○", "told": "·", "silent": "–"}
_DIGIT = "admiralty-information"
_RESERVED = ("index", "reports", "con", "prn", "aux", "nul")


class Pages:
    """Renders the pages of one dossier. Same arguments, same bytes."""

    def __init__(self, records: Sequence[Record], readings: Mapping[str, Reading], version: str) -> None:
        self._words = load_words()
        self._records = records
        self._readings = readings
        self._version = version
        style = "".join(map(_asset, _STYLES)) + _language_rules(self._words)
        script = '(function(){"use strict";\n' + "".join(map(_asset, _SCRIPTS)) + "})();"
        self._common = {
            "w": self._words,
            "version": version,
            "downloads": downloads(),
            "style": Markup(style),
            "script": Markup(script),
            "policy": _policy(style, script),
            "plain": self._plain,
            "region": self._region,
            "group": lambda role, nationality: group_words(self._words, role, nationality),
            "person_of": {},
            "reviews": {c: r.act for rec in records for r in rec.desk for c in r.claims if r.act in REVIEWS},
            "short": lambda claims: _different(short_words(self._words, claim) for claim in claims),
        }
        names = _file_names([r.incident.id for r in records])
        self._entries = [self._entry(r, name) for r, name in zip(records, names, strict=True)]

    def incidents(self) -> dict[str, str]:
        """File name to page, one for each record."""
        return {e.file: self._incident(e) for e in self._entries}

    def index(self, issues: Sequence[Issue]) -> str:
        """The list of incidents, the overview, reports left over and issues."""
        killed = {e.record.incident.id: max(0, e.top("killed")) for e in self._entries}
        return self._render(
            "index.html",
            entries=self._entries,
            links={e.record.incident.id: e for e in self._entries},
            time_overview=time_overview(self._records, killed) if len(self._entries) <= _FEW else None,
            bars=bars(self._entries) if len(self._entries) > _FEW else [],
            ranges=ranges(self._entries),
            facets=facets(self._entries, self._words, self._region),
            spots={r.incident.id: spot(r.incident.site) for r in self._records},
            dot_map=dot_map(self._records, killed),
            report_count=len(self._readings),
            claim_count=sum(len(r.claims) for r in self._readings.values()),
            outside=self._outside(),
            outside_file=OUTSIDE_FILE,
            issues=issues,
        )

    def outside(self) -> str | None:
        """The page of reports that fell in no incident, None when there is none."""
        views = self._outside()
        return self._render("outside.html", outside=views, fact_of={}, grade_of={}) if views else None

    def _outside(self) -> list[ReportView]:
        inside = {m.id for record in self._records for m in record.incident.members}
        rest = [reading for name, reading in self._readings.items() if name not in inside]
        return [report_view(reading, None, {}, self._words) for reading in rest]

    def _incident(self, entry: Entry) -> str:
        record = entry.record
        incident = record.incident
        claims = {c.claim: c for c in incident.claims}
        reports = {m.id: report_view(self._reading(m.id, m.outlet), m, claims, self._words) for m in incident.members}
        shown_claims = {card.claim.claim: card.claim for view in reports.values() for card in view.cards}
        groups = families(incident.members)
        charts = [chart for block in entry.effects if (chart := figure_chart(record, block))]
        effects = [block.effect for block in entry.effects]
        rules = rule_views(record.rules, effects)
        wide = len(incident.members) > _WIDE
        columns = [m for group in groups for m in (group.members[:1] if wide else group.members)]
        rows = matrix(by_origin(record) if wide else record, columns)
        named = people(record, reports)
        sites = told_sites(incident.claims, incident.site)
        others = [told for told in sites if not told.chosen]
        return self._render(
            "incident.html",
            record=record,
            incident=incident,
            plain_title=entry.plain,
            families=groups,
            covers=entry.covers,
            origins=entry.origins,
            effects=entry.effects,
            attackers=attackers(record),
            fates=_of_kind(incident.claims, "attacker_fate"),
            rules=rules,
            brief=brief(record, entry.effects, reports),
            rule_effects=[e for e in effects if any(e in rule.cells for rule in rules)],
            conflicts=conflict_views(record.conflicts, reports, shown_claims),
            rows=rows,
            by_origin=wide,
            known=shown_claims.keys(),
            fact_of={c.claim: i for i, row in enumerate(rows, 1) for cell in row.cells for c in cell.claims},
            charts=charts,
            teller_classes=[c for c in CLASSES if any(chart.shows(c) for chart in charts)],
            chart_features=[f for f in _FEATURES if any(chart.shows(f) for chart in charts)],
            locator=locator(incident.site, others),
            close_up=close_up(incident.site, others),
            told_sites=sites,
            phases=course(record, reports),
            hours=hours(record),
            trees=trees(groups, reports),
            speakers=speakers(record, reports),
            people=named,
            person_of={name: one.number for one in named for name in one.names},
            cite=citation(record, entry.plain, self._version, entry.covers, entry.origins),
            grade_of={c: g for g in record.grades if g.scheme == _DIGIT for c in g.claims},
            statements=statement_views(record.statements, reports),
            reports=reports,
        )

    def _reading(self, name: str, outlet: str | None) -> Reading:
        """The reading of a report; an empty one where the caller has none."""
        found = self._readings.get(name)
        return found or Reading(report=Report(id=name, text="", outlet=outlet), claims=())

    def _entry(self, record: Record, name: str) -> Entry:
        incident = record.incident
        told = covering(incident.members)
        origins = origins_behind(record)
        titles = [incident.title.get(language) for language in self._words.languages]
        plain = shown(next((t for t in titles if t), "")) or incident.id
        return Entry(
            record=record,
            file=f"{name}.html",
            plain=plain,
            effects=tuple(answer(record)),
            covers=len(told),
            origins=origins,
            haystack=self._haystack(record),
            keys=keys_of(record, origins),
        )

    def _haystack(self, record: Record) -> str:
        """What the search box looks in beside the words on the page, in every language."""
        incident = record.incident
        site = incident.site
        country = self._words.country(site.country).striptags() if site.country else ""
        found = [*incident.title.values(), site.name, site.name_ar, site.admin1, country, incident.id]
        found += [self._words.term("incident_kind", incident.kind).striptags()]
        for member in incident.members:
            found += [member.outlet, member.id]
        for claim in incident.claims:
            found += [name for t in claim.attribution for name in (t.name, t.name_ar)]
        return " ".join(dict.fromkeys(shown(part) for part in found if part))

    def _region(self, site: Where) -> Markup:
        """The first-level unit of a place; its Arabic name is the gazetteer's."""
        known = Atlas.load().region(site.country, site.admin1)
        return self._words.pair(site.admin1, known.name_ar if known and known.name_ar else site.admin1)

    def _plain(self, key: str, language: str | None = None) -> str:
        return self._words.wording(key)[language or self._words.default]

    def _render(self, template: str, **context: Any) -> str:
        return _environment().get_template(template).render(**{**self._common, **context})


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("isnad.export"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(amount=amount, anchor=anchor, first_line=_first_line, number=number, shown=shown)
    return environment


def _asset(name: str) -> str:
    return resources.files("isnad.export").joinpath("assets", name).read_text(encoding="utf-8")


def _language_rules(words: Words) -> str:
    """Shows one language's words; `<html lang>` says which.

    What every card and cell repeats is written once here, so that a page of many stays small;
    signs of the matrix carry their words for those who listen.
    """
    rules = []
    for language in words.languages:
        html = f'html[lang="{language}"]'
        rules.append(f'{html} :is(span,text)[lang]:not([lang="{language}"]){{display:none}}')
        labels = {**{key: words.wording(key) for key in _LABELS}, **words.labels()}
        rules += [f"{html} .l-{key}::before{{content:{_css(w[language])}}}" for key, w in labels.items()]
        for state, sign in _SIGNS.items():
            told = _css(words.wording(f"state_{state}")[language])
            rules.append(f'{html} .q-{state}:is(td)::before{{content:"{sign}" / {told}}}')
    return "".join(rules)


def _css(text: str) -> str:
    """A string of a style sheet."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


def _policy(style: str, script: str) -> str:
    """A content security policy: this style and this script, and nothing from anywhere."""
    hashes = [base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _file_names(ids: Sequence[str]) -> list[str]:
    """File names that every file system takes, one for each id, none twice."""
    names: dict[str, None] = {}
    for name in ids:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-")[:80] or "incident"
        stem = f"{stem}-1" if stem in _RESERVED else stem
        tried, count = stem, 1
        while tried in names:
            count += 1
            tried = f"{stem}-{count}"
        names[tried] = None
    return list(names)


def _different(values: Any) -> list[Markup]:
    return list(dict.fromkeys(values))


def _of_kind(claims: Sequence[Claim], kind: str) -> list[str]:
    return [c.claim for c in claims if c.kind == kind and c.event == "main"]


def _first_line(text: str) -> str:
    line = next((part for part in shown(text).splitlines() if part.strip()), "").strip()
    return line if len(line) <= 120 else line[:119].rstrip() + "…"
