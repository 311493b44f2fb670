"""Revision or contradiction: pairs of figures labelled by hand (relations.tsv) against what the record says.

Twice: on the claims of the gold, all reports of an event as one incident, which is the decision
alone; and on the claims and incidents of the line, where a claim that was not read, or read in
another incident, makes its pair wrong. `python eval/relations.py` prints every wrong pair.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from gold_sets import SETS, GoldSet, read_set

from isnad.group.toll import effect_of, toll
from isnad.model.claim import Claim
from isnad.model.codec import claim_from_dict
from isnad.model.incident import Incident, Member, Reading, When, Where
from isnad.reconcile.case import Case, build
from isnad.reconcile.relation import claims_relation
from isnad.reuse.families import digest, families
from isnad.reuse.statements import Source, origins

HERE = Path(__file__).resolve().parent
LABELS = HERE / "relations.tsv"


class Labelled(NamedTuple):
    """Two places of figures and what a person called their relation."""

    first: tuple[str, int, str]
    second: tuple[str, int, str]
    label: str


def labels() -> list[Labelled]:
    """The pairs of relations.tsv."""
    rows = [line.split("\t") for line in LABELS.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return [Labelled((r[0], int(r[1]), r[2]), (r[3], int(r[4]), r[5]), r[6]) for r in rows]


def figures(found: GoldSet) -> tuple[dict[str, float], list[str]]:
    """The share of pairs that are right, over all and over revisions and contradictions alone; both ways."""
    spans = {
        (r["id"], c["evidence"]["start"], effect): c["evidence"]
        for g in found.golds
        for r in g["reports"]
        for c in r["claims"]
        if (effect := _effect(c))
    }
    by_id = {r.report.id: r for r in found.readings}
    told = [gold_case(g, by_id) for g in found.golds]
    read = [build(record.incident, by_id) for record in found.records]
    out: dict[str, float] = {}
    lines: list[str] = []
    for name, cases in (("relations", told), ("relations.read", read)):
        right = {True: 0, False: 0}
        of = {True: 0, False: 0}
        for pair in labels():
            answer = _answer(pair, cases, spans)
            either = pair.label in ("revision", "contradiction")
            of[either] += 1
            right[either] += answer == pair.label
            if answer != pair.label:
                lines.append(f"{name}: {pair.first} {pair.second}: {pair.label}, got {answer}")
        out[name] = sum(right.values()) / sum(of.values())
        out[f"{name}.revision"] = right[True] / of[True]
    return out, lines


def _effect(plain: Mapping[str, Any]) -> str | None:
    if plain["kind"] == "arrests":
        return "arrested"
    return plain["value"].get("effect") if plain["kind"] == "casualties" else None


def _answer(pair: Labelled, cases: Sequence[Case], spans: Mapping[tuple[str, int, str], Mapping[str, Any]]) -> str:
    for case in cases:
        first, second = (_find(case, place, spans) for place in (pair.first, pair.second))
        if first and second:
            return claims_relation(case, first, second) or "nothing"
    return "not together"


def _find(
    case: Case, place: tuple[str, int, str], spans: Mapping[tuple[str, int, str], Mapping[str, Any]]
) -> str | None:
    """The claim of a case on the words of a labelled figure, of its effect, the longest overlap first."""
    report, start, figure = place
    effect = figure.split()[0]
    span = spans[report, start, effect]
    near = [
        (min(c.evidence.end, span["end"]) - max(c.evidence.start, span["start"]), c.claim)
        for c in case.claims.values()
        if c.report == report and effect_of(c) == effect
    ]
    best = max(near, default=(0, ""))
    return best[1] if best[0] > 0 else None


def gold_case(gold: Mapping[str, Any], readings: Mapping[str, Reading]) -> Case:
    """The case of a gold event: its own reports with the claims that people read in them."""
    made = {}
    for row in gold["reports"]:
        if row.get("about_main_event", True) and row["id"] in readings:
            claims = tuple(_claims(row))
            made[row["id"]] = Reading(report=readings[row["id"]].report, claims=claims)
    copies = families([r.report for r in made.values()])
    family = {name: copies.of[digest(r.report)] for name, r in made.items()}
    everything = [c for r in made.values() for c in r.claims]
    told = origins(everything, {name: Source(r.report.text, family[name]) for name, r in made.items()})
    members = tuple(
        Member(
            id=name,
            outlet=r.report.outlet,
            published=r.report.published,
            role="covers",
            origin_family=family[name],
            toll=toll(r.report, r.claims),
        )
        for name, r in sorted(made.items())
    )
    claims = tuple(msgspec.structs.replace(c, origin=told[c.claim]) for c in everything)
    incident = Incident(
        id=gold["event"], kind=gold["kind"], title={}, date=When(), site=Where(), members=members, claims=claims
    )
    return build(incident, made)


def _claims(row: Mapping[str, Any]) -> Iterable[Claim]:
    for n, plain in enumerate(sorted(row["claims"], key=lambda c: (c["evidence"]["start"], c["evidence"]["end"]))):
        yield claim_from_dict({**plain, "claim": f"{row['id']}#{n}", "report": row["id"]})


def main() -> int:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "shared"
    sys.path.insert(0, str(shared / "tools"))
    found, lines = figures(read_set("dev", sorted(shared.glob(SETS["dev"]))))
    print(*lines, sep="\n")
    for name, value in found.items():
        print(f"dev.{name} {value:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
