"""What the templates draw: reports with their marks, conflicts and statements with their words."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from isnad.export.describe import value_words
from isnad.export.shown import anchor, around, direction, marked, segments, shown
from isnad.export.words import Words, amount
from isnad.model.claim import Claim, Teller
from isnad.model.incident import Member, Reading, Statement
from isnad.model.record import Conflict, ConflictValue
from isnad.model.report import Report

_WORD = re.compile(r"\S+")
_SAYING = 4
"""Words from which a passage says something by itself."""
_CLOSE = 0.5
"""Share of words in common from which differences say something."""


@dataclass(frozen=True)
class Card:
    """A claim as listed beside its report. `here` is false for a claim on another event."""

    claim: Claim
    anchor: str
    family: str
    value: Markup
    here: bool


@dataclass(frozen=True)
class ReportView:
    """A report in full. `member` is None on the page of reports outside every incident."""

    report: Report
    anchor: str
    member: Member | None
    name: str
    dir: str
    url: str | None
    text: Markup
    cards: tuple[Card, ...]
    kinds: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the text as stored, in UTF-8."""
        return hashlib.sha256(self.report.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def label(self) -> str:
        """What the report is called where no outlet is known: its file, where the name says more than the id."""
        stem = PurePosixPath(self.report.source or "").stem
        return stem if stem.startswith(f"{self.report.id}_") else self.report.id

    @property
    def published(self) -> str | None:
        """When it was published, as far as that is known."""
        return self.report.published or (self.member.published if self.member else None)

    @property
    def origin(self) -> str:
        """The family of reports that it goes back to; itself where it is of none."""
        return self.member.origin_family if self.member else self.report.id


@dataclass(frozen=True)
class Quote:
    """A claim's words in their sentence, and how many further reports of its origin say the same."""

    claim: Claim
    report: ReportView
    words: Markup
    copies: int


@dataclass(frozen=True)
class Side:
    value: ConflictValue
    reports: tuple[ReportView, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class ConflictView:
    conflict: Conflict
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class RuleCell:
    """What a rule makes of one effect, the claims it used and those it set aside, by reason."""

    figure: str
    claims: tuple[str, ...]
    aside: Mapping[str, Sequence[str]]
    note: str


@dataclass(frozen=True)
class RuleView:
    """A counting rule; `confirmed` is false where it is only in the style of its school."""

    name: str
    label: str
    confirmed: bool
    cells: Mapping[str, RuleCell]
    parameters: Mapping[str, object]


@dataclass(frozen=True)
class Passage:
    """What one report has of a statement, one text for each place."""

    report: ReportView
    texts: tuple[Markup, ...]


@dataclass(frozen=True)
class StatementView:
    """A statement and its passages; `across` when reports of more than one text have it, and in more
    words than a name or a day."""

    teller: tuple[Teller, ...]
    passages: tuple[Passage, ...]
    across: bool


def report_view(
    reading: Reading, member: Member | None, incident_claims: Mapping[str, Claim], words: Words
) -> ReportView:
    """One report with its claims lit in place; a claim the incident holds is shown as it holds it."""
    report = reading.report
    own = [incident_claims.get(c.claim, c) for c in reading.claims]
    known = {c.claim for c in own}
    own += [c for c in incident_claims.values() if c.report == report.id and c.claim not in known]
    cards = tuple(
        Card(
            claim=claim,
            anchor=f"claim-{anchor(claim.claim)}",
            family=words.family_of(claim.kind),
            value=value_words(words, claim),
            here=member is None or claim.claim in incident_claims,
        )
        for claim in sorted(own, key=lambda c: (c.evidence.start, c.evidence.end, c.claim))
    )
    parts = segments(report.text, [(c.claim.evidence.start, c.claim.evidence.end, c.claim.claim) for c in cards])
    return ReportView(
        report=report,
        anchor=f"report-{anchor(report.id)}",
        member=member,
        name=report.outlet or (member.outlet if member else None) or "",
        dir=direction(report.text),
        url=web_address(report.url),
        text=marked(
            parts,
            {c.claim.claim: c.family for c in cards},
            {c.claim.claim: c.anchor.removeprefix("claim-") for c in cards},
        ),
        cards=cards,
        kinds=tuple(dict.fromkeys(c.family for c in cards)),
    )


def web_address(url: str | None) -> str | None:
    """`url` when it is a web address that is safe to link, else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def conflict_views(
    conflicts: Sequence[Conflict], reports: Mapping[str, ReportView], claims: Mapping[str, Claim]
) -> list[ConflictView]:
    """Conflicts with the words of every side; a disagreement on a number stands before others."""
    views = []
    for conflict in conflicts:
        sides = []
        for value in conflict.values:
            told = [claims[c] for c in value.claims if c in claims and claims[c].report in reports]
            quotes = _quotes(told, reports)
            named = tuple(reports[r] for r in value.reports if r in reports)
            sides.append(Side(value, named, quotes))
        views.append(ConflictView(conflict, tuple(sides)))
    return views


def _quotes(told: Sequence[Claim], reports: Mapping[str, ReportView]) -> tuple[Quote, ...]:
    """One quote for each act of telling, which several reports may repeat; what nobody is named for counts
    by the text that says it. What somebody tells comes before what nobody is named for."""
    found: dict[str, list[Claim]] = {}
    for claim in told:
        key = claim.origin if claim.attribution and claim.origin else reports[claim.report].origin
        found.setdefault(key, []).append(claim)
    quotes = []
    for group in found.values():
        first = max(group, key=lambda c: len(c.attribution))
        text, at = reports[first.report].report.text, first.evidence
        more = len({c.report for c in group}) - 1
        words = around(text, at.start, at.end) if text else Markup("{}").format(shown(at.quote))
        quotes.append(Quote(first, reports[first.report], words, more))
    return tuple(quotes)


def statement_views(statements: Sequence[Statement], reports: Mapping[str, ReportView]) -> list[StatementView]:
    """Statements that stand in at least two passages of the reports at hand."""
    views = []
    for statement in statements:
        found = [
            (reports[str(p["report"])], int(p["start"]), int(p["end"]))
            for p in statement.passages
            if str(p["report"]) in reports
        ]
        if len(found) < 2:
            continue
        by_report: dict[str, list[Markup]] = {}
        first = [shown(v.report.text[a:b]) for v, a, b in found if v is found[0][0]]
        for view, start, end in found:
            text = shown(view.report.text[start:end])
            same = view is found[0][0]
            lit = Markup("{}").format(text) if same else _changed(first, text)
            by_report.setdefault(view.report.id, []).append(lit)
        passages = tuple(Passage(reports[name], tuple(texts)) for name, texts in by_report.items())
        longest = max(len(shown(view.report.text[start:end]).split()) for view, start, end in found)
        across = len({p.report.origin for p in passages}) > 1 and longest >= _SAYING
        views.append(StatementView(statement.teller, passages, across))
    return views


def _changed(first: Sequence[str], text: str) -> Markup:
    """`text` with the words underlined that the closest of `first` does not have in order.

    Nothing is underlined where none is close: it would be everything.
    """
    ours = list(_WORD.finditer(text))
    words = [m.group() for m in ours]
    matchers = [difflib.SequenceMatcher(a=_WORD.findall(f), b=words, autojunk=False) for f in first]
    matcher = max(matchers, key=lambda m: m.ratio())
    out, at = Markup(""), 0
    if matcher.ratio() < _CLOSE:
        return Markup("{}").format(text)
    for kind, _, _, low, high in matcher.get_opcodes():
        if kind in ("replace", "insert"):
            start, end = ours[low].start(), ours[high - 1].end()
            out += Markup("{}<u>{}</u>").format(text[at:start], text[start:end])
            at = end
    return out + Markup("{}").format(text[at:])


def rule_views(rules: Mapping[str, Mapping[str, Any]], effects: Sequence[str]) -> list[RuleView]:
    """The rules that speak about any of `effects`, in the order of the record."""
    views = []
    for name, content in rules.items():
        cells = {e: cell for e in effects if (cell := _rule_cell(content.get(e))) is not None}
        if cells:
            label = str(content.get("rule", name))
            confirmed = content.get("confirmed", True) is not False
            views.append(RuleView(name, label, confirmed, cells, content.get("parameters", {})))
    return views


def _rule_cell(found: object) -> RuleCell | None:
    if not isinstance(found, Mapping):
        return None
    low, high, best = (found.get(k) if isinstance(found.get(k), int) else None for k in ("low", "high", "best"))
    ranged = low is not None or high is not None
    figure = amount(low, high) if ranged else "" if best is None else str(best)
    if ranged and best is not None and low != high:
        figure = f"{figure} ({best})"
    aside: dict[str, list[str]] = {}
    for row in found.get("set_aside", ()):
        aside.setdefault(str(row["reason"]), []).append(str(row["claim"]))
    claims = tuple(str(c) for c in found.get("claims", ()))
    return RuleCell(figure, claims, aside, str(found.get("note", "")))
