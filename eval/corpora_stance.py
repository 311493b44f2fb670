"""Agree or disagree, on pairs of headlines about deaths, attacks and figures (corpora/ans-stance).

`python eval/corpora_stance.py` scores train and dev. The pairs are those of which the line reads, in
either headline, people harmed or held, an attack or accident, or who did it; a pair disagrees where
reconcile/compare.py finds any difference. The authors ask that the test split be used once:
`--test` did that (docs/decisions/0009), and the gate measures dev. Beside each figure stands what saying
"disagree" to everything would get: most pairs of the corpus disagree.
"""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.countries import country_weights
from isnad.lang.pack import load_pack, packs
from isnad.model.incident import Reading
from isnad.model.report import Report
from isnad.pipeline import read_claims
from isnad.reconcile.compare import about_event, compare

ROOT = Path(__file__).resolve().parents[1]
TONGUE = packs()[0]
NEGATION = ("not", "denial", "deny", "not_hurt")
"""Classes of the pack whose words turn a sentence round."""


def corpus() -> Path | None:
    """The folder of the pairs, or None where there is none."""
    base = Path(os.environ.get("ISNAD_SHARED") or ROOT.parent / "shared")
    path = base / "corpora" / "ans-stance" / "stance"
    return path if path.is_dir() else None


def told(split: Path) -> list[tuple[bool, bool]]:
    """For each pair about deaths, attacks or figures: whether we say, and whether the corpus says, disagree."""
    out = []
    with split.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            left, right = (_read(row[key]) for key in ("s1", "s2"))
            if about_event(left) or about_event(right):
                (named, no), (others, none) = _words(left.report), _words(right.report)
                found = compare(left, right, (named, others), (no, none))
                out.append((bool(found), row["stance"] == "disagree"))
    return out


def _read(text: str) -> Reading:
    return read_claims(Report(id="h", text=text, language=TONGUE))[0]


def _words(report: Report) -> tuple[list[str], list[str]]:
    """The countries that a text names, and its words of negation and denial by class."""
    parsed = ParsedReport(report, load_pack(TONGUE))
    segs = [seg for sentence in parsed.sentences for seg in sentence.line.segs]
    return list(country_weights(parsed)), [name for name in NEGATION for seg in segs if seg.has(name)]


def score(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    """Precision, recall and F1 on disagree, and the F1 of saying disagree to everything."""
    right = sum(ours and theirs for ours, theirs in pairs)
    ours, theirs = sum(o for o, _ in pairs), sum(t for _, t in pairs)
    return {
        "pairs": len(pairs),
        "precision": right / max(1, ours),
        "recall": right / max(1, theirs),
        "f1": 2 * right / max(1, ours + theirs),
        "accuracy": sum(o == t for o, t in pairs) / max(1, len(pairs)),
        "always": 2 * theirs / max(1, len(pairs) + theirs),
    }


def figures() -> dict[str, float]:
    """F1 on disagree and accuracy over the dev split; empty without the corpus."""
    path = corpus()
    if path is None:
        return {}
    found = score(told(path / "dev.csv"))
    return {"stance.disagree": found["f1"], "stance.accuracy": found["accuracy"]}


def main() -> int:
    path = corpus()
    if path is None:
        print("corpora_stance: SKIPPED, NOTHING WAS CHECKED: no ans-stance corpus (set ISNAD_SHARED)")
        return 0
    for split in ("test",) if "--test" in sys.argv else ("train", "dev"):
        found = score(told(path / f"{split}.csv"))
        print(split, " ".join(f"{key} {value:.3f}" for key, value in found.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
