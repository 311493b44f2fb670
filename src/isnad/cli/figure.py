"""A figure in words: what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from isnad.cli.explain import context
from isnad.model.claim import Claim
from isnad.model.incident import Incident, Reading
from isnad.reconcile.standing import Standing


def tell(found: Standing, incident: Incident, readings: Mapping[str, Reading]) -> str:
    """The figure, each origin behind it, why its reports are one, their sentences, and what is left without it."""
    row = found.row
    range_ = str(row.low) if row.low == row.high else f"{row.low if row.low is not None else '?'} to {row.high or '?'}"
    best = "no number most supported" if row.best is None else f"best {row.best}"
    people = "" if row.role == "person" else f" {row.role}"
    nation = f" ({row.nationality})" if row.nationality else ""
    lines = [
        f"incident   {incident.id}  {incident.title.get('en', '')}",
        f"figure     {row.effect}{people}{nation}: {range_}, {best}, {row.status};"
        f" {row.reports} reports, {row.origins} origins",
    ]
    claims = {c.claim: c for c in incident.claims}
    for number, origin in enumerate(found.origins, start=1):
        lines += ["", f"origin {number}   {origin.name}  ({origin.origin})", f"  gives    {'; '.join(origin.figures)}"]
        lines += [f"  why      {why}" for why in origin.why]
        told = [claims[name] for name in origin.claims if name in claims]
        lines += [f"  words    {line}" for line in _sentences(told, readings)]
        lines.append(f"  without  {origin.without}")
    return "\n".join(lines)


def _sentences(told: list[Claim], readings: Mapping[str, Reading]) -> Iterator[str]:
    for claim in told:
        if claim.report in readings:
            evidence = claim.evidence
            before, after = context(readings[claim.report].report.text, evidence.start, evidence.end)
            quote = " ".join(evidence.quote.split())
            yield f"{claim.claim}  {claim.report} [{evidence.start}, {evidence.end})  {before}⟦{quote}⟧{after}"
