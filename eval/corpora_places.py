"""How well names of places are found in running text, on a corpus that is not ours.

Run `python eval/corpora_places.py [--misses]`. ANERcorp's test part (news, 2005-2007): a name counts where
its words are exactly those tagged LOC; no clitic is told apart there. Nothing of the corpus is shipped or
learned from. It lies in the folder that ISNAD_SHARED names, or in ../shared; without it this is skipped, loudly.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from corpora_dates import shared

from isnad.extract.parsed import ParsedReport
from isnad.extract.sites.everyplace import find_places
from isnad.lang.pack import LanguagePack, load_pack
from isnad.model.report import Report

TARGETS = {"anercorp.places": 0.8}
"""What each figure should reach."""
Words = list[tuple[str, str]]
Spans = set[tuple[int, int]]


def figures() -> dict[str, float]:
    """F1, precision and recall of places; empty without the corpus."""
    folder = shared()
    if folder is None:
        return {}
    return measure(folder / "corpora" / "anercorp" / "ANERCorp_CamelLab_test.txt", False)


def measure(path: Path, misses: bool) -> dict[str, float]:
    """The figures of one file of the corpus; `misses` prints what is wrong."""
    pack = load_pack("ar")
    right = found = wanted = 0
    for words in _sentences(path):
        got, gold = _found(words, pack), _gold(words)
        right, found, wanted = right + len(got & gold), found + len(got), wanted + len(gold)
        if misses:
            for label, spans in (("WRONG", got - gold), ("MISS", gold - got)):
                for i, j in sorted(spans):
                    print(
                        label,
                        " ".join(w for w, _ in words[i:j]),
                        "|",
                        " ".join(w for w, _ in words[max(0, i - 4) : j + 3]),
                    )
    precision, recall = right / max(1, found), right / max(1, wanted)
    return {
        "anercorp.places": 2 * precision * recall / max(1e-9, precision + recall),
        "anercorp.places_precision": precision,
        "anercorp.places_recall": recall,
    }


def _sentences(path: Path) -> Iterator[Words]:
    words: Words = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            word, _, tag = line.rpartition(" ")
            words.append((word, tag))
        elif words:
            yield words
            words = []


def _gold(words: Words) -> Spans:
    out: Spans = set()
    for i, (_, tag) in enumerate(words):
        if tag == "B-LOC":
            end = i + 1
            while end < len(words) and words[end][1] == "I-LOC":
                end += 1
            out.add((i, end))
    return out


def _found(words: Words, pack: LanguagePack) -> Spans:
    starts, at = [], 0
    for word, _ in words:
        starts.append(at)
        at += len(word) + 1
    parsed = ParsedReport(Report(id="eval", text=" ".join(word for word, _ in words), language=pack.code), pack)
    spans = (place.span for place in find_places(parsed))
    return {(bisect_right(starts, s.start) - 1, bisect_right(starts, s.end - 1)) for s in spans}


def main() -> int:
    folder = shared()
    if folder is None:
        print("SKIPPED: no corpora", file=sys.stderr)
        return 0
    for name, value in measure(folder / "corpora/anercorp/ANERCorp_CamelLab_test.txt", "--misses" in sys.argv).items():
        mark = "" if value >= TARGETS.get(name, 0.0) else f"  below {TARGETS[name]:.2f}"
        print(f"{name:26} {value:.3f}{mark}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
