"""Whether a place phrase that no rule ties to an event is where one took place: a weighted sum of features.

The weights are data of the pack (sites.weights.yaml), fitted by eval/fit_sites.py to our own annotated
reports; a weight belongs to the name of a feature (`sites/features.py`), never to a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from isnad.extract.parsed import Sentence
from isnad.extract.sites.features import Known, again
from isnad.extract.sites.phrases import Phrase
from isnad.extract.weights import Weights
from isnad.grammar.match import Line

FILE = "sites.weights.yaml"
"""Where a pack has its weights; without them only rules place events."""


@dataclass(slots=True)
class Candidate:
    """A place phrase, what speaks for it by itself, whether a rule settles what it is (ties it to an event, or to
    one that is only planned), and whether it was taken."""

    sentence: Sentence
    line: Line
    phrase: Phrase
    known: Known
    features: list[str]
    settled: bool
    taken: bool


def choose(candidates: Iterable[Candidate], weights: Weights) -> list[Candidate]:
    """Those that no rule settles and that still are the place of one. What a rule ties and then drops,
    since it says nothing new, is not taken up again."""
    before: list[Known] = []
    out: list[Candidate] = []
    for one in candidates:
        if one.taken:
            before.append(one.known)
        elif not one.settled and weights.score([*one.features, *again(one.known, before)]) >= weights.threshold:
            before.append(one.known)
            out.append(one)
    return out
