"""Weights of the features that make a place phrase the place of an event, fitted to our own reports.

Run `python eval/fit_sites.py [--fit]`. Without it the F1 of the places found is told, each incident judged by
weights fitted to the others (ten folds); with it the weights of all are written to the pack
(sites.weights.yaml). Only eval/own/dev is learnt from: the articles of July are measured, never fitted to.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NamedTuple

import ridge
import yaml
from gold_sets import paths_of, read_golds

from isnad.extract.extract import deeds
from isnad.extract.kinds.event_site import finder
from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.choice import FILE, Candidate, choose
from isnad.extract.sites.features import Known, again
from isnad.extract.weights import Weights
from isnad.lang.pack import HOME, LanguagePack, load_pack
from isnad.model.report import Report

CODE = "ar"
FOLDS = 10
SEEN_OFTEN = 8
RIDGE = 5.0
THRESHOLD = 0.6
"""A phrase that no rule ties to an event must be likelier than not: e^0.6 to one."""
Span = tuple[int, int]


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
    found = sites.candidates(parsed, deeds(parsed))
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


def rows(data: list[Case]) -> list[ridge.Example]:
    """Every candidate: whether it is annotated, and its features, with what was annotated before it."""
    out: list[ridge.Example] = []
    for case in data:
        right = matched(case.gold, case.spans)
        before: list[Known] = []
        for n, one in enumerate(case.found):
            out.append((n in right, frozenset([*one.features, *again(one.known, before)])))
            if n in right:
                before.append(one.known)
    return out


def fit(data: list[ridge.Example]) -> Weights:
    """The weights of what stands in some reports, with the threshold that holds for all."""
    return ridge.fit(data, seen_often=SEEN_OFTEN, ridge=RIDGE, threshold=THRESHOLD)


def f1(data: list[Case], chosen: list[list[Span]]) -> float:
    """The F1 of the spans chosen in every report."""
    right = sum(len(matched(case.gold, spans)) for case, spans in zip(data, chosen, strict=True))
    return 2 * right / max(1, sum(len(c.gold) for c in data) + sum(map(len, chosen)))


def places(case: Case, weights: Weights | None) -> list[Span]:
    """The spans of a report that rules take, and those that weights add."""
    added = {id(one) for one in choose(case.found, weights)} if weights is not None else set()
    return [s for one, s in zip(case.found, case.spans, strict=True) if one.taken or id(one) in added]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the weights of the pack")
    options = parser.parse_args()
    pack = load_pack(CODE)
    data = cases("own-dev", pack, Path())
    incidents = {name: n % FOLDS for n, name in enumerate(sorted({c.incident for c in data}))}
    by_fold = [fit(rows([c for c in data if incidents[c.incident] != n])) for n in range(FOLDS)]
    print(f"rules alone   {f1(data, [places(c, None) for c in data]):.3f}")
    print(f"with weights  {f1(data, [places(c, by_fold[incidents[c.incident]]) for c in data]):.3f}")
    if options.fit:
        fitted = fit(rows(data))
        text = yaml.safe_dump({"bias": fitted.bias, "threshold": fitted.threshold, "weights": fitted.weights})
        head = "# Written by eval/fit_sites.py --fit: what makes a place phrase the place of an event.\n"
        (HOME / CODE / FILE).write_text(head + text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
