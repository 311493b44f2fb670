"""Weights of the features that make a place phrase the place of an event, fitted to our own reports.

Run `python eval/fit_sites.py [--fit]`. Without it the F1 of the places found is told, each incident judged by
weights fitted to the others (ten folds); with it the weights of all are written to the pack
(sites.weights.yaml). The open sets are learnt from (`SETS`); the sealed ones are measured by the gate.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from gold_sets import paths_of, read_golds
from grid import PUBLISHED, read_grid, sampled

from isnad.extract.kinds.event_site import finder
from isnad.extract.parsed import ParsedReport
from isnad.extract.sitechoice import FILE, Candidate, choose
from isnad.extract.sitefeatures import Known, again
from isnad.extract.weights import Weights
from isnad.lang.pack import HOME, LanguagePack, load_pack
from isnad.model.report import Report

CODE = "ar"
SETS = ("palmyra", "dev", "own-dev", "july", "single")
WEIGHTS = {"palmyra-2025-12": 4.0}
"""How much the places of an incident count: the founding one, annotated by the authors of the guide, more."""
GRID_WEIGHT = {"sites": 0.2, "no_sites": 1.0}
"""How much the place of a sentence of the grids counts: those of events are many and easy."""
FOLDS = 10
SEEN_OFTEN = 8
RIDGE = 5.0
SWEEPS = 40
THRESHOLD = -0.4
"""Missed places are more than wrong ones, so that somewhat less than an even chance is enough."""
Span = tuple[int, int]


class Row(NamedTuple):
    """A candidate: whether it is the place of an event, its features, and how much it counts."""

    wanted: bool
    features: list[str]
    weight: float = 1.0


class Case(NamedTuple):
    """A report: its incident, the annotated places, the candidates and where they stand in the text."""

    incident: str
    gold: list[Span]
    found: list[Candidate]
    spans: list[Span]


def cases(name: str, pack: LanguagePack, shared: Path) -> list[Case]:
    """The reports of a set with their candidates."""
    out: list[Case] = []
    sites = finder(pack)
    for gold, reports in read_golds(paths_of(name, shared)):
        for row in gold["reports"]:
            out.append(_case(gold["event"], row, reports[row["id"]], sites, pack))
    return out


def _case(incident: str, row: dict[str, Any], report: Report, sites: Any, pack: LanguagePack) -> Case:
    parsed = ParsedReport(report, pack)
    claims = [c["evidence"] for c in row["claims"] if c["kind"] == "event_site"]
    found = sites.candidates(parsed)
    spans = [parsed.raw_span(c.phrase.start, c.phrase.end) for c in found]
    return Case(incident, [(c["start"], c["end"]) for c in claims], found, [(s.start, s.end) for s in spans])


def matched(gold: list[Span], spans: list[Span]) -> dict[int, int]:
    """One to one by the longest overlap: the index of a span, and that of the annotation it hits."""
    pairs = [(min(g[1], s[1]) - max(g[0], s[0]), -i, -j) for i, g in enumerate(gold) for j, s in enumerate(spans)]
    out: dict[int, int] = {}
    for overlap, i, j in sorted(pairs, reverse=True):
        if overlap > 0 and -j not in out and -i not in out.values():
            out[-j] = -i
    return out


def rows(data: list[Case]) -> list[Row]:
    """Every candidate: whether it is annotated, and its features, with what was annotated before it."""
    out: list[Row] = []
    for case in data:
        right = matched(case.gold, case.spans)
        before: list[Known] = []
        for n, one in enumerate(case.found):
            out.append(Row(n in right, [*one.features, *again(one.known, before)], WEIGHTS.get(case.incident, 1.0)))
            if n in right:
                before.append(one.known)
    return out


def grid_rows(pack: LanguagePack) -> list[Row]:
    """The marked places of the grids, those that are none too."""
    out: list[Row] = []
    sites = finder(pack)
    for name in GRID_WEIGHT:
        for grid in read_grid(name):
            for sentence in sampled(grid):
                report = Report(id="grid", text=sentence.text, published=PUBLISHED, language=pack.code)
                parsed = ParsedReport(report, pack)
                for one in sites.candidates(parsed):
                    span = parsed.raw_span(one.phrase.start, one.phrase.end)
                    if span.start < sentence.end and sentence.start < span.end:
                        out.append(Row(not grid.get("none"), [*one.features, *again(one.known, [])], GRID_WEIGHT[name]))
                        break
    return out


def fit(data: list[Row], hold: float = RIDGE, often: int = SEEN_OFTEN) -> Weights:
    """Logistic regression with a ridge, one weight after the other: the same data give the same weights."""
    counts = Counter(name for row in data for name in row.features)
    names = sorted(name for name, n in counts.items() if n >= often)
    index = {name: i for i, name in enumerate(names)}
    where: list[list[int]] = [[] for _ in names]
    for n, row in enumerate(data):
        for name in row.features:
            if name in index:
                where[index[name]].append(n)
    where.append(list(range(len(data))))
    sums, w = [0.0] * len(data), [0.0] * len(where)
    for _ in range(SWEEPS):
        for i, hits in enumerate(where):
            ridge = hold if i < len(names) else 0.01
            chances = [1 / (1 + math.exp(-sums[n])) for n in hits]
            slope = (
                sum(data[n].weight * (p - data[n].wanted) for p, n in zip(chances, hits, strict=True)) + ridge * w[i]
            )
            step = slope / (sum(data[n].weight * p * (1 - p) for p, n in zip(chances, hits, strict=True)) + ridge)
            w[i] -= step
            for n in hits:
                sums[n] -= step
    kept = {name: round(x, 3) for name, x in zip(names, w[:-1], strict=True) if abs(x) >= 0.005}
    return Weights(round(w[-1], 3), THRESHOLD, kept)


def f1(data: list[Case], chosen: list[list[Span]]) -> float:
    """The F1 of the spans chosen in every report."""
    right = sum(len(matched(case.gold, spans)) for case, spans in zip(data, chosen, strict=True))
    return 2 * right / max(1, sum(len(c.gold) for c in data) + sum(map(len, chosen)))


def places(case: Case, weights: Weights | None) -> list[Span]:
    """The spans of a report that rules take, and those that weights add."""
    taken = {id(one) for one in choose(case.found, weights)}
    return [s for one, s in zip(case.found, case.spans, strict=True) if id(one) in taken]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the weights of the pack")
    options = parser.parse_args()
    pack = load_pack(CODE)
    shared = Path(os.environ.get("ISNAD_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared")
    sys.path.insert(0, str(shared / "tools"))
    sets = {name: cases(name, pack, shared) for name in SETS}
    data = [case for found in sets.values() for case in found]
    fold = {name: n % FOLDS for found in sets.values() for n, name in enumerate(sorted({c.incident for c in found}))}
    grids = grid_rows(pack)
    by_fold = [fit([*rows([c for c in data if fold[c.incident] != n]), *grids]) for n in range(FOLDS)]
    for name, found in sets.items():
        rules, weighed = ([places(c, by_fold[fold[c.incident]] if w else None) for c in found] for w in (False, True))
        print(f"{name:10} rules alone {f1(found, rules):.3f}, with weights {f1(found, weighed):.3f}")
    if options.fit:
        fitted = fit([*rows(data), *grids])
        text = yaml.safe_dump({"bias": fitted.bias, "threshold": fitted.threshold, "weights": fitted.weights})
        head = "# Written by eval/fit_sites.py --fit: what makes a place phrase the place of an event.\n"
        (HOME / CODE / FILE).write_text(head + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
