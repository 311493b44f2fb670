"""Violent acts, who did them and to whom, on the Arabic event records of OEDA.

Run `python eval/corpora_gsr.py [--fit]`. Three figures, each an F1:
`violence`, whether a sentence reports a violent act, against all negatives, by ten-fold
cross-validation of the weights (threshold chosen inside each training part), the mean of three cuts,
since one cut or another moves it by .005;
`perpetrator` and `victim`, the share of sentences where a span that was found overlaps the
words annotators agree on, precision by the words any annotator marked. `--fit` writes the
weights of violence.yaml. The corpus lies in the folder that ISNAD_SHARED names, or in
../shared beside the repository; without it everything is skipped, loudly.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
import sys
from pathlib import Path

import ridge
import yaml
from ridge import Example

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
CUTS = 3
RIDGE = 20.0
HARMED = frozenset({"killed", "wounded", "abducted", "missing"})


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
    """The weights of sentences, and the threshold at which their own F1 is highest."""
    plain = ridge.fit(data, seen_often=SEEN_OFTEN, ridge=RIDGE)
    threshold = _threshold([(yes, plain.score(sorted(found))) for yes, found in data])
    return Weights(plain.bias, threshold, plain.weights)


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
    """Mean precision, recall and F1 of held-out sentences over several ways of cutting the data into ten."""
    cuts = [_crossed(data, cut) for cut in range(CUTS)]
    return {name: sum(c[name] for c in cuts) / CUTS for name in cuts[0]}


def _crossed(data: list[Example], cut: int) -> dict[str, float]:
    folds = _folds([yes for yes, _ in data], cut)
    right = said = 0
    for held in range(FOLDS):
        weights = fit([e for e, fold in zip(data, folds, strict=True) if fold != held])
        for (yes, found), fold in zip(data, folds, strict=True):
            if fold == held:
                hit = weights.score(sorted(found)) >= weights.threshold
                said += hit
                right += hit and yes
    wanted = sum(yes for yes, _ in data)
    precision, recall = right / max(1, said), right / max(1, wanted)
    return {"precision": precision, "recall": recall, "f1": 2 * right / max(1, said + wanted)}


def _folds(answers: list[bool], cut: int) -> list[int]:
    """The fold of each sentence: those of one answer dealt out in an order of their own for every cut."""
    out = [0] * len(answers)
    for answer in (True, False):
        indices = [n for n, yes in enumerate(answers) if yes is answer]
        random.Random(cut).shuffle(indices)
        for n, i in enumerate(indices):
            out[i] = n % FOLDS
    return out


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
