"""A report with its claims lit in place, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.export.shown import segments
from isnad.model.claim import Claim
from isnad.model.incident import Reading

COLOURS = {
    "casualties": "41;97",
    "arrests": "45;97",
    "event_date": "44;97",
    "event_site": "42;30",
    "perpetrator": "43;30",
    "attacker_fate": "43;30",
}
"""ANSI colours of kinds; every other kind is underlined."""
OTHER = "4"


def annotated(reading: Reading, *, colour: bool) -> Iterator[str]:
    """The report's lines with every claim between ⟦ ⟧ and numbered, then what each number says."""
    numbers = {claim.claim: n for n, claim in enumerate(reading.claims, 1)}
    kinds = {claim.claim: claim.kind for claim in reading.claims}
    spans = [(c.evidence.start, c.evidence.end, c.claim) for c in reading.claims]
    yield f"── {reading.report.id}" + (f" · {reading.report.outlet}" if reading.report.outlet else "")
    out = []
    open_claims: tuple[str, ...] = ()
    for part in segments(reading.report.text, spans):
        begun = [str(numbers[c]) for c in part.claims if c not in open_claims]
        ended = any(c not in part.claims for c in open_claims)
        out.append(("⟧" if ended else "") + (f"⟦{','.join(begun)} " if begun else ""))
        out.append(_painted(part.text, kinds[part.claims[0]]) if part.claims and colour else part.text)
        open_claims = part.claims
    yield "".join(out) + ("⟧" if open_claims else "")
    for claim in reading.claims:
        yield f"{numbers[claim.claim]:>4}  {claim.claim}  {_said(claim)}"


def _painted(text: str, kind: str) -> str:
    code = COLOURS.get(kind, OTHER)
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" if line else line for line in text.split("\n"))


FIELDS = ("effect", "low", "high", "role", "nationality", "raw", "name", "precision", "membership", "summary")


def _said(claim: Claim) -> str:
    tellers = " ← ".join(teller.name for teller in claim.attribution) or "the report itself"
    value = " ".join(
        f"{name}={found}" for name in FIELDS if (found := getattr(claim.value, name, None)) not in (None, ())
    )
    event = "" if claim.event == "main" else f" [{claim.event}]"
    stance = "" if claim.stance == "asserted" else f" ({claim.stance})"
    return f"{claim.kind}{event}: {value}{stance} — {tellers}"
