"""A claim in words: for people who ask why."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from isnad.model.claim import Claim, Step, Teller
from isnad.model.report import Report

_LINE_END = re.compile(r"[\n\r]")
_AROUND = 160


def summary(claim: Claim) -> str:
    """One line: id, report, kind, value, words."""
    evidence = _one_line(claim.evidence.quote)
    return f"{claim.claim}  {claim.report}  {claim.kind}  {_value(claim)}  «{evidence}»"


def explain(claim: Claim, report: Report) -> str:
    """The claim, its sentence, its teller and its derivation tree, as a few lines."""
    evidence = claim.evidence
    before, after = context(report.text, evidence.start, evidence.end)
    lines = [
        f"claim      {claim.claim}",
        f"report     {claim.report}" + (f" ({report.source})" if report.source else ""),
        f"says       {claim.kind}: {_value(claim)}",
        f"event      {claim.event}",
        f"teller     {' ← '.join(_teller(t) for t in claim.attribution) or 'the report itself'}",
        f"stance     {claim.stance}" + (f", because of «{_one_line(claim.hedge.quote)}»" if claim.hedge else ""),
        f"quoted     {'yes' if claim.quoted else 'no'}",
        f"words      [{evidence.start}, {evidence.end}) «{_one_line(evidence.quote)}»",
        f"in         {before}⟦{_one_line(evidence.quote)}⟧{after}",
        f"rule       {claim.rule}",
    ]
    if claim.derivation is not None:
        lines += ["read as", *_tree(claim.derivation, report.text, 1)]
    return "\n".join(lines)


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after [start, end) in its line, shortened at a word to `_AROUND`."""
    before = _LINE_END.split(text[max(0, start - _AROUND) : start])[-1]
    after = _LINE_END.split(text[end : end + _AROUND])[0]
    if start > _AROUND and len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    return before, after


def _tree(step: Step, text: str, depth: int) -> Iterator[str]:
    note = f" ({step.note})" if step.note else ""
    yield f"{'  ' * depth}{step.rule} «{_one_line(text[step.start : step.end])}»{note}"
    for part in step.parts:
        yield from _tree(part, text, depth + 1)


def _teller(teller: Teller) -> str:
    written = f" «{teller.name_ar}»" if teller.name_ar else ""
    return f"{teller.name} [{teller.type}{', anonymous' if teller.anonymous else ''}]{written}"


def _value(claim: Claim) -> str:
    fields = msgspec.to_builtins(claim.value)
    return " ".join(f"{k}={v}" for k, v in fields.items() if v is not None and v is not False and v != ())


def _one_line(text: str) -> str:
    return " ".join(text.split())
