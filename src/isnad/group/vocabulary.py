"""Which words of a run are rare, and how alike two reports are in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from math import fsum, log, sqrt

import msgspec

from isnad.lang.read import read_yaml
from isnad.model.report import Report
from isnad.reuse.words import stem, words

LENGTH = 320
"""Words of a report that are looked at: the news comes first."""
LEAD = 60
"""Words within which a report says what it is about."""
PLAIN = 0.28
"""Share of the greatest rarity of a run under which a word of a lead tells nothing."""
KEPT = 90
"""Heaviest words kept for each report."""
_BACKGROUND = 60


class Vocabulary(msgspec.Struct, frozen=True):
    """How many reports of the run hold each stem, of how many reports; how many are of each day
    (its ordinal, 0 without one), and of each square of the map and day."""

    frequency: dict[str, int]
    reports: int
    days: dict[int, int] = {}
    squares: dict[str, int] = {}

    def rarity(self, word: str) -> float:
        """Inverse frequency, smoothed so that a run of a few reports does not make every word rare."""
        return log((self.reports + _BACKGROUND) / (self.frequency.get(word, 0) + 2))


@cache
def common() -> frozenset[str]:
    """Stems that are never evidence."""
    raw = read_yaml(resources.files(__package__).joinpath("common.yaml"))
    folded = (words(str(word)).text for line in raw for word in line)
    return frozenset(form for found in folded for word in found for form in (word, stem(word)))


def terms(report: Report) -> tuple[Counter[str], Counter[str]]:
    """Stems of the first words of a report that may tell events apart, the first line twice; and
    those of its lead alone, each word of it once."""
    found = words(report.text)
    line = report.text.lstrip().find("\n")
    out: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    for n in range(min(LENGTH, len(found.text))):
        word = stem(found.text[n])
        if len(word) > 2 and not word.isdigit() and word not in common() and found.text[n] not in common():
            out[word] += 2 if found.end[n] <= line <= 220 else 1
            lead[word] += n < LEAD
    return out, +lead


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


def telling(found: Iterable[str], known: Vocabulary) -> dict[str, float]:
    """How much each word of a lead tells, 0 to 1: nothing where a fair part of the run holds it, one
    where no other report does. The scale is the same in a run of ten reports and of a million."""
    top = log((known.reports + _BACKGROUND) / 3)
    shares = ((word, (known.rarity(word) / top - PLAIN) / (1 - PLAIN)) for word in sorted(found))
    return {word: share for word, share in shares if share > 0}


def likeness(a: Mapping[str, float], b: Mapping[str, float], but: frozenset[str] = frozenset()) -> float:
    """Cosine of two weighed word lists, 0 to 1, without the words of `but`."""
    return fsum(a[word] * b[word] for word in (a.keys() & b.keys()) - but)
