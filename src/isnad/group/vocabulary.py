"""Which words of a run are rare, and how alike two reports are in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import log, sqrt

import msgspec
import yaml

from isnad.model.report import Report
from isnad.reuse.words import stem, words

LENGTH = 320
"""Words of a report that are looked at: the news comes first."""
KEPT = 90
"""Heaviest words kept for each report."""
_BACKGROUND = 60


class Vocabulary(msgspec.Struct, frozen=True):
    """How many reports of the run hold each stem, of how many reports."""

    frequency: dict[str, int]
    reports: int

    def rarity(self, word: str) -> float:
        """Inverse frequency, smoothed so that a run of a few reports does not make every word rare."""
        return log((self.reports + _BACKGROUND) / (self.frequency.get(word, 0) + 2))


@cache
def common() -> frozenset[str]:
    """Stems that are never evidence."""
    raw = yaml.safe_load(resources.files(__package__).joinpath("common.yaml").read_text("utf-8"))
    folded = (words(str(word)).text for line in raw for word in line)
    return frozenset(form for found in folded for word in found for form in (word, stem(word)))


def terms(report: Report) -> Counter[str]:
    """Stems of the first words of a report that may tell events apart; the first line counts twice."""
    found = words(report.text)
    line = report.text.lstrip().find("\n")
    out: Counter[str] = Counter()
    for n in range(min(LENGTH, len(found.text))):
        word = stem(found.text[n])
        if len(word) > 2 and not word.isdigit() and word not in common() and found.text[n] not in common():
            out[word] += 2 if found.end[n] <= line <= 220 else 1
    return out


def vocabulary(reports: Sequence[Counter[str]]) -> Vocabulary:
    """The document frequencies of a run."""
    frequency: Counter[str] = Counter()
    for found in reports:
        frequency.update(found.keys())
    return Vocabulary(dict(frequency), len(reports))


def weigh(found: Counter[str], known: Vocabulary) -> dict[str, float]:
    """The heaviest words of a report, their weights scaled to length one."""
    heavy = {word: (1 + log(count)) * known.rarity(word) for word, count in found.items()}
    kept = sorted(heavy.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    norm = sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return {word: weight / norm for word, weight in kept}


def likeness(a: Mapping[str, float], b: Mapping[str, float], but: frozenset[str] = frozenset()) -> float:
    """Cosine of two weighed word lists, 0 to 1, without the words of `but`."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b and word not in but)
