"""Violent acts, who did them and to whom, on the Arabic event records of OEDA.

Run `python eval/corpora_gsr.py [--fit] [--misses]`. Three figures, each an F1:
`violence`, whether a sentence reports a violent act, against all negatives, by ten-fold
cross-validation of the weights (threshold chosen inside each training part);
`perpetrator` and `victim`, the share of sentences where a span that was found overlaps the
words annotators agree on, precision by the words any annotator marked. `--fit` writes the
weights of violence.yaml. The corpus lies in the folder that ISNAD_SHARED names, or in
../shared beside the repository; without it everything is skipped, loudly.
"""

from __future__ import annotations

import csv
import json
import math
import os
import re
import sys
from collections import Counter
from pathlib import Path

import yaml

from isnad.extract.kinds import perpetrator, target
from isnad.extract.parsed import ParsedReport
from isnad.extract.people.settle import find_all
from isnad.extract.violence import features
from isnad.extract.weights import Weights
from isnad.lang.pack import HOME, LanguagePack, load_pack
from isnad.model.report import Report

ROOT = Path(__file__).resolve().parents[1]
TARGETS = {"gsr.violence": 0.70, "gsr.perpetrator": 0.65, "gsr.victim": 0.65}
"""What each figure should reach. A list of violent words reaches 0.28 on the first."""
CODE = "ar"
SEEN_OFTEN = 20
FOLDS = 10
STEPS = 120
RATE = 1.5
RIDGE = 10.0
HARMED = frozenset({"killed", "wounded", "abducted", "missing"})
Example = tuple[bool, frozenset[str]]


def corpus() -> Path | None:
    """The folder of the event records, or None where there is none."""
    base = Path(os.environ.get("ISNAD_SHARED") or ROOT.parent / "shared")
    folder = base / "corpora" / "arabic-event-gsr"
    return folder if folder.is_dir() else None


def figures() -> dict[str, float]:
    """The F1 figures by the names of TARGETS; empty without the corpus."""
    folder = corpus()
    if folder is None:
        return {}
    pack = load_pack(CODE)
    spans = _spans(folder, pack)
    return {
        "gsr.violence": crossed(examples(folder, pack))["f1"],
        "gsr.perpetrator": _f1(spans["perpetrator"]),
        "gsr.victim": _f1(spans["victim"]),
    }


def examples(folder: Path, pack: LanguagePack) -> list[Example]:
    """Every sentence annotators agree on: whether it reports a violent act, and its features."""
    out: list[Example] = []
    with (folder / "assault_gsr.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["label"] != "ambiguous":
                parsed = ParsedReport(Report(id=row["id"], text=row["text"]), pack)
                out.append((row["label"] == "yes", features(parsed)))
    return out


def fit(data: list[Example]) -> Weights:
    """Logistic regression with a ridge, by full gradient steps: the same data give the same weights."""
    counts = Counter(name for _, found in data for name in sorted(found))
    names = sorted(name for name, n in counts.items() if n >= SEEN_OFTEN)
    index = {name: i for i, name in enumerate(names)}
    rows = [([index[name] for name in sorted(found) if name in index], yes) for yes, found in data]
    share = sum(yes for yes, _ in data) / len(data)
    bias, w, n = math.log(share / (1 - share)), [0.0] * len(names), len(rows)
    scale = [math.sqrt(n / (1 + counts[name])) for name in names]
    for step in range(STEPS):
        slope, tilt = [RIDGE * x / n for x in w], 0.0
        for found, yes in rows:
            gap = _chance(bias + sum(w[i] for i in found)) - yes
            tilt += gap / n
            for i in found:
                slope[i] += gap / n
        rate = RATE / (1 + step / STEPS)
        bias -= rate * tilt
        for i, x in enumerate(slope):
            w[i] -= rate * scale[i] * x
    kept = {name: round(x, 3) for name, x in zip(names, w, strict=True) if abs(x) >= 0.02}
    plain = Weights(round(bias, 3), 0.0, kept)
    return Weights(plain.bias, _threshold([(yes, plain.score(sorted(found))) for yes, found in data]), kept)


def _chance(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _threshold(scored: list[tuple[bool, float]]) -> float:
    """The sum above which F1 is highest."""
    ranked = sorted(scored, key=lambda t: -t[1])
    positives = sum(yes for yes, _ in ranked)
    best, at, right = 0.0, 0.0, 0
    for n, (yes, value) in enumerate(ranked, 1):
        right += yes
        f1 = 2 * right / (n + positives)
        if f1 > best:
            best, at = f1, value
    return round(at, 3)


def crossed(data: list[Example]) -> dict[str, float]:
    """Precision, recall and F1 of held-out sentences; every tenth sentence of a label is one fold."""
    folds: list[list[Example]] = [[] for _ in range(FOLDS)]
    seen = {True: 0, False: 0}
    for example in data:
        folds[seen[example[0]] % FOLDS].append(example)
        seen[example[0]] += 1
    right = said = 0
    for held in range(FOLDS):
        weights = fit([e for n, fold in enumerate(folds) if n != held for e in fold])
        for yes, found in folds[held]:
            hit = weights.score(sorted(found)) >= weights.threshold
            said += hit
            right += hit and yes
    precision, recall = right / max(1, said), right / max(1, seen[True])
    return {"precision": precision, "recall": recall, "f1": 2 * right / max(1, said + seen[True])}


def _spans(folder: Path, pack: LanguagePack) -> dict[str, tuple[int, int, int, int]]:
    """(gold, matched gold, sentences with a finding, right findings) for perpetrators and victims."""
    out: dict[str, tuple[int, int, int, int]] = {}
    records = json.loads((folder / "assault_spans.json").read_text(encoding="utf-8"))
    for side, name in (("source", "perpetrator"), ("target", "victim")):
        gold = matched = said = right = 0
        for record in records:
            agreed = _words(pack, record[f"{side}_gold"].split())
            anyone = _words(pack, [w for span in record["spans"] for w in span[f"{side}_actor"]])
            if anyone and not agreed:
                continue
            found = _found(ParsedReport(Report(id="x", text=record["text"]), pack), name)
            gold += bool(agreed)
            matched += any(words & agreed for words in found)
            said += bool(found)
            right += any(words & anyone for words in found)
        out[name] = (gold, matched, said, right)
    return out


def _found(parsed: ParsedReport, name: str) -> list[frozenset[str]]:
    spans = [(d.start, d.end) for d in perpetrator.agents(parsed) if d.stance != "denied"]
    if name == "victim":
        spans = [(h.start, h.end) for h in find_all(parsed) if h.effect in HARMED]
        spans += [(d.start, d.end) for d in target.find(parsed) if not target.occasion(d.value)]
    return [_words(parsed.pack, re.findall(r"\w+", parsed.folded.text[a:b])) for a, b in spans]


def _words(pack: LanguagePack, words: list[str]) -> frozenset[str]:
    """Folded words without their clitics, as the lexicon cuts them."""
    out: set[str] = set()
    for word in words:
        for plain in re.findall(r"\w+", pack.folding.of(word)):
            last = pack.lexicon.analyse(plain).pieces[-1]
            stem = plain[last.start : last.end]
            out.add(stem.removeprefix(pack.lexicon.article) or stem)
    return frozenset(out)


def _f1(counts: tuple[int, int, int, int]) -> float:
    gold, matched, said, right = counts
    precision, recall = right / max(1, said), matched / max(1, gold)
    return 2 * precision * recall / (precision + recall) if right else 0.0


def main(arguments: list[str]) -> int:
    folder = corpus()
    if folder is None:
        print("SKIPPED: no corpora/arabic-event-gsr (set ISNAD_SHARED)", file=sys.stderr)
        return 0
    pack = load_pack(CODE)
    data = examples(folder, pack)
    if "--fit" in arguments:
        made = fit(data)
        plain = {"bias": made.bias, "threshold": made.threshold, "weights": made.weights}
        head = "# Written by eval/corpora_gsr.py --fit: what speaks for and against a violent act being reported.\n"
        text = head + yaml.safe_dump(plain, sort_keys=True, allow_unicode=True)
        (HOME / CODE / "violence.yaml").write_text(text, encoding="utf-8")
    print("violence", {k: round(v, 3) for k, v in crossed(data).items()}, "target", TARGETS["gsr.violence"])
    for name, counts in _spans(folder, pack).items():
        print(name, counts, round(_f1(counts), 3), "target", TARGETS[f"gsr.{name}"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
