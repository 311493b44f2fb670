"""Reuse on pairs of documents: which suspicious text takes from which source, against MinHash.

Run `python eval/corpora_reuse.py`. The corpus (KAU plagiarism pairs, test data only) lies in the
folder that ISNAD_SHARED names, or in ../shared beside the repository; without it everything is
skipped, loudly. All suspicious texts stand against all sources; the likeliest source of each is
found where its likeness reaches a threshold (many sources share pages, one of them is annotated).
Both ways read the same folded words and runs of five, and both are shown at each threshold of
one list, so neither is tuned where the other is not. The baseline is datasketch's MinHash with
128 permutations (`pip install datasketch`, for this table only).
"""

from __future__ import annotations

import os
import sys
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from isnad.model.report import Report
from isnad.reuse.families import digest, families
from isnad.reuse.fingerprints import SHINGLE
from isnad.reuse.words import words

ROOT = Path(__file__).resolve().parents[1]
THRESHOLDS = (0.02, 0.05, 0.12, 0.2, 0.3, 0.45)
PERMUTATIONS = 128
Pair = tuple[str, str]


def corpus() -> Path | None:
    """The zip of the pairs, or None where there is none."""
    base = Path(os.environ.get("ISNAD_SHARED") or ROOT.parent / "shared")
    path = base / "corpora" / "kau-plagiarism" / "kau-arab-plag-det.zip"
    return path if path.is_file() else None


def load(path: Path) -> tuple[dict[str, str], dict[str, str], set[Pair]]:
    """Suspicious texts, sources, and the true pairs (suspicious, source), all by file name."""
    suspicious: dict[str, str] = {}
    sources: dict[str, str] = {}
    pairs: set[Pair] = set()
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            parts = Path(name)
            if parts.name == "pairs":
                rows = archive.read(name).decode("utf-8-sig").split("\n")
                pairs = {(row.split()[0], row.split()[1]) for row in rows if len(row.split()) == 2}
            elif parts.suffix == ".txt":
                into = suspicious if parts.parent.name == "susp" else sources
                into[parts.name] = archive.read(name).decode("utf-8", "replace")
    return suspicious, sources, pairs


def ours(suspicious: dict[str, str], sources: dict[str, str]) -> dict[Pair, float]:
    """Likeness of pairs by the reuse step of isnad."""
    reports = [Report(id=name, text=text) for name, text in {**suspicious, **sources}.items()]
    left = _by_digest(r for r in reports if r.id in suspicious)
    right = _by_digest(r for r in reports if r.id in sources)
    out: dict[Pair, float] = {}
    for (a, b), share in families(reports).likeness.items():
        for one, other in ((a, b), (b, a)):
            out |= {(s, t): share for s in left.get(one, ()) for t in right.get(other, ())}
    return out


def minhash(suspicious: dict[str, str], sources: dict[str, str]) -> dict[Pair, float]:
    """Likeness (estimated Jaccard) of all pairs by datasketch."""
    from datasketch import MinHash

    def sketch(text: str) -> MinHash:
        found = words(text).text
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([" ".join(found[n : n + SHINGLE]).encode() for n in range(max(1, len(found) - SHINGLE + 1))])
        return made

    left = {name: sketch(text) for name, text in suspicious.items()}
    right = {name: sketch(text) for name, text in sources.items()}
    return {(s, t): float(a.jaccard(b)) for s, a in left.items() for t, b in right.items()}


def f1(found: dict[Pair, float], true: set[Pair], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of the likeliest source of each text, at or above `threshold`."""
    best: dict[str, tuple[float, str]] = {}
    for (text, source), share in sorted(found.items()):
        if share >= threshold and share > best.get(text, (0.0, ""))[0]:
            best[text] = (share, source)
    kept = {(text, source) for text, (_, source) in best.items()}
    right = len(kept & true)
    precision, recall = right / max(1, len(kept)), right / max(1, len(true))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def figures() -> dict[str, float]:
    """The best F1 of our likeness over the thresholds; empty without the corpus."""
    path = corpus()
    if path is None:
        return {}
    suspicious, sources, true = load(path)
    found = ours(suspicious, sources)
    return {"kau.pairs": max(f1(found, true, t)[2] for t in THRESHOLDS)}


def _by_digest(reports: Iterable[Report]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for report in reports:
        out.setdefault(digest(report), []).append(report.id)
    return out


def main() -> int:
    path = corpus()
    if path is None:
        print("corpora_reuse: SKIPPED, NOTHING WAS CHECKED: no kau-plagiarism corpus (set ISNAD_SHARED)")
        return 0
    suspicious, sources, true = load(path)
    print(f"{len(suspicious)} suspicious texts, {len(sources)} sources, {len(true)} true pairs")
    print(f"{'':10} {'at':>5} {'P':>7} {'R':>7} {'F1':>7}")
    for name, run in (("isnad", ours), ("minhash", minhash)):
        began = time.process_time()
        try:
            found = run(suspicious, sources)
        except ImportError:
            print(f"{name:10} SKIPPED: pip install datasketch")
            continue
        for threshold in THRESHOLDS:
            row = f1(found, true, threshold)
            print(f"{name:10} {threshold:5.2f} " + " ".join(f"{value:7.3f}" for value in row))
        print(f"{name:10} {time.process_time() - began:.2f} s of the processor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
