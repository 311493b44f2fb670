"""Weights of the features that make a word of manner a telling of it, fitted to the open sets.

Run `python eval/fit_modes.py [--fit]`. Without it the F1 is told, each incident judged by weights fitted to the others
(ten folds), by set; with it the weights of all are written to the pack (mode.weights.yaml). Learnt from are
eval/own/dev, eval/july/dev, eval/single/dev and gold/dev; the sealed sets are measured only.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from fit_sites import Row, fit, matched
from gold_sets import paths_of, read_golds
from grid import FOLDER, PUBLISHED, sentences

from isnad.extract.harms import find_all
from isnad.extract.kinds.mannerframe import FILE, Frame, Told
from isnad.extract.kinds.mode import pieces, span
from isnad.extract.kinds.modepiece import Piece
from isnad.extract.parsed import ParsedReport, Sentence
from isnad.extract.weights import Weights
from isnad.lang.pack import HOME, LanguagePack, load_pack
from isnad.model.report import Report
from isnad.testing import _find as quote_at
from isnad.testing import load_cases

CODE = "ar"
FOLDS = 10
SETS = ("single", "july", "own-dev", "dev", "palmyra")
HOLD, OFTEN = 15.0, 5
REPEATED = {"dev": 5, "palmyra": 8, "cases": 6}
"""How often the reports of a set are counted: these few leave repeated tellings out, as the guide allows."""
GRIDS = {"manners": 8, "no_manners": 2}
"""The grids, and which of their sentences are learnt from: every eighth, every second."""
Span = tuple[int, int]


class Case(NamedTuple):
    """A report: its set and incident, the annotated modes, the words of manner, their spans, and its frame."""

    name: str
    incident: str
    gold: list[Span]
    found: list[tuple[Sentence, Piece]]
    spans: list[Span]
    frame: Frame


def cases(name: str, pack: LanguagePack, shared: Path) -> list[Case]:
    """The reports of a set with their words of manner."""
    out: list[Case] = []
    for gold, reports in read_golds(paths_of(name, shared)):
        if "mode" in gold.get("kinds", ["mode"]):
            out += [_case(name, gold["event"], row, reports[row["id"]], pack) for row in gold["reports"]]
    return out


def _case(name: str, incident: str, row: dict[str, Any], report: Report, pack: LanguagePack) -> Case:
    parsed = ParsedReport(report, pack)
    claims = [c["evidence"] for c in row["claims"] if c["kind"] == "mode"]
    found = list(pieces(parsed))
    spans = [parsed.raw_span(*span(parsed, piece, sentence)) for sentence, piece in found]
    frame = Frame(parsed, find_all(parsed))
    return Case(
        name, incident, [(c["start"], c["end"]) for c in claims], found, [(s.start, s.end) for s in spans], frame
    )


def rows(data: list[Case]) -> list[tuple[bool, list[str]]]:
    """Every word of manner: whether it is annotated, and its features, with what was annotated before it."""
    out: list[tuple[bool, list[str]]] = []
    for case in data:
        right = matched(case.gold, case.spans)
        told = Told()
        mine: list[tuple[bool, list[str]]] = []
        for n, (sentence, piece) in enumerate(case.found):
            mine.append((n in right, case.frame.features(piece, sentence, told)))
            if n in right:
                told.add(piece, sentence)
        out += mine * REPEATED.get(case.name, 1)
    return out


def of_cases(pack: LanguagePack) -> list[Case]:
    """The cases of the pack whose modes are told in full."""
    out: list[Case] = []
    for case in load_cases(HOME / CODE / "cases"):
        if "mode" in case.checked() and not case.pending:
            told = [e for e in case.expect if e["kind"] == "mode"]
            starts = [quote_at(case.text, e["quote"], int(e.get("occurrence", 1))) for e in told]
            claims = [
                {"kind": "mode", "evidence": {"start": at, "end": at + len(e["quote"])}}
                for e, at in zip(told, starts, strict=True)
            ]
            report = Report(id="case", text=case.text, published=case.published, language=CODE)
            out.append(_case("cases", case.name, {"claims": claims}, report, pack))
    return out


def of_grids(pack: LanguagePack) -> list[tuple[bool, list[str]]]:
    """The words of manner in the marked parts of some sentences of the grids: rare ways of telling, and of not
    telling, that few reports show."""
    out: list[tuple[bool, list[str]]] = []
    for name, every in GRIDS.items():
        for grid in yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")):
            for made in list(sentences(grid))[::every]:
                parsed = ParsedReport(Report(id="grid", text=made.text, published=PUBLISHED, language=CODE), pack)
                frame = Frame(parsed, find_all(parsed))
                for sentence, piece in pieces(parsed):
                    where = parsed.raw_span(*span(parsed, piece, sentence))
                    if where.start < made.end and made.start < where.end:
                        out.append((not grid.get("none"), frame.features(piece, sentence, Told())))
    return out


def fitted(data: list[Case], grids: list[tuple[bool, list[str]]]) -> Weights:
    """The weights of these reports, with the grids."""
    return fit([Row(*row) for row in (*rows(data), *grids)], HOLD, OFTEN)


def chosen(case: Case, weights: Weights) -> list[Span]:
    """The spans that weights take."""
    told = Told()
    out: list[Span] = []
    for (sentence, piece), where in zip(case.found, case.spans, strict=True):
        if weights.score(case.frame.features(piece, sentence, told)) >= weights.threshold:
            told.add(piece, sentence)
            out.append(where)
    return out


def counts(data: list[Case], taken: list[list[Span]]) -> tuple[int, int, int]:
    """Matched, annotated, taken."""
    right = sum(len(matched(case.gold, spans)) for case, spans in zip(data, taken, strict=True))
    return right, sum(len(c.gold) for c in data), sum(map(len, taken))


def show(label: str, right: int, gold: int, taken: int) -> None:
    """A line of figures."""
    p, r = right / max(1, taken), right / max(1, gold)
    print(f"{label:16} gold {gold:5} P {p:.3f} R {r:.3f} F1 {2 * right / max(1, gold + taken):.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the weights of the pack")
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    options = parser.parse_args()
    pack = load_pack(CODE)
    shared = Path(os.environ.get("ISNAD_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared")
    sys.path.insert(0, str(shared / "tools"))
    data = [case for name in SETS for case in cases(name, pack, shared)]
    data += of_cases(pack)
    grids = of_grids(pack)
    incidents = {name: n % FOLDS for n, name in enumerate(sorted({c.incident for c in data}))}
    for name in (*SETS, "cases"):
        mine = [c for c in data if c.name == name]
        show(f"{name} at most", *counts(mine, [c.spans for c in mine]))
    if not options.fit:
        fold = [fitted([c for c in data if incidents[c.incident] != n], grids) for n in range(FOLDS)]
        for threshold in (options.threshold - 0.4, options.threshold - 0.2, options.threshold, options.threshold + 0.2):
            for name in SETS:
                mine = [c for c in data if c.name == name]
                taken = [
                    chosen(c, Weights(w.bias, threshold, w.weights))
                    for c in mine
                    for w in [fold[incidents[c.incident]]]
                ]
                show(f"{name} {threshold:.1f}", *counts(mine, taken))
    else:
        all_of_it = fitted(data, grids)
        text = yaml.safe_dump({"bias": all_of_it.bias, "threshold": options.threshold, "weights": all_of_it.weights})
        head = "# Written by eval/fit_modes.py --fit: what makes a word of manner a telling of it.\n"
        (HOME / CODE / FILE).write_text(head + text, encoding="utf-8")
    return 0


THRESHOLD = -0.5
"""The sum from which a word of manner is a telling: what gives the best F1 over the folds."""

if __name__ == "__main__":
    raise SystemExit(main())
